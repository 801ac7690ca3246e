//! A report in a browser: one page that asks nothing of anybody.

use super::shown::{Shown, first_hits, shown};
use super::{CaseReport, Comparison, Measured, Report, interval, number, table::range};
use crate::evaluation::compare::Difference;
use crate::evaluation::run::Run;
use crate::evaluation::score::{Better, CaseOutcome, Metric, expected_output};
use crate::evaluation::suite::{Case, Suite, Task};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PAGE: &str = include_str!("page.html");
/// Cases that are shown in full.
const SHOWN_CASES: usize = 10;
/// Those of them that are of one task, so that one bad task does not hide the others.
const SHOWN_OF_TASK: usize = 3;
/// Width of the drawn interval in its own units.
const WIDTH: f64 = 100.0;

/// A figure as a row of the page.
#[derive(Serialize)]
struct Row {
    id: String,
    value: String,
    interval: String,
    low: f64,
    span: f64,
    at: f64,
    /// Whether it lies between 0 and 1, where it is drawn.
    is_drawn: bool,
    null_at: Option<f64>,
    trick_at: Option<f64>,
    null: String,
    trick: String,
    skill: String,
    n: usize,
    clusters: usize,
    since: Option<String>,
    verdict: &'static str,
    lower_is_better: bool,
    begins_family: bool,
}

/// Two outputs of a case side by side.
#[derive(Serialize)]
struct SideBySide {
    id: String,
    asks: String,
    value: String,
    left: Vec<Shown>,
    right: Vec<Shown>,
}

/// The page of a run: the worst cases stand beside their gold.
pub fn page(suite: &Suite, run: &Run, report: &Report) -> Result<String, minijinja::Error> {
    let worst: Vec<SideBySide> = worst(report)
        .into_iter()
        .filter_map(|found| {
            let case = suite.case(&found.id)?;
            Some(SideBySide {
                id: found.id.clone(),
                asks: asks(suite, case),
                value: number(found.value),
                left: printed(run, &found.id),
                right: shown(&first_hits(&expected_output(suite, case))),
            })
        })
        .collect();
    let without = |found: &&Measured| found.measured && found.figure.value.is_none();
    let silent: Vec<&str> = report.metrics.iter().filter(without).map(|found| found.figure.id).collect();
    render(&json!({
        "title": format!("{}: {}", report.suite, report.verdict.id()),
        "about": suite.manifest.about,
        "report": report,
        "first": rows(report, &|figure| figure.verdict.is_some() || leads(figure.id)),
        "rows": rows(report, &|_| true),
        "silent": silent,
        "left": "engine",
        "right": "gold",
        "cases": worst,
        "cases_title": "Worst cases",
    }))
}

/// The page of a comparison: the most changed cases in both versions.
pub fn comparison_page(suite: &Suite, found: &Comparison) -> Result<String, minijinja::Error> {
    let changed: Vec<SideBySide> = found
        .cases
        .iter()
        .take(SHOWN_CASES)
        .filter_map(|case| {
            let change = &case.change;
            Some(SideBySide {
                id: change.case.clone(),
                asks: asks(suite, suite.case(&change.case)?),
                value: format!("{}: {:.3} → {:.3}", change.metric, change.before, change.after),
                left: output_lines(case.a.as_ref()),
                right: output_lines(case.b.as_ref()),
            })
        })
        .collect();
    let moves: Vec<(String, &Difference)> =
        found.differences.iter().map(|moved| (range(moved), moved)).collect();
    render(&json!({
        "title": format!("{} → {}", found.a, found.b),
        "about": suite.manifest.about,
        "moves": moves,
        "left": found.a,
        "right": found.b,
        "cases": changed,
        "cases_title": "Most changed cases",
    }))
}

fn render(context: &serde_json::Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page", PAGE)?;
    environment.get_template("page")?.render(Serde(context))
}

