//! `hone refine`, `inbox`, `accept`, `reject` and `undo`.

use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::decision::RejectCode;
use crate::domain::evidence::Quote;
use crate::domain::split::Split;
use crate::domain::suggestion::{Body, Stored};
use crate::problem::Problem;
use crate::use_case::Copilot;
use serde_json::{Value, json};

pub(super) async fn refine(
    copilot: &Copilot,
    scope: &Scope,
    key: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    let refinement = copilot.refine(scope, key).await?;
    let rows: Vec<Value> = refinement.suggestions.iter().map(wire).collect();
    printer.result(&rows, || {
        let mut lines: Vec<String> = refinement.suggestions.iter().flat_map(card).collect();
        if lines.is_empty() {
            lines.push(format!(
                "Nothing to propose for {key}: its text gives the rules nothing to hold on to."
            ));
        }
        if refinement.withheld > 0 {
            lines.push(format!("{} withheld: a required check was not met", refinement.withheld));
        }
        lines.push("next: hone accept ID · hone reject ID --reason CODE · hone inbox".into());
        lines
    });
    Ok(0)
}

pub(super) async fn inbox(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let waiting = copilot.inbox(scope).await?;
    let rows: Vec<Value> = waiting.iter().map(wire).collect();
    printer.result(&rows, || {
        if waiting.is_empty() {
            return vec!["Nothing waits for you. Ask for suggestions: hone refine KEY".into()];
        }
        waiting.iter().map(line).collect()
    });
    Ok(0)
}

pub(super) async fn accept(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    candidate: Option<usize>,
    printer: &Printer,
) -> Result<u8, Problem> {
    Ok(decided(&copilot.accept(scope, id, candidate).await?, printer))
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

pub(super) async fn undo(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    Ok(decided(&copilot.undo(scope, id).await?, printer))
}

fn decided(stored: &Stored, printer: &Printer) -> u8 {
    printer.result(&wire(stored), || vec![format!("{} {}", stored.status.id(), line(stored))]);
    0
}

/// A suggestion as it goes over the wire.
fn wire(stored: &Stored) -> Value {
    let suggestion = &stored.suggestion;
    json!({
        "id": stored.id, "kind": suggestion.kind(), "item": suggestion.item, "state": stored.status,
        "title": suggestion.title, "body": suggestion.body, "why": suggestion.why,
        "confidence": suggestion.confidence, "evidence": suggestion.evidence, "checks": suggestion.report(),
        "receipt": suggestion.receipt, "created_at": stored.created_at,
    })
}

fn line(stored: &Stored) -> String {
    let suggestion = &stored.suggestion;
    format!(
        "{}  {:<10} {:<10} {}",
        stored.id.short(),
        suggestion.kind().id(),
        shorten(&suggestion.item, 10),
        shorten(&suggestion.title, 46)
    )
}

fn card(stored: &Stored) -> Vec<String> {
    let suggestion = &stored.suggestion;
    let text = match &suggestion.body {
        Body::Assumption(assumption) => {
            format!(
                "{} · {} importance: {}",
                assumption.statement,
                assumption.kind.id(),
                assumption.importance_why
            )
        }
        Body::Question(question) => {
            format!("{} · ask {}: {}", question.text, question.addressee, question.why_them)
        }
        _ => suggestion.title.clone(),
    };
    let mut lines = vec![format!("{}  {}", stored.id.short(), suggestion.kind().id())];
    lines.extend(wrapped("    ", &text));
    if let Body::Split(split) = &suggestion.body {
        lines.extend(split_lines(split));
    }
    let evidence = &suggestion.evidence;
    lines.extend(evidence.supporting.iter().flat_map(|quote| quoted("  + ", quote)));
    lines.extend(evidence.against.iter().flat_map(|quote| quoted("  - ", quote)));
    if evidence.supporting.is_empty() && evidence.against.is_empty() && evidence.searched > 0 {
        lines.push(format!("    no quote found in {} passages", evidence.searched));
    }
    lines
}

fn split_lines(split: &Split) -> Vec<String> {
    let mut lines = wrapped("    ", &split.reason);
    lines.extend(split.instead.iter().flat_map(|instead| wrapped("    > ", instead)));
    for (number, candidate) in (1..).zip(&split.candidates) {
        let warnings: Vec<&str> = candidate.warnings.iter().map(|code| code.id()).collect();
        let warned = if warnings.is_empty() { String::new() } else { format!("  ! {}", warnings.join(", ")) };
        lines.push(format!("    candidate {number}: {}{warned}", candidate.pattern.id()));
        for (at, slice) in candidate.slices.iter().enumerate() {
            let later = if candidate.deprioritise.contains(&at) { " (can wait)" } else { "" };
            lines.extend(wrapped(&format!("      {}. ", at + 1), &format!("{}{later}", slice.title)));
            lines.extend(slice.questions.iter().flat_map(|question| wrapped("         ? ", question)));
        }
    }
    lines.extend(
        split
            .dropped
            .iter()
            .map(|dropped| format!("    dropped {}: {}", dropped.unit, shorten(&dropped.why, 60))),
    );
    lines
}

fn quoted(sign: &str, quote: &Quote) -> Vec<String> {
    wrapped(sign, &format!("\u{ab}{}\u{bb} {}, turn {}", quote.text, quote.source, quote.turn))
}

fn wrapped(first: &str, text: &str) -> Vec<String> {
    let options = textwrap::Options::new(78).initial_indent(first).subsequent_indent("    ");
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}
