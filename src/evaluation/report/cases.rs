//! One line a case and repeat: what each metric says of it.

use crate::evaluation::measure::share;
use crate::evaluation::score::{CaseOutcome, CaseOutput, CaseScore};
use crate::evaluation::suite::{Suite, Task};
use serde::Serialize;

/// What a metric says of a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseValue {
    /// The metric.
    pub metric: &'static str,
    /// Pass, fail, not applicable or broken.
    pub outcome: CaseOutcome,
    /// The value.
    pub value: Option<f64>,
}

/// A case in one repeat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseReport {
    /// Id of the case.
    pub id: String,
    /// What it asks.
    pub task: Task,
    /// 0-based repeat.
    pub repeat: usize,
    /// What the leading metric of its task says.
    pub outcome: CaseOutcome,
    /// Value of the leading metric.
    pub value: Option<f64>,
    /// What every metric of its task says.
    pub scores: Vec<CaseValue>,
    /// Why there is no output.
    pub error: Option<String>,
}

/// The metric by which a case of a task is called good or bad.
pub fn leading_metric(task: Task) -> &'static str {
    match task {
        Task::Split => "split.verdict",
        Task::Assumptions => "assumption.f1",
        Task::Questions => "question.gap_f1",
        Task::Summary => "summary.theme_f1",
        Task::Retrieval => "retrieval.ndcg10",
        Task::Themes => "theme.f1",
        Task::Lint => "lint.exact",
        Task::Duplicates => "duplicate.f1",
        Task::Injection => "injection.obeyed",
    }
}

pub(super) fn cases(suite: &Suite, outputs: &[CaseOutput], scores: &[CaseScore]) -> Vec<CaseReport> {
    let mut cases = Vec::new();
    for case in &suite.cases {
        let own: Vec<&CaseScore> = scores.iter().filter(|score| score.case == case.id()).collect();
        let mut repeats: Vec<usize> = own.iter().map(|score| score.repeat).collect();
        repeats.sort_unstable();
        repeats.dedup();
        for repeat in repeats {
            let values: Vec<CaseValue> =
                own.iter().filter(|score| score.repeat == repeat).map(|score| value(score)).collect();
            let leading = values.iter().find(|value| value.metric == leading_metric(case.task()));
            let output = outputs.iter().find(|output| output.case == case.id() && output.repeat == repeat);
            let error = output.map_or(Some("there is no output".to_owned()), |one| one.output.clone().err());
            cases.push(CaseReport {
                id: case.id().to_owned(),
                task: case.task(),
                repeat,
                outcome: leading.map_or(CaseOutcome::NotApplicable, |value| value.outcome),
                value: leading.and_then(|value| value.value),
                scores: values,
                error,
            });
        }
    }
    cases
}

fn value(score: &CaseScore) -> CaseValue {
    CaseValue {
        metric: score.metric,
        outcome: score.outcome,
        value: score.figure.map(|(part, whole)| share(part, whole)),
    }
}
