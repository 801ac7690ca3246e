//! The Big Idea of a workspace.

use super::Api;
use super::extract::{Body, Inside};
use crate::domain::big_idea::BigIdea;
use crate::problem::Problem;
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(show, write))
}

/// The outcome that everything serves; empty until somebody writes it.
#[utoipa::path(get, path = "/big-idea", tag = "big_idea", responses((status = 200, body = BigIdea)))]
async fn show(inside: Inside) -> Result<Json<BigIdea>, Problem> {
    Ok(Json(inside.copilot.big_idea(&inside.scope).await?))
}

/// Write the Big Idea, in place of what it was.
#[utoipa::path(put, path = "/big-idea", tag = "big_idea", request_body = BigIdea, responses((status = 200, body = BigIdea)))]
async fn write(inside: Inside, Body(idea): Body<BigIdea>) -> Result<Json<BigIdea>, Problem> {
    inside.copilot.save_big_idea(&inside.scope, &idea).await?;
    Ok(Json(idea))
}
