//! `hone learning`: what decisions have taught, why a suggestion stands where it stands, and a new start.

use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Acceptance, Copilot, Learning, Reason, Standing};
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(super) struct LearningArguments {
    /// Why this suggestion stands where it stands: its id, or the first characters.
    #[arg(long = "for", value_name = "ID")]
    suggestion: Option<String>,
    #[command(subcommand)]
    command: Option<LearningCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum LearningCommand {
    /// Forget what was learned; the decisions stay.
    Reset,
    /// Take the last reset back.
    Undo,
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    arguments: LearningArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    if let Some(id) = &arguments.suggestion {
        let standing = copilot.standing(scope, id).await?;
        printer.result(&standing, || standing_lines(&standing));
        return Ok(0);
    }
    let learned = match arguments.command {
        None => copilot.learning(scope).await?,
        Some(LearningCommand::Reset) => copilot.learn_anew(scope).await?,
        Some(LearningCommand::Undo) => copilot.learn_on(scope).await?,
    };
    printer.result(&learned, || lines_of(&learned));
    Ok(0)
}

fn lines_of(learned: &Learning) -> Vec<String> {
    let state = if learned.order.on { "on" } else { "off" };
    let mut lines = vec![format!("order of the inbox: {state}, {}", learned.order.why)];
    lines.extend(learned.weights.iter().map(reason_line));
    if !learned.acceptance.is_empty() {
        lines.push("                          accepted               right         words changed".into());
        lines.extend(learned.acceptance.iter().map(acceptance_line));
    }
    lines
}

fn standing_lines(standing: &Standing) -> Vec<String> {
    let mut lines = vec![format!("score {:+.2}", standing.score)];
    if standing.reasons.is_empty() {
        lines.push("nothing was learned of it: it stands where it was proposed".into());
    }
    lines.extend(standing.reasons.iter().map(reason_line));
    lines
}

fn reason_line(reason: &Reason) -> String {
    let name = &reason.about.name;
    format!("  {:+.2}  {name}: you accepted {} of {}", reason.weight, reason.accepted, reason.decided)
}

fn acceptance_line(one: &Acceptance) -> String {
    let changed = one.changed.map_or_else(String::new, |changed| format!("{:.0} %", 100.0 * changed));
    format!(
        "  {:<22} {:>3} of {:<3} [{:>3.0}, {:>3.0} %]  {:>3} of {:<3}  {changed}",
        one.name,
        one.accepted,
        one.decided,
        100.0 * one.low,
        100.0 * one.high,
        one.correct,
        one.judged
    )
}
