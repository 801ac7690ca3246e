use super::*;
use crate::domain::body::Body;
use crate::llm::HashedEmbedder;
use crate::proposer::playbook::claims::tests::brief;

async fn statements(title: &str, text: &str) -> Vec<String> {
    assumptions(&brief(title, text), &Heard::default(), &HashedEmbedder)
        .await
        .unwrap()
        .into_iter()
        .map(|draft| draft.title)
        .collect()
}

#[tokio::test]
async fn an_item_has_three_to_six_assumptions_of_several_kinds() {
    let item = brief("As a guest, I want to cancel my stay online, so that I get my deposit back.", "");
    let drafts = assumptions(&item, &Heard::default(), &HashedEmbedder).await.unwrap();
    let kinds: std::collections::BTreeSet<&str> = drafts
        .iter()
        .map(|draft| match &draft.body {
            Body::Assumption(assumption) => assumption.kind.id(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!((3..=6).contains(&drafts.len()) && kinds.len() >= 4, "{kinds:?}");
}

#[tokio::test]
async fn what_cannot_be_read_has_no_assumption() {
    assert!(statements("Remove ActiveMQ", "").await.is_empty());
    assert!(
        statements("Als Pflegekraft möchte ich die Schicht tauschen, damit ich frei habe.", "")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn the_doubt_of_an_item_stands_word_for_word() {
    let found = statements(
        "As a user, I want to download several files as one archive",
        "It is not driven by user requests.",
    )
    .await;
    assert!(found[0].contains("«It is not driven by user requests»"), "{found:?}");
}
