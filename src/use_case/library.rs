//! What is searched, in memory and in step with the database: built from it at the first
//! search of a workspace, and told of every later change whoever made it.

use super::Error;
use crate::domain::id::{ItemId, Owner, SourceId, WorkspaceId};
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use crate::llm::{SharedEmbedder, WithMemory};
use crate::retrieval::{
    IndexError, Passage, Retrieval, Tag, VectorIndex, WINDOWING, passages_of_interview, passages_of_item,
    vector_from_bytes, vector_to_bytes,
};
use crate::store::{IndexChange, OutboxEntry, Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Texts that are embedded at a time: few enough that progress is seen and little is lost.
const BATCH: usize = 32;
/// Texts that are looked up at a time.
const GLANCE: usize = 1024;

/// The interviews and items of a workspace as they were at one change.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelf {
    /// Number of the last change that is in it.
    seen: i64,
    /// Interviews with their turns.
    pub(super) interviews: BTreeMap<SourceId, Arc<Interview>>,
    /// Items.
    pub(super) items: BTreeMap<ItemId, Arc<Item>>,
}

type Slot = Arc<Mutex<Option<Arc<Shelf>>>>;

/// The searchable text of every workspace.
pub(super) struct Library {
    store: Store,
    /// For texts that are compared again and again.
    pub(super) encoder: SharedEmbedder,
    /// The encoder itself, without a memory: for texts that are read once, and to see whether it answers.
    pub(super) bare_encoder: SharedEmbedder,
    pub(super) retrieval: Retrieval,
    caches: Option<Caches>,
    shelves: Mutex<BTreeMap<WorkspaceId, Slot>>,
}

/// The folder of index caches, which one process at a time may write.
struct Caches {
    folder: PathBuf,
    _lock: File,
}

impl Caches {
    /// Takes the folder, unless another process has it; the kernel frees it when this one ends.
    fn take(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).ok()?;
        let lock = File::create(folder.join("lock")).ok()?;
        lock.try_lock().ok()?;
        Some(Self { folder: folder.to_owned(), _lock: lock })
    }

    fn of(&self, workspace: &WorkspaceId) -> PathBuf {
        self.folder.join(format!("{workspace}.words"))
    }
}

impl Library {
    /// A library over the store; `folder` may keep caches, and may be deleted at any time.
    pub(super) fn new(
        store: Store,
        encoder: SharedEmbedder,
        server: Option<VectorIndex>,
        folder: Option<&Path>,
    ) -> Self {
        Self {
            store,
            retrieval: Retrieval::new(encoder.version(), encoder.dimension(), server),
            encoder: Arc::new(WithMemory::new(Arc::clone(&encoder))),
            bare_encoder: encoder,
            caches: folder.and_then(Caches::take),
            shelves: Mutex::default(),
        }
    }

    /// The workspace as it is now; the search knows all of it when this returns.
    pub(super) async fn open(&self, workspace: &WorkspaceId) -> Result<Arc<Shelf>, Error> {
        let slot = Arc::clone(self.shelves.lock().await.entry(workspace.clone()).or_default());
        let mut slot = slot.lock().await;
        let shelf = match slot.take() {
            None => self.fill(workspace).await?,
            Some(mut shelf) => {
                let changes = self.store.changes_since(workspace, shelf.seen).await?;
                if !changes.is_empty() {
                    self.follow(workspace, Arc::make_mut(&mut shelf), changes).await?;
                }
                shelf
            }
        };
        *slot = Some(Arc::clone(&shelf));
        Ok(shelf)
    }

    /// Forgets a workspace and its cache, so that the next search builds it from the database.
    pub(super) async fn discard(&self, workspace: &WorkspaceId) {
        self.shelves.lock().await.remove(workspace);
        if let Some(caches) = &self.caches {
            drop(std::fs::remove_file(caches.of(workspace)));
        }
    }

    /// Makes the vector server hold what is searched here; one that does not answer is asked later.
    pub(super) async fn converge(&self, workspace: &WorkspaceId) {
        if let Err(error) = self.retrieval.converge(workspace).await {
            tracing::warn!(%error, "the vector server is behind");
        }
    }

    /// Points that the vector server holds; none where there is no server.
    pub(super) async fn ask_server(&self, workspace: &WorkspaceId) -> Option<Result<usize, IndexError>> {
        self.retrieval.ask_server(workspace).await
    }

    async fn fill(&self, workspace: &WorkspaceId) -> Result<Arc<Shelf>, Error> {
        // Asked first: what changes meanwhile is taken in again, which changes nothing.
        let changes = self.store.changes_since(workspace, 0).await?;
        let interviews = self.store.interviews_with_turns(workspace).await?;
        let items = self.store.items(workspace).await?;
        let mut owners: Vec<(Tag, Vec<Passage>)> = interviews
            .iter()
            .map(|interview| (Tag::of_interview(interview), passages_of_interview(interview, WINDOWING)))
            .collect();
        owners.extend(items.iter().map(|item| (Tag::of_item(item), passages_of_item(item, WINDOWING))));
        let texts: BTreeSet<String> =
            owners.iter().flat_map(|(_, passages)| passages.iter().map(Passage::text_hash)).collect();
        let cache = self.caches.as_ref().map(|caches| caches.of(workspace));
        self.retrieval.fill(workspace, owners, cache.as_deref());
        self.take_known_vectors(workspace, &texts).await?;
        Ok(Arc::new(Shelf {
            seen: changes.last().map_or(0, |change| change.seq),
            interviews: interviews.into_iter().map(|one| (one.id.clone(), Arc::new(one))).collect(),
            items: items.into_iter().map(|one| (one.id.clone(), Arc::new(one))).collect(),
        }))
    }

