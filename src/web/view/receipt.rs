//! "Why this?": what a suggestion was made from, and what was checked.

use super::time::{Moment, moment};
use super::words;
use crate::domain::check::{Outcome, Report};
use crate::domain::suggestion::{Receipt, Stored};
use crate::domain::text::capitalise;
use serde::Serialize;

/// A check with what it found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct CheckView {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) state: &'static str,
    pub(crate) name: &'static str,
    pub(crate) detail: String,
}

impl CheckView {
    pub(crate) fn new(outcome: Outcome, name: &'static str, detail: String) -> Self {
        let (class, icon, state) = words::outcome(outcome);
        Self { class, icon, state, name, detail }
    }
}

/// What was checked and applies: first what is not known, then what does not hold.
pub(crate) fn checks(report: &Report) -> Vec<CheckView> {
    let order = [Outcome::Unknown, Outcome::Fail, Outcome::Pass];
    let of = |outcome| report.0.iter().filter(move |finding| finding.outcome == outcome);
    let found = order.into_iter().flat_map(of);
    found
        .map(|finding| {
            CheckView::new(finding.outcome, words::check(finding.check), sentence(&finding.detail))
        })
        .collect()
}

/// A finding as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let end = if text.is_empty() || text.ends_with(['?', '!', '…']) { "" } else { "." };
    capitalise(text) + end
}

/// Where a suggestion came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ReceiptView {
    found_by: String,
    read: String,
    made: Moment,
    took: String,
    /// Why no language model had a part in it although one was asked.
    fallback: Option<String>,
    /// Tokens, where a language model was asked.
    tokens: Option<String>,
}

impl ReceiptView {
    pub(crate) fn of(stored: &Stored) -> Self {
        let receipt = &stored.suggestion.receipt;
        let tokens = receipt.input_tokens + receipt.output_tokens;
        Self {
            found_by: found_by(receipt),
            read: words::counted(
                receipt.retrieved.len(),
                "passage of the interviews",
                "passages of the interviews",
            ),
            made: moment(stored.created_at),
            took: format!("{:.1} seconds", receipt.ms as f64 / 1000.0),
            fallback: (!receipt.fallback.is_empty()).then(|| fallback(&receipt.fallback)),
            tokens: (tokens > 0)
                .then(|| format!("{} sent, {} received", receipt.input_tokens, receipt.output_tokens)),
        }
    }
}

fn found_by(receipt: &Receipt) -> String {
    match receipt.engine.as_str() {
        "model" => format!("the language model {}", receipt.model),
        "both" => format!("the playbook rules and the language model {}", receipt.model),
        _ => "the playbook rules, without a language model".into(),
    }
}

fn fallback(why: &str) -> String {
    match why {
        "withheld" => "It was asked too; nothing that it wrote passed the checks.".into(),
        why => format!("It was asked too and did not help ({}). Nothing is lost.", why.replace('_', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_one_end() {
        for (text, shown) in
            [("it holds", "It holds."), ("It holds.", "It holds."), ("who says so?", "Who says so?")]
        {
            assert_eq!(sentence(text), shown);
        }
    }
}
