//! Whether an assumption can be proved wrong: an actor, a behaviour, a threshold.

use crate::domain::assumption::Assumption;
use crate::domain::body::Body;
use crate::domain::check::{Check, Outcome, Report};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::proposer::Brief;
use regex::Regex;
use std::sync::LazyLock;

/// Compiles a constant pattern of the rules for wording.
pub(super) fn pattern(source: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants of these files, compiled by its tests"
    )]
    Regex::new(source).expect("a constant pattern")
}

static THRESHOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\d|%|\b(?:half|third|quarter|none|nobody|no\s+one|every|all|each|never|always|without\s+\w+
        |one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|fewer\s+than|less\s+than|more\s+than|at\s+least|at\s+most|same\s+(?:day|price)|once)\b",
    )
});
static PLATITUDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:users?|customers?|people|stakeholders?|everyone)\s+(?:will\s+)?(?:want|like|love|need|value|appreciate|support|understand|be\s+happy|find\s+(?:it|this|the\s+\w+)\s+(?:useful|helpful|easy|valuable))\b
        |\b(?:is|are|will\s+be)\s+(?:important|technically\s+feasible|feasible|acceptable|valuable|useful|good\s+enough|successful|easy\s+to\s+use|user[\s-]friendly|intuitive)\b",
    )
});

/// Why a statement cannot be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Untestable {
    /// Too short to name who does what.
    #[error("it does not say who does what")]
    NoBehaviour,
    /// No number, share or limit.
    #[error("it has no threshold: nothing observed could prove it wrong")]
    NoThreshold,
    /// True of any product.
    #[error("it is true of any product")]
    Platitude,
    /// A question or a wish is no statement.
    #[error("it is a question, not a statement")]
    Question,
}

/// Looks for what makes a statement impossible to fail.
///
/// # Errors
/// The first [`Untestable`] reason.
pub fn falsifiable(statement: &str) -> Result<(), Untestable> {
    let has_threshold = THRESHOLD.is_match(statement);
    if statement.trim_end().ends_with('?') {
        Err(Untestable::Question)
    } else if text::content_words(statement).len() < 3 || text::words(statement).len() < 5 {
        Err(Untestable::NoBehaviour)
    } else if PLATITUDE.is_match(statement) && !statement.contains(|c: char| c.is_ascii_digit()) {
        Err(Untestable::Platitude)
    } else if has_threshold {
        Ok(())
    } else {
        Err(Untestable::NoThreshold)
    }
}

/// Adds what the rules find on an assumption; other kinds are left alone.
pub fn check_assumption(draft: &Suggestion<Draft>, brief: &Brief) -> Report {
    let mut report = Report::default();
    let Body::Assumption(assumption) = &draft.body else { return report };
    match falsifiable(&assumption.statement) {
        Ok(()) => report.add(Check::Falsifiable, Outcome::Pass, "who does what, and how much, is stated"),
        Err(reason) => report.add(Check::Falsifiable, Outcome::Fail, reason.to_string()),
    }
    check_form(assumption, brief, &mut report);
    report
}

/// The statement speaks of its item, in one sentence that can be read aloud.
fn check_form(assumption: &Assumption, brief: &Brief, report: &mut Report) {
    let item: std::collections::BTreeSet<String> =
        text::content_stems(&brief.item.full_text()).into_iter().collect();
    let shared =
        text::content_stems(&assumption.statement).into_iter().filter(|stem| item.contains(stem)).count();
    let words = text::words(&assumption.statement).len();
    if words > 60 {
        report.add(Check::Form, Outcome::Fail, format!("{words} words: too long to be tested as one thing"));
    } else if shared == 0 {
        report.add(Check::Form, Outcome::Fail, "it has no word in common with its item");
    } else {
        let words = if shared == 1 { "one word".to_owned() } else { format!("{shared} words") };
        report.add(Check::Form, Outcome::Pass, format!("{words} in common with the item"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platitudes_fail_and_their_mended_forms_pass() {
        let fails = [
            ("Users want an easy way to show their permit.", Untestable::Platitude),
            ("Security is important to our users.", Untestable::Platitude),
            ("The solution is technically feasible.", Untestable::Platitude),
            ("Stakeholders will support the change.", Untestable::Platitude),
            ("Performance will be acceptable.", Untestable::NoBehaviour),
            ("Desk staff like the ledger of permits on phones.", Untestable::NoThreshold),
            ("Would half of the buyers bring a phone?", Untestable::Question),
        ];
        for (statement, reason) in fails {
            assert_eq!(falsifiable(statement), Err(reason), "{statement}");
        }
        for statement in [
            "At least half of online buyers would bring the permit on a phone only, in the first season.",
            "On a mismatch, 8 of 10 can say from the message alone what happened and what to do next.",
            "In one week, 95 in 100 installs come from an index that publishes a hash.",
            "Desk staff can enter phone permits into their ledger system without one tag number per tree.",
            "Someone keeps the examples true with each release for a year.",
            "People look no less carefully at all unknown packages once the check is on.",
        ] {
            assert_eq!(falsifiable(statement), Ok(()), "{statement}");
        }
    }
}
