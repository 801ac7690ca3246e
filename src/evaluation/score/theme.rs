//! Scores what several interviews are said to have in common.

use super::citation;
use super::metric::Definition;
use super::support::{self, Claim};
use super::wire::{self, Themes, Unreadable};
use super::{Bench, Figure};
use crate::domain::theme::Theme;
use crate::evaluation::measure::matching::{Counts, match_one_to_one};
use crate::evaluation::measure::spans::intersection_over_union;
use crate::evaluation::suite::{GoldTheme, Task, ThemesCase};
use serde_json::Value;
use std::collections::BTreeSet;

/// A theme must share this much of its interviews with the gold.
const SAME_PEOPLE: f64 = 0.5;
/// Labels are short and worded freely: this much alike is enough beside the same people.
const SAME_LABEL: f64 = 0.15;

const ON: &[Task] = &[Task::Themes];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("theme.precision", ON, 0.5).of_shares(),
    Definition::higher("theme.recall", ON, 0.5).of_shares(),
    Definition::higher("theme.f1", ON, 0.5),
    Definition::higher("theme.participants_f1", ON, 0.7),
    Definition::higher("theme.anomaly_recall", ON, 0.5).of_shares(),
];

pub(super) fn score(gold: &ThemesCase, bench: &Bench<'_>, output: &Value) -> Result<Vec<Figure>, Unreadable> {
    let said: Themes = wire::read(output)?;
    let similarity: Vec<Vec<f64>> = said
        .themes
        .iter()
        .map(|theme| gold.themes.iter().map(|expected| similarity(theme, expected, bench)).collect())
        .collect();
    let matching = match_one_to_one(&similarity, gold.themes.len(), SAME_LABEL);
    let mut figures = Figure::of_counts(["theme.precision", "theme.recall", "theme.f1"], matching.counts);
    let mut people = Counts::default();
    for &(row, column) in &matching.pairs {
        let (ours, theirs) = (people_of(&said.themes[row], bench), people_in(&gold.themes[column]));
        people.matched += ours.intersection(&theirs).count();
        people.predicted += ours.len();
        people.gold += theirs.len();
    }
    figures.extend(Figure::share(
        "theme.participants_f1",
        2 * people.matched,
        people.predicted + people.gold,
    ));
    let cited = support::cited(&said.anomalies, bench);
    let found =
        gold.anomalies.iter().filter(|anomaly| !support::expected([*anomaly], bench).is_disjoint(&cited));
    figures.extend(Figure::share("theme.anomaly_recall", found.count(), gold.anomalies.len()));
    let quotes: Vec<_> = said
        .themes
        .iter()
        .flat_map(|theme| theme.quotes.iter().chain(&theme.against))
        .chain(&said.anomalies)
        .collect();
    figures.extend(citation::score(&quotes, bench));
    figures.extend(citation::per_claim(said.themes.iter().map(|theme| theme.quotes.iter().collect()), bench));
    let claims: Vec<Claim> = said
        .themes
        .iter()
        .map(|theme| Claim {
            text: &theme.label,
            quotes: theme.quotes.iter().collect(),
            participants: Some(theme.participants.len()),
        })
        .collect();
    figures.extend(support::alarms(&claims, bench));
    Ok(figures)
}

/// How alike the labels are, if enough of the people are the same; else 0.
fn similarity(theme: &Theme, expected: &GoldTheme, bench: &Bench<'_>) -> f64 {
    let same = intersection_over_union(&people_of(theme, bench), &people_in(expected));
    if same >= SAME_PEOPLE { bench.lexicon.similarity(&theme.label, &expected.name) } else { 0.0 }
}

fn people_of<'a>(theme: &'a Theme, bench: &'a Bench<'_>) -> BTreeSet<&'a str> {
    theme.participants.iter().map(|person| bench.interview_id(person).unwrap_or(person)).collect()
}

fn people_in(expected: &GoldTheme) -> BTreeSet<&str> {
    expected.interviews.iter().map(String::as_str).collect()
}
