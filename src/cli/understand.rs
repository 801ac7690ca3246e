//! `hone summarize`: an interview on one page.

use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::evidence::Quote;
use crate::domain::snapshot::{Line, OpportunityKind, Snapshot};
use crate::domain::suggestion::{Body, Stored};
use crate::problem::Problem;
use crate::use_case::Copilot;

pub(super) async fn summarize(
    copilot: &Copilot,
    scope: &Scope,
    key: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    let summary = copilot.summarize(scope, key).await?;
    let Some(page) = summary.suggestions.first() else {
        let hint = "`hone inbox --withheld` says which check it did not pass";
        return Err(Problem::new("withheld", format!("the snapshot of {key} was held back"), hint));
    };
    printer.result(page, || {
        let mut lines = page_lines(page);
        lines.extend(summary.notices.iter().flat_map(|notice| wrapped("", notice)));
        let id = page.id.short();
        lines.push(format!("next: hone accept {id} · hone edit {id} · hone reject {id} --reason CODE"));
        lines
    });
    Ok(0)
}

/// A snapshot as one page; nothing for any other kind.
pub(super) fn page_lines(stored: &Stored) -> Vec<String> {
    let Body::Snapshot(page) = &stored.suggestion.body else { return Vec::new() };
    let mut lines = vec![format!("{}  {}", stored.id.short(), stored.suggestion.title)];
    section(&mut lines, "Quick facts", page.quick_facts.iter().map(told));
    section(
        &mut lines,
        "Memorable",
        page.memorable.iter().map(|quote| format!("«{}» {}", quote.text, place(quote))),
    );
    section(&mut lines, "What happened", page.story.iter().map(told));
    section(&mut lines, "Opportunities", opportunities(page));
    section(&mut lines, "Ways around", page.workarounds.iter().map(told));
    section(&mut lines, "Surprises", page.surprises.iter().map(told));
    section(&mut lines, "Ask next", page.open_questions.iter().cloned());
    section(&mut lines, "Asked, not answered", page.not_said.iter().cloned());
    lines.extend(wrapped("", &stored.suggestion.why));
    lines.extend(stored.suggestion.evidence.withdrawn_words());
    lines
}

fn opportunities(page: &Snapshot) -> impl Iterator<Item = String> {
    page.opportunities.iter().map(|one| {
        let kind = match one.kind {
            OpportunityKind::Need => "need",
            OpportunityKind::Pain => "pain",
            OpportunityKind::Desire => "desire",
        };
        format!("{kind}: {}", told_with(&one.text, &one.quote))
    })
}

fn section(lines: &mut Vec<String>, heading: &str, held: impl Iterator<Item = String>) {
    let held: Vec<String> = held.flat_map(|line| wrapped("  - ", &line)).collect();
    if !held.is_empty() {
        lines.push(heading.to_owned());
        lines.extend(held);
    }
}

fn told(line: &Line) -> String {
    told_with(&line.text, &line.quote)
}

/// The line, and the quote where it says more than the line.
fn told_with(line: &str, quote: &Quote) -> String {
    let bare = |words: &str| crate::domain::text::words(words);
    if bare(line) == bare(&quote.text) {
        return format!("«{}» {}", quote.text, place(quote));
    }
    format!("{line} «{}» {}", quote.text, place(quote))
}

fn place(quote: &Quote) -> String {
    format!("turn {}", quote.turn)
}
