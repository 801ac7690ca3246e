//! The words of the craft as a person reads them: one name for each id.

use crate::domain::assumption::{AssumptionKind, Certainty, Importance};
use crate::domain::check::{Check, Outcome};
use crate::domain::interview::Strength;
use crate::domain::split::{BadSplit, Evaluation, Pattern};
use crate::domain::suggestion::Kind;
use serde::Serialize;

/// The word for a kind, and its picture.
pub(crate) fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Split => ("Split", "split"),
        Kind::Assumption => ("Assumption", "assume"),
        Kind::Question => ("Question", "ask"),
        Kind::Snapshot => ("Interview on one page", "snap"),
        Kind::Theme => ("Theme", "insight"),
        Kind::Duplicate => ("Possible duplicate", "dup"),
    }
}

/// What an assumption is about.
pub(crate) fn assumption_kind(kind: AssumptionKind) -> &'static str {
    match kind {
        AssumptionKind::Desirability => "Desirability",
        AssumptionKind::Usability => "Usability",
        AssumptionKind::Feasibility => "Feasibility",
        AssumptionKind::Viability => "Viability",
        AssumptionKind::Organisational => "Organisational",
        AssumptionKind::Ethical => "Ethical",
    }
}

/// How much hangs on an assumption.
pub(crate) fn importance(importance: Importance) -> &'static str {
    match importance {
        Importance::High => "high",
        Importance::Medium => "medium",
        Importance::Low => "low",
    }
}

/// What the evidence allows one to believe.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::None => "no evidence",
        Certainty::Weak => "little evidence",
        Certainty::Medium => "some evidence",
        Certainty::Strong => "strong evidence",
    }
}

/// How much a quote proves: the word, and bars of five.
pub(crate) fn strength(strength: Strength) -> (&'static str, u8) {
    match strength {
        Strength::PastBehaviour => ("One real occasion", 5),
        Strength::Workaround => ("Workaround", 4),
        Strength::StatedProblem => ("Stated problem", 3),
        Strength::Opinion => ("Opinion", 2),
        Strength::Hypothetical => ("What if", 1),
        Strength::Compliment => ("Compliment", 0),
    }
}

/// A named move, and what it does in one sentence.
pub(crate) fn pattern(pattern: Pattern) -> (&'static str, &'static str) {
    match pattern {
        Pattern::WorkflowSteps => {
            ("Workflow steps", "Beginning and end of the way first, what lies between later.")
        }
        Pattern::Operations => ("Operations", "One thing that is done with it at a time."),
        Pattern::BusinessRules => ("Business rules", "Some of the rules first, the others later."),
        Pattern::DataVariations => ("Data variations", "One kind first, the other kinds later."),
        Pattern::InterfaceVariations => {
            ("Interface variations", "One simple way in or out first, the others later.")
        }
        Pattern::MajorEffort => ("Major effort first", "The first of several alike pays for the rest."),
        Pattern::SimpleComplex => ("Simple, then complex", "The simple core first, each variation later."),
        Pattern::DeferPerformance => {
            ("Complete first, fast later", "Make it work, then make it as good as it has to be.")
        }
        Pattern::Spike => ("Spike", "Too little is known to cut it: answer the questions first."),
    }
}

/// A question of the five, in a few words.
pub(crate) fn evaluation(question: Evaluation) -> &'static str {
    match question {
        Evaluation::E1 => "Equal size",
        Evaluation::E2 => "Small enough",
        Evaluation::E3 => "Each one is worth having",
        Evaluation::E4 => "Something can go",
        Evaluation::E5 => "A clear first slice",
    }
}

