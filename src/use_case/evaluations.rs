//! Runs of suites, asked for like any other work and done by whoever knows how.

use super::{Copilot, Engine, Error, Job, JobRequest};
use crate::domain::access::Scope;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use utoipa::ToSchema;

/// A run of a suite that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WantedRun {
    /// Name of the suite.
    pub suite: String,
    /// Who drafts: `playbook`, `model` or `both`.
    #[serde(default = "playbook")]
    #[schema(value_type = Option<String>)]
    pub engine: Engine,
    /// How often each case is run, 1 to 20.
    #[serde(default = "once")]
    #[schema(value_type = Option<u8>)]
    pub repeats: u8,
}

fn playbook() -> Engine {
    Engine::Playbook
}

fn once() -> u8 {
    1
}

/// Most repeats that can be asked for over HTTP.
const MOST_REPEATS: u8 = 20;

/// Told how many steps are done and how many there are.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Send + Sync);

/// Runs a suite in a workspace that is thrown away, and says which run it became.
pub type RunSuite =
    Arc<dyn for<'a> Fn(&'a WantedRun, Progress<'a>) -> BoxFuture<'a, Result<Value, Error>> + Send + Sync>;

/// How suites are run here, and where they and their runs lie.
#[derive(Clone)]
pub struct Evaluations {
    /// Folder of the runs and their reports.
    pub folder: PathBuf,
    /// Folder of suites that can be run by name; none for the sample alone.
    pub suites: Option<PathBuf>,
    /// Runs one.
    pub run: RunSuite,
}

impl Copilot {
    /// The same copilot, which can run suites.
    #[must_use]
    pub fn with_evaluations(self, evaluations: Evaluations) -> Self {
        Self { evaluations: Some(evaluations), ..self }
    }

    /// How suites are run here.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where they are not.
    pub fn evaluations(&self) -> Result<&Evaluations, Error> {
        self.evaluations.as_ref().ok_or_else(|| Error::Unavailable {
            what: "the evaluation",
            hint: "run suites with `hone eval run`".into(),
        })
    }

    /// Puts a run in the queue.
    ///
    /// # Errors
    /// [`Error::Invalid`] for too many repeats, or an engine that needs a model that is not there.
    pub async fn enqueue_evaluation(&self, scope: &Scope, wanted: WantedRun) -> Result<Job, Error> {
        if !(1..=MOST_REPEATS).contains(&wanted.repeats) {
            return Err(Error::invalid("repeats", "this is too few or too many", "use 1 to 20"));
        }
        self.with_engine(wanted.engine)?;
        self.evaluations()?;
        self.enqueue(scope, &JobRequest::Evaluate(wanted)).await
    }

    pub(super) async fn evaluate(&self, wanted: &WantedRun, progress: Progress<'_>) -> Result<Value, Error> {
        (self.evaluations()?.run)(wanted, progress).await
    }
}
