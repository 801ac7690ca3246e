//! Decisions: forms that post and redirect, each with the version from which it was drawn.

use super::form::{Fields, Posted, go};
use super::view::url;
use super::visit::Visit;
use super::{Answer, Web, conflict, inbox};
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Kind, Stored};
use crate::problem::Problem;
use crate::use_case::Error;
use axum::Router;
use axum::extract::Path;
use axum::routing::post;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/suggestions/{id}/accept", post(accept))
        .route("/suggestions/{id}/reject", post(reject))
        .route("/suggestions/{id}/defer", post(defer))
        .route("/suggestions/{id}/undo", post(undo))
}

async fn accept(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let next = next(&visit, &fields, &id).await?;
    let way = fields.number("way");
    let decided = visit.copilot.accept(&visit.scope, fields.seen(&id)?, way).await;
    conclude(&visit, &id, decided, &next, "accept").await
}

async fn reject(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let next = next(&visit, &fields, &id).await?;
    let code = fields.text("reason").and_then(RejectCode::parse);
    let code = code.ok_or_else(|| Problem::new("invalid", "no reason was chosen", "choose one"))?;
    let note = fields.text("note").unwrap_or_default();
    let decided = visit.copilot.reject(&visit.scope, fields.seen(&id)?, code, note).await;
    conclude(&visit, &id, decided, &next, "rejection").await
}

async fn defer(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let next = next(&visit, &fields, &id).await?;
    let until = fields.text("until").or(fields.text("day")).unwrap_or_default();
    let decided = visit.copilot.defer(&visit.scope, fields.seen(&id)?, until).await;
    conclude(&visit, &id, decided, &next, "putting off").await
}

async fn undo(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let next = match fields.text("back") {
        Some("inbox") | None => format!("/inbox?at={id}&done={id}"),
        Some(_) => next(&visit, &fields, &id).await?,
    };
    let undone = visit.copilot.undo(&visit.scope, fields.seen(&id)?).await;
    conclude(&visit, &id, undone, &next, "undo").await
}

/// Where a decision leads: on in the inbox, or back to the page on which it was made.
pub(super) async fn next(visit: &Visit, fields: &Fields, id: &str) -> Result<String, Problem> {
    match fields.text("back") {
        Some("item") => {
            let stored = visit.copilot.suggestion(&visit.scope, id).await?;
            Ok(format!("{}?done={id}#s{}", url::item(&stored.suggestion.item), stored.id.short()))
        }
        Some("suggestion") => Ok(format!("/suggestions/{id}?done={id}")),
        _ => inbox::after(visit, id, fields.text("only").and_then(Kind::parse)).await,
    }
}

/// Leads on, or shows why what was sent was not saved.
pub(super) async fn conclude(
    visit: &Visit,
    id: &str,
    decided: Result<Stored, Error>,
    next: &str,
    tried: &'static str,
) -> Answer {
    match decided {
        Ok(_) => Ok(go(next)),
        Err(Error::AlreadyDecided { .. } | Error::Changed { .. }) => conflict::show(visit, id, tried).await,
        Err(error) => Err(error.into()),
    }
}