/// A bad split: its name, and what is so and what to do in one sentence.
pub(crate) fn bad_split(code: BadSplit) -> (&'static str, &'static str) {
    match code {
        BadSplit::Horizontal => (
            "Cut by technical layer",
            "Nothing can be used until the last layer is there; cut through all layers, thinner.",
        ),
        BadSplit::ByTask => (
            "Cut by kind of work",
            "Designing or testing alone is worth nothing to anyone; give each slice all of its work.",
        ),
        BadSplit::ByStage => (
            "Cut by stage",
            "One step at a time shows nothing before the end; take the shortest way through all steps first.",
        ),
        BadSplit::ByComponent => (
            "Cut by system or team",
            "Nothing can be used until the last part is there; cut by what somebody can do with it.",
        ),
        BadSplit::NoPattern => {
            ("Cut without a reason", "“Part 1” says nothing; name what the slice is able to do.")
        }
        BadSplit::BadSpike => (
            "A spike without a question or a time limit",
            "Say which one to three questions it answers, and by when.",
        ),
        BadSplit::WorthlessFirst => {
            ("The first slice is worth nothing by itself", "Begin with something that one person would use.")
        }
        BadSplit::InventedScope => (
            "Adds something nobody asked for",
            "Neither the item nor an interview speaks of it; take it out, or ask first.",
        ),
        BadSplit::LostScope => {
            ("Leaves out a part of the item", "Put it into a slice, or say aloud that it is dropped.")
        }
        BadSplit::NotAStory => {
            ("No story yet", "No one gains anything from it as written; say who gains what.")
        }
        BadSplit::OverEnumerated => (
            "Too many slices for what is known",
            "The next two are enough; the rest comes when you know more.",
        ),
    }
}

/// What a check looked at.
pub(crate) fn check(check: Check) -> &'static str {
    match check {
        Check::QuotesProved => "Quotes, word for word",
        Check::NoInventedScope => "Nothing added",
        Check::NoLostScope => "Nothing lost",
        Check::Gate1 => "A story at all",
        Check::Gate2 => "More than one way",
        Check::BadSplit => "No bad split",
        Check::Figures => "Numbers",
        Check::Form => "Wording",
        Check::NotDuplicate => "Not said before",
        Check::Ledger => "Not rejected before",
        Check::Falsifiable => "Can be proved wrong",
        Check::Injection => "Repeats no instruction of a source",
        Check::Language => "Language",
        Check::Phase => "Room for it now",
    }
}

/// An outcome: the class of its colour, its picture, its word.
pub(crate) fn outcome(outcome: Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Pass => ("pass", "ok", "Holds"),
        Outcome::Fail => ("fail", "no", "Does not hold"),
        Outcome::Unknown => ("unknown", "unk", "Not known"),
        Outcome::NotApplicable => ("unknown", "unk", "Does not apply"),
    }
}

/// A reason of the picker.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Reason {
    /// The id of its code.
    pub(crate) code: &'static str,
    /// The words beside the button.
    pub(crate) words: &'static str,
}

const fn reason(code: &'static str, words: &'static str) -> Reason {
    Reason { code, words }
}

/// Reasons for saying that it is wrong.
pub(crate) const WRONG: [Reason; 4] = [
    reason("not_supported", "The evidence does not say this"),
    reason("unclear", "Too vague to act on or to test"),
    reason("wrong_split", "Wrong cut or wrong size"),
    reason("wrong_fact", "It adds something nobody asked for, or is not so"),
];

/// Reasons for saying that it is right and not for us.
pub(crate) const NOT_FOR_US: [Reason; 4] = [
    reason("already_done", "We already have it or know it"),
    reason("out_of_scope", "Not our customer or not our goal"),
    reason("not_valuable", "Nobody would miss it"),
    reason("other", "Another reason"),
];

/// Small numbers inside a sentence.
pub(crate) fn number(count: usize) -> String {
    const WORDS: [&str; 10] = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), ToString::to_string)
}

/// A count with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::decision::RejectCode;

    #[test]
    fn every_reason_of_the_picker_is_a_code() {
        for reason in WRONG.iter().chain(&NOT_FOR_US) {
            assert!(RejectCode::parse(reason.code).is_some(), "{}", reason.code);
        }
    }
}
