//! What the interviews say together, and what a person makes of it.

use super::form::{Posted, go};
use super::page::INSIGHTS;
use super::view::inbox::Choices;
use super::view::insights::{InsightFilter, InsightsPage, ReadTogether, shown};
use super::view::tree::TreeView;
use super::visit::Visit;
use super::{Answer, Web, suggestion};
use crate::domain::id::SuggestionId;
use crate::domain::interview::Interview;
use crate::domain::suggestion::Stored;
use crate::problem::Problem;
use crate::use_case::JobRequest;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/insights", get(show))
        .route("/insights/read", post(read))
        .route("/insights/prime", post(prime))
        .route("/insights/merge", post(merge))
        .route("/insights/themes/{id}/rename", post(rename))
        .route("/insights/themes/{id}/split", post(split))
}

async fn show(visit: Visit, Query(filter): Query<InsightFilter>) -> Answer {
    let interviews = visit.copilot.interviews(&visit.scope).await?;
    let read = read_last(&visit, &interviews, &filter).await?;
    let choices = Choices::on("insights", None, &visit.copilot.today());
    let primed = visit.copilot.primed(&visit.scope).await?;
    let page = InsightsPage::of(&interviews, read, choices).beside(primed);
    visit.show(INSIGHTS, "insights.html", "Insights", &page).await
}

/// What the last reading found; none when nothing was read together yet.
async fn read_last(
    visit: &Visit,
    interviews: &[Interview],
    filter: &InsightFilter,
) -> Result<Option<ReadTogether>, Problem> {
    let Some(found) = visit.copilot.insights(&visit.scope).await? else { return Ok(None) };
    let pair = (!filter.a.is_empty() && !filter.b.is_empty()).then_some((&*filter.a, &*filter.b));
    let segments = visit.copilot.segments(&visit.scope, &found.themes, pair).await?;
    // A theme is about no item: all of them are read at once.
    let all = visit.copilot.suggestions_on(&visit.scope, "").await?;
    let mut known: BTreeMap<SuggestionId, Stored> =
        all.into_iter().map(|stored| (stored.id.clone(), stored)).collect();
    let mut views = Vec::new();
    for theme in shown(&found.themes, filter).0 {
        let stored = match known.remove(&theme.id) {
            Some(stored) => stored,
            None => visit.copilot.suggestion(&visit.scope, theme.id.as_str()).await?,
        };
        views.push(suggestion::brief(visit, &stored, "").await?);
    }
    let mut read = ReadTogether::of(&found, views, interviews, segments, filter);
    read.tree = visit.copilot.last_tree(&visit.scope).await?.as_ref().map(TreeView::of);
    Ok(Some(read))
}

async fn read(Posted { visit, .. }: Posted) -> Answer {
    again(&visit).await
}

/// Keeps a person's own opportunities, one a line; no line forgets them.
async fn prime(Posted { visit, fields }: Posted) -> Answer {
    match fields.text("opportunities") {
        Some(text) => {
            let lines: Vec<String> = text.lines().map(Into::into).collect();
            visit.copilot.prime(&visit.scope, &lines).await?;
        }
        None => visit.copilot.unprime(&visit.scope).await?,
    }
    Ok(go("/insights#own"))
}

async fn merge(Posted { visit, fields }: Posted) -> Answer {
    let ids: Vec<String> = fields.all("theme").map(Into::into).collect();
    visit.copilot.merge_themes(&visit.scope, &ids).await?;
    again(&visit).await
}

async fn rename(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    visit.copilot.rename_theme(&visit.scope, &id, fields.text("label").unwrap_or_default()).await?;
    again(&visit).await
}

async fn split(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let numbers: Vec<usize> = fields.all("quote").filter_map(|number| number.parse().ok()).collect();
    visit.copilot.split_theme(&visit.scope, &id, &numbers).await?;
    again(&visit).await
}

/// Reads all interviews together, with what was chosen.
async fn again(visit: &Visit) -> Answer {
    let job = visit.copilot.enqueue(&visit.scope, &JobRequest::Themes).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}
