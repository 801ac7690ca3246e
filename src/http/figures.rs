//! The work itself in figures: what waits, what was decided, what was held back.

use crate::use_case::Figures;
use metrics_exporter_prometheus::PrometheusRecorder;

/// Sets every gauge to what the database says.
pub(super) fn show(recorder: &PrometheusRecorder, figures: &Figures) {
    metrics::with_local_recorder(recorder, || {
        for (kind, state, count) in &figures.jobs {
            metrics::gauge!("hone_jobs", "kind" => kind.clone(), "state" => state.clone()).set(size(*count));
        }
        for (kind, state, count) in &figures.suggestions {
            metrics::gauge!("hone_suggestions", "kind" => kind.clone(), "state" => state.clone())
                .set(size(*count));
        }
        for requests in &figures.requests {
            let labels = [("purpose", requests.purpose.clone()), ("outcome", requests.outcome.clone())];
            metrics::gauge!("hone_model_requests", &labels).set(size(requests.count));
            metrics::gauge!("hone_model_input_tokens", &labels).set(size(requests.input_tokens));
            metrics::gauge!("hone_model_output_tokens", &labels).set(size(requests.output_tokens));
            metrics::gauge!("hone_model_cost", &labels).set(size(requests.cost_micros) / 1e6);
        }
        metrics::gauge!("hone_withheld").set(size(figures.withheld));
        metrics::gauge!("hone_pending_vectors").set(figures.pending as f64);
    });
}

fn size(count: i64) -> f64 {
    count as f64
}
