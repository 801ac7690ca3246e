//! Counts, times and logs requests: by route and status, never by id or by what they say.

use super::figures;
use crate::api::Api;
use crate::problem::{Cause, Problem};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::sync::Arc;
use tokio::time::Instant;
use tower_http::request_id::RequestId;

/// Upper bounds of the classes into which latencies are counted, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// The counters of one server.
#[derive(Clone)]
pub(super) struct Counters {
    recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
}

impl Counters {
    pub(super) fn new() -> Self {
        let latency = Matcher::Full("hone_http_request_seconds".into());
        let builder = PrometheusBuilder::new();
        let recorder = match builder.set_buckets_for_metric(latency, &BOUNDS) {
            Ok(builder) => builder.build_recorder(),
            Err(_) => PrometheusBuilder::new().build_recorder(),
        };
        Self { handle: recorder.handle(), recorder: Arc::new(recorder) }
    }

    fn count(&self, method: &'static str, route: &str, status: u16, seconds: f64) {
        let labels = || [("method", method.to_owned()), ("route", route.to_owned())];
        metrics::with_local_recorder(&*self.recorder, || {
            let [method, route] = labels();
            let answered = [method, route, ("status", status.to_string())];
            metrics::counter!("hone_http_requests_total", &answered).increment(1);
            metrics::histogram!("hone_http_request_seconds", &labels()).record(seconds);
        });
    }
}

/// A method of the standard; a client may send any word.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "PATCH" => "PATCH",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// Counts and logs one request, with the cause of a failure.
pub(super) async fn observe(State(counters): State<Counters>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let method = known(request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".into(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().map(|id| id.header_value().clone());
    let response = next.run(request).await;
    let (status, taken) = (response.status().as_u16(), since.elapsed());
    counters.count(method, &route, status, taken.as_secs_f64());
    let request = id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or_default();
    let ms = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
    if let Some(cause) = response.extensions().get::<Arc<Cause>>() {
        tracing::error!(request, method, route, status, ms, cause = &*cause.0, "failed");
    } else {
        tracing::info!(request, method, route, status, ms, "answered");
    }
    response
}

/// The figures in the text format of Prometheus.
pub(super) async fn metrics(State((counters, api)): State<(Counters, Api)>) -> Response {
    match api.copilot.figures().await {
        Ok(figures) => {
            figures::show(&counters.recorder, &figures);
            counters.handle.run_upkeep();
            let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            ([(header::CONTENT_TYPE, kind)], counters.handle.render()).into_response()
        }
        Err(error) => Problem::from(error).into_response(),
    }
}
