//! `hone eval compare` and `plan`: two stored runs of a suite.

use super::arguments::Format;
use super::{exit_code, stored};
use crate::cli::print::Printer;
use crate::evaluation::compare::{CaseChange, Difference, changes, differences, figures};
use crate::evaluation::report::{
    comparison_comment, comparison_page, comparison_table, leading_metric, scores,
};
use crate::evaluation::run::Run;
use crate::evaluation::suite::{Suite, Task};
use crate::problem::Problem;
use serde_json::json;
use std::path::Path;

/// Two runs of a suite with what moved between them.
struct Compared {
    suite: Suite,
    runs: [Run; 2],
    differences: Vec<Difference>,
    changes: Vec<CaseChange>,
}

fn compared(files: [&Path; 2], suite: Option<&Path>) -> Result<Compared, Problem> {
    let (own, before) = stored(files[0], suite)?;
    let (_, after) = stored(files[1], suite)?;
    if before.header.gold != after.header.gold {
        let why = format!("{} and {} have another gold", before.header.id, after.header.id);
        return Err(Problem::new("conflict", why, "only runs on the same cases can be compared"));
    }
    let both = [figures(&scores(&own, &before)), figures(&scores(&own, &after))];
    let leading = Task::ALL.map(leading_metric);
    Ok(Compared {
        differences: differences(&both[0], &both[1]),
        changes: changes(&leading, &both[0], &both[1]),
        suite: own,
        runs: [before, after],
    })
}

pub(super) fn compare(
    files: [&Path; 2],
    suite: Option<&Path>,
    format: Option<Format>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let mut found = compared(files, suite)?;
    found.differences.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
    let [before, after] = &found.runs;
    let names = [before.header.id.as_str(), after.header.id.as_str()];
    let failed = |error: String| Problem::new("internal", error, "");
    let text = match printer.format(format) {
        Format::Table => {
            let mut lines = vec![format!("A {}", names[0]), format!("B {}", names[1])];
            lines.extend(comparison_table(&found.differences));
            lines.extend(found.changes.iter().take(10).map(change_line));
            lines.join("\n") + "\n"
        }
        Format::Json => {
            let changes: Vec<_> =
                found.changes.iter().map(|change| both_outputs(change, &found.runs)).collect();
            let value = json!({
                "suite": found.suite.manifest.suite, "a": names[0], "b": names[1],
                "differences": found.differences, "cases": changes,
            });
            serde_json::to_string_pretty(&value).map_err(|error| failed(error.to_string()))? + "\n"
        }
        Format::Markdown => comparison_comment(names, &found.differences, &found.changes),
        Format::Html => comparison_page(&found.suite, [before, after], &found.differences, &found.changes)
            .map_err(|error| failed(error.to_string()))?,
        Format::Junit => {
            let hint = "use table, json, markdown or html";
            return Err(Problem::new("invalid", "a comparison has no JUnit report", hint));
        }
    };
    printer.raw(&text);
    Ok(exit_code(found.differences.iter().filter_map(|moved| moved.verdict)))
}

fn change_line(change: &CaseChange) -> String {
    format!("{:<40} {:.3} → {:.3}  {}", change.case, change.before, change.after, change.metric)
}

/// A changed case with what both runs printed for it.
fn both_outputs(change: &CaseChange, runs: &[Run; 2]) -> serde_json::Value {
    let printed = |run: &Run| {
        let output = run.outputs.iter().find(|output| output.case == change.case && output.repeat == 0);
        output.and_then(|output| output.output.as_ref().ok()).cloned()
    };
    let [before, after] = runs;
    json!({"change": change, "a": printed(before), "b": printed(after)})
}

/// The smallest difference that the suite finds in eight of ten runs, by metric.
pub(super) fn plan(files: [&Path; 2], suite: Option<&Path>, printer: &Printer) -> Result<u8, Problem> {
    let found = compared(files, suite)?;
    let rows: Vec<_> = found
        .differences
        .iter()
        .map(|moved| json!({"id": moved.id, "n": moved.n, "clusters": moved.clusters, "detectable": moved.detectable}))
        .collect();
    printer.result(&rows, || {
        let mut lines =
            vec![format!("{:<27} {:>4} {:>8}  {}", "metric", "n", "clusters", "found in 8 of 10 runs from")];
        lines.extend(found.differences.iter().map(|moved| {
            format!("{:<27} {:>4} {:>8}  {}", moved.id, moved.n, moved.clusters, detectable(moved))
        }));
        lines.push("paired on the same cases; 2.8 standard errors of the difference".into());
        lines
    });
    Ok(0)
}

fn detectable(moved: &Difference) -> String {
    if moved.wins + moved.losses == 0 {
        "no case differs between these runs: nothing to plan from".into()
    } else {
        format!("{:.3}", moved.detectable)
    }
}
