//! The phases of initiatives, and what they leave open.

use super::Api;
use super::extract::{Body, Inside};
use crate::domain::phase::Phase;
use crate::problem::Problem;
use crate::use_case::Initiative;
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, enter)).routes(routes!(undo))
}

/// The phase that an initiative enters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Key of the item; the workspace as a whole if left out.
    #[serde(default)]
    item: Option<String>,
    /// The phase.
    phase: Phase,
}

/// An initiative.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Key of the item; the workspace as a whole if left out.
    #[serde(default)]
    item: Option<String>,
}

type Initiatives = Result<Json<Vec<Initiative>>, Problem>;

/// Initiatives with a phase; in Active Planning with what is open and what is held.
#[utoipa::path(get, path = "/phases", tag = "phases", responses((status = 200, body = Vec<Initiative>)))]
async fn list(inside: Inside) -> Initiatives {
    Ok(Json(inside.copilot.initiatives(&inside.scope).await?))
}

/// Begin a phase.
#[utoipa::path(post, path = "/phases", tag = "phases", request_body = Entry,
    responses((status = 200, body = Vec<Initiative>)))]
async fn enter(inside: Inside, Body(entry): Body<Entry>) -> Initiatives {
    Ok(Json(inside.copilot.enter_phase(&inside.scope, entry.item.as_deref(), entry.phase).await?))
}

/// Take the last change of phase back.
#[utoipa::path(post, path = "/phases/undo", tag = "phases", request_body = Which,
    responses((status = 200, body = Vec<Initiative>)))]
async fn undo(inside: Inside, Body(which): Body<Which>) -> Initiatives {
    Ok(Json(inside.copilot.leave_phase(&inside.scope, which.item.as_deref()).await?))
}
