//! What a split cites from interviews, and what it leaves uncited.

use super::playbook_split::brief;
use hone::domain::evidence::{EvidencePool, FoundPassage};
use hone::domain::id::SourceId;
use hone::domain::interview::{Role, Turn};
use hone::domain::suggestion::Body;
use hone::llm::HashedEmbedder;
use hone::proposer::Heard;
use hone::proposer::playbook::assumptions::assumptions;
use hone::proposer::playbook::split::split;

#[test]
fn only_a_participant_is_quoted_and_what_they_ask_for_comes_first() {
    let one =
        brief("As a librarian, I want to send reminders by letter, by email or by text message", "", &[]);
    let turn = |index: usize, role: Role, text: &str| Turn {
        index,
        speaker: "S".into(),
        role,
        start_ms: None,
        end_ms: None,
        text: text.into(),
        start: 0,
        end: text.len(),
        cues: Vec::new(),
    };
    let asked = turn(0, Role::Interviewer, "Would a text message be better than a letter?");
    let told = turn(
        1,
        Role::Participant,
        "Yes. Last week I missed the text message about my reminders. The letter came late.",
    );
    let passage = FoundPassage {
        id: SourceId::derive(&["P01"]),
        source: "P01".into(),
        person: "P01".into(),
        segment: None,
        date: None,
        turns: vec![asked, told],
        score: 1.0,
        topics: vec![0],
    };
    let heard = Heard {
        topics: vec!["reminders".into()],
        pool: EvidencePool { passages: vec![passage], searched: 1, pending: 0 },
    };
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    let quotes: Vec<&str> = draft.evidence.supporting.iter().map(|quote| quote.text.as_str()).collect();
    assert_eq!(quotes, ["Last week I missed the text message about my reminders."]);
    let quote = &draft.evidence.supporting[0];
    assert_eq!(&heard.pool.passages[0].turns[1].text[quote.start..quote.end], quote.text);
    assert_eq!((quote.turn, draft.evidence.participants), (1, 1));
    let Body::Split(body) = &draft.body else { unreachable!("a split was asked for") };
    assert_eq!(body.candidates[0].slices[0].title, "Send reminders by text message");
}

/// One sentence of one participant, as a search brings it.
fn heard_from(person: &str, told: &str) -> Heard {
    let turn = Turn {
        index: 0,
        speaker: person.into(),
        role: Role::Participant,
        start_ms: None,
        end_ms: None,
        text: told.into(),
        start: 0,
        end: told.len(),
        cues: Vec::new(),
    };
    let passage = FoundPassage {
        id: SourceId::derive(&[person]),
        source: person.into(),
        person: person.into(),
        segment: None,
        date: None,
        turns: vec![turn],
        score: 1.0,
        topics: vec![0],
    };
    let pool = EvidencePool { passages: vec![passage], searched: 1, pending: 0 };
    Heard { topics: vec!["reminders".into()], pool }
}

#[test]
fn a_voice_about_another_matter_is_not_cited_though_it_has_two_words_of_the_item() {
    let one = brief("As a librarian, I want to send reminders by letter or by text message", "", &[]);
    let told = "I had to read every letter that the school sends about the summer fair before I could find \
                the dates of the swimming lessons for my two boys.";
    let heard = heard_from("P02", told);
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    assert_eq!((draft.evidence.supporting.len(), draft.evidence.searched), (0, 1));
}

#[test]
fn a_rule_that_only_customers_tell_of_is_shown_with_their_words() {
    let one = brief("As a librarian, I want to send reminders by letter or by text message", "", &[]);
    let told = "I had to send the reminders by letter before noon.";
    let heard = heard_from("P03", told);
    let draft = futures::executor::block_on(split(&one, &heard, &HashedEmbedder)).unwrap();
    let Body::Split(body) = draft.body else { unreachable!("a split was asked for") };
    let said = format!("a rule that P03 tells of: «{told}»");
    assert!(body.candidates[0].variations.contains(&said), "{:?}", body.candidates[0].variations);
}

#[tokio::test]
async fn talk_of_another_product_is_evidence_for_nothing() {
    let item =
        brief("As a librarian, I want to send reminders by letter, so that books come back in time", "", &[]);
    let other = heard_from(
        "P04",
        "I spent a whole weekend in time for the fair with the tents of the swimming club.",
    );
    let same = heard_from("P05", "I had to send the reminders by letter and it took me two hours.");
    let cited = async |heard: &Heard| {
        let found = assumptions(&item, heard, &HashedEmbedder).await.unwrap();
        found.iter().map(|draft| draft.evidence.quotes().count()).sum::<usize>()
    };
    assert_eq!(cited(&other).await, 0);
    assert!(cited(&same).await > 0);
}
