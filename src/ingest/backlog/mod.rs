//! Backlogs: exports of trackers and plain lists to items.

mod azure_csv;
mod columns;
mod criteria;
mod format;
mod gherkin;
mod github;
mod gitlab_csv;
mod jira_csv;
mod jira_json;
mod json;
mod linear_csv;
mod markdown;
mod pattern;
mod plain;
mod plain_table;
mod reading;
mod stories;
mod table;
mod trello;
mod value;

pub use format::BacklogFormat;

use super::Limits;
use super::decode::{DecodeError, decode};
use crate::domain::import::FileReport;
use crate::domain::item::ItemRecord;
use reading::{Reading, Source};
use table::Table;

/// How a backlog is to be read.
#[derive(Debug, Clone, Default)]
pub struct BacklogOptions {
    /// Caps.
    pub limits: Limits,
    /// The format that a person named; none lets the content decide.
    pub format: Option<BacklogFormat>,
    /// Path for the report; its last folder is part of the key of a feature file.
    pub path: String,
}

/// Items as a file holds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Backlog {
    /// Recognised format.
    pub format: BacklogFormat,
    /// Source system and project, for example `jira:HAR`; with a key it identifies an item.
    pub system: String,
    /// Items in the order of the backlog, parents resolved inside the file.
    pub items: Vec<ItemRecord>,
}

/// Reads one file. No backlog when nothing could be read; the report says why.
pub fn read(name: &str, bytes: &[u8], options: &BacklogOptions) -> (FileReport, Option<Backlog>) {
    let mut report =
        FileReport { path: options.path.clone(), kind: "backlog".into(), ..FileReport::default() };
    let mut reading = Reading::new(options.limits.cell_bytes);
    match read_items(name, bytes, options, &mut report, &mut reading) {
        Ok(format) => {
            let items = reading.finish();
            report.records_in = reading.records;
            report.items = items.len();
            report.skipped = reading.skipped;
            report.rejects = reading.rejects;
            report.warnings.append(&mut reading.warnings);
            (report, Some(Backlog { format, system: reading.system, items }))
        }
        Err(why) => {
            if report.format.is_empty() {
                report.format = "unsupported".into();
            }
            report.error = Some(why);
            (report, None)
        }
    }
}

/// Whether a file looks like a backlog rather than speech or a document.
pub fn looks_like_backlog(name: &str, bytes: &[u8]) -> bool {
    let Ok(decoded) = decode(bytes, Limits::default().file_bytes) else { return false };
    match format::recognise(name, &decoded.text) {
        Some(BacklogFormat::Markdown) => markdown::is_backlog(&decoded.text),
        recognised => recognised.is_some(),
    }
}

fn read_items(
    name: &str,
    bytes: &[u8],
    options: &BacklogOptions,
    report: &mut FileReport,
    reading: &mut Reading,
) -> Result<BacklogFormat, String> {
    let limits = &options.limits;
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("a workbook or archive: save the sheet as CSV (UTF-8) and import that".into());
    }
    let decoded = decode(bytes, limits.file_bytes).map_err(|error| {
        if let (DecodeError::Empty, Some(format)) = (error, options.format.or(format::by_ending(name))) {
            format.id().clone_into(&mut report.format);
        }
        error.to_string()
    })?;
    decoded.encoding.clone_into(&mut report.encoding);
    report.warnings.extend(decoded.warnings);
    let text = decoded.text.as_str();
    refuse_html(name, text)?;
    let format = options
        .format
        .or_else(|| format::recognise(name, text))
        .or_else(|| format::by_ending(name))
        .ok_or_else(|| why_unknown(text))?;
    format.id().clone_into(&mut report.format);
    let source = Source::new(name, &options.path);
    if format.is_table() {
        let table = Table::parse(text, limits.records, reading)?;
        read_table(&table, format, &source, reading)?;
        if format == BacklogFormat::Csv && table.delimiter == b'\t' {
            report.format = "tsv".into();
        }
        return Ok(format);
    }
    if format.is_json() {
        return read_json(text, format, limits, report, reading);
    }
    match format {
        BacklogFormat::Gherkin => gherkin::read(text, &source, reading)?,
        BacklogFormat::Markdown => markdown::read(text, &source, reading)?,
        _ => stories::read(text, &source, reading),
    }
    refuse_too_many(reading.records, limits)?;
    Ok(format)
}

fn read_table(
    table: &Table,
    format: BacklogFormat,
    source: &Source,
    reading: &mut Reading,
) -> Result<(), String> {
    match format {
        BacklogFormat::JiraCsv => jira_csv::read(table, reading),
        BacklogFormat::LinearCsv => linear_csv::read(table, reading),
        BacklogFormat::GitlabCsv => gitlab_csv::read(table, reading),
        BacklogFormat::AzureCsv => azure_csv::read(table, reading),
        _ => plain_table::read(table, source, reading)?,
    }
    Ok(())
}

fn read_json(
    text: &str,
    asked: BacklogFormat,
    limits: &Limits,
    report: &mut FileReport,
    reading: &mut Reading,
) -> Result<BacklogFormat, String> {
    let document = json::parse(text)?;
    let found = format::of_json(&document.value);
    // Both shapes of GitHub are asked for by one name.
    let format = match (asked, found) {
        (BacklogFormat::GithubJson | BacklogFormat::GhJson, Some(found @ BacklogFormat::GhJson)) => found,
        _ => asked,
    };
    format.id().clone_into(&mut report.format);
    match format {
        BacklogFormat::JiraJson => jira_json::read(&document, reading)?,
        BacklogFormat::TrelloJson => trello::read(&document, reading)?,
        _ => github::read(&document, format, reading)?,
    }
    refuse_too_many(reading.records, limits)?;
    Ok(format)
}

fn why_unknown(text: &str) -> String {
    let broken = if text.trim_start().starts_with(['{', '[']) { json::parse(text).err() } else { None };
    broken.unwrap_or(
        "no known format of a backlog: name one with --format, for example --format stories".into(),
    )
}

fn refuse_too_many(records: usize, limits: &Limits) -> Result<(), String> {
    if records > limits.records {
        return Err(format!("{records} records; the cap of one file is {}", limits.records));
    }
    Ok(())
}

fn refuse_html(name: &str, text: &str) -> Result<(), String> {
    let head: String = text.trim_start().chars().take(200).collect::<String>().to_lowercase();
    if !["<!doctype html", "<html", "<table", "<head"].iter().any(|tag| head.starts_with(tag)) {
        return Ok(());
    }
    Err(if format::has_ending(name, &["xls", "xlsx"]) {
        "HTML table with an .xls name: ask for CSV".into()
    } else {
        "an HTML page, not an export: ask for CSV or JSON".into()
    })
}

#[cfg(test)]
mod tests;
