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
async fn an_item_has_at_most_three_assumptions_each_of_another_kind() {
    let item = brief("As a guest, I want to cancel my stay online, so that I get my deposit back.", "");
    let drafts = assumptions(&item, &Heard::default(), &HashedEmbedder).await.unwrap();
    let kinds: std::collections::BTreeSet<&str> = drafts
        .iter()
        .map(|draft| match &draft.body {
            Body::Assumption(assumption) => assumption.kind.id(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(drafts.len() == 3 && kinds.len() == 3, "{kinds:?}");
}

#[tokio::test]
async fn an_assumption_is_one_short_sentence_with_a_number() {
    let items = [
        "As a baker, I want to hide a recipe that I have shared with the guild by mistake last week, so that I can mend it.",
        "As a miller, I want to export flour records as a ledger.",
        "As a baker, I want to be warned when my oven is too hot, so that no bread burns.",
        "As a carter, I want to book a loading bay online, so that I do not wait at the gate.",
        "As a warden, I want to see which of the boats that belong to the club are out at sea right now.",
    ];
    for item in items {
        for statement in statements(item, "").await {
            let words = crate::domain::text::words(&statement).len();
            let has_threshold =
                statement.contains(|c: char| c.is_ascii_digit()) || statement.contains("half of");
            assert!(words <= 27 && has_threshold, "{statement}");
        }
    }
}

#[tokio::test]
async fn the_promise_of_an_item_is_what_must_come_about() {
    let found = statements(
        "As a baker, I want to hide a recipe that I have shared with the guild last week, so that I can mend its faults.",
        "",
    )
    .await;
    assert_eq!(found[0], "Of 10 bakers who hide a recipe, at least 7 then mend its faults.", "{found:?}");
}

#[tokio::test]
async fn a_promise_that_repeats_the_wish_is_none() {
    let found =
        statements("As a baker, I want to change the colours of a loaf, so that I can change loaves.", "")
            .await;
    assert!(found.iter().all(|statement| !statement.contains(" then ")), "{found:?}");
}

#[tokio::test]
async fn a_clause_is_not_taken_for_a_thing() {
    let item =
        "As a warden, I want to indicate if a boat that belongs to the club is out at sea on a holiday";
    assert!(statements(item, "").await.is_empty());
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
    assert!(found[0].ends_with("although «It is not driven by user requests»."), "{found:?}");
}

#[tokio::test]
async fn of_work_of_the_team_nothing_is_assumed() {
    let item = "As a UI designer, I want to redesign the list of mills, so that it matches the new style.";
    assert!(statements(item, "").await.is_empty());
}

#[tokio::test]
async fn a_list_is_named_with_what_is_in_it() {
    let found = statements(
        "As a baker, I want to view lists in the guild hall of all the millers, carters and smiths who still work today.",
        "",
    )
    .await;
    assert!(found.iter().any(|statement| statement.contains("lists of all the millers")), "{found:?}");
}
