//! Accepted questions: asked, answered by a note, told already.

use super::{ask, hone, json, sample, text};
use serde_json::Value;
use std::path::Path;

/// An accepted question of an item that no interview has answered.
fn accepted(data: &Path, item: &str) -> Value {
    let proposed = ask(data, &["refine", item, "--kind", "question"]);
    let is_open = |one: &&Value| one["body"]["answered_by"].as_array().unwrap().is_empty();
    let question = proposed.as_array().unwrap().iter().find(is_open).cloned().unwrap();
    ask(data, &["accept", question["id"].as_str().unwrap()]);
    question
}

#[test]
fn an_answer_becomes_a_note_that_is_found_and_is_nobodys_voice() {
    let data = sample();
    let question = accepted(data.path(), "HAR-13");
    let id = question["id"].as_str().unwrap();
    let asked = ask(data.path(), &["questions", "asked", id]);
    assert_eq!((&asked["stage"], asked["asked_at"].is_number()), (&"asked".into(), true));
    assert_eq!(hone(data.path(), &["questions", "answer", id, " … "]).status.code(), Some(2));
    let said = "The gangway ledger was lost in the flood of the boathouse; ring +44 20 7946 0018.";
    let answered = ask(data.path(), &["questions", "answer", id, said, "--whom", "Wharf Office"]);
    let answer = &answered["answer"];
    assert_eq!((&answered["stage"], &answer["role"]), (&"answered".into(), &"other".into()));
    let note = ask(data.path(), &["show", answer["source"].as_str().unwrap()]);
    assert_eq!((&note["kind"], &note["participant"]), (&"note".into(), &Value::Null));
    let at = |field: &str| usize::try_from(answer[field].as_u64().unwrap()).unwrap();
    let turn = note["turns"][at("turn")]["text"].as_str().unwrap();
    assert_eq!(&turn[at("start")..at("end")], answer["text"].as_str().unwrap());
    assert!(turn.contains("gangway ledger") && !turn.contains("7946"), "a number is hidden: {turn}");
    let hits = ask(data.path(), &["search", "gangway ledger flood boathouse"]);
    assert_eq!(hits[0]["source"], answer["source"], "{hits}");
    for suggestion in ask(data.path(), &["refine", "HAR-13"]).as_array().unwrap() {
        let quoted = serde_json::to_string(&suggestion["evidence"]).unwrap();
        assert!(!quoted.contains("gangway"), "{quoted}");
    }
    let source = answer["source"].as_str().unwrap();
    let voice = hone(data.path(), &["interviews", "roles", source, "--map", "Wharf Office=participant"]);
    assert!(voice.status.code() == Some(2) && text(&voice).contains("nobody's voice"), "{}", text(&voice));
    let twice = hone(data.path(), &["questions", "answer", id, "Something else was said."]);
    assert_eq!(twice.status.code(), Some(1), "{}", text(&twice));
}

#[test]
fn a_step_is_taken_back_and_a_forgotten_answer_leaves_the_question() {
    let data = sample();
    let question = accepted(data.path(), "HAR-13");
    let id = question["id"].as_str().unwrap();
    ask(data.path(), &["questions", "asked", id]);
    let undo = hone(data.path(), &["undo", id]);
    assert!(undo.status.code() == Some(1) && text(&undo).contains("it was asked"), "{}", text(&undo));
    let answered = ask(data.path(), &["questions", "answer", id, "Nobody keeps a list of that."]);
    let source = answered["answer"]["source"].as_str().unwrap().to_owned();
    assert_eq!(hone(data.path(), &["delete", &source, "--yes"]).status.code(), Some(0));
    let after = ask(data.path(), &["questions"]);
    assert_eq!((&after[0]["stage"], &after[0]["answer"]), (&"answered".into(), &Value::Null));
    assert_eq!(ask(data.path(), &["questions", "undo", id])["stage"], "asked");
    assert_eq!(ask(data.path(), &["questions", "undo", id])["stage"], "waiting");
    assert_eq!(ask(data.path(), &["undo", id])["state"], "proposed");
}

#[test]
fn an_agenda_has_what_is_open_with_leaps_of_faith_first_and_what_was_told_apart() {
    let data = sample();
    let proposed = ask(data.path(), &["refine", "HAR-20"]);
    let of_kind = |kind: &'static str| {
        let all: Vec<Value> =
            proposed.as_array().unwrap().iter().filter(|one| one["kind"] == kind).cloned().collect();
        all
    };
    for one in of_kind("question").iter().chain(&of_kind("assumption")) {
        ask(data.path(), &["accept", one["id"].as_str().unwrap()]);
    }
    let agendas = ask(data.path(), &["questions", "--agenda"]);
    let mut listed = 0;
    for agenda in agendas.as_array().unwrap() {
        for part in ["ask", "awaiting", "already_told"] {
            for one in agenda[part].as_array().unwrap() {
                assert_eq!(one["stakeholder"], agenda["stakeholder"]);
                assert_eq!(one["told"].as_array().unwrap().is_empty(), part != "already_told");
                listed += 1;
            }
        }
        let leaps: Vec<bool> = agenda["ask"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["question"]["serves"]["assumption"].is_string())
            .collect();
        assert!(leaps.is_sorted_by(|a, b| a >= b), "what serves a leap of faith comes first: {leaps:?}");
    }
    assert_eq!(listed, of_kind("question").len());
    let someone = agendas[0]["stakeholder"].as_str().unwrap();
    let one = ask(data.path(), &["questions", "--agenda", "--for", someone]);
    assert_eq!(one.as_array().unwrap().len(), 1);
    assert_eq!(hone(data.path(), &["questions", "--agenda", "--for", "Nobody"]).status.code(), Some(2));
    assert!(json(&hone(data.path(), &["--json", "questions"])).is_array());
}

#[test]
fn a_noted_answer_is_shown_at_the_assumption_it_was_asked_for_and_makes_nothing_certain() {
    let data = sample();
    for one in ask(data.path(), &["refine", "HAR-20"]).as_array().unwrap() {
        if one["kind"] != "split" {
            ask(data.path(), &["accept", one["id"].as_str().unwrap()]);
        }
    }
    let before = ask(data.path(), &["assumptions"]);
    let of = |map: &Value, statement: &Value| {
        map.as_array().unwrap().iter().find(|point| point["assumption"]["statement"] == *statement).cloned()
    };
    let questions = ask(data.path(), &["questions"]);
    let (question, point) = questions
        .as_array()
        .unwrap()
        .iter()
        .find_map(|one| Some((one, of(&before, &one["question"]["serves"]["assumption"])?)))
        .unwrap();
    ask(
        data.path(),
        &["questions", "answer", question["id"].as_str().unwrap(), "Twice a week, by telephone."],
    );
    let after =
        of(&ask(data.path(), &["assumptions"]), &question["question"]["serves"]["assumption"]).unwrap();
    assert_eq!(
        (&after["notes"][0]["text"], &after["notes"][0]["role"]),
        (&"Twice a week, by telephone.".into(), &"other".into())
    );
    assert_eq!((&after["certainty"], &after["evidence"]), (&point["certainty"], &point["evidence"]));
}
