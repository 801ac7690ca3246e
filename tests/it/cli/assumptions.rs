//! Accepted assumptions on the map, and the tests that move them.

use super::{ask, hone, sample, text};
use serde_json::Value;
use std::path::Path;

/// The ids of the first accepted assumptions of an item.
fn accepted(data: &Path, item: &str, count: usize) -> Vec<String> {
    let proposed = ask(data, &["refine", item, "--kind", "assumption"]);
    let ids: Vec<String> = proposed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .take(count)
        .collect();
    assert_eq!(ids.len(), count);
    for id in &ids {
        assert_eq!(ask(data, &["accept", id])["state"], "accepted");
    }
    ids
}

const CRITERIA: &str = "at least 4 of 5 guests";

fn test_of<'a>(id: &'a str, criteria: &'a str) -> [&'a str; 9] {
    [
        "assumptions",
        "test",
        id,
        "--test",
        "watch the desk",
        "--metric",
        "guests who move",
        "--criteria",
        criteria,
    ]
}

fn of(map: &Value, id: &str) -> Value {
    map.as_array().unwrap().iter().find(|point| point["id"] == *id).cloned().unwrap()
}

#[test]
fn a_test_fixes_its_criteria_and_its_outcome_moves_the_point() {
    let data = sample();
    let id = &accepted(data.path(), "HAR-20", 1)[0];
    let before = of(&ask(data.path(), &["assumptions"]), id);
    assert_eq!(before["trials"].as_array().unwrap().len(), 0);
    let vague = hone(data.path(), &test_of(id, "most guests"));
    assert_eq!(vague.status.code(), Some(2), "{}", text(&vague));
    assert!(text(&vague).contains("hold no number"), "{}", text(&vague));
    let opened = ask(data.path(), &test_of(id, "at least 3 of 5 guests"));
    assert_eq!(opened["trials"][0]["locked_at"], Value::Null);
    let changed = ask(data.path(), &test_of(id, CRITERIA));
    assert_eq!(
        (changed["trials"].as_array().unwrap().len(), &changed["trials"][0]["criteria"]),
        (1, &CRITERIA.into())
    );
    for value in ["4", "5", "4"] {
        ask(data.path(), &["assumptions", "data", id, value, "--note", "a week at the desk"]);
    }
    let late = hone(data.path(), &[&["--json"], &test_of(id, "at least 1 of 5 guests")[..]].concat());
    let problem: Value = serde_json::from_slice(&late.stderr).unwrap();
    assert_eq!((late.status.code(), &problem["code"]), (Some(1), &"criteria_locked".into()));
    let learn = [
        "assumptions",
        "learn",
        id,
        "--outcome",
        "supported",
        "--observed",
        "13 of 15",
        "--learned",
        "they do",
        "--next",
        "persevere",
    ];
    let after = ask(data.path(), &learn);
    assert_eq!((&after["colour"], &after["certainty"]), (&"green".into(), &"strong".into()));
    assert!(after["x"].as_f64() > before["x"].as_f64() && after["y"] == before["y"]);
    assert_ne!(after["zone"], "leap_of_faith");
    let refused = hone(data.path(), &["undo", id]);
    assert_eq!(refused.status.code(), Some(1), "a test rests on the decision: {}", text(&refused));
    let back = ask(data.path(), &["assumptions", "undo", id]);
    assert_eq!(
        (&back["colour"], back["trials"][0]["data"].as_array().unwrap().len()),
        (&before["colour"], 3)
    );
}

#[test]
fn what_hangs_on_it_is_a_persons_judgement_and_can_be_taken_back() {
    let data = sample();
    let id = &accepted(data.path(), "HAR-20", 1)[0];
    let weigh = |why: &str| hone(data.path(), &["--json", "assumptions", "weigh", id, "low", "--why", why]);
    assert_eq!(weigh(" ").status.code(), Some(2), "a judgement has a reason");
    let weighed = super::json(&weigh("one berth in fifty"));
    assert_eq!(
        (&weighed["zone"], &weighed["importance_why"]),
        (&"park".into(), &"one berth in fifty".into())
    );
    assert_eq!(
        ask(data.path(), &["assumptions", "undo", id])["importance"],
        weighed["assumption"]["importance"]
    );
    assert_eq!(hone(data.path(), &["assumptions", "undo", id]).status.code(), Some(1), "nothing is left");
    assert_eq!(ask(data.path(), &["undo", id])["state"], "proposed");
}

#[test]
fn three_are_under_test_at_once_and_what_has_no_item_is_not_tested() {
    let data = sample();
    let mut ids = accepted(data.path(), "HAR-20", 2);
    ids.extend(accepted(data.path(), "HAR-13", 2));
    for id in &ids[..3] {
        ask(data.path(), &test_of(id, CRITERIA));
    }
    let fourth = hone(data.path(), &test_of(&ids[3], CRITERIA));
    assert_eq!(fourth.status.code(), Some(1));
    assert!(text(&fourth).contains("three assumptions are under test"), "{}", text(&fourth));
    let map = ask(data.path(), &["assumptions"]);
    let numbered: Vec<&Value> = map
        .as_array()
        .unwrap()
        .iter()
        .filter(|point| point["leap"].is_number())
        .map(|point| &point["id"])
        .collect();
    assert_eq!(numbered.len(), 3);
    assert!(ids[..3].iter().all(|id| numbered.contains(&&Value::from(id.as_str()))), "{numbered:?}");
    hone(data.path(), &["delete", "HAR-20", "--yes"]);
    assert_eq!(of(&ask(data.path(), &["assumptions"]), &ids[0])["item_is_gone"], true);
    let gone = hone(data.path(), &test_of(&ids[0], CRITERIA));
    assert!(gone.status.code() == Some(1) && text(&gone).contains("no longer has HAR-20"), "{}", text(&gone));
    assert_eq!(hone(data.path(), &test_of("ffffff", CRITERIA)).status.code(), Some(2));
}
