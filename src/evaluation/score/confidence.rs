//! Scores stated confidences: is what is said to be sure right more often?
//!
//! A suggestion comes true when the gold has it, or when a person accepts it. Where nothing
//! states a confidence, none of these metrics applies.

use super::metric::{Definition, Metric};
use super::{Bench, CaseOutput, Figure, assumption, question};
use crate::evaluation::measure::confidence::{
    Forecast, auroc, brier, brier_skill, expected_calibration_error,
};
use crate::evaluation::statistics::cluster::over_clusters;
use crate::evaluation::suite::{Case, Suite, Task};
use serde_json::Value;
use std::collections::BTreeSet;

/// Bins of equal mass.
const BINS: usize = 10;
/// Fewer forecasts than this, or fewer of either outcome, say nothing of calibration.
const ENOUGH: (usize, usize) = (200, 30);

const ON: &[Task] = &[Task::Split, Task::Assumptions, Task::Questions];

/// The metrics of this file. Only the first adds up over cases; the others are of all forecasts
/// together.
pub(super) const METRICS: &[Definition] = &[
    Definition::lower("confidence.brier", ON, 0.25),
    Definition::higher("confidence.skill", ON, 0.0),
    Definition::lower("confidence.ece", ON, 0.1),
    Definition::higher("confidence.auroc", ON, 0.6),
];

/// What each suggestion of an output states, in order.
fn stated(output: &Value) -> Vec<Option<f64>> {
    let suggestions = output.as_array().into_iter().flatten();
    suggestions.map(|one| one["confidence"].as_f64()).collect()
}

/// The stated confidences in the suggestions of a case, and whether the gold has what they propose.
pub(super) fn forecasts(case: &Case, bench: &Bench<'_>, output: &Value) -> Vec<Forecast> {
    let stated = stated(output);
    if stated.iter().all(Option::is_none) {
        return Vec::new();
    }
    let with = |is_right: &dyn Fn(usize) -> bool| -> Vec<Forecast> {
        let all = stated.iter().enumerate();
        all.filter_map(|(at, stated)| Some(((*stated)?, is_right(at)))).collect()
    };
    let matched = |(ours, theirs): (Vec<String>, Vec<String>)| {
        let pairs = bench.match_texts(&ours, &theirs).pairs;
        let right: BTreeSet<usize> = pairs.into_iter().map(|(row, _)| row).collect();
        with(&|at| right.contains(&at))
    };
    match case {
        Case::SplitCase(gold) => with(&|at| output[at]["body"]["verdict"] == gold.expect.id()),
        Case::AssumptionsCase(gold) => matched(assumption::matched_texts(gold, output)),
        Case::QuestionsCase(gold) => matched(question::matched_texts(gold, output)),
        _ => Vec::new(),
    }
}

/// Every stated confidence of a run, by the cluster of its case.
pub(super) fn of_run(suite: &Suite, outputs: &[CaseOutput]) -> Vec<(String, Forecast)> {
    let bench = Bench::new(suite, &[]);
    let of = |given: &CaseOutput| {
        let case = suite.case(&given.case)?;
        let stated = forecasts(case, &bench, given.output.as_ref().ok()?);
        let cluster = bench.cluster_of(case);
        Some(stated.into_iter().map(move |forecast| (cluster.clone(), forecast)))
    };
    outputs.iter().filter_map(of).flatten().collect()
}

/// The figure of one case.
pub(super) fn score(forecasts: &[Forecast]) -> Option<Figure> {
    let n = forecasts.len() as f64;
    Figure::ratio("confidence.brier", n * brier(forecasts), n)
}

/// A figure of many forecasts; none where it cannot be computed.
type Statistic = fn(&[Forecast]) -> Option<f64>;

/// Fills in the metrics that are of all forecasts together, when there are enough of them.
pub(super) fn complete(metrics: &mut [Metric], forecasts: &[(String, Forecast)]) {
    let came_true = forecasts.iter().filter(|(_, forecast)| forecast.1).count();
    let (all, either) = ENOUGH;
    if forecasts.len() < all || came_true.min(forecasts.len() - came_true) < either {
        return;
    }
    let statistics: [(&str, Statistic); 3] = [
        ("confidence.skill", brier_skill),
        ("confidence.ece", |forecasts| Some(expected_calibration_error(forecasts, BINS))),
        ("confidence.auroc", auroc),
    ];
    for (id, statistic) in statistics {
        let (Some(metric), Some(found)) =
            (metrics.iter_mut().find(|metric| metric.id == id), over_clusters(forecasts, statistic))
        else {
            continue;
        };
        metric.value = Some(found.value);
        (metric.low, metric.high) = found.interval.unzip();
        metric.n = forecasts.len();
        metric.clusters = found.clusters;
        metric.few_clusters = found.has_few_clusters();
        metric.not_applicable = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::score::metrics_of;
    use serde_json::json;

    fn forecasts(n: usize, stated: impl Fn(usize) -> f64) -> Vec<(String, Forecast)> {
        (0..n).map(|at| (format!("HAR-{}", at % 20), (stated(at), at % 2 == 0))).collect()
    }

    fn completed(forecasts: &[(String, Forecast)]) -> Vec<Metric> {
        let mut metrics = metrics_of(&[]);
        complete(&mut metrics, forecasts);
        metrics.retain(|metric| metric.id.starts_with("confidence."));
        metrics
    }

    #[test]
    fn a_constant_confidence_is_calibrated_and_tells_nothing_apart() {
        let metrics = completed(&forecasts(400, |_| 0.5));
        let value = |id: &str| metrics.iter().find(|metric| metric.id == id).unwrap().value.unwrap();
        assert!(value("confidence.ece") < 1e-9, "the trap is that it is perfectly calibrated");
        assert!((value("confidence.auroc") - 0.5).abs() < 1e-9 && value("confidence.skill").abs() < 1e-9);
        let sharp = completed(&forecasts(400, |at| if at % 2 == 0 { 0.9 } else { 0.2 }));
        let auroc = sharp.iter().find(|metric| metric.id == "confidence.auroc").unwrap();
        assert!((auroc.value.unwrap() - 1.0).abs() < 1e-9 && auroc.clusters == 20 && auroc.low.is_some());
    }

    #[test]
    fn too_few_forecasts_say_nothing() {
        assert!(completed(&forecasts(100, |_| 0.5)).iter().all(|metric| metric.value.is_none()));
        assert_eq!(stated(&json!([{"confidence": null}, {"confidence": 0.7}])), [None, Some(0.7)]);
        assert_eq!(stated(&json!({"themes": []})), []);
    }
}
