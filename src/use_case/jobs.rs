//! Work that outlives a request: asked for, claimed with a lease, and safe to repeat.

use super::error::only_one;
use super::{Copilot, Engine, Error, InterviewDetails, REFINED, RefineMany, Refinement, WantedRun};
use crate::domain::access::{Person, Scope};
use crate::domain::id::{JobId, sha256_hex};
use crate::domain::import::FileReport;
use crate::domain::suggestion::Kind;
use crate::ingest::backlog::BacklogFormat;
use crate::store::StoreError;
pub use crate::store::{Job, JobState};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How often a job is tried before it is given up.
const ATTEMPTS: i64 = 10;

/// What can be asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum JobRequest {
    /// Refine one item.
    Refine {
        /// Its key or id.
        item: String,
        /// What to propose.
        kinds: Vec<Kind>,
        /// Who drafts; none for the engine of the settings.
        #[serde(default)]
        engine: Option<Engine>,
    },
    /// Refine open items from the top of the backlog.
    RefineMany {
        /// What to propose.
        kinds: Vec<Kind>,
        /// Which items.
        which: RefineMany,
    },
    /// Take files in, which lie beside the job.
    Import {
        /// Their names and hashes, in order.
        files: Vec<ImportFile>,
        /// What they hold.
        content: ImportContent,
    },
    /// Build the index anew.
    Reindex,
    /// Put an interview on one page.
    Summarize {
        /// Its key.
        interview: String,
    },
    /// Read all interviews together, and draw the opportunity tree.
    Themes,
    /// Look for items that are the same work twice.
    Duplicates,
    /// Run a suite.
    Evaluate(WantedRun),
}

/// The kind of a run of a suite.
const EVALUATE: &str = "evaluate";

/// Jobs that are done one after the other, beside those of other lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// What somebody waits for.
    Quick,
    /// What takes minutes: runs of suites.
    Slow,
}

/// A file that waits beside its job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    /// Name as it was given.
    pub name: String,
    /// Hash of its bytes.
    pub sha256: String,
}

/// What the files of an import hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum ImportContent {
    /// Transcripts.
    Interviews(InterviewDetails),
    /// An export of a tracker.
    Backlog {
        /// Id of its format; none to find out.
        format: Option<String>,
        /// Whether it is all of the tracker.
        complete: bool,
    },
}

impl JobRequest {
    fn kind(&self) -> &'static str {
        match self {
            Self::Refine { .. } => "refine",
            Self::RefineMany { .. } => "refine_many",
            Self::Import { .. } => "import",
            Self::Reindex => "reindex",
            Self::Summarize { .. } => "summarize",
            Self::Themes => "themes",
            Self::Duplicates => "duplicates",
            Self::Evaluate(_) => EVALUATE,
        }
    }
}

impl Copilot {
    /// Puts work in the queue; the same work while it is unfinished is the same job.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an item or interview that is not there; [`Error::Invalid`] for a kind
    /// that is not proposed for an item, and for an engine that is not there.
    pub async fn enqueue(&self, scope: &Scope, request: &JobRequest) -> Result<Job, Error> {
        if let JobRequest::Refine { item, engine, .. } = request {
            self.item(scope, item).await?;
            engine.map(|engine| self.with_engine(engine)).transpose()?;
        }
        if let JobRequest::Summarize { interview } = request {
            self.interview(scope, interview).await?;
        }
        if let JobRequest::Refine { kinds, .. } | JobRequest::RefineMany { kinds, .. } = request
            && (kinds.is_empty() || kinds.iter().any(|kind| !REFINED.contains(kind)))
        {
            let known = REFINED.map(Kind::id).join(", ");
            return Err(Error::invalid(
                "kinds",
                "this cannot be proposed for an item",
                format!("use {known}"),
            ));
        }
        self.queue(scope, request, &[]).await
    }

    /// Keeps files and puts their import in the queue, in one step: when this returns, nothing
    /// of it can be lost.
    ///
    /// # Errors
    /// [`Error::Invalid`] without a file, for a file without a name, or for an unknown format.
    pub async fn enqueue_import(
        &self,
        scope: &Scope,
        content: ImportContent,
        files: &[(String, Vec<u8>)],
    ) -> Result<Job, Error> {
        if files.is_empty() {
            return Err(Error::invalid("file", "there is no file", "send one, with its name"));
        }
        if let ImportContent::Backlog { format: Some(format), .. } = &content
            && BacklogFormat::parse(format).is_none()
        {
            let known: Vec<&str> = BacklogFormat::ALL.iter().map(|format| format.id()).collect();
            let why = "this is no format";
            return Err(Error::invalid("format", why, format!("leave it out, or use {}", known.join(", "))));
        }
        let named =
            files.iter().map(|(name, bytes)| ImportFile { name: name.clone(), sha256: sha256_hex(bytes) });
        let request = JobRequest::Import { files: named.collect(), content };
        let bytes: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
        self.queue(scope, &request, &bytes).await
    }

