//! The command line: reads the arguments, calls a use case, prints the answer.

mod arguments;
mod assumptions;
mod card;
mod care;
mod commands;
mod decide;
mod edited;
mod eval;
mod files;
mod ingest;
mod jobs;
mod learning;
mod lint;
mod look;
mod mcp;
mod participants;
mod people;
mod phase;
mod prime;
mod print;
mod questions;
mod refine;
mod search;
mod segments;
mod serve;
mod themes;
mod trace;
mod transfer;
mod tree;
mod understand;
mod workspace;

use crate::app;
use crate::config::{Config, ConfigError, environment};
use crate::domain::access::{Person, Scope};
use crate::problem::Problem;
use crate::telemetry;
use crate::use_case::{Copilot, RefineMany};
use arguments::{Arguments, InterviewCommand};
use clap::{CommandFactory, Parser};
use commands::{Checked, Command, InsideCommand, WholeCommand};
use print::Printer;
use std::process::ExitCode;
use std::time::Duration;

/// How long a command gives texts their vectors before it answers with words alone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the command of this process.
///
/// Exit codes: 0 ok, 1 refused or some inputs refused, 2 bad usage or nothing
/// could be read, 3 broken; those of `hone eval` are its own.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    let is_eval = matches!(arguments.command, Command::Eval { .. });
    match &arguments.command {
        Command::Whole(WholeCommand::Serve { .. }) => {
            telemetry::start(arguments.verbosity() + 1, telemetry::LogFormat::Json);
        }
        _ => telemetry::start(arguments.verbosity(), telemetry::LogFormat::Text),
    }
    let json = arguments.json;
    let printer = Printer::new(json);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return printer.fail(&Problem::new("internal", error.to_string(), "")),
    };
    match runtime.block_on(dispatch(arguments, &printer)) {
        Ok(code) => printer
            .finish()
            .map_or_else(|problem| Printer::new(json).fail(&problem), |()| ExitCode::from(code)),
        Err(problem) if is_eval => {
            printer.problem(&problem);
            ExitCode::from(eval::BROKEN)
        }
        Err(problem) => printer.fail(&problem),
    }
}

/// Prints what is wrong with the arguments, or the help that they ask for. An evaluation
/// that cannot be started is broken: 2 would say that it was inconclusive.
fn misused(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    let lenient = Arguments::command().ignore_errors(true).try_get_matches();
    let is_eval = lenient.is_ok_and(|matches| matches.subcommand_name() == Some("eval"));
    match error.exit_code() {
        0 => ExitCode::SUCCESS,
        _ if is_eval => ExitCode::from(eval::BROKEN),
        _ => ExitCode::from(2),
    }
}

async fn dispatch(arguments: Arguments, printer: &Printer) -> Result<u8, Problem> {
    let variables = |name: &str| match name {
        "HONE_DATA" => {
            arguments.data.as_ref().map(|data| data.display().to_string()).or_else(|| environment(name))
        }
        "HONE_ADDR" => arguments.command.address().or_else(|| environment(name)),
        _ => environment(name),
    };
    let config = Config::load(arguments.config.as_deref(), variables).map_err(|error| {
        let hint = match error {
            ConfigError::Unreadable(..) => "name a file that is there and may be read, with --config",
            ConfigError::Wrong(_) => {
                "mend it in the file of --config or in the HONE_ variable that sets it; \
                 src/config/default.toml explains every setting"
            }
        };
        Problem::new("invalid", error.to_string(), hint)
    })?;
    let patience = if arguments.command.serves() { Duration::ZERO } else { PATIENCE };
    let person = Person::named(
        arguments.person.unwrap_or_else(|| environment("USER").unwrap_or_else(|| "owner".into())),
    );
    let name = arguments.workspace.as_deref();
    match arguments.command {
        Command::Eval { command } => {
            Box::pin(eval::evaluate(&config, (person, name), command, printer)).await
        }
        Command::Whole(command) => {
            let copilot = app::build(&config, patience).await?;
            Box::pin(whole(copilot, &config, (person, name), command, printer)).await
        }
        Command::Inside(command) => {
            let copilot = app::build(&config, patience).await?;
            let scope = copilot.enter(person, name).await?;
            Box::pin(within(&copilot, &scope, command, printer)).await
        }
    }
}

/// A command on workspaces or on the database as a whole.
async fn whole(
    copilot: Copilot,
    config: &Config,
    (person, name): (Person, Option<&str>),
    command: WholeCommand,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        WholeCommand::Demo { no_serve } => {
            workspace::demo(&copilot, person.clone(), printer).await?;
            if no_serve { Ok(0) } else { Box::pin(serve::serve(copilot, config, person, printer)).await }
        }
        WholeCommand::Serve { .. } => Box::pin(serve::serve(copilot, config, person, printer)).await,
        WholeCommand::Mcp => mcp::serve(copilot, name).await,
        WholeCommand::Init { from } => {
            workspace::init(&copilot, person, name, from.as_deref(), printer).await
        }
        WholeCommand::Check { what: Some(Checked::Prompts) } => {
            care::check_prompts(&config.model.prompts, printer)
        }
        WholeCommand::Check { what: None } => care::check(&copilot, printer).await,
        WholeCommand::Backup { file } => transfer::backup(&copilot, &file, printer).await,
        WholeCommand::Restore { file } => transfer::restore(&copilot, &file, printer).await,
    }
}

