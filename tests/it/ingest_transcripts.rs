//! Transcripts of every format to turns: made-up files, real files, and any bytes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use hone::domain::import::FileReport;
use hone::domain::interview::Role;
use hone::ingest::Limits;
use hone::ingest::transcript::{Transcript, TranscriptOptions, looks_like_transcript, read};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/transcripts");

fn read_fixture(name: &str) -> (FileReport, Option<Transcript>) {
    let bytes = std::fs::read(Path::new(FIXTURES).join(name)).unwrap();
    read(name, &bytes, &TranscriptOptions::default())
}

fn transcript(name: &str) -> Transcript {
    read_fixture(name).1.unwrap_or_else(|| panic!("{name} is no transcript"))
}

/// The value that a check of expected.json names, such as `turn1.text`.
fn checked_value(transcript: &Transcript, path: &str) -> Value {
    let Some(rest) = path.strip_prefix("turn") else {
        return match path {
            "text" | "content" => Value::from(transcript.turns[0].text.as_str()),
            "tags" => {
                let (_, tags) = transcript.asides[0].text.split_once(": ").unwrap();
                Value::from(tags.split("; ").collect::<Vec<_>>())
            }
            other => panic!("unknown check {other}"),
        };
    };
    let (index, field) = rest.split_once('.').unwrap();
    let turn = serde_json::to_value(&transcript.turns[index.parse::<usize>().unwrap()]).unwrap();
    turn[field].clone()
}

