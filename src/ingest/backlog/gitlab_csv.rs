//! GitLab's CSV export, read by name because its columns have moved.

use super::columns::{Columns, read_rows};
use super::criteria;
use super::plain::markdown;
use super::reading::{Reading, system_of};
use super::table::Table;
use super::value::parts;

const COLUMNS: Columns = Columns {
    key: &["issue id", "iid"],
    external_id: &["id"],
    title: &["title"],
    issue_type: &["type", "issue type"],
    status: &["state", "status"],
    estimate: &["weight"],
    due: &["due date"],
};

/// Reads the older and the newer order of columns.
pub(super) fn read(table: &Table, reading: &mut Reading) {
    read_rows(table, &COLUMNS, reading, |row, item| {
        item.text = markdown::to_plain(table.first(row, &["description"]));
        criteria::fill(item);
        item.labels = parts(table.first(row, &["labels"]), &[',']);
        vec![table.first(row, &["parent id", "epic id", "parent title", "epic title"]).to_owned()]
    });
    reading.system = system_of("gitlab", table.rows.iter().map(|row| project(table.first(row, &["url"]))));
}

/// `group/project` of the address of an issue.
fn project(url: &str) -> &str {
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    path.split("/-/").next().and_then(|path| path.split("/issues/").next()).unwrap_or_default()
}
