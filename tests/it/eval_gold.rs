//! Gold that is no suite: read strictly, measured where it lies.
#![expect(clippy::unwrap_used, reason = "a command that does not run fails the test")]

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const SPEAKERS: [&str; 2] = ["Project Manager", "Marketing"];

/// A folder in the shape of the gold, with texts of our own.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let place = |path: &str, text: String| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let lines = |all: &[Value]| all.iter().map(Value::to_string).collect::<Vec<_>>().join("\n") + "\n";
    let said = (0..64).map(|at: usize| {
        let about = if (24..32).contains(&at) { "the lighthouse battery" } else { "the kettle lid" };
        // The third turn is a sound: no turn of the import, though the gold counts it.
        let content = if at == 2 { "{vocalsound}".into() } else { format!("Point {at} is {about}.") };
        json!({"speaker": SPEAKERS[at % 2], "content": content})
    });
    let meeting = json!({"meeting_transcripts": said.collect::<Vec<_>>()});
    place("interviews/m/M1.json", meeting.to_string());
    let query = json!({
        "id": "m1-q0", "query": "lighthouse battery", "scope": {"sources": ["interviews/m/M1.json"]},
        "relevant": [{"source": "interviews/m/M1.json", "unit": "turn", "start": 24, "end": 31}],
    });
    place("gold/retrieval_qmsum_ami.jsonl", lines(&[query]));
    let story = |id: &str, narrative: &str| json!({"id": id, "capability": "tea", "narrative": narrative});
    place(
        "gold/story_ac_sylius.jsonl",
        lines(&[
            story("s1", "As a guest, I want to boil water, so that the tea is hot when I sit down."),
            story("s2", "The kettle should be fast and easy."),
        ]),
    );
    let split = |id: &str, titles: [&str; 2]| json!({"id": id, "parent": {"title": "tea"}, "children": titles.map(|title| json!({"title": title}))});
    place(
        "gold/splits_sylius.jsonl",
        lines(&[
            split("p1", ["Boiling water for a guest", "Choosing a cup"]),
            split("p2", ["Tea part 1", "Tea part 2"]),
        ]),
    );
    let stories = [
        "As a guest, I want to boil water for tea, so that I can warm up.",
        "As a guest, I want to boil the water for tea, so that I can warm up.",
        "As a host, I want to count the cups, so that none is missing.",
    ];
    place("backlogs/dalpiaz-user-stories/tea.txt", stories.join("\n") + "\n");
    let pair = json!({"id": "d1", "backlog": "tea.txt", "text_a": stories[0], "text_b": stories[1]});
    place("gold/near_duplicates_silver.jsonl", lines(&[pair]));
    folder
}

fn measure(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
    command.args(["--json", "eval", "gold"]).arg(folder).env("HONE_EMBEDDINGS_MODEL", "words");
    command.output().unwrap()
}

fn value(sets: &Value, id: &str) -> f64 {
    let metrics = sets.as_array().unwrap().iter().flat_map(|set| set["metrics"].as_array().unwrap());
    metrics.clone().find(|metric| metric["id"] == id).unwrap()["value"].as_f64().unwrap()
}

#[test]
fn each_set_is_measured_by_what_it_can_say() {
    let folder = folder();
    let output = measure(folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let sets: Value = serde_json::from_slice(&output.stdout).unwrap();
    let grades: Vec<&str> =
        sets.as_array().unwrap().iter().map(|set| set["grade"].as_str().unwrap()).collect();
    assert_eq!(grades, ["human", "human", "human-derived", "silver"]);
    // Were the sound counted as a turn of the import, the hits would point past the span.
    assert!((value(&sets, "retrieval.mrr") - 1.0).abs() < 1e-9);
    assert!((value(&sets, "story.well_formed") - 0.5).abs() < 1e-9);
    assert!((value(&sets, "lint.good_left_alone") - 0.5).abs() < 1e-9);
    assert!((value(&sets, "duplicate.recall") - 1.0).abs() < 1e-9);
}

#[test]
fn a_missing_or_broken_file_is_named_and_nothing_is_measured() {
    for (path, spoiled) in [
        ("gold/splits_sylius.jsonl", None),
        ("interviews/m/M1.json", None),
        ("gold/story_ac_sylius.jsonl", Some("{\"id\": 1}\n")),
    ] {
        let folder = folder();
        match spoiled {
            None => fs::remove_file(folder.path().join(path)).unwrap(),
            Some(text) => fs::write(folder.path().join(path), text).unwrap(),
        }
        let output = measure(folder.path());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(3), 0), "{path}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(path), "{path}");
    }
}
