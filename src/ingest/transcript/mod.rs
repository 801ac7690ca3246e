//! Transcripts: WebVTT, SRT, text, Markdown, DOCX, JSON and CSV to turns of speech.
//!
//! A reader turns bytes into a `Reading` of pieces; the pieces of one speaker
//! become turns; roles are inferred last, so that a person can correct them.

mod alias;
mod assemble;
mod cue;
mod docx;
mod head;
mod json;
mod label;
mod markdown;
mod markup;
mod plain;
mod reading;
mod renamed;
mod role;
mod table;
mod time;

pub use renamed::rename_report;
pub use role::{apply_roles, infer_roles};

use self::reading::Reading;
use super::Limits;
use super::decode::decode;
use super::masking::mask;
use crate::domain::import::FileReport;
use crate::domain::interview::{Aside, MaskedSpan, Role, SourceKind, SpeakerRole, Turn};
use std::collections::BTreeMap;

/// How to read a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TranscriptOptions {
    /// Sizes above which it is refused.
    pub limits: Limits,
    /// Roles that a person gave, by label.
    pub roles: BTreeMap<String, Role>,
    /// Path for the report; the file's name when empty.
    pub path: String,
}

/// What a file says, before it has a place in a workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// Recognised format, for example `vtt`.
    pub format: String,
    /// Title of the file, else its stem.
    pub title: String,
    /// Day of the conversation, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Interview, note or document.
    pub kind: SourceKind,
    /// The normalised text that is stored; turns are ranges of it.
    pub text: String,
    /// Speech in order, with roles.
    pub turns: Vec<Turn>,
    /// Speakers in order of appearance.
    pub roles: Vec<SpeakerRole>,
    /// Text that is not speech.
    pub asides: Vec<Aside>,
    /// Where personal data was hidden in the text.
    pub masked: Vec<MaskedSpan>,
}

/// Reads a transcript, note or document by its content; the name decides only what content leaves open.
///
/// The report's sums always agree. Without a transcript it says in `error` why
/// nothing could be read and what to do.
pub fn read(name: &str, bytes: &[u8], options: &TranscriptOptions) -> (FileReport, Option<Transcript>) {
    let path = if options.path.is_empty() { name } else { &options.path };
    let mut report =
        FileReport { path: path.to_owned(), kind: "interview".to_owned(), ..FileReport::default() };
    match read_bytes(name, bytes, &options.limits, &mut report) {
        Ok(reading) => {
            let transcript = finish(name, reading, options, &mut report);
            (report, transcript)
        }
        Err(error) => {
            "unsupported".clone_into(&mut report.format);
            report.error = Some(error);
            (report, None)
        }
    }
}

/// Whether the content, not the name, is that of a conversation or of a research tool's highlights.
pub fn looks_like_transcript(name: &str, bytes: &[u8]) -> bool {
    let mut report = FileReport::default();
    read_bytes(name, bytes, &Limits::default(), &mut report).is_ok_and(|reading| {
        let conversation = reading.kind == SourceKind::Interview || reading.format == "highlights_csv";
        conversation && !reading.pieces.is_empty()
    })
}

fn read_bytes(name: &str, bytes: &[u8], limits: &Limits, report: &mut FileReport) -> Result<Reading, String> {
    if bytes.len() > limits.file_bytes {
        return Err(format!("the file has {} bytes; the cap is {}", bytes.len(), limits.file_bytes));
    }
    if docx::is_zip(bytes) {
        let text = docx::read_docx_text(bytes, limits).map_err(|error| error.to_string())?;
        "utf-8".clone_into(&mut report.encoding);
        return Ok(plain::read_plain(&text, "docx"));
    }
    if let Some(why) = no_text_in(bytes) {
        return Err(why);
    }
    let decoded = decode(bytes, limits.file_bytes).map_err(|error| error.to_string())?;
    decoded.encoding.clone_into(&mut report.encoding);
    let mut reading = read_text(name, &decoded.text)?;
    reading.warnings.splice(0..0, decoded.warnings);
    Ok(reading)
}

/// Why a file of a known kind holds no text that could be read.
///
/// A picture or a recording is known by its first bytes, unless all of it is text; that of a
/// bitmap is two letters, which begin the words of people too.
fn no_text_in(bytes: &[u8]) -> Option<String> {
    let kind = infer::get(bytes)?;
    let is_text = std::str::from_utf8(bytes).is_ok() || kind.extension() == "bmp";
    Some(match (kind.matcher_type(), kind.extension()) {
        (_, "pdf") => "a PDF is not read: export the transcript as VTT, DOCX or TXT".to_owned(),
        (_, "rtf") => "rich text is not read: save it as DOCX or TXT".to_owned(),
        (infer::MatcherType::Audio | infer::MatcherType::Video, ending) if !is_text => {
            format!("a recording ({ending}) is not read: have it transcribed and import the VTT, DOCX or TXT")
        }
        (infer::MatcherType::Image, ending) if !is_text => {
            format!("a picture ({ending}) is not read: import the words as VTT, DOCX or TXT")
        }
        _ => return None,
    })
}

