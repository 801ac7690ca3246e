//! Transcripts as tools write them: byte-exact files, real files, and noise.

use crate::support::{data_folder, files_below};
use hone::domain::import::FileReport;
use hone::domain::interview::Role;
use hone::ingest::transcript::{Transcript, TranscriptOptions, read};
use proptest::prelude::*;
use std::path::PathBuf;

fn fixture(name: &str) -> (FileReport, Option<Transcript>) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/transcripts").join(name);
    read(name, &std::fs::read(path).unwrap(), &TranscriptOptions::default())
}

fn check(name: &str, format: &str, speakers: &[&str], turns: &[&str]) {
    let (report, transcript) = fixture(name);
    let transcript = transcript.unwrap_or_else(|| panic!("{name}: {:?}", report.error));
    let said: Vec<&str> = transcript.turns.iter().map(|turn| turn.text.as_str()).collect();
    assert_eq!(report.format, format, "{name}");
    assert_eq!(said, turns, "{name}");
    assert_eq!(report.speakers, speakers, "{name}");
    assert!(report.adds_up(), "{name}: {report:?}");
}

#[test]
fn captions_keep_voices_and_join_their_cues() {
    let zoom = [
        "Thanks for joining. Note: we record.",
        "Sure. I usually cancel by phone because the button never works.",
    ];
    check("zoom.vtt", "vtt", &["Ada Quist", "P3"], &zoom);
    let teams = ["So how do you cancel & refund today?", "I call. The app says \"error 7\"."];
    check("teams.vtt", "vtt", &["Ada Quist", "P3"], &teams);
    check("youtube_rolling.vtt", "vtt", &[], &["so how do you cancel today"]);
    check("rev.srt", "srt", &["Interviewer", "P3"], &["How do you cancel?", "I call. [inaudible 00:00:07]"]);
}

#[test]
fn a_voice_class_and_dashes_are_read() {
    let (report, transcript) = fixture("voice_class.vtt");
    let turns = transcript.unwrap().turns;
    assert_eq!(report.speakers, ["P3"]);
    assert_eq!((turns[0].text.as_str(), turns[0].start_ms), ("Never works", Some(1000)));
    assert!(turns.len() >= 2 && turns[1].speaker.is_empty());
}

#[test]
fn texts_of_each_tool_give_their_turns() {
    check(
        "rev.txt",
        "txt",
        &["Speaker 1", "Speaker 2"],
        &["How do you cancel?", "I call. [crosstalk 00:00:07]"],
    );
    let otter = ["Thanks for joining.", "Sure. It's 4:30 here: late.", "Last question."];
    check("otter.txt", "txt", &["Ada Quist", "Unknown Speaker"], &otter);
    check("aws_transcribe.txt", "txt", &["spk_0", "spk_1"], &["How do you cancel?", "I call."]);
    check("premiere_frames.txt", "txt", &["Ada Quist", "P3"], &["How do you cancel?", "I call."]);
    check(
        "teams_new.docx",
        "docx",
        &["Ada Quist", "P3"],
        &["How do you cancel?", "I call. The app says “error 7”."],
    );
    check("teams_old.docx", "docx", &["Ada Quist", "P3"], &["How do you cancel?", "I call."]);
    check("interviewer_german.md", "md", &["I", "B"], &["Wie stornieren Sie?", "Per Telefon."]);
    assert_eq!(fixture("otter.txt").1.unwrap().turns[2].start_ms, Some(3_735_000));
}

#[test]
fn a_time_mark_parts_two_blocks_of_one_voice() {
    check("meet.txt", "txt", &["Ada Quist", "P3"], &["How do you cancel?", "I call.", "And then I wait."]);
}

#[test]
fn a_remark_with_a_colon_is_no_speaker() {
    let (report, transcript) = fixture("participant_names_with_colon.txt");
    assert!(report.speakers.iter().all(|label| ["Dr. Quist", "P3"].contains(&label.as_str())), "{report:?}");
    assert!(transcript.unwrap().turns[0].text.starts_with("Note: three things: a, b."));
}

#[test]
fn roles_come_from_labels_and_edited_highlights_have_no_voice() {
    let roles = |name: &str| fixture(name).1.unwrap().turns.iter().map(|turn| turn.role).collect::<Vec<_>>();
    assert_eq!(roles("rev.srt"), [Role::Interviewer, Role::Participant]);
    assert_eq!(roles("interviewer_german.md"), [Role::Interviewer, Role::Participant]);
    assert_eq!(roles("dovetail_highlights.csv"), [Role::Other]);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let (report, transcript) = fixture("html_saved_as.xls");
    assert!(transcript.is_none() && report.format == "unsupported");
    assert!(report.error.unwrap().contains("HTML"));
}

#[test]
fn every_real_interview_adds_up_or_says_why_not() {
    let Some(folder) = data_folder("dev/interviews") else { return };
    let (mut read_files, mut refused) = (0, 0);
    for path in files_below(&folder) {
        let name = path.to_string_lossy().into_owned();
        let (report, transcript) = read(&name, &std::fs::read(&path).unwrap(), &TranscriptOptions::default());
        assert!(
            report.adds_up(),
            "{name}: {} = {} + {}",
            report.records_in,
            report.items,
            report.skipped.len()
        );
        match transcript {
            Some(transcript) => {
                read_files += 1;
                for turn in &transcript.turns {
                    assert_eq!(&transcript.text[turn.start..turn.end], turn.text, "{name}");
                }
            }
            None => {
                refused += 1;
                assert!(report.error.is_some_and(|why| !why.is_empty()), "{name}");
            }
        }
    }
    println!("{read_files} read, {refused} refused with a reason");
    assert!(read_files >= 140, "{read_files} read, {refused} refused");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (report, _) = read("x.txt", &bytes, &TranscriptOptions::default());
        prop_assert!(report.adds_up());
    }

    #[test]
    fn ranges_always_hold_the_words(text in "(WEBVTT\n\n)?([A-Z][a-z]{1,4}: [a-zé .?]{0,20}\n|00:0[0-9]:00.000 --> 00:09:00.000\n|\\*\\*Bo:\\*\\* [a-z ]{1,9}\n|\n){0,12}") {
        let (report, transcript) = read("x.md", text.as_bytes(), &TranscriptOptions::default());
        prop_assert!(report.adds_up());
        if let Some(transcript) = transcript {
            for turn in &transcript.turns {
                prop_assert_eq!(&transcript.text[turn.start..turn.end], &turn.text);
            }
        }
    }
}
