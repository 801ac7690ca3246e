//! The words of the craft in one sentence each.

use super::words;
use crate::domain::check::Check;
use crate::domain::split::{BadSplit, Pattern};
use serde::Serialize;

/// The page of help.
#[derive(Debug, Serialize)]
pub(crate) struct HelpPage {
    /// Name and sentence.
    patterns: Vec<(&'static str, &'static str)>,
    warnings: Vec<(&'static str, &'static str)>,
    checks: Vec<(&'static str, &'static str)>,
    reasons: Vec<&'static str>,
}

impl HelpPage {
    pub(crate) fn new() -> Self {
        let all = words::WRONG.iter().chain(&words::NOT_FOR_US);
        Self {
            patterns: Pattern::ALL.into_iter().map(words::pattern).collect(),
            warnings: BadSplit::ALL.into_iter().map(words::bad_split).collect(),
            checks: CHECKS.map(|(check, sentence)| (words::check(check), sentence)).to_vec(),
            reasons: all.map(|reason| reason.words).collect(),
        }
    }
}

/// What each check looks at.
const CHECKS: [(Check, &str); 9] = [
    (Check::QuotesProved, "Every quote stands word for word in an interview, said by a participant."),
    (Check::NoInventedScope, "Nothing in it that neither the item nor an interview speaks of."),
    (Check::NoLostScope, "Every part of the item is in a slice, or said to be left out."),
    (Check::Figures, "Every number stands in the item or in a quote."),
    (Check::Form, "One topic, open, and asked of somebody who was there."),
    (Check::Falsifiable, "It names who, what they do, and how many: it can turn out to be wrong."),
    (Check::NotDuplicate, "It is not on your page already."),
    (Check::Ledger, "You have not turned it down before, in these words or in others."),
    (Check::Injection, "What a source says to a machine is read as text and changes nothing."),
];
