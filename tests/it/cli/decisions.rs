//! What a person does with a suggestion.

use super::{ask, first, hone, sample, text};
use serde_json::Value;

fn id(suggestion: &Value) -> &str {
    suggestion["id"].as_str().unwrap()
}

#[test]
fn an_edit_is_checked_again_and_is_not_accepted_yet() {
    let data = sample();
    let question = first(data.path(), "HAR-13", "question");
    let mut body = question["body"].clone();
    body["text"] = "Tell me about the last time you changed who travels on a booking.".into();
    let file = data.path().join("body.yaml");
    std::fs::write(&file, body.to_string()).unwrap();
    let edit = ["edit", id(&question), "--file", file.to_str().unwrap()];
    let edited = ask(data.path(), &edit);
    assert_eq!((&edited["state"], &edited["title"]), (&"edited".into(), &body["text"]));
    assert_eq!(ask(data.path(), &["accept", id(&question)])["state"], "accepted");
    let queue = ask(data.path(), &["questions"]);
    assert_eq!(queue[0]["question"]["text"], body["text"]);
    assert_eq!(ask(data.path(), &["undo", id(&question)])["state"], "edited");
    assert_eq!(ask(data.path(), &["undo", id(&question)])["body"], question["body"]);
}

#[test]
fn an_edit_that_a_required_check_refuses_changes_nothing() {
    let data = sample();
    let assumption = first(data.path(), "HAR-13", "assumption");
    let mut body = assumption["body"].clone();
    body["statement"] = "People will love it.".into();
    let file = data.path().join("body.yaml");
    std::fs::write(&file, body.to_string()).unwrap();
    let edit = ["edit", id(&assumption), "--file", file.to_str().unwrap()];
    let refused = hone(data.path(), &edit);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    assert_eq!(ask(data.path(), &["show", id(&assumption)])["body"], assumption["body"]);
    std::fs::write(&file, "text: [").unwrap();
    assert_eq!(hone(data.path(), &edit).status.code(), Some(2));
    std::fs::write(&file, "text: no body of an assumption").unwrap();
    assert_eq!(hone(data.path(), &edit).status.code(), Some(2));
}

#[test]
fn what_is_put_off_waits_again_on_its_day_and_not_before() {
    let data = sample();
    let question = first(data.path(), "HAR-13", "question");
    assert_eq!(hone(data.path(), &["defer", id(&question), "--until", "soon"]).status.code(), Some(2));
    assert_eq!(hone(data.path(), &["defer", id(&question), "--until", "2020-01-01"]).status.code(), Some(2));
    let deferred = ask(data.path(), &["defer", id(&question), "--until", "2999-01-01"]);
    assert_eq!(deferred["deferred_until"], "2999-01-01");
    let waits = |inbox: Value| inbox.as_array().unwrap().iter().any(|one| one["id"] == question["id"]);
    assert!(!waits(ask(data.path(), &["inbox"])));
    ask(data.path(), &["undo", id(&question)]);
    assert!(waits(ask(data.path(), &["inbox"])));
}

#[test]
fn what_was_turned_down_does_not_come_back_in_other_words() {
    let data = sample();
    let before = ask(data.path(), &["refine", "HAR-13", "--kind", "question"]);
    let turned_down = &before[0];
    let no = ["reject", id(turned_down), "--reason", "unclear", "--note", "which change?"];
    assert_eq!(ask(data.path(), &no)["state"], "rejected");
    let ledger = ask(data.path(), &["ledger"]);
    assert_eq!((&ledger[0]["reason"], &ledger[0]["note"]), (&"unclear".into(), &"which change?".into()));
    // The item says the same with another end, and so do the questions on it.
    let mut export =
        String::from_utf8(hone(data.path(), &["export", "--format", "jira-csv"]).stdout).unwrap();
    let title = ask(data.path(), &["show", "HAR-13"])["title"].as_str().unwrap().to_owned();
    export = export.replace(&title, &format!("{title} quickly"));
    let file = data.path().join("again.csv");
    std::fs::write(&file, export).unwrap();
    hone(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    let after = ask(data.path(), &["refine", "HAR-13", "--kind", "question"]);
    let texts: Vec<&Value> = after.as_array().unwrap().iter().map(|one| &one["body"]["text"]).collect();
    assert!(!texts.contains(&&turned_down["body"]["text"]), "{texts:?}");
    let held_back = ask(data.path(), &["inbox", "--withheld"]);
    let remembered = |one: &&Value| one["check"] == "ledger" && one["ledger_entry"] == 1;
    assert!(held_back.as_array().unwrap().iter().any(|one| remembered(&one)), "{held_back}");
}

#[test]
fn a_file_that_has_the_slice_under_its_own_key_adopts_it() {
    let data = sample();
    let split = first(data.path(), "HAR-13", "split");
    ask(data.path(), &["accept", id(&split), "--candidate", "1"]);
    let slice = ask(data.path(), &["show", "HAR-13/1"]);
    let file = data.path().join("tracker.csv");
    let row =
        format!("Issue key,Issue id,Summary,Labels\nHAR-501,90501,{},hone:HAR-13/1\n", "Add a passenger");
    std::fs::write(&file, row).unwrap();
    let report = ask(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    assert_eq!((&report[0]["new"], &report[0]["changed"]), (&0.into(), &1.into()));
    assert_eq!(ask(data.path(), &["show", "HAR-501"])["id"], slice["id"]);
    let report = ask(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    assert_eq!(report[0]["unchanged"], 1);
    assert!(report[0]["gone"].as_u64().unwrap() > 30, "the rest of the backlog is not in the file");
    let refused = hone(data.path(), &["undo", id(&split)]);
    assert_eq!(refused.status.code(), Some(1), "the slice lives on in the tracker: {}", text(&refused));
}

#[test]
fn a_complete_file_takes_out_what_it_does_not_have() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("tracker.csv");
    let write = |rows: &str| std::fs::write(&file, format!("Issue key,Issue id,Summary\n{rows}")).unwrap();
    write("T-1,1,Book a berth\nT-2,2,Pay for a berth\n");
    let take =
        |more: &[&str]| ask(data.path(), &[&["ingest", "backlog", file.to_str().unwrap()], more].concat());
    assert_eq!(take(&[])[0]["new"], 2);
    write("T-1,1,Book a berth\n");
    assert_eq!(take(&[])[0]["gone"], 1);
    assert_eq!(ask(data.path(), &["items"]).as_array().unwrap().len(), 2, "it stays");
    assert_eq!(take(&["--complete"])[0]["gone"], 1);
    assert_eq!(ask(data.path(), &["items"]).as_array().unwrap().len(), 1);
}
