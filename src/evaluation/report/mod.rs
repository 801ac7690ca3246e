//! What a run is worth, for a program, a terminal, a build server, a pull request and a browser.
//!
//! A report is computed from the outputs of a run and the gold alone, so that the same
//! run gives the same bytes.

mod beside;
mod cases;
mod comparison;
mod html;
mod junit;
mod markdown;
mod shown;
mod table;

pub use beside::{CaseBeside, beside};
pub use cases::{CaseReport, CaseValue, leading_metric};
pub use comparison::{ChangedCase, Comparison};
pub use html::{comparison_page, page};
pub use junit::junit;
pub use markdown::{comment, comparison_comment};
pub use shown::Shown;
pub use table::{comparison_table, decision_table, gold_table, table};

use super::compare::Difference;
use super::returned::{Returned, returned};
use super::run::Run;
use super::score::{
    CaseOutput, CaseScore, Metric, Spent, definitions, matching_rule, meaning, repeated_to_the_letter, score,
    score_cases, verdict_of,
};
use super::statistics::verdict::Verdict;
use super::suite::{Provenance, Suite, Task};
use serde::Serialize;
use std::collections::BTreeSet;

/// A metric with whether it was measured and how it moved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// The figure with its interval, baselines and verdict.
    #[serde(flatten)]
    pub figure: Metric,
    /// Whether the engine has a task that it is measured on.
    pub measured: bool,
    /// How it moved since the accepted baseline, where the run was held against one.
    pub since_baseline: Option<Difference>,
}

/// A case that passed in some repeats only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Flaky {
    /// The case.
    pub case: String,
    /// The metric.
    pub metric: &'static str,
}

/// A case that failed to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseError {
    /// The case.
    pub case: String,
    /// 0-based repeat.
    pub repeat: usize,
    /// What went wrong.
    pub error: String,
}

/// What the run took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cost {
    /// Cases times repeats.
    pub outputs: usize,
    /// Half of them took at most so many milliseconds.
    pub p50_ms: u64,
    /// Nineteen of twenty took at most so many.
    pub p95_ms: u64,
    /// Ninety-nine of a hundred took at most so many.
    pub p99_ms: u64,
    /// All of them together.
    pub total_ms: u64,
    /// Tokens sent to a model.
    pub input_tokens: u64,
    /// Tokens received from it.
    pub output_tokens: u64,
    /// What they cost by the prices in the settings, in millionths.
    pub micros: u64,
}

/// The gold that the run was judged by.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gold {
    /// Hash of the suite's files.
    pub hash: String,
    /// Written for the suite, or said by people; never averaged with the other.
    pub provenance: Provenance,
    /// Licence of the texts.
    pub licence: String,
}

/// What a run is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Id of the suite.
    pub suite: String,
    /// Name of the engine.
    pub engine: String,
    /// Pass, fail, inconclusive or broken.
    pub verdict: Verdict,
    /// Every metric, family by family.
    pub metrics: Vec<Measured>,
    /// Every case, in the order of the suite, once a repeat.
    pub cases: Vec<CaseReport>,
    /// Tasks of the suite that the engine cannot do.
    pub not_measured: BTreeSet<Task>,
    /// Cases that passed in some repeats only.
    pub flaky: Vec<Flaky>,
    /// Cases whose every repeat gave the same to the letter. From an engine that draws this is
    /// the mark of a cache, and the repeats show nothing.
    pub repeated: usize,
    /// Cases that failed to run.
    pub errors: Vec<CaseError>,
    /// What was turned down before and is proposed again: each fails the run.
    pub returned: Vec<Returned>,
    /// What the run took.
    pub cost: Cost,
    /// The gold that it was judged by.
    pub gold: Gold,
    /// Id of the run.
    pub run: String,
    /// Version of the engine.
    pub version: String,
    /// Name and version of the encoder.
    pub encoder: String,
    /// What decided that two texts say the same.
    pub matching: String,
    /// Seed of the draws.
    pub seed: u64,
    /// How often each case was run.
    pub repeats: usize,
    /// Day of the run.
    pub day: String,
}

