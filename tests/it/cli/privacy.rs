//! Names replaced at import, and people who are forgotten: their words are found nowhere.

use super::{ask, hone, json, sample, text};
use std::path::Path;

/// Whether any file of the data folder holds these bytes, in whatever case.
fn is_anywhere(data: &Path, words: &str) -> bool {
    let wanted = words.to_lowercase();
    let mut folders = vec![data.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
            if bytes.windows(wanted.len()).any(|part| part == wanted.as_bytes()) {
                return true;
            }
        }
    }
    false
}

/// What nobody but the people themselves may see of the talk below.
const SECRETS: [&str; 9] = [
    "nadia",
    "kovac",
    "bea lind",
    "tom baker",
    "n.k@example.org",
    "7946 0958",
    "1234 5698",
    "4111 1111",
    "sk-abcdEFGH",
];

const TALK: &str = "Bea Lind: Nadia, how did you book your berth last time?\n\
    Nadia Kovac: Last Tuesday I rang the desk three times, and Tom Baker picked up at nine.\n\
    Bea Lind: And what happened then?\n\
    Nadia Kovac: I wrote to them as n.k@example.org, and they ring +44 20 7946 0958 when a berth is free.\n\
    Bea Lind: How do you pay?\n\
    Nadia Kovac: From GB82 WEST 1234 5698 7654 32, or by card 4111 1111 1111 1111. Our key sk-abcdEFGH1234ijklMNOP5678 is on a note.\n\
    Bea Lind: Thank you, nadia.\n";

/// A data folder with the talk in it, taken in with pseudonyms, and what was printed.
fn talk(arguments: &[&str]) -> (tempfile::TempDir, String) {
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = elsewhere.path().join("2026-05-04-nadia-kovac.txt");
    std::fs::write(&file, TALK).unwrap();
    let command = ["-vv", "--json", "ingest", "interviews", "--pseudonyms", "--hide", "Tom Baker"];
    let output = hone(data.path(), &[&command[..], arguments, &[file.to_str().unwrap()]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    (data, text(&output))
}

#[test]
fn a_name_is_in_no_database_index_export_or_log() {
    let (data, printed) = talk(&[]);
    hone(data.path(), &["summarize", "2026-05-04-P01"]);
    let exported = text(&hone(data.path(), &["export", "--format", "jsonl"]));
    let shown = ask(data.path(), &["show", "2026-05-04-P01"]).to_string();
    for secret in SECRETS {
        assert!(!is_anywhere(data.path(), secret), "{secret} is in the data folder");
        for (place, words) in [("export", &exported), ("page", &shown)] {
            assert!(!words.to_lowercase().contains(&secret.to_lowercase()), "{secret} is in the {place}");
        }
        // The path of the file is printed by nobody but the one who typed it.
        assert!(!printed.to_lowercase().contains(&secret.to_lowercase()), "{secret}: {printed}");
    }
    assert!(shown.contains("P02 picked up at nine") && shown.contains("\"speaker\":\"I01\""), "{shown}");
}

#[test]
fn what_was_hidden_is_reviewed_without_its_words_and_names_are_shown_to_a_person_alone() {
    let (data, _) = talk(&["--participant", "P07"]);
    let hidden = ask(data.path(), &["interviews", "masking", "P07"]);
    let kinds: Vec<&str> =
        hidden.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["name", "name", "email", "phone", "iban", "card", "key", "name"]);
    assert!(!hidden.to_string().to_lowercase().contains("nadia"));
    let people = ask(data.path(), &["participants"]);
    assert!(!people.to_string().contains("Nadia") && people.to_string().contains("P07"), "{people}");
    let named = ask(data.path(), &["participants", "--names"]);
    let behind: Vec<(&str, &str)> = named
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["pseudonym"].as_str().unwrap(), one["names"][0].as_str().unwrap()))
        .collect();
    assert_eq!(behind, [("I01", "Bea Lind"), ("P07", "Nadia Kovac"), ("P08", "Tom Baker")]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(data.path().join("names.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may read the key");
    }
    assert_eq!(ask(data.path(), &["forget", "nadia kovac", "--yes"])["forgotten"], true);
    assert!(!ask(data.path(), &["participants", "--names"]).to_string().contains("Nadia"));
    assert_eq!(hone(data.path(), &["check"]).status.code(), Some(0));
}

