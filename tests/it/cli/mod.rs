//! Whole commands, as a person types them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a command that does not run fails the test")]

mod assumptions;
mod decisions;
#[cfg(unix)]
mod editor;
mod lint;
mod model;
mod poor_input;
mod privacy;
mod questions;
mod trace;
mod transfer;
mod understanding;
mod workspaces;
mod wrong_inputs;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The command with these arguments on a data folder, run in the folder of the fixtures.
fn hone(data: &Path, arguments: &[&str]) -> Output {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    Command::new(env!("CARGO_BIN_EXE_hone"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .env("HONE_EMBEDDINGS_MODEL", "words")
        .current_dir(fixtures)
        .output()
        .unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    let failed = || String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("no JSON: {}", failed()))
}

/// What `hone --json …` prints.
fn ask(data: &Path, arguments: &[&str]) -> serde_json::Value {
    json(&hone(data, &[&["--json"], arguments].concat()))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The sample's folder.
fn harbour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")
}

/// A data folder with the sample in it, nothing refined.
fn sample() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let made = hone(data.path(), &["init", "--from", harbour().to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made));
    data
}

/// The first suggestion of a kind that refining an item brings.
fn first(data: &Path, item: &str, kind: &str) -> serde_json::Value {
    let suggestions = ask(data, &["refine", item, "--kind", kind]);
    suggestions.as_array().unwrap().first().cloned().unwrap()
}

#[test]
fn a_backlog_taken_in_twice_is_new_once() {
    let data = tempfile::tempdir().unwrap();
    let command = ["--json", "ingest", "backlog", "backlogs/jira_server_parent_id.csv"];
    let (first, second) = (json(&hone(data.path(), &command)), json(&hone(data.path(), &command)));
    assert_eq!((&first[0]["new"], &first[0]["unchanged"]), (&3.into(), &0.into()));
    assert_eq!(
        (&second[0]["new"], &second[0]["changed"], &second[0]["unchanged"]),
        (&0.into(), &0.into(), &3.into())
    );
    assert_eq!(json(&hone(data.path(), &["--json", "items"])).as_array().unwrap().len(), 3);
}

#[test]
fn an_interview_under_another_name_is_recognised() {
    let data = tempfile::tempdir().unwrap();
    let take = |file: &Path| {
        let file = file.to_str().unwrap();
        json(&hone(data.path(), &["--json", "ingest", "interviews", "--participant", "P03", file]))
    };
    let copy = data.path().join("copy.vtt");
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/transcripts/zoom.vtt");
    std::fs::copy(&original, &copy).unwrap();
    assert_eq!(take(&original)[0]["interview"], "P03");
    let again = take(&copy);
    assert_eq!((&again[0]["interview"], &again[0]["new"]), (&"P03".into(), &0.into()));
}

#[test]
fn exit_codes_tell_refused_from_unreadable() {
    let data = tempfile::tempdir().unwrap();
    let code = |arguments: &[&str]| hone(data.path(), arguments).status.code();
    assert_eq!(code(&["ingest", "backlog", "backlogs/jira_server_parent_id.csv"]), Some(0));
    assert_eq!(code(&["ingest", "backlog", "backlogs/jira_wide_row.csv"]), Some(1));
    assert_eq!(code(&["ingest", "backlog", "no-such-file.csv"]), Some(2));
    assert_eq!(code(&["show", "NO-1"]), Some(2));
    assert_eq!(code(&["check"]), Some(0));
}

#[test]
fn a_problem_says_what_to_do_next() {
    let data = tempfile::tempdir().unwrap();
    let output = hone(data.path(), &["show", "NO-1"]);
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("error: there is no") && text.contains("hint: "), "{text}");
}

