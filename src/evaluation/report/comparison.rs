//! Two runs of a suite side by side.

use super::{leading_metric, scores};
use crate::evaluation::compare::{CaseChange, Difference, changes, differences, figures};
use crate::evaluation::run::Run;
use crate::evaluation::suite::{Suite, Task};
use serde::Serialize;
use serde_json::Value;

/// What moved between two runs of a suite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// Name of the suite.
    pub suite: String,
    /// Id of the run before.
    pub a: String,
    /// Id of the run after.
    pub b: String,
    /// How each metric moved, farthest first; what a run took comes last.
    pub differences: Vec<Difference>,
    /// How each case moved under the leading metric of its task, farthest first.
    pub cases: Vec<ChangedCase>,
}

/// A case that moved, with what both runs printed for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangedCase {
    /// How it moved.
    pub change: CaseChange,
    /// What the run before printed.
    pub a: Option<Value>,
    /// What the run after printed.
    pub b: Option<Value>,
}

impl Comparison {
    /// Holds two runs of a suite side by side; both must have its gold.
    pub fn of(suite: &Suite, runs: [&Run; 2]) -> Self {
        let [before, after] = runs.map(|run| figures(&scores(suite, run)));
        let mut moved = differences(&before, &after);
        // What a run took is in other units, and is other every time.
        let is_cost = |one: &Difference| one.id.starts_with("cost.");
        moved.sort_by(|a, b| {
            is_cost(a).cmp(&is_cost(b)).then(b.difference.abs().total_cmp(&a.difference.abs()))
        });
        let leading = Task::ALL.map(leading_metric);
        let changed = |change: CaseChange| {
            let [a, b] = runs.map(|run| printed(run, &change.case));
            ChangedCase { change, a, b }
        };
        Self {
            suite: suite.manifest.suite.clone(),
            a: runs[0].header.id.clone(),
            b: runs[1].header.id.clone(),
            differences: moved,
            cases: changes(&leading, &before, &after).into_iter().map(changed).collect(),
        }
    }
}

fn printed(run: &Run, case: &str) -> Option<Value> {
    let output = run.outputs.iter().find(|output| output.case == case && output.repeat == 0)?;
    output.output.as_ref().ok().cloned()
}
