//! A report that a stakeholder can read: what was accepted, by whom, and the words it rests on.

use crate::clock::day;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::evidence::Quote;
use crate::domain::interview::Interview;
use crate::domain::question::Serves;
use crate::domain::split::{Candidate, Split};
use crate::domain::suggestion::{Body, Stored};
use crate::store::Workspace;
use std::fmt::Write;

/// One section per accepted suggestion, grouped by item.
pub(super) fn write(
    workspace: &Workspace,
    accepted: &[Stored],
    decisions: &[Decision],
    interviews: &[Interview],
) -> String {
    let mut report = format!("# {}: what was accepted\n", workspace.name);
    if !workspace.big_idea.better_future.is_empty() {
        let _ = write!(report, "\n> {}\n", workspace.big_idea.better_future);
    }
    if accepted.is_empty() {
        report.push_str("\nNothing has been accepted yet.\n");
    }
    let mut items: Vec<&str> = accepted.iter().map(|stored| stored.suggestion.item.as_str()).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let _ = write!(report, "\n## {item}\n");
        for stored in accepted.iter().filter(|stored| stored.suggestion.item == item) {
            section(&mut report, stored, decisions, interviews);
        }
    }
    report
}

fn section(report: &mut String, stored: &Stored, decisions: &[Decision], interviews: &[Interview]) {
    let suggestion = &stored.suggestion;
    let decision = decisions
        .iter()
        .rev()
        .find(|one| one.suggestion == stored.id && matches!(one.verdict, Verdict::Accept { .. }));
    let _ = write!(report, "\n### {}\n\n", suggestion.title);
    match &suggestion.body {
        Body::Split(split) => split_lines(report, split, decision),
        Body::Assumption(assumption) => {
            let _ = writeln!(
                report,
                "Assumption ({}): {}\n\nWhy it matters: {}",
                assumption.kind.id(),
                assumption.statement,
                assumption.importance_why
            );
        }
        Body::Question(question) => {
            let serves = match &question.serves {
                Serves::Assumption(id) => format!("the assumption {id}"),
                Serves::Decision(decision) => decision.clone(),
            };
            let _ = writeln!(
                report,
                "Question for {}: {}\n\nIt serves {serves}.",
                question.addressee, question.text
            );
        }
        _ => {}
    }
    for quote in &suggestion.evidence.supporting {
        quoted(report, "", quote, interviews);
    }
    for quote in &suggestion.evidence.against {
        quoted(report, "Against: ", quote, interviews);
    }
    if let Some(words) = suggestion.evidence.withdrawn_words() {
        let _ = write!(report, "\n({words})\n");
    }
    if let Some(decision) = decision {
        let _ = write!(report, "\nAccepted by {} on {}.\n", decision.by, day(decision.at));
    }
}

fn split_lines(report: &mut String, split: &Split, decision: Option<&Decision>) {
    let chosen = match decision.map(|decision| &decision.verdict) {
        Some(Verdict::Accept { candidate: Some(index) }) => split.candidates.get(*index),
        _ => None,
    };
    let _ = writeln!(report, "{}", split.reason);
    for (number, slice) in (1..).zip(chosen.map(|Candidate { slices, .. }| slices).into_iter().flatten()) {
        let _ = write!(report, "\n{number}. {}", slice.title);
        for criterion in &slice.acceptance_criteria {
            let _ = write!(report, "\n   - {criterion}");
        }
    }
    report.push('\n');
}

fn quoted(report: &mut String, sign: &str, quote: &Quote, interviews: &[Interview]) {
    let date = interviews.iter().find(|one| one.key == quote.source).and_then(|one| one.date.as_deref());
    let at = quote.at.map(|ms| format!(", {}:{:02}", ms / 60_000, ms / 1000 % 60)).unwrap_or_default();
    let on = date.map(|date| format!(", {date}")).unwrap_or_default();
    let _ = write!(
        report,
        "\n> {sign}“{}”\n> {} (turn {}{at}{on})\n",
        quote.text.replace('\n', " "),
        quote.source,
        quote.turn
    );
}
