//! Two people at once: who was faster decided, and nothing of theirs is written over.

use super::Answer;
use super::page::INBOX;
use super::suggestion::{SuggestionPage, decided_view};
use super::view::inbox::Choices;
use super::view::toast::said;
use super::visit::Visit;
use axum::http::StatusCode;
use serde::Serialize;

/// Why what was sent was not saved.
#[derive(Serialize)]
pub(super) struct Conflict {
    /// What the person wanted, as in "Your accept".
    tried: &'static str,
    by: String,
    at: Option<super::view::time::Moment>,
    /// What the other person did; empty when it changed without a decision.
    did: String,
}

/// The suggestion as it is now, with why `tried` was not saved.
pub(super) async fn show(visit: &Visit, id: &str, tried: &'static str) -> Answer {
    let stored = visit.copilot.suggestion(&visit.scope, id).await?;
    let decision = visit.copilot.last_decision(&visit.scope, &stored).await?;
    let conflict = Conflict {
        tried,
        by: decision.as_ref().map_or_else(String::new, |decision| decision.by.clone()),
        at: decision.as_ref().map(|decision| super::view::time::moment(decision.at)),
        did: decision.as_ref().map_or_else(String::new, said),
    };
    let page = SuggestionPage {
        suggestion: decided_view(visit, &stored, decision.as_ref()).await?,
        choices: Choices::on("suggestion", None, &visit.copilot.today()),
        conflict: Some(conflict),
    };
    visit.show_with(StatusCode::CONFLICT, INBOX, "suggestion.html", "Decided on another screen", &page).await
}
