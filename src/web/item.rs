//! An item: its text, how it could be cut, what must be true, whom to ask.

use super::form::{Posted, go};
use super::page::BACKLOG;
use super::view::inbox::{Choices, withheld};
use super::view::item::{Around, ItemPage, in_order};
use super::visit::Visit;
use super::{Answer, Web, suggestion};
use crate::domain::item::Item;
use crate::problem::Problem;
use crate::use_case::{JobRequest, REFINED};
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/items/{key}", get(show)).route("/items/{key}/refine", post(refine))
}

async fn show(visit: Visit, Path(key): Path<String>) -> Answer {
    let item = visit.copilot.item(&visit.scope, &key).await?;
    let (suggestions, stale) = in_order(visit.copilot.suggestions_on(&visit.scope, &item.key).await?);
    let choices = Choices::on("item", None, &visit.copilot.today());
    let mut page = ItemPage::of(&item, &around(&visit, &item).await?, stale, choices);
    for stored in &suggestions {
        let view = suggestion::brief(&visit, stored, &item.record.title).await?;
        page.add(stored.suggestion.kind(), view);
    }
    let title = format!("{} {}", item.key, item.record.title);
    visit.show(BACKLOG, "item.html", title, &page).await
}

async fn around(visit: &Visit, item: &Item) -> Result<Around, Problem> {
    let (parent, children) = visit.copilot.family(&visit.scope, item).await?;
    let mut drafts = visit.copilot.withheld(&visit.scope).await?;
    drafts.retain(|draft| draft.item == item.key);
    Ok(Around { parent, children, withheld: withheld(&drafts) })
}

/// Asks for a split, assumptions and questions, and shows how far that is.
async fn refine(Path(key): Path<String>, Posted { visit, .. }: Posted) -> Answer {
    let request = JobRequest::Refine { item: key, kinds: REFINED.to_vec(), engine: None };
    let job = visit.copilot.enqueue(&visit.scope, &request).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}