/// Judges a run by its suite.
pub fn report(suite: &Suite, run: &Run) -> Report {
    let measured = run.measured(suite);
    let scores = score_cases(&measured, &run.outputs);
    let mut metrics = score(&measured, &run.outputs);
    for metric in metrics.iter_mut().filter(|metric| !is_measured(&measured, metric.id)) {
        metric.verdict = None;
    }
    let flaky = metrics
        .iter()
        .flat_map(|metric| metric.flaky.iter().map(|case| Flaky { case: case.clone(), metric: metric.id }));
    let errors = run.outputs.iter().filter_map(|output| {
        let error = output.output.as_ref().err()?.clone();
        Some(CaseError { case: output.case.clone(), repeat: output.repeat, error })
    });
    let by_meaning = meaning::metrics(&measured, &run.by_meaning).into_iter();
    let returned = returned(suite, run);
    let of_returned = if returned.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let header = &run.header;
    Report {
        suite: header.suite.clone(),
        engine: header.engine.clone(),
        verdict: verdict_of(&metrics).max(of_returned),
        cases: cases::cases(&measured, &run.outputs, &scores),
        not_measured: header.not_measured.clone(),
        flaky: flaky.collect(),
        repeated: repeated_to_the_letter(&run.outputs).len(),
        errors: errors.collect(),
        returned,
        cost: cost(&run.outputs),
        gold: Gold {
            hash: suite.hash.clone(),
            provenance: suite.manifest.provenance,
            licence: suite.manifest.licence.clone(),
        },
        metrics: metrics
            .into_iter()
            .map(|figure| Measured {
                measured: is_measured(&measured, figure.id),
                figure,
                since_baseline: None,
            })
            .chain(by_meaning.filter(|figure| figure.n > 0).map(|figure| Measured {
                measured: true,
                figure,
                since_baseline: None,
            }))
            .collect(),
        run: header.id.clone(),
        version: header.version.clone(),
        encoder: header.encoder.clone(),
        matching: matching_rule(),
        seed: header.seed,
        repeats: header.repeats,
        day: header.day.clone(),
    }
}

/// A report in every format that is kept, by the extension of its file.
///
/// # Errors
/// When the page cannot be made.
pub fn kept_formats(
    suite: &Suite,
    run: &Run,
    report: &Report,
) -> Result<[(&'static str, String); 4], minijinja::Error> {
    let json = serde_json::to_string_pretty(report).unwrap_or_default() + "\n";
    let page = page(suite, run, report)?;
    Ok([("json", json), ("xml", junit(report)), ("md", comment(report)), ("html", page)])
}

/// The scores of every measured case of a run.
pub fn scores(suite: &Suite, run: &Run) -> Vec<CaseScore> {
    score_cases(&run.measured(suite), &run.outputs)
}

/// Whether the suite has a case that the metric looks at and the engine can do.
fn is_measured(measured: &Suite, id: &str) -> bool {
    let tasks = definitions().find(|definition| definition.id == id).map_or(&[][..], |found| found.tasks);
    tasks.iter().any(|task| measured.cases_of(*task).next().is_some())
}

fn cost(outputs: &[CaseOutput]) -> Cost {
    let mut times: Vec<u64> = outputs.iter().map(|output| output.ms).collect();
    times.sort_unstable();
    let at = |hundredths: usize| {
        let place = (times.len() * hundredths).div_ceil(100).saturating_sub(1);
        times.get(place).copied().unwrap_or(0)
    };
    let all =
        |number: fn(&Spent) -> u64| -> u64 { outputs.iter().map(|output| number(&output.spent())).sum() };
    Cost {
        outputs: outputs.len(),
        p50_ms: at(50),
        p95_ms: at(95),
        p99_ms: at(99),
        total_ms: times.iter().sum(),
        input_tokens: all(|spent| spent.input_tokens),
        output_tokens: all(|spent| spent.output_tokens),
        micros: all(|spent| spent.micros),
    }
}

/// A number with three decimals; a dash where there is none.
fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

/// Both ends of an interval; with a star where it is only the range of few clusters.
fn interval(metric: &Metric) -> String {
    match metric.low.zip(metric.high) {
        Some((low, high)) => {
            let few = if metric.few_clusters { "*" } else { "" };
            format!("{low:.3}–{high:.3}{few}")
        }
        None => "–".to_owned(),
    }
}
