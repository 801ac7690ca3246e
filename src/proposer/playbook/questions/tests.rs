use super::*;
use crate::domain::body::Body;
use crate::domain::stakeholder::Stakeholder;
use crate::llm::HashedEmbedder;
use crate::proposer::playbook::claims::tests::brief;

async fn asked(brief: &Brief) -> Vec<(String, String)> {
    questions(brief, &Heard::default(), &HashedEmbedder)
        .await
        .unwrap()
        .into_iter()
        .map(|draft| match draft.body {
            Body::Question(question) => (question.addressee, question.text),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[tokio::test]
async fn a_vague_word_is_asked_about_by_its_last_occasion() {
    let asked = asked(&brief("As a user, I want to have a flexible pick up time.", "")).await;
    assert!(
        asked.contains(&(
            "customer".into(),
            "Tell me about the last time a pick up time did not suit you. What did you do?".into()
        )),
        "{asked:?}"
    );
    assert!((2..=4).contains(&asked.len()), "{asked:?}");
}

#[tokio::test]
async fn a_stakeholder_of_the_register_is_asked_by_name() {
    let mut item = brief("As a guest, I want to cancel my stay, so that I get my deposit back.", "");
    item.stakeholders = vec![Stakeholder {
        name: "Billing".into(),
        role: "accounts clerk".into(),
        needs: "every deposit explained".into(),
        ..Stakeholder::default()
    }];
    assert!(asked(&item).await.iter().any(|(addressee, _)| addressee == "Billing"));
}

#[tokio::test]
async fn what_cannot_be_read_is_not_asked_about() {
    assert!(
        asked(&brief("Als Pflegekraft möchte ich die Schicht tauschen, damit ich frei habe.", ""))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_question_names_things_and_never_a_clause() {
    let item =
        "As a warden, I want to indicate whether a boat that belongs to the club is out at sea on a holiday.";
    assert!(asked(&brief(item, "")).await.is_empty());
    let short = "As a warden, I want to record a boat that belongs to the club and is out at sea, so that I can find it.";
    for (_, question) in asked(&brief(short, "")).await {
        assert!(!question.contains("belongs"), "{question}");
    }
}
