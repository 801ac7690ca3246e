//! Jobs: how far they are, their progress as it happens, and the way to stop them.

use super::answer::Made;
use super::extract::{Body, Inside, Named, Path};
use super::{Api, Nothing};
use crate::problem::Problem;
use crate::use_case::{Job, JobRequest, JobState};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures::{Stream, StreamExt, stream};
use serde::Serialize;
use serde_json::Value;
use std::convert::Infallible;
use std::time::Duration;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How often a job is looked at while somebody watches it.
const GLANCE: Duration = Duration::from_millis(200);

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(events))
        .routes(routes!(cancel))
        .routes(routes!(reindex))
}

/// A job as a client sees it.
#[derive(Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct JobView {
    /// Its identity.
    id: String,
    /// What is done: `refine`, `refine_many`, `import`, `reindex`, `summarize`, `themes` or `evaluate`.
    kind: String,
    /// Where it stands.
    state: JobState,
    /// Steps done.
    done: i64,
    /// Steps in all; 0 when not known yet.
    total: i64,
    /// When it was asked for, in milliseconds since the epoch.
    created_at: i64,
    /// What came of it: for an import an array with a report for each file, for a refinement the
    /// ids of the suggestions, for an evaluation the run; null until it ends.
    #[schema(value_type = Option<Object>)]
    result: Option<Value>,
    /// Why it failed.
    failure: Option<String>,
}

impl From<Job> for JobView {
    fn from(job: Job) -> Self {
        let (result, failure) = match job.state {
            JobState::Finished => (Some(job.outcome), None),
            JobState::Failed => (None, Some(job.outcome.as_str().unwrap_or("it failed").to_owned())),
            JobState::Waiting | JobState::Running | JobState::Cancelled => (None, None),
        };
        Self {
            id: job.id.to_string(),
            kind: job.kind,
            state: job.state,
            done: job.done,
            total: job.total,
            created_at: job.created_at,
            result,
            failure,
        }
    }
}

impl From<Job> for Made<JobView> {
    fn from(job: Job) -> Self {
        let place = format!("/api/v1/workspaces/{}/jobs/{}", job.workspace, job.id);
        Self(StatusCode::ACCEPTED, place, job.into())
    }
}

/// Every job of the workspace, oldest first.
#[utoipa::path(get, path = "/jobs", tag = "jobs", responses((status = 200, body = Vec<JobView>)))]
async fn list(inside: Inside) -> Result<Json<Vec<JobView>>, Problem> {
    let jobs = inside.copilot.jobs(&inside.scope).await?;
    Ok(Json(jobs.into_iter().map(JobView::from).collect()))
}

/// One job.
#[utoipa::path(get, path = "/jobs/{id}", tag = "jobs", responses((status = 200, body = JobView)))]
async fn show(inside: Inside, Path(at): Path<Named>) -> Result<Json<JobView>, Problem> {
    Ok(Json(inside.copilot.job(&inside.scope, &at.name).await?.into()))
}

/// Stop a job that waits or runs. What it had finished by then stays; 409 when it has ended already.
#[utoipa::path(post, path = "/jobs/{id}/cancel", tag = "jobs", request_body = Nothing,
    responses((status = 200, body = JobView)))]
async fn cancel(
    inside: Inside,
    Path(at): Path<Named>,
    Body(Nothing {}): Body<Nothing>,
) -> Result<Json<JobView>, Problem> {
    Ok(Json(inside.copilot.cancel(&inside.scope, &at.name).await?.into()))
}

/// The job whenever it has changed, as events `progress` until one `result`, `failure` or `cancelled`.
#[utoipa::path(get, path = "/jobs/{id}/events", tag = "jobs",
    responses((status = 200, content_type = "text/event-stream", body = JobView)))]
async fn events(
    inside: Inside,
    State(api): State<Api>,
    Path(at): Path<Named>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let first = inside.copilot.job(&inside.scope, &at.name).await?.into();
    let changes = changes(inside, first).take_until(api.closing.cancelled_owned());
    Ok(Sse::new(changes.map(|job| Ok(event(&job)))).keep_alive(KeepAlive::default()))
}

/// The job as it is, then whenever it has changed, until it has ended or is gone.
fn changes(inside: Inside, first: JobView) -> impl Stream<Item = JobView> {
    let rest = stream::unfold((inside, first.clone()), |(inside, before)| async move {
        while !is_over(&before) {
            tokio::time::sleep(GLANCE).await;
            let now = JobView::from(inside.copilot.job(&inside.scope, &before.id).await.ok()?);
            if now != before {
                return Some((now.clone(), (inside, now)));
            }
        }
        None
    });
    stream::iter([first]).chain(rest)
}

fn is_over(job: &JobView) -> bool {
    matches!(job.state, JobState::Finished | JobState::Failed | JobState::Cancelled)
}

fn event(job: &JobView) -> Event {
    let name = match job.state {
        JobState::Waiting | JobState::Running => "progress",
        JobState::Finished => "result",
        JobState::Failed => "failure",
        JobState::Cancelled => "cancelled",
    };
    Event::default().event(name).data(serde_json::to_string(job).unwrap_or_default())
}

/// Build the index of the workspace anew.
#[utoipa::path(post, path = "/reindex", tag = "jobs", request_body = Nothing, responses((status = 202, body = JobView)))]
async fn reindex(inside: Inside, Body(Nothing {}): Body<Nothing>) -> Result<Made<JobView>, Problem> {
    Ok(inside.copilot.enqueue(&inside.scope, &JobRequest::Reindex).await?.into())
}
