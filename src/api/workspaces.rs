//! Workspaces: which there are, a new one, the sample, and one made anew from an export.

use super::Api;
use super::answer::Made;
use super::extract::{Body, Inside};
use super::upload::Export;
use crate::domain::import::FileReport;
use crate::problem::Problem;
use crate::use_case::{Opened, WorkspaceSummary};
use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of an export that is restored.
const EXPORT: usize = 128 << 20;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(restore))
        .layer(DefaultBodyLimit::max(EXPORT))
        .routes(routes!(list, make))
        .routes(routes!(show))
        .routes(routes!(demo))
}

/// A workspace that is wanted.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewWorkspace {
    /// Its name.
    name: String,
}

/// A workspace that was made or found.
#[derive(Serialize, ToSchema)]
pub(super) struct OpenedWorkspace {
    /// Its identity.
    id: String,
    /// Its name.
    name: String,
    /// Whether it is the current one.
    current: bool,
    /// What became of the files that were taken in.
    files: Vec<FileReport>,
}

impl From<Opened> for Made<OpenedWorkspace> {
    fn from(opened: Opened) -> Self {
        let id = opened.scope.workspace.to_string();
        let place = format!("/api/v1/workspaces/{id}");
        let made = OpenedWorkspace { id, name: opened.name, current: opened.is_current, files: opened.files };
        Self(StatusCode::CREATED, place, made)
    }
}

/// Every workspace, by name.
#[utoipa::path(get, path = "/workspaces", tag = "workspaces", responses((status = 200, body = Vec<WorkspaceSummary>)))]
async fn list(State(api): State<Api>) -> Result<Json<Vec<WorkspaceSummary>>, Problem> {
    Ok(Json(api.copilot.workspaces().await?))
}

/// Make the workspace of this name, unless it is there, and the current one.
#[utoipa::path(post, path = "/workspaces", tag = "workspaces", request_body = NewWorkspace,
    responses((status = 201, body = OpenedWorkspace)))]
async fn make(
    State(api): State<Api>,
    Body(wanted): Body<NewWorkspace>,
) -> Result<Made<OpenedWorkspace>, Problem> {
    Ok(api.copilot.init(api.person, &wanted.name).await?.into())
}

/// One workspace.
#[utoipa::path(get, path = "/workspaces/{workspace}", tag = "workspaces", responses((status = 200, body = WorkspaceSummary)))]
async fn show(inside: Inside) -> Result<Json<WorkspaceSummary>, Problem> {
    Ok(Json(inside.copilot.workspace(&inside.scope).await?))
}

/// Make the sample workspace, or find it as it was left.
#[utoipa::path(post, path = "/demo", tag = "workspaces", request_body = super::Nothing,
    responses((status = 201, body = OpenedWorkspace)))]
async fn demo(
    State(api): State<Api>,
    Body(super::Nothing {}): Body<super::Nothing>,
) -> Result<Made<OpenedWorkspace>, Problem> {
    Ok(api.copilot.demo(api.person).await?.into())
}

/// Make the workspace of a jsonl export anew, whole or not at all.
#[utoipa::path(post, path = "/restore", tag = "workspaces",
    request_body(content = String, content_type = "application/x-ndjson"),
    responses((status = 201, body = WorkspaceSummary)))]
async fn restore(State(api): State<Api>, Export(bytes): Export) -> Result<Made<WorkspaceSummary>, Problem> {
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Problem::new("unreadable", "the export is not UTF-8", "send it as it was exported"))?;
    let made = api.copilot.restore(text).await?;
    let scope = api.copilot.enter(api.person, Some(made.as_str())).await?;
    let summary = api.copilot.workspace(&scope).await?;
    Ok(Made(StatusCode::CREATED, format!("/api/v1/workspaces/{made}"), summary))
}
