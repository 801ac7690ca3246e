//! What every table of items has: a title, and columns that trackers name differently.

use super::reading::Reading;
use super::table::{Row, Table};
use super::value::{DateOrder, date, level, number};
use crate::domain::item::ItemRecord;

/// Columns that hold dates; their clear cells decide the order for the file.
const DATES: [&str; 16] = [
    "due",
    "due date",
    "deadline",
    "created",
    "created at",
    "created date",
    "created at (utc)",
    "updated",
    "updated at",
    "updated at (utc)",
    "changed date",
    "resolved",
    "closed date",
    "closed at (utc)",
    "started",
    "date",
];

/// The names, best first, under which a tracker keeps each part of an item.
pub(super) struct Columns {
    pub(super) key: &'static [&'static str],
    pub(super) external_id: &'static [&'static str],
    pub(super) title: &'static [&'static str],
    pub(super) issue_type: &'static [&'static str],
    pub(super) status: &'static [&'static str],
    pub(super) estimate: &'static [&'static str],
    pub(super) due: &'static [&'static str],
}

/// Takes every row in; `complete` adds what only one tracker has and gives the names of the parent.
pub(super) fn read_rows(
    table: &Table,
    columns: &Columns,
    reading: &mut Reading,
    mut complete: impl FnMut(&Row, &mut ItemRecord) -> Vec<String>,
) {
    let cells = table.rows.iter().flat_map(|row| table.cells(row));
    let order = DateOrder::of(cells.filter(|(name, _)| DATES.contains(name)).map(|(_, cell)| cell));
    let mut ambiguous = 0_usize;
    for row in &table.rows {
        let mut item = ItemRecord {
            key: table.first(row, columns.key).trim().to_owned(),
            external_id: Some(table.first(row, columns.external_id).trim().to_owned())
                .filter(|id| !id.is_empty()),
            title: table.first(row, columns.title).to_owned(),
            issue_type: table.first(row, columns.issue_type).trim().to_owned(),
            status: table.first(row, columns.status).trim().to_owned(),
            estimate: number(table.first(row, columns.estimate)),
            line: row.line,
            raw: table.raw(row),
            ..ItemRecord::default()
        };
        item.level = level(&item.issue_type);
        if item.key.is_empty() {
            item.key = item.external_id.clone().unwrap_or_default();
        }
        if item.title.is_empty() {
            let title = table.spelled(columns.title).unwrap_or("title");
            reading.reject(row.record, row.line, &item.key, format!("empty {title}"));
            continue;
        }
        let due = table.first(row, columns.due);
        item.due = date(due, order);
        ambiguous += usize::from(!due.is_empty() && item.due.is_none() && order == DateOrder::Ambiguous);
        let parents = complete(row, &mut item);
        reading.accept(row.record, item, parents);
    }
    if ambiguous > 0 {
        reading.warn(format!(
            "{ambiguous} due dates not read: nothing says whether the day or the month comes first"
        ));
    }
}
