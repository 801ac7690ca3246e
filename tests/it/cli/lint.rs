//! A split that a person wrote down is read as strictly as one of ours.

use super::{ask, hone, sample, text};

#[test]
fn a_given_split_by_layers_is_named_and_a_good_one_is_not() {
    let data = sample();
    let file = data.path().join("split.yaml");
    let lint = |split: &str| {
        std::fs::write(&file, split).unwrap();
        hone(data.path(), &["--json", "lint", "--split", file.to_str().unwrap()])
    };
    let bad = "title: As a guest, I want to move my ticket to another sailing\n\
               slices: [Build the change API, Build the change screens, Add the booking tables]\n";
    let output = lint(bad);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let horizontal = found.as_array().unwrap().iter().any(|one| one["code"] == "horizontal");
    assert!(horizontal && found[0]["family"] == "split", "{found}");
    let good = "title: As a guest, I want to move my ticket to another sailing\n\
                slices:\n  - Move a single ticket to a later sailing of the same day\n  - title: Move a single ticket to another day\n";
    assert_eq!(lint(good).status.code(), Some(0), "{}", text(&lint(good)));
    assert_eq!(lint("title: x\nslice: []\n").status.code(), Some(2));
    assert_eq!(lint("title: x\nslices: []\n").status.code(), Some(2));
    assert!(ask(data.path(), &["lint"]).is_array());
}

#[test]
fn two_items_that_are_one_are_found_and_template_twins_are_not() {
    let data = tempfile::tempdir().unwrap();
    let rows = "Issue key,Issue id,Summary\n\
        T-1,1,\"As a skipper, I want to see late changes to the passenger list, so that nobody is left on the quay\"\n\
        T-2,2,\"As a skipper, I want to see late changes to the vehicle list, so that no lane is left empty\"\n\
        T-3,3,Tell the host when a guest will arrive on a later boat\n\
        T-4,4,\"As a host, I want to hear when a guest will arrive on a later boat\"\n\
        T-5,5,Show the opening hours beside the phone number\n\
        T-6,6,\"As a guest, I want a refund to my card, so that I need not call the bank\"\n";
    let file = data.path().join("backlog.csv");
    std::fs::write(&file, rows).unwrap();
    hone(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    let found = ask(data.path(), &["duplicates"]);
    let pairs: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair["a"].as_str().unwrap(), pair["b"].as_str().unwrap()))
        .collect();
    assert_eq!(pairs, [("T-3", "T-4")], "{found}");
}
