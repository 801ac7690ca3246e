//! What is wrong with slices, told from their words and the parent's.

use crate::domain::craft;
use crate::domain::item::ItemRecord;
use crate::domain::split::{Candidate, Pattern, Slice, Split};
use crate::domain::text::{content_stems, stem, words};
use crate::evaluation::measure::similarity::{containment, jaccard, stems};
use std::collections::BTreeSet;

/// Share of a unit's stems that a slice must have to cover it.
const COVERS: f64 = 0.5;
/// Share of a slice's own stems that must come from somewhere.
const GROUNDED: f64 = 0.5;
/// A title this near to a criterion is the criterion.
const COPY: f64 = 0.9;
/// A slice with more of the units than this is "everything else".
const CATCHES: f64 = 0.6;

/// The item that is split, and what its slices may be made of.
pub(super) struct Parent<'a> {
    /// Acceptance criteria, else the slices of the gold.
    pub(super) units: &'a [String],
    /// Stems of title, text and criteria.
    pub(super) content: Vec<String>,
    criteria: &'a [String],
    title: BTreeSet<String>,
    known: BTreeSet<String>,
    words: usize,
}

impl<'a> Parent<'a> {
    pub(super) fn new(item: &'a ItemRecord, gold: &'a [String]) -> Self {
        let text = format!("{}\n{}\n{}", item.title, item.text, item.criteria.join("\n"));
        let known = stems(&text).into_iter().chain(gold.iter().flat_map(|slice| stems(slice))).collect();
        Self {
            units: if item.criteria.is_empty() { gold } else { &item.criteria },
            content: content_stems(&text),
            criteria: &item.criteria,
            title: stems(&item.title),
            known,
            words: words(&text).len(),
        }
    }

    /// Whether a slice says that it covers a criterion.
    fn claims(&self, split: &Split, slice: &Slice, at: usize) -> bool {
        let field = format!("criteria[{at}]");
        !self.criteria.is_empty()
            && split.units.iter().any(|unit| unit.field == field && slice.covers.contains(&unit.id))
    }

    /// Whether a slice has enough of a unit's own words.
    fn repeats(&self, slice: &Slice, at: usize) -> bool {
        containment(&self.own_stems(at), &stems(&everything_of(slice))) >= COVERS
    }

    /// The stems that tell a unit from the title, which every slice repeats; all if none does.
    fn own_stems(&self, at: usize) -> BTreeSet<String> {
        let all = stems(&self.units[at]);
        let own: BTreeSet<String> = all.difference(&self.title).cloned().collect();
        if own.is_empty() { all } else { own }
    }

    /// How many units some slice covers, by its word or by its words.
    pub(super) fn covered(&self, split: &Split, slices: &[Slice]) -> usize {
        let covers = |slice: &Slice, at| self.claims(split, slice, at) || self.repeats(slice, at);
        (0..self.units.len()).filter(|at| slices.iter().any(|slice| covers(slice, *at))).count()
    }

    /// Whether one of several slices takes most units.
    pub(super) fn has_catch_all(&self, split: &Split, slices: &[Slice]) -> bool {
        let most = CATCHES * self.units.len() as f64;
        let takes = |slice: &Slice| {
            let says = !slice.covers.is_empty();
            let covers =
                |at: &usize| if says { self.claims(split, slice, *at) } else { self.repeats(slice, *at) };
            (0..self.units.len()).filter(covers).count()
        };
        let rest = |slice: &Slice| {
            let lower = slice.title.to_lowercase();
            ["everything else", "the rest", "remaining"].iter().any(|mark| lower.contains(mark))
        };
        let is_spike = |slice: &Slice| !slice.questions.is_empty();
        let greedy =
            self.units.len() > 2 && slices.iter().any(|slice| !is_spike(slice) && takes(slice) as f64 > most);
        slices.len() > 1 && (greedy || slices.iter().any(rest))
    }

