//! How far each customer segment was heard, what two have in common, and whom nobody asked.

use super::themes::FoundTheme;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::interview::{Interview, SourceKind};
use crate::domain::text;
use serde::Serialize;
use std::collections::BTreeSet;

/// What interviews without a segment are listed under.
const UNNAMED: &str = "(no segment)";

/// The segments of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Segments {
    /// Each segment, by name.
    pub segments: Vec<SegmentHeard>,
    /// Segments of which one person alone was heard.
    pub one_voice: Vec<String>,
    /// Stakeholders of the register whose name and role no interview has.
    pub not_heard: Vec<String>,
    /// Of a pair: labels of the themes of both, of the first alone, of the second alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<[Vec<String>; 3]>,
}

/// How far a segment was heard.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SegmentHeard {
    /// Its name.
    pub segment: String,
    /// Distinct people.
    pub people: usize,
    /// Interviews.
    pub interviews: usize,
    /// The last day on which one of them was heard.
    pub last: Option<String>,
    /// Labels of the themes in which it has a voice.
    pub themes: Vec<String>,
}

impl Copilot {
    /// Counts people by segment with their voice in `themes`, and compares the themes of `pair`
    /// when two are named.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a segment that no interview has.
    pub async fn segments(
        &self,
        scope: &Scope,
        themes: &[FoundTheme],
        pair: Option<(&str, &str)>,
    ) -> Result<Segments, Error> {
        let interviews = self.store.interviews(&scope.workspace).await?;
        let interviews: Vec<Interview> =
            interviews.into_iter().filter(|one| one.kind == SourceKind::Interview).collect();
        let names: BTreeSet<&str> = interviews.iter().map(segment_of).collect();
        let mut wanted = pair.into_iter().flat_map(|(a, b)| [a, b]);
        if let Some(unknown) = wanted.find(|name| !names.contains(name)) {
            return Err(Error::not_found("segment", unknown, "`hone segments` lists them"));
        }
        let segments: Vec<SegmentHeard> = names.iter().map(|name| heard(name, &interviews, themes)).collect();
        let stakeholders = self.store.stakeholders(&scope.workspace).await?;
        let is_heard = |words: &str| interviews.iter().any(|interview| is_of(interview, words));
        Ok(Segments {
            one_voice: segments.iter().filter(|one| one.people == 1).map(|one| one.segment.clone()).collect(),
            not_heard: stakeholders.into_iter().map(|one| one.name).filter(|name| !is_heard(name)).collect(),
            compared: pair.map(|(a, b)| compare(a, b, &segments)),
            segments,
        })
    }
}

fn segment_of(interview: &Interview) -> &str {
    interview.segment.as_deref().unwrap_or(UNNAMED)
}

fn heard(name: &str, interviews: &[Interview], themes: &[FoundTheme]) -> SegmentHeard {
    let own: Vec<&Interview> = interviews.iter().filter(|one| segment_of(one) == name).collect();
    let people: BTreeSet<&str> = own.iter().map(|one| one.person()).collect();
    let has_voice = |found: &&FoundTheme| found.theme.segments.iter().any(|segment| segment == name);
    SegmentHeard {
        segment: name.to_owned(),
        people: people.len(),
        interviews: own.len(),
        last: own.iter().filter_map(|one| one.date.clone()).max(),
        themes: themes.iter().filter(has_voice).map(|found| found.theme.label.clone()).collect(),
    }
}

/// Whether the segment or the participant of an interview has a content word of the name.
fn is_of(interview: &Interview, name: &str) -> bool {
    let known = format!("{} {}", segment_of(interview), interview.person());
    let known: BTreeSet<String> = text::content_stems(&known).into_iter().collect();
    text::content_stems(name).iter().any(|stem| known.contains(stem))
}

fn compare(a: &str, b: &str, segments: &[SegmentHeard]) -> [Vec<String>; 3] {
    let of = |name: &str| -> Vec<String> {
        segments.iter().find(|one| one.segment == name).map(|one| one.themes.clone()).unwrap_or_default()
    };
    let (first, second) = (of(a), of(b));
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        one.iter().filter(|label| !other.contains(label)).cloned().collect()
    };
    let both = first.iter().filter(|label| second.contains(label)).cloned().collect();
    [both, only(&first, &second), only(&second, &first)]
}
