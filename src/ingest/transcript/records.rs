//! Transcripts as data: QMSum and Whisper JSON, and CSV with a speaker column.

use super::block::{Block, parse_time, squeeze};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
enum Json {
    Meeting { meeting_transcripts: Vec<Said> },
    Segments { segments: Vec<Segment> },
}

#[derive(Deserialize)]
struct Said {
    speaker: String,
    content: String,
}

#[derive(Deserialize)]
struct Segment {
    #[serde(default)]
    start: f64,
    #[serde(default)]
    end: f64,
    text: String,
    #[serde(default)]
    speaker: Option<String>,
}

/// Blocks of a JSON transcript, and its format; none when the JSON is something else.
pub(super) fn read_json(text: &str) -> Option<(&'static str, Vec<Block>)> {
    match serde_json::from_str(text).ok()? {
        Json::Meeting { meeting_transcripts } => Some((
            "qmsum",
            meeting_transcripts
                .iter()
                .map(|said| Block::said(Some(said.speaker.trim()), &without_marks(&said.content)))
                .collect(),
        )),
        Json::Segments { segments } => Some((
            "whisper",
            segments
                .iter()
                .map(|segment| {
                    Block::said(Some(segment.speaker.as_deref().unwrap_or_default()), &segment.text)
                        .at(millis(segment.start), millis(segment.end))
                })
                .collect(),
        )),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to lie within a day of speech"
)]
fn millis(seconds: f64) -> Option<u64> {
    (0.0..=1e6).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
}

/// Removes the marks of QMSum such as `{vocalsound}` and `{disfmarker}`.
fn without_marks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        match after.split_once('}') {
            Some((mark, after)) if mark.len() <= 20 => rest = after,
            _ => {
                plain.push('{');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    squeeze(&plain)
}

/// What a table of speech holds.
pub(super) struct Table {
    pub(super) format: &'static str,
    pub(super) blocks: Vec<Block>,
    /// 1-based records without a word.
    pub(super) empty: Vec<usize>,
}

/// Reads a CSV whose header names a speaker and a statement; highlights are notes, not speech.
pub(super) fn read_table(text: &str) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers: Vec<String> =
        reader.headers().ok()?.iter().map(|header| header.trim().to_lowercase()).collect();
    let column = |names: &[&str]| headers.iter().position(|header| names.contains(&header.as_str()));
    let highlights = column(&["note"]).is_some() && column(&["content", "highlight"]).is_some();
    let said = column(&["statement", "text", "utterance", "content", "highlight"])?;
    let speaker = column(&["speaker", "participant", "name"])?;
    let start = column(&["timestamp", "time", "start"]);
    if column(&["title", "summary", "issue key", "issuekey", "description"]).is_some() {
        return None;
    }
    let mut table = Table {
        format: if highlights { "highlights-csv" } else { "csv" },
        blocks: Vec::new(),
        empty: Vec::new(),
    };
    for (at, record) in reader.records().enumerate() {
        let record = record.ok()?;
        let text = record.get(said).unwrap_or_default();
        if text.trim().is_empty() {
            table.empty.push(at + 1);
            continue;
        }
        let time = start.and_then(|column| parse_time(record.get(column)?.trim()));
        let label = record.get(speaker).unwrap_or_default().trim();
        table.blocks.push(Block { is_note: highlights, ..Block::said(Some(label), text).at(time, None) });
    }
    Some(table)
}
