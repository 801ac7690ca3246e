//! The label of a theme: the plainest of its participants' own lines.

use super::super::snapshot::{is_elliptic, is_general, points_back};
use super::points::names_a_number;
use super::{Group, Point};
use crate::domain::text;
use crate::llm::cosine;
use std::collections::BTreeMap;

/// Content words that a label has at least.
const FEWEST_STEMS: usize = 3;
/// Words that a label has best.
const BEST: std::ops::RangeInclusive<usize> = 4..=14;

/// The line nearest to the middle that stands alone, short before long, and says what most of
/// the theme's people say; one of those whose quotes are shown, so that the label is proved.
pub(super) fn label_of(group: &Group, middle: &[f32], points: &[Point], shown: &[&Point]) -> String {
    let mut said_by: BTreeMap<&str, std::collections::BTreeSet<&str>> = BTreeMap::new();
    for at in &group.members {
        for stem in &points[*at].said.excerpt.stems {
            said_by.entry(stem).or_default().insert(points[*at].person());
        }
    }
    let shared = |point: &Point| {
        let stems = &point.said.excerpt.stems;
        let common = stems.iter().filter(|stem| said_by.get(stem.as_str()).is_some_and(|by| by.len() > 1));
        common.count() as f64 / stems.len().max(1) as f64
    };
    let plain = |point: &Point| {
        let words = text::words(&point.line);
        let length = if BEST.contains(&words.len()) { 0.15 } else { 0.0 };
        let leans = words.first().is_some_and(|first| {
            ["it", "it's", "that", "that's", "this", "they", "he", "she", "which", "then"]
                .contains(&first.as_str())
        });
        let marks: [(bool, f64); 7] = [
            (is_general(&point.line), 0.2),
            (is_elliptic(&point.line), -0.5),
            (point.said.excerpt.stems.len() < FEWEST_STEMS, -0.3),
            (names_a_number(&point.line), -0.15),
            (points_back(&point.line), -0.2),
            (words.first().is_some_and(|first| first.ends_with("ing")) || point.line.ends_with('…'), -0.3),
            (words.iter().any(|word| ["he", "she", "says", "said"].contains(&word.as_str())), -0.2),
        ];
        let length = length + marks.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<f64>();
        let hurts = 0.15 * point.weight.min(2.0);
        cosine(middle, &point.vector) + length + hurts + 0.2 * shared(point) - if leans { 0.2 } else { 0.0 }
    };
    let best =
        shown.iter().copied().max_by(|a, b| plain(a).total_cmp(&plain(b)).then_with(|| b.line.cmp(&a.line)));
    best.map_or_else(String::new, |point| point.line.clone())
}