#[test]
fn an_item_is_refined_decided_and_undone() {
    let data = tempfile::tempdir().unwrap();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    let (interview, backlog) = (suite.join("interviews/P01.vtt"), suite.join("backlog.csv"));
    hone(data.path(), &["ingest", "interviews", "--participant", "P01", interview.to_str().unwrap()]);
    hone(data.path(), &["ingest", "backlog", backlog.to_str().unwrap()]);
    let first = json(&hone(data.path(), &["--json", "refine", "HAR-20"]));
    let again = json(&hone(data.path(), &["--json", "refine", "HAR-20"]));
    assert!(!first.as_array().unwrap().is_empty());
    assert_eq!(first, again, "the same input gives the same suggestions");
    let kinds: Vec<&str> =
        first.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "split").count(), 1, "one split, whatever the verdict");
    let assumption = first.as_array().unwrap().iter().find(|one| one["kind"] == "assumption").unwrap();
    let id = assumption["id"].as_str().unwrap();
    assert_eq!(json(&hone(data.path(), &["--json", "accept", id]))["state"], "accepted");
    assert_eq!(hone(data.path(), &["accept", id]).status.code(), Some(1), "it is decided already");
    assert_eq!(json(&hone(data.path(), &["--json", "undo", id]))["state"], "proposed");
    let no = ["--json", "reject", id, "--reason", "not_valuable"];
    assert_eq!(json(&hone(data.path(), &no))["state"], "rejected");
    assert_eq!(hone(data.path(), &["reject", id, "--reason", "dislike"]).status.code(), Some(2));
    assert_eq!(hone(data.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn every_quote_of_a_suggestion_stands_in_its_turn() {
    let data = tempfile::tempdir().unwrap();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    let (interview, backlog) = (suite.join("interviews/P01.vtt"), suite.join("backlog.csv"));
    hone(data.path(), &["ingest", "interviews", "--participant", "P01", interview.to_str().unwrap()]);
    hone(data.path(), &["ingest", "backlog", backlog.to_str().unwrap()]);
    let turns = json(&hone(data.path(), &["--json", "show", "P01"]))["turns"].clone();
    let mut quotes = 0;
    for suggestion in json(&hone(data.path(), &["--json", "refine", "--all"])).as_array().unwrap() {
        for side in ["for", "against"] {
            for quote in suggestion["evidence"][side].as_array().unwrap() {
                let at = |field: &str| usize::try_from(quote[field].as_u64().unwrap()).unwrap();
                let said = turns[at("turn")]["text"].as_str().unwrap();
                assert_eq!(&said[at("start")..at("end")], quote["text"].as_str().unwrap());
                quotes += 1;
            }
        }
    }
    assert!(quotes > 0);
}

#[test]
fn an_accepted_split_puts_its_slices_in_the_backlog_and_undo_takes_them_out() {
    let data = tempfile::tempdir().unwrap();
    let backlog = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour/backlog.csv");
    hone(data.path(), &["ingest", "backlog", backlog.to_str().unwrap()]);
    let count = || json(&hone(data.path(), &["--json", "items"])).as_array().unwrap().len();
    let before = count();
    let split = json(&hone(data.path(), &["--json", "refine", "HAR-13"]))[0].clone();
    assert_eq!((&split["kind"], &split["body"]["verdict"]), (&"split".into(), &"split".into()));
    let candidates = split["body"]["candidates"].as_array().unwrap();
    let slices = candidates[0]["slices"].as_array().unwrap().len();
    let id = split["id"].as_str().unwrap();
    if candidates.len() > 1 {
        assert_eq!(hone(data.path(), &["accept", id]).status.code(), Some(2), "one must be named");
    }
    assert_eq!(hone(data.path(), &["accept", id, "--candidate", "1"]).status.code(), Some(0));
    assert_eq!(count(), before + slices);
    let first = json(&hone(data.path(), &["--json", "show", "HAR-13/1"]));
    assert_eq!(first["title"], candidates[0]["slices"][0]["title"]);
    assert_eq!(hone(data.path(), &["undo", id]).status.code(), Some(0));
    assert_eq!(count(), before);
}

#[test]
fn words_that_were_addressed_to_a_machine_are_evidence_for_nothing() {
    let data = tempfile::tempdir().unwrap();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    let (interview, backlog) = (suite.join("interviews/P09.vtt"), suite.join("backlog.csv"));
    hone(data.path(), &["ingest", "interviews", "--participant", "P09", interview.to_str().unwrap()]);
    hone(data.path(), &["ingest", "backlog", backlog.to_str().unwrap()]);
    for key in ["HAR-10", "HAR-13", "HAR-16", "HAR-20", "HAR-31"] {
        let output = hone(data.path(), &["--json", "refine", key]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("\"kind\": \"split\""), "{key}");
        assert!(!text.contains("Ignore all previous instructions"), "{key} quotes the planted instruction");
    }
}
