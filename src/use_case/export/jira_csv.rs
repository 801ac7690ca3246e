//! A CSV that Jira's import takes: parents first, labels in as many columns as it needs.
//!
//! A cell that a spreadsheet would run as a formula is guarded with `'` (OWASP ASVS 5.0,
//! 1.2.10). The column `Hone` marks the file as ours, so that reading it back undoes the guard.

use crate::domain::item::Item;
use crate::use_case::add_backlog::is_own_slice;
use std::collections::BTreeMap;

/// Longest summary that Jira takes, in characters.
const SUMMARY: usize = 255;
/// First characters that a spreadsheet takes for a formula, and those that their
/// normalisation or ours would turn into one.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// The items as a table.
///
/// # Errors
/// Only when memory cannot be written to.
pub(super) fn write(items: &[Item]) -> Result<String, csv::Error> {
    let most_labels = items.iter().map(|item| item.record.labels.len()).max().unwrap_or(0);
    let mut table = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let fixed = [
        "Issue id",
        "Issue key",
        "Parent id",
        "Issue Type",
        "Status",
        "Summary",
        "Description",
        "Custom field (Acceptance Criteria)",
        "Custom field (Story Points)",
    ];
    let header = fixed.into_iter().chain(std::iter::repeat_n("Labels", most_labels)).chain(["Hone"]);
    table.write_record(header)?;
    let numbers: BTreeMap<&str, String> =
        (1..).zip(items).map(|(number, item)| (item.key.as_str(), issue_id(item, number))).collect();
    for item in items {
        let mut row: Vec<String> = cells(item, &numbers).into_iter().map(guarded).collect();
        let labels = item.record.labels.iter().cloned().map(guarded);
        row.extend(labels.chain(std::iter::repeat(String::new())).take(most_labels));
        row.push("1".into());
        table.write_record(row)?;
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn issue_id(item: &Item, number: usize) -> String {
    item.record.external_id.clone().filter(|id| !id.is_empty()).unwrap_or_else(|| format!("9{number:06}"))
}

fn cells(item: &Item, numbers: &BTreeMap<&str, String>) -> [String; 9] {
    let record = &item.record;
    let parent = record.parent.as_deref().and_then(|parent| numbers.get(parent)).cloned();
    let issue_type = if record.issue_type.is_empty() { "Story" } else { &record.issue_type };
    [
        numbers.get(item.key.as_str()).cloned().unwrap_or_default(),
        if is_own_slice(item) { String::new() } else { record.key.clone() },
        parent.unwrap_or_default(),
        issue_type.to_owned(),
        record.status.clone(),
        summary(&record.title),
        record.text.clone(),
        record.criteria.iter().map(|criterion| format!("* {criterion}")).collect::<Vec<_>>().join("\n"),
        record.estimate.map(|points| points.to_string()).unwrap_or_default(),
    ]
}

/// One line that Jira does not cut.
fn summary(title: &str) -> String {
    title.replace(['\r', '\n'], " ").chars().take(SUMMARY).collect()
}

/// A cell that no spreadsheet runs; one that is guarded already gets a second guard, so that
/// reading it back is exact.
fn guarded(cell: String) -> String {
    let first = cell.trim_start_matches([' ', '"']).chars().next();
    let risky = first.is_some_and(|first| FORMULA.contains(&first)) || cell.starts_with('\'');
    if risky && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for cell in ["=1+1", "+A1", "-A1", "@SUM(1)", "\t=1", " =1", "\"=1\"", "＝1", "'=1", "\r=1"] {
            assert!(guarded(cell.into()).starts_with('\''), "{cell:?}");
        }
        assert_eq!(guarded("-5".into()), "-5");
        assert_eq!(guarded("Book a berth".into()), "Book a berth");
    }
}
