//! One contract for every vector index, and what a search does when the server fails.
//!
//! The exact index always; a Qdrant server when `HONE_TEST_QDRANT_URL` names one.

#![cfg(feature = "qdrant")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

use crate::support::deaf::{Deaf, Manner};
use hone::domain::id::{ItemId, SourceId, WorkspaceId};
use hone::retrieval::vector::exact::Exact;
use hone::retrieval::vector::qdrant::{Qdrant, QdrantConfig};
use hone::retrieval::vector::{IndexError, Near, Point};
use hone::retrieval::{Filter, Owner, Passage, PassageKind, Question, Retrieval, Tag, VectorIndex};
use std::sync::Arc;
use std::time::{Duration, Instant};

const DIMENSION: usize = 4;
const NEAREST: [f32; DIMENSION] = [1.0, 0.0, 0.0, 0.0];

/// A real server, with a collection of its own for each name; none, with a message, where there is none.
#[expect(clippy::disallowed_methods, reason = "a test is told by a variable where the server is")]
fn server(name: &str, dimension: usize) -> Option<Qdrant> {
    let Ok(url) = std::env::var("HONE_TEST_QDRANT_URL") else {
        eprintln!("skipped on Qdrant: set HONE_TEST_QDRANT_URL to the gRPC address of a server");
        return None;
    };
    let run = std::process::id();
    Some(Qdrant::new(&QdrantConfig::new(url), &format!("{name} {run}"), dimension).unwrap())
}

fn every_index(name: &str) -> Vec<VectorIndex> {
    let exact = VectorIndex::Exact(Exact::new(DIMENSION));
    std::iter::once(exact).chain(server(name, DIMENSION).map(VectorIndex::Qdrant)).collect()
}

fn point(passage: &str, owner: Owner, vector: [f32; DIMENSION]) -> Point {
    let tag = Tag { owner, segment: None, participant: None, date: None };
    Point {
        passage: passage.into(),
        tag: Arc::new(tag),
        vector: vector.to_vec(),
        terms: vec![passage.into()],
    }
}

fn source(name: &str) -> Owner {
    Owner::Source(SourceId::new(name))
}

fn sample() -> Vec<Point> {
    let mut points = vec![
        point("b", source("s1"), [0.8, 0.6, 0.0, 0.0]),
        point("a", source("s1"), [0.8, 0.0, 0.6, 0.0]),
        point("c", source("s2"), [0.0, 0.0, 0.0, 1.0]),
        point("d", Owner::Item(ItemId::new("i")), [0.6, 0.8, 0.0, 0.0]),
    ];
    for point in &mut points[..2] {
        let tag = Arc::make_mut(&mut point.tag);
        tag.segment = Some("small shops".into());
        tag.participant = Some("P01".into());
        tag.date = Some("2026-03-31".into());
    }
    points
}

fn near(passage: &str, cosine: f64) -> Near {
    Near { passage: passage.into(), cosine }
}

async fn found(index: &VectorIndex, workspace: &WorkspaceId, filter: Filter) -> Vec<Near> {
    index.search(workspace, &NEAREST, &filter, 10).await.unwrap()
}

#[tokio::test]
async fn the_nearest_come_first_and_ties_by_id() {
    for index in every_index("nearest") {
        let workspace = WorkspaceId::new("w");
        index.upsert(&workspace, &sample()).await.unwrap();
        let expected = [near("a", 0.8), near("b", 0.8), near("d", 0.6), near("c", 0.0)];
        assert_eq!(found(&index, &workspace, Filter::default()).await, expected);
        assert_eq!(index.search(&workspace, &NEAREST, &Filter::default(), 2).await.unwrap(), expected[..2]);
    }
}

#[tokio::test]
async fn writing_twice_changes_nothing_and_a_new_vector_replaces_the_old() {
    for index in every_index("twice") {
        let workspace = WorkspaceId::new("w");
        index.upsert(&workspace, &sample()).await.unwrap();
        index.upsert(&workspace, &sample()).await.unwrap();
        assert_eq!(index.count(&workspace).await, Ok(4));
        index.upsert(&workspace, &[point("c", source("s2"), NEAREST)]).await.unwrap();
        assert_eq!(found(&index, &workspace, Filter::default()).await[0], near("c", 1.0));
        assert_eq!(index.count(&workspace).await, Ok(4));
    }
}

#[tokio::test]
async fn what_is_removed_or_replaced_is_found_no_more() {
    for index in every_index("removed") {
        let workspace = WorkspaceId::new("w");
        index.upsert(&workspace, &sample()).await.unwrap();
        index.remove(&workspace, &["a".into(), "never there".into()]).await.unwrap();
        let rest = [near("b", 0.8), near("d", 0.6), near("c", 0.0)];
        assert_eq!(found(&index, &workspace, Filter::default()).await, rest);
        index.replace(&workspace, &sample()[2..3]).await.unwrap();
        assert_eq!(found(&index, &workspace, Filter::default()).await, rest[2..]);
    }
}

#[tokio::test]
async fn one_workspace_never_sees_another() {
    for index in every_index("tenants") {
        let (ours, theirs) = (WorkspaceId::new("ours"), WorkspaceId::new("theirs"));
        index.upsert(&ours, &sample()).await.unwrap();
        index.upsert(&theirs, &[point("a", source("s1"), NEAREST)]).await.unwrap();
        assert_eq!(found(&index, &theirs, Filter::default()).await, [near("a", 1.0)]);
        index.replace(&theirs, &[]).await.unwrap();
        assert_eq!(index.count(&ours).await, Ok(4));
        assert_eq!(found(&index, &ours, Filter::default()).await.len(), 4);
    }
}

