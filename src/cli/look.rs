//! `hone items`, `interviews` and `show`.

use super::card::card;
use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::interview::{Interview, Role, SpeakerRole};
use crate::domain::item::Item;
use crate::problem::Problem;
use crate::use_case::{Copilot, Error};
use serde_json::json;

pub(super) async fn items(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let items = copilot.items(scope).await?;
    let rows: Vec<serde_json::Value> = items
        .iter()
        .map(|item| {
            json!({
                "key": item.key, "id": item.id, "title": item.record.title, "level": item.record.level,
                "status": item.record.status, "parent": item.record.parent, "labels": item.record.labels,
            })
        })
        .collect();
    printer.result(&rows, || {
        if items.is_empty() {
            return vec!["The backlog is empty. Fill it: hone ingest backlog FILE".into()];
        }
        items.iter().map(|item| format!("{:<14} {}", item.key, shorten(&item.record.title, 64))).collect()
    });
    Ok(0)
}

pub(super) async fn interviews(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let interviews = copilot.interviews(scope).await?;
    let rows: Vec<serde_json::Value> = interviews
        .iter()
        .map(|one| {
            json!({
                "key": one.key, "id": one.id, "title": one.title, "kind": one.kind, "participant": one.participant,
                "segment": one.segment, "date": one.date, "format": one.format, "warnings": one.warnings,
            })
        })
        .collect();
    printer.result(&rows, || {
        if interviews.is_empty() {
            return vec!["No interviews yet. Take some in: hone ingest interviews FOLDER".into()];
        }
        interviews
            .iter()
            .map(|one| {
                format!("{:<20} {:<10} {}", shorten(&one.key, 20), one.format, shorten(&one.title, 46))
            })
            .collect()
    });
    Ok(0)
}

pub(super) async fn show(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    match copilot.item(scope, id).await {
        Ok(item) => printer.result(&item, || item_lines(&item)),
        Err(Error::NotFound { .. }) => match copilot.interview(scope, id).await {
            Ok(interview) => printer.result(&interview, || interview_lines(&interview)),
            Err(Error::NotFound { .. }) => {
                let suggestion = copilot.suggestion(scope, id).await.map_err(|error| nothing(id, error))?;
                printer.result(&suggestion, || card(&suggestion));
            }
            Err(error) => return Err(error.into()),
        },
        Err(error) => return Err(error.into()),
    }
    Ok(0)
}

/// An id that is nothing at all is better named so than as no suggestion.
fn nothing(id: &str, error: Error) -> Error {
    match error {
        Error::NotFound { .. } => Error::not_found(
            "item, interview or suggestion",
            id,
            "`hone items`, `hone interviews` and `hone inbox` list what is there",
        ),
        other => other,
    }
}

pub(super) async fn correct_roles(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    roles: Vec<(String, Role)>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let (interview, stale) = copilot.correct_roles(scope, id, &roles.into_iter().collect()).await?;
    printer.result(&json!({ "interview": interview.key, "roles": interview.roles, "stale": stale }), || {
        let mut lines = role_lines(&interview);
        lines.push(format!("{stale} suggestions became stale: they quote a voice that has another part now"));
        lines
    });
    Ok(0)
}

fn item_lines(item: &Item) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", item.key, item.record.title)];
    lines.extend(item.record.parent.iter().map(|parent| format!("part of {parent}")));
    lines.extend(textwrap::wrap(&item.record.text, 78).into_iter().map(std::borrow::Cow::into_owned));
    lines.extend(item.record.criteria.iter().map(|criterion| format!("- {criterion}")));
    lines
}

fn interview_lines(interview: &Interview) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", interview.key, interview.title)];
    lines.extend(role_lines(interview));
    for turn in &interview.turns {
        let said = format!("[{}] {}: {}", turn.index, turn.speaker, turn.text);
        lines.extend(textwrap::wrap(&said, 78).into_iter().map(std::borrow::Cow::into_owned));
    }
    lines
}

fn role_lines(interview: &Interview) -> Vec<String> {
    let line = |known: &SpeakerRole| {
        let label = if known.speaker.is_empty() { "(no label)" } else { &known.speaker };
        format!("{label}: {}, {}", format!("{:?}", known.role).to_lowercase(), known.why)
    };
    interview.roles.iter().map(line).collect()
}
