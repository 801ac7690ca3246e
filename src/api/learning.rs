//! What decisions have taught.

use super::extract::{Body, Inside, Named, Path};
use super::{Api, Nothing};
use crate::problem::Problem;
use crate::use_case::{Learning, Standing};
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(learning))
        .routes(routes!(reset))
        .routes(routes!(undo))
        .routes(routes!(standing))
}

type Learned = Result<Json<Learning>, Problem>;

/// How often what was accepted and was right, and what orders the inbox.
#[utoipa::path(get, path = "/learning", tag = "learning", responses((status = 200, body = Learning)))]
async fn learning(inside: Inside) -> Learned {
    Ok(Json(inside.copilot.learning(&inside.scope).await?))
}

/// Forget what was learned; the decisions stay.
#[utoipa::path(post, path = "/learning/reset", tag = "learning", request_body = Nothing,
    responses((status = 200, body = Learning)))]
async fn reset(inside: Inside, Body(Nothing {}): Body<Nothing>) -> Learned {
    Ok(Json(inside.copilot.learn_anew(&inside.scope).await?))
}

/// Take the last reset back.
#[utoipa::path(post, path = "/learning/undo", tag = "learning", request_body = Nothing,
    responses((status = 200, body = Learning)))]
async fn undo(inside: Inside, Body(Nothing {}): Body<Nothing>) -> Learned {
    Ok(Json(inside.copilot.learn_on(&inside.scope).await?))
}

/// Why a suggestion stands where it stands in the inbox.
#[utoipa::path(get, path = "/suggestions/{id}/standing", tag = "learning",
    responses((status = 200, body = Standing)))]
async fn standing(inside: Inside, Path(at): Path<Named>) -> Result<Json<Standing>, Problem> {
    Ok(Json(inside.copilot.standing(&inside.scope, &at.name).await?))
}
