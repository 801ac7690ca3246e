//! REST under `/api/v1`: one file per noun; each handler extracts, calls a use case, converts.

mod answer;
mod assumptions;
mod big_idea;
mod decisions;
mod document;
mod evaluations;
mod export;
mod extract;
pub(crate) mod health;
mod imports;
mod interviews;
mod items;
mod jobs;
mod learning;
mod ledger;
mod lint;
mod phases;
mod priming;
mod questions;
mod search;
mod stakeholders;
mod suggestions;
mod understanding;
mod upload;
mod workspaces;

use crate::domain::access::Person;
use crate::use_case::Copilot;
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// What the handlers work with.
#[derive(Clone)]
pub struct Api {
    /// The one door to all jobs.
    pub copilot: Copilot,
    /// Who decides here: the owner of this server.
    pub person: Person,
    /// Says when the server ends, so that a stream of events ends too.
    pub closing: CancellationToken,
}

/// A body that says nothing: `{}`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Every route of the API, and the description of it.
pub fn routes() -> (Router<Api>, OpenApi) {
    let inside = items::routes()
        .merge(interviews::routes())
        .merge(priming::routes())
        .merge(understanding::routes())
        .merge(search::routes())
        .merge(suggestions::routes())
        .merge(decisions::routes())
        .merge(ledger::routes())
        .merge(learning::routes())
        .merge(lint::routes())
        .merge(assumptions::routes())
        .merge(questions::routes())
        .merge(phases::routes())
        .merge(stakeholders::routes())
        .merge(big_idea::routes())
        .merge(imports::routes())
        .merge(jobs::routes())
        .merge(evaluations::routes())
        .merge(export::routes())
        .merge(health::doctor_routes());
    let whole = workspaces::routes()
        .merge(health::check_routes())
        .merge(lint::given_routes())
        .merge(evaluations::kept_routes())
        .nest("/workspaces/{workspace}", inside);
    let (router, document) =
        OpenApiRouter::with_openapi(document::outline()).nest("/api/v1", whole).split_for_parts();
    let document = document::complete(document);
    let shown = Json(document.clone());
    (router.route("/api/openapi.json", get(async move || shown)), document)
}
