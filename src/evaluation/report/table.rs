//! A report on a terminal of eighty columns.

use super::{Report, interval, number};
use crate::evaluation::compare::Difference;
use crate::evaluation::gold::GoldSet;
use crate::evaluation::score::{CaseOutcome, Metric};

/// Lines of a report: every measured metric beside nothing and a cheap trick.
pub fn table(report: &Report) -> Vec<String> {
    let mut lines = vec![
        format!("{}  {} {}  {}", report.suite, report.engine, report.version, report.day),
        format!("encoder {}, gold {}", report.encoder, &report.gold.hash[..12]),
        String::new(),
        format!(
            "{:<27} {:>5} {:>12} {:>5} {:>5} {:>4}  verdict",
            "metric", "value", "95 %", "null", "trick", "n"
        ),
    ];
    let mut family = "";
    for metric in report.metrics.iter().filter(|metric| metric.figure.value.is_some()) {
        let figure = &metric.figure;
        let own = figure.id.split('.').next().unwrap_or_default();
        if !family.is_empty() && family != own {
            lines.push(String::new());
        }
        family = own;
        let verdict = figure.verdict.map_or("", |verdict| verdict.id());
        let line = format!(
            "{:<27} {:>5} {:>12} {:>5} {:>5} {:>4}  {verdict}",
            figure.id,
            number(figure.value),
            interval(figure),
            number(figure.baseline),
            number(figure.cheap_trick),
            figure.n,
        );
        lines.push(line.trim_end().to_owned());
    }
    lines.push(String::new());
    lines.extend(below(report));
    lines
}

fn below(report: &Report) -> Vec<String> {
    let mut lines =
        vec!["null knows nothing of the case, trick costs nothing; * range of few clusters".to_owned()];
    if !report.not_measured.is_empty() {
        let tasks: Vec<&str> = report.not_measured.iter().map(|task| task.id()).collect();
        lines.push(format!("not measured, because the engine cannot do it yet: {}", tasks.join(", ")));
    }
    let silent = report.metrics.iter().filter(|metric| metric.measured && metric.figure.value.is_none());
    lines.extend(nothing_to_look_at(silent.map(|metric| &metric.figure)));
    let repeated = report.metrics.iter().filter_map(|metric| {
        let chance = metric.figure.pass_every_time.filter(|_| metric.figure.verdict.is_some())?;
        Some(format!("passes every time: {} {chance:.3}", metric.figure.id))
    });
    lines.extend(repeated);
    for metric in &report.metrics {
        lines.extend(metric.since_baseline.iter().filter(|moved| moved.difference != 0.0).map(since));
    }
    if report.repeats > 1 {
        lines.push(format!("{} cases gave the same to the letter each time", report.repeated));
    }
    for flaky in &report.flaky {
        lines.push(format!("flaky: {} in {}", flaky.case, flaky.metric));
    }
    for error in &report.errors {
        lines.push(format!("broken: {} ({})", error.case, error.error));
    }
    for returned in &report.returned {
        lines.push(format!("turned down and back again: {} on {}", returned.rejected, returned.item));
    }
    let failed = report.cases.iter().filter(|case| case.outcome == CaseOutcome::Fail).count();
    lines.push(format!(
        "{} cases, {failed} below the bar; half within {} ms, 95 % within {} ms; {} tokens",
        report.cases.len(),
        report.cost.p50_ms,
        report.cost.p95_ms,
        report.cost.input_tokens + report.cost.output_tokens
    ));
    lines.push(format!("verdict: {}   run: {}", report.verdict.id(), report.run));
    lines
}

fn since(moved: &Difference) -> String {
    format!(
        "{}: {:+.3} since the baseline ({}; p {:.3} after Holm), may lose {:.2}: {}{}",
        moved.id,
        moved.difference,
        range(moved),
        moved.adjusted_p.unwrap_or(moved.p),
        moved.tolerance.unwrap_or_default(),
        moved.verdict.map_or("", |verdict| verdict.id()),
        moved.more_cases.map_or(String::new(), |more| format!(", some {more} more cases would decide"))
    )
}

/// Lines of gold that is no suite.
pub fn gold_table(sets: &[GoldSet]) -> Vec<String> {
    let mut lines = Vec::new();
    for set in sets {
        lines.push(format!("{}: {} lines, {}", set.set, set.cases, set.grade));
        lines.extend(textwrap::wrap(set.about, 78).into_iter().map(|line| format!("  {line}")));
        lines.extend(set.metrics.iter().map(figure_line));
        lines.push(String::new());
    }
    lines
}

fn figure_line(figure: &Metric) -> String {
    let (value, interval) = (number(figure.value), interval(figure));
    format!("  {:<27} {value:>5} {interval:>12} {:>5}", figure.id, figure.n)
}

/// Lines of what people decided.
pub fn decision_table(metrics: &[Metric]) -> Vec<String> {
    let (found, without): (Vec<&Metric>, Vec<&Metric>) =
        metrics.iter().partition(|metric| metric.value.is_some());
    let mut lines = vec![format!("  {:<27} {:>5} {:>12} {:>5}", "metric", "value", "95 %", "n")];
    lines.extend(found.into_iter().map(figure_line));
    lines.extend(nothing_to_look_at(without.into_iter()));
    lines
}

/// Metrics that nothing could be said by, which is neither zero nor pass.
fn nothing_to_look_at<'a>(metrics: impl Iterator<Item = &'a Metric>) -> Vec<String> {
    let ids: Vec<&str> = metrics.map(|metric| metric.id).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let line = format!("not applicable: {}", ids.join(", "));
    textwrap::wrap(&line, 78).into_iter().map(Into::into).collect()
}

pub(super) fn range(moved: &Difference) -> String {
    match moved.low.zip(moved.high) {
        Some((low, high)) => format!("{low:+.3} to {high:+.3}"),
        None => "one cluster: no interval".to_owned(),
    }
}

/// Lines of a comparison, the largest difference first.
pub fn comparison_table(differences: &[Difference]) -> Vec<String> {
    let mut lines = vec![format!(
        "{:<27} {:>5} {:>5} {:>6} {:>16} {:>8} {:>7}",
        "metric", "A", "B", "B − A", "95 %", "win/loss", "p"
    )];
    for moved in differences {
        let p =
            moved.adjusted_p.map_or_else(|| format!("{:.3}", moved.p), |adjusted| format!("{adjusted:.3}H"));
        let range =
            moved.low.zip(moved.high).map_or("–".into(), |(low, high)| format!("{low:+.3}/{high:+.3}"));
        lines.push(format!(
            "{:<27} {:>5.3} {:>5.3} {:>+6.3} {:>16} {:>8} {:>7}",
            moved.id,
            moved.before,
            moved.after,
            moved.difference,
            range,
            format!("{}/{}", moved.wins, moved.losses),
            p
        ));
    }
    lines.push("H: gating metric, p after Holm; the rest explores".to_owned());
    lines
}
