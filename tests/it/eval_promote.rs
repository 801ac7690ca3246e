//! Decisions become cases: what was accepted is gold, what was rejected must not come back.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a command that does not run fails the test")]

use hone::evaluation::suite::{Case, Suite, Task};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn harbour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")
}

fn hone(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
    command.arg("--json").arg("--data").arg(data).args(arguments);
    command.env("HONE_EMBEDDINGS_MODEL", "words").output().unwrap()
}

fn ask(data: &Path, arguments: &[&str]) -> Value {
    let output = hone(data, arguments);
    let failed = || panic!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| failed())
}

fn id(suggestion: &Value) -> &str {
    suggestion["id"].as_str().unwrap()
}

#[test]
fn what_was_accepted_becomes_gold_and_what_was_rejected_fails_a_run_that_repeats_it() {
    let place = tempfile::tempdir().unwrap();
    let (data, out) = (place.path().join("data"), place.path().join("suites"));
    let suite = harbour();
    let suite = suite.to_str().unwrap();
    hone(&data, &["init", "--from", suite]);
    let mut accepted = Vec::new();
    for item in ["HAR-13", "HAR-10", "HAR-20", "HAR-31"] {
        let all = ask(&data, &["refine", item]);
        let of = |kind: &str| -> Vec<&Value> {
            all.as_array().unwrap().iter().filter(|one| one["kind"] == kind).collect()
        };
        let assumptions = of("assumption");
        ask(&data, &["accept", id(assumptions[0])]);
        accepted.push((item, assumptions[0]["body"]["statement"].as_str().unwrap().to_owned()));
        ask(&data, &["reject", id(assumptions[1]), "--reason", "not_valuable"]);
        let split = of("split")[0];
        if split["body"]["verdict"] == "split" {
            ask(&data, &["accept", id(split), "--candidate", "1"]);
        }
    }
    let promoted = ask(&data, &["eval", "promote", suite, "--out", out.to_str().unwrap()]);
    let folders: Vec<&str> =
        promoted["suites"].as_array().unwrap().iter().map(|folder| folder.as_str().unwrap()).collect();
    assert_eq!(folders.len(), 2, "items of both sides were decided on: {promoted}");
    let suites: Vec<Suite> = folders.iter().map(|folder| Suite::load(Path::new(folder)).unwrap()).collect();
    let items = |suite: &Suite| -> Vec<String> {
        let cases = suite.cases_of(Task::Assumptions).chain(suite.cases_of(Task::Split));
        cases
            .filter_map(|case| match case {
                Case::AssumptionsCase(gold) => Some(gold.item.clone()),
                Case::SplitCase(gold) => Some(gold.item.clone()),
                _ => None,
            })
            .collect()
    };
    assert!(items(&suites[0]).iter().all(|item| !items(&suites[1]).contains(item)), "an item is on one side");
    let gold: Vec<(&str, String)> = suites
        .iter()
        .flat_map(|suite| suite.cases_of(Task::Assumptions))
        .filter_map(|case| match case {
            Case::AssumptionsCase(gold) => Some((gold.item.as_str(), gold.assumptions[0].text.clone())),
            _ => None,
        })
        .collect();
    assert!(accepted.iter().all(|one| gold.contains(one)), "{gold:?}");
    let splits = || suites.iter().flat_map(|suite| suite.cases_of(Task::Split)).count();
    let left_out = promoted["left_out"].as_array().unwrap();
    let copied = left_out.iter().filter(|one| one["why"].as_str().unwrap().contains("corpus")).count();
    assert!(splits() + copied > 0, "the accepted splits are cases, or their words stand in the corpus");
    assert_eq!(suites.iter().map(|suite| suite.must_not.len()).sum::<usize>(), 4);

    // The rules without the ledger of that workspace propose the same again.
    let again = hone(&data, &["eval", "run", folders[0]]);
    assert_eq!(again.status.code(), Some(1), "{}", String::from_utf8_lossy(&again.stderr));
    let report: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(report["returned"].as_array().unwrap().len(), suites[0].must_not.len());
    let twice = hone(&data, &["eval", "promote", suite, "--out", out.to_str().unwrap()]);
    assert_eq!((twice.status.code(), twice.stdout.len()), (Some(3), 0), "nothing is written over");
}
