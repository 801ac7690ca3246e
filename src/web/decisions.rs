//! The log of decisions, with the way back, and the ledger of what was turned down.

use super::page::DECISIONS;
use super::view::decisions::{DecisionsPage, LedgerPage};
use super::view::paging::PAGE;
use super::visit::Visit;
use super::{Answer, Web};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/decisions", get(log)).route("/ledger", get(ledger))
}

/// Where a page of a list begins.
#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    from: usize,
}

async fn log(visit: Visit, Query(Part { from }): Query<Part>) -> Answer {
    let log = visit.copilot.log(&visit.scope, from, PAGE + 1).await?;
    visit.show(DECISIONS, "decisions.html", "Decisions", &DecisionsPage::of(&log, from)).await
}

async fn ledger(visit: Visit, Query(Part { from }): Query<Part>) -> Answer {
    let (ledger, total) = visit.copilot.ledger_part(&visit.scope, from, PAGE).await?;
    visit.show(DECISIONS, "ledger.html", "What was turned down", &LedgerPage::of(&ledger, total, from)).await
}
