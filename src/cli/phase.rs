//! `hone phase`: where an initiative is, and what is open in it.

use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::phase::{MOST_MMFS, MOST_STORIES, Phase};
use crate::problem::Problem;
use crate::use_case::{Copilot, Initiative};
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(super) struct PhaseArguments {
    #[command(subcommand)]
    command: Option<PhaseCommand>,
}

#[derive(Debug, Subcommand)]
enum PhaseCommand {
    /// Begin a phase: strategic_planning, active_planning, analytical_planning or iterative_execution.
    Enter {
        /// The phase.
        #[arg(value_parser = super::assumptions::of_id::<Phase>)]
        phase: Phase,
        /// Key of the initiative; the workspace as a whole if left out.
        #[arg(long, value_name = "KEY")]
        on: Option<String>,
    },
    /// Take the last change of phase back.
    Undo {
        /// Key of the initiative; the workspace as a whole if left out.
        #[arg(long, value_name = "KEY")]
        on: Option<String>,
    },
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    arguments: PhaseArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    let initiatives = match arguments.command {
        None => copilot.initiatives(scope).await?,
        Some(PhaseCommand::Enter { phase, on }) => copilot.enter_phase(scope, on.as_deref(), phase).await?,
        Some(PhaseCommand::Undo { on }) => copilot.leave_phase(scope, on.as_deref()).await?,
    };
    printer.result(&initiatives, || {
        if initiatives.is_empty() {
            return vec![
                "No initiative has a phase, so nothing is held: hone phase enter PHASE --on KEY".into(),
            ];
        }
        initiatives.iter().map(line).collect()
    });
    Ok(0)
}

fn line(one: &Initiative) -> String {
    let name = one.item.as_deref().unwrap_or("(the workspace)");
    match one.phase {
        Phase::StrategicPlanning => format!("{name}  Strategic Planning"),
        Phase::AnalyticalPlanning => format!("{name}  Analytical Planning"),
        Phase::IterativeExecution => format!("{name}  Iterative Execution"),
        Phase::ActivePlanning => format!(
            "{name}  Active Planning: {} of {MOST_MMFS} MMFs and {} of {MOST_STORIES} stories open, {} held",
            one.open_mmfs, one.open_stories, one.held
        ),
    }
}