#[test]
fn every_made_up_file_gives_what_is_expected() {
    let expected = std::fs::read_to_string(Path::new(FIXTURES).join("expected.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(&expected).unwrap();
    for (name, wanted) in &expected {
        let (report, transcript) = read_fixture(name);
        assert!(report.adds_up(), "{name}: {report:?}");
        for (field, value) in wanted.as_object().unwrap() {
            match field.as_str() {
                "note" => {}
                "turns_min" => assert!(report.turns as u64 >= value.as_u64().unwrap(), "{name}: {report:?}"),
                "checks" => {
                    let transcript = transcript.as_ref().unwrap();
                    for (path, value) in value.as_object().unwrap() {
                        assert_eq!(checked_value(transcript, path), *value, "{name}: {path}");
                    }
                }
                field => {
                    let report = serde_json::to_value(&report).unwrap();
                    assert_eq!(report[field], *value, "{name}: {field}");
                }
            }
        }
    }
    assert_eq!(expected.len(), 16);
}

#[test]
fn a_letter_says_who_asks() {
    let roles: Vec<(String, Role)> =
        transcript("interviewer_german.md").roles.into_iter().map(|role| (role.speaker, role.role)).collect();
    assert_eq!(roles, [("I".to_owned(), Role::Interviewer), ("B".to_owned(), Role::Participant)]);
}

#[test]
fn a_given_role_wins() {
    let roles = BTreeMap::from([("ada quist".to_owned(), Role::Participant)]);
    let options = TranscriptOptions { roles, ..TranscriptOptions::default() };
    let bytes = std::fs::read(Path::new(FIXTURES).join("zoom.vtt")).unwrap();
    let transcript = read("zoom.vtt", &bytes, &options).1.unwrap();
    assert_eq!(transcript.turns[0].role, Role::Participant);
    assert_eq!(
        (transcript.roles[0].confidence, transcript.roles[0].why.as_str()),
        (1.0, "given by a person")
    );
}

#[test]
fn a_time_inside_a_turn_is_that_of_its_cue() {
    let turn = &transcript("zoom.vtt").turns[1];
    let second = turn.text.find("because").unwrap();
    assert_eq!((turn.time_at(0), turn.time_at(second)), (Some(4_500), Some(10_000)));
}

#[test]
fn highlights_are_never_a_voice() {
    let transcript = transcript("dovetail_highlights.csv");
    assert!(transcript.turns.iter().all(|turn| turn.role == Role::Other));
}

#[test]
fn a_cap_that_is_met_is_an_error_that_states_it() {
    let error_with = |limits: Limits| {
        let options = TranscriptOptions { limits, ..TranscriptOptions::default() };
        let (report, transcript) = read("a.txt", b"Ada: How?\nP3: I call.\n", &options);
        assert_eq!(transcript, None);
        report.error.unwrap()
    };
    let limits = Limits::default();
    assert_eq!(error_with(Limits { file_bytes: 5, ..limits }), "the file has 22 bytes; the cap is 5");
    assert_eq!(error_with(Limits { records: 1, ..limits }), "the file has 2 records; the cap is 1");
    assert_eq!(
        error_with(Limits { cell_bytes: 5, ..limits }),
        "a block of the file has 7 bytes; the cap is 5"
    );
}

#[test]
fn a_file_made_to_be_slow_is_read_in_a_moment() {
    let labels = (0..20_000).map(|place| format!("A{place}: x\n")).collect::<Vec<_>>().concat();
    let dashes = format!("# Note\n\n> I say {}\n", "- ".repeat(100_000));
    let vtt = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n", "&<v ".repeat(50_000));
    for (name, file) in [("a.txt", labels), ("a.md", dashes), ("a.vtt", vtt)] {
        let (report, _) = read(name, file.as_bytes(), &TranscriptOptions::default());
        assert!(report.adds_up(), "{name}");
    }
}

#[test]
fn captions_of_an_older_encoding_are_read_with_a_warning() {
    let file = b"1\r\n00:00:01,000 --> 00:00:02,000\r\nAda: the guest\x92s folio\r\n";
    let (report, transcript) = read("a.srt", file, &TranscriptOptions::default());
    assert_eq!(transcript.unwrap().turns[0].text, "the guest\u{2019}s folio");
    assert_eq!(
        (report.encoding.as_str(), report.warnings[0].as_str()),
        ("windows-1252", "not UTF-8: read as windows-1252")
    );
}

#[test]
fn a_recording_a_picture_and_rich_text_say_what_to_bring_instead() {
    let refused =
        |bytes: &[u8]| read("talk", bytes, &TranscriptOptions::default()).0.error.unwrap_or_default();
    let noise = |head: &[u8]| [head, &[0xff; 64]].concat();
    assert!(refused(&noise(b"ID3\x03")).starts_with("a recording (mp3)"));
    assert!(refused(&noise(b"\x89PNG\r\n\x1a\n")).starts_with("a picture (png)"));
    assert!(refused(b"{\\rtf1\\ansi Sam: I wait\\par}").starts_with("rich text"));
    assert_eq!(refused(b"BM: I wait an hour.\nAda: For whom?\n"), "", "two letters are no bitmap");
    assert_eq!(refused(b"BM: I wait in the caf\xe9.\nAda: For whom?\n"), "");
}

#[test]
fn a_chat_is_kept_apart_from_speech() {
    let file = "10:01:02\t From Ada to Everyone:\thello\n10:01:05\t From P3:\thi\n";
    let (report, transcript) = read("chat.txt", file.as_bytes(), &TranscriptOptions::default());
    let transcript = transcript.unwrap();
    assert_eq!((transcript.turns.len(), report.skipped.len()), (0, 2));
    assert_eq!(transcript.asides[0].kind, "chat");
}

#[test]
fn the_content_says_what_is_a_transcript() {
    assert!(looks_like_transcript("notes.dat", b"Ada: How?\nP3: So.\n"));
    assert!(looks_like_transcript("x.txt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n"));
    assert!(!looks_like_transcript("x.txt", b"As a guest, I want to cancel.\n"));
}

#[test]
fn a_machine_made_summary_and_a_second_body_are_kept_apart() {
    let file = "# Talk\n\nPublished on 2026-01-02\n\n## Description\n\nA talk.\n\n## Summary\n\nThey agree.\n\n\
                # The talk\n\n**Host:** How do you cancel?\n\n**Ada:** I call.\n\nThen I wait.\n\n\
                **Host:** And then?\n\n**Ada:** Nothing.\n\n## Raw YouTube Transcript\n\nhow do you cancel i call\n";
    let (report, transcript) = read("talk.md", file.as_bytes(), &TranscriptOptions::default());
    let transcript = transcript.unwrap();
    let said: Vec<(&str, &str)> =
        transcript.turns.iter().map(|turn| (turn.speaker.as_str(), turn.text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("", "The talk"),
            ("Host", "How do you cancel?"),
            ("Ada", "I call. Then I wait."),
            ("Host", "And then?"),
            ("Ada", "Nothing.")
        ]
    );
    assert_eq!(transcript.asides.iter().filter(|aside| aside.kind == "machine_summary").count(), 1);
    assert!(report.adds_up());
}

#[test]
fn a_question_without_a_label_is_not_put_into_the_guests_mouth() {
    let file = "# Transcript\n\n**Ada:** I call.\n\nThen I wait.\n\nAnd what happens then?\n\nTake your time.\n\n\
                **Ada:** Nothing.\n\n**Ben:** I write.\n\n**Ben:** Often.\n";
    let transcript = read("talk.md", file.as_bytes(), &TranscriptOptions::default()).1.unwrap();
    let said: Vec<(&str, &str)> =
        transcript.turns[1..].iter().map(|turn| (turn.speaker.as_str(), turn.text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Ada", "I call. Then I wait."),
            ("", "And what happens then?"),
            ("", "Take your time."),
            ("Ada", "Nothing."),
            ("Ben", "I write. Often.")
        ]
    );
}

#[test]
fn words_that_a_machine_repeats_are_pointed_out() {
    let file = "[00:00.000 --> 00:04.000] Thank you.\n".repeat(4);
    let (report, _) = read("whisper.txt", file.as_bytes(), &TranscriptOptions::default());
    assert!(
        report
            .warnings
            .iter()
            .any(|warning| warning.starts_with("the same words four times in a row at 0 s"))
    );
}

#[test]
fn only_whole_quotations_of_a_note_are_a_voice() {
    let file = "# Findings\n\n- Users were confused by the \"hero\".\n- \"I never know where I am on this page.\"\n\
                - \"Civic tech community\"\n";
    let transcript = read("note.md", file.as_bytes(), &TranscriptOptions::default()).1.unwrap();
    let voices: Vec<&str> =
        transcript.turns.iter().filter(|turn| turn.role.testifies()).map(|turn| turn.text.as_str()).collect();
    assert_eq!(voices, ["I never know where I am on this page."]);
}

#[test]
fn a_label_on_the_first_cue_carries_over_the_next() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\nAda: How?\n\n2\n00:00:02,000 --> 00:00:03,000\n[P3] I call\n\n\
                3\n00:00:03,000 --> 00:00:04,000\n\nand wait.\n\n4\nbroken --> cue\nlost\n\n\
                5\n00:00:05,000 --> 00:00:06,000\nAda: Why?\n\n6\n00:00:06,000 --> 00:00:07,000\n[P3] So.\n";
    let (report, transcript) = read("a.srt", file.as_bytes(), &TranscriptOptions::default());
    assert_eq!(transcript.unwrap().turns[1].text, "I call and wait.");
    assert_eq!((report.records_in, report.items, report.rejects[0].line), (6, 5, 15));
}

fn data_folder() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "a test finds its data by the environment")]
    let given = std::env::var_os("HONE_TEST_DATA");
    given.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

