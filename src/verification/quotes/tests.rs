use super::*;
use crate::domain::interview::{Role, Strength};

const SAID: &str =
    "I couldn\u{2019}t cancel the cabin last Tuesday, so I rang the desk \u{2014} twice, actually.";

fn turn(index: usize, speaker: &str, role: Role, text: &str) -> Turn {
    Turn {
        index,
        speaker: speaker.into(),
        role,
        start_ms: Some(1000),
        end_ms: None,
        text: text.into(),
        start: 0,
        end: text.len(),
        cues: vec![],
    }
}

fn interview() -> Vec<Turn> {
    vec![
        turn(0, "Sam", Role::Interviewer, "So you would love to cancel with one tap, wouldn't you?"),
        turn(1, "P01", Role::Participant, SAID),
        turn(2, "P01", Role::Participant, "The man there knew my name by the end of it."),
        turn(3, "Voice", Role::Unknown, "We were all waiting on the pier for an hour."),
    ]
}

fn quote(turn: usize, text: &str) -> Quote {
    Quote {
        source: "P01".into(),
        turn,
        start: 0,
        end: 0,
        text: text.into(),
        speaker: "P01".into(),
        role: Role::Participant,
        at: None,
        strength: Strength::PastBehaviour,
    }
}

fn prove(quote: &Quote) -> Result<Quote, Refusal> {
    let (turns, other) =
        (interview(), vec![turn(0, "P02", Role::Participant, "My ferry left without me on board.")]);
    let mut transcripts = Transcripts::default();
    transcripts.add("P01", &turns);
    transcripts.add("P02", &other);
    transcripts.prove(quote)
}

#[test]
fn what_no_reader_can_see_is_no_difference() {
    for same in [
        "I couldn't cancel the cabin last Tuesday",
        "I couldn\u{2019}t  cancel\nthe\u{a0}cabin last Tuesday",
        "couldn't can\u{ad}cel the cabin\u{200b} last",
        "so I rang the desk - twice, actually.",
        "so I rang the desk \u{2013} twice, actually.",
    ] {
        let proved = prove(&quote(1, same)).unwrap_or_else(|fault| panic!("{same}: {fault}"));
        assert_eq!(&SAID[proved.start..proved.end], proved.text, "{same}");
    }
}

#[test]
fn every_change_of_a_word_is_caught() {
    let words: Vec<&str> = SAID.split(' ').collect();
    for at in 0..words.len() {
        let mut changed = words.clone();
        changed[at] = "gladly";
        assert_eq!(prove(&quote(1, &changed.join(" "))), Err(Refusal::Fabricated), "word {at}");
    }
}

#[test]
fn each_fault_has_its_class() {
    let cases = [
        (quote(2, "I couldn't cancel the cabin last Tuesday"), Refusal::WrongTurn),
        (quote(1, "My ferry left without me on board."), Refusal::WrongSource),
        (quote(1, "I couldn't cancel the cabin... so I rang the desk"), Refusal::Stitched),
        (quote(1, "the cabin"), Refusal::TooShort),
        (quote(1, "twice, actually. The man there knew my name"), Refusal::Fabricated),
        (quote(0, "you would love to cancel with one tap"), Refusal::BarredVoice),
        (quote(3, "We were all waiting on the pier"), Refusal::BarredVoice),
        (quote(1, "I c\u{43e}uldn't cancel the cabin last Tuesday"), Refusal::Fabricated),
        (quote(1, "uldn't cancel the cabin last Tuesday"), Refusal::Fabricated),
        (quote(1, "P01 often phones the desk to cancel a cabin"), Refusal::Fabricated),
    ];
    for (quote, fault) in cases {
        assert_eq!(prove(&quote), Err(fault), "{}", quote.text);
    }
}

#[test]
fn the_words_of_the_transcript_replace_those_of_the_draft() {
    let turns = interview();
    let mut transcripts = Transcripts::default();
    transcripts.add("P01", &turns);
    let body = crate::domain::theme::Duplicate {
        a: "A".into(),
        b: "B".into(),
        score: 1.0,
        why: String::new(),
        relation: crate::domain::theme::Relation::Duplicate,
    };
    let mut draft = Suggestion::draft(body, "A", "t");
    draft.evidence.supporting.push(quote(1, "I couldn't cancel the cabin"));
    let mut report = Report::default();
    check_quotes(&mut draft, &transcripts, &mut report);
    assert_eq!(report.outcome(Check::QuotesProved), Outcome::Pass);
    assert_eq!(draft.evidence.supporting[0].text, "I couldn\u{2019}t cancel the cabin");
    draft.evidence.against.push(quote(1, "I never said anything like that"));
    let mut report = Report::default();
    check_quotes(&mut draft, &transcripts, &mut report);
    assert_eq!(report.outcome(Check::QuotesProved), Outcome::Fail);
}
