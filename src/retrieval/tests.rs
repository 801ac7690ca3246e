use super::*;
use crate::domain::id::SourceId;
use crate::llm::HashedEmbedder;

const TEXTS: [&str; 3] = ["I pay by card", "The reader fails every week", "We write it on paper then"];

fn rows() -> (Tag, Vec<Passage>) {
    let owner = Owner::Source(SourceId::new("s"));
    let passages = TEXTS.iter().enumerate().map(|(turn, text)| Passage {
        position: turn * 1000,
        ..Passage::new(owner.clone(), turn, turn, *text)
    });
    (Tag { owner: owner.clone(), segment: None, participant: None, date: None }, passages.collect())
}

fn vectors(waiting: &[Waiting]) -> Vec<(String, Vec<f32>)> {
    waiting.iter().map(|w| (w.text_hash.clone(), HashedEmbedder::vector(&w.text))).collect()
}

async fn filled(server: Option<VectorIndex>) -> (Retrieval, WorkspaceId) {
    let (retrieval, workspace) = (Retrieval::new("hashed", 256, server), WorkspaceId::new("w"));
    retrieval.fill(&workspace, vec![rows()], None);
    let vectors = vectors(&retrieval.waiting(&workspace, 10));
    assert_eq!(retrieval.add_vectors(&workspace, "hashed", &vectors).await, Ok(3));
    (retrieval, workspace)
}

async fn ask(retrieval: &Retrieval, workspace: &WorkspaceId, vector: Option<&[f32]>) -> Found {
    let filter = Filter::default();
    let question = Question { text: "failing readers", vector, filter: &filter, limit: 10 };
    retrieval.search(workspace, question).await.unwrap()
}

#[tokio::test]
async fn words_are_found_at_once_and_meaning_joins_with_the_vectors() {
    let (retrieval, workspace) = (Retrieval::new("hashed", 256, None), WorkspaceId::new("w"));
    let (tag, passages) = rows();
    retrieval.put(&workspace, tag, passages).await;
    let question = HashedEmbedder::vector("failing readers");
    let found = ask(&retrieval, &workspace, Some(&question)).await;
    assert_eq!((found.searched, found.pending, found.hits[0].dense), (3, 3, None));
    let some = vectors(&retrieval.waiting(&workspace, 2));
    retrieval.add_vectors(&workspace, "hashed", &some).await.unwrap();
    assert_eq!(ask(&retrieval, &workspace, None).await.pending, 1);
    let rest = vectors(&retrieval.waiting(&workspace, 10));
    retrieval.add_vectors(&workspace, "hashed", &rest).await.unwrap();
    let found = ask(&retrieval, &workspace, Some(&question)).await;
    assert_eq!((found.pending, found.degraded), (0, false));
    assert!(found.hits[0].dense.is_some_and(|cosine| cosine > 0.5));
    assert_eq!(found.hits[0].passage.text, TEXTS[1]);
}

#[tokio::test]
async fn vectors_of_another_embedder_are_refused() {
    let (retrieval, workspace) = filled(None).await;
    let refused = retrieval.add_vectors(&workspace, "other", &[]).await;
    assert_eq!(refused, Err(VectorError::OtherEmbedder("other".into())));
}

#[tokio::test]
async fn one_workspace_never_sees_another() {
    let (retrieval, workspace) = filled(None).await;
    let question = HashedEmbedder::vector("failing readers");
    assert!(!ask(&retrieval, &workspace, Some(&question)).await.hits.is_empty());
    let other = ask(&retrieval, &WorkspaceId::new("other"), Some(&question)).await;
    assert_eq!(other, Found::default());
}

#[tokio::test]
async fn a_removed_owner_is_found_no_more() {
    let (retrieval, workspace) = filled(None).await;
    retrieval.remove(&workspace, &rows().0.owner).await;
    let question = HashedEmbedder::vector("failing readers");
    assert_eq!(ask(&retrieval, &workspace, Some(&question)).await, Found::default());
}

#[tokio::test]
async fn a_server_that_lost_everything_is_noticed_and_filled_again() {
    let (retrieval, workspace) = filled(Some(VectorIndex::Exact(Exact::new(256)))).await;
    let question = HashedEmbedder::vector("failing readers");
    let sound = ask(&retrieval, &workspace, Some(&question)).await;
    assert!(!sound.degraded);
    retrieval.server.as_ref().unwrap().replace(&workspace, &[]).await.unwrap();
    let without = ask(&retrieval, &workspace, Some(&question)).await;
    assert_eq!(without, Found { degraded: true, ..sound.clone() });
    assert_eq!(retrieval.converge(&workspace).await, Ok(3));
    assert_eq!(retrieval.converge(&workspace).await, Ok(0));
    assert_eq!(ask(&retrieval, &workspace, Some(&question)).await, sound);
}
