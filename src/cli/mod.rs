//! The command line: reads the arguments, calls a use case, prints the answer.

mod arguments;
mod decide;
mod ingest;
mod look;
mod print;

use crate::app;
use crate::config::{Config, environment};
use crate::domain::access::Person;
use crate::problem::Problem;
use crate::telemetry;
use arguments::{Arguments, Command};
use clap::Parser;
use print::Printer;
use std::process::ExitCode;
use std::time::Duration;

/// How long a command gives texts their vectors before it answers with words alone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the command of this process.
///
/// Exit codes: 0 ok, 1 refused or some inputs refused, 2 bad usage or nothing
/// could be read, 3 broken.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    telemetry::start(arguments.verbosity(), telemetry::LogFormat::Text);
    let printer = Printer::new(arguments.json);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return printer.fail(&Problem::new("internal", error.to_string(), "")),
    };
    match runtime.block_on(dispatch(arguments, &printer)) {
        Ok(code) => ExitCode::from(code),
        Err(problem) => printer.fail(&problem),
    }
}

async fn dispatch(arguments: Arguments, printer: &Printer) -> Result<u8, Problem> {
    let variables = |name: &str| match name {
        "HONE_DATA" => {
            arguments.data.as_ref().map(|data| data.display().to_string()).or_else(|| environment(name))
        }
        _ => environment(name),
    };
    let config = Config::load(arguments.config.as_deref(), variables).map_err(|error| {
        Problem::new("invalid", error.to_string(), "see --config and the HONE_ variables")
    })?;
    let copilot = app::build(&config, PATIENCE).await?;
    let person = Person::named(arguments.person.unwrap_or_else(|| "owner".into()));
    let scope = copilot.enter(person, arguments.workspace.as_deref()).await?;
    match arguments.command {
        Command::Ingest { what } => ingest::run(&copilot, &scope, what, printer).await,
        Command::Items => look::items(&copilot, &scope, printer).await,
        Command::Interviews => look::interviews(&copilot, &scope, printer).await,
        Command::Show { id } => look::show(&copilot, &scope, &id, printer).await,
        Command::Refine { key } => decide::refine(&copilot, &scope, &key, printer).await,
        Command::Inbox => decide::inbox(&copilot, &scope, printer).await,
        Command::Accept { id, candidate } => decide::accept(&copilot, &scope, &id, candidate, printer).await,
        Command::Reject { id, reason, note } => {
            decide::reject(&copilot, &scope, &id, (&reason, &note), printer).await
        }
        Command::Undo { id } => decide::undo(&copilot, &scope, &id, printer).await,
        Command::Check => look::check(&copilot, printer).await,
        Command::Backup { file } => {
            copilot.backup(&file).await?;
            printer.line(&format!("copied to {}", file.display()));
            Ok(0)
        }
    }
}
