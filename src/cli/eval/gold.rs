//! `hone eval gold`.

use crate::app;
use crate::cli::print::Printer;
use crate::config::Config;
use crate::evaluation::gold::{GoldError, measure as measure_gold};
use crate::evaluation::report::gold_table;
use crate::problem::Problem;
use std::path::Path;

pub(super) async fn measure(config: &Config, folder: &Path, printer: &Printer) -> Result<u8, Problem> {
    let workspace = tempfile::tempdir().map_err(|error| Problem::new("internal", error.to_string(), ""))?;
    let copilot = app::throw_away(config, workspace.path()).await?;
    let bar = printer.bar("evaluating");
    let sets = measure_gold(&copilot, folder, &|done, total| bar.show(done, total)).await;
    bar.finish();
    let sets = sets.map_err(|error| match error {
        GoldError::Engine(error) => Problem::from(error),
        GoldError::File { .. } => Problem::new(
            "unreadable",
            error.to_string(),
            "name the folder that holds gold, interviews, backlogs",
        ),
    })?;
    printer.result(&sets, || gold_table(&sets));
    Ok(0)
}
