//! Tables that no tracker wrote: a title column, and whatever else a person keeps.

use super::columns::{Columns, read_rows};
use super::criteria;
use super::reading::{Reading, Source};
use super::table::Table;
use super::value::parts;

const COLUMNS: Columns = Columns {
    key: &["issue key", "issuekey", "key", "id", "issue id", "ref", "reference", "number", "no", "#"],
    external_id: &[],
    title: &[
        "title",
        "summary",
        "user story",
        "story",
        "name",
        "subject",
        "item",
        "requirement",
        "feature",
        "backlog item",
    ],
    issue_type: &["issue type", "issuetype", "work item type", "type", "kind", "level"],
    status: &["status", "state", "column"],
    estimate: &[
        "story points",
        "story point estimate",
        "storypoint",
        "storypoints",
        "points",
        "estimate",
        "size",
    ],
    due: &["due date", "due", "deadline"],
};
const TEXT: [&str; 9] =
    ["description", "desc", "body", "text", "details", "narrative", "notes", "note", "comment"];
const CRITERIA: [&str; 4] = ["acceptance criteria", "acceptance criterion", "criteria", "acceptance"];
const LABELS: [&str; 4] = ["labels", "label", "tags", "tag"];
const PARENTS: [&str; 6] = ["parent key", "parent", "parent id", "epic link", "epic key", "epic"];

/// Whether one of the headers names a title.
pub(super) fn has_title(headers: &[String]) -> bool {
    COLUMNS.title.iter().any(|title| headers.iter().any(|header| header == title))
}

/// Reads any table with a title column.
pub(super) fn read(table: &Table, source: &Source, reading: &mut Reading) -> Result<(), String> {
    if table.spelled(COLUMNS.title).is_none() {
        return Err("no column named Title or Summary: name one in the first line".into());
    }
    reading.system = source.system();
    read_rows(table, &COLUMNS, reading, |row, item| {
        table.first(row, &TEXT).clone_into(&mut item.text);
        item.labels = LABELS
            .iter()
            .flat_map(|name| table.all(row, name))
            .flat_map(|cell| parts(cell, &[',', ';']))
            .collect();
        item.checklist = criteria::tasks(&item.text);
        item.criteria = criteria::merged([
            criteria::of_field(table.first(row, &CRITERIA)),
            criteria::of_section(&item.text),
            item.checklist.iter().map(|(task, _)| task.clone()).collect(),
        ]);
        PARENTS.iter().flat_map(|name| table.all(row, name)).map(str::to_owned).collect()
    });
    Ok(())
}
