//! Linear's CSV export: Markdown, labels joined in one cell, parents by identifier.

use super::columns::{Columns, read_rows};
use super::criteria;
use super::plain::markdown;
use super::reading::{Reading, system_of};
use super::table::Table;
use super::value::parts;
use crate::domain::item::Link;

const COLUMNS: Columns = Columns {
    key: &["id"],
    external_id: &["uuid"],
    title: &["title"],
    issue_type: &["type"],
    status: &["status"],
    estimate: &["estimate"],
    due: &["due date"],
};
const LINKS: [(&str, &str); 3] =
    [("duplicate of", "Duplicate of"), ("blocked by", "Blocked by"), ("related to", "Related to")];

/// Reads both generations of the export, of 30 and of 34 columns.
pub(super) fn read(table: &Table, reading: &mut Reading) {
    read_rows(table, &COLUMNS, reading, |row, item| {
        item.text = markdown::to_plain(table.first(row, &["description"]));
        criteria::fill(item);
        item.labels = parts(table.first(row, &["labels"]), &[',']);
        for (column, kind) in LINKS {
            let keys = table.all(row, column).into_iter().flat_map(|cell| parts(cell, &[',', ' ']));
            item.links.extend(keys.map(|key| Link { kind: kind.to_owned(), key }));
        }
        vec![table.first(row, &["parent issue"]).to_owned()]
    });
    reading.system = system_of("linear", table.rows.iter().map(|row| table.first(row, &["team"])));
}
