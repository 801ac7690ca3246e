//! `hone themes prime`: your own opportunities first, then Hone's beside them.

use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Comparison, Copilot};

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    (opportunities, forget): (&[String], bool),
    printer: &Printer,
) -> Result<u8, Problem> {
    if forget {
        copilot.unprime(scope).await?;
    }
    let found = if opportunities.is_empty() {
        copilot.primed(scope).await?
    } else {
        Some(copilot.prime(scope, opportunities).await?)
    };
    printer.result(&found, || match &found {
        None => vec!["You have written nothing of your own: hone themes prime \"…\" \"…\" \"…\"".into()],
        Some(found) => lines_of(found),
    });
    Ok(0)
}

/// What a person found, what Hone found, and what both did.
pub(super) fn lines_of(found: &Comparison) -> Vec<String> {
    if !found.is_read {
        let count = found.primed.opportunities.len();
        return vec![format!("kept {count} of your own; now read all interviews: hone themes")];
    }
    let mut lines = Vec::new();
    if found.primed.after_reading {
        lines.push("You wrote yours after Hone had shown something, so they may echo it.".into());
    }
    let both = found.both.iter();
    let both = both.map(|one| format!("{}  =  {} {}", one.yours, one.theme.short(), one.label));
    section(&mut lines, "Both found", both);
    section(&mut lines, "Only you found", found.yours_only.iter().cloned());
    let hones = found.hones_only.iter().map(|one| format!("{} {}", one.theme.short(), one.label));
    section(&mut lines, "Only Hone found", hones);
    lines
}

fn section(lines: &mut Vec<String>, heading: &str, held: impl Iterator<Item = String>) {
    let held: Vec<String> = held.flat_map(|line| wrapped("  - ", &line)).collect();
    if !held.is_empty() {
        lines.push(heading.to_owned());
        lines.extend(held);
    }
}
