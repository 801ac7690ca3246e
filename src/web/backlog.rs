//! The backlog: filtered, looked through for faults and doubles, refined several at a time.

use super::form::{Posted, go};
use super::page::BACKLOG;
use super::view::backlog::{BacklogPage, DuplicatesPage, ItemFilter};
use super::visit::{SEVERAL, Visit};
use super::{Answer, Web};
use crate::problem::Problem;
use crate::use_case::{Families, JobRequest, REFINED};
use axum::Router;
use axum::extract::Query;
use axum::routing::{get, post};
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/items", get(list))
        .route("/refine", post(refine))
        .route("/duplicates", get(duplicates).post(look_for_duplicates))
}

async fn list(visit: Visit, Query(filter): Query<ItemFilter>) -> Answer {
    let items = visit.copilot.items(&visit.scope).await?;
    let found = visit.copilot.lint(&visit.scope, None, Families::SplitAndForm).await?;
    let findings = visit.copilot.heeded(&visit.scope, found).await?.open;
    let waiting = visit.copilot.waiting(&visit.scope).await?;
    let page = BacklogPage::of(&items, findings, &waiting, &filter);
    visit.show(BACKLOG, "backlog.html", "Backlog", &page).await
}

/// Refines each of the chosen items, and shows how far the last of them is.
async fn refine(Posted { visit, fields }: Posted) -> Answer {
    let mut last = None;
    for item in fields.all("item").take(SEVERAL) {
        let request = JobRequest::Refine { item: item.into(), kinds: REFINED.to_vec(), engine: None };
        last = Some(visit.copilot.enqueue(&visit.scope, &request).await?);
    }
    let last = last.ok_or_else(|| Problem::new("invalid", "no item was chosen", "choose some"))?;
    Ok(go(&format!("/jobs/{}?then=inbox", last.id)))
}

/// Where a page of a list begins.
#[derive(Deserialize)]
struct From {
    #[serde(default)]
    from: usize,
}

async fn duplicates(visit: Visit, Query(From { from }): Query<From>) -> Answer {
    let found = visit.copilot.found_duplicates(&visit.scope).await?;
    let items = visit.copilot.items(&visit.scope).await?;
    let page = DuplicatesPage::of(found.as_ref(), &items, from);
    visit.show(BACKLOG, "duplicates.html", "Duplicates", &page).await
}

/// Compares all items in the background, and leads back to what was found.
async fn look_for_duplicates(Posted { visit, .. }: Posted) -> Answer {
    let job = visit.copilot.enqueue(&visit.scope, &JobRequest::Duplicates).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}
