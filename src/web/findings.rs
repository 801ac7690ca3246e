//! What the rules found in the backlog, and what a person leaves out, with their reason.

use super::form::{Fields, Posted, go};
use super::page::BACKLOG;
use super::view::findings::{FindingFilter, FindingsPage};
use super::view::url;
use super::visit::Visit;
use super::{Answer, Web};
use crate::use_case::Families;
use axum::Router;
use axum::extract::Query;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/findings", get(list))
        .route("/findings/ignore", post(ignore))
        .route("/findings/heed", post(heed))
}

async fn list(visit: Visit, Query(filter): Query<FindingFilter>) -> Answer {
    let found = visit.copilot.lint(&visit.scope, filter.item(), Families::SplitAndForm).await?;
    let sorted = visit.copilot.heeded(&visit.scope, found).await?;
    let is_new = sorted.open.is_empty() && !visit.copilot.first_steps(&visit.scope).await?.has_items;
    visit.show(BACKLOG, "findings.html", "Findings", &FindingsPage::of(&sorted, &filter, is_new)).await
}

async fn ignore(Posted { visit, fields }: Posted) -> Answer {
    let found = visit.copilot.lint(&visit.scope, None, Families::SplitAndForm).await?;
    let (id, reason) = (fields.text("id").unwrap_or_default(), fields.text("reason").unwrap_or_default());
    visit.copilot.ignore(&visit.scope, &found, id, reason).await?;
    Ok(back(&fields))
}

async fn heed(Posted { visit, fields }: Posted) -> Answer {
    visit.copilot.heed(&visit.scope, fields.text("id").unwrap_or_default()).await?;
    Ok(back(&fields))
}

/// To the list that the form stood in.
fn back(fields: &Fields) -> axum::response::Response {
    go(&fields.text("item").map_or_else(|| "/findings".into(), url::findings))
}
