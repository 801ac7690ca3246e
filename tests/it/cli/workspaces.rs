//! Workspaces, the sample, the register, and what keeps them in order.

use super::{ask, first, harbour, hone, sample, text};

#[test]
fn the_demo_twice_changes_nothing_and_leaves_an_older_workspace_the_current_one() {
    let data = tempfile::tempdir().unwrap();
    hone(data.path(), &["ingest", "backlog", "backlogs/jira_server_parent_id.csv"]);
    let shown = text(&hone(data.path(), &["demo", "--no-serve"]));
    assert!(shown.contains("--workspace demo next"), "{shown}");
    assert!(shown.contains("== HAR-21 =="), "{shown}");
    let state = |of: &str| ask(data.path(), &["--workspace", "demo", of]);
    let before = (state("items"), state("interviews"), state("inbox"));
    assert_eq!(hone(data.path(), &["demo", "--no-serve"]).status.code(), Some(0));
    assert_eq!((state("items"), state("interviews"), state("inbox")), before);
    assert_eq!(ask(data.path(), &["items"]).as_array().unwrap().len(), 3, "the older one is current");
}

#[test]
fn the_demo_never_writes_into_a_workspace_that_it_did_not_make() {
    let data = tempfile::tempdir().unwrap();
    hone(data.path(), &["--workspace", "demo", "init"]);
    let refused = hone(data.path(), &["demo", "--no-serve"]);
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
    assert!(text(&refused).contains("hint: "));
    assert_eq!(ask(data.path(), &["items"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_suite_brings_its_big_idea_and_its_register() {
    let data = sample();
    assert!(ask(data.path(), &["big-idea"])["purpose"].as_str().unwrap().contains("desk"));
    let names: Vec<String> = ask(data.path(), &["stakeholders"])
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 7);
    assert!(names.contains(&"Front Desk".to_owned()));
    let interviews = ask(data.path(), &["interviews"]);
    assert_eq!(interviews[1]["segment"], "islander");
    let again = hone(data.path(), &["init", "--from", harbour().to_str().unwrap()]);
    assert!(text(&again).contains("0 new"), "{}", text(&again));
}

#[test]
fn a_suite_with_a_typo_or_a_missing_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = tempfile::tempdir().unwrap();
    let init = || hone(data.path(), &["init", "--from", folder.path().to_str().unwrap()]);
    assert_eq!(init().status.code(), Some(2), "no suite.yaml");
    std::fs::write(folder.path().join("suite.yaml"), "suite: x\ninterview: []\n").unwrap();
    assert!(text(&init()).contains("interview"));
    let missing = "suite: x\nabout: y\nprovenance: synthetic\nlicence: CC0-1.0\n\
                   backlog: {path: gone.csv, format: jira-csv}\n";
    std::fs::write(folder.path().join("suite.yaml"), missing).unwrap();
    assert!(text(&init()).contains("gone.csv"));
}

#[test]
fn the_register_is_changed_by_name() {
    let data = tempfile::tempdir().unwrap();
    let add = ["stakeholders", "add", "Harbour master", "--needs", "a clear quay", "--power", "high"];
    assert_eq!(ask(data.path(), &add)[0]["power"], "high");
    let odd = ["stakeholders", "add", "Harbour master", "--power", "huge"];
    assert_eq!(hone(data.path(), &odd).status.code(), Some(2));
    let file = data.path().join("new.yaml");
    std::fs::write(&file, "name: Harbour master\nneeds: a clear quay by six\n").unwrap();
    let edit = ["stakeholders", "edit", "Harbour master", "--file", file.to_str().unwrap()];
    assert_eq!(ask(data.path(), &edit)[0]["needs"], "a clear quay by six");
    assert_eq!(ask(data.path(), &["stakeholders", "remove", "Harbour master"]).as_array().unwrap().len(), 0);
    assert_eq!(hone(data.path(), &["stakeholders", "remove", "Nobody"]).status.code(), Some(2));
}

#[test]
fn search_finds_a_turn_and_an_item_and_says_where() {
    let data = sample();
    let hits = ask(data.path(), &["search", "group booking", "--kind", "turn"]);
    let hit = hits.as_array().unwrap().iter().find(|hit| hit["source"].is_string()).unwrap();
    let interview = ask(data.path(), &["show", hit["source"].as_str().unwrap()]);
    let at = |field: &str| usize::try_from(hit[field].as_u64().unwrap()).unwrap();
    let said = interview["turns"][at("turn")]["text"].as_str().unwrap();
    assert_eq!(&said[at("start")..at("end")], hit["text"].as_str().unwrap());
    let items = ask(data.path(), &["search", "passenger list", "--kind", "item"]);
    assert!(items.as_array().unwrap().iter().all(|hit| hit["item"].is_string()));
    let of_host = ask(data.path(), &["search", "booking", "--segment", "host"]);
    assert!(of_host.as_array().unwrap().iter().all(|hit| hit["source"] == "P06"));
    assert_eq!(hone(data.path(), &["search", "…"]).status.code(), Some(2));
}

#[test]
fn what_depends_on_an_interview_is_shown_before_it_is_forgotten() {
    let data = sample();
    let cites = |suggestion: &serde_json::Value, key: &str| suggestion["evidence"].to_string().contains(key);
    let quoting = ask(data.path(), &["refine", "HAR-12"]);
    assert!(quoting.as_array().unwrap().iter().any(|one| cites(one, "\"P03\"")), "P03 is quoted");
    let preview = ask(data.path(), &["delete", "P03"]);
    assert_eq!(preview["deleted"], false);
    assert!(!preview["preview"]["suggestions"].as_array().unwrap().is_empty());
    assert_eq!(ask(data.path(), &["interviews"]).as_array().unwrap().len(), 8, "nothing is deleted yet");
    assert_eq!(ask(data.path(), &["delete", "P03", "--yes"])["deleted"], true);
    assert_eq!(hone(data.path(), &["show", "P03"]).status.code(), Some(2));
    let inbox = ask(data.path(), &["inbox"]);
    assert!(inbox.as_array().unwrap().iter().all(|one| !cites(one, "\"P03\"")));
    let hits = ask(data.path(), &["search", "group booking", "-k", "50"]);
    assert!(hits.as_array().unwrap().iter().all(|hit| hit["source"] != "P03"));
    assert_eq!(hone(data.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn a_voice_that_turns_out_to_be_the_interviewer_is_quoted_no_more() {
    let data = sample();
    ask(data.path(), &["refine", "HAR-12"]);
    let cites = |one: &serde_json::Value| one["evidence"].to_string().contains("\"P03\"");
    let before = ask(data.path(), &["inbox"]);
    assert!(before.as_array().unwrap().iter().any(cites));
    let barred = ask(data.path(), &["interviews", "roles", "P03", "--map", "Wilf=interviewer"]);
    assert!(barred["stale"].as_u64().unwrap() > 0);
    let after = ask(data.path(), &["inbox"]);
    assert!(!after.as_array().unwrap().iter().any(cites), "they became stale");
    let anew = ask(data.path(), &["refine", "HAR-12"]);
    assert!(!anew.as_array().unwrap().iter().any(cites));
    let wrong = hone(data.path(), &["interviews", "roles", "P03", "--map", "Nobody=other"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn the_index_can_be_deleted_damaged_and_rebuilt() {
    let data = sample();
    let search = || ask(data.path(), &["search", "cancel late", "-k", "8"]);
    let before = search();
    let index = data.path().join("index");
    for entry in std::fs::read_dir(&index).unwrap().flatten() {
        std::fs::write(entry.path(), b"not an index").unwrap();
    }
    assert_eq!(search(), before, "damaged");
    std::fs::remove_dir_all(&index).unwrap();
    assert_eq!(search(), before, "gone");
    assert_eq!(ask(data.path(), &["reindex"])["pending"], 0);
    assert_eq!(search(), before, "rebuilt");
    let parts = ask(data.path(), &["doctor"]);
    assert!(parts.as_array().unwrap().iter().all(|part| part["works"] == true), "{parts}");
}

#[test]
fn many_items_are_refined_from_the_top() {
    let data = sample();
    let suggestions = ask(data.path(), &["refine", "--all", "--limit", "3", "--kind", "split"]);
    let items: std::collections::BTreeSet<String> =
        suggestions.as_array().unwrap().iter().map(|one| one["item"].as_str().unwrap().to_owned()).collect();
    assert_eq!(items.len(), 3);
    let next = ask(data.path(), &["next"]);
    assert_eq!(next["id"], suggestions[0]["id"]);
    let split = first(data.path(), "HAR-13", "split");
    assert_eq!(split["kind"], "split");
}
