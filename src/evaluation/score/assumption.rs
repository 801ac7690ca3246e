//! Scores assumptions: the ones that matter, ranked by risk, with what speaks against them.

use super::metric::Definition;
use super::support::{self, Turns};
use super::wire::{self, Unreadable};
use super::{Bench, Figure, citation};
use crate::domain::assumption::{Assumption, AssumptionKind, Certainty, Importance};
use crate::domain::evidence::Quote;
use crate::domain::text::words;
use crate::evaluation::measure::retrieval::ndcg_at;
use crate::evaluation::measure::similarity::{jaccard, stems};
use crate::evaluation::measure::wording::numbers;
use crate::evaluation::suite::{AssumptionsCase, Task};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Assumptions that a person reads.
const READ: usize = 5;
/// More than this is a list, not a choice.
const MOST: usize = 10;
/// Statements this alike are one statement with another noun in it.
const GENERIC: f64 = 0.6;
/// Words beside numbers that say when a statement is wrong.
const ABSOLUTE: [&str; 14] = [
    "half", "third", "quarter", "every", "each", "nobody", "none", "never", "without", "within", "before",
    "always", "than", "no",
];

const ON: &[Task] = &[Task::Assumptions];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("assumption.precision", ON, 0.5),
    Definition::higher("assumption.recall", ON, 0.5),
    Definition::higher("assumption.f1", ON, 0.5),
    Definition::higher("assumption.soft_f1", ON, 0.3),
    Definition::higher("assumption.precision_5", ON, 0.4),
    Definition::higher("assumption.category_coverage", ON, 0.5),
    Definition::higher("assumption.risk_ndcg", ON, 0.5),
    Definition::higher("assumption.testable", ON, 1.0).of_shares(),
    Definition::higher("assumption.contradiction_found", ON, 0.5).of_shares(),
    Definition::lower("assumption.generic", ON, 0.0).of_shares(),
    Definition::lower("assumption.restates", ON, 0.0).of_shares(),
    Definition::higher("assumption.diversity", ON, 0.7),
    Definition::higher("assumption.within_cap", ON, 1.0).of_shares(),
];

/// The statements in an output, as far as it can be read.
pub(super) fn statements(output: &Value) -> Vec<String> {
    let proposed = wire::proposals::<Assumption>(output).unwrap_or_default();
    proposed.into_iter().map(|proposed| proposed.body.statement).collect()
}

pub(super) fn score(
    gold: &AssumptionsCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Vec<Figure>, Unreadable> {
    let proposed = wire::proposals::<Assumption>(output)?;
    let ours: Vec<String> = proposed.iter().map(|proposed| bare(&proposed.body.statement)).collect();
    let theirs: Vec<String> = gold.assumptions.iter().map(|assumption| assumption.text.clone()).collect();
    let matching = bench.match_texts(&ours, &theirs);
    let mut figures =
        Figure::of_counts(["assumption.precision", "assumption.recall", "assumption.f1"], matching.counts);
    figures.push(Figure::value("assumption.soft_f1", matching.soft_f1));
    let first = bench.match_texts(&ours[..ours.len().min(READ)], &theirs);
    figures.extend(Figure::share("assumption.precision_5", first.counts.matched, READ.min(theirs.len())));
    figures.push(Figure::value("assumption.within_cap", if ours.len() <= MOST { 1.0 } else { 0.0 }));
    if ours.len() > 1 {
        figures.push(Figure::value("assumption.diversity", bench.lexicon.diversity(&ours)));
    }
    let count = |holds: &dyn Fn(&String) -> bool| ours.iter().filter(|statement| holds(statement)).count();
    let title = bench.suite.corpus.item(&gold.item).map(|item| stems(&item.title)).unwrap_or_default();
    figures.extend(
        [
            ("assumption.testable", count(&|statement| is_testable(statement))),
            ("assumption.generic", count(&|statement| is_said_elsewhere(statement, &gold.id, bench))),
            ("assumption.restates", count(&|statement| jaccard(&stems(statement), &title) >= GENERIC)),
        ]
        .into_iter()
        .filter_map(|(id, part)| Figure::share(id, part, ours.len())),
    );
    let bodies: Vec<&Assumption> = proposed.iter().map(|proposed| &proposed.body).collect();
    figures.extend(kinds_and_risk(gold, &bodies, &matching.pairs));
    figures.extend(evidence(gold, bench, &proposed, &matching.pairs));
    Ok(figures)
}

/// The statement without the words that every assumption could begin with.
fn bare(statement: &str) -> String {
    let lead = ["we assume that ", "we believe that ", "we assume ", "we believe "]
        .into_iter()
        .find(|lead| statement.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)));
    statement[lead.map_or(0, str::len)..].to_owned()
}

