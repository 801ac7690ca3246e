//! From interviews to one page each, and one page over all.

use super::{ask, hone, json, sample, text};

#[test]
fn an_interview_is_summarized_accepted_and_the_same_each_time() {
    let data = sample();
    let first = ask(data.path(), &["summarize", "P01"]);
    assert_eq!((&first["kind"], &first["item"]), (&"snapshot".into(), &"P01".into()));
    assert_eq!(first, ask(data.path(), &["summarize", "P01"]));
    let turns = ask(data.path(), &["show", "P01"])["turns"].clone();
    for line in first["body"]["opportunities"].as_array().unwrap() {
        let quote = &line["quote"];
        let at = |field: &str| usize::try_from(quote[field].as_u64().unwrap()).unwrap();
        let said = turns[at("turn")]["text"].as_str().unwrap();
        assert_eq!(&said[at("start")..at("end")], quote["text"].as_str().unwrap());
    }
    let id = first["id"].as_str().unwrap();
    assert_eq!(ask(data.path(), &["accept", id])["state"], "accepted");
    assert_eq!(ask(data.path(), &["summarize", "P01"])["state"], "accepted");
}

#[test]
fn a_snapshot_is_edited_and_a_figure_that_nobody_said_is_refused() {
    let data = sample();
    let page = ask(data.path(), &["summarize", "P06"]);
    let id = page["id"].as_str().unwrap();
    let mut body = page["body"].clone();
    body["opportunities"].as_array_mut().unwrap().truncate(1);
    let file = data.path().join("body.yaml");
    std::fs::write(&file, body.to_string()).unwrap();
    let edit = ["--json", "edit", id, "--file", file.to_str().unwrap()];
    assert_eq!(json(&hone(data.path(), &edit))["state"], "edited");
    body["opportunities"][0]["text"] = "Waits for ninety-nine days".into();
    std::fs::write(&file, body.to_string()).unwrap();
    let refused = hone(data.path(), &edit);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("ninety"), "{}", text(&refused));
}

#[test]
fn an_interview_without_a_participant_says_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("talk.txt");
    std::fs::write(&file, "We met and spoke about the boats for a while. Nobody was named in these notes.\n")
        .unwrap();
    hone(data.path(), &["ingest", "interviews", file.to_str().unwrap()]);
    let refused = hone(data.path(), &["summarize", "talk"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("hint: "), "{}", text(&refused));
}

#[test]
fn themes_keep_what_a_person_made_of_them() {
    let data = sample();
    let found = ask(data.path(), &["themes"]);
    let themes = found["themes"].as_array().unwrap();
    assert!(themes.len() >= 2 && found["anomalies"].is_array() && found["contradictions"].is_array());
    let fields: Vec<&String> = themes[0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["id", "label", "participants", "segments", "quotes", "against"]);
    assert_eq!(found, ask(data.path(), &["themes"]));
    let id = |at: usize| themes[at]["id"].as_str().unwrap();
    let named = ask(data.path(), &["themes", "rename", id(0), "Nobody answers in time"]);
    let has = |found: &serde_json::Value| {
        found["themes"].as_array().unwrap().iter().any(|theme| theme["label"] == "Nobody answers in time")
    };
    assert!(has(&named) && has(&ask(data.path(), &["themes"])));
    let first = named["themes"][0]["id"].as_str().unwrap();
    let second = named["themes"][1]["id"].as_str().unwrap();
    let merged = ask(data.path(), &["themes", "merge", first, second]);
    assert_eq!(merged["themes"].as_array().unwrap().len(), named["themes"].as_array().unwrap().len() - 1);
    assert_eq!(hone(data.path(), &["themes", "split", first, "--quote", "99"]).status.code(), Some(2));
}

