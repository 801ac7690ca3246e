//! Exports of trackers, one file for each family of shapes.

mod azure;
pub(super) mod columns;
mod github;
mod jira;
mod trello;

use super::format::BacklogFormat;
use super::json::Document;
use super::reading::{Reading, Source};
use super::table::Table;

/// Reads the rows of a table as the tracker means them.
pub(super) fn read_table(
    format: BacklogFormat,
    table: &Table,
    source: &Source,
    reading: &mut Reading,
) -> Result<(), String> {
    match format {
        BacklogFormat::AzureCsv => azure::read(table, reading),
        BacklogFormat::JiraCsv => columns::read(table, &columns::JIRA, source, reading),
        BacklogFormat::LinearCsv => columns::read(table, &columns::LINEAR, source, reading),
        BacklogFormat::GitlabCsv => columns::read(table, &columns::GITLAB, source, reading),
        _ => columns::read(table, &columns::PLAIN, source, reading),
    }
}

/// Reads the records of a JSON export as the tracker means them.
pub(super) fn read_json(
    format: BacklogFormat,
    document: &Document,
    reading: &mut Reading,
) -> Result<(), String> {
    match format {
        BacklogFormat::JiraJson => jira::read(document, reading),
        BacklogFormat::TrelloJson => trello::read(document, reading),
        _ => github::read(document, format == BacklogFormat::GhJson, reading),
    }
}
