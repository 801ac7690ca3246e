//! Changing a suggestion before it is accepted; what is saved is accepted at once.

use super::form::Posted;
use super::page::INBOX;
use super::view::changes::{EditPage, changed};
use super::view::receipt::sentence;
use super::view::suggestion::can_edit;
use super::visit::Visit;
use super::{Answer, Web, conflict, decide};
use crate::domain::suggestion::Stored;
use crate::problem::Problem;
use crate::use_case::{Error, Seen};
use axum::Router;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::routing::get;
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/suggestions/{id}/edit", get(form).post(save))
}

/// Which way of a split, and where to go back to.
#[derive(Debug, Default, Deserialize)]
struct Wanted {
    way: Option<usize>,
    back: Option<String>,
    only: Option<String>,
}

async fn form(visit: Visit, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Answer {
    let stored = visit.copilot.suggestion(&visit.scope, &id).await?;
    let page = page(&visit, &stored, &wanted).await?;
    visit.show(INBOX, "edit.html", "Edit", &page).await
}

async fn page(visit: &Visit, stored: &Stored, wanted: &Wanted) -> Result<EditPage, Problem> {
    if !can_edit(&stored.suggestion.body) || !stored.status.is_open() {
        return Err(Problem::new("conflict", "this cannot be changed here", "look at it again"));
    }
    if let Some(why) = visit.copilot.why_held(&visit.scope, stored).await? {
        return Err(Problem::new("conflict", why, "decide on those first"));
    }
    let register = visit.copilot.stakeholders(&visit.scope).await?;
    let names: Vec<String> = register.into_iter().map(|one| one.name).collect();
    let back = (wanted.back.as_deref().unwrap_or("inbox"), wanted.only.as_deref().unwrap_or_default());
    Ok(EditPage::of(stored, wanted.way.unwrap_or(1).max(1), &names, back))
}

/// Checks the new body as a draft is checked, then accepts it.
async fn save(Path(id): Path<String>, posted: Posted) -> Answer {
    let Posted { visit, fields } = &posted;
    let next = decide::next(visit, fields, &id).await?;
    let stored = visit.copilot.suggestion(&visit.scope, &id).await?;
    let body = changed(&stored.suggestion.body, fields);
    match visit.copilot.edit(&visit.scope, fields.seen(&id)?, &body).await {
        Ok(edited) => {
            let seen = Seen { id: &id, version: Some(edited.version) };
            let accepted = visit.copilot.accept(&visit.scope, seen, fields.number("way")).await;
            decide::conclude(visit, &id, accepted, &next, "edit").await
        }
        Err(Error::AlreadyDecided { .. } | Error::Changed { .. }) => conflict::show(visit, &id, "edit").await,
        Err(Error::Withheld { reason, .. }) => again(&posted, &stored, &sentence(&reason)).await,
        Err(Error::Invalid { why, .. }) => again(&posted, &stored, &sentence(&why)).await,
        Err(error) => Err(error.into()),
    }
}

/// The form with what the person wrote, and what is wrong with it.
async fn again(Posted { visit, fields }: &Posted, stored: &Stored, fault: &str) -> Answer {
    let wanted = Wanted {
        way: fields.number("way"),
        back: fields.text("back").map(Into::into),
        only: fields.text("only").map(Into::into),
    };
    let page = page(visit, stored, &wanted).await?.again(fields, fault.to_owned());
    visit.show_with(StatusCode::UNPROCESSABLE_ENTITY, INBOX, "edit.html", "Edit", &page).await
}
