//! The system of record: one concrete store over SQLite or Postgres.
//!
//! Architecture invariant: every call names a workspace and nothing crosses it;
//! every write is one transaction that holds nothing but SQL, so that a dropped
//! future, a full disk or a kill leaves either the whole unit or nothing.
//!
//! One file per noun; each adds its calls to [`Store`]. Reads are nouns
//! (`item`, `interviews`), writes begin with a verb (`save_items`, `decide`).

mod among;
mod chain;
mod decisions;
mod deletion;
mod dialect;
mod dump;
mod effect;
mod error;
mod figures;
mod glance;
mod health;
mod interviews;
mod items;
mod jobs;
mod journal;
mod json;
mod migrations;
mod open;
mod originals;
mod outbox;
mod people;
mod pseudonyms;
mod refinement;
mod roles;
mod row;
mod seal;
mod spending;
mod suggestions;
mod transaction;
mod undo;
mod vectors;
mod withdrawal;
mod workspaces;

pub use chain::ChainReport;
pub use decisions::{LedgerEntry, Ruling};
pub use deletion::Dependants;
pub use dialect::Dialect;
pub use effect::{Effect, QueuedQuestion, RegisteredAssumption};
pub use error::StoreError;
pub use figures::{Requests, Tally};
pub use glance::{Waiting, WaitingCounts};
pub use health::{Counts, Health};
pub use interviews::{Added, NewInterview};
pub use items::Saved;
pub use jobs::{Job, JobState};
pub use migrations::SCHEMA_VERSION;
pub use open::{Location, Options};
pub use outbox::{IndexChange, OutboxEntry};
pub use pseudonyms::{KnownName, NewName};
pub use refinement::Recorded;
pub use spending::{Budget, Reservation, Spent};
pub use suggestions::SuggestionFilter;
pub use workspaces::{DUPLICATES, FINDINGS, TREE, Workspace};

use crate::clock::SharedClock;
use sqlx::AnyPool;
use std::fmt;
use std::path::{Path, PathBuf};

/// The database behind everything. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// One connection on SQLite, so that writers queue fairly instead of colliding.
    writer: AnyPool,
    reader: AnyPool,
    dialect: Dialect,
    clock: SharedClock,
    file: Option<PathBuf>,
    /// Where the key of names lies.
    key_folder: Option<PathBuf>,
}

impl Store {
    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The file of SQLite; none on Postgres.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The same store with the key of names in this folder: where the database is not a file beside it.
    pub fn with_key_folder(self, folder: &Path) -> Self {
        Self { key_folder: Some(folder.to_owned()), ..self }
    }

    fn now(&self) -> i64 {
        self.clock.now_ms()
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("dialect", &self.dialect).finish_non_exhaustive()
    }
}
