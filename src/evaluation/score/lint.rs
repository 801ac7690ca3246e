//! Scores the lint of a given split: each bad split named, and no good one accused.

use super::Figure;
use super::metric::Definition;
use super::wire::{self, LintFinding, Unreadable};
use crate::evaluation::measure::matching::Counts;
use crate::evaluation::suite::{LintCase, Task};
use serde_json::Value;
use std::collections::BTreeSet;

const ON: &[Task] = &[Task::Lint];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("lint.precision", ON, 1.0),
    Definition::higher("lint.recall", ON, 1.0),
    Definition::higher("lint.f1", ON, 1.0),
    Definition::higher("lint.exact", ON, 1.0).of_shares(),
    Definition::higher("lint.good_left_alone", ON, 1.0).of_shares(),
];

pub(super) fn score(gold: &LintCase, output: &Value) -> Result<Vec<Figure>, Unreadable> {
    let findings: Vec<LintFinding> = wire::read(output)?;
    let found: BTreeSet<&str> = findings
        .iter()
        .filter(|finding| finding.family == "split")
        .map(|finding| finding.code.as_str())
        .collect();
    let expected: BTreeSet<&str> = gold.codes.iter().map(|code| code.id()).collect();
    let matched = found.intersection(&expected).count();
    let counts = Counts { matched, predicted: found.len(), gold: expected.len() };
    // A good split that is left alone adds no code, so it must not lift the sums over codes.
    let mut figures = if found.is_empty() && expected.is_empty() {
        Vec::new()
    } else {
        Figure::of_counts(["lint.precision", "lint.recall", "lint.f1"], counts)
    };
    figures.push(Figure::is("lint.exact", found == expected));
    if expected.is_empty() {
        figures.push(Figure::is("lint.good_left_alone", found.is_empty()));
    }
    Ok(figures)
}
