//! Scores a split: the right verdict, a pattern that fits, slices that carry the whole and no more.

mod rules;

use super::metric::Definition;
use super::wire::{self, Unreadable};
use super::{Bench, Figure, citation, form};
use crate::domain::evidence::Quote;
use crate::domain::split::{Candidate, Split, Verdict};
use crate::domain::text::content_stems;
use crate::evaluation::measure::slices::{residual_overlap, size_variation};
use crate::evaluation::suite::{SplitCase, Task};
use rules::Parent;
use serde_json::Value;

const ON: &[Task] = &[Task::Split];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("split.verdict", ON, 1.0).of_shares(),
    Definition::higher("split.pattern_1", ON, 1.0).of_shares(),
    Definition::higher("split.pattern_2", ON, 1.0).of_shares(),
    Definition::higher("split.accepted", ON, 1.0).of_shares(),
    Definition::higher("split.unit_coverage", ON, 1.0),
    Definition::lower("split.extraneous", ON, 0.0),
    Definition::lower("split.overlap", ON, 0.18),
    Definition::lower("split.size_cv", ON, 0.9),
    Definition::higher("split.count_ok", ON, 1.0).of_shares(),
    Definition::higher("split.smaller", ON, 1.0).of_shares(),
    Definition::higher("split.vertical", ON, 1.0).of_shares(),
    Definition::lower("split.layer_set", ON, 0.0).of_shares(),
    Definition::lower("split.numbered", ON, 0.0).of_shares(),
    Definition::lower("split.copied", ON, 0.0).of_shares(),
    Definition::lower("split.catch_all", ON, 0.0).of_shares(),
    Definition::higher("split.pattern_evidence", ON, 1.0).of_shares(),
    Definition::higher("split.first_slice", ON, 1.0).of_shares(),
    Definition::higher("split.first_match", ON, 1.0).of_shares(),
    Definition::higher("split.match_f1", ON, 0.5),
];

pub(super) fn score(gold: &SplitCase, bench: &Bench<'_>, output: &Value) -> Result<Vec<Figure>, Unreadable> {
    let proposed = wire::proposals::<Split>(output)?;
    let quotes: Vec<&Quote> = proposed.iter().flat_map(|proposed| proposed.evidence.quotes()).collect();
    let mut figures = citation::score(&quotes, bench);
    let split = proposed.first().map(|proposed| &proposed.body);
    let verdict = split.map(|split| split.verdict);
    figures.push(Figure::is("split.verdict", verdict == Some(gold.expect)));
    if gold.expect != Verdict::Split {
        return Ok(figures);
    }
    let candidates = split.map_or(&[][..], |split| split.candidates.as_slice());
    let fits = |candidate: &Candidate| gold.patterns.contains(&candidate.pattern);
    figures.push(Figure::is("split.pattern_1", candidates.iter().take(1).any(fits)));
    figures.push(Figure::is("split.pattern_2", candidates.iter().take(2).any(fits)));
    match split.zip(candidates.first()) {
        Some((split, recommended)) => figures.extend(candidate(gold, split, recommended, bench)),
        None => figures.extend([
            Figure::is("split.accepted", false),
            Figure::value("split.unit_coverage", 0.0),
            Figure::value("split.match_f1", 0.0),
        ]),
    }
    Ok(figures)
}

/// Figures of the recommended candidate.
fn candidate(gold: &SplitCase, split: &Split, recommended: &Candidate, bench: &Bench<'_>) -> Vec<Figure> {
    let Some(item) = bench.suite.corpus.item(&gold.item) else { return Vec::new() };
    let parent = Parent::new(item, &gold.slices);
    let slices = &recommended.slices;
    let n = slices.len();
    let covered = parent.covered(split, slices);
    let extraneous = slices.iter().filter(|slice| parent.is_extraneous(slice)).count();
    let vertical = slices.iter().filter(|slice| !parent.is_layer(slice)).count();
    let (layer_set, numbered) = (rules::differ_by_a_layer(slices), rules::differ_by_a_number(slices));
    let (copied, catch_all) = (parent.is_copied(slices), parent.has_catch_all(split, slices));
    let count_ok = (2..=10).contains(&n);
    let bad = layer_set || numbered || copied || catch_all;
    let whole = covered == parent.units.len();
    let smaller = slices.iter().filter(|slice| parent.is_smaller(slice)).count();
    let ours: Vec<String> = slices.iter().map(rules::text_of).collect();
    let matching = bench.match_texts(&ours, &gold.slices);
    let first: Vec<&String> =
        slices.iter().zip(&ours).filter(|(slice, _)| slice.first).map(|(_, text)| text).collect();
    let first_match = first.first().zip(gold.slices.first()).map(|(a, b)| bench.says_the_same(a, b));
    let contents: Vec<Vec<String>> = ours.iter().map(|text| content_stems(text)).collect();
    let sizes: Vec<f64> = slices.iter().map(|slice| slice.acceptance_criteria.len() as f64).collect();
    let mut figures = vec![
        Figure::is("split.accepted", whole && extraneous == 0 && vertical == n && !bad && count_ok),
        Figure::is("split.count_ok", count_ok),
        Figure::is("split.layer_set", layer_set),
        Figure::is("split.numbered", numbered),
        Figure::is("split.copied", copied),
        Figure::is("split.catch_all", catch_all),
        Figure::is("split.first_slice", first.len() == 1),
        Figure::value("split.match_f1", matching.counts.f1()),
        Figure::value("split.overlap", residual_overlap(&contents, &parent.content, &[])),
    ];
    figures.extend(first_match.map(|matches| Figure::is("split.first_match", matches)));
    figures.extend(rules::shows_its_pattern(recommended).map(|so| Figure::is("split.pattern_evidence", so)));
    figures.extend(
        [
            Figure::share("split.unit_coverage", covered, parent.units.len()),
            Figure::share("split.extraneous", extraneous, n),
            Figure::share("split.vertical", vertical, n),
            Figure::share("split.smaller", smaller, n),
        ]
        .into_iter()
        .flatten(),
    );
    if n > 0 && sizes.iter().all(|size| *size > 0.0) {
        figures.push(Figure::value("split.size_cv", size_variation(&sizes)));
    }
    figures.extend(form::score(slices));
    figures
}
