//! Bad splits, in the backlog or as they were sent, and items that are the same work twice.

use super::Api;
use super::extract::{Body, Inside, Named, Path};
use crate::domain::theme::Duplicate;
use crate::problem::Problem;
use crate::use_case::{GivenSplit, LintFinding, lint_given};
use axum::Json;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(all)).routes(routes!(item)).routes(routes!(duplicates))
}

/// What needs no workspace.
pub(super) fn given_routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(given))
}

/// The bad splits that the children of items make.
#[utoipa::path(get, path = "/lint", tag = "lint", responses((status = 200, body = Vec<LintFinding>)))]
async fn all(inside: Inside) -> Result<Json<Vec<LintFinding>>, Problem> {
    Ok(Json(inside.copilot.lint(&inside.scope, None).await?))
}

/// The bad splits that the children of one item make.
#[utoipa::path(get, path = "/items/{key}/lint", tag = "lint", responses((status = 200, body = Vec<LintFinding>)))]
async fn item(inside: Inside, Path(at): Path<Named>) -> Result<Json<Vec<LintFinding>>, Problem> {
    Ok(Json(inside.copilot.lint(&inside.scope, Some(&at.name)).await?))
}

/// The bad splits in a split that is sent; nothing of it is kept.
#[utoipa::path(post, path = "/lint", tag = "lint", request_body = GivenSplit,
    responses((status = 200, body = Vec<LintFinding>)))]
async fn given(Body(split): Body<GivenSplit>) -> Result<Json<Vec<LintFinding>>, Problem> {
    Ok(Json(lint_given(split)?))
}

/// Pairs of items that are the same work twice, or have a part in common.
#[utoipa::path(get, path = "/duplicates", tag = "lint", responses((status = 200, body = Vec<Duplicate>)))]
async fn duplicates(inside: Inside) -> Result<Json<Vec<Duplicate>>, Problem> {
    Ok(Json(inside.copilot.duplicates(&inside.scope).await?))
}
