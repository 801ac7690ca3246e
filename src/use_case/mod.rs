//! What a person can ask of Hone: one method on [`Copilot`] per job, one file per job.

mod add_backlog;
mod add_interview;
mod agenda;
mod ask_model;
mod asking;
mod care;
mod change_item;
mod copies;
mod decide;
mod decided_before;
mod delete;
mod duplicates;
mod edit;
mod error;
mod evaluations;
mod experiments;
mod expiry;
mod export;
mod glance;
mod ignoring;
mod inbox;
mod insights;
mod jobs;
mod learning;
mod library;
mod lint;
mod look;
mod people;
mod phases;
mod priming;
mod probe;
mod prompts;
mod pseudonyms;
mod refine;
mod refine_many;
mod refined;
mod remembered;
mod room;
mod sample;
mod search;
mod segments;
mod suite;
mod summarize;
mod theme_choices;
mod themes;
mod trace;
mod tree;
mod understood;
mod upkeep;
mod workspaces;

pub use crate::ingest::backlog::BacklogFormat;
pub use crate::ingest::suite::Manifest;
pub use crate::retrieval::{Filter, PassageKind, VectorIndex};
pub use crate::review::{Acceptance, Group, Reason};
pub use crate::store::{Budget, QueuedQuestion, RegisteredAssumption, Spent, Waiting, WaitingCounts};
pub use add_interview::InterviewDetails;
pub use agenda::Agenda;
pub use ask_model::{Engine, ModelMeans, Prices};
pub use asking::AskedQuestion;
pub use care::{Part, Reindexed};
pub use change_item::ItemChange;
pub use decide::Seen;
pub use delete::{Hidden, Preview};
pub use duplicates::FoundDuplicates;
pub use error::Error;
pub use evaluations::{Evaluations, Progress, RunSuite, WantedRun};
pub use experiments::{EvidenceCount, MapPoint};
pub use export::ExportFormat;
pub use glance::{FirstSteps, Logged};
pub use ignoring::{Finding, IgnoredFinding, RuleRate, Sorted};
pub use inbox::{History, InboxPage, TurnedDown};
pub use jobs::{ImportContent, ImportFile, Job, JobRequest, JobState, Lane};
pub use learning::{Learning, Standing};
pub use lint::{Families, GivenSlice, GivenSplit, GuideFinding, LintFinding, lint_given, lint_questions};
pub use look::Health;
pub use phases::Initiative;
pub use priming::{Comparison, Primed};
pub use prompts::{CheckedPrompt, check_prompts, load_prompts};
pub use pseudonyms::Participant;
pub use refine::{REFINED, Refinement};
pub use refine_many::RefineMany;
pub use sample::sample_files;
pub use search::{SearchAnswer, SearchHit};
pub use segments::{SegmentHeard, Segments};
pub use suite::{DEMO, Opened, ReadFile, SHOWN_IN_DEMO};
pub use themes::{FoundTheme, Themes};
pub use trace::{Stance, Trace, TracedDecision, TracedItem, TracedQuote};
pub use tree::{to_markdown, to_svg};
pub use upkeep::Figures;
pub use workspaces::WorkspaceSummary;

use crate::clock::SharedClock;
use crate::domain::access::{Person, Scope};
use crate::ingest::Limits;
use crate::llm::SharedEmbedder;
use crate::store::{Store, StoreError};
use library::Library;
use remembered::Remembered;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, OnceCell};

/// Gives the sentence encoder and, where there is one, the vector server for its vectors;
/// called by the first job that searches, so that no other job pays for loading it.
pub type LoadEncoder = Arc<dyn Fn() -> Result<(SharedEmbedder, Option<VectorIndex>), Error> + Send + Sync>;

/// What a copilot works with besides its store.
#[derive(Clone)]
pub struct Means {
    /// The encoder and the vector server.
    pub load_encoder: LoadEncoder,
    /// Folder for caches of the index; without one they are kept in memory alone.
    pub index_folder: Option<PathBuf>,
    /// How long a search may give texts their vectors before it answers. Zero where a worker does it.
    pub patience: Duration,
    /// The language model that drafts beside the playbook, where one is configured.
    pub model: Option<ModelMeans>,
    /// The most that an import may hold.
    pub limits: Limits,
    /// The time.
    pub clock: SharedClock,
}

/// The one door to all jobs. Cheap to clone.
#[derive(Clone)]
pub struct Copilot {
    store: Store,
    means: Means,
    engine: Engine,
    library: Arc<OnceCell<Library>>,
    evaluations: Option<Evaluations>,
    /// What the rules find in each backlog.
    findings: Arc<Remembered<Vec<lint::Placed>>>,
    /// What the phases leave open.
    rooms: Arc<Remembered<room::Room>>,
    /// The order that decisions have taught.
    ranks: Arc<Remembered<learning::Rank>>,
    /// What a person wrote first, beside the themes.
    comparisons: Arc<Remembered<Comparison>>,
    /// Whether pseudonyms stand for names in every import.
    pseudonyms: bool,
    /// Folders beside the database that may hold what people said.
    copies: Arc<Vec<PathBuf>>,
    /// Says that work was put in the queue.
    work: Arc<Notify>,
    /// Says that work in hand may have been stopped.
    stops: Arc<Notify>,
}

