//! Imports: files are kept before the answer, and read by a job.

use super::Api;
use super::answer::Made;
use super::extract::Inside;
use super::jobs::JobView;
use super::upload::Upload;
use crate::domain::interview::Role;
use crate::problem::Problem;
use crate::use_case::{ImportContent, InterviewDetails};
use axum::extract::DefaultBodyLimit;
use serde::Deserialize;
use std::collections::BTreeMap;
use tower::limit::GlobalConcurrencyLimitLayer;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Bytes of one upload.
const UPLOAD: usize = 128 << 20;
/// Uploads that are held in memory at a time; others wait.
const AT_ONCE: usize = 4;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(interviews))
        .routes(routes!(backlog))
        .layer(DefaultBodyLimit::max(UPLOAD))
        .layer(GlobalConcurrencyLimitLayer::new(AT_ONCE))
}

/// What a person knows of transcripts that their files do not say; also as fields of the form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the parameters as they are documented; the upload reads them by name")]
struct OfInterviews {
    /// Name of the file, when the body is its bytes.
    name: Option<String>,
    /// Who was interviewed.
    participant: Option<String>,
    /// Customer segment.
    segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    date: Option<String>,
    /// Role of a speaker, for example `Sam=interviewer`; may be repeated.
    map: Option<Vec<String>>,
    /// `true` when pseudonyms are to stand for the names of speakers; always so where the settings say it.
    pseudonyms: Option<bool>,
    /// Name of somebody who is spoken of, for whom a pseudonym is to stand too; may be repeated.
    hide: Option<Vec<String>>,
}

/// How a backlog is to be read; also as fields of the form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "the parameters as they are documented; the upload reads them by name")]
struct OfBacklog {
    /// Name of the file, when the body is its bytes.
    name: Option<String>,
    /// Its format; found out if left out.
    format: Option<String>,
    /// `true` when the file is the whole backlog: items of this tracker that it lacks are deleted.
    complete: Option<bool>,
}

/// A form with one or more files.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the form as it is documented; the upload reads it part by part")]
struct Files {
    /// A file with its name; may be repeated.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<Vec<u8>>,
}

/// Take in transcripts. The result of the job is a report for each file.
#[utoipa::path(post, path = "/imports/interviews", tag = "imports", params(OfInterviews),
    request_body(content((Files = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
    responses((status = 202, body = JobView)))]
async fn interviews(inside: Inside, upload: Upload) -> Result<Made<JobView>, Problem> {
    let details = InterviewDetails {
        participant: upload.field("participant"),
        segment: upload.field("segment"),
        date: upload.field("date"),
        roles: roles_of(&upload)?,
        pseudonyms: upload.field("pseudonyms").is_some_and(|wanted| wanted == "true"),
        names: upload.all("hide").map(ToOwned::to_owned).collect(),
    };
    let content = ImportContent::Interviews(details);
    Ok(inside.copilot.enqueue_import(&inside.scope, content, &upload.files).await?.into())
}

/// Take in a backlog. The result of the job is a report for each file.
#[utoipa::path(post, path = "/imports/backlog", tag = "imports", params(OfBacklog),
    request_body(content((Files = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
    responses((status = 202, body = JobView)))]
async fn backlog(inside: Inside, upload: Upload) -> Result<Made<JobView>, Problem> {
    let format = upload.field("format").filter(|format| format != "auto");
    let complete = upload.field("complete").is_some_and(|complete| complete == "true");
    let content = ImportContent::Backlog { format, complete };
    Ok(inside.copilot.enqueue_import(&inside.scope, content, &upload.files).await?.into())
}

fn roles_of(upload: &Upload) -> Result<BTreeMap<String, Role>, Problem> {
    let read = |text: &str| {
        let (name, role) = text.split_once('=')?;
        Some((name.trim().to_owned(), Role::parse(role.trim())?))
    };
    let hint = "write NAME=ROLE with participant, interviewer, other or unknown";
    let roles = upload.all("map").map(|text| {
        read(text).ok_or_else(|| Problem::new("invalid", "the role of a speaker cannot be read", hint))
    });
    roles.collect()
}
