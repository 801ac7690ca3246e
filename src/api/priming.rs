//! Prime-first: a person's own opportunities, then the themes beside them.

use super::Api;
use super::extract::{Body, Inside};
use crate::problem::Problem;
use crate::use_case::Comparison;
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(show, write, forget))
}

/// What a person heard, before Hone says what it found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnOpportunities {
    /// Three to five, a sentence each.
    opportunities: Vec<String>,
}

/// Your own opportunities beside Hone's themes: what both found, and what only one did.
#[utoipa::path(get, path = "/themes/primed", tag = "themes", responses((status = 200, body = Comparison)))]
async fn show(inside: Inside) -> Result<Json<Comparison>, Problem> {
    let found = inside.copilot.primed(&inside.scope).await?;
    let missing =
        || Problem::new("not_found", "nobody has written opportunities of their own", "PUT them first");
    found.map(Json).ok_or_else(missing)
}

/// Write your own opportunities, best before the interviews are read together.
#[utoipa::path(put, path = "/themes/primed", tag = "themes", request_body = OwnOpportunities,
    responses((status = 200, body = Comparison)))]
async fn write(inside: Inside, Body(own): Body<OwnOpportunities>) -> Result<Json<Comparison>, Problem> {
    Ok(Json(inside.copilot.prime(&inside.scope, &own.opportunities).await?))
}

/// Forget your own opportunities.
#[utoipa::path(delete, path = "/themes/primed", tag = "themes", responses((status = 204)))]
async fn forget(inside: Inside) -> Result<StatusCode, Problem> {
    inside.copilot.unprime(&inside.scope).await?;
    Ok(StatusCode::NO_CONTENT)
}
