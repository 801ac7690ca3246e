//! `hone eval promote`.

use super::wrong_suite;
use crate::cli::print::Printer;
use crate::domain::access::Scope;
use crate::evaluation::promote::{LeftOut, promote as decided, write};
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use crate::use_case::Copilot;
use serde_json::json;
use std::path::Path;

pub(super) async fn promote(
    copilot: &Copilot,
    scope: &Scope,
    (folder, out): (&Path, &Path),
    printer: &Printer,
) -> Result<u8, Problem> {
    let corpus = Suite::load_corpus(folder).map_err(|error| wrong_suite(folder, &error))?;
    let promoted = decided(copilot, scope, &corpus).await?;
    let written = write(&promoted, &corpus, out)
        .map_err(|error| Problem::new("unreadable", error.to_string(), "name another folder with --out"))?;
    for suite in &written {
        Suite::load(suite).map_err(|error| wrong_suite(suite, &error))?;
    }
    let value = json!({"suites": written, "left_out": promoted.left_out});
    printer.result(&value, || {
        let mut lines: Vec<String> = promoted.left_out.iter().map(left_out).collect();
        lines.extend(written.iter().map(|suite| format!("{} is a suite", suite.display())));
        if written.is_empty() {
            lines.push("No decision became a case: accept something on an item of the suite.".into());
        }
        lines
    });
    Ok(0)
}

fn left_out(one: &LeftOut) -> String {
    format!("left out: {} on {}: {}", one.suggestion, one.item, one.why)
}
