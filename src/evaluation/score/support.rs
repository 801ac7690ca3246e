//! Scores what stands behind a claim: the right turns, few of them, and nothing added.

use super::metric::Definition;
use super::{Bench, Figure};
use crate::domain::evidence::Quote;
use crate::evaluation::measure::spans;
use crate::evaluation::measure::wording::{adds_a_name, adds_a_number, speaks_of_many, turns_a_negation};
use crate::evaluation::suite::{Evidence, Task};
use std::collections::BTreeSet;

/// More citations for one side of a claim than this prove nothing more.
const MOST_CITATIONS: usize = 3;

const LOCATED: &[Task] = &[Task::Assumptions];
const ON: &[Task] = &[Task::Summary, Task::Themes];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("support.span_precision", LOCATED, 0.5),
    Definition::higher("support.span_recall", LOCATED, 0.5),
    Definition::higher("support.iou", LOCATED, 0.3),
    Definition::higher("support.citations_ok", LOCATED, 1.0).of_shares(),
    Definition::lower("support.number_added", ON, 0.0).of_shares(),
    Definition::lower("support.negation_turned", ON, 0.0).of_shares(),
    Definition::lower("support.name_added", ON, 0.0).of_shares(),
    Definition::higher("support.count_ok", ON, 1.0).of_shares(),
];

/// Turns of interviews, across interviews.
pub(super) type Turns = BTreeSet<(String, usize)>;

/// The turns that quotes cite.
pub(super) fn cited<'a>(quotes: impl IntoIterator<Item = &'a Quote>, bench: &Bench<'_>) -> Turns {
    let turn = |quote: &Quote| {
        let source = bench.interview_id(&quote.source).unwrap_or(&quote.source);
        (source.to_owned(), quote.turn)
    };
    quotes.into_iter().map(turn).collect()
}

/// The turns that gold evidence points at.
pub(super) fn expected<'a>(gold: impl IntoIterator<Item = &'a Evidence>, bench: &Bench<'_>) -> Turns {
    gold.into_iter()
        .flat_map(|evidence| {
            let source = evidence.interview.clone().unwrap_or_default();
            bench.suite.corpus.turns_of(evidence).into_iter().map(move |turn| (source.clone(), turn))
        })
        .collect()
}

/// Cited against expected turns of the claims that were matched, summed over them.
pub(super) fn spans(claims: &[(Turns, Turns)]) -> Vec<Figure> {
    let sum = |count: &dyn Fn(&(Turns, Turns)) -> usize| claims.iter().map(count).sum::<usize>();
    let common = sum(&|(cited, expected)| cited.intersection(expected).count());
    let overlaps: Vec<f64> = claims
        .iter()
        .filter(|(cited, expected)| !(cited.is_empty() && expected.is_empty()))
        .map(|(cited, expected)| spans::intersection_over_union(cited, expected))
        .collect();
    [
        Figure::share("support.span_precision", common, sum(&|(cited, _)| cited.len())),
        Figure::share("support.span_recall", common, sum(&|(_, expected)| expected.len())),
        Figure::ratio("support.iou", overlaps.iter().sum(), overlaps.len() as f64),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Share of the claims that cite few enough turns for each side.
pub(super) fn citations_ok(counts: impl Iterator<Item = usize>) -> Option<Figure> {
    let within: Vec<bool> = counts.map(|count| count <= MOST_CITATIONS).collect();
    Figure::share("support.citations_ok", within.iter().filter(|within| **within).count(), within.len())
}

/// A claim in words, and what is cited for it.
pub(super) struct Claim<'a> {
    pub(super) text: &'a str,
    pub(super) quotes: Vec<&'a Quote>,
    /// How many participants it says that it speaks for; none if it does not say.
    pub(super) participants: Option<usize>,
}

/// Rates of claims that say more than the words cited for them.
pub(super) fn alarms(claims: &[Claim<'_>], bench: &Bench<'_>) -> Vec<Figure> {
    let cited: Vec<(&Claim, String)> = claims
        .iter()
        .filter(|claim| !claim.quotes.is_empty())
        .map(|claim| {
            let words: Vec<&str> = claim.quotes.iter().map(|quote| quote.text.as_str()).collect();
            (claim, words.join("\n"))
        })
        .collect();
    let rate = |id, alarm: &dyn Fn(&str, &str) -> bool| {
        Figure::share(id, cited.iter().filter(|(claim, words)| alarm(claim.text, words)).count(), cited.len())
    };
    let counted: Vec<bool> = cited.iter().filter_map(|(claim, _)| counts_its_voices(claim, bench)).collect();
    [
        rate("support.number_added", &adds_a_number),
        rate("support.negation_turned", &turns_a_negation),
        rate("support.name_added", &adds_a_name),
        Figure::share("support.count_ok", counted.iter().filter(|right| **right).count(), counted.len()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// As many people are cited as the claim speaks for; none where it speaks for one.
fn counts_its_voices(claim: &Claim<'_>, bench: &Bench<'_>) -> Option<bool> {
    let voices: BTreeSet<String> =
        cited(claim.quotes.iter().copied(), bench).into_iter().map(|(source, _)| source).collect();
    match claim.participants {
        Some(stated) => Some(voices.len() == stated),
        None => speaks_of_many(claim.text).then_some(voices.len() >= 2),
    }
}
