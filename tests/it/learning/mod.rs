//! What decisions teach: counted on real suggestions, and proved on simulated product owners.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a sample that does not load fails the test; how far the order moved is shown"
)]

mod owners;
mod signals;

use hone::clock::FixedClock;
use hone::domain::access::{Person, Scope};
use hone::llm::HashedEmbedder;
use hone::store::{Location, Options, Store};
use hone::use_case::{Copilot, Means};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// The sample workspace, nothing refined beyond what the demo does.
pub(crate) struct Sample {
    pub(crate) copilot: Copilot,
    pub(crate) scope: Scope,
    clock: Arc<FixedClock>,
    _folder: TempDir,
}

impl Sample {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at(1_790_000_000_000));
        let location = Location::Folder(folder.path().into());
        let store = Store::open(&location, Options::default(), clock.clone()).await.unwrap();
        let means = Means {
            load_encoder: Arc::new(|| Ok((Arc::new(HashedEmbedder), None))),
            index_folder: None,
            patience: Duration::from_mins(1),
            model: None,
            limits: hone::ingest::Limits::default(),
            clock: clock.clone(),
        };
        let copilot = Copilot::new(store, means);
        let scope = copilot.demo(Person::named("Ada")).await.unwrap().scope;
        Self { copilot, scope, clock, _folder: folder }
    }
}