/// Chooses the reader: first by unmistakable content, then by the name's ending.
fn read_text(name: &str, text: &str) -> Result<Reading, String> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let start = text.trim_start().get(..200).unwrap_or_else(|| text.trim_start()).to_lowercase();
    if start.starts_with("webvtt") {
        return Ok(cue::read_cues(&strip_vtt_header(text), "vtt"));
    }
    if is_srt(text) {
        return Ok(cue::read_cues(text, "srt"));
    }
    if ["<html", "<!doctype html", "<table"].iter().any(|tag| start.starts_with(tag)) {
        return Err(match extension.as_str() {
            "xls" => "HTML table with an .xls name: ask for CSV".to_owned(),
            _ => {
                "an HTML page is not read: save it as text or export the transcript as VTT or TXT".to_owned()
            }
        });
    }
    if start.starts_with(['{', '[']) {
        if let Some(reading) = json::read_json(text) {
            return Ok(reading);
        }
        if extension == "json" {
            return Err("JSON of an unknown shape: Hone reads QMSum meetings and Whisper segments".to_owned());
        }
    }
    if let Some(reading) = table::read_table(text) {
        return Ok(reading);
    }
    if ["csv", "tsv"].contains(&extension.as_str()) {
        return Err(
            "a table without speakers: Hone needs the columns timestamp, speaker, statement".to_owned()
        );
    }
    let marked = text.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
    if ["md", "markdown"].contains(&extension.as_str()) || (extension != "txt" && marked) {
        return Ok(markdown::read_markdown(text));
    }
    Ok(plain::read_plain(text, "txt"))
}

/// Cuts the header: up to the first blank line, or to the first time line where that is missing.
fn strip_vtt_header(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let body = lines.iter().position(|line| line.trim().is_empty() || line.contains("-->"));
    // Header lines stay as blank ones, so that a reject names the line of the file.
    let body = body.unwrap_or(lines.len());
    lines
        .iter()
        .enumerate()
        .map(|(place, line)| if place < body { "\n".to_owned() } else { format!("{line}\n") })
        .collect()
}

/// An index line, a time line with an arrow: the first two lines that are not blank.
fn is_srt(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    first.parse::<u64>().is_ok() && time::parse_cue_times(second).is_some()
}

fn finish(
    name: &str,
    mut reading: Reading,
    options: &TranscriptOptions,
    report: &mut FileReport,
) -> Option<Transcript> {
    report.format = reading.format.to_owned();
    if reading.records > options.limits.records {
        let (records, cap) = (reading.records, options.limits.records);
        report.error = Some(format!("the file has {records} records; the cap is {cap}"));
        return None;
    }
    let longest = reading.pieces.iter().map(|piece| piece.text.len()).max().unwrap_or(0);
    if longest > options.limits.cell_bytes {
        let cap = options.limits.cell_bytes;
        report.error = Some(format!("a block of the file has {longest} bytes; the cap is {cap}"));
        return None;
    }
    let (mut text, mut turns) = assemble::assemble(&reading, options.limits.cell_bytes);
    let masked = hide_personal_data(&mut text, &mut turns);
    for aside in &mut reading.asides {
        aside.text = mask(&aside.text).0;
    }
    let roles = infer_roles(&turns, &options.roles);
    apply_roles(&mut turns, &roles);
    report.records_in = reading.records;
    report.items = reading.items;
    report.turns = turns.len();
    report.speakers =
        roles.iter().map(|role| role.speaker.clone()).filter(|label| !label.is_empty()).collect();
    report.warnings.clone_from(&reading.warnings);
    report.warnings.extend(repeats_warning(&reading));
    report.warnings.extend(alias::alias_warnings(&report.speakers));
    report.warnings.extend(unknown_roles_warning(&roles));
    report.skipped = reading.skipped;
    report.rejects = reading.rejects;
    if turns.is_empty() && reading.asides.is_empty() {
        report.error = Some("no speech found in the file".to_owned());
        return None;
    }
    Some(Transcript {
        format: report.format.clone(),
        title: reading.title.unwrap_or_else(|| stem(name).to_owned()),
        date: reading.date.or_else(|| time::find_day(name)),
        kind: reading.kind,
        text,
        turns,
        roles,
        asides: reading.asides,
        masked,
    })
}

/// Hides personal data in each turn and, at the same bytes, in the text; says where.
fn hide_personal_data(text: &mut String, turns: &mut [Turn]) -> Vec<MaskedSpan> {
    let mut masked = Vec::new();
    for turn in turns {
        let (hidden, found) = mask(&turn.text);
        if found.is_empty() {
            continue;
        }
        text.replace_range(turn.start..turn.end, &hidden);
        turn.text = hidden;
        masked.extend(found.into_iter().map(|(range, kind)| MaskedSpan {
            start: turn.start + range.start,
            end: turn.start + range.end,
            kind: kind.to_owned(),
        }));
    }
    masked
}

fn unknown_roles_warning(roles: &[SpeakerRole]) -> Option<String> {
    let unknown: Vec<&str> = roles
        .iter()
        .filter(|role| role.role == Role::Unknown)
        .map(|role| if role.speaker.is_empty() { "(no name)" } else { role.speaker.as_str() })
        .collect();
    let list = unknown.join(", ");
    (!unknown.is_empty()).then(|| format!("role unknown, so never quoted: {list}; say who it is with --map"))
}

/// A machine that hears nothing repeats itself: four equal pieces in a row.
fn repeats_warning(reading: &Reading) -> Option<String> {
    let run = reading.pieces.windows(4).find(|run| run.iter().all(|piece| piece.text == run[0].text))?;
    let at = run[0].start_ms.map(|start| format!(" at {} s", start / 1000)).unwrap_or_default();
    Some(format!("the same words four times in a row{at}: a machine may have heard them in silence"))
}

/// File name without its folder and its ending.
pub fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
