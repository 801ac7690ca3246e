//! How far work is; when it has ended, on to what it worked on.

use super::form::go;
use super::page::INBOX;
use super::view::job::JobPage;
use super::visit::Visit;
use super::{Answer, Web};
use crate::use_case::JobState;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/jobs/{id}", get(show))
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
    visit.show(INBOX, "job.html", "At work", &page).await
}
