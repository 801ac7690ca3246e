//! Scores the form of the stories in a split. Form can veto and never win, so nothing here is a gate.

use super::Figure;
use super::metric::Definition;
use crate::domain::form::StoryRule;
use crate::domain::split::Slice;
use crate::evaluation::suite::Task;
use std::collections::BTreeSet;

const ON: &[Task] = &[Task::Split];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("story.well_formed", ON, 1.0).of_shares(),
    Definition::higher("story.has_ends", ON, 1.0).of_shares(),
    Definition::higher("story.atomic", ON, 1.0).of_shares(),
    Definition::higher("story.minimal", ON, 1.0).of_shares(),
    Definition::higher("story.length", ON, 1.0).of_shares(),
    Definition::higher("story.unambiguous", ON, 1.0).of_shares(),
    Definition::higher("story.problem_oriented", ON, 1.0).of_shares(),
    Definition::higher("story.ends_beyond_means", ON, 1.0).of_shares(),
    Definition::higher("story.unique", ON, 1.0).of_shares(),
];

fn metric_of(rule: StoryRule) -> &'static str {
    match rule {
        StoryRule::WellFormed => "story.well_formed",
        StoryRule::HasEnds => "story.has_ends",
        StoryRule::Atomic => "story.atomic",
        StoryRule::Minimal => "story.minimal",
        StoryRule::Length => "story.length",
        StoryRule::Unambiguous => "story.unambiguous",
        StoryRule::ProblemOriented => "story.problem_oriented",
        StoryRule::EndsBeyondMeans => "story.ends_beyond_means",
    }
}

/// Figures of the slices that are written as stories.
pub(super) fn score(slices: &[Slice]) -> Vec<Figure> {
    let stories: Vec<&str> = slices.iter().filter_map(|slice| slice.narrative.as_deref()).collect();
    let of_rule = |rule: StoryRule| {
        let judged: Vec<bool> = stories.iter().filter_map(|story| rule.is_met(story)).collect();
        Figure::share(metric_of(rule), judged.iter().filter(|met| **met).count(), judged.len())
    };
    let distinct: BTreeSet<&str> = stories.iter().copied().collect();
    StoryRule::ALL
        .into_iter()
        .filter_map(of_rule)
        .chain(Figure::share("story.unique", distinct.len(), stories.len()))
        .collect()
}
