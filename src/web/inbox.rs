//! The inbox: what waits for a decision.

use super::page::INBOX;
use super::view::inbox::{Choices, Group, InboxPage, Row, tabs, withheld};
use super::visit::Visit;
use super::{Answer, Web, suggestion};
use crate::domain::suggestion::{Kind, Stored};
use crate::problem::Problem;
use crate::use_case::Waiting;
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde::Deserialize;

/// Suggestions of a page.
const PAGE: usize = 50;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/", get(inbox)).route("/inbox", get(inbox))
}

/// Which part of the inbox, and which suggestion in it.
#[derive(Debug, Deserialize)]
struct Wanted {
    at: Option<String>,
    kind: Option<Kind>,
    from: Option<usize>,
}

async fn inbox(visit: Visit, Query(wanted): Query<Wanted>) -> Answer {
    let all = visit.copilot.waiting(&visit.scope).await?;
    let shown = only(&all, wanted.kind);
    let at = wanted.at.as_deref().and_then(|at| shown.iter().position(|one| one.id.as_str() == at));
    let from = at.map_or(wanted.from.unwrap_or(0), |at| at - at % PAGE).min(shown.len());
    let part = &shown[from..shown.len().min(from + PAGE)];
    let whole = visit.copilot.whole(&visit.scope, part).await?;
    let selected = whole.get(at.map_or(0, |at| at - from));
    let page = InboxPage {
        total: all.len(),
        tabs: tabs(&all, wanted.kind),
        groups: groups(&visit, &whole, wanted.kind, selected).await?,
        selected: match selected {
            Some(one) => Some(suggestion::view(&visit, one).await?),
            None => None,
        },
        picked: at.is_some(),
        withheld: withheld(&visit.copilot.withheld(&visit.scope).await?),
        more: (from + PAGE < shown.len()).then(|| next_page(from + PAGE, wanted.kind)),
        first: if all.is_empty() { Some(visit.copilot.first_steps(&visit.scope).await?) } else { None },
        choices: Choices::on("inbox", wanted.kind, &visit.copilot.today()),
    };
    let title = match all.len() {
        0 => "Inbox".to_owned(),
        waiting => format!("Inbox, {waiting} waiting"),
    };
    visit.show(INBOX, "inbox.html", title, &page).await
}

fn only(all: &[Waiting], kind: Option<Kind>) -> Vec<Waiting> {
    all.iter().filter(|one| kind.is_none_or(|kind| one.kind == kind)).cloned().collect()
}

fn next_page(from: usize, kind: Option<Kind>) -> String {
    let filter = kind.map_or_else(String::new, |kind| format!("&kind={}", kind.id()));
    format!("/inbox?from={from}{filter}")
}

/// Rows under the item to which they belong.
async fn groups(
    visit: &Visit,
    whole: &[Stored],
    only: Option<Kind>,
    selected: Option<&Stored>,
) -> Result<Vec<Group>, Problem> {
    let mut groups: Vec<Group> = Vec::new();
    for stored in whole {
        let current = selected.is_some_and(|one| one.id == stored.id);
        let row = Row::of(stored, only, current);
        match groups.last_mut() {
            Some(group) if group.key == stored.suggestion.item => group.rows.push(row),
            _ => {
                let (title, url) = suggestion::subject_of(visit, stored).await?;
                groups.push(Group { key: stored.suggestion.item.clone(), title, url, rows: vec![row] });
            }
        }
    }
    Ok(groups)
}

/// Where to go on when the suggestion with this id has left the inbox.
pub(super) async fn after(visit: &Visit, id: &str, kind: Option<Kind>) -> Result<String, Problem> {
    let shown = only(&visit.copilot.waiting(&visit.scope).await?, kind);
    let filter = kind.map_or_else(String::new, |kind| format!("&kind={}", kind.id()));
    let at = shown.iter().position(|one| one.id.as_str() == id);
    let rest = at.and_then(|at| shown.get(at + 1).or_else(|| at.checked_sub(1).and_then(|at| shown.get(at))));
    Ok(match rest {
        Some(next) => format!("/inbox?at={}&done={id}{filter}", next.id),
        None => format!("/inbox?done={id}{filter}"),
    })
}
