//! Gate 3: the five questions asked of a candidate split.
//!
//! Unknown is never pass, and size in days is unknown unless the item gives a
//! time box. Source of the questions: see [`super::split`].

use super::check::Outcome;
use super::craft;
use super::split::{Candidate, Evaluation, Pattern, Slice};
use super::text;
use std::collections::BTreeMap;

/// Answers with one sentence for each that is not a pass.
pub type Answers = (BTreeMap<Evaluation, Outcome>, BTreeMap<Evaluation, String>);

/// Asks E1–E5 of a candidate.
pub fn evaluate(candidate: &Candidate) -> Answers {
    let mut answers = BTreeMap::new();
    let mut why = BTreeMap::new();
    let asked = [
        (Evaluation::E1, equal_size(&candidate.slices)),
        (Evaluation::E2, small_enough(candidate)),
        (Evaluation::E3, invest(&candidate.slices)),
        (Evaluation::E4, droppable(candidate)),
        (Evaluation::E5, obvious_first(candidate)),
    ];
    for (question, (outcome, reason)) in asked {
        answers.insert(question, outcome);
        if outcome != Outcome::Pass {
            why.insert(question, reason);
        }
    }
    (answers, why)
}

/// By parts covered: no slice has more than twice the median.
fn equal_size(slices: &[Slice]) -> (Outcome, String) {
    let mut sizes: Vec<usize> =
        slices.iter().map(|slice| slice.covers.len()).filter(|size| *size > 0).collect();
    if sizes.len() < 2 || sizes.len() < slices.len() {
        return (Outcome::Unknown, "The parts do not tell the sizes apart.".into());
    }
    sizes.sort_unstable();
    let median = sizes[(sizes.len() - 1) / 2];
    let largest = sizes[sizes.len() - 1];
    if largest > median * 2 {
        return (
            Outcome::Fail,
            format!("One slice has {largest} parts where half of them have {median} at most."),
        );
    }
    (Outcome::Pass, String::new())
}

fn small_enough(candidate: &Candidate) -> (Outcome, String) {
    if !candidate.slices.is_empty() && candidate.slices.iter().all(|slice| slice.time_box.is_some()) {
        return (Outcome::Pass, String::new());
    }
    (
        Outcome::Unknown,
        "The item gives neither days nor a time box; the team's usual size would decide it.".into(),
    )
}

/// Every slice has an end that somebody sees, and can be tested.
fn invest(slices: &[Slice]) -> (Outcome, String) {
    for slice in slices {
        let is_spike = !slice.questions.is_empty();
        let words = text::words(&slice.title);
        let joint = words.iter().position(|word| {
            ["in", "of", "for", "to", "from", "with", "on", "my", "the"].contains(&word.as_str())
        });
        let head = &words[..joint.unwrap_or(words.len())];
        let technical = craft::activity_of(&slice.title).is_some()
            || (words.first().is_some_and(|verb| craft::is_making(verb))
                && head.last().is_some_and(|last| craft::is_layer(last)));
        if technical && !is_spike {
            return (Outcome::Fail, format!("“{}” ends in nothing that a user sees.", slice.title));
        }
        if slice.acceptance_criteria.is_empty() {
            return (
                Outcome::Unknown,
                format!("“{}” has no criterion by which it could be tested.", slice.title),
            );
        }
    }
    (Outcome::Pass, String::new())
}

fn droppable(candidate: &Candidate) -> (Outcome, String) {
    if candidate.deprioritise.is_empty() {
        (Outcome::Fail, "Nothing in it can be thrown away or done last.".into())
    } else {
        (Outcome::Pass, String::new())
    }
}

fn obvious_first(candidate: &Candidate) -> (Outcome, String) {
    let Some(first) = candidate.slices.iter().find(|slice| slice.first) else {
        return (Outcome::Fail, "No slice is named as the first.".into());
    };
    if candidate.pattern == Pattern::Spike && !(1..=3).contains(&first.questions.len()) {
        return (Outcome::Fail, "The spike has no questions.".into());
    }
    if candidate.reduced_to.contains("to be chosen") {
        return (Outcome::Unknown, "It depends on which one is chosen; the item names none.".into());
    }
    (Outcome::Pass, String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(title: &str, covers: &[&str], first: bool) -> Slice {
        Slice {
            title: title.into(),
            covers: covers.iter().map(ToString::to_string).collect(),
            acceptance_criteria: vec!["seen".into()],
            first,
            ..Slice::default()
        }
    }

    fn candidate(slices: Vec<Slice>, deprioritise: Vec<usize>) -> Candidate {
        Candidate {
            pattern: Pattern::Operations,
            triggers: Vec::new(),
            core_complexity: String::new(),
            variations: Vec::new(),
            reduced_to: String::new(),
            slices,
            deprioritise,
            evaluation: BTreeMap::new(),
            why_not: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn a_sound_split_passes_all_but_the_size_that_nobody_stated() {
        let sound = candidate(
            vec![slice("See a loan", &["u1"], true), slice("Renew a loan", &["u2"], false)],
            vec![1],
        );
        let (answers, why) = evaluate(&sound);
        let passed: Vec<_> = answers
            .iter()
            .filter(|(_, outcome)| **outcome == Outcome::Pass)
            .map(|(question, _)| *question)
            .collect();
        assert_eq!(passed, [Evaluation::E1, Evaluation::E3, Evaluation::E4, Evaluation::E5]);
        assert_eq!(why.keys().copied().collect::<Vec<_>>(), [Evaluation::E2]);
    }

    #[test]
    fn an_activity_and_nothing_to_drop_fail() {
        let bad = candidate(
            vec![slice("Design the loan screen", &["u1"], true), slice("Renew", &["u2"], false)],
            vec![],
        );
        let (answers, _) = evaluate(&bad);
        assert_eq!((answers[&Evaluation::E3], answers[&Evaluation::E4]), (Outcome::Fail, Outcome::Fail));
    }
}
