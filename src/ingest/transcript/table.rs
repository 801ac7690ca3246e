//! CSV: `timestamp,speaker,statement` transcripts and highlights of a research tool.

use super::reading::{Piece, Reading, Voice};
use super::time::parse_clock;
use crate::domain::interview::SourceKind;
use csv::{ReaderBuilder, StringRecord};

const SPEAKERS: &[&str] = &["participant", "speaker", "speaker name", "sprecher"];
const STATEMENTS: &[&str] = &["content", "speech", "statement", "text", "transcript", "utterance"];
const STARTS: &[&str] = &["start", "start time", "time", "timestamp"];

/// Columns by place: headers may repeat.
#[derive(Debug, Clone, Copy)]
struct Columns {
    speaker: usize,
    statement: usize,
    start: Option<usize>,
    tags: Option<usize>,
}

/// Reads a table; none if it has no column for who speaks and what is said.
pub(super) fn read_table(text: &str) -> Option<Reading> {
    let first = text.lines().next()?;
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|&d| first.matches(d as char).count())?;
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns = find_columns(table.headers().ok()?)?;
    let highlights = columns.tags.is_some();
    let mut reading = Reading::of(if highlights { "highlights_csv" } else { "csv" });
    reading.kind = if highlights { SourceKind::Note } else { SourceKind::Interview };
    for record in table.records() {
        match record {
            Ok(record) => read_row(&record, columns, &mut reading),
            Err(_) => reading.reject(0, "", "the row cannot be read"),
        }
    }
    if highlights {
        reading.warnings.push("highlights are edited by people: kept as notes, never quoted".to_owned());
    }
    if reading.records == 0 {
        reading.warnings.push("header but no rows".to_owned());
    }
    Some(reading)
}

fn find_columns(headers: &StringRecord) -> Option<Columns> {
    let headers: Vec<String> = headers.iter().map(|header| header.trim().to_lowercase()).collect();
    let find = |names: &[&str]| headers.iter().position(|header| names.contains(&header.as_str()));
    Some(Columns {
        speaker: find(SPEAKERS)?,
        statement: find(STATEMENTS)?,
        start: find(STARTS),
        tags: find(&["tags"]),
    })
}

fn read_row(record: &StringRecord, columns: Columns, reading: &mut Reading) {
    let line = record.position().map_or(0, csv::Position::line);
    let line = usize::try_from(line).unwrap_or(usize::MAX);
    let Some(statement) = record.get(columns.statement) else {
        reading.reject(line, "", "the row has no value in the column of the statement");
        return;
    };
    let speaker = record.get(columns.speaker).unwrap_or_default().trim();
    let start = columns.start.and_then(|column| parse_clock(record.get(column)?));
    match columns.tags {
        Some(tags) => {
            let tags = record.get(tags).unwrap_or_default().trim();
            reading.keep(vec![Piece::note(statement).at(start, None)]);
            if !tags.is_empty() {
                reading.asides.push(crate::domain::interview::Aside {
                    kind: "note".to_owned(),
                    text: format!("{speaker}: {tags}"),
                });
            }
        }
        None if speaker.is_empty() => {
            reading.keep(vec![Piece::new(Voice::Unnamed, statement).at(start, None)]);
        }
        None => {
            let voice = Voice::Named(speaker.to_owned());
            reading.keep(vec![Piece::new(voice, statement).at(start, None)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_row_is_rejected_with_its_line() {
        let reading = read_table("time;speaker;statement\n0:01;Ada;How?\n0:02;P3\n").unwrap();
        assert_eq!((reading.records, reading.items), (2, 1));
        assert_eq!(reading.rejects[0].line, 3);
    }

    #[test]
    fn a_backlog_is_no_transcript() {
        assert_eq!(read_table("Title,Status\nCancel,Open\n"), None);
    }
}
