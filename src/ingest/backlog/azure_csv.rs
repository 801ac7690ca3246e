//! Azure Boards queries: flat, or a tree in which the column of the title is the depth.

use super::columns::{Columns, read_rows};
use super::criteria;
use super::plain::html;
use super::reading::{Reading, system_of};
use super::table::{Row, Table};
use super::value::parts;
use std::collections::BTreeMap;

const COLUMNS: Columns = Columns {
    key: &["id"],
    external_id: &[],
    title: &[
        "title", "title 1", "title 2", "title 3", "title 4", "title 5", "title 6", "title 7", "title 8",
        "title 9",
    ],
    issue_type: &["work item type"],
    status: &["state"],
    estimate: &["story points", "effort", "size"],
    due: &["due date", "target date"],
};
const TEXT: [&str; 2] = ["description", "repro steps"];

/// Reads a query's rows; an item without an ID has no key yet.
pub(super) fn read(table: &Table, reading: &mut Reading) {
    let parents = parents_by_depth(table);
    read_rows(table, &COLUMNS, reading, |row, item| {
        item.text = html::to_plain(table.first(row, &TEXT));
        item.criteria = criteria::merged([
            criteria::of_field(&html::to_plain(table.first(row, &["acceptance criteria"]))),
            criteria::of_section(&item.text),
        ]);
        item.labels = parts(table.first(row, &["tags"]), &[';']);
        let named = table.first(row, &["parent", "parent id"]).to_owned();
        [parents.get(&row.record).cloned().unwrap_or_default(), named].into()
    });
    let projects = table.rows.iter().map(|row| {
        let area = table.first(row, &["team project", "area path"]);
        area.split('\\').next().unwrap_or_default()
    });
    reading.system = system_of("azure", projects);
}

/// The key of the last row one level up, for each record of a tree.
fn parents_by_depth(table: &Table) -> BTreeMap<usize, String> {
    let mut parents = BTreeMap::new();
    let mut open: Vec<String> = Vec::new();
    for row in &table.rows {
        let Some(depth) = depth(table, row) else { continue };
        open.truncate(depth);
        if let Some(parent) = open.last().filter(|_| open.len() == depth) {
            parents.insert(row.record, parent.clone());
        }
        open.resize(depth, String::new());
        open.push(table.first(row, COLUMNS.key).trim().to_owned());
    }
    parents
}

/// Levels above a row of a tree; none in a flat table.
fn depth(table: &Table, row: &Row) -> Option<usize> {
    COLUMNS.title[1..].iter().position(|title| !table.all(row, title).is_empty())
}
