//! `hone eval decisions`: what people did with the suggestions of a workspace.

use crate::cli::print::Printer;
use crate::domain::access::Scope;
use crate::evaluation::report::decision_table;
use crate::evaluation::score::of_decisions;
use crate::problem::Problem;
use crate::use_case::Copilot;

pub(super) async fn show(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let history = copilot.history(scope).await?;
    let metrics = of_decisions(&history, &copilot.items(scope).await?);
    printer.result(&metrics, || decision_table(&metrics));
    Ok(0)
}