    async fn queue(&self, scope: &Scope, request: &JobRequest, files: &[&[u8]]) -> Result<Job, Error> {
        let payload = serde_json::to_value(request).map_err(|error| Error::Internal(Box::new(error)))?;
        let id = self.store.enqueue_job(&scope.workspace, request.kind(), &payload, files).await?;
        self.work.notify_one();
        Ok(self.store.job(&scope.workspace, &id).await?)
    }

    /// The job with this id.
    pub async fn job(&self, scope: &Scope, id: &str) -> Result<Job, Error> {
        Ok(self.store.job(&scope.workspace, &JobId::new(id)).await?)
    }

    /// Stops a job that waits or runs: what it had finished by then stays, and what it had in hand
    /// is not kept.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a program; [`Error::NotFound`] for an unknown job;
    /// [`Error::Conflict`] when it has ended already.
    pub async fn cancel(&self, scope: &Scope, id: &str) -> Result<Job, Error> {
        scope.person.decider().ok_or(Error::Forbidden)?;
        let cancelled = self.store.cancel_job(&scope.workspace, &JobId::new(id)).await;
        self.stops.notify_waiters();
        match cancelled {
            Err(StoreError::Conflict { .. }) => Err(Error::Conflict {
                why: "this job has ended already".into(),
                hint: "what it brought stands where it belongs".into(),
            }),
            cancelled => Ok(cancelled?),
        }
    }

    /// The job with this id or unique beginning of one.
    ///
    /// # Errors
    /// [`Error::NotFound`] or [`Error::Ambiguous`].
    pub async fn job_by_beginning(&self, scope: &Scope, id: &str) -> Result<Job, Error> {
        let all = self.jobs(scope).await?.into_iter();
        let fits = all.filter(|job| !id.is_empty() && job.id.as_str().starts_with(id));
        only_one("job", id, "`hone jobs` lists them", fits.map(|job| (job.id.to_string(), job)).collect())
    }

    /// Every job of the workspace, oldest first.
    pub async fn jobs(&self, scope: &Scope) -> Result<Vec<Job>, Error> {
        Ok(self.store.jobs(&scope.workspace).await?)
    }

    /// Returns when work has been put in the queue here.
    pub async fn work_arrives(&self) {
        self.work.notified().await;
    }

