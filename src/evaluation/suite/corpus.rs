//! The interviews and items of a suite, read as an import reads them.

use super::case::Evidence;
use super::fault::Faults;
use crate::domain::interview::{Aside, Role, Turn};
use crate::domain::item::ItemRecord;
use crate::ingest::backlog::{self, BacklogFormat, BacklogOptions};
use crate::ingest::suite::{InterviewFile, Manifest};
use crate::ingest::transcript::{self, TranscriptOptions};
use std::collections::BTreeMap;

/// An interview with its turns.
#[derive(Debug, Clone, PartialEq)]
pub struct CorpusInterview {
    /// What the manifest says of it.
    pub about: InterviewFile,
    /// Speech, in order, with roles.
    pub turns: Vec<Turn>,
    /// Text that is not speech.
    pub asides: Vec<Aside>,
}

impl CorpusInterview {
    /// The turns that hold exactly these characters.
    pub fn turns_with(&self, text: &str) -> Vec<usize> {
        self.turns.iter().filter(|turn| turn.text.contains(text)).map(|turn| turn.index).collect()
    }

    /// Whether these characters stand anywhere in the file, in speech or beside it.
    pub(super) fn holds(&self, text: &str) -> bool {
        !self.turns_with(text).is_empty() || self.asides.iter().any(|aside| aside.text.contains(text))
    }
}

/// Everything that cases refer to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Corpus {
    /// Interviews in the order of the manifest.
    pub interviews: Vec<CorpusInterview>,
    /// Items in the order of the backlog.
    pub items: Vec<ItemRecord>,
}

impl Corpus {
    /// The interview with this id.
    pub fn interview(&self, id: &str) -> Option<&CorpusInterview> {
        self.interviews.iter().find(|interview| interview.about.id == id)
    }

    /// The item with this key.
    pub fn item(&self, key: &str) -> Option<&ItemRecord> {
        self.items.iter().find(|item| item.key == key)
    }

    /// The turns that evidence points at; none if it points at an item or at nothing.
    pub fn turns_of(&self, evidence: &Evidence) -> Vec<usize> {
        let Some(interview) = evidence.interview.as_deref().and_then(|id| self.interview(id)) else {
            return Vec::new();
        };
        match (&evidence.text, evidence.turn) {
            (Some(text), None) => interview.turns_with(text),
            (None, Some((first, last))) if last < interview.turns.len() => (first..=last).collect(),
            _ => Vec::new(),
        }
    }
}

/// Reads the interviews of a manifest from the bytes of their files.
pub(super) fn read_interviews(
    manifest: &Manifest,
    bytes_of: &mut dyn FnMut(&str, &mut Faults) -> Option<Vec<u8>>,
    faults: &mut Faults,
) -> Vec<CorpusInterview> {
    let mut interviews: Vec<CorpusInterview> = Vec::new();
    for about in &manifest.interviews {
        let Some(bytes) = bytes_of(&about.path, faults) else { continue };
        let named = [(&about.interviewer, Role::Interviewer), (&about.speaker, Role::Participant)];
        let roles: BTreeMap<String, Role> =
            named.into_iter().filter_map(|(label, role)| Some((label.clone()?, role))).collect();
        let options = TranscriptOptions { roles, ..TranscriptOptions::default() };
        let (report, transcript) = transcript::read(&about.path, &bytes, &options);
        faults.enter_file(&about.path);
        let Some(transcript) = transcript else {
            faults.whole(report.error.unwrap_or_else(|| "no speech found".to_owned()));
            continue;
        };
        if let Some(speaker) = about.speaker.as_ref().filter(|speaker| !report.speakers.contains(speaker)) {
            faults.whole(format!("no speaker of the file has the label {speaker}"));
        }
        interviews.push(CorpusInterview {
            about: about.clone(),
            turns: transcript.turns,
            asides: transcript.asides,
        });
    }
    interviews
}

/// Reads the backlog of a manifest from the bytes of its file.
pub(super) fn read_items(manifest: &Manifest, bytes: &[u8], faults: &mut Faults) -> Vec<ItemRecord> {
    let file = &manifest.backlog;
    let Some(format) = BacklogFormat::parse(&file.format) else {
        faults.at("backlog.format", format!("no format is called {}", file.format));
        return Vec::new();
    };
    let options = BacklogOptions { format: Some(format), ..BacklogOptions::default() };
    let (report, backlog) = backlog::read(&file.path, bytes, &options);
    faults.enter_file(&file.path);
    if let Some(error) = report.error {
        faults.whole(error);
    }
    backlog.map(|backlog| backlog.items).unwrap_or_default()
}
