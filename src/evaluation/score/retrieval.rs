//! Scores a search: does what answers the query stand on top, and in little text?

use super::metric::Definition;
use super::wire::{self, Hit, Unreadable};
use super::{Bench, Figure};
use crate::domain::text::{normalise_quote, words};
use crate::evaluation::measure::{retrieval, share};
use crate::evaluation::suite::{Evidence, RetrievalCase, Task};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Places that are looked at.
const LISTED: usize = 10;
/// Places of a glance.
const GLANCE: usize = 5;
/// Beyond this rank nothing was found.
const DEEPEST: usize = 100;
/// Words of text that a prompt or a reader takes.
const BUDGET: usize = 2_000;

const ON: &[Task] = &[Task::Retrieval];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("retrieval.recall_10", ON, 0.5),
    Definition::higher("retrieval.capped_recall_5", ON, 0.5),
    Definition::higher("retrieval.capped_recall_10", ON, 0.5),
    Definition::higher("retrieval.ndcg10", ON, 0.5),
    Definition::higher("retrieval.mrr", ON, 0.2),
    Definition::higher("retrieval.hit_5", ON, 1.0).of_shares(),
    Definition::higher("retrieval.precision_5", ON, 0.2),
    Definition::higher("retrieval.turn_coverage_10", ON, 0.5),
    Definition::higher("retrieval.budget_coverage", ON, 0.5),
    Definition::lower("retrieval.scope_leak", ON, 0.0).of_shares().for_every_case(),
];

/// An id of the ranked list: a place of the gold, or a hit that is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Ranked {
    Gold(usize),
    Other(usize),
}

pub(super) fn score(
    gold: &RetrievalCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Vec<Figure>, Unreadable> {
    let hits: Vec<Hit> = wire::read(output)?;
    let places: Vec<Place> = gold.relevant.iter().map(|evidence| Place::of(evidence, bench)).collect();
    let ranked = rank(&hits, &places, bench);
    let gain: BTreeMap<Ranked, f64> =
        places.iter().enumerate().map(|(at, place)| (Ranked::Gold(at), place.gain)).collect();
    let leaks = hits.iter().filter(|hit| leaves_the_scope(hit, bench)).count();
    let mean = |id, value| Figure::value(id, value);
    let mut figures = vec![
        mean("retrieval.recall_10", retrieval::recall_at(&ranked, &gain, LISTED)),
        mean("retrieval.capped_recall_5", retrieval::capped_recall_at(&ranked, &gain, GLANCE)),
        mean("retrieval.capped_recall_10", retrieval::capped_recall_at(&ranked, &gain, LISTED)),
        mean("retrieval.ndcg10", retrieval::ndcg_at(&ranked, &gain, LISTED)),
        mean("retrieval.mrr", retrieval::reciprocal_rank_at(&ranked, &gain, DEEPEST)),
        mean("retrieval.hit_5", retrieval::hit_at(&ranked, &gain, GLANCE)),
        mean("retrieval.precision_5", retrieval::precision_at(&ranked, &gain, GLANCE)),
        mean("retrieval.turn_coverage_10", turn_coverage(&hits, &places, bench)),
        mean("retrieval.budget_coverage", budget_coverage(&hits, &places, bench)),
    ];
    figures.extend(Figure::share("retrieval.scope_leak", leaks, hits.len()));
    Ok(figures)
}

/// A place of the gold, located.
struct Place {
    interview: Option<String>,
    item: Option<String>,
    turns: BTreeSet<usize>,
    words: Option<String>,
    gain: f64,
}

impl Place {
    fn of(evidence: &Evidence, bench: &Bench<'_>) -> Self {
        Self {
            interview: evidence.interview.clone(),
            item: evidence.item.clone(),
            turns: bench.suite.corpus.turns_of(evidence).into_iter().collect(),
            words: evidence.text.as_deref().map(normalise_quote),
            gain: f64::from(evidence.grade.unwrap_or(1)),
        }
    }

    fn is_source_of(&self, hit: &Hit, bench: &Bench<'_>) -> bool {
        match &self.item {
            Some(_) => hit.item == self.item,
            None => {
                hit.source.as_deref().and_then(|key| bench.interview_id(key)) == self.interview.as_deref()
            }
        }
    }

    /// Whether a hit shows this place: its item, its turn, or its words in a longer passage.
    fn is_in(&self, hit: &Hit, bench: &Bench<'_>) -> bool {
        let shows = self.item.is_some()
            || hit.turn.is_some_and(|turn| self.turns.contains(&turn))
            || self.words.as_ref().is_some_and(|words| normalise_quote(&hit.text).contains(words));
        shows && self.is_source_of(hit, bench)
    }
}

/// Each hit answers for one place at most, and each place is found once.
fn rank(hits: &[Hit], places: &[Place], bench: &Bench<'_>) -> Vec<Ranked> {
    let mut found = BTreeSet::new();
    let mut ranked = Vec::new();
    for (at, hit) in hits.iter().enumerate() {
        let shown: Vec<usize> = (0..places.len()).filter(|place| places[*place].is_in(hit, bench)).collect();
        match shown.iter().find(|place| !found.contains(*place)) {
            Some(place) => {
                found.insert(*place);
                ranked.push(Ranked::Gold(*place));
            }
            None if shown.is_empty() => ranked.push(Ranked::Other(at)),
            None => {}
        }
    }
    ranked
}

/// Share of the gold turns and items that the first hits point at; independent of how long a hit is.
fn turn_coverage(hits: &[Hit], places: &[Place], bench: &Bench<'_>) -> f64 {
    let (mut covered, mut all) = (0, 0);
    for place in places {
        let pointing = || hits.iter().take(LISTED).filter(|hit| place.is_source_of(hit, bench));
        if place.item.is_some() {
            all += 1;
            covered += usize::from(pointing().next().is_some());
        } else {
            let turns: BTreeSet<usize> = pointing().filter_map(|hit| hit.turn).collect();
            all += place.turns.len();
            covered += place.turns.intersection(&turns).count();
        }
    }
    share(covered as f64, all as f64)
}

/// Share of the gold places in the hits that fit the budget of words.
fn budget_coverage(hits: &[Hit], places: &[Place], bench: &Bench<'_>) -> f64 {
    let mut left = BUDGET;
    let fitting: Vec<&Hit> = hits
        .iter()
        .map_while(|hit| {
            left = left.checked_sub(words(&hit.text).len())?;
            Some(hit)
        })
        .collect();
    let covered = places.iter().filter(|place| fitting.iter().any(|hit| place.is_in(hit, bench))).count();
    share(covered as f64, places.len() as f64)
}

fn leaves_the_scope(hit: &Hit, bench: &Bench<'_>) -> bool {
    match (&hit.source, &hit.item) {
        (Some(source), None) => bench.interview_id(source).is_none(),
        (None, Some(item)) => bench.suite.corpus.item(item).is_none(),
        _ => true,
    }
}
