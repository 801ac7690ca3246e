//! The cases that moved between two runs, in lines that a person can read: what the gold says,
//! what each run printed.

use super::html::{asks, output_lines};
use super::shown::{Shown, first_hits, shown};
use super::{ChangedCase, Comparison};
use crate::evaluation::score::{Better, expected_output};
use crate::evaluation::suite::Suite;

/// Cases that are shown.
const CASES: usize = 40;

/// A case that moved, side by side with its gold.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseBeside {
    /// Id of the case.
    pub case: String,
    /// What it puts before the engine.
    pub asks: String,
    /// The metric by which it moved.
    pub metric: String,
    /// Its value in the run before.
    pub before: f64,
    /// Its value in the run after.
    pub after: f64,
    /// Whether the run after is the better one.
    pub is_better: bool,
    /// What the gold says.
    pub gold: Vec<Shown>,
    /// What the run before printed.
    pub a: Vec<Shown>,
    /// What the run after printed.
    pub b: Vec<Shown>,
}

/// The most changed cases of a comparison, farthest first.
pub fn beside(suite: &Suite, found: &Comparison) -> Vec<CaseBeside> {
    let lower_is_better =
        |id: &str| found.differences.iter().any(|one| one.id == id && one.better == Better::Lower);
    let one = |changed: &ChangedCase| {
        let change = &changed.change;
        let case = suite.case(&change.case)?;
        let has_risen = change.after > change.before;
        Some(CaseBeside {
            case: change.case.clone(),
            asks: asks(suite, case),
            metric: change.metric.clone(),
            before: change.before,
            after: change.after,
            is_better: has_risen != lower_is_better(&change.metric),
            gold: shown(&first_hits(&expected_output(suite, case))),
            a: output_lines(changed.a.as_ref()),
            b: output_lines(changed.b.as_ref()),
        })
    };
    found.cases.iter().take(CASES).filter_map(one).collect()
}
