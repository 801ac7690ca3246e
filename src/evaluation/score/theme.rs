//! Scores what several interviews are said to have in common.

use super::citation;
use super::meaning::Texts;
use super::metric::Definition;
use super::support::{self, Claim, Turns};
use super::wire::{self, Understood, Unreadable};
use super::{Bench, Figure};
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::{ItemPassage, Quote};
use crate::domain::theme::Theme;
use crate::evaluation::measure::matching::{Counts, match_one_to_one};
use crate::evaluation::measure::spans::intersection_over_union;
use crate::evaluation::suite::{Evidence, GoldTheme, Task, ThemesCase};
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
    Definition::higher("theme.minority", ON, 0.5).of_shares(),
    Definition::higher("theme.speaker_coverage", ON, 0.9).of_shares(),
    Definition::higher("theme.contradiction_proved", ON, 1.0).of_shares(),
];

pub(super) fn score(gold: &ThemesCase, bench: &Bench<'_>, output: &Value) -> Result<Vec<Figure>, Unreadable> {
    let said: Understood = wire::read(output)?;
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
    let quotes: Vec<&Quote> = said
        .themes
        .iter()
        .flat_map(|theme| theme.quotes.iter().chain(&theme.against))
        .chain(&said.anomalies)
        .chain(said.contradictions.iter().flat_map(sides))
        .collect();
    figures.extend(single_voices(gold, &said, &quotes, bench));
    let proved = said.contradictions.iter().filter(|one| is_proved(one, bench)).count();
    figures.extend(Figure::share("theme.contradiction_proved", proved, said.contradictions.len()));
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

/// Whether what one person alone says is found, and set apart; and how many people are heard at all.
fn single_voices(gold: &ThemesCase, said: &Understood, quotes: &[&Quote], bench: &Bench<'_>) -> Vec<Figure> {
    let shown = support::cited(quotes.iter().copied(), bench);
    let set_apart = support::cited(&said.anomalies, bench);
    let found_in = |turns: &Turns| {
        let found = |one: &&Evidence| !support::expected([*one], bench).is_disjoint(turns);
        gold.anomalies.iter().filter(found).count()
    };
    let heard: BTreeSet<&String> = shown.iter().map(|(interview, _)| interview).collect();
    [
        Figure::share("theme.anomaly_recall", found_in(&set_apart), gold.anomalies.len()),
        Figure::share("theme.minority", found_in(&shown), gold.anomalies.len()),
        Figure::share("theme.speaker_coverage", heard.len(), bench.suite.corpus.interviews.len()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The words of people in a contradiction.
fn sides(one: &Contradiction) -> impl Iterator<Item = &Quote> {
    let other = match &one.against {
        Against::Participants { against } | Against::OneInterview { against } => Some(against),
        Against::ParticipantAndItem { .. } => None,
    };
    std::iter::once(&one.quote).chain(other)
}

/// Both sides stand where it says, and they are not the same words.
fn is_proved(one: &Contradiction, bench: &Bench<'_>) -> bool {
    let is_said = |quote: &Quote| citation::is_exact(quote, bench);
    let other = match &one.against {
        Against::Participants { against } | Against::OneInterview { against } => {
            is_said(against) && against.text != one.quote.text
        }
        Against::ParticipantAndItem { against } => is_written(against, bench),
    };
    is_said(&one.quote) && other
}

fn is_written(passage: &ItemPassage, bench: &Bench<'_>) -> bool {
    let item = bench.suite.corpus.item(&passage.item);
    let fields =
        item.into_iter().flat_map(|item| [&item.title, &item.text].into_iter().chain(&item.criteria));
    fields.into_iter().any(|field| field.contains(&passage.text))
}

/// The labels of the themes and of the gold; those can be the same that the same people share.
pub(super) fn matched_texts(
    gold: &ThemesCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Texts, Unreadable> {
    let said: Understood = wire::read(output)?;
    let row = |theme: &Theme| gold.themes.iter().map(|other| is_of_the_same(theme, other, bench)).collect();
    Ok(Texts {
        ours: said.themes.iter().map(|theme| theme.label.clone()).collect(),
        theirs: gold.themes.iter().map(|theme| theme.name.clone()).collect(),
        may: said.themes.iter().map(row).collect(),
    })
}

/// How alike the labels are, if enough of the people are the same; else 0.
fn similarity(theme: &Theme, expected: &GoldTheme, bench: &Bench<'_>) -> f64 {
    let same = is_of_the_same(theme, expected, bench);
    if same { bench.lexicon.similarity(&theme.label, &expected.name) } else { 0.0 }
}

fn is_of_the_same(theme: &Theme, expected: &GoldTheme, bench: &Bench<'_>) -> bool {
    intersection_over_union(&people_of(theme, bench), &people_in(expected)) >= SAME_PEOPLE
}

fn people_of<'a>(theme: &'a Theme, bench: &'a Bench<'_>) -> BTreeSet<&'a str> {
    theme.participants.iter().map(|person| bench.interview_id(person).unwrap_or(person)).collect()
}

fn people_in(expected: &GoldTheme) -> BTreeSet<&str> {
    expected.interviews.iter().map(String::as_str).collect()
}
