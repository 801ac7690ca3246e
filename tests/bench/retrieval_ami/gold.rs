//! The AMI meetings and the questions that people asked about them.

use anyhow::{Context, Result};
use hone::domain::id::SourceId;
use hone::domain::interview::{Interview, Role, SourceKind, Turn};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Meetings by path, and questions in the order of the file.
pub(crate) struct Gold {
    pub(crate) meetings: BTreeMap<String, Interview>,
    pub(crate) questions: Vec<Asked>,
}

/// A question, the meeting it is about, and the turns that answer it.
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) meeting: String,
    pub(crate) turns: BTreeSet<usize>,
}

impl Asked {
    /// The team that held the meeting, for example `ES2004` of `…/ES2004a.json`.
    pub(crate) fn team(&self) -> &str {
        let name = self.meeting.rsplit('/').next().unwrap_or_default();
        name.get(..6).unwrap_or(name)
    }
}

#[derive(Deserialize)]
struct Line {
    query: String,
    scope: Scope,
    relevant: Vec<Span>,
}

#[derive(Deserialize)]
struct Scope {
    sources: Vec<String>,
}

#[derive(Deserialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Meeting {
    meeting_transcripts: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    speaker: String,
    content: String,
}

/// Reads `gold/retrieval_qmsum_ami.jsonl` and the meetings that it names under `folder`.
pub(crate) fn read(folder: &Path) -> Result<Gold> {
    let path = folder.join("gold/retrieval_qmsum_ami.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut questions = Vec::new();
    let mut meetings = BTreeMap::new();
    for line in text.lines() {
        let line: Line = serde_json::from_str(line)?;
        let meeting = line.scope.sources.into_iter().next().context("a question names no meeting")?;
        if !meetings.contains_key(&meeting) {
            meetings.insert(meeting.clone(), read_meeting(folder, &meeting)?);
        }
        let turns = line.relevant.iter().flat_map(|span| span.start..=span.end).collect();
        questions.push(Asked { text: line.query, meeting, turns });
    }
    Ok(Gold { meetings, questions })
}

/// The gold counts the file's own turns, so they are not joined as the import would.
fn read_meeting(folder: &Path, name: &str) -> Result<Interview> {
    let meeting: Meeting = serde_json::from_slice(&fs::read(folder.join(name))?)?;
    let turns = meeting.meeting_transcripts.into_iter().enumerate().map(|(index, said)| Turn {
        index,
        speaker: said.speaker,
        role: Role::Participant,
        start_ms: None,
        end_ms: None,
        text: said.content,
        start: 0,
        end: 0,
        cues: Vec::new(),
    });
    Ok(Interview {
        id: SourceId::derive(&[name]),
        key: name.to_owned(),
        title: name.to_owned(),
        kind: SourceKind::Interview,
        participant: None,
        segment: None,
        date: None,
        format: "qmsum".to_owned(),
        version: 0,
        roles: Vec::new(),
        turns: turns.collect(),
        asides: Vec::new(),
        warnings: Vec::new(),
    })
}
