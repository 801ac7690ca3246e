//! The interviews of the sample, and one that a test writes itself.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails the test")]

use hone::domain::id::SourceId;
use hone::domain::interview::{Interview, Role, SourceKind};
use hone::ingest::suite::Manifest;
use hone::ingest::transcript::{TranscriptOptions, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every interview of the sample, with the roles that its suite gives.
pub(crate) fn of_the_sample() -> Vec<Interview> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    let suite = Manifest::parse(&fs::read_to_string(folder.join("suite.yaml")).unwrap()).unwrap();
    suite
        .interviews
        .iter()
        .map(|entry| {
            let bytes = fs::read(folder.join(&entry.path)).unwrap();
            let interview = from_bytes(&entry.path, &bytes, Some(&entry.participant), entry.roles());
            Interview { segment: entry.segment.clone(), date: entry.date.clone(), ..interview }
        })
        .collect()
}

/// A conversation written as `Name: words`, one turn a line, in which Bea asks.
pub(crate) fn of_lines(key: &str, lines: &str) -> Interview {
    let roles = [("Bea".to_owned(), Role::Interviewer)].into();
    from_bytes(&format!("{key}.txt"), lines.as_bytes(), Some(key), roles)
}

fn from_bytes(
    path: &str,
    bytes: &[u8],
    participant: Option<&str>,
    roles: BTreeMap<String, Role>,
) -> Interview {
    let options = TranscriptOptions { path: path.to_owned(), roles, ..TranscriptOptions::default() };
    let (_, transcript) = read(path, bytes, &options);
    let transcript = transcript.unwrap();
    let key = participant.unwrap_or(path);
    Interview {
        id: SourceId::derive(&[key]),
        key: key.to_owned(),
        title: key.to_owned(),
        kind: SourceKind::Interview,
        participant: participant.map(str::to_owned),
        segment: None,
        date: None,
        format: transcript.format,
        version: 1,
        roles: transcript.roles,
        turns: transcript.turns,
        asides: transcript.asides,
        warnings: Vec::new(),
    }
}
