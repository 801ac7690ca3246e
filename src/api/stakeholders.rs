//! The register of stakeholders.

use super::Api;
use super::extract::{Body, Inside, Named, Path};
use crate::domain::stakeholder::Stakeholder;
use crate::problem::Problem;
use axum::Json;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(show, change, remove))
}

/// The register, by name.
#[utoipa::path(get, path = "/stakeholders", tag = "stakeholders", responses((status = 200, body = Vec<Stakeholder>)))]
async fn list(inside: Inside) -> Result<Json<Vec<Stakeholder>>, Problem> {
    Ok(Json(inside.copilot.stakeholders(&inside.scope).await?))
}

/// Put somebody in the register, in place of the one of the same name.
#[utoipa::path(post, path = "/stakeholders", tag = "stakeholders", request_body = Stakeholder,
    responses((status = 201, body = Stakeholder)))]
async fn add(
    inside: Inside,
    Body(stakeholder): Body<Stakeholder>,
) -> Result<(StatusCode, Json<Stakeholder>), Problem> {
    inside.copilot.save_stakeholder(&inside.scope, &stakeholder).await?;
    Ok((StatusCode::CREATED, Json(stakeholder)))
}

/// One stakeholder.
#[utoipa::path(get, path = "/stakeholders/{name}", tag = "stakeholders", responses((status = 200, body = Stakeholder)))]
async fn show(inside: Inside, Path(at): Path<Named>) -> Result<Json<Stakeholder>, Problem> {
    Ok(Json(inside.copilot.stakeholder(&inside.scope, &at.name).await?))
}

/// Change somebody, who may get another name.
#[utoipa::path(put, path = "/stakeholders/{name}", tag = "stakeholders", request_body = Stakeholder,
    responses((status = 200, body = Stakeholder)))]
async fn change(
    inside: Inside,
    Path(at): Path<Named>,
    Body(stakeholder): Body<Stakeholder>,
) -> Result<Json<Stakeholder>, Problem> {
    inside.copilot.change_stakeholder(&inside.scope, &at.name, &stakeholder).await?;
    Ok(Json(stakeholder))
}

/// Take somebody out of the register.
#[utoipa::path(delete, path = "/stakeholders/{name}", tag = "stakeholders", responses((status = 204)))]
async fn remove(inside: Inside, Path(at): Path<Named>) -> Result<StatusCode, Problem> {
    inside.copilot.remove_stakeholder(&inside.scope, &at.name).await?;
    Ok(StatusCode::NO_CONTENT)
}
