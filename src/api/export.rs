//! The workspace in another shape: for a tracker, as a report, or whole.

use super::Api;
use super::extract::{Inside, Query};
use crate::problem::Problem;
use crate::use_case::ExportFormat;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(export))
}

/// What is to be exported.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// `jira-csv`, `github-json`, `markdown` or `jsonl`.
    format: String,
    /// Only accepted slices that the tracker does not have yet.
    #[serde(default)]
    slices: bool,
}

/// Export the backlog for a tracker, a report of what was accepted, or everything.
#[utoipa::path(get, path = "/export", tag = "export", params(Wanted), responses(
    (status = 200, content((String = "text/csv"), (String = "application/json"), (String = "text/markdown"),
        (String = "application/x-ndjson")))))]
async fn export(inside: Inside, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let format = ExportFormat::parse(&wanted.format).ok_or_else(|| {
        let known: Vec<&str> = ExportFormat::ALL.iter().map(|format| format.id()).collect();
        Problem::new("invalid", "this is no format", format!("use {}", known.join(", ")))
    })?;
    let text = inside.copilot.export(&inside.scope, format, wanted.slices).await?;
    let name = format!("attachment; filename=\"hone.{}\"", format.extension());
    let headers =
        [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}
