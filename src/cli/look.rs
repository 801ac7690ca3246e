//! `hone items`, `interviews`, `show` and `check`.

use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use crate::problem::Problem;
use crate::use_case::{Copilot, Error};

pub(super) async fn items(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let items = copilot.items(scope).await?;
    let rows: Vec<serde_json::Value> = items
        .iter()
        .map(|item| {
            serde_json::json!({
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
            serde_json::json!({
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
        Err(Error::NotFound { .. }) => {
            let interview = copilot.interview(scope, id).await?;
            printer.result(&interview, || interview_lines(&interview));
        }
        Err(error) => return Err(error.into()),
    }
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
    let roles = interview.roles.iter().map(|known| {
        let label = if known.speaker.is_empty() { "(no label)" } else { &known.speaker };
        format!("{label}: {:?}, {}", known.role, known.why).to_lowercase()
    });
    let mut lines = vec![format!("{}  {}", interview.key, interview.title)];
    lines.extend(roles);
    for turn in &interview.turns {
        let said = format!("[{}] {}: {}", turn.index, turn.speaker, turn.text);
        lines.extend(textwrap::wrap(&said, 78).into_iter().map(std::borrow::Cow::into_owned));
    }
    lines
}

pub(super) async fn check(copilot: &Copilot, printer: &Printer) -> Result<u8, Problem> {
    let health = copilot.check().await?;
    printer.result(&health, || {
        let mut lines: Vec<String> = health
            .workspaces
            .iter()
            .map(|(name, interviews, items, decisions)| {
                format!("{name}: {interviews} interviews, {items} items, {decisions} decisions")
            })
            .collect();
        lines.extend(health.damage.iter().map(|damage| format!("damaged: {damage}")));
        lines.push(if health.whole { "whole".into() } else { "NOT whole: restore a backup".into() });
        lines
    });
    Ok(u8::from(!health.whole))
}
