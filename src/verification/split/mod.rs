//! Checks of a split: no scope lost or invented, gates asked, bad splits named.

mod groundwork;
mod lint;
mod scope;
mod signs;
mod stages;

pub use lint::{SplitFinding, lint_split};
pub use scope::{invented_words, lost_units};

use crate::domain::check::{Check, Outcome, Report};
use crate::domain::split::{Candidate, Split, Verdict};
use crate::domain::story::Language;
use crate::domain::suggestion::{Body, Draft, Suggestion};
use crate::proposer::{Brief, Heard};

/// Checks a split draft; the quote gate is asked elsewhere.
///
/// A draft of another kind gets an empty report.
pub fn check_split(draft: &Suggestion<Draft>, brief: &Brief, _heard: &Heard) -> Report {
    let mut report = Report::default();
    let Body::Split(split) = &draft.body else { return report };
    let whole = brief.item.full_text();
    let is_english = Language::detect(&whole) == Language::English;
    let language = if is_english { Outcome::Pass } else { Outcome::NotApplicable };
    report.add(
        Check::Language,
        language,
        if is_english { "English" } else { "the rules of the playbook are for English" },
    );
    report.add(Check::Gate1, gate_one(split), split.reason.clone());
    if split.verdict != Verdict::Split {
        for check in [Check::NoInventedScope, Check::NoLostScope, Check::Gate2, Check::BadSplit] {
            report.add(check, Outcome::NotApplicable, "there are no slices");
        }
        return report;
    }
    let sources = scope::sources(brief, draft);
    check_invention(split, &sources, &mut report);
    check_loss(split, &mut report);
    check_patterns(split, &mut report);
    check_bad_splits(split, brief, &mut report);
    report
}

fn gate_one(split: &Split) -> Outcome {
    if split.verdict == Verdict::Unknown { Outcome::Unknown } else { Outcome::Pass }
}

fn check_invention(split: &Split, sources: &scope::Vocabulary, report: &mut Report) {
    let mut invented = Vec::new();
    for slice in split.candidates.iter().flat_map(|candidate| &candidate.slices) {
        for word in invented_words(slice, sources) {
            if !invented.contains(&word) {
                invented.push(word);
            }
        }
    }
    if invented.is_empty() {
        report.add(
            Check::NoInventedScope,
            Outcome::Pass,
            "every noun stands in the item, its neighbours or a quote",
        );
    } else {
        let detail = format!("neither the item nor a quote has: {}", invented.join(", "));
        report.add(Check::NoInventedScope, Outcome::Fail, detail);
    }
}

fn check_loss(split: &Split, report: &mut Report) {
    let lost: Vec<String> =
        split.candidates.iter().flat_map(|candidate| lost_units(candidate, split)).collect();
    match lost.first() {
        None if split.candidates.is_empty() => {
            report.add(Check::NoLostScope, Outcome::Unknown, "there are no candidates");
        }
        None => report.add(Check::NoLostScope, Outcome::Pass, "every part is in a slice or dropped aloud"),
        Some(_) => report.add(
            Check::NoLostScope,
            Outcome::Fail,
            format!("in no slice and not dropped: {}", lost.join("; ")),
        ),
    }
}

fn check_patterns(split: &Split, report: &mut Report) {
    let mut patterns: Vec<_> = split.candidates.iter().map(|candidate| candidate.pattern).collect();
    patterns.dedup();
    let (outcome, detail) = match patterns.len() {
        0 => (Outcome::Fail, "no pattern was named"),
        1 => (Outcome::Unknown, "no second pattern gave a different first slice"),
        _ => (Outcome::Pass, "candidates by different patterns"),
    };
    report.add(Check::Gate2, outcome, detail);
}

fn check_bad_splits(split: &Split, brief: &Brief, report: &mut Report) {
    let record = &brief.item.record;
    let found = split.candidates.first().map_or_else(Vec::new, |best: &Candidate| {
        lint_split(&record.title, Some(&record.text), &best.slices, Some(best.pattern))
    });
    match found.first() {
        None => report.add(Check::BadSplit, Outcome::Pass, "none of the eleven bad splits"),
        Some(finding) => {
            report.add(Check::BadSplit, Outcome::Fail, format!("{}: {}", finding.code.id(), finding.message));
        }
    }
}
