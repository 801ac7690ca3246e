//! Accepted assumptions: what hangs on them, what is known, and the tests that tell.

use super::form::{Fields, Posted, go};
use super::page::ASSUMPTIONS;
use super::view::assumptions::{AssumptionPage, AssumptionsPage};
use super::visit::Visit;
use super::{Answer, Web};
use crate::domain::assumption::Importance;
use crate::domain::experiment::{LearningCard, NextMove, TestCard, TestOutcome};
use crate::problem::Problem;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/assumptions", get(map))
        .route("/assumptions/{id}", get(show))
        .route("/assumptions/{id}/weigh", post(weigh))
        .route("/assumptions/{id}/test", post(open_test))
        .route("/assumptions/{id}/data", post(add_data))
        .route("/assumptions/{id}/learn", post(learn))
        .route("/assumptions/{id}/back", post(take_back))
}

/// Where a page of a list begins.
#[derive(Deserialize)]
struct Part {
    #[serde(default)]
    from: usize,
}

async fn map(visit: Visit, Query(Part { from }): Query<Part>) -> Answer {
    let points = visit.copilot.assumption_map(&visit.scope).await?;
    let page = AssumptionsPage::of(&points, from);
    visit.show(ASSUMPTIONS, "assumptions.html", "Assumptions", &page).await
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let point = visit.copilot.assumption(&visit.scope, &id).await?;
    let title = point.registered.assumption.statement.clone();
    visit.show(ASSUMPTIONS, "assumption.html", title, &AssumptionPage::of(&point)).await
}

async fn weigh(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let importance = match fields.text("importance") {
        Some("high") => Importance::High,
        Some("medium") => Importance::Medium,
        Some("low") => Importance::Low,
        _ => return Err(not_chosen()),
    };
    visit.copilot.weigh(&visit.scope, &id, importance, words(&fields, "why")).await?;
    Ok(if fields.text("back") == Some("map") { go("/assumptions") } else { back_to(&id) })
}

async fn open_test(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let card = TestCard {
        hypothesis: words(&fields, "hypothesis").into(),
        test: words(&fields, "test").into(),
        metric: words(&fields, "metric").into(),
        criteria: words(&fields, "criteria").into(),
        days: fields.number("days").unwrap_or_default(),
    };
    visit.copilot.open_test(&visit.scope, &id, card).await?;
    Ok(back_to(&id))
}

/// A data point, measured against the criteria that the page showed.
async fn add_data(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let value = fields.number("value").unwrap_or(f64::NAN);
    visit.copilot.add_data(&visit.scope, &id, value, words(&fields, "note"), fields.text("criteria")).await?;
    Ok(back_to(&id))
}

async fn learn(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let card = LearningCard {
        outcome: match fields.text("outcome") {
            Some("supported") => TestOutcome::Supported,
            Some("refuted") => TestOutcome::Refuted,
            Some("inconclusive") => TestOutcome::Inconclusive,
            _ => return Err(not_chosen()),
        },
        observed: words(&fields, "observed").into(),
        learned: words(&fields, "learned").into(),
        next: match fields.text("next") {
            Some("persevere") => NextMove::Persevere,
            Some("pivot") => NextMove::Pivot,
            Some("retire") => NextMove::Retire,
            Some("keep_testing") => NextMove::KeepTesting,
            _ => return Err(not_chosen()),
        },
    };
    visit.copilot.learn(&visit.scope, &id, card).await?;
    Ok(back_to(&id))
}

async fn take_back(Path(id): Path<String>, Posted { visit, .. }: Posted) -> Answer {
    visit.copilot.take_back_step(&visit.scope, &id).await?;
    Ok(back_to(&id))
}

fn words<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.text(name).unwrap_or_default()
}

fn back_to(id: &str) -> axum::response::Response {
    go(&format!("/assumptions/{id}"))
}

fn not_chosen() -> Problem {
    Problem::new("invalid", "nothing was chosen", "choose one")
}
