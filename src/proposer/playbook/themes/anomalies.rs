//! What only one person says and nobody should miss: odd, costly, done and not merely thought.

use super::super::snapshot::{costs, feels, goes_around, is_odd};
use super::{Group, Point};
use crate::domain::evidence::Quote;
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::cosine;
use std::collections::{BTreeMap, BTreeSet};

/// Anomalies that are shown, in all and of one person.
const MOST: usize = 6;
const MOST_OF_ONE: usize = 2;
/// Weight from which what was paid or lost matters by itself.
const HEAVY: f64 = 1.8;
/// Likeness to the middle of a theme from which a sentence is near it.
const NEAR: f64 = 0.55;
/// Weight from which a sentence is an anomaly.
const LEAST: f64 = 1.1;
/// Words without which a deed is not told yet: "I bought new tickets".
const FEWEST_WORDS: usize = 6;

/// Deeds and ways around far from every theme, the strangest first.
pub(super) fn anomalies(points: &[Point], middles: &[Vec<f32>], themes: &[Group]) -> Vec<Quote> {
    let in_a_theme: BTreeSet<usize> = themes.iter().flat_map(|theme| theme.members.iter().copied()).collect();
    let mut ranked: Vec<(f64, &Point)> = points
        .iter()
        .enumerate()
        .filter(|(at, point)| {
            !in_a_theme.contains(at)
                && is_told(point)
                && middles.iter().all(|middle| cosine(middle, &point.vector) < NEAR)
        })
        .map(|(_, point)| (strangeness(point), point))
        .filter(|(strange, _)| *strange >= LEAST)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut shown: Vec<&Quote> = Vec::new();
    ranked.retain(|(_, point)| {
        let is_new = !shown.iter().any(|one| one.overlaps(&point.quote));
        shown.extend(is_new.then_some(&point.quote));
        is_new
    });
    let mut of_one: BTreeMap<&str, usize> = BTreeMap::new();
    ranked.retain(|(_, point)| {
        let count = of_one.entry(point.person()).or_default();
        *count += 1;
        *count <= MOST_OF_ONE
    });
    ranked.into_iter().take(MOST).map(|(_, point)| point.quote.clone()).collect()
}

/// A deed or a way around in enough words, that is odd, gets around something, or hurts and costs.
fn is_told(point: &Point) -> bool {
    let words = point.quote.text.as_str();
    let is_done = point.said.excerpt.quote.strength <= Strength::Workaround
        || (goes_around(words) && point.said.excerpt.quote.strength != Strength::Hypothetical);
    let is_far_out = is_odd(words) || goes_around(words) || (costs(words) && point.weight >= HEAVY);
    is_done && is_far_out && text::words(words).len() >= FEWEST_WORDS
}

fn strangeness(point: &Point) -> f64 {
    let words = point.quote.text.as_str();
    let marks: [(bool, f64); 5] = [
        (is_odd(words), 0.9),
        (goes_around(words), 0.8),
        (costs(words), 0.4),
        (feels(words), 0.3),
        (point.said.is_echoed, 0.5),
    ];
    marks.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<f64>() + 0.2 * point.weight
}
