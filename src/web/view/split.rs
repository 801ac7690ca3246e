//! A split: the parts of the item, and the ways to cut it side by side.

use super::receipt::{CheckView, sentence};
use super::{url, words};
use crate::domain::check::Outcome;
use crate::domain::phase::HELD;
use crate::domain::split::{Candidate, Evaluation, Pattern, Slice, Split, Verdict};
use serde::Serialize;

/// The letters that name the ways.
const LETTERS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// The letter of a way, by its 0-based index.
pub(crate) fn letter(index: usize) -> &'static str {
    LETTERS.get(index).copied().unwrap_or_default()
}

/// A split as a page shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SplitView {
    heading: String,
    instead: Vec<String>,
    merge_with: Vec<Link>,
    parts: Vec<Part>,
    dropped: Vec<DroppedPart>,
    pub(crate) ways: Vec<WayView>,
}

/// A link to an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Link {
    pub(crate) url: String,
    pub(crate) words: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Part {
    number: usize,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DroppedPart {
    number: usize,
    text: String,
    why: String,
}

/// One way to cut it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct WayView {
    letter: &'static str,
    /// The number by which it is accepted, from 1.
    number: usize,
    pattern: &'static str,
    move_in_words: &'static str,
    core: String,
    variations: String,
    /// Slices that the phase has no room for yet, by their titles.
    held: Vec<String>,
    reduced_to: String,
    slices: Vec<SliceView>,
    questions: Vec<CheckView>,
    warnings: Vec<WarningView>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SliceView {
    title: String,
    narrative: String,
    criteria: Vec<String>,
    parts: Vec<usize>,
    first: bool,
    drop: bool,
    questions: Vec<String>,
    time_box: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct WarningView {
    name: &'static str,
    sentence: &'static str,
}

impl SplitView {
    pub(crate) fn of(split: &Split) -> Self {
        let parts = (1..).zip(&split.units);
        Self {
            heading: heading(split),
            instead: split.instead.iter().map(|text| sentence(text)).collect(),
            merge_with: split
                .merge_with
                .iter()
                .map(|key| Link { url: url::item(key), words: key.clone() })
                .collect(),
            parts: parts.map(|(number, unit)| Part { number, text: unit.text.clone() }).collect(),
            dropped: split
                .dropped
                .iter()
                .map(|dropped| DroppedPart::of(&dropped.unit, &dropped.why, split))
                .collect(),
            ways: split
                .candidates
                .iter()
                .zip(LETTERS)
                .enumerate()
                .map(|(index, (candidate, letter))| WayView::of(candidate, letter, index + 1, split))
                .collect(),
        }
    }

    /// How many bad splits the ways touch.
    pub(crate) fn warnings(&self) -> usize {
        self.ways.iter().map(|way| way.warnings.len()).sum()
    }
}

/// What a split comes to, in one line.
pub(crate) fn heading(split: &Split) -> String {
    match (split.verdict, split.candidates.len()) {
        (Verdict::Refuse, _) => "Do not split it".into(),
        (Verdict::Small, _) => "It is small enough as it is".into(),
        (Verdict::Unknown, _) | (Verdict::Split, 0) => "How to cut it is not known yet".into(),
        (Verdict::Split, 1) => "One way to split it".into(),
        (Verdict::Split, ways) => format!("{} ways to split it", words::number(ways)),
    }
}

/// The same with the moves that it makes, for a list.
pub(crate) fn headline(split: &Split) -> String {
    let named = |pattern: Pattern| words::pattern(pattern).0.to_lowercase();
    let moves: Vec<String> = split.candidates.iter().map(|candidate| named(candidate.pattern)).collect();
    match split.verdict {
        Verdict::Split if !moves.is_empty() => format!("{}: {}", heading(split), moves.join(", or ")),
        Verdict::Refuse if !split.merge_with.is_empty() => {
            format!("{}; join it with {}", heading(split), split.merge_with.join(" or "))
        }
        _ => heading(split),
    }
}

/// The number of a part, from 1.
fn number_of(unit: &str, split: &Split) -> Option<usize> {
    split.units.iter().position(|one| one.id == unit).map(|index| index + 1)
}

impl DroppedPart {
    fn of(unit: &str, why: &str, split: &Split) -> Self {
        let number = number_of(unit, split).unwrap_or_default();
        let part = split.units.iter().find(|one| one.id == unit);
        let text = part.map_or_else(|| unit.to_owned(), |part| part.text.clone());
        Self { number, text, why: sentence(why) }
    }
}

impl WayView {
    fn of(candidate: &Candidate, letter: &'static str, number: usize, split: &Split) -> Self {
        let (pattern, move_in_words) = words::pattern(candidate.pattern);
        let slices = candidate.slices.iter().enumerate();
        let (held, own): (Vec<&String>, Vec<&String>) =
            candidate.variations.iter().partition(|line| line.starts_with(HELD));
        Self {
            letter,
            number,
            pattern,
            move_in_words,
            core: candidate.core_complexity.clone(),
            variations: own.into_iter().map(String::as_str).collect::<Vec<_>>().join(", "),
            held: held.into_iter().map(|line| line[HELD.len()..].to_owned()).collect(),
            reduced_to: candidate.reduced_to.clone(),
            slices: slices
                .map(|(index, slice)| SliceView::of(slice, candidate.deprioritise.contains(&index), split))
                .collect(),
            questions: questions(candidate),
            warnings: candidate
                .warnings
                .iter()
                .map(|code| words::bad_split(*code))
                .map(|(name, sentence)| WarningView { name, sentence })
                .collect(),
        }
    }
}

impl SliceView {
    fn of(slice: &Slice, drop: bool, split: &Split) -> Self {
        Self {
            title: slice.title.clone(),
            narrative: slice.narrative.clone().unwrap_or_default(),
            criteria: slice.acceptance_criteria.clone(),
            parts: slice.covers.iter().filter_map(|unit| number_of(unit, split)).collect(),
            first: slice.first,
            drop,
            questions: slice.questions.clone(),
            time_box: slice.time_box.clone().unwrap_or_default(),
        }
    }
}

/// All five questions; one that was not asked is not known.
fn questions(candidate: &Candidate) -> Vec<CheckView> {
    let all = [Evaluation::E1, Evaluation::E2, Evaluation::E3, Evaluation::E4, Evaluation::E5];
    all.into_iter()
        .map(|question| {
            let outcome = candidate.evaluation.get(&question).copied().unwrap_or(Outcome::Unknown);
            let why = candidate.why_not.get(&question).map_or_else(String::new, |why| sentence(why));
            CheckView::new(outcome, words::evaluation(question), why)
        })
        .collect()
}