/// A command that works in a workspace.
async fn within(
    copilot: &Copilot,
    scope: &Scope,
    command: InsideCommand,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        InsideCommand::Ingest { what } => ingest::run(copilot, scope, what, printer).await,
        InsideCommand::Items => look::items(copilot, scope, printer).await,
        InsideCommand::Interviews { command: None } => look::interviews(copilot, scope, printer).await,
        InsideCommand::Interviews { command: Some(InterviewCommand::Roles { id, roles }) } => {
            look::correct_roles(copilot, scope, &id, roles, printer).await
        }
        InsideCommand::Show { id } => look::show(copilot, scope, &id, printer).await,
        InsideCommand::Search(wanted) => search::run(copilot, scope, wanted, printer).await,
        InsideCommand::Refine { key: Some(key), kinds, engine, .. } => {
            refine::one(&refine::drafting(copilot, engine)?, scope, &key, &kinds, printer).await
        }
        InsideCommand::Refine { kinds, level, limit, engine, .. } => {
            let copilot = refine::drafting(copilot, engine)?;
            refine::many(&copilot, scope, &kinds, RefineMany { level, limit }, printer).await
        }
        InsideCommand::Summarize { interview } => {
            understand::summarize(copilot, scope, &interview, printer).await
        }
        InsideCommand::Themes { command } => themes::run(copilot, scope, command, printer).await,
        InsideCommand::Tree(arguments) => tree::run(copilot, scope, arguments, printer).await,
        InsideCommand::Next => refine::next(copilot, scope, printer).await,
        InsideCommand::Inbox { withheld: true, .. } => refine::withheld(copilot, scope, printer).await,
        InsideCommand::Inbox { kind, .. } => refine::inbox(copilot, scope, kind.as_ref(), printer).await,
        InsideCommand::Accept { id, candidate } => {
            decide::accept(copilot, scope, &id, candidate, printer).await
        }
        InsideCommand::Edit { id, file } => decide::edit(copilot, scope, &id, file.as_deref(), printer).await,
        InsideCommand::Reject { id, reason, note } => {
            decide::reject(copilot, scope, &id, (&reason, &note), printer).await
        }
        InsideCommand::Defer { id, until } => decide::defer(copilot, scope, &id, &until, printer).await,
        InsideCommand::Undo { id } => decide::undo(copilot, scope, &id, printer).await,
        InsideCommand::Lint(arguments) => lint::run(copilot, scope, arguments, printer).await,
        InsideCommand::Phase(arguments) => phase::run(copilot, scope, arguments, printer).await,
        InsideCommand::Jobs { command } => jobs::run(copilot, scope, command, printer).await,
        InsideCommand::Learning(arguments) => learning::run(copilot, scope, arguments, printer).await,
        InsideCommand::Duplicates { proposals } => lint::duplicates(copilot, scope, proposals, printer).await,
        InsideCommand::Trace { id } => trace::run(copilot, scope, &id, printer).await,
        InsideCommand::Ledger { expire } => refine::ledger(copilot, scope, expire.as_deref(), printer).await,
        InsideCommand::Assumptions { command } => assumptions::run(copilot, scope, command, printer).await,
        InsideCommand::Questions(arguments) => questions::run(copilot, scope, arguments, printer).await,
        InsideCommand::BigIdea { command } => people::big_idea(copilot, scope, command, printer).await,
        InsideCommand::Stakeholders { command } => {
            people::stakeholders(copilot, scope, command, printer).await
        }
        InsideCommand::Interviews { command: Some(InterviewCommand::Masking { id }) } => {
            care::masking(copilot, scope, &id, printer).await
        }
        InsideCommand::Segments { pair } => segments::run(copilot, scope, &pair, printer).await,
        InsideCommand::Participants { names } => participants::run(copilot, scope, names, printer).await,
        InsideCommand::Forget { participant, yes } => {
            care::forget(copilot, scope, &participant, yes, printer).await
        }
        InsideCommand::Delete { key, yes } => care::delete(copilot, scope, &key, yes, printer).await,
        InsideCommand::Export { format, slices, output } => {
            transfer::export(copilot, scope, &format, (slices, output.as_deref()), printer).await
        }
        InsideCommand::Doctor => care::doctor(copilot, scope, printer).await,
        InsideCommand::Reindex => care::reindex(copilot, scope, printer).await,
    }
}
