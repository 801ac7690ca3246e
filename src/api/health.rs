//! Whether the server lives and can work, and whether every part does.

use super::Api;
use super::extract::Inside;
use crate::problem::Problem;
use crate::use_case::{Health, Part};
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Asked by whatever keeps the server running, under whatever name it reaches it.
pub(crate) fn probes() -> Router<Api> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

pub(super) fn check_routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(check))
}

pub(super) fn doctor_routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(doctor))
}

async fn alive() -> &'static str {
    "ok\n"
}

async fn ready(State(api): State<Api>) -> Result<&'static str, Problem> {
    api.copilot.ready().await?;
    Ok("ready\n")
}

/// Check the database and the log of decisions.
#[utoipa::path(get, path = "/check", tag = "health", responses((status = 200, body = Health)))]
async fn check(State(api): State<Api>) -> Result<Json<Health>, Problem> {
    Ok(Json(api.copilot.check().await?))
}

/// Look at every part that Hone works with.
#[utoipa::path(get, path = "/doctor", tag = "health", responses((status = 200, body = Vec<Part>)))]
async fn doctor(inside: Inside) -> Json<Vec<Part>> {
    Json(inside.copilot.doctor(&inside.scope).await)
}
