//! Works in the background of a server: jobs one at a time, vectors, days that come; beside
//! them runs of suites, for which nobody waits.

use crate::use_case::{Copilot, Error, Lane};
use futures::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How long a claim lasts; a killed job is taken over after it.
const LEASE: Duration = Duration::from_secs(10);
/// How long to wait before looking for what other processes left.
const GLANCE: Duration = Duration::from_secs(1);
/// How long texts get vectors before it is a job's turn.
const TURN: Duration = Duration::from_secs(2);
/// How often what was put off is looked at, when nothing else happens.
const ROUND: Duration = Duration::from_mins(1);

/// Works until it is told to stop; a job that runs then is given back.
pub async fn run(copilot: Copilot, stop: CancellationToken) {
    tokio::join!(work(&copilot, &stop), run_suites(&copilot, &stop));
}

/// Runs suites one after the other.
async fn run_suites(copilot: &Copilot, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let turn = copilot.run_next(Lane::Slow, LEASE, stop);
        let idle = match AssertUnwindSafe(turn).catch_unwind().await {
            Ok(Ok(worked)) => !worked,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the worker tries again");
                true
            }
            Err(_) => {
                tracing::error!(
                    "a run of a suite ended in a panic; it is tried again when its lease is over"
                );
                true
            }
        };
        if idle {
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(GLANCE) => {}
            }
        }
    }
}

async fn work(copilot: &Copilot, stop: &CancellationToken) {
    let mut state = State { seen: None, looked: Instant::now() };
    while !stop.is_cancelled() {
        let turn = AssertUnwindSafe(state.turn(copilot, stop)).catch_unwind().await;
        let idle = match turn {
            Ok(Ok(worked)) => !worked,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the worker tries again");
                true
            }
            Err(_) => {
                tracing::error!("a job ended in a panic; it is tried again when its lease is over");
                true
            }
        };
        if idle {
            tokio::select! {
                () = stop.cancelled() => {}
                () = copilot.work_arrives() => {}
                () = tokio::time::sleep(GLANCE) => {}
            }
        }
    }
}

/// What the worker knows of the database.
struct State {
    /// The revision at which every text had its vector.
    seen: Option<i64>,
    /// When it last looked at everything.
    looked: Instant,
}

impl State {
    /// One job, or else a turn of upkeep; says whether there was anything to do.
    async fn turn(&mut self, copilot: &Copilot, stop: &CancellationToken) -> Result<bool, Error> {
        if copilot.run_next(Lane::Quick, LEASE, stop).await? {
            return Ok(true);
        }
        let revision = copilot.revision().await?;
        if self.seen == Some(revision) && self.looked.elapsed() < ROUND {
            return Ok(false);
        }
        // Set before: what fails is tried again when something has changed, or in the next round.
        (self.seen, self.looked) = (Some(revision), Instant::now());
        let pending = tokio::select! {
            () = stop.cancelled() => return Ok(false),
            pending = copilot.keep_up(TURN) => pending?,
        };
        if pending > 0 {
            self.seen = None;
        }
        Ok(pending > 0)
    }
}