#[tokio::test]
async fn each_filter_leaves_out_what_it_says() {
    let text = |text: &str| Some(text.to_owned());
    let cases = [
        (Filter { kind: Some(PassageKind::Item), ..Filter::default() }, "d"),
        (Filter { kind: Some(PassageKind::Turn), ..Filter::default() }, "abc"),
        (Filter { source: Some(SourceId::new("s2")), ..Filter::default() }, "c"),
        (Filter { segment: text("small shops"), ..Filter::default() }, "ab"),
        (Filter { participant: text("P01"), ..Filter::default() }, "ab"),
        (Filter { participant: text("P02"), ..Filter::default() }, ""),
        (Filter { from: text("2026-03-31"), until: text("2026-03-31"), ..Filter::default() }, "ab"),
        (Filter { from: text("2026-04-01"), ..Filter::default() }, ""),
        (Filter { until: text("2026-03-30"), ..Filter::default() }, ""),
    ];
    for index in every_index("filters") {
        let workspace = WorkspaceId::new("w");
        index.upsert(&workspace, &sample()).await.unwrap();
        for (filter, expected) in &cases {
            let passages: String = found(&index, &workspace, filter.clone())
                .await
                .into_iter()
                .map(|near| near.passage)
                .collect();
            assert_eq!(&passages, expected, "{filter:?}");
        }
    }
}

#[tokio::test]
async fn a_vector_of_another_length_is_refused() {
    let expected = IndexError::WrongDimension { expected: DIMENSION, found: 1 };
    for index in every_index("dimension") {
        let workspace = WorkspaceId::new("w");
        let short = Point { vector: vec![1.0], ..sample().remove(0) };
        assert_eq!(index.upsert(&workspace, &[short]).await, Err(expected.clone()));
        let asked = index.search(&workspace, &[1.0], &Filter::default(), 1).await;
        assert_eq!(asked, Err(expected.clone()));
    }
}

#[tokio::test]
async fn a_collection_of_another_dimension_is_named_and_terms_are_found_by_the_server() {
    let (Some(four), Some(three)) = (server("sizes", DIMENSION), server("sizes", 3)) else { return };
    let workspace = WorkspaceId::new("w");
    assert_eq!(four.count(&workspace).await, Err(IndexError::Empty));
    four.upsert(&workspace, &sample()).await.unwrap();
    let by_terms = four.search_terms(&workspace, &["c".into()], &Filter::default(), 10).await.unwrap();
    assert_eq!(by_terms.into_iter().map(|near| near.passage).collect::<Vec<_>>(), ["c"]);
    let short = Point { vector: vec![1.0, 0.0, 0.0], ..sample().remove(0) };
    let refused = three.upsert(&workspace, &[short]).await;
    assert_eq!(refused, Err(IndexError::WrongDimension { expected: 3, found: DIMENSION }));
}

fn impatient(url: String) -> Qdrant {
    let limit = Duration::from_millis(200);
    let config = QdrantConfig { read_timeout: limit, write_timeout: limit, ..QdrantConfig::new(url) };
    Qdrant::new(&config, "stand-in", DIMENSION).unwrap()
}

#[tokio::test]
async fn a_server_that_is_down_and_one_that_hangs_are_told_apart() {
    let workspace = WorkspaceId::new("w");
    let asked = |url: String| {
        let workspace = workspace.clone();
        async move { impatient(url).search(&workspace, &NEAREST, &Filter::default(), 1).await }
    };
    let nobody = Deaf::listen(Manner::Gone).await;
    assert_eq!(asked(nobody.url()).await, Err(IndexError::Down));
    let mute = Deaf::listen(Manner::Mute).await;
    assert_eq!(asked(mute.url()).await, Err(IndexError::Slow));
    let rude = Deaf::listen(Manner::HangUp).await;
    assert_eq!(asked(rude.url()).await, Err(IndexError::Down));
}

#[tokio::test]
async fn a_failing_server_costs_a_few_waits_and_no_hit() {
    let mute = Deaf::listen(Manner::Mute).await;
    let retrieval = Retrieval::new("stand-in", DIMENSION, Some(VectorIndex::Qdrant(impatient(mute.url()))));
    let workspace = WorkspaceId::new("w");
    let passage = Passage::new(source("s1"), 0, 0, "The reader fails every week");
    let tag = Tag { owner: source("s1"), segment: None, participant: None, date: None };
    retrieval.fill(&workspace, vec![(tag, vec![passage.clone()])], None);
    let vectors = [(passage.text_hash(), NEAREST.to_vec())];
    assert_eq!(retrieval.add_vectors(&workspace, "stand-in", &vectors).await, Ok(1));
    let filter = Filter::default();
    let question = Question { text: "reader", vector: Some(&NEAREST), filter: &filter, limit: 5 };
    let start = Instant::now();
    for _ in 0..20 {
        let found = retrieval.search(&workspace, question).await.unwrap();
        assert!(found.degraded);
        assert_eq!(found.hits.iter().map(|hit| hit.dense).collect::<Vec<_>>(), [Some(1.0)]);
    }
    assert!(start.elapsed() < Duration::from_secs(2), "the breaker stops asking");
}
