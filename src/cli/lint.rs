//! `hone lint` and `duplicates`.

use super::card::wrapped;
use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::theme::{Duplicate, Relation};
use crate::problem::Problem;
use crate::use_case::{Copilot, LintFinding, lint_given};
use std::path::Path;

/// 1 when there are findings.
pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    key: Option<&str>,
    split: Option<&Path>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let found = match split {
        Some(file) => lint_given(read(file)?)?,
        None => copilot.lint(scope, key).await?,
    };
    printer.result(&found, || {
        if found.is_empty() {
            return vec!["No bad split found.".into()];
        }
        found.iter().flat_map(finding_lines).collect()
    });
    Ok(u8::from(!found.is_empty()))
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, Problem> {
    let unreadable =
        |why: String, hint: &str| Problem::new("unreadable", format!("{}: {why}", file.display()), hint);
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string(), ""))?;
    serde_norway::from_str(&text)
        .map_err(|error| unreadable(error.to_string(), "write title: …, then slices: with one title a line"))
}

fn finding_lines(found: &LintFinding) -> Vec<String> {
    let place = match (&found.item, found.slice) {
        (Some(item), Some(slice)) => format!("{item}, slice {}: ", slice + 1),
        (Some(item), None) => format!("{item}: "),
        (None, Some(slice)) => format!("slice {}: ", slice + 1),
        (None, None) => String::new(),
    };
    wrapped("", &format!("{}  {place}{} «{}»", found.code.id(), found.message, found.words))
}

pub(super) async fn duplicates(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let found = copilot.duplicates(scope).await?;
    let items = copilot.items(scope).await?;
    let title = |key: &str| {
        let item = items.iter().find(|item| item.key == key);
        item.map_or_else(String::new, |item| shorten(&item.record.title, 64))
    };
    printer.result(&found, || {
        if found.is_empty() {
            return vec!["No two items are the same work.".into()];
        }
        let lines = |pair: &Duplicate| {
            let relation = match pair.relation {
                Relation::Duplicate => "duplicate",
                Relation::Overlap => "overlap",
            };
            vec![
                format!("{:.2}  {relation}", pair.score),
                format!("      {:<10} {}", pair.a, title(&pair.a)),
                format!("      {:<10} {}", pair.b, title(&pair.b)),
            ]
        };
        found.iter().flat_map(lines).collect()
    });
    Ok(0)
}
