//! `hone eval compare` and `plan`: two stored runs of a suite.

use super::arguments::Format;
use super::{exit_code, stored};
use crate::cli::print::Printer;
use crate::evaluation::compare::{CaseChange, Difference};
use crate::evaluation::report::{Comparison, comparison_comment, comparison_page, comparison_table};
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use serde_json::json;
use std::path::Path;

fn compared(files: [&Path; 2], suite: Option<&Path>) -> Result<(Suite, Comparison), Problem> {
    let (own, before) = stored(files[0], suite)?;
    let (_, after) = stored(files[1], suite)?;
    if before.header.gold != after.header.gold {
        let why = format!("{} and {} have another gold", before.header.id, after.header.id);
        return Err(Problem::new("conflict", why, "only runs on the same cases can be compared"));
    }
    let found = Comparison::of(&own, [&before, &after]);
    Ok((own, found))
}

pub(super) fn compare(
    files: [&Path; 2],
    suite: Option<&Path>,
    format: Option<Format>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let (suite, found) = compared(files, suite)?;
    let failed = |error: String| Problem::new("internal", error, "");
    let text = match printer.format(format) {
        Format::Table => {
            let mut lines = vec![format!("A {}", found.a), format!("B {}", found.b)];
            lines.extend(comparison_table(&found.differences));
            lines.extend(found.cases.iter().take(10).map(|case| change_line(&case.change)));
            lines.join("\n") + "\n"
        }
        Format::Json => {
            serde_json::to_string_pretty(&found).map_err(|error| failed(error.to_string()))? + "\n"
        }
        Format::Markdown => comparison_comment(&found),
        Format::Html => comparison_page(&suite, &found).map_err(|error| failed(error.to_string()))?,
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

/// The smallest difference that the suite finds in eight of ten runs, by metric.
pub(super) fn plan(files: [&Path; 2], suite: Option<&Path>, printer: &Printer) -> Result<u8, Problem> {
    let (_, found) = compared(files, suite)?;
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
