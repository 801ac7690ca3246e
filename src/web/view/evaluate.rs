//! How far suggestions can be relied on: runs, verdicts, intervals as small drawings.

use super::measures::named;
use super::paging::{next, part};
use super::time::date;
use super::words::counted;
use crate::evaluation::archive::{RunEntry, SuiteEntry};
use crate::evaluation::statistics::verdict::{Gate, Verdict};
use serde::{Deserialize, Serialize};

/// Left end and width of the drawing of 0 to 1.
pub(super) const LEFT: f64 = 8.0;
pub(super) const WIDTH: f64 = 224.0;

/// Runs that are offered to compare with.
const OTHERS: usize = 20;

/// A report as it was written, as far as the page shows it.
#[derive(Debug, Deserialize)]
pub(crate) struct WrittenReport {
    metrics: Vec<WrittenMetric>,
    #[serde(default)]
    errors: Vec<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct WrittenMetric {
    id: String,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: usize,
    baseline: Option<f64>,
    gate: Option<Gate>,
    verdict: Option<Verdict>,
    measured: bool,
}

/// The page of evaluations.
#[derive(Debug, Serialize)]
pub(crate) struct EvaluatePage {
    runs: Vec<RunRow>,
    more: Option<String>,
    chosen: Option<Chosen>,
}

#[derive(Debug, Serialize)]
struct RunRow {
    url: String,
    day: String,
    about: String,
    verdict: VerdictView,
    current: bool,
}

/// A verdict as a word with its colour.
#[derive(Debug, Serialize)]
struct VerdictView {
    class: &'static str,
    icon: &'static str,
    word: &'static str,
}

/// The run whose table is shown.
#[derive(Debug, Serialize)]
struct Chosen {
    heading: String,
    about: String,
    report: String,
    id: String,
    /// Other runs of the suite to compare with: id and words.
    others: Vec<(String, String)>,
    errors: usize,
    /// What decides, and what is only measured.
    decides: Vec<MeasureRow>,
    measured: Vec<MeasureRow>,
}

/// A measure with its interval.
#[derive(Debug, Serialize)]
struct MeasureRow {
    name: String,
    label: String,
    value: String,
    range: String,
    chance: String,
    n: usize,
    verdict: Option<VerdictView>,
    /// None for what does not lie between 0 and 1.
    drawing: Option<Drawing>,
}

/// Places on the line from 0 to 1.
#[derive(Debug, Serialize)]
struct Drawing {
    low: f64,
    high: f64,
    point: f64,
    gate: Option<f64>,
    chance: Option<f64>,
    class: &'static str,
}

impl EvaluatePage {
    pub(crate) fn of(runs: &[RunEntry], chosen: Option<(&RunEntry, WrittenReport)>, from: usize) -> Self {
        let current = chosen.as_ref().map(|(run, _)| run.id.clone());
        Self {
            runs: part(runs, from).iter().map(|run| RunRow::of(run, current.as_ref())).collect(),
            more: next(runs.len(), from).map(|from| format!("/evaluate?from={from}")),
            chosen: chosen.map(|(run, report)| Chosen::of(run, &report, runs)),
        }
    }
}

/// The page on which a run is started.
#[derive(Debug, Serialize)]
pub(crate) struct NewRunPage {
    /// Name, what it is about, how many cases.
    suites: Vec<(String, String, String)>,
}

impl NewRunPage {
    /// Suites that are held out are measured once a release, and not from here.
    pub(crate) fn of(suites: Vec<SuiteEntry>) -> Self {
        let runnable = suites.into_iter().filter(|suite| !suite.held_out);
        let row = |suite: SuiteEntry| (suite.name, suite.about, counted(suite.cases, "case", "cases"));
        Self { suites: runnable.map(row).collect() }
    }
}

impl RunRow {
    fn of(run: &RunEntry, current: Option<&String>) -> Self {
        Self {
            url: format!("/evaluate?run={}", super::url::segment(&run.id)),
            day: date(&run.day),
            about: format!("{}, {}", run.suite, drafted_by(&run.engine)),
            verdict: VerdictView::of(run.verdict),
            current: current == Some(&run.id),
        }
    }
}

pub(super) fn drafted_by(engine: &str) -> String {
    match engine {
        "playbook" => "playbook rules".into(),
        "model" => "a language model".into(),
        "both" => "playbook rules and a language model".into(),
        other => other.to_owned(),
    }
}

impl VerdictView {
    fn of(verdict: Option<Verdict>) -> Self {
        let (class, icon, word) = match verdict {
            Some(Verdict::Pass) => ("pass", "ok", "Pass"),
            Some(Verdict::Fail) => ("fail", "no", "Fail"),
            Some(Verdict::Inconclusive) => ("unknown", "unk", "Not decided"),
            Some(Verdict::Broken) => ("warn", "warn", "Broke off, nothing counts"),
            None => ("unknown", "unk", "No report yet"),
        };
        Self { class, icon, word }
    }
}

impl Chosen {
    fn of(run: &RunEntry, report: &WrittenReport, runs: &[RunEntry]) -> Self {
        let has_value = |metric: &&WrittenMetric| metric.measured && metric.value.is_some();
        let (decides, measured): (Vec<_>, Vec<_>) =
            report.metrics.iter().filter(has_value).partition(|metric| metric.verdict.is_some());
        let count = |wanted| decides.iter().filter(|metric| metric.verdict == Some(wanted)).count();
        Self {
            heading: format!(
                "{}: {} pass, {} fail, {} not decided",
                date(&run.day),
                count(Verdict::Pass),
                count(Verdict::Fail),
                count(Verdict::Inconclusive)
            ),
            about: format!(
                "{}, {}, each case {}",
                run.suite,
                drafted_by(&run.engine),
                if run.repeats == 1 { "once".to_owned() } else { format!("{} times", run.repeats) }
            ),
            report: format!("/api/v1/evaluations/{}/page", super::url::segment(&run.id)),
            id: run.id.clone(),
            others: others(run, runs),
            errors: report.errors.len(),
            decides: decides.into_iter().map(MeasureRow::of).collect(),
            measured: measured.into_iter().map(MeasureRow::of).collect(),
        }
    }
}

/// Runs of the same suite, the latest first.
fn others(run: &RunEntry, runs: &[RunEntry]) -> Vec<(String, String)> {
    let is_other = |one: &&RunEntry| one.suite == run.suite && one.id != run.id;
    let words = |one: &RunEntry| {
        let words = format!("{}, {} ({})", date(&one.day), drafted_by(&one.engine), ending(&one.id));
        (one.id.clone(), words)
    };
    runs.iter().filter(is_other).take(OTHERS).map(words).collect()
}

impl MeasureRow {
    fn of(metric: &WrittenMetric) -> Self {
        let figure = |value: f64| format!("{value:.2}");
        let value = metric.value.unwrap_or_default();
        let range = metric.low.zip(metric.high).filter(|(low, high)| low < high);
        let gate = match metric.gate {
            Some(Gate::AtLeast(gate) | Gate::AtMost(gate)) => Some(gate),
            Some(Gate::EveryCase) | None => None,
        };
        let mut label = vec![figure(value)];
        label.extend(range.map(|(low, high)| format!("likely between {low:.2} and {high:.2}")));
        label.extend(gate.map(|gate| format!("gate {gate:.2}")));
        label.extend(metric.baseline.map(|chance| format!("by chance {chance:.2}")));
        label.extend(matches!(metric.gate, Some(Gate::EveryCase)).then(|| "every case must hold".into()));
        Self {
            name: named(&metric.id),
            label: label.join(", "),
            value: figure(value),
            range: range.map(|(low, high)| format!("{low:.2}–{high:.2}")).unwrap_or_default(),
            chance: metric.baseline.map_or_else(|| "–".to_owned(), figure),
            n: metric.n,
            verdict: metric.verdict.map(|verdict| VerdictView::of(Some(verdict))),
            drawing: (0.0..=1.0).contains(&value).then(|| drawing(metric, value, range, gate)),
        }
    }
}

fn drawing(metric: &WrittenMetric, value: f64, range: Option<(f64, f64)>, gate: Option<f64>) -> Drawing {
    let at = |value: f64| LEFT + WIDTH * value.clamp(0.0, 1.0);
    let (low, high) = range.unwrap_or((value, value));
    Drawing {
        low: at(low),
        high: at(high),
        point: at(value),
        gate: gate.map(at),
        chance: metric.baseline.map(at),
        class: metric.verdict.map_or("", |verdict| VerdictView::of(Some(verdict)).class),
    }
}

/// The end of an id, by which runs of one day are told apart.
pub(super) fn ending(id: &str) -> &str {
    id.rsplit('-').next().unwrap_or(id)
}
