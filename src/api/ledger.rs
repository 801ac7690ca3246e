//! What was turned down, and why.

use super::Api;
use super::extract::Inside;
use crate::problem::Problem;
use crate::use_case::TurnedDown;
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The rejections that stand, oldest first.
#[utoipa::path(get, path = "/ledger", tag = "ledger", responses((status = 200, body = Vec<TurnedDown>)))]
async fn list(inside: Inside) -> Result<Json<Vec<TurnedDown>>, Problem> {
    Ok(Json(inside.copilot.ledger(&inside.scope).await?))
}
