//! All routes with the layers around them, outermost last.

use super::guard::{Rules, guard};
use super::observe::{Counters, metrics, observe};
use super::refusals::{explain, overloaded, panicked};
use crate::api::{self, Api, health};
use crate::mcp::{self, Desk};
use crate::web::{self, Web};
use axum::Router;
use axum::error_handling::HandleErrorLayer;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state, map_request};
use axum::routing::get;
use std::time::Duration;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

/// Requests that are worked on at a time; more are refused.
const AT_ONCE: usize = 256;
/// How long a request may take, with what the client sends; an upload of the largest size too.
const PATIENCE: Duration = Duration::from_mins(2);
/// Bytes of a request that is no upload.
const BODY: usize = 4 << 20;

/// What a browser must not do with anything that comes from here.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// The whole server as one router.
pub(super) fn router(api: Api, web: Web, rules: Rules) -> Router {
    let counters = Counters::new();
    let figures = Router::new().route("/metrics", get(metrics)).with_state((counters.clone(), api.clone()));
    let busy = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(overloaded))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(AT_ONCE));
    let guarded = api::routes()
        .0
        .with_state(api.clone())
        .merge(figures)
        .merge(web::routes().with_state(web))
        .merge(mcp::routes(Desk::new(api.copilot.clone(), None), BODY))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
        .layer(busy)
        .layer(from_fn_with_state(rules, guard));
    let routes = health::probes()
        .with_state(api)
        .merge(guarded)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(explain))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    let routes = HEADERS.into_iter().fold(routes, |routes, (name, value)| {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        routes.layer(SetResponseHeaderLayer::if_not_present(name, value))
    });
    routes
        .layer(from_fn_with_state(counters, observe))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(map_request(without_request_id))
}

/// The request's id is ours: what a client calls it does not come into the log.
async fn without_request_id(mut request: Request) -> Request {
    request.headers_mut().remove("x-request-id");
    request
}
