//! An encoder that fails at any point of a refinement: the job says so and keeps nothing.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail loudly")]

use futures::future::BoxFuture;
use hone::clock::SystemClock;
use hone::domain::access::Person;
use hone::domain::suggestion::Kind;
use hone::ingest::Limits;
use hone::llm::{EmbedError, Embedder, HashedEmbedder};
use hone::store::{Location, Options, Store};
use hone::use_case::{Copilot, Error, InterviewDetails, Means};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const BACKLOG: &[u8] =
    b"As a guest, I want to cancel a stay, change a stay and see my stays, so that I get my deposit back.";
const INTERVIEW: &[u8] = b"Sam: When did you last cancel a stay?\n\
    P1: Last week I had to call three times to cancel my stay, and I lost the deposit.\n";

/// Answers so many times and then no more.
struct Tired {
    answers: AtomicUsize,
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
        Box::pin(async move {
            left.map_err(|_| EmbedError::Unavailable("tired".into()))?;
            HashedEmbedder.embed(texts).await
        })
    }
}

/// A copilot with one item and one interview, whose encoder answers so many times.
async fn copilot(folder: &std::path::Path, answers: usize) -> Copilot {
    let clock = Arc::new(SystemClock);
    let location = Location::Folder(folder.to_owned());
    let store = Store::open(&location, Options::default(), clock.clone()).await.unwrap();
    let means = Means {
        load_encoder: Arc::new(move || Ok((Arc::new(Tired { answers: AtomicUsize::new(answers) }), None))),
        index_folder: None,
        patience: Duration::from_secs(10),
        model: None,
        limits: Limits::default(),
        clock,
    };
    Copilot::new(store, means)
}

#[tokio::test]
async fn wherever_the_encoder_fails_the_job_is_unavailable_and_nothing_is_kept() {
    let kinds = [Kind::Split, Kind::Assumption, Kind::Question];
    let mut failures = 0;
    loop {
        let folder = tempfile::tempdir().unwrap();
        let copilot = copilot(folder.path(), failures).await;
        let scope = copilot.enter(Person::named("owner"), None).await.unwrap();
        let report = copilot.add_backlog(&scope, "stories.txt", BACKLOG, None, false).await.unwrap();
        assert_eq!(report.new, 1, "{report:?}");
        let details = InterviewDetails::default();
        copilot.add_interview(&scope, "P1.txt", INTERVIEW, &details).await.unwrap();
        let key = copilot.items(&scope).await.unwrap()[0].key.clone();
        match copilot.refine(&scope, &key, &kinds).await {
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
