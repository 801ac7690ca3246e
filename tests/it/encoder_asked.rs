//! What a refinement asks of the encoder: nothing twice; and where it fails at any point, the job
//! says so and keeps nothing.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail loudly")]

use futures::future::BoxFuture;
use hone::clock::SystemClock;
use hone::domain::access::{Person, Scope};
use hone::domain::suggestion::Kind;
use hone::ingest::Limits;
use hone::llm::{EmbedError, Embedder, HashedEmbedder};
use hone::store::{Location, Options, Store};
use hone::use_case::{Copilot, Error, InterviewDetails, Means};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const BACKLOG: &[u8] =
    b"As a guest, I want to cancel a stay, change a stay and see my stays, so that I get my deposit back.";
const KINDS: [Kind; 3] = [Kind::Split, Kind::Assumption, Kind::Question];
const INTERVIEW: &[u8] = b"Sam: When did you last cancel a stay?\n\
    P1: Last week I had to call three times to cancel my stay, and I lost the deposit.\n";

/// Answers so many times and then no more; notes what it was asked.
struct Tired {
    answers: AtomicUsize,
    asked: Mutex<Vec<String>>,
}

impl Embedder for Tired {
    fn version(&self) -> &str {
        HashedEmbedder.version()
    }

    fn dimension(&self) -> usize {
        HashedEmbedder.dimension()
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
        let left = self.answers.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        self.asked.lock().unwrap().extend(texts.iter().cloned());
        Box::pin(async move {
            left.map_err(|_| EmbedError::Unavailable("tired".into()))?;
            HashedEmbedder.embed(texts).await
        })
    }
}

/// A copilot with one item and one interview, and the key of the item.
async fn copilot(folder: &std::path::Path, encoder: Arc<Tired>) -> (Copilot, Scope, String) {
    let clock = Arc::new(SystemClock);
    let location = Location::Folder(folder.to_owned());
    let store = Store::open(&location, Options::default(), clock.clone()).await.unwrap();
    let means = Means {
        load_encoder: Arc::new(move || Ok((encoder.clone(), None))),
        index_folder: None,
        patience: Duration::from_secs(10),
        model: None,
        limits: Limits::default(),
        clock,
    };
    let copilot = Copilot::new(store, means);
    let scope = copilot.enter(Person::named("owner"), None).await.unwrap();
    let report = copilot.add_backlog(&scope, "stories.txt", BACKLOG, None, false).await.unwrap();
    assert_eq!(report.new, 1, "{report:?}");
    let details = InterviewDetails::default();
    copilot.add_interview(&scope, "P1.txt", INTERVIEW, &details).await.unwrap();
    let key = copilot.items(&scope).await.unwrap()[0].key.clone();
    (copilot, scope, key)
}

fn tired_after(answers: usize) -> Arc<Tired> {
    Arc::new(Tired { answers: AtomicUsize::new(answers), asked: Mutex::default() })
}

#[tokio::test]
async fn no_text_is_read_twice_however_often_an_item_is_refined() {
    let folder = tempfile::tempdir().unwrap();
    let encoder = tired_after(usize::MAX);
    let (copilot, scope, key) = copilot(folder.path(), encoder.clone()).await;
    copilot.embed_pending(&scope, &|_, _| ()).await.unwrap();
    encoder.asked.lock().unwrap().clear();
    let first = copilot.refine(&scope, &key, &KINDS).await.unwrap();
    let asked = std::mem::take(&mut *encoder.asked.lock().unwrap());
    let distinct: BTreeSet<&String> = asked.iter().collect();
    assert!(asked.len() > 40 && distinct.len() == asked.len(), "{} of {}", distinct.len(), asked.len());
    assert_eq!(copilot.refine(&scope, &key, &KINDS).await.unwrap(), first);
    assert_eq!(*encoder.asked.lock().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn wherever_the_encoder_fails_the_job_is_unavailable_and_nothing_is_kept() {
    let mut failures = 0;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let (copilot, scope, key) = copilot(folder.path(), tired_after(failures)).await;
        match copilot.refine(&scope, &key, &KINDS).await {
            Ok(refinement) => {
                assert!(!refinement.suggestions.is_empty());
                break;
            }
            Err(error) => {
                assert!(matches!(error, Error::Unavailable { .. }), "after {failures} answers: {error}");
                assert_eq!(copilot.inbox(&scope, None).await.unwrap(), [], "after {failures} answers");
                failures += 1;
            }
        }
    }
    assert!(failures >= 4, "only {failures} calls of the encoder were tried");
}
