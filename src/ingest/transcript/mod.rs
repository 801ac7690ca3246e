//! Transcripts: WebVTT, SRT, text, Markdown, DOCX, JSON and CSV to turns of speech.

mod block;
mod captions;
mod docx;
mod label;
mod lines;
mod records;
mod roles;

pub use roles::{apply_roles, infer_roles};

use super::Limits;
use super::decode::decode;
use crate::domain::import::{FileReport, Skipped};
use crate::domain::interview::{Aside, Role, SourceKind, SpeakerRole, Turn};
use block::Block;
use std::collections::BTreeMap;

/// How a transcript is to be read.
#[derive(Debug, Clone, Default)]
pub struct TranscriptOptions {
    /// Caps.
    pub limits: Limits,
    /// Roles that a person gave, by label.
    pub roles: BTreeMap<String, Role>,
    /// Path for the report.
    pub path: String,
}

/// Speech as a file holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// Recognised format.
    pub format: String,
    /// File name without its ending.
    pub title: String,
    /// Interview, or notes without voices.
    pub kind: SourceKind,
    /// The text that the turns' byte ranges refer to.
    pub text: String,
    /// Speech, in order.
    pub turns: Vec<Turn>,
    /// Labels with their roles.
    pub roles: Vec<SpeakerRole>,
    /// What is in the file and is not speech.
    pub asides: Vec<Aside>,
}

struct Read {
    format: &'static str,
    blocks: Vec<Block>,
    asides: Vec<Aside>,
    records: usize,
    skipped: Vec<(usize, String)>,
}

/// Reads one file. No transcript when nothing could be read; the report says why.
pub fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> (FileReport, Option<Transcript>) {
    let mut report =
        FileReport { path: options.path.clone(), kind: "interview".into(), ..FileReport::default() };
    let read = match recognise(name, bytes, &options.limits, &mut report) {
        Ok(read) => read,
        Err(why) => {
            if report.format.is_empty() {
                report.format = "unsupported".into();
            }
            report.error = Some(why);
            return (report, None);
        }
    };
    report.format = read.format.to_owned();
    report.records_in = read.records;
    report.skipped = read.skipped.into_iter().map(|(record, why)| Skipped { record, why }).collect();
    report.items = report.records_in - report.skipped.len();
    let (text, mut turns) = block::join(&read.blocks);
    if turns.is_empty() {
        report.error = Some("no speech found in this file".into());
        return (report, None);
    }
    let roles = infer_roles(&turns, &options.roles);
    apply_roles(&mut turns, &roles);
    let kind = if turns.iter().all(|turn| turn.role == Role::Other) {
        SourceKind::Note
    } else {
        SourceKind::Interview
    };
    warn(&turns, &roles, &options.limits, &mut report);
    report.turns = turns.len();
    report.speakers =
        roles.iter().map(|role| role.speaker.clone()).filter(|label| !label.is_empty()).collect();
    let title = stem(name).to_owned();
    let transcript =
        Transcript { format: report.format.clone(), title, kind, text, turns, roles, asides: read.asides };
    (report, Some(transcript))
}

/// Whether a file looks like speech rather than a backlog.
pub fn looks_like_transcript(name: &str, bytes: &[u8]) -> bool {
    let mut report = FileReport::default();
    recognise(name, bytes, &Limits::default(), &mut report).is_ok_and(|read| {
        let labelled =
            read.blocks.iter().any(|block| block.speaker.as_ref().is_some_and(|label| !label.is_empty()));
        labelled || matches!(read.format, "vtt" | "srt" | "docx" | "qmsum" | "whisper")
    })
}

