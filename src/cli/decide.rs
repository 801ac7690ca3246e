//! `hone accept`, `edit`, `reject`, `defer` and `undo`.

use super::card::{line, wrapped};
use super::edited::Edited;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Kind, Status, Stored};
use crate::problem::Problem;
use crate::use_case::{Copilot, Seen};
use serde_json::Value;
use std::path::Path;

pub(super) async fn accept(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    candidate: Option<usize>,
    printer: &Printer,
) -> Result<u8, Problem> {
    Ok(decided(&copilot.accept(scope, id, candidate).await?, printer))
}

pub(super) async fn edit(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    file: Option<&Path>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let shown = copilot.suggestion(scope, id).await?;
    let written = Edited::ask(&shown.suggestion.body, file)?;
    // An editor stays open for long: what somebody else did meanwhile is not written over.
    let seen = Seen { id: shown.id.as_str(), version: Some(shown.version) };
    let edited = written.hand_to(async |body: Value| copilot.edit(scope, seen, &body).await).await?;
    if edited.version == shown.version {
        printer.result(&edited, || vec!["Nothing was changed.".into()]);
        return Ok(0);
    }
    Ok(decided(&edited, printer))
}

pub(super) async fn reject(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    (reason, note): (&str, &str),
    printer: &Printer,
) -> Result<u8, Problem> {
    let codes: Vec<&str> = RejectCode::ALL.iter().map(|code| code.id()).collect();
    let code = RejectCode::parse(reason).ok_or_else(|| {
        Problem::new("invalid", format!("{reason} is no reason"), format!("use one of {}", codes.join(", ")))
    })?;
    Ok(decided(&copilot.reject(scope, id, code, note).await?, printer))
}

pub(super) async fn defer(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    until: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    Ok(decided(&copilot.defer(scope, id, until).await?, printer))
}

pub(super) async fn undo(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    Ok(decided(&copilot.undo(scope, id).await?, printer))
}

fn decided(stored: &Stored, printer: &Printer) -> u8 {
    printer.result(stored, || {
        let mut lines = wrapped(&format!("{} ", stored.status.id()), &line(stored));
        let id = stored.id.short();
        lines.push(match stored.status {
            Status::Proposed => "next: hone next".into(),
            Status::Accepted if stored.suggestion.kind() == Kind::Split => {
                format!("next: hone items · hone undo {id}")
            }
            Status::Edited => format!("next: hone accept {id} · hone undo {id}"),
            _ => format!("next: hone next · hone undo {id}"),
        });
        lines
    });
    0
}
