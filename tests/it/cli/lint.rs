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
