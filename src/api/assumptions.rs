//! The register of accepted assumptions.

use super::Api;
use super::extract::Inside;
use crate::problem::Problem;
use crate::use_case::RegisteredAssumption;
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Accepted assumptions, oldest first.
#[utoipa::path(get, path = "/assumptions", tag = "assumptions", responses((status = 200, body = Vec<RegisteredAssumption>)))]
async fn list(inside: Inside) -> Result<Json<Vec<RegisteredAssumption>>, Problem> {
    Ok(Json(inside.copilot.assumptions(&inside.scope).await?))
}
