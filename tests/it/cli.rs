//! Whole commands, as a person types them.

use std::path::Path;
use std::process::{Command, Output};

fn hone(data: &Path, arguments: &[&str]) -> Output {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    Command::new(env!("CARGO_BIN_EXE_hone"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .current_dir(fixtures)
        .output()
        .unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
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
