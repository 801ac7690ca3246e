//! One suggestion with its evidence, on a page of its own.

use super::page::INBOX;
use super::view::edited::changes;
use super::view::evidence::{PlaceView, strongest};
use super::view::inbox::Choices;
use super::view::receipt::sentence;
use super::view::suggestion::SuggestionView;
use super::view::toast::Ruling;
use super::view::trace::TracePage;
use super::view::url;
use super::visit::Visit;
use super::{Answer, Web};
use crate::domain::decision::Decision;
use crate::domain::suggestion::{Kind, Status, Stored};
use crate::problem::Problem;
use crate::use_case::Error;
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde::Serialize;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/suggestions/{id}", get(show)).route("/suggestions/{id}/trace", get(trace))
}

/// A suggestion alone.
#[derive(Serialize)]
pub(super) struct SuggestionPage {
    pub(super) suggestion: SuggestionView,
    pub(super) choices: Choices,
    /// Why what was sent was not saved.
    pub(super) conflict: Option<super::conflict::Conflict>,
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let stored = visit.copilot.suggestion(&visit.scope, &id).await?;
    let suggestion = view(&visit, &stored).await?;
    let title = suggestion.statement.clone();
    let choices = Choices::on("suggestion", None, &visit.copilot.today());
    let page = SuggestionPage { suggestion, choices, conflict: None };
    visit.show(INBOX, "suggestion.html", title, &page).await
}

/// The words that a suggestion rests on, what it is part of, and what was decided.
async fn trace(visit: Visit, Path(id): Path<String>) -> Answer {
    let page = TracePage::of(visit.copilot.trace(&visit.scope, &id).await?);
    visit.show(INBOX, "trace.html", "Where it comes from", &page).await
}

/// A suggestion with the decision that stands and the place of its strongest voice.
pub(super) async fn view(visit: &Visit, stored: &Stored) -> Result<SuggestionView, Problem> {
    let decision = visit.copilot.last_decision(&visit.scope, stored).await?;
    decided_view(visit, stored, decision.as_ref()).await
}

/// The same, where the last decision on it is known.
pub(super) async fn decided_view(
    visit: &Visit,
    stored: &Stored,
    decision: Option<&Decision>,
) -> Result<SuggestionView, Problem> {
    let (title, _) = subject_of(visit, stored).await?;
    let mut view = ruled(visit, stored, &title, decision).await?;
    if view.evidence.place.is_none() {
        view.evidence.place = place(visit, stored).await?;
    }
    Ok(view)
}

/// A suggestion for a list: only a split comes with the place of its strongest voice.
pub(super) async fn brief(
    visit: &Visit,
    stored: &Stored,
    item_title: &str,
) -> Result<SuggestionView, Problem> {
    let decision = visit.copilot.last_decision(&visit.scope, stored).await?;
    ruled(visit, stored, item_title, decision.as_ref()).await
}

async fn ruled(
    visit: &Visit,
    stored: &Stored,
    item_title: &str,
    decision: Option<&Decision>,
) -> Result<SuggestionView, Problem> {
    let mut view = SuggestionView::of(stored, item_title, decision);
    view.held = visit.copilot.why_held(&visit.scope, stored).await?.as_deref().map(sentence);
    if matches!(stored.status, Status::Accepted | Status::Edited)
        && let Some(shown) = visit.copilot.shown_before(&visit.scope, stored).await?
    {
        view.changes = changes(&shown, &stored.suggestion.body);
        view.ruling = view.ruling.map(Ruling::with_edits);
    }
    if stored.suggestion.kind() == Kind::Split {
        view.evidence.place = place(visit, stored).await?;
    }
    Ok(view)
}

/// Where the strongest voice was heard; none when there is no quote, or its interview is gone.
async fn place(visit: &Visit, stored: &Stored) -> Result<Option<PlaceView>, Problem> {
    let Some((quote, is_against)) = strongest(&stored.suggestion.evidence) else { return Ok(None) };
    let interview = if_there(visit.copilot.interview(&visit.scope, &quote.source).await)?;
    Ok(interview.and_then(|interview| PlaceView::of(quote, is_against, &interview)))
}

/// The title and the page of what a suggestion is about; without a title when that is gone.
pub(super) async fn subject_of(visit: &Visit, stored: &Stored) -> Result<(String, String), Problem> {
    let key = &stored.suggestion.item;
    Ok(match stored.suggestion.kind() {
        Kind::Theme => ("Across interviews".into(), String::new()),
        Kind::Snapshot => {
            let interview = if_there(visit.copilot.interview(&visit.scope, key).await)?;
            (interview.map(|interview| interview.title).unwrap_or_default(), url::interview(key))
        }
        _ => {
            let item = if_there(visit.copilot.item(&visit.scope, key).await)?;
            (item.map(|item| item.record.title).unwrap_or_default(), url::item(key))
        }
    })
}

/// What was looked for, or nothing when it is gone; no other failure is taken for that.
fn if_there<T>(found: Result<T, Error>) -> Result<Option<T>, Problem> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
