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

fn register() -> Vec<Stakeholder> {
    let one = |name: &str, role: &str, needs: &str| Stakeholder {
        name: name.into(),
        role: role.into(),
        needs: needs.into(),
        ..Stakeholder::default()
    };
    vec![
        one("Mill Office", "answers calls and takes orders", "fewer calls"),
        one("Millers", "grind what is ordered", "a grinding list that matches the sacks"),
        one("Guild Audit", "answers for weights and names", "proof that no sack is swapped"),
    ]
}

#[tokio::test]
async fn nobody_is_asked_more_than_twice_while_others_can_tell() {
    let mut item = brief(
        "As a baker, I want to change my order, so that I do not get rye that I cannot use.",
        "Not within 30 minutes of grinding, as the grinding list is final then.",
    );
    item.stakeholders = register();
    let asked = asked(&item).await;
    let to = |name: &str| asked.iter().filter(|(addressee, _)| addressee == name).count();
    assert!(to("customer") <= 2 && asked.len() >= 3, "{asked:?}");
    let limit = asked.iter().find(|(_, text)| text.contains("30 minutes")).map(|(name, _)| name.as_str());
    assert_eq!(limit, Some("Millers"), "{asked:?}");
}

#[tokio::test]
async fn who_answers_for_the_rules_is_asked_what_was_done_in_another_name() {
    let mut item = brief("As a baker, I want to change my order.", "");
    item.stakeholders = register();
    let asked = asked(&item).await;
    assert!(
        asked.contains(&(
            "Guild Audit".into(),
            "Which change made in somebody else's name did you last have to look into?".into()
        )),
        "{asked:?}"
    );
}
