//! The questions that wait to be asked.

use super::Api;
use super::extract::Inside;
use crate::problem::Problem;
use crate::use_case::QueuedQuestion;
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Accepted questions with whom to ask, oldest first.
#[utoipa::path(get, path = "/questions", tag = "questions", responses((status = 200, body = Vec<QueuedQuestion>)))]
async fn list(inside: Inside) -> Result<Json<Vec<QueuedQuestion>>, Problem> {
    Ok(Json(inside.copilot.questions(&inside.scope).await?))
}