    /// Whether most of a slice is in neither the parent nor the gold, or it brings a favourite addition.
    pub(super) fn is_extraneous(&self, slice: &Slice) -> bool {
        let text = text_of(slice);
        let own: Vec<String> = words(&text).into_iter().filter(|word| !craft::is_neutral(word)).collect();
        let added = |word: &String| !self.known.contains(&stem(word));
        let plated = own.iter().any(|word| craft::is_gold_plating(word) && added(word));
        let grounded = own.iter().filter(|word| !added(word)).count() as f64;
        plated || grounded < GROUNDED * own.len() as f64
    }

    /// Whether a slice is an activity of the team, or ends in a layer that the parent does not speak of.
    pub(super) fn is_layer(&self, slice: &Slice) -> bool {
        let layered = |word: &String| craft::is_layer(word) && !self.known.contains(&stem(word));
        slice.questions.is_empty()
            && (craft::activity_of(&slice.title).is_some() || words(&slice.title).iter().any(layered))
    }

    /// Whether every slice is a criterion of the parent, word for word or nearly.
    pub(super) fn is_copied(&self, slices: &[Slice]) -> bool {
        let copy = |slice: &Slice| {
            let title = stems(&slice.title);
            self.criteria.iter().any(|criterion| jaccard(&title, &stems(criterion)) > COPY)
        };
        slices.len() > 1 && slices.iter().all(copy)
    }

    /// Whether a slice has fewer words and criteria than the parent.
    pub(super) fn is_smaller(&self, slice: &Slice) -> bool {
        let fewer = self.criteria.is_empty() || slice.acceptance_criteria.len() < self.criteria.len();
        fewer && words(&everything_of(slice)).len() < self.words
    }
}

/// Title and story of a slice; once where both are the same.
pub(super) fn text_of(slice: &Slice) -> String {
    match &slice.narrative {
        Some(narrative) if *narrative != slice.title => format!("{} {narrative}", slice.title),
        _ => slice.title.clone(),
    }
}

fn everything_of(slice: &Slice) -> String {
    format!("{} {}", text_of(slice), slice.acceptance_criteria.join(" "))
}

/// Two titles that are equal but for a layer.
pub(super) fn differ_by_a_layer(slices: &[Slice]) -> bool {
    differ_by(slices, &|word| craft::is_built_thing(word) || craft::is_making(word))
}

/// Two titles that are equal but for a number.
pub(super) fn differ_by_a_number(slices: &[Slice]) -> bool {
    const COUNTING: [&str; 12] = [
        "part",
        "phase",
        "step",
        "stage",
        "iteration",
        "one",
        "two",
        "three",
        "first",
        "second",
        "third",
        "rest",
    ];
    differ_by(slices, &|word| COUNTING.contains(&word) || word.chars().all(|c| c.is_ascii_digit()))
}

fn differ_by(slices: &[Slice], varies: &dyn Fn(&str) -> bool) -> bool {
    let reduced: Vec<(BTreeSet<String>, bool)> = slices
        .iter()
        .map(|slice| {
            let all = words(&slice.title);
            let kept = all.iter().filter(|word| !varies(word) && !craft::is_neutral(word)).cloned().collect();
            (kept, all.iter().any(|word| varies(word)))
        })
        .collect();
    reduced.iter().enumerate().any(|(at, (words, varied))| {
        let twin = |other: &(BTreeSet<String>, bool)| other.1 && other.0 == *words;
        *varied && reduced[at + 1..].iter().any(twin)
    })
}

/// Whether the slices show the pattern that is named; none where words cannot tell.
pub(super) fn shows_its_pattern(candidate: &Candidate) -> Option<bool> {
    let slices = &candidate.slices;
    match candidate.pattern {
        Pattern::Operations | Pattern::WorkflowSteps => {
            let verbs: BTreeSet<String> =
                slices.iter().filter_map(|slice| words(&slice.title).into_iter().next()).collect();
            Some(slices.len() > 1 && verbs.len() > 1)
        }
        Pattern::Spike => {
            let sound = |slice: &Slice| (1..=3).contains(&slice.questions.len()) && slice.time_box.is_some();
            Some(slices.iter().any(sound))
        }
        _ => None,
    }
}
