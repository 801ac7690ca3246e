//! `hone accept`, `edit`, `reject`, `defer` and `undo`.

use super::card::{line, wrapped};
use super::edited;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Status, Stored};
use crate::problem::Problem;
use crate::use_case::Copilot;
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
    let body = edited::body(&shown.suggestion.body, file)?;
    Ok(decided(&copilot.edit(scope, shown.id.as_str(), &body).await?, printer))
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
        let next = match stored.status {
            Status::Accepted if stored.suggestion.kind().id() == "split" => "hone items",
            Status::Edited => "hone accept ID",
            _ => "hone next",
        };
        lines.push(format!("next: {next} · hone undo {}", stored.id.short()));
        lines
    });
    0
}
