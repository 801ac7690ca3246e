//! `hone eval pairs`.

use super::load;
use crate::app;
use crate::cli::print::Printer;
use crate::config::Config;
use crate::evaluation::measure::threshold::Threshold;
use crate::evaluation::pairs::{Calibration, by_meaning, by_words, read};
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use std::path::{Path, PathBuf};

pub(super) async fn calibrate(
    config: &Config,
    file: &Path,
    suites: &[PathBuf],
    printer: &Printer,
) -> Result<u8, Problem> {
    let suites = suites.iter().map(|folder| load(folder)).collect::<Result<Vec<Suite>, Problem>>()?;
    let unreadable = |why: String| Problem::new("unreadable", format!("{}: {why}", file.display()), "");
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    let pairs = read(&text).map_err(unreadable)?;
    let encoder = app::encoder(config)?;
    let meaning = by_meaning(&pairs, &*encoder)
        .await
        .map_err(|error| Problem::new("unavailable", error.to_string(), "look at the embeddings settings"))?;
    let found = [by_words(&pairs, &suites), meaning];
    printer.result(&found, || found.iter().flat_map(lines).collect());
    Ok(0)
}

fn lines(found: &Calibration) -> Vec<String> {
    let row = |what: &str, n: usize, at: &Threshold| {
        format!(
            "  {what} {n:>3} pairs: precision {:.3}, recall {:.3}; {:.1} % of the unrelated",
            at.precision,
            at.recall,
            100.0 * at.let_through
        )
    };
    vec![
        format!(
            "{}: the same from {:.2} on{}",
            found.similarity,
            found.chosen.at,
            if found.chosen.is_precise() { "" } else { "; none is precise on near misses" }
        ),
        row("chosen on", found.chosen_on, &found.chosen),
        row("judged on", found.judged_on, &found.judged),
    ]
}
