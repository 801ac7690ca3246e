//! How far work is, with the way to stop it; when it has ended, on to what it worked on.

use super::form::{Posted, go};
use super::page::INBOX;
use super::view::job::JobPage;
use super::visit::Visit;
use super::{Answer, Web};
use crate::use_case::{Error, JobState};
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/jobs/{id}", get(show)).route("/jobs/{id}/stop", post(stop))
}

/// Where to go on.
#[derive(Debug, Deserialize)]
struct Wanted {
    then: Option<String>,
}

async fn show(visit: Visit, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let job = visit.copilot.job(&visit.scope, &id).await?;
    let page = JobPage::of(&job, wanted.then.as_deref() == Some("inbox"));
    if job.state == JobState::Finished {
        return Ok(go(&page.then));
    }
    visit.show(INBOX, "job.html", page.heading.clone(), &page).await
}

/// Stops it; what has ended meanwhile is shown as it ended.
async fn stop(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    match visit.copilot.cancel(&visit.scope, &id).await {
        Ok(_) | Err(Error::Conflict { .. }) => {
            let then = if fields.text("then") == Some("inbox") { "?then=inbox" } else { "" };
            Ok(go(&format!("/jobs/{id}{then}")))
        }
        Err(error) => Err(error.into()),
    }
}
