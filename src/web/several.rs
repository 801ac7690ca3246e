//! Deciding on several things of one kind: chosen first, then seen together, then decided.

use super::form::{Fields, Posted, go};
use super::page::INBOX;
use super::view::inbox::Choices;
use super::view::several::SeveralPage;
use super::visit::{SEVERAL, Visit};
use super::{Answer, Web};
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Kind, Stored};
use crate::problem::Problem;
use crate::use_case::{Error, Seen};
use axum::Router;
use axum::extract::Query;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/several", get(choose).post(decide)).route("/several/undo", post(undo))
}

/// Offers what waits of a kind; once some are chosen, shows them with their evidence.
async fn choose(visit: Visit, Query(fields): Query<Vec<(String, String)>>) -> Answer {
    let fields = Fields(fields);
    let kind = kind(&fields)?;
    let chosen: Vec<&str> = fields.all("id").collect();
    let mut waiting = visit.copilot.waiting(&visit.scope).await?;
    waiting.retain(|one| one.kind == kind && (chosen.is_empty() || chosen.contains(&one.id.as_str())));
    waiting.truncate(SEVERAL);
    let whole = visit.copilot.whole(&visit.scope, &waiting).await?;
    let choices = Choices::on("inbox", Some(kind), &visit.copilot.today());
    let page = if chosen.is_empty() {
        SeveralPage::to_choose(kind, &whole, choices)
    } else {
        SeveralPage::to_decide(kind, &whole, choices)
    };
    visit.show(INBOX, "several.html", page.title(), &page).await
}

/// Decides on each in the version that was seen; who was faster on one of them wins there.
async fn decide(Posted { visit, fields }: Posted) -> Answer {
    let code = fields.text("reason").and_then(RejectCode::parse);
    let note = fields.text("note").unwrap_or_default();
    let (mut done, mut late) = (Vec::new(), 0);
    for seen in picks(&fields)? {
        let decided = match code {
            Some(code) => visit.copilot.reject(&visit.scope, seen, code, note).await,
            None => visit.copilot.accept(&visit.scope, seen, None).await,
        };
        note_down(seen, decided, &mut done, &mut late)?;
    }
    Ok(go(&format!("/inbox?done={}&late={late}", done.join(","))))
}

/// Takes the decisions back, each unless something rests on it.
async fn undo(Posted { visit, fields }: Posted) -> Answer {
    let (mut done, mut late) = (Vec::new(), 0);
    for seen in picks(&fields)? {
        note_down(seen, visit.copilot.undo(&visit.scope, seen).await, &mut done, &mut late)?;
    }
    Ok(go(&format!("/inbox?done={}&late={late}", done.join(","))))
}

fn kind(fields: &Fields) -> Result<Kind, Problem> {
    let kind = fields.text("kind").and_then(Kind::parse);
    kind.ok_or_else(|| {
        Problem::new("invalid", "only things of one kind are decided together", "choose a kind")
    })
}

/// The suggestions of the form, each with its version.
fn picks(fields: &Fields) -> Result<Vec<Seen<'_>>, Problem> {
    let read = |pick| {
        let (id, version) = str::split_once(pick, ':')?;
        Some(Seen { id, version: Some(version.parse().ok()?) })
    };
    let picks: Option<Vec<Seen<'_>>> = fields.all("pick").map(read).collect();
    let picks = picks.filter(|picks| !picks.is_empty() && picks.len() <= SEVERAL);
    picks.ok_or_else(|| Problem::new("invalid", "nothing was chosen, or too much at once", "choose some"))
}

/// Counts what was done, and what others had done before.
fn note_down<'a>(
    seen: Seen<'a>,
    decided: Result<Stored, Error>,
    done: &mut Vec<&'a str>,
    late: &mut usize,
) -> Result<(), Problem> {
    match decided {
        Ok(_) => done.push(seen.id),
        Err(Error::AlreadyDecided { .. } | Error::Changed { .. } | Error::Conflict { .. }) => *late += 1,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
