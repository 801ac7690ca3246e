//! Evaluations: suites that can be run, runs that were made, their reports, and what moved.

use super::Api;
use super::answer::Made;
use super::extract::{Body, Inside, Named, Path, Query};
use super::jobs::JobView;
use crate::evaluation::archive::{Archive, RunEntry, SuiteEntry};
use crate::evaluation::score::of_decisions;
use crate::problem::Problem;
use crate::use_case::{Copilot, Error, WantedRun};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What a page of a report may do in a browser: be looked at.
const LOOKED_AT: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'";

/// What is asked for in a workspace.
pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(decided))
}

/// What needs no workspace.
pub(super) fn kept_routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(suites))
        .routes(routes!(list))
        .routes(routes!(report))
        .routes(routes!(page))
        .routes(routes!(compare))
}

/// The run that is compared with.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Before {
    /// Id of the run before.
    before: String,
}

/// Looks into the archive off the threads that answer requests.
async fn look<T: Send + 'static>(
    copilot: &Copilot,
    look: impl FnOnce(Archive) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let archive = Archive::from(copilot.evaluations()?);
    let found = tokio::task::spawn_blocking(move || look(archive)).await;
    Ok(found.map_err(|error| Error::Internal(Box::new(error)))??)
}

/// Run a suite. The result of the job is the run; its events tell how far it is.
#[utoipa::path(post, path = "/evaluations", tag = "evaluations", request_body = WantedRun,
    responses((status = 202, body = JobView)))]
async fn start(inside: Inside, Body(wanted): Body<WantedRun>) -> Result<Made<JobView>, Problem> {
    let name = wanted.suite.clone();
    look(&inside.copilot, move |archive| archive.may_run(&name)).await?;
    Ok(inside.copilot.enqueue_evaluation(&inside.scope, wanted).await?.into())
}

/// What people did with the suggestions of the workspace: an array of metrics.
#[utoipa::path(get, path = "/evaluations/decisions", tag = "evaluations", responses((status = 200, body = Vec<Object>)))]
async fn decided(inside: Inside) -> Result<Json<impl Serialize>, Problem> {
    let history = inside.copilot.history(&inside.scope).await?;
    Ok(Json(of_decisions(&history, &inside.copilot.items(&inside.scope).await?)))
}

/// The suites that can be run by name.
#[utoipa::path(get, path = "/suites", tag = "evaluations", responses((status = 200, body = Vec<SuiteEntry>)))]
async fn suites(State(api): State<Api>) -> Result<Json<Vec<SuiteEntry>>, Problem> {
    Ok(Json(look(&api.copilot, |archive| archive.suites()).await?))
}

/// Every run that was kept, the latest day first.
#[utoipa::path(get, path = "/evaluations", tag = "evaluations", responses((status = 200, body = Vec<RunEntry>)))]
async fn list(State(api): State<Api>) -> Result<Json<Vec<RunEntry>>, Problem> {
    Ok(Json(look(&api.copilot, |archive| archive.runs()).await?))
}

/// The report of a run, as `hone eval run --json` prints it.
#[utoipa::path(get, path = "/evaluations/{id}", tag = "evaluations", responses((status = 200, body = Object)))]
async fn report(State(api): State<Api>, Path(at): Path<Named>) -> Result<Json<Value>, Problem> {
    let text = look(&api.copilot, move |archive| archive.written(&at.name, "json")).await?;
    Ok(Json(serde_json::from_str(&text).map_err(|error| Error::Internal(Box::new(error)))?))
}

/// The report of a run as a page that asks nothing of the network.
#[utoipa::path(get, path = "/evaluations/{id}/page", tag = "evaluations",
    responses((status = 200, content_type = "text/html", body = String)))]
async fn page(State(api): State<Api>, Path(at): Path<Named>) -> Result<impl IntoResponse, Problem> {
    let text = look(&api.copilot, move |archive| archive.written(&at.name, "html")).await?;
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, LOOKED_AT)];
    Ok((headers, text))
}

/// What moved from another run of the suite to this one.
#[utoipa::path(get, path = "/evaluations/{id}/comparison", tag = "evaluations", params(Before),
    responses((status = 200, body = Object)))]
async fn compare(
    State(api): State<Api>,
    Path(at): Path<Named>,
    Query(Before { before }): Query<Before>,
) -> Result<Json<impl Serialize>, Problem> {
    Ok(Json(look(&api.copilot, move |archive| archive.compare(&before, &at.name)).await?))
}