    /// Does the oldest job of a lane that waits, or whose claimant is gone; says whether there was one.
    ///
    /// The claim lasts as long as `lease` and is renewed meanwhile. Told to `stop`, it gives
    /// the job back; killed, the job is claimed by another when the lease is over. Whatever is
    /// repeated changes nothing.
    ///
    /// # Errors
    /// Only when the queue cannot be read or written; how a job ends is in the job.
    pub async fn run_next(
        &self,
        lane: Lane,
        lease: Duration,
        stop: &CancellationToken,
    ) -> Result<bool, Error> {
        let claimed = match lane {
            Lane::Quick => self.store.claim_job_but(EVALUATE, lease).await?,
            Lane::Slow => self.store.claim_job(Some(EVALUATE), lease).await?,
        };
        let Some(job) = claimed else { return Ok(false) };
        if job.attempts > ATTEMPTS {
            let reason = format!("given up after {ATTEMPTS} attempts that did not come to an end");
            self.store.fail_job(&job, &reason).await?;
            return Ok(true);
        }
        let (told, heard) = watch::channel((0, 0));
        let last = heard.clone();
        let progress = move |done: usize, total: usize| {
            told.send_replace((done, total));
        };
        let ended = tokio::select! {
            ended = self.work_on(&job, &progress) => {
                let steps = *last.borrow();
                self.report(&job, steps, lease).await;
                self.close(&job, ended).await
            }
            () = self.keep_claim(&job, heard, lease) => Ok(()),
            () = stop.cancelled() => self.store.release_job(&job, Duration::ZERO).await,
        };
        match ended {
            // Somebody took it over or stopped it: what was done here changes nothing there.
            Ok(()) | Err(StoreError::Conflict { .. }) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    /// Renews the claim and tells how far the work is; returns when somebody has taken it over or
    /// stopped it.
    async fn keep_claim(&self, job: &Job, mut heard: watch::Receiver<(usize, usize)>, lease: Duration) {
        let mut ours = true;
        while ours {
            tokio::select! {
                _ = tokio::time::timeout(lease / 3, heard.changed()) => {}
                () = self.stops.notified() => {}
            }
            let progress = *heard.borrow_and_update();
            ours = self.report(job, progress, lease).await;
        }
    }

    /// Tells how far the work is; says whether it is still ours.
    async fn report(&self, job: &Job, (done, total): (usize, usize), lease: Duration) -> bool {
        let number = |steps: usize| i64::try_from(steps).unwrap_or(i64::MAX);
        match self.store.report_progress(job, number(done), number(total), lease).await {
            Ok(()) => true,
            Err(StoreError::Conflict { .. }) => false,
            Err(error) => {
                tracing::warn!(%error, "the progress of a job was not written");
                true
            }
        }
    }

    async fn close(&self, job: &Job, ended: Result<Value, Error>) -> Result<(), StoreError> {
        if let Err(Error::Unavailable { .. } | Error::Full | Error::Changed { .. }) = &ended
            && job.attempts < ATTEMPTS
        {
            let pause = Duration::from_secs(1 << job.attempts.clamp(0, 6));
            return self.store.release_job(job, pause).await;
        }
        if let Some(payload) = self.without_names(job) {
            self.store.rewrite_job(job, &payload).await?;
        }
        match ended {
            Ok(outcome) => self.store.finish_job(job, &outcome).await,
            Err(error) => self.store.fail_job(job, &error.to_string()).await,
        }
    }

    async fn work_on(
        &self,
        job: &Job,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<Value, Error> {
        let scope = Scope { person: Person::agent("worker"), workspace: job.workspace.clone() };
        let request: JobRequest = serde_json::from_value(job.payload.clone())
            .map_err(|_| Error::invalid("job", "this Hone does not know such a job", "use a newer Hone"))?;
        match request {
            JobRequest::Refine { item, kinds, engine } => {
                let drafting = engine.map_or_else(|| Ok(self.clone()), |engine| self.with_engine(engine))?;
                Ok(brought(&[drafting.refine_in_steps(&scope, &item, &kinds, progress).await?]))
            }
            JobRequest::RefineMany { kinds, which } => {
                let refined = self.refine_many(&scope, &kinds, which, progress).await?;
                Ok(brought(&refined))
            }
            JobRequest::Import { files, content } => self.import(&scope, &files, &content, progress).await,
            JobRequest::Evaluate(wanted) => self.evaluate(&wanted, progress).await,
            JobRequest::Reindex => Ok(json!(self.reindex(&scope, progress).await?)),
            JobRequest::Summarize { interview } => Ok(brought(&[self.summarize(&scope, &interview).await?])),
            JobRequest::Duplicates => Ok(json!({ "pairs": self.look_for_duplicates(&scope).await? })),
            JobRequest::Themes => {
                let opportunities = self.tree(&scope).await?.opportunities;
                let ids: Vec<&str> = opportunities.iter().map(|one| one.theme.as_str()).collect();
                Ok(json!({ "suggestions": ids }))
            }
        }
    }

    async fn import(
        &self,
        scope: &Scope,
        files: &[ImportFile],
        content: &ImportContent,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<Value, Error> {
        let mut reports: Vec<FileReport> = Vec::new();
        let mut mentions = Vec::new();
        if let ImportContent::Interviews(details) = content
            && self.hides_names(details)
        {
            for file in files {
                let bytes = self.store.kept_file(&scope.workspace, &file.sha256).await?;
                mentions.extend(self.learn_names(scope, &file.name, &bytes, details).await?);
            }
        }
        for file in files {
            let bytes = self.store.kept_file(&scope.workspace, &file.sha256).await?;
            let (name, bytes) = (file.name.as_str(), bytes.as_slice());
            reports.push(match content {
                ImportContent::Interviews(details) => self.add_interview(scope, name, bytes, details).await?,
                ImportContent::Backlog { format, complete } => {
                    let format = format.as_deref().and_then(BacklogFormat::parse);
                    self.add_backlog(scope, name, bytes, format, *complete).await?
                }
            });
            progress(reports.len(), files.len());
        }
        if let Some(first) = reports.first_mut() {
            first.warnings.append(&mut mentions);
        }
        Ok(json!(reports))
    }
}

/// What refinements brought, by id alone: a job keeps nobody's words. What they say of the model
/// is said once.
fn brought(refined: &[Refinement]) -> Value {
    let ids: Vec<&str> =
        refined.iter().flat_map(|one| &one.suggestions).map(|suggestion| suggestion.id.as_str()).collect();
    let withheld: usize = refined.iter().map(|one| one.withheld).sum();
    let notices: BTreeSet<&String> = refined.iter().flat_map(|one| &one.notices).collect();
    json!({ "suggestions": ids, "withheld": withheld, "items": refined.len(), "notices": notices })
}
