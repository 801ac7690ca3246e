//! `hone refine`, `inbox`, `next` and `ledger`.

use super::card::{card, line, wrapped};
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::suggestion::{Kind, Stored, Withheld};
use crate::problem::Problem;
use crate::use_case::{Copilot, Engine, REFINED, RefineMany, TurnedDown};
use std::collections::BTreeSet;

/// Kinds as they are named on the command line, all of them for an empty list.
pub(super) fn kinds(names: &[String]) -> Result<Vec<Kind>, Problem> {
    if names.is_empty() {
        return Ok(REFINED.to_vec());
    }
    let read = |name: &String| {
        Kind::parse(name).filter(|kind| REFINED.contains(kind)).ok_or_else(|| no_kind(name, &REFINED))
    };
    names.iter().map(read).collect()
}

/// The copilot with the engine that was asked for, if one was.
pub(super) fn drafting(copilot: &Copilot, engine: Option<Engine>) -> Result<Copilot, Problem> {
    Ok(match engine {
        Some(engine) => copilot.with_engine(engine)?,
        None => copilot.clone(),
    })
}

fn no_kind(name: &str, known: &[Kind]) -> Problem {
    let known: Vec<&str> = known.iter().map(|kind| kind.id()).collect();
    Problem::new("invalid", format!("{name} is no kind of suggestion"), format!("use {}", known.join(", ")))
}

pub(super) async fn one(
    copilot: &Copilot,
    scope: &Scope,
    key: &str,
    names: &[String],
    printer: &Printer,
) -> Result<u8, Problem> {
    let refinement = copilot.refine(scope, key, &kinds(names)?).await?;
    printer.result(&refinement.suggestions, || {
        let mut lines: Vec<String> = refinement.suggestions.iter().flat_map(card).collect();
        if lines.is_empty() && refinement.withheld == 0 {
            lines.push(format!(
                "Nothing to propose for {key}: its text gives the rules nothing to hold on to."
            ));
        }
        if refinement.withheld > 0 {
            lines.push(format!("{} withheld: see hone inbox --withheld", refinement.withheld));
        }
        lines.extend(refinement.notices.iter().flat_map(|notice| wrapped("", notice)));
        if !refinement.suggestions.is_empty() {
            lines.push("next: hone accept ID · hone edit ID · hone reject ID --reason CODE".into());
        }
        lines
    });
    Ok(0)
}

pub(super) async fn many(
    copilot: &Copilot,
    scope: &Scope,
    names: &[String],
    which: RefineMany,
    printer: &Printer,
) -> Result<u8, Problem> {
    let bar = printer.bar("refining");
    let refined =
        copilot.refine_many(scope, &kinds(names)?, which, &|done, total| bar.show(done, total)).await?;
    bar.finish();
    let suggestions: Vec<&Stored> = refined.iter().flat_map(|one| &one.suggestions).collect();
    printer.result(&suggestions, || {
        if refined.is_empty() {
            return vec!["No open item to refine. Fill the backlog: hone ingest backlog FILE".into()];
        }
        let withheld: usize = refined.iter().map(|one| one.withheld).sum();
        let mut lines = vec![format!(
            "{} suggestions on {} items, {withheld} withheld",
            suggestions.len(),
            refined.len()
        )];
        let notices: BTreeSet<&String> = refined.iter().flat_map(|one| &one.notices).collect();
        lines.extend(notices.into_iter().flat_map(|notice| wrapped("", notice)));
        lines.push("next: hone next · hone inbox".into());
        lines
    });
    Ok(0)
}

pub(super) async fn inbox(
    copilot: &Copilot,
    scope: &Scope,
    kind: Option<&String>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let kind = match kind {
        Some(name) => Some(Kind::parse(name).ok_or_else(|| no_kind(name, &Kind::ALL))?),
        None => None,
    };
    let waiting = copilot.inbox(scope, kind).await?;
    let withheld = copilot.withheld(scope).await?.len();
    printer.result(&waiting, || {
        let mut lines: Vec<String> = waiting.iter().map(line).collect();
        if waiting.is_empty() {
            lines.push("Nothing waits for you. Ask for suggestions: hone refine KEY".into());
        }
        if withheld > 0 {
            lines.push(format!("{withheld} withheld: see hone inbox --withheld"));
        }
        lines
    });
    Ok(0)
}

pub(super) async fn withheld(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let withheld = copilot.withheld(scope).await?;
    printer.result(&withheld, || {
        if withheld.is_empty() {
            return vec!["Nothing was held back.".into()];
        }
        withheld.iter().flat_map(held_back).collect()
    });
    Ok(0)
}

fn held_back(withheld: &Withheld) -> Vec<String> {
    let title = withheld.title.as_deref().unwrap_or("(its quotes were not proved)");
    let mut lines = wrapped("", &format!("{} {}: {title}", withheld.item, withheld.kind.id()));
    lines.extend(wrapped("    ", &format!("{}: {}", withheld.check.id(), withheld.reason)));
    lines
}

pub(super) async fn next(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let first = copilot.next(scope).await?;
    printer.result(&first, || match &first {
        None => vec!["Nothing waits for you. Ask for suggestions: hone refine KEY".into()],
        Some(stored) => {
            let mut lines = wrapped("", &format!("on {}", stored.suggestion.item));
            lines.extend(card(stored));
            let id = stored.id.short();
            lines.push(format!(
                "next: hone accept {id} · hone reject {id} --reason CODE · hone defer {id} --until DAY"
            ));
            lines
        }
    });
    Ok(0)
}

pub(super) async fn ledger(
    copilot: &Copilot,
    scope: &Scope,
    expire: Option<&str>,
    printer: &Printer,
) -> Result<u8, Problem> {
    if let Some(days) = expire {
        let days = if days == "never" { Ok(None) } else { days.parse().map(Some) };
        let days = days.map_err(|_| {
            Problem::new("invalid", "expire: that is no number of days", "a number, or never")
        })?;
        copilot.expire_ledger(scope, days).await?;
    }
    let turned_down = copilot.ledger(scope).await?;
    printer.result(&turned_down, || {
        if turned_down.is_empty() {
            return vec!["Nothing has been turned down.".into()];
        }
        turned_down.iter().flat_map(remembered).collect()
    });
    Ok(0)
}

fn remembered(one: &TurnedDown) -> Vec<String> {
    let mut lines = vec![line(&one.suggestion)];
    let note = if one.note.is_empty() { String::new() } else { format!(": {}", one.note) };
    lines.extend(wrapped("    ", &format!("{} by {}{note}", one.reason.id(), one.by)));
    lines
}
