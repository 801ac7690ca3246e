//! Transcripts that hold less than one hopes for: each is taken in, and what cannot be done is said.

use super::{ask, hone, json, text};
use serde_json::Value;

const ANSWER: &str = "Last week I rang the desk three times because nobody answers, and it cost me an hour.";

/// A data folder with one transcript, and what the import said of it.
fn taken(words: &str) -> (tempfile::TempDir, Value) {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("talk.txt");
    std::fs::write(&file, words).unwrap();
    let output = hone(data.path(), &["--json", "ingest", "interviews", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    (data, json(&output)[0].clone())
}

/// Why there is no page, and what to do.
fn refusal(data: &tempfile::TempDir) -> String {
    let refused = hone(data.path(), &["summarize", "talk"]);
    assert_eq!(refused.status.code(), Some(2));
    text(&refused)
}

#[test]
fn one_voice_and_thirty_words_are_read_once_somebody_says_who_speaks() {
    for words in [format!("Ada: {ANSWER}\n"), format!("Bea: How do you book?\nAda: {ANSWER}\n")] {
        let (data, report) = taken(&words);
        assert!(report["warnings"].to_string().contains("role unknown"), "{report}");
        assert!(refusal(&data).contains("--map \"Ada=participant\""), "{}", refusal(&data));
        hone(data.path(), &["interviews", "roles", "talk", "--map", "Ada=participant"]);
        let page = text(&hone(data.path(), &["summarize", "talk"]));
        assert!(page.contains("too few for a page") && page.contains("rang the desk"), "{page}");
    }
}

#[test]
fn words_without_labels_are_nobodys_voice() {
    let (data, report) =
        taken(&format!("How do you book today?\n\n{ANSWER}\n\nAnd then?\n\nI paid in cash.\n"));
    assert!(report["warnings"].to_string().contains("no speakers found"), "{report}");
    assert!(refusal(&data).contains("nobody is named as speaking in it"));
}

#[test]
fn questions_alone_are_no_testimony() {
    let (data, report) = taken(&"Interviewer: How do you book a berth, and who answers?\n".repeat(12));
    assert!(report["warnings"].to_string().contains("only the interviewer speaks"), "{report}");
    let refused = refusal(&data);
    assert!(refused.contains("only the interviewer speaks") && !refused.contains("--map"), "{refused}");
}

#[test]
fn another_language_is_kept_and_said() {
    let answer =
        "Letzte Woche habe ich dreimal beim Hafenamt angerufen, weil niemand auf Nachrichten antwortet.";
    let (data, report) = taken(&format!("Bea: Wie buchen Sie heute?\nNadia: {answer}\n").repeat(5));
    assert!(report["warnings"].to_string().contains("not in English"), "{report}");
    assert!(refusal(&data).contains("is not in English"));
    assert_eq!(ask(data.path(), &["search", "Hafenamt"])[0]["source"], "talk");
}

#[test]
fn forty_voices_are_told_apart_on_one_page() {
    let talk: Vec<String> = (0..40)
        .map(|n| {
            let name = format!("V{}{}", char::from(b'a' + n / 26), char::from(b'a' + n % 26));
            format!("Bea: And how is that for you?\n{name}: In {n} weeks I rang the desk {n} times because nobody answers.\n").repeat(2)
        })
        .collect();
    let (data, report) = taken(&talk.concat());
    assert_eq!(report["speakers"].as_array().unwrap().len(), 41);
    let page = text(&hone(data.path(), &["summarize", "talk"]));
    assert!(page.contains("40 participants speak here"), "{page}");
}

#[test]
fn five_hours_end_on_one_page() {
    let at = |seconds: u32| format!("{:02}:{:02}:{:02}.000", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let cue = |n: u32| {
        let said = if n.is_multiple_of(4) {
            format!("<v Bea>What happened the last time, number {n}?")
        } else {
            format!("<v Nadia>Last week I rang the desk {n} times because nobody answers.")
        };
        format!("{} --> {}\n{said}</v>\n\n", at(n * 6), at(n * 6 + 6))
    };
    let cues = format!("WEBVTT\n\n{}", (0..3_000).map(cue).collect::<Vec<_>>().concat());
    let (data, report) = taken(&cues);
    assert_eq!((&report["format"], &report["items"]), (&"vtt".into(), &3_000.into()));
    let page = hone(data.path(), &["summarize", "talk"]);
    assert_eq!(page.status.code(), Some(0), "{}", text(&page));
    assert!(text(&page).lines().count() < 60, "one page");
}
