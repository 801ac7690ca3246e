//! What was turned down, and why.

use super::Api;
use super::extract::{Body, Inside};
use crate::problem::Problem;
use crate::use_case::TurnedDown;
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(expiry, expire))
}

/// For how long a rejection is held against what comes again.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Expiry {
    /// Days; null for ever.
    days: Option<u32>,
}

/// The rejections that stand, oldest first.
#[utoipa::path(get, path = "/ledger", tag = "ledger", responses((status = 200, body = Vec<TurnedDown>)))]
async fn list(inside: Inside) -> Result<Json<Vec<TurnedDown>>, Problem> {
    Ok(Json(inside.copilot.ledger(&inside.scope).await?))
}

/// For how long a rejection is held against what comes again.
#[utoipa::path(get, path = "/ledger/expiry", tag = "ledger", responses((status = 200, body = Expiry)))]
async fn expiry(inside: Inside) -> Result<Json<Expiry>, Problem> {
    Ok(Json(Expiry { days: inside.copilot.ledger_expiry(&inside.scope).await? }))
}

/// Say for how long.
#[utoipa::path(put, path = "/ledger/expiry", tag = "ledger", request_body = Expiry,
    responses((status = 200, body = Expiry)))]
async fn expire(inside: Inside, Body(expiry): Body<Expiry>) -> Result<Json<Expiry>, Problem> {
    inside.copilot.expire_ledger(&inside.scope, expiry.days).await?;
    Ok(Json(expiry))
}
