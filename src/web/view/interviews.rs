//! Interviews: who was heard, of which segment, and what the import found odd.

use super::paging::{next, part};
use super::time::date;
use super::url;
use super::words::counted;
use crate::domain::interview::{Interview, Role, SourceKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which interviews, in words of the person's own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct InterviewFilter {
    #[serde(default)]
    segment: String,
    #[serde(default)]
    warned: String,
    #[serde(default)]
    from: usize,
    /// How many were forgotten just now.
    #[serde(default)]
    gone: usize,
}

/// The list of interviews.
#[derive(Debug, Serialize)]
pub(crate) struct InterviewsPage {
    /// Whether some are called otherwise than their person.
    has_who: bool,
    /// Whether there is something to look at in any of them.
    has_warnings: bool,
    about: String,
    /// Segments, and whether one is chosen.
    segments: Vec<(String, bool)>,
    warned: bool,
    rows: Vec<InterviewRow>,
    more: Option<String>,
    /// "1 interview" that was forgotten just now; empty when none was.
    gone: String,
    /// Nothing has been brought in yet.
    is_new: bool,
}

/// An interview on one line.
#[derive(Debug, Serialize)]
struct InterviewRow {
    url: String,
    key: String,
    title: String,
    kind: &'static str,
    who: String,
    segment: String,
    date: String,
    warnings: usize,
    /// Voices of which nobody knows whose they are.
    unknown: usize,
}

impl InterviewsPage {
    pub(crate) fn of(all: &[Interview], filter: &InterviewFilter) -> Self {
        let segments: BTreeSet<&str> = all.iter().filter_map(|one| one.segment.as_deref()).collect();
        let wanted = |one: &&Interview| {
            (filter.segment.is_empty() || one.segment.as_deref() == Some(&filter.segment))
                && (filter.warned.is_empty() || needs_a_look(one))
        };
        let shown: Vec<&Interview> = all.iter().filter(wanted).collect();
        let query =
            format!("segment={}&warned={}", url::segment(&filter.segment), url::segment(&filter.warned));
        Self {
            about: about(all),
            has_who: all.iter().any(|one| one.participant.as_ref().is_some_and(|who| *who != one.title)),
            has_warnings: all.iter().any(needs_a_look),
            segments: segments.into_iter().map(|name| (name.to_owned(), name == filter.segment)).collect(),
            warned: !filter.warned.is_empty(),
            rows: part(&shown, filter.from).iter().map(|one| InterviewRow::of(one)).collect(),
            more: next(shown.len(), filter.from).map(|from| format!("/interviews?{query}&from={from}")),
            gone: match filter.gone {
                0 => String::new(),
                gone => counted(gone, "interview", "interviews"),
            },
            is_new: all.is_empty(),
        }
    }
}

impl InterviewRow {
    fn of(interview: &Interview) -> Self {
        Self {
            url: url::interview(&interview.key),
            key: interview.key.clone(),
            title: interview.title.clone(),
            kind: kind(interview.kind),
            who: interview.participant.clone().unwrap_or_default(),
            segment: interview.segment.clone().unwrap_or_default(),
            date: interview.date.as_deref().map(date).unwrap_or_default(),
            warnings: interview.warnings.len(),
            unknown: unknown_voices(interview),
        }
    }
}

/// What kind of text it is.
pub(crate) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interview => "Interview",
        SourceKind::Note => "Note",
        SourceKind::Document => "Document",
    }
}

/// Voices of which nobody knows whose they are.
fn unknown_voices(interview: &Interview) -> usize {
    interview.roles.iter().filter(|one| one.role == Role::Unknown).count()
}

fn needs_a_look(interview: &Interview) -> bool {
    !interview.warnings.is_empty() || unknown_voices(interview) > 0
}

/// How many people were heard, and of how many segments.
pub(crate) fn heard(people: usize, segments: usize) -> String {
    let people = counted(people, "person", "people");
    match segments {
        0 => people,
        segments => format!("{people} of {}", counted(segments, "segment", "segments")),
    }
}

fn about(all: &[Interview]) -> String {
    let people: BTreeSet<&str> = all.iter().map(Interview::person).collect();
    let segments: BTreeSet<&str> = all.iter().filter_map(|one| one.segment.as_deref()).collect();
    let are_interviews = all.iter().all(|one| one.kind == SourceKind::Interview);
    let texts = if are_interviews {
        counted(all.len(), "interview", "interviews")
    } else {
        counted(all.len(), "text", "texts")
    };
    format!("{texts}, {}", heard(people.len(), segments.len()))
}
