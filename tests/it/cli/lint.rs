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

#[test]
fn a_guide_is_read_line_by_line_and_each_finding_has_its_words() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("guide.md");
    let lint = |guide: &str| {
        std::fs::write(&file, guide).unwrap();
        hone(data.path(), &["--json", "lint", "--questions", file.to_str().unwrap()])
    };
    let output =
        lint("# Berths\n1. Would you book a berth by phone?\n2. Tell me about the last berth you booked.\n");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &found[0];
    assert_eq!(
        (&first["family"], &first["code"], &first["line"]),
        (&"question".into(), &"hypothetical".into(), &2.into())
    );
    assert_eq!(first["words"], "Would you");
    assert_eq!(lint("Tell me about the last berth you booked.\n").status.code(), Some(0));
    assert_eq!(lint("# Berths\nThank them.\n").status.code(), Some(2), "no question is no clean guide");
    let german = "Wie haben Sie zuletzt einen Liegeplatz gebucht?\nWas ist dann passiert, und wer hat Ihnen geholfen?\n";
    let other = lint(german);
    assert!(other.status.code() == Some(2) && text(&other).contains("not in English"), "{}", text(&other));
}

/// A backlog of stories with a fault of form in each but the first and the last.
const STORIES: &str = "Issue key,Issue id,Summary\n\
    T-1,1,\"In order to leave on time, as a skipper, I want to see who is still ashore\"\n\
    T-2,2,\"As a skipper, I want to see who is still ashore and print the list, so that nobody is left\"\n\
    T-3,3,\"As a harbour hand, I want to moor quickly, so that the next boat can come in\"\n\
    T-4,4,Paint the quay\n";

#[test]
fn form_is_asked_for_and_a_finding_is_left_out_with_its_reason() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("backlog.csv");
    std::fs::write(&file, STORIES).unwrap();
    hone(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    assert_eq!(ask(data.path(), &["lint"]).as_array().unwrap().len(), 0, "form is asked for by --form");
    let output = hone(data.path(), &["--json", "lint", "--form"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let codes: Vec<(&str, &str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["item", "code", "words"].map(|field| one[field].as_str().unwrap()).into())
        .collect();
    assert_eq!(codes, [("T-2", "atomic", "and print"), ("T-3", "unambiguous", "quickly")], "{found}");
    let id = found[1]["id"].as_str().unwrap();
    let ignore =
        |reason: &str| hone(data.path(), &["lint", "--form", "--ignore", &id[..8], "--reason", reason]);
    assert_eq!(ignore(" ").status.code(), Some(2), "a reason is needed");
    assert_eq!(ignore("hands know what quick is").status.code(), Some(1), "the other finding is still there");
    assert_eq!(ignore("again").status.code(), Some(1), "{}", text(&ignore("again")));
    let left_out = ask(data.path(), &["lint", "--form", "--ignored"]);
    assert_eq!(
        (&left_out[0]["reason"], &left_out[0]["item"]),
        (&"hands know what quick is".into(), &"T-3".into())
    );
    assert_eq!(ask(data.path(), &["lint", "--form"]).as_array().unwrap().len(), 1);
    let rates = ask(data.path(), &["lint", "--rules"]);
    let of = |code: &str| rates.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
    assert_eq!((&of("unambiguous")["ignored"], &of("atomic")["ignored"]), (&1.into(), &0.into()));
    assert!(of("unambiguous")["low"].as_f64().unwrap() > 0.2, "one of one says little: {rates}");
    ask(data.path(), &["lint", "--form", "--heed", id]);
    assert_eq!(ask(data.path(), &["lint", "--form"]).as_array().unwrap().len(), 2);
    assert_eq!(hone(data.path(), &["lint", "--heed", id]).status.code(), Some(2), "it is heeded already");
}

#[test]
fn the_form_of_a_given_split_is_asked_for_only_with_form() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("split.yaml");
    let split = "title: As a guest, I want to move my ticket to another sailing\nslices:\n\
        - title: Move a single ticket to a later sailing of the same day\n  \
          narrative: As a guest, I want to move one ticket (today)\n\
        - Move a single ticket to another day\n";
    std::fs::write(&file, split).unwrap();
    let lint = |more: &[&str]| {
        let found = ask(data.path(), &[&["lint", "--split", file.to_str().unwrap()], more].concat());
        let codes: Vec<String> =
            found.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
        codes
    };
    assert_eq!(lint(&[]), [""; 0]);
    assert_eq!(lint(&["--form"]), ["has-ends", "minimal"]);
}

#[test]
fn a_slice_that_a_split_proposes_is_held_against_the_backlog() {
    let data = tempfile::tempdir().unwrap();
    let rows = "Issue key,Issue id,Summary\n\
        T-1,1,\"As a clerk, I want to add, edit and delete a mooring fee, so that the bill is right\"\n\
        T-2,2,Delete a mooring fee\n\
        T-3,3,Paint the harbour office\n\
        T-4,4,\"As a guest, I want to see the weather, so that I stay ashore\"\n";
    let file = data.path().join("backlog.csv");
    std::fs::write(&file, rows).unwrap();
    hone(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    ask(data.path(), &["refine", "T-1", "--kind", "split"]);
    let found = ask(data.path(), &["duplicates", "--proposals"]);
    let pairs: Vec<(&str, &str)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair["a"].as_str().unwrap(), pair["b"].as_str().unwrap()))
        .collect();
    assert!(pairs.iter().any(|(a, b)| *a == "T-2" && b.starts_with("T-1/")), "{found}");
    assert!(pairs.iter().all(|(a, b)| !(a.starts_with("T-1/") && b.starts_with("T-1/"))), "{found}");
}

#[test]
fn the_beginning_of_an_id_that_fits_two_findings_is_ambiguous() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("backlog.csv");
    let stories: Vec<String> = (1..=17)
        .map(|n| format!("T-{n},{n},\"As a skipper, I want to moor quickly at berth {n}, so that I rest\"\n"))
        .collect();
    std::fs::write(&file, format!("Issue key,Issue id,Summary\n{}", stories.concat())).unwrap();
    hone(data.path(), &["ingest", "backlog", file.to_str().unwrap()]);
    let output = hone(data.path(), &["--json", "lint", "--form"]);
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let ids: Vec<&str> = found.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let two: Vec<&str> = ids
        .iter()
        .find_map(|id| {
            let same: Vec<&str> = ids.iter().filter(|other| other[..1] == id[..1]).copied().collect();
            (same.len() > 1).then_some(same)
        })
        .expect("seventeen ids of sixteen first letters");
    for id in &two {
        hone(data.path(), &["lint", "--form", "--ignore", id, "--reason", "known"]);
    }
    let heed = hone(data.path(), &["lint", "--heed", &two[0][..1]]);
    assert_eq!(heed.status.code(), Some(2), "{}", text(&heed));
    assert!(two.iter().all(|id| text(&heed).contains(&id[..10])), "both are named: {}", text(&heed));
    assert_eq!(ask(data.path(), &["lint", "--form", "--ignored"]).as_array().unwrap().len(), two.len());
}