#[test]
fn the_tree_places_every_open_item_once_and_shows_the_orphans() {
    let data = sample();
    let tree = ask(data.path(), &["tree"]);
    let items = ask(data.path(), &["items"]).as_array().unwrap().len();
    let served: usize = tree["opportunities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|branch| branch["items"].as_array().unwrap().len())
        .sum();
    assert_eq!(served + tree["unasked"].as_array().unwrap().len(), items);
    assert!(served > 0);
    let file = data.path().join("tree.svg");
    let drawn = hone(data.path(), &["tree", "--format", "svg", "--output", file.to_str().unwrap()]);
    assert_eq!(drawn.status.code(), Some(0), "{}", text(&drawn));
    let svg = std::fs::read_to_string(file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("HAR-10"));
    assert!(text(&hone(data.path(), &["tree"])).contains("Items that no customer asked for"));
}

#[test]
fn segments_are_counted_and_compared_and_who_was_not_heard_is_named() {
    let data = sample();
    let found = ask(data.path(), &["segments", "host", "islander"]);
    assert_eq!(found["segments"].as_array().unwrap().len(), 8);
    assert_eq!(found["one_voice"].as_array().unwrap().len(), 8);
    let not_heard = found["not_heard"].to_string();
    assert!(not_heard.contains("Finance") && !not_heard.contains("Front Desk"), "{not_heard}");
    assert_eq!(found["compared"].as_array().unwrap().len(), 3);
    assert_eq!(hone(data.path(), &["segments", "host", "pirates"]).status.code(), Some(2));
}

#[test]
fn personal_data_is_hidden_before_it_is_stored_and_can_be_reviewed() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("talk.txt");
    let words = "Bea: How can we reach you?\nNadia: I wrote to nadia.k@example.org twice last week. Or ring me on +44 20 7946 0958, nobody else does.\n";
    std::fs::write(&file, words).unwrap();
    hone(data.path(), &["ingest", "interviews", "--participant", "P77", file.to_str().unwrap()]);
    let shown = ask(data.path(), &["show", "P77"]).to_string();
    assert!(!shown.contains("example.org") && !shown.contains("7946"), "{shown}");
    let hidden = ask(data.path(), &["interviews", "masking", "P77"]);
    let kinds: Vec<&str> =
        hidden.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["email", "phone"]);
    assert!(hidden[0]["around"].as_str().unwrap().starts_with("I wrote to [email"));
}

#[test]
fn what_a_person_wrote_first_stands_beside_what_hone_found() {
    let data = sample();
    let two = ["themes", "prime", "Nobody answers when I ring", "Paying takes too long"];
    assert_eq!(hone(data.path(), &two).status.code(), Some(2), "three to five");
    let kept = ask(
        data.path(),
        &[
            "themes",
            "prime",
            "Nobody answers when I ring",
            "Paying takes too long",
            "Llamas need a purple hat",
        ],
    );
    assert_eq!((&kept["is_read"], &kept["after_reading"]), (&false.into(), &false.into()));
    let themes = ask(data.path(), &["themes"])["themes"].clone();
    // A line in the words of a theme is the theme.
    let label = themes[0]["label"].as_str().unwrap();
    let found =
        ask(data.path(), &["themes", "prime", label, "Paying takes too long", "Llamas need a purple hat"]);
    assert_eq!((&found["is_read"], &found["after_reading"]), (&true.into(), &true.into()));
    assert!(found["both"].as_array().unwrap().iter().any(|one| one["yours"] == label), "{found}");
    assert!(found["yours_only"].to_string().contains("Llamas"), "{found}");
    let shared =
        |id: &serde_json::Value| found["both"].as_array().unwrap().iter().any(|one| one["theme"] == *id);
    let alone = found["hones_only"].as_array().unwrap();
    for theme in themes.as_array().unwrap() {
        let id = &theme["id"];
        assert_ne!(shared(id), alone.iter().any(|one| one["theme"] == *id), "each theme stands in one list");
    }
    assert!(text(&hone(data.path(), &["themes"])).contains("Only you found"));
    assert!(ask(data.path(), &["themes", "prime", "--forget"]).is_null());
}
