//! How a suite is run: many cases at a time, held out, and what people decided.
#![expect(clippy::unwrap_used, reason = "a command that does not run fails the test")]

use crate::eval_command::{Desk, code, metric, stderr};
use serde_json::{Value, json};
use std::fs;

/// The lines of the one run in a folder, without how long each case took.
fn lines(desk: &Desk, folder: &str) -> Vec<Value> {
    let runs = fs::read_dir(desk.holder.path().join(folder).join("runs")).unwrap();
    let files: Vec<_> = runs.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let text = fs::read_to_string(&files[0]).unwrap();
    let timeless = |line: &str| {
        let mut value: Value = serde_json::from_str(line).unwrap();
        value.as_object_mut().unwrap().remove("ms");
        value
    };
    text.lines().map(timeless).collect()
}

#[test]
fn many_cases_at_a_time_give_the_same_as_one_after_the_other() {
    let desk = Desk::with(&["questions", "summary", "themes"]);
    for (parallel, folder) in [("1", "one"), ("8", "many")] {
        let output =
            desk.hone(&["eval", "run", "dev-harbour", "--out", folder, "--parallel", parallel, "--json"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
    }
    let (one, many) = (lines(&desk, "one"), lines(&desk, "many"));
    assert_eq!(one.len(), 1 + 8 + 6 + 1);
    for (one, many) in one.iter().zip(&many) {
        assert_eq!(one, many);
    }
}

#[test]
fn a_held_out_suite_is_measured_once_a_release_and_the_figure_stays() {
    let desk = Desk::with(&["lint"]);
    desk.edit("suite.yaml", "licence: CC0-1.0", "licence: CC0-1.0\nheld_out: true");
    let run = |release: &str| {
        let wanted = ["eval", "run", "dev-harbour", "--ledger", "kept/ledger.jsonl", "--release", release];
        desk.hone(&wanted)
    };
    let first = run("1.0");
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    let again = run("1.0");
    assert_eq!((code(&again), again.stdout.len()), (3, 0), "no figure is shown again");
    assert!(stderr(&again).contains("1.0 was measured on dev-harbour"), "{}", stderr(&again));
    assert_eq!(code(&run("1.1")), 0);
    let ledger = fs::read_to_string(desk.holder.path().join("kept/ledger.jsonl")).unwrap();
    let entered: Vec<Value> = ledger.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&entered[0]["release"], &entered[1]["release"]), (&json!("1.0"), &json!("1.1")));
    assert!(entered[0]["figures"]["lint.f1"].as_f64().unwrap() > 0.5 && entered.len() == 2);
    fs::write(desk.holder.path().join("kept/ledger.jsonl"), "no line of ours\n").unwrap();
    let spoiled = run("1.2");
    assert_eq!((code(&spoiled), spoiled.stdout.len()), (3, 0));
    assert!(stderr(&spoiled).contains("kept/ledger.jsonl"), "{}", stderr(&spoiled));
}

#[test]
fn what_people_decided_is_a_figure_of_their_workspace() {
    let desk = Desk::with(&["lint"]);
    let ask = |arguments: &[&str]| -> Value {
        let output = desk.hone(&[&["--json"], arguments].concat());
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    ask(&["init", "--from", "dev-harbour"]);
    let nothing = ask(&["eval", "decisions"]);
    assert!(nothing.as_array().unwrap().iter().all(|one| one["value"].is_null()));
    let all = ask(&["refine", "HAR-13", "--kind", "assumption"]);
    let all = all.as_array().unwrap();
    let id = |at: usize| all[at]["id"].as_str().unwrap();
    assert!(all.len() >= 3, "{}", all.len());
    ask(&["accept", id(0)]);
    ask(&["reject", id(1), "--reason", "not_valuable"]);
    let mut body = all[2]["body"].clone();
    let statement = body["statement"].as_str().unwrap();
    body["statement"] = format!("{statement} every time").into();
    fs::write(desk.holder.path().join("body.yaml"), body.to_string()).unwrap();
    let edited = ask(&["edit", id(2), "--file", "body.yaml"]);
    ask(&["accept", edited["id"].as_str().unwrap()]);
    let decided = json!({"metrics": ask(&["eval", "decisions"])});
    let value = |id: &str| metric(&decided, id)["value"].as_f64();
    let shown = all.len() as f64;
    assert!((value("po.acceptance").unwrap() - 2.0 / shown).abs() < 1e-9, "{decided}");
    assert!((value("po.unchanged").unwrap() - 1.0 / shown).abs() < 1e-9);
    assert!((0.01..0.5).contains(&value("po.edit").unwrap()), "two words were added");
    assert!((value("po.yield").unwrap() - 2.0).abs() < 1e-9);
    for silent in ["po.survival_14", "po.missed", "confidence.brier", "cost.micros_per_accepted"] {
        assert_eq!(value(silent), None, "{silent}");
    }
    let table = desk.hone(&["eval", "decisions"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.contains("po.acceptance") && table.contains("not applicable: po.survival_14"), "{table}");
}