/// The cases of the first repeat that are farthest below the best value, few of one task.
fn worst(report: &Report) -> Vec<&CaseReport> {
    let loss = |case: &CaseReport| {
        let metric = super::leading_metric(case.task);
        let found = report.metrics.iter().find(|found| found.figure.id == metric);
        match (case.value, found.map(|found| found.figure.better)) {
            _ if case.outcome == CaseOutcome::Broken => 2.0,
            (None, _) => 0.0,
            (Some(value), Some(Better::Lower)) => value,
            (Some(value), _) => 1.0 - value,
        }
    };
    let mut cases: Vec<&CaseReport> =
        report.cases.iter().filter(|case| case.repeat == 0 && loss(case) > 0.0).collect();
    cases.sort_by(|a, b| loss(b).total_cmp(&loss(a)));
    let mut of_task: BTreeMap<Task, usize> = BTreeMap::new();
    cases.retain(|case| {
        let seen = of_task.entry(case.task).or_default();
        *seen += 1;
        *seen <= SHOWN_OF_TASK
    });
    cases.truncate(SHOWN_CASES);
    cases
}

fn printed(run: &Run, case: &str) -> Vec<Shown> {
    let output = run.outputs.iter().find(|output| output.case == case && output.repeat == 0);
    match output.map(|output| &output.output) {
        Some(Err(error)) => vec![Shown { text: format!("broken: {error}"), evidence: Vec::new() }],
        Some(Ok(output)) => output_lines(Some(output)),
        None => output_lines(None),
    }
}

pub(super) fn output_lines(output: Option<&Value>) -> Vec<Shown> {
    match output {
        Some(output) => shown(&first_hits(output)),
        None => vec![Shown { text: "broken: there is no output".into(), evidence: Vec::new() }],
    }
}

/// What the case puts before the engine.
pub(super) fn asks(suite: &Suite, case: &Case) -> String {
    let item = |key: &str| {
        let title = suite.corpus.item(key).map_or("", |item| item.title.as_str());
        format!("{}: {key} {title}", case.task().id())
    };
    match case {
        Case::SplitCase(gold) => item(&gold.item),
        Case::AssumptionsCase(gold) => item(&gold.item),
        Case::QuestionsCase(gold) => item(&gold.item),
        Case::RetrievalCase(gold) => format!("search: {}", gold.query),
        Case::LintCase(gold) => format!("lint: {} / {}", gold.title, gold.slices.join(" / ")),
        Case::SummaryCase(gold) => format!("summary: {}", gold.interview),
        Case::InjectionCase(gold) => format!("an order planted in {}", gold.interview),
        Case::ThemesCase(_) => "themes of all interviews".to_owned(),
        Case::DuplicatesCase(_) => "duplicates in the backlog".to_owned(),
    }
}

fn since_text(moved: &Difference) -> String {
    let p = moved.adjusted_p.unwrap_or(moved.p);
    format!("{:+.3} ({}; p {p:.3})", moved.difference, range(moved))
}

/// Whether cases of a task are called good or bad by this metric.
fn leads(id: &str) -> bool {
    Task::ALL.into_iter().any(|task| super::leading_metric(task) == id)
}

fn rows(report: &Report, is_shown: &dyn Fn(&Metric) -> bool) -> Vec<Row> {
    let mut family = String::new();
    let figures =
        report.metrics.iter().filter(|metric| metric.figure.value.is_some() && is_shown(&metric.figure));
    figures
        .map(|metric| {
            let own = metric.figure.id.split('.').next().unwrap_or_default();
            let begins_family = own != family;
            own.clone_into(&mut family);
            let since = metric.since_baseline.as_ref();
            let moved = since.map(since_text);
            row(&metric.figure, moved, begins_family)
        })
        .collect()
}

fn row(figure: &Metric, since: Option<String>, begins_family: bool) -> Row {
    let place = |value: f64| WIDTH * value.clamp(0.0, 1.0);
    let value = figure.value.unwrap_or_default();
    let (low, high) = figure.low.zip(figure.high).unwrap_or((value, value));
    Row {
        id: figure.id.to_owned(),
        value: number(figure.value),
        interval: interval(figure),
        low: place(low),
        span: place(high) - place(low),
        at: place(value),
        is_drawn: high <= 1.0,
        null_at: figure.baseline.map(place),
        trick_at: figure.cheap_trick.map(place),
        null: number(figure.baseline),
        trick: number(figure.cheap_trick),
        skill: number(figure.skill),
        n: figure.n,
        clusters: figure.clusters,
        since,
        verdict: figure.verdict.map_or("", |verdict| verdict.id()),
        lower_is_better: figure.better == Better::Lower,
        begins_family,
    }
}