/// File name without folder and ending.
pub fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn recognise(name: &str, bytes: &[u8], limits: &Limits, report: &mut FileReport) -> Result<Read, String> {
    if bytes.len() > limits.file_bytes {
        return Err(format!("the file has {} bytes; the cap is {}", bytes.len(), limits.file_bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        "binary".clone_into(&mut report.encoding);
        return if has_part(bytes, "xl/workbook.xml") {
            Err("an Excel workbook: save the sheet as CSV and import that".into())
        } else {
            docx::paragraphs(bytes, limits).map(|paragraphs| read_paragraphs(&paragraphs))
        };
    }
    let decoded = decode(bytes, limits.file_bytes).map_err(|error| error.to_string())?;
    decoded.encoding.clone_into(&mut report.encoding);
    report.warnings.extend(decoded.warnings);
    let text = decoded.text.as_str();
    let head = text.trim_start();
    let lower = head.get(..head.len().min(200)).unwrap_or(head).to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.starts_with("<table") {
        return Err("an HTML page: save it as text, or export the transcript again".into());
    }
    let is_captions = text.lines().filter(|line| captions::timing(line).is_some()).count();
    if head.starts_with("WEBVTT") || (is_captions > 0 && !head.starts_with('[')) {
        let read = captions::read(text);
        let skipped = read.empty.into_iter().map(|cue| (cue, "no words, or a repeat".to_owned())).collect();
        let format = if head.starts_with("WEBVTT") { "vtt" } else { "srt" };
        return Ok(Read { format, blocks: read.blocks, asides: Vec::new(), records: read.cues, skipped });
    }
    if head.starts_with(['{', '['])
        && let Some((format, blocks)) = records::read_json(text)
    {
        return Ok(from_records(format, blocks, Vec::new()));
    }
    if let Some(table) = records::read_table(text) {
        return Ok(from_records(table.format, table.blocks, table.empty));
    }
    let is_markdown =
        name.to_lowercase().ends_with(".md") || text.lines().any(|line| line.starts_with("## "));
    let pages = lines::read(text, is_markdown);
    let format = if is_markdown { "md" } else { "txt" };
    Ok(Read {
        format,
        blocks: pages.blocks,
        asides: pages.asides,
        records: pages.records,
        skipped: pages.skipped,
    })
}

fn from_records(format: &'static str, mut blocks: Vec<Block>, mut empty: Vec<usize>) -> Read {
    let records = blocks.len() + empty.len();
    if empty.is_empty() {
        empty = (1..).zip(&blocks).filter(|(_, block)| block.text.is_empty()).map(|(n, _)| n).collect();
        blocks.retain(|block| !block.text.is_empty());
    }
    let skipped = empty.into_iter().map(|record| (record, "no words".to_owned())).collect();
    Read { format, blocks, asides: Vec::new(), records, skipped }
}

/// DOCX of Teams, old and new, or any document with labelled paragraphs.
fn read_paragraphs(paragraphs: &[String]) -> Read {
    let mut text = String::new();
    for paragraph in paragraphs {
        text.push_str(paragraph.trim());
        text.push_str("\n\n");
    }
    if paragraphs.iter().any(|paragraph| captions::timing(paragraph).is_some()) {
        let mut blocks = Vec::new();
        let times: Vec<usize> =
            (0..paragraphs.len()).filter(|&at| captions::timing(&paragraphs[at]).is_some()).collect();
        for (n, &at) in times.iter().enumerate() {
            let limit = times.get(n + 1).copied().unwrap_or(paragraphs.len());
            let (start, end) = captions::timing(&paragraphs[at]).unzip();
            let speaker = paragraphs.get(at + 1).filter(|_| limit > at + 2).map(|name| name.trim());
            let said = paragraphs[(at + 1 + usize::from(speaker.is_some())).min(limit)..limit].join(" ");
            blocks.push(Block::said(speaker, &said).at(start, end));
        }
        return from_records("docx", blocks, Vec::new());
    }
    let pages = lines::read(&text, false);
    Read {
        format: "docx",
        blocks: pages.blocks,
        asides: pages.asides,
        records: pages.records,
        skipped: pages.skipped,
    }
}

fn has_part(bytes: &[u8], part: &str) -> bool {
    zip::ZipArchive::new(std::io::Cursor::new(bytes))
        .is_ok_and(|archive| archive.index_for_name(part).is_some())
}

fn warn(turns: &[Turn], roles: &[SpeakerRole], limits: &Limits, report: &mut FileReport) {
    let unknown: Vec<&str> =
        roles.iter().filter(|role| role.role == Role::Unknown).map(|role| role.speaker.as_str()).collect();
    if roles.iter().all(|role| role.speaker.is_empty()) {
        report
            .warnings
            .push("speakers unknown: nothing of this file can be quoted as a participant's voice".into());
    } else if !unknown.is_empty() {
        let shown: Vec<&str> =
            unknown.into_iter().map(|label| if label.is_empty() { "(no label)" } else { label }).collect();
        let how = "say who they are with --map \"NAME=participant\"";
        report.warnings.push(format!("role unknown: {}; {how}", shown.join(", ")));
    }
    let aliases: Vec<String> = roles
        .iter()
        .flat_map(|a| roles.iter().map(move |b| (a.speaker.as_str(), b.speaker.as_str())))
        .filter(|(a, b)| {
            !a.is_empty() && a.len() < b.len() && b.starts_with(*a) && b[a.len()..].starts_with([' ', '.'])
        })
        .map(|(a, b)| format!("{a} and {b}"))
        .collect();
    if !aliases.is_empty() {
        report.warnings.push(format!("perhaps one person under two labels: {}", aliases.join("; ")));
    }
    for turn in turns.iter().filter(|turn| turn.text.len() > limits.cell_bytes) {
        report.warnings.push(format!("turn {} has {} bytes", turn.index, turn.text.len()));
    }
}
