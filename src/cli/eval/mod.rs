//! `hone eval`: run, replay, compare, plan and accept. Exit codes are those of a verdict.

mod arguments;
mod compare;
mod decisions;
mod gold;
mod held_out;
mod judge;
mod pairs;
mod promote;
mod run;

pub(super) use arguments::{EvalCommand, Format};

use super::PATIENCE;
use super::print::Printer;
use crate::app;
use crate::config::Config;
use crate::domain::access::Person;
use crate::evaluation::run::{Run, RunError};
use crate::evaluation::statistics::verdict::Verdict;
use crate::evaluation::suite::{Suite, SuiteError};
use crate::problem::Problem;
use std::path::Path;

/// Exit code of whatever keeps an evaluation from being believed.
pub(super) const BROKEN: u8 = 3;

/// 0 pass, 1 fail, 2 inconclusive, 3 broken.
pub(super) async fn evaluate(
    config: &Config,
    (person, workspace): (Person, Option<&str>),
    command: EvalCommand,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        EvalCommand::Promote { corpus, out } => {
            let copilot = app::build(config, PATIENCE).await?;
            let scope = copilot.enter(person, workspace).await?;
            promote::promote(&copilot, &scope, (&corpus, &out), printer).await
        }
        EvalCommand::Decisions => {
            let copilot = app::build(config, PATIENCE).await?;
            let scope = copilot.enter(person, workspace).await?;
            decisions::show(&copilot, &scope, printer).await
        }
        EvalCommand::Run {
            suites,
            out,
            repeats,
            engine,
            parallel,
            release,
            ledger,
            format,
            gate,
            judge,
            labels,
            baselines,
        } => {
            let suites = suites.iter().map(|folder| load(folder)).collect::<Result<Vec<Suite>, Problem>>()?;
            let wanted = run::Wanted {
                out: out.unwrap_or_else(|| config.data.join("eval")),
                repeats: usize::from(repeats),
                engine,
                parallel: usize::from(parallel),
                format,
                baselines: gate.then_some(baselines.folder),
                judge: judge.map(|most| (usize::from(most), labels)),
            };
            let held_out = held_out::HeldOut::open(&ledger, release, person.name)?;
            run::run(config, &suites, &wanted, held_out, printer).await
        }
        EvalCommand::Judge { preferences, pairs, most } => {
            judge::admit(config, [preferences, pairs], usize::from(most), printer).await
        }
        EvalCommand::Replay { stored, format, gate, baselines } => {
            run::replay(&stored, format, gate.then_some(baselines.folder.as_path()), printer)
        }
        EvalCommand::Baseline { stored, baselines } => run::accept(&stored, &baselines.folder, printer),
        EvalCommand::Gold { folder } => gold::measure(config, &folder, printer).await,
        EvalCommand::Pairs { pairs, suites } => pairs::calibrate(config, &pairs, &suites, printer).await,
        EvalCommand::Compare { before, after, suite, format } => {
            compare::compare([&before, &after], suite.as_deref(), format, printer)
        }
        EvalCommand::Plan { before, after, suite } => {
            compare::plan([&before, &after], suite.as_deref(), printer)
        }
    }
}

fn load(folder: &Path) -> Result<Suite, Problem> {
    Suite::load(folder).map_err(|error| wrong_suite(folder, &error))
}

fn wrong_suite(folder: &Path, error: &SuiteError) -> Problem {
    let hint = "nothing was run; mend every place that is named";
    Problem::new("unreadable", format!("{} is no suite:\n{error}", folder.display()), hint)
}

/// A stored run with its suite, whose gold must be the one that the run was made with.
fn stored(file: &Path, suite: Option<&Path>) -> Result<(Suite, Run), Problem> {
    let run = crate::evaluation::run::read(file).map_err(|error| no_run(&error))?;
    let suite = load(suite.unwrap_or_else(|| Path::new(&run.header.folder)))?;
    if suite.hash != run.header.gold || suite.manifest.suite != run.header.suite {
        let why =
            format!("{} was run with another gold than {} has now", file.display(), suite.folder.display());
        return Err(Problem::new("conflict", why, "run the suite again, or name its folder with --suite"));
    }
    Ok((suite, run))
}

fn no_run(error: &RunError) -> Problem {
    Problem::new("unreadable", error.to_string(), "`hone eval run` leaves such files in the folder of --out")
}

/// The worst of several verdicts as an exit code.
fn exit_code(verdicts: impl IntoIterator<Item = Verdict>) -> u8 {
    Verdict::of_run(verdicts).exit_code()
}
