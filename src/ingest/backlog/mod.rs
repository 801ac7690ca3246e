//! Backlogs: exports of trackers and plain lists to items.
//!
//! The format is what the content shows, unless a person names it. Every record
//! ends as an item, skipped with a reason, or rejected with its line.

mod criteria;
mod format;
mod gherkin;
mod json;
mod outline;
mod pattern;
mod plain;
mod reading;
mod stories;
mod table;
mod tracker;
mod value;

#[cfg(test)]
mod tests;

pub use format::BacklogFormat;

use super::Limits;
use super::decode::{DecodeError, Decoded, decode};
use crate::domain::import::FileReport;
use crate::domain::item::ItemRecord;
use reading::{Reading, Source};

/// How a backlog is to be read.
#[derive(Debug, Clone, Default)]
pub struct BacklogOptions {
    /// Sizes above which a file is refused.
    pub limits: Limits,
    /// The format that a person named; none to recognise it by its content.
    pub format: Option<BacklogFormat>,
    /// Path as it was given; its last folder distinguishes feature files of one name.
    pub path: String,
}

/// The items of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlog {
    /// Format that the file was read as.
    pub format: BacklogFormat,
    /// Source system and project, for example `jira:HAR`; with the key it identifies an item.
    pub system: String,
    /// Items in the order of the file, parents resolved where the file has them.
    pub items: Vec<ItemRecord>,
}

/// Reads one file; there is no backlog when the report says why nothing could be read.
pub fn read(name: &str, bytes: &[u8], options: &BacklogOptions) -> (FileReport, Option<Backlog>) {
    let mut report = FileReport {
        path: options.path.clone(),
        kind: "backlog".into(),
        format: "unsupported".into(),
        ..FileReport::default()
    };
    let decoded = match decode(bytes, options.limits.file_bytes) {
        Ok(decoded) => decoded,
        Err(error) => {
            if let (DecodeError::Empty, Some(format)) =
                (&error, options.format.or_else(|| format::by_ending(name)))
            {
                report.format = format.id().into();
            }
            report.error = Some(error.to_string());
            return (report, None);
        }
    };
    report.encoding = decoded.encoding.into();
    match read_text(name, decoded, options, &mut report) {
        Ok(backlog) => (report, Some(backlog)),
        Err(why) => {
            report.error = Some(why);
            (report, None)
        }
    }
}

/// Whether the content is that of a backlog, whatever its name says.
pub fn looks_like_backlog(name: &str, bytes: &[u8]) -> bool {
    decode(bytes, Limits::default().file_bytes)
        .is_ok_and(|decoded| !is_html(&decoded.text) && format::recognise(name, &decoded.text).is_some())
}

fn read_text(
    name: &str,
    decoded: Decoded,
    options: &BacklogOptions,
    report: &mut FileReport,
) -> Result<Backlog, String> {
    let text = &decoded.text;
    if is_html(text) && options.format.is_none() {
        return Err(if format::has_ending(name, &["xls"]) {
            "HTML table with an .xls name: ask for CSV".into()
        } else {
            "an HTML page, not an export: ask for CSV or JSON".into()
        });
    }
    let format = options.format.or_else(|| format::recognise(name, text)).or_else(|| format::by_ending(name));
    let format = format.ok_or("not a backlog that Hone recognises: name its format with --format")?;
    report.format = format.id().into();
    let mut reading = Reading::new(decoded.warnings, options.limits.cell_bytes);
    read_as(format, text, &Source::new(name, &options.path), &options.limits, &mut reading)?;
    if reading.records > options.limits.records {
        return Err(format!("more than {} records: the cap of one file", options.limits.records));
    }
    let items = reading.finish();
    report.records_in = reading.records;
    report.items = items.len();
    report.skipped = reading.skipped;
    report.rejects = reading.rejects;
    report.warnings = reading.warnings;
    Ok(Backlog { format, system: reading.system, items })
}

fn read_as(
    format: BacklogFormat,
    text: &str,
    source: &Source,
    limits: &Limits,
    reading: &mut Reading,
) -> Result<(), String> {
    if format.is_table() {
        let table = table::Table::parse(text, limits.cell_bytes, limits.records, reading)?;
        return tracker::read_table(format, &table, source, reading);
    }
    if format.is_json() {
        return tracker::read_json(format, &json::parse(text)?, reading);
    }
    match format {
        BacklogFormat::Gherkin => gherkin::read(text, source, reading),
        BacklogFormat::Markdown => outline::read(text, source, reading),
        _ => {
            stories::read(text, source, reading);
            Ok(())
        }
    }
}

fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    ["<html", "<!doctype html", "<table", "<head", "<meta"].iter().any(|tag| head.starts_with(tag))
}
