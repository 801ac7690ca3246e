//! Whether the server lives, and whether it can work.

use super::Api;
use crate::problem::Problem;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

/// Asked by whatever keeps the server running, under whatever name it reaches it.
pub(crate) fn routes() -> Router<Api> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(api): State<Api>) -> Result<&'static str, Problem> {
    api.copilot.ready().await?;
    Ok("ready\n")
}