#[test]
fn a_person_has_one_pseudonym_in_every_interview_also_where_only_spoken_of() {
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = "Bea: How do you book?\nOmar Haddad: I ask Nadia, she knows the desk.\n".repeat(3);
    let second = "Bea: How do you book?\nNadia: I ring them and wait for an answer.\n".repeat(3);
    std::fs::write(elsewhere.path().join("a.txt"), first).unwrap();
    std::fs::write(elsewhere.path().join("b.txt"), second).unwrap();
    let folder = elsewhere.path().to_str().unwrap();
    let taken = ask(data.path(), &["ingest", "interviews", "--pseudonyms", folder]);
    assert_eq!(
        (taken[0]["speakers"].to_string(), taken[1]["speakers"].to_string()),
        (r#"["I01","P01"]"#.into(), r#"["I01","P02"]"#.into())
    );
    let said = ask(data.path(), &["show", "a"])["turns"][1]["text"].clone();
    assert_eq!(said, "I ask P02, she knows the desk.");
    assert!(!is_anywhere(data.path(), "haddad") && !is_anywhere(data.path(), "nadia"));
    let again = ask(data.path(), &["ingest", "interviews", "--pseudonyms", folder]);
    assert_eq!(again[1]["new"], 0, "the same document is known by its file");
}

#[test]
fn a_file_in_which_something_was_hidden_is_not_kept() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("talk.txt");
    std::fs::write(&file, "Bea: How?\nNadia: I wrote to nadia.k@example.org twice last week.\n").unwrap();
    hone(data.path(), &["ingest", "interviews", file.to_str().unwrap()]);
    std::fs::remove_file(file).unwrap();
    assert!(!is_anywhere(data.path(), "k@example.org"), "the raw file was kept");
}

#[test]
fn a_forgotten_participant_is_found_nowhere_and_what_rested_on_them_stands_marked() {
    let data = sample();
    let said = "I could have rowed there";
    let page = ask(data.path(), &["summarize", "P03"])["id"].as_str().unwrap().to_owned();
    hone(data.path(), &["accept", &page]);
    let themes = ask(data.path(), &["themes"])["themes"].clone();
    let of_p03 = |theme: &&serde_json::Value| theme["participants"].to_string().contains("P03");
    let theme = themes.as_array().unwrap().iter().find(of_p03).unwrap()["id"].as_str().unwrap().to_owned();
    hone(data.path(), &["accept", &theme]);
    hone(data.path(), &["refine", "HAR-20"]);
    assert!(is_anywhere(data.path(), said));
    let runs = data.path().join("eval/runs");
    std::fs::create_dir_all(&runs).unwrap();
    std::fs::write(runs.join("a1.jsonl"), format!("{{\"quote\": \"{said}\"}}\n")).unwrap();
    std::fs::write(runs.join("b2.jsonl"), "{\"quote\": \"We print the list of cabins\"}\n").unwrap();
    let preview = ask(data.path(), &["forget", "P03"]);
    assert_eq!(preview["forgotten"], false);
    assert_eq!(preview["interviews"][0]["copies"], 1, "{preview}");
    assert!(preview.to_string().contains(&page) && preview.to_string().contains(&theme), "{preview}");
    assert_eq!(ask(data.path(), &["search", "rowed"])[0]["source"], "P03");
    assert_eq!(ask(data.path(), &["forget", "P03", "--yes"])["forgotten"], true);
    assert_eq!(hone(data.path(), &["forget", "P03", "--yes"]).status.code(), Some(2));
    assert!(!is_anywhere(data.path(), said), "its words are still in the data folder");
    assert!(runs.join("b2.jsonl").exists() && !runs.join("a1.jsonl").exists());
    let report = text(&hone(data.path(), &["export", "--format", "markdown"]));
    assert!(report.contains("evidence withdrawn"), "{report}");
    let exported = text(&hone(data.path(), &["export", "--format", "jsonl"]));
    assert!(!exported.contains(said) && !exported.contains("\"P03\""), "{exported}");
    assert_eq!(hone(data.path(), &["check"]).status.code(), Some(0));
    for id in [&page, &theme] {
        let left = ask(data.path(), &["show", id]);
        assert_eq!(left["state"], "accepted");
        assert!(left["evidence"]["withdrawn"].as_u64().unwrap() > 0, "{left}");
        assert!(text(&hone(data.path(), &["show", id])).contains("evidence withdrawn"));
        assert!(!left.to_string().contains("P03"), "{left}");
    }
    assert_eq!(
        json(&hone(data.path(), &["--json", "undo", &page]))["state"],
        "stale",
        "nothing is left of it"
    );
    let undone = json(&hone(data.path(), &["--json", "undo", &theme]));
    assert_eq!(undone["state"], "proposed");
    assert!(undone["evidence"]["withdrawn"].as_u64().unwrap() > 0 && !undone.to_string().contains("P03"));
    assert_eq!(hone(data.path(), &["check"]).status.code(), Some(0));
    assert!(!ask(data.path(), &["themes"]).to_string().contains("P03"));
    assert!(!is_anywhere(data.path(), said));
}

#[test]
fn a_name_that_is_learned_later_is_looked_for_in_what_came_in_before() {
    let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |name: &str, text: &str| {
        let path = elsewhere.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let before =
        file("talk-1.txt", "Interviewer: Who helped you?\nPia Holm: Nadia Kovac did, at the desk.\n");
    ask(data.path(), &["ingest", "interviews", &before]);
    let later = file("talk-2.txt", "Interviewer: What do you do?\nNadia Kovac: I help people at the desk.\n");
    let reports = ask(data.path(), &["ingest", "interviews", "--pseudonyms", &later]);
    let warnings = reports[0]["warnings"].to_string();
    assert!(warnings.contains("may stand in what came in before: talk-1"), "{warnings}");
    assert!(!warnings.contains("Nadia"), "{warnings}");
}
