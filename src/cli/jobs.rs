//! `hone jobs`: what a server has in hand, and the way to stop it.

use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, Job, JobState};
use clap::Subcommand;
use serde_json::{Value, json};

#[derive(Debug, Subcommand)]
pub(super) enum JobCommand {
    /// Stop one that waits or runs; what it had finished by then stays.
    Stop {
        /// Id, or its first characters.
        id: String,
    },
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    command: Option<JobCommand>,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        None => {
            let jobs = copilot.jobs(scope).await?;
            printer.result(&jobs.iter().map(of).collect::<Vec<_>>(), || {
                if jobs.is_empty() {
                    return vec!["No work was asked of a server here.".into()];
                }
                jobs.iter().map(line).collect()
            });
        }
        Some(JobCommand::Stop { id }) => {
            let job = copilot.job_by_beginning(scope, &id).await?;
            let stopped = copilot.cancel(scope, job.id.as_str()).await?;
            printer.result(&of(&stopped), || vec![format!("stopped {}", line(&stopped))]);
        }
    }
    Ok(0)
}

fn of(job: &Job) -> Value {
    json!({
        "id": job.id, "kind": job.kind, "state": job.state, "done": job.done, "total": job.total,
        "created_at": job.created_at,
    })
}

fn line(job: &Job) -> String {
    let id: String = job.id.as_str().chars().take(10).collect();
    let state = match job.state {
        JobState::Waiting => "waits",
        JobState::Running => "runs",
        JobState::Finished => "done",
        JobState::Failed => "failed",
        JobState::Cancelled => "stopped",
    };
    let far = if job.total > 0 { format!(", {} of {}", job.done, job.total) } else { String::new() };
    format!("{id}  {:<12} {state}{far}", job.kind)
}
