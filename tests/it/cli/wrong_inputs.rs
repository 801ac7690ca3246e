//! What a person types wrong, or too early: told so, with what to do next.

use super::{hone, sample, text};
use std::path::Path;

/// Checks the exit code of a command, and that it says all of `parts`.
fn says(data: &Path, arguments: &[&str], code: i32, parts: &[&str]) {
    let output = hone(data, arguments);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    for part in parts {
        assert!(said.contains(part), "{arguments:?} does not say {part:?}: {said}");
    }
}

#[test]
fn each_says_what_to_do_next() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("empty");
    let empty = folder.to_str().unwrap();
    std::fs::create_dir(&folder).unwrap();
    let silent = data.path().join("silent.txt");
    std::fs::write(&silent, "\n").unwrap();
    let nowhere = folder.join("no/dump.jsonl");
    let nowhere = nowhere.to_str().unwrap();
    let cases: [(&[&str], i32, &[&str]); 15] = [
        (&["ingest", "interviews", empty], 2, &["there is no file in", "hint: name a file"]),
        (&["ingest", "backlog", empty], 2, &["there is no file in", "hint: name a file"]),
        (&["ingest", "interviews", "nowhere.vtt"], 2, &["nowhere.vtt: not read"]),
        (&["restore", nowhere], 2, &["hint: name a text file"]),
        (&["export", "--format", "jsonl", "-o", nowhere], 2, &["hint: name a file in a folder"]),
        (&["backup", nowhere], 2, &["hint: name a new file in a folder"]),
        (&["big-idea", "edit", "--file", nowhere], 2, &["hint: name a text file"]),
        (&["--workspace", "other", "items"], 2, &["no workspace \"other\"\n", "hone init --workspace NAME"]),
        (&["delete", "NOPE"], 2, &["no item or interview \"NOPE\"", "hone interviews"]),
        (&["refine", "--all"], 0, &["hone ingest backlog FILE"]),
        (&["search", "refund"], 0, &["hone ingest interviews FOLDER"]),
        (&["--config", nowhere, "items"], 2, &["cannot read the settings file", "--config"]),
        (&["init", "--from", empty], 2, &["a suite is a folder"]),
        (&["defer", "abc", "--until", "tomorrow"], 2, &["hint: "]),
        (&["phase", "enter", "soon"], 2, &["use strategic_planning, active_planning"]),
    ];
    for (arguments, code, parts) in cases {
        says(data.path(), arguments, code, parts);
    }
    let unheard = text(&hone(data.path(), &["ingest", "interviews", silent.to_str().unwrap()]));
    assert!(unheard.contains("no speech found") && !unheard.contains("kept"), "{unheard}");
}

#[test]
fn whoever_acts_is_not_taken_for_the_one_to_talk_with() {
    let data = sample();
    says(data.path(), &["--as", "Ada", "questions", "--agenda"], 0, &["Nothing is open"]);
    says(data.path(), &["questions", "--as", "Ada"], 0, &[]);
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("hone.db");
    std::fs::write(&file, "something else").unwrap();
    says(data.path(), &["items"], 2, &["is not a database of Hone", "--data DIR"]);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "something else");
}

#[test]
fn a_damaged_database_says_so_and_what_helps() {
    let whole = sample();
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("hone.db");
    says(whole.path(), &["backup", file.to_str().unwrap()], 0, &["copied to"]);
    let mut bytes = std::fs::read(&file).unwrap();
    for page in bytes.chunks_mut(4096).skip(2) {
        page[..64].fill(0xff);
    }
    std::fs::write(&file, bytes).unwrap();
    for command in ["items", "doctor", "check"] {
        says(data.path(), &[command], 3, &["the database is damaged", "backup"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_was_not_written_is_no_success() {
    let data = sample();
    let run = |out: std::process::Stdio| {
        std::process::Command::new(env!("CARGO_BIN_EXE_hone"))
            .arg("--data")
            .arg(data.path())
            .args(["export", "--format", "jsonl"])
            .stdout(out)
            .output()
            .unwrap()
    };
    let full = run(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap().into());
    let said = text(&full);
    assert_eq!(full.status.code(), Some(3), "{said}");
    assert!(said.contains("not written whole") && said.contains("hint: "), "{said}");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert_eq!(run(writer.into()).status.code(), Some(0), "whoever closed the pipe had read enough");
}