impl Copilot {
    /// A copilot over an open store.
    ///
    /// Where there is a model, it drafts beside the playbook.
    pub fn new(store: Store, means: Means) -> Self {
        let engine = if means.model.is_some() { Engine::Both } else { Engine::Playbook };
        Self {
            store,
            means,
            engine,
            library: Arc::default(),
            evaluations: None,
            findings: Arc::default(),
            rooms: Arc::default(),
            ranks: Arc::default(),
            comparisons: Arc::default(),
            pseudonyms: false,
            copies: Arc::default(),
            work: Arc::default(),
            stops: Arc::default(),
        }
    }

    /// The same copilot, drafting with `engine`.
    ///
    /// # Errors
    /// [`Error::Invalid`] when that needs a model and none is configured.
    pub fn with_engine(&self, engine: Engine) -> Result<Self, Error> {
        if engine != Engine::Playbook && self.means.model.is_none() {
            let hint = "set HONE_MODEL_URL and HONE_MODEL, or use --engine playbook";
            return Err(Error::invalid("engine", "no model is configured", hint));
        }
        Ok(Self { engine, ..self.clone() })
    }

    /// Who drafts: the engine, with the name of the language model where one has a part in it.
    pub fn drafts_with(&self) -> String {
        match &self.means.model {
            Some(model) if self.engine != Engine::Playbook => {
                format!("{} with {}", self.engine.id(), model.chat.name())
            }
            _ => self.engine.id().to_owned(),
        }
    }

    async fn library(&self) -> Result<&Library, Error> {
        let load = || async {
            let (encoder, server) = (self.means.load_encoder)()?;
            let folder = self.means.index_folder.as_deref();
            Ok(Library::new(self.store.clone(), encoder, server, folder))
        };
        self.library.get_or_try_init(load).await
    }

    /// Gives texts their vectors for as long as a person may wait. Where a worker does it, a
    /// request does not even count what is still to come.
    async fn catch_up(&self, library: &Library, scope: &Scope) -> Result<(), Error> {
        if self.means.patience.is_zero() {
            return Ok(());
        }
        library.embed(&scope.workspace, self.means.patience, &|_, _| ()).await.map(drop)
    }

    /// Enters a workspace by name; without a name the current one, which is made if there is none.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the named workspace does not exist.
    pub async fn enter(&self, person: Person, workspace: Option<&str>) -> Result<Scope, Error> {
        let workspace = match workspace {
            Some(name) => self.store.workspace(name).await?,
            None => match self.store.current_workspace().await? {
                Some(current) => current,
                None => self.make_workspace("default").await?,
            },
        };
        Ok(Scope { person, workspace: workspace.id })
    }

    async fn make_workspace(&self, name: &str) -> Result<crate::store::Workspace, Error> {
        let made = self.store.create_workspace(name).await?;
        self.store.select_workspace(&made.id).await?;
        Ok(made)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let detail = error.to_string();
        match error {
            StoreError::NotFound { what: "workspace", id } => {
                Self::not_found("workspace", id, "`hone init --workspace NAME` makes one")
            }
            StoreError::NotFound { what, id } => {
                Self::not_found(what, id, "`hone items` and `hone interviews` list what is there")
            }
            StoreError::Conflict { what, id } => Self::Changed { what: format!("{what} {id}") },
            StoreError::Full => Self::Full,
            StoreError::Depends { .. } => {
                let hint = "take that back first, newest first: `hone undo ID`, `hone questions undo ID` or \
                            `hone assumptions undo ID`";
                Self::Conflict { why: detail, hint: hint.into() }
            }
            StoreError::Taken { .. } => Self::Conflict { why: detail, hint: "choose another name".into() },
            StoreError::NothingToUndo(_) => {
                Self::Conflict { why: detail, hint: "`hone trace ID` lists what was decided on it".into() }
            }
            StoreError::Busy => {
                Self::Unavailable { what: "the database", hint: "another process holds it: try again".into() }
            }
            StoreError::NoServer(_) => Self::Unavailable {
                what: "the database",
                hint: "see that the server runs and HONE_DATABASE_URL names it, then try again".into(),
            },
            StoreError::ReadOnly => Self::Unavailable {
                what: "the database (it is read-only)",
                hint: "make its folder writable for you, or name another with --data DIR".into(),
            },
            StoreError::Unreachable { ref source, .. } => {
                let why = format!("{detail}: {source}");
                Self::invalid("data", why, "name a folder that you may write, with --data DIR")
            }
            StoreError::NotADatabase(_) | StoreError::NewerSchema { .. } => {
                Self::invalid("data", detail, "name another folder with --data DIR")
            }
            StoreError::Unsupported(what) => {
                Self::invalid("database", what, "HONE_DATABASE_URL names the database; empty, it is a file")
            }
            StoreError::Corrupt(what) => Self::Damaged { what },
            other => Self::Internal(Box::new(other)),
        }
    }
}
