//! The contract of the store, on SQLite always and on Postgres when a server is named.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod chain;
mod content;
mod decisions;
mod faults;
mod forgetting;
mod histories;
mod jobs;
mod journal;
mod refinement;
mod round_trip;
mod samples;
mod speed;
mod spending;

use crate::support::postgres;
use hone::clock::FixedClock;
use hone::domain::id::WorkspaceId;
use hone::store::{Location, Options, Store};
use std::sync::Arc;
use tempfile::TempDir;

/// Noon of some day, in milliseconds since the epoch.
const NOON: i64 = 1_790_000_000_000;

/// A store with one workspace.
struct Ground {
    store: Store,
    workspace: WorkspaceId,
    clock: Arc<FixedClock>,
    location: Location,
    _folder: Option<TempDir>,
}

impl Ground {
    async fn at(location: Location, folder: Option<TempDir>, workspace: &str) -> Self {
        let clock = Arc::new(FixedClock::at(NOON));
        let store = Store::open(&location, Options::default(), clock.clone()).await.expect("a store");
        let workspace = store.create_workspace(workspace).await.expect("a workspace").id;
        Self { store, workspace, clock, location, _folder: folder }
    }

    /// Another process on the same database.
    async fn second_client(&self) -> Store {
        Store::open(&self.location, Options::default(), self.clock.clone()).await.expect("a second client")
    }
}

/// An empty store of each kind that can be had here.
async fn grounds() -> Vec<Ground> {
    grounds_of("harbour").await
}

/// The same with a workspace of this name.
async fn grounds_of(workspace: &str) -> Vec<Ground> {
    let folder = tempfile::tempdir().expect("a folder");
    let location = Location::Folder(folder.path().join("data"));
    let mut grounds = vec![Ground::at(location, Some(folder), workspace).await];
    if let Some(url) = postgres::fresh_schema().await {
        grounds.push(Ground::at(Location::Url(url), None, workspace).await);
    }
    grounds
}
