//! Scores the pairs of a backlog that are said to be the same work.

use super::metric::Definition;
use super::wire::{self, Unreadable};
use super::{Bench, Figure};
use crate::domain::theme::{Duplicate, Relation};
use crate::evaluation::measure::grouping::b_cubed;
use crate::evaluation::measure::matching::Counts;
use crate::evaluation::measure::retrieval::{average_precision, rank};
use crate::evaluation::suite::{DuplicatesCase, Task};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const ON: &[Task] = &[Task::Duplicates];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("duplicate.precision", ON, 1.0).of_shares(),
    Definition::higher("duplicate.recall", ON, 1.0).of_shares(),
    Definition::higher("duplicate.f1", ON, 1.0),
    Definition::higher("duplicate.pr_auc", ON, 0.5),
    Definition::higher("duplicate.b_cubed", ON, 0.9),
];

/// Two keys in order, so that a pair and its mirror are one.
type Pair<'a> = (&'a str, &'a str);

pub(super) fn score(
    gold: &DuplicatesCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Vec<Figure>, Unreadable> {
    let said: Vec<Duplicate> = wire::read(output)?;
    let expected: BTreeSet<Pair> = gold.pairs.iter().map(|(a, b)| in_order(a, b)).collect();
    let found: BTreeSet<Pair> = said
        .iter()
        .filter(|pair| pair.relation == Relation::Duplicate)
        .map(|pair| in_order(&pair.a, &pair.b))
        .collect();
    let scores: BTreeMap<Pair, f64> =
        said.iter().map(|pair| (in_order(&pair.a, &pair.b), pair.score)).collect();
    let counts = Counts {
        matched: found.intersection(&expected).count(),
        predicted: found.len(),
        gold: expected.len(),
    };
    let mut figures = Figure::of_counts(["duplicate.precision", "duplicate.recall", "duplicate.f1"], counts);
    if !expected.is_empty() {
        figures.push(Figure::value("duplicate.pr_auc", average_precision(&rank(&scores), &expected)));
    }
    let (_, _, f1) = b_cubed(&groups(&found, bench), &groups(&expected, bench));
    figures.push(Figure::value("duplicate.b_cubed", f1));
    Ok(figures)
}

fn in_order<'a>(a: &'a str, b: &'a str) -> Pair<'a> {
    if a <= b { (a, b) } else { (b, a) }
}

/// For each item the least key of the group that pairs join it to.
fn groups(pairs: &BTreeSet<Pair<'_>>, bench: &Bench<'_>) -> BTreeMap<String, String> {
    let items = bench.suite.corpus.items.iter();
    let mut group: BTreeMap<String, String> =
        items.map(|item| (item.key.clone(), item.key.clone())).collect();
    for (a, b) in pairs {
        let (Some(first), Some(second)) = (group.get(*a).cloned(), group.get(*b).cloned()) else { continue };
        for name in group.values_mut().filter(|name| **name == second) {
            name.clone_from(&first);
        }
    }
    group
}
