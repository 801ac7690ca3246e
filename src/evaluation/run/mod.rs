//! Runs an engine on every case of a suite, and keeps what it printed.
//!
//! The corpus is taken in through the same use cases as a user's import, into a
//! workspace that is thrown away. What the engine has no part in is not measured: it
//! is neither scored as zero nor passed.

mod ask;
mod file;

pub use file::{RunError, read, write};

use super::score::CaseOutput;
use super::score::meaning::{ByMeaning, is_calibrated, nearness};
use super::statistics::cluster::SEED;
use super::suite::{Case, Suite, Task};
use crate::domain::id::sha256_hex;
use crate::llm::Embedder;
use crate::use_case::{Copilot, Engine, Error};
use ask::Asker;
use futures::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What has to be known of a run to judge its outputs again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Names the run: suite, day and the beginning of a hash of what was printed.
    pub id: String,
    /// Id of the suite.
    pub suite: String,
    /// Folder of the suite, as it was given.
    pub folder: String,
    /// Hash of the suite's files.
    pub gold: String,
    /// Name of the engine, with that of its language model.
    pub engine: String,
    /// Version of the engine.
    pub version: String,
    /// Name and version of the encoder.
    pub encoder: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Day of the run, `YYYY-MM-DD`.
    pub day: String,
    /// How often each case was run.
    pub repeats: usize,
    /// Tasks that the engine has no part in.
    pub not_measured: BTreeSet<Task>,
}

/// A run: what was asked of whom, and every output as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What was asked of whom.
    pub header: Header,
    /// One for each measured case and repeat.
    pub outputs: Vec<CaseOutput>,
    /// How near they are to the gold by meaning; empty when no threshold is known for the encoder.
    pub by_meaning: ByMeaning,
}

/// How a run is made.
pub struct Plan<'a> {
    /// Who drafts.
    pub engine: Engine,
    /// How many cases are asked at a time, at least one; the outputs are the same.
    pub parallel: usize,
    /// How often each case is run, at least once.
    pub repeats: usize,
    /// Today, `YYYY-MM-DD`.
    pub day: String,
    /// What tells how near two texts are.
    pub encoder: &'a dyn Embedder,
    /// Told how many cases are done and how many there are.
    pub progress: &'a (dyn Fn(usize, usize) + Send + Sync),
}

impl Run {
    /// The suite without the cases that the engine has no part in.
    pub fn measured(&self, suite: &Suite) -> Suite {
        let mut measured = suite.clone();
        measured.cases.retain(|case| !self.header.not_measured.contains(&case.task()));
        measured
    }
}

/// Runs every case in every repeat; each repeat has a workspace of its own in `copilot`.
///
/// # Errors
/// When the corpus cannot be taken in, or the engine needs a model that is not there. A case
/// that fails is an output with its error.
pub async fn run(copilot: &Copilot, suite: &Suite, plan: &Plan<'_>) -> Result<Run, Error> {
    let repeats = plan.repeats.max(1);
    let copilot = &copilot.with_engine(plan.engine)?;
    let is_possible = |task: Task| ask::is_possible(plan.engine, task);
    let cases: Vec<&Case> = suite.cases.iter().filter(|case| is_possible(case.task())).collect();
    let (mut outputs, mut encoder) = (Vec::new(), String::new());
    for repeat in 0..repeats {
        let asker = Asker::enter(copilot, suite, repeat).await?;
        encoder = asker.index().await?;
        let asked: Vec<_> = cases.iter().map(|case| asker.output(case, repeat)).collect();
        let mut answers = stream::iter(asked).buffered(plan.parallel.max(1));
        let mut done = repeat * cases.len();
        while let Some(output) = answers.next().await {
            outputs.push(output);
            done += 1;
            (plan.progress)(done, cases.len() * repeats);
        }
        drop(answers);
        outputs.extend(asker.turned_down(suite, repeat).await);
    }
    let tasks: BTreeSet<Task> = suite.cases.iter().map(Case::task).collect();
    let mut header = Header {
        id: String::new(),
        suite: suite.manifest.suite.clone(),
        folder: suite.folder.display().to_string(),
        gold: suite.hash.clone(),
        engine: copilot.drafts_with(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        encoder,
        seed: SEED,
        day: plan.day.clone(),
        repeats,
        not_measured: tasks.into_iter().filter(|task| !is_possible(*task)).collect(),
    };
    header.id = id_of(&header, &outputs);
    let by_meaning = if is_calibrated(plan.encoder.version()) {
        nearness(suite, &outputs, plan.encoder).await.map_err(|_| encoder_failed())?
    } else {
        ByMeaning::new()
    };
    Ok(Run { header, outputs, by_meaning })
}

fn encoder_failed() -> Error {
    Error::Unavailable { what: "the sentence encoder", hint: "look at the embeddings settings".into() }
}

/// Names a run by what was printed, not by how long that took.
fn id_of(header: &Header, outputs: &[CaseOutput]) -> String {
    let printed = outputs.iter().map(|one| format!("{} {} {:?}\n", one.case, one.repeat, one.output));
    let all: String = [format!("{header:?}\n")].into_iter().chain(printed).collect();
    let hash = sha256_hex(all.as_bytes());
    format!("{}-{}-{}", header.suite, header.day, &hash[..8])
}