fn is_testable(statement: &str) -> bool {
    !numbers(statement).is_empty() || words(statement).iter().any(|word| ABSOLUTE.contains(&word.as_str()))
}

fn is_said_elsewhere(statement: &str, case: &str, bench: &Bench<'_>) -> bool {
    bench
        .statements
        .iter()
        .filter(|(other, _)| **other != case)
        .flat_map(|(_, said)| said)
        .any(|said| bench.lexicon.similarity(statement, &bare(said)) >= GENERIC)
}

/// Kinds of the gold that a right statement has, and the order by importance and doubt.
fn kinds_and_risk(gold: &AssumptionsCase, ours: &[&Assumption], pairs: &[(usize, usize)]) -> Vec<Figure> {
    let expected: BTreeSet<AssumptionKind> =
        gold.assumptions.iter().map(|assumption| assumption.kind).collect();
    let hit: BTreeSet<AssumptionKind> = pairs
        .iter()
        .map(|(row, column)| (ours[*row].kind, gold.assumptions[*column].kind))
        .filter_map(|(ours, theirs)| (ours == theirs).then_some(theirs))
        .collect();
    // A statement that matches nothing keeps its place, beyond the ids of the gold.
    let id = |row: usize| {
        let matched = pairs.iter().find(|(ours, _)| *ours == row);
        matched.map_or(gold.assumptions.len() + row, |(_, column)| *column)
    };
    let mut order: Vec<usize> = (0..ours.len()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(weight(ours[*row].importance) * doubt(ours[*row].certainty)));
    let ranked: Vec<usize> = order.into_iter().map(id).collect();
    let gain: BTreeMap<usize, f64> = gold
        .assumptions
        .iter()
        .enumerate()
        .map(|(at, assumption)| (at, f64::from(weight(assumption.importance))))
        .collect();
    Figure::share("assumption.category_coverage", hit.len(), expected.len())
        .into_iter()
        .chain([Figure::value("assumption.risk_ndcg", ndcg_at(&ranked, &gain, MOST))])
        .collect()
}

fn weight(importance: Importance) -> u32 {
    match importance {
        Importance::High => 3,
        Importance::Medium => 2,
        Importance::Low => 1,
    }
}

fn doubt(certainty: Certainty) -> u32 {
    match certainty {
        Certainty::None => 4,
        Certainty::Weak => 3,
        Certainty::Medium => 2,
        Certainty::Strong => 1,
    }
}

fn evidence(
    gold: &AssumptionsCase,
    bench: &Bench<'_>,
    proposed: &[wire::Proposed<Assumption>],
    pairs: &[(usize, usize)],
) -> Vec<Figure> {
    let against = support::cited(proposed.iter().flat_map(|proposed| &proposed.evidence.against), bench);
    let contradictions: Vec<Turns> = gold
        .assumptions
        .iter()
        .flat_map(|assumption| &assumption.against)
        .map(|evidence| support::expected([evidence], bench))
        .collect();
    let found = contradictions.iter().filter(|turns| !turns.is_disjoint(&against)).count();
    let claims: Vec<(Turns, Turns)> = pairs
        .iter()
        .map(|(row, column)| {
            let theirs = &gold.assumptions[*column];
            (
                support::cited(proposed[*row].evidence.quotes(), bench),
                support::expected(theirs.supporting.iter().chain(&theirs.against), bench),
            )
        })
        .collect();
    let quotes: Vec<&Quote> = proposed.iter().flat_map(|proposed| proposed.evidence.quotes()).collect();
    let per_claim = proposed.iter().map(|proposed| proposed.evidence.quotes().collect());
    let most_cited = proposed
        .iter()
        .map(|proposed| proposed.evidence.supporting.len().max(proposed.evidence.against.len()));
    let mut figures: Vec<Figure> =
        Figure::share("assumption.contradiction_found", found, contradictions.len()).into_iter().collect();
    figures.extend(support::spans(&claims));
    figures.extend(support::citations_ok(most_cited));
    figures.extend(citation::score(&quotes, bench));
    figures.extend(citation::per_claim(per_claim, bench));
    figures
}
