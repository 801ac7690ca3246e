//! Suggestions as a person reads them in a terminal, 80 columns wide.

use super::print::shorten;
use super::understand::page_lines;
use crate::domain::evidence::Quote;
use crate::domain::split::Split;
use crate::domain::suggestion::{Body, Kind, Stored};

/// One line.
pub(super) fn line(stored: &Stored) -> String {
    let suggestion = &stored.suggestion;
    format!(
        "{}  {:<10} {:<10} {}",
        stored.id.short(),
        suggestion.kind().id(),
        shorten(&suggestion.item, 10),
        if suggestion.evidence.withdrawn > 0 {
            format!("{} (evidence withdrawn)", shorten(&suggestion.title, 25))
        } else {
            shorten(&suggestion.title, 46)
        }
    )
}

/// The whole of it, with its evidence.
pub(super) fn card(stored: &Stored) -> Vec<String> {
    let suggestion = &stored.suggestion;
    if suggestion.kind() == Kind::Snapshot {
        return page_lines(stored);
    }
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
    lines.extend(evidence.withdrawn_words().map(|words| format!("    {words}")));
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

/// A quote after a sign, with where it stands.
pub(super) fn quoted(sign: &str, quote: &Quote) -> Vec<String> {
    wrapped(sign, &format!("\u{ab}{}\u{bb} {}, turn {}", quote.text, quote.source, quote.turn))
}

/// Lines of at most 78 characters, those after the first indented as it is.
pub(super) fn wrapped(first: &str, text: &str) -> Vec<String> {
    let indent = " ".repeat(if first.is_empty() { 4 } else { first.chars().count() });
    let options = textwrap::Options::new(78).initial_indent(first).subsequent_indent(&indent);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}
