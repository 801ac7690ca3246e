use super::*;
use crate::domain::id::SourceId;
use crate::domain::interview::{Aside, Role, SourceKind};

fn turn(index: usize, speaker: &str, role: Role, text: &str) -> Turn {
    Turn {
        index,
        speaker: speaker.to_owned(),
        role,
        start_ms: None,
        end_ms: None,
        text: text.to_owned(),
        start: 0,
        end: 0,
        cues: Vec::new(),
    }
}

fn interview(turns: Vec<Turn>) -> Interview {
    Interview {
        id: SourceId::new("s"),
        key: "P01".into(),
        title: "P01".into(),
        kind: SourceKind::Interview,
        participant: None,
        segment: None,
        date: None,
        format: "txt".into(),
        version: 0,
        roles: Vec::new(),
        turns,
        asides: vec![Aside { kind: "machine_summary".into(), text: "They want refunds.".into() }],
        warnings: Vec::new(),
    }
}

fn item(title: &str, text: &str) -> Item {
    Item { key: "HAR-1".into(), ..Item::of(title, text) }
}

fn spans(passages: &[Passage]) -> Vec<(usize, usize, &str)> {
    passages.iter().map(|p| (p.first_turn, p.last_turn, p.text.as_str())).collect()
}

#[test]
fn windows_overlap_hold_whole_turns_and_know_who_speaks() {
    let turns = vec![
        turn(0, "Ann", Role::Interviewer, "how do you pay"),
        turn(1, "P01", Role::Participant, "by card or cash"),
        turn(2, "P01", Role::Participant, "card is slow now"),
        turn(3, "Ann", Role::Interviewer, "why is that so"),
    ];
    let passages = passages_of_interview(&interview(turns), Windowing { turns: 8, pieces: 8 });
    assert_eq!(
        spans(&passages),
        [
            (0, 1, "how do you pay\nby card or cash"),
            (1, 2, "by card or cash\ncard is slow now"),
            (2, 3, "card is slow now\nwhy is that so"),
        ]
    );
    assert_eq!(passages[0].speakers, ["Ann", "P01"]);
    assert_eq!(passages.iter().map(|p| p.position).collect::<Vec<_>>(), [0, 4, 8]);
}

#[test]
fn a_quick_exchange_is_bounded_by_its_turns() {
    let turns = (0..10).map(|index| turn(index, "P01", Role::Participant, "yes")).collect();
    let passages = passages_of_interview(&interview(turns), Windowing { turns: 4, pieces: 180 });
    let spans: Vec<_> = passages.iter().map(|p| (p.first_turn, p.last_turn)).collect();
    assert_eq!(spans, [(0, 3), (2, 5), (4, 7), (6, 9)]);
}

#[test]
fn an_aside_is_never_searched() {
    let passages = passages_of_interview(&interview(vec![turn(0, "", Role::Unknown, "Hello.")]), WINDOWING);
    assert_eq!(spans(&passages), [(0, 0, "Hello.")]);
}

#[test]
fn a_long_turn_is_taken_by_sentences_and_never_inside_one() {
    let text = "We pay by card. It is slow. So we use cash. Nobody is glad.";
    let turns = vec![turn(0, "P01", Role::Participant, text)];
    let passages = passages_of_interview(&interview(turns), Windowing { turns: 8, pieces: 10 });
    assert_eq!(
        spans(&passages),
        [
            (0, 0, "We pay by card. It is slow."),
            (0, 0, "It is slow. So we use cash."),
            (0, 0, "So we use cash. Nobody is glad."),
        ]
    );
}

#[test]
fn no_passage_is_longer_than_the_window_even_without_full_stops() {
    let text = "and then we did that again ".repeat(40);
    let turns = vec![turn(0, "P01", Role::Participant, &text)];
    let passages = passages_of_interview(&interview(turns), WINDOWING);
    assert!(passages.len() > 1);
    assert!(passages.iter().all(|passage| count_pieces(&passage.text) <= WINDOWING.pieces));
}

#[test]
fn a_long_item_is_cut_and_each_part_keeps_the_title() {
    let whole = passages_of_item(&item("Pay by card", "As a guest I pay."), WINDOWING);
    assert_eq!(spans(&whole), [(0, 0, "Pay by card\nAs a guest I pay.")]);
    let text = "The guest pays at the table. ".repeat(40);
    let parts = passages_of_item(&item("Pay by card", &text), WINDOWING);
    assert!(parts.len() > 1);
    assert!(parts.iter().all(|part| part.text.starts_with("Pay by card\nThe guest pays")));
    assert!(parts.iter().all(|part| count_pieces(&part.text) <= WINDOWING.pieces));
}

#[test]
fn nothing_said_gives_no_passage() {
    assert!(passages_of_interview(&interview(vec![turn(0, "P", Role::Unknown, "  ")]), WINDOWING).is_empty());
}