    /// Takes in the vectors that the database has, and drops those that no text needs or that
    /// are damaged.
    async fn take_known_vectors(
        &self,
        workspace: &WorkspaceId,
        texts: &BTreeSet<String>,
    ) -> Result<(), Error> {
        let dimension = self.encoder.dimension();
        let (mut known, mut useless) = (Vec::new(), Vec::new());
        for (text_hash, bytes) in self.store.vectors(workspace, self.encoder.version()).await? {
            match vector_from_bytes(&bytes, dimension).filter(|_| texts.contains(&text_hash)) {
                Some(vector) => known.push((text_hash, vector)),
                None => useless.push(text_hash),
            }
        }
        for batch in known.chunks(4 * GLANCE) {
            self.add(workspace, batch).await?;
        }
        if !useless.is_empty() {
            self.store.drop_vectors(workspace, &useless).await?;
        }
        Ok(())
    }

    async fn follow(
        &self,
        workspace: &WorkspaceId,
        shelf: &mut Shelf,
        changes: Vec<OutboxEntry>,
    ) -> Result<(), Error> {
        for OutboxEntry { seq, change, owner } in changes {
            match change {
                IndexChange::Put => self.put(workspace, shelf, &owner).await?,
                IndexChange::Remove => {
                    self.retrieval.remove(workspace, &owner).await;
                    match &owner {
                        Owner::Source(id) => drop(shelf.interviews.remove(id)),
                        Owner::Item(id) => drop(shelf.items.remove(id)),
                    }
                }
            }
            shelf.seen = seq;
        }
        Ok(())
    }

    /// Takes in what the owner says now; one that is gone meanwhile has a later change that says so.
    async fn put(&self, workspace: &WorkspaceId, shelf: &mut Shelf, owner: &Owner) -> Result<(), Error> {
        match owner {
            Owner::Source(id) => {
                let Some(interview) = there(self.store.interview(workspace, id.as_str()).await)? else {
                    return Ok(());
                };
                let passages = passages_of_interview(&interview, WINDOWING);
                self.retrieval.put(workspace, Tag::of_interview(&interview), passages).await;
                shelf.interviews.insert(id.clone(), Arc::new(interview));
            }
            Owner::Item(id) => {
                let Some(item) = there(self.store.item(workspace, id.as_str()).await)? else {
                    return Ok(());
                };
                let passages = passages_of_item(&item, WINDOWING);
                self.retrieval.put(workspace, Tag::of_item(&item), passages).await;
                shelf.items.insert(id.clone(), Arc::new(item));
            }
        }
        Ok(())
    }

    /// Gives texts their vectors for as long as `patience` lasts; says how many still wait.
    ///
    /// What is embedded is kept at once, so that a kill loses one batch at most. Told to
    /// `progress` is how many are done and how many there are in all.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder fails: words are still searched then.
    pub(super) async fn embed(
        &self,
        workspace: &WorkspaceId,
        patience: Duration,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<usize, Error> {
        let until = Instant::now() + patience;
        // Counted for the progress: each text that waits is hashed once for it.
        let total = self.retrieval.waiting(workspace, usize::MAX).len();
        let mut done = 0;
        while done < total && Instant::now() < until {
            let waiting = self.retrieval.waiting(workspace, GLANCE);
            if waiting.is_empty() {
                break;
            }
            for batch in waiting.chunks(BATCH) {
                if Instant::now() >= until {
                    break;
                }
                let texts: Vec<String> = batch.iter().map(|one| one.text.clone()).collect();
                let vectors = self.bare_encoder.embed(&texts).await.map_err(|_| unavailable())?;
                let vectors: Vec<(String, Vec<f32>)> =
                    batch.iter().map(|one| one.text_hash.clone()).zip(vectors).collect();
                self.keep(workspace, &vectors).await?;
                done += batch.len();
                progress(done, total);
            }
        }
        Ok(total.saturating_sub(done))
    }

    async fn keep(&self, workspace: &WorkspaceId, vectors: &[(String, Vec<f32>)]) -> Result<(), Error> {
        let bytes: Vec<(String, Vec<u8>)> =
            vectors.iter().map(|(hash, vector)| (hash.clone(), vector_to_bytes(vector))).collect();
        self.store.save_vectors(workspace, self.encoder.version(), &bytes).await?;
        self.add(workspace, vectors).await
    }

    async fn add(&self, workspace: &WorkspaceId, vectors: &[(String, Vec<f32>)]) -> Result<(), Error> {
        let added = self.retrieval.add_vectors(workspace, self.encoder.version(), vectors).await;
        added.map(|_| ()).map_err(|error| Error::Internal(Box::new(error)))
    }
}

/// What was read, or nothing when it is not there any more.
fn there<T>(read: Result<T, StoreError>) -> Result<Option<T>, Error> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn unavailable() -> Error {
    Error::Unavailable {
        what: "the sentence encoder",
        hint: "try again, or look at the embeddings section of your settings".into(),
    }
}