#[test]
#[expect(clippy::print_stderr, reason = "the skip and the table are for the reader of the test's output")]
fn every_real_interview_is_read_or_refused_with_advice() {
    let folder = data_folder().join("dev/interviews");
    if !folder.is_dir() {
        eprintln!("skipped: no real interviews at {} (set HONE_TEST_DATA)", folder.display());
        return;
    }
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for path in files_below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let (report, transcript) = read(&name, &std::fs::read(&path).unwrap(), &TranscriptOptions::default());
        assert!(report.adds_up(), "{name}: {report:?}");
        assert_eq!(transcript.is_none(), report.error.is_some(), "{name}");
        if let Some(transcript) = &transcript {
            assert_ranges_hold(transcript);
        }
        let kind = transcript.as_ref().map(|transcript| format!("{:?}", transcript.kind));
        let outcome = format!("{} {}", report.format, kind.unwrap_or_default()).trim().to_owned();
        eprintln!("{}", describe(&name, &report, transcript.as_ref()));
        *outcomes.entry(outcome).or_default() += 1;
    }
    eprintln!("{outcomes:#?}");
    let counts: Vec<(&str, usize)> =
        outcomes.iter().map(|(outcome, &count)| (outcome.as_str(), count)).collect();
    assert_eq!(
        counts,
        [
            ("csv Interview", 3),
            ("docx Interview", 6),
            ("md Document", 60),
            ("md Interview", 21),
            ("md Note", 39),
            ("qmsum-json Interview", 20),
            ("unsupported", 7)
        ]
    );
}

fn describe(name: &str, report: &FileReport, transcript: Option<&Transcript>) -> String {
    let Some(transcript) = transcript else {
        return format!("{name}: {}", report.error.clone().unwrap_or_default());
    };
    let roles: Vec<String> = transcript
        .roles
        .iter()
        .map(|role| format!("{}={:?}({:.2})", role.speaker, role.role, role.confidence))
        .collect();
    format!(
        "{name}: {:?} {} records {} items {} turns | {}",
        transcript.kind,
        report.records_in,
        report.items,
        report.turns,
        roles.join(" ")
    )
}

fn assert_ranges_hold(transcript: &Transcript) {
    for (place, turn) in transcript.turns.iter().enumerate() {
        assert_eq!(turn.index, place);
        assert_eq!(transcript.text.get(turn.start..turn.end), Some(turn.text.as_str()));
        assert!(turn.cues.iter().all(|cue| turn.text.is_char_boundary(cue.offset)));
    }
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.vtt", "a.srt", "a.txt", "a.md", "a.json", "a.csv", "a.docx", "a"])
}

/// Text made of the parts that readers look for, in any order.
fn plausible_text() -> impl Strategy<Value = String> {
    let parts = vec![
        "WEBVTT\n\n",
        "00:00:01.000 --> 00:00:02.000\n",
        "1\n",
        "<v Ada>",
        "</v>",
        "&amp;",
        "Ada: ",
        "**P3:** ",
        "Ada  0:01\n",
        "[Ada] 10:01:02\n",
        "word ",
        "é–“",
        "?\n",
        "\n\n",
        "# Transcript\n",
        "> \"I say so to my team\"\n",
        "---\n",
        "00:05:00\n",
        "timestamp,speaker,statement\n",
        "\"",
        "<",
        ">>",
        "- ",
        "{\"segments\":[",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(name in names(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (report, transcript) = read(name, &bytes, &TranscriptOptions::default());
        prop_assert!(report.adds_up());
        prop_assert_eq!(transcript.is_none(), report.error.is_some());
    }

    #[test]
    fn ranges_and_sums_hold_for_any_text(name in names(), text in plausible_text()) {
        let (report, transcript) = read(name, text.as_bytes(), &TranscriptOptions::default());
        prop_assert!(report.adds_up());
        if let Some(transcript) = transcript {
            assert_ranges_hold(&transcript);
        }
    }
}
