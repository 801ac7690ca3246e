//! Out of Hone and in again.

use super::{ask, first, hone, sample, text};
use serde_json::Value;

fn export(data: &std::path::Path, format: &str) -> String {
    String::from_utf8(hone(data, &["export", "--format", format]).stdout).unwrap()
}

#[test]
fn a_restored_workspace_is_the_one_that_was_exported() {
    let data = sample();
    let split = first(data.path(), "HAR-13", "split");
    ask(data.path(), &["accept", split["id"].as_str().unwrap(), "--candidate", "1"]);
    let question = first(data.path(), "HAR-11", "question");
    ask(data.path(), &["reject", question["id"].as_str().unwrap(), "--reason", "other"]);
    let dump = export(data.path(), "jsonl");
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("dump.jsonl");
    std::fs::write(&file, &dump).unwrap();
    let restored = hone(elsewhere.path(), &["restore", file.to_str().unwrap()]);
    assert_eq!(restored.status.code(), Some(0), "{}", text(&restored));
    for command in ["items", "interviews", "inbox", "ledger", "stakeholders", "big-idea", "check"] {
        assert_eq!(ask(elsewhere.path(), &[command]), ask(data.path(), &[command]), "{command}");
    }
    assert_eq!(export(elsewhere.path(), "jsonl"), dump);
    let again = hone(elsewhere.path(), &["restore", file.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(1));
    std::fs::write(&file, &dump[..dump.len() / 2]).unwrap();
    let cut = hone(tempfile::tempdir().unwrap().path(), &["restore", file.to_str().unwrap()]);
    assert_eq!(cut.status.code(), Some(2), "{}", text(&cut));
}

#[test]
fn a_jira_export_read_back_changes_nothing_and_runs_nothing() {
    let data = tempfile::tempdir().unwrap();
    hone(data.path(), &["ingest", "backlog", "backlogs/formula_cells.csv"]);
    let before = ask(data.path(), &["items"]);
    assert!(!before.as_array().unwrap().is_empty());
    let file = data.path().join("export.csv");
    let written = hone(data.path(), &["export", "--format", "jira-csv", "-o", file.to_str().unwrap()]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written));
    let mut cells = 0;
    for row in csv::Reader::from_path(&file).unwrap().into_records() {
        for cell in &row.unwrap() {
            let first = cell.chars().next();
            let runs = first.is_some_and(|first| "=+-@\t\r\0＝＋－＠".contains(first));
            assert!(!runs || cell.parse::<f64>().is_ok(), "{cell:?}");
            cells += 1;
        }
    }
    assert!(cells > 20);
    let titles = |items: &Value| -> Vec<String> {
        items.as_array().unwrap().iter().map(|item| item["title"].to_string()).collect()
    };
    let other = tempfile::tempdir().unwrap();
    hone(other.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    assert_eq!(titles(&ask(other.path(), &["items"])), titles(&before));
}

#[test]
fn slices_leave_for_the_tracker_with_their_parent_and_their_mark() {
    let data = sample();
    let split = first(data.path(), "HAR-13", "split");
    let id = split["id"].as_str().unwrap();
    ask(data.path(), &["accept", id, "--candidate", "1"]);
    let output = hone(data.path(), &["export", "--format", "github-json", "--slices"]);
    let issues: Value = serde_json::from_slice(&output.stdout).unwrap();
    let slices = split["body"]["candidates"][0]["slices"].as_array().unwrap();
    assert_eq!(issues.as_array().unwrap().len(), slices.len());
    assert_eq!(issues[0]["labels"], serde_json::json!(["hone:HAR-13/1"]));
    assert!(issues[0]["body"].as_str().unwrap().contains("Part of HAR-13"));
    let refused = hone(data.path(), &["undo", id]);
    assert_eq!(refused.status.code(), Some(1), "it has left: {}", text(&refused));
}

#[test]
fn the_report_names_who_accepted_what_and_the_words_it_rests_on() {
    let data = sample();
    let suggestions = ask(data.path(), &["refine", "HAR-12"]);
    let grounded = |one: &&Value| one["kind"] == "assumption" && one["evidence"]["for"][0].is_object();
    let grounded = suggestions.as_array().unwrap().iter().find(grounded).unwrap();
    hone(data.path(), &["--as", "Ada", "accept", grounded["id"].as_str().unwrap()]);
    let report = export(data.path(), "markdown");
    assert!(report.contains("## HAR-12") && report.contains("Accepted by Ada on "), "{report}");
    assert!(report.contains(grounded["evidence"]["for"][0]["text"].as_str().unwrap()), "{report}");
}
