//! Jira's CSV export: repeated columns, wiki markup, parents under many names.

use super::columns::{Columns, read_rows};
use super::criteria;
use super::plain::wiki;
use super::reading::{Reading, is_key, system_of};
use super::table::{Row, Table};
use crate::domain::item::{Comment, Link};

const COLUMNS: Columns = Columns {
    key: &["issue key", "issuekey", "key"],
    external_id: &["issue id"],
    title: &["summary", "title"],
    issue_type: &["issue type", "issuetype"],
    status: &["status"],
    estimate: &[
        "custom field (story points)",
        "custom field (story point estimate)",
        "story points",
        "story point estimate",
        "storypoint",
    ],
    due: &["due date", "due"],
};
const CRITERIA: [&str; 2] = ["custom field (acceptance criteria)", "acceptance criteria"];
/// Where the parent may be named, the most trusted first.
const PARENTS: [&str; 8] = [
    "parent key",
    "parent",
    "parent id",
    "custom field (epic link)",
    "epic link",
    "custom field (parent link)",
    "parent summary",
    "epic link summary",
];
/// Rows at which Jira Cloud ends an export.
const ROW_CAP: usize = 1_000;

/// Reads an export of Jira Cloud, Server or Data Center.
pub(super) fn read(table: &Table, reading: &mut Reading) {
    read_rows(table, &COLUMNS, reading, |row, item| {
        item.text = wiki::to_plain(table.first(row, &["description"]));
        let field = CRITERIA.iter().flat_map(|name| table.all(row, name)).map(wiki::to_plain);
        let sources: Vec<Vec<String>> = field.map(|text| criteria::of_field(&text)).collect();
        item.checklist = criteria::tasks(&item.text);
        item.criteria = criteria::merged(sources.into_iter().chain([criteria::of_section(&item.text)]));
        item.labels = table.all(row, "labels").iter().map(|label| label.trim().to_owned()).collect();
        item.comments = table.all(row, "comment").into_iter().map(comment).collect();
        item.links = links(table, row);
        PARENTS.iter().flat_map(|name| table.all(row, name)).map(str::to_owned).collect()
    });
    let projects = table.rows.iter().map(|row| {
        let project = table.first(row, &["project key"]);
        let key = table.first(row, COLUMNS.key).trim();
        if project.is_empty() && is_key(key) {
            key.rsplit_once('-').map_or("", |(project, _)| project)
        } else {
            project
        }
    });
    reading.system = system_of("jira", projects);
    if reading.records == ROW_CAP {
        reading.warn("1,000 records: the export is probably cut, because Jira ends it there");
    }
}

/// `date;author;body`, where the body may hold semicolons of its own.
fn comment(cell: &str) -> Comment {
    match cell.splitn(3, ';').collect::<Vec<_>>()[..] {
        [date, author, body] => Comment {
            author: author.trim().to_owned(),
            date: date.trim().to_owned(),
            body: wiki::to_plain(body),
        },
        _ => Comment { body: wiki::to_plain(cell), ..Comment::default() },
    }
}

/// `Outward issue link (Blocks)` is kind `Blocks`; the other direction says so.
fn links(table: &Table, row: &Row) -> Vec<Link> {
    table
        .spelled_cells(row)
        .filter_map(|(header, cell)| {
            let (direction, kind) = header.split_once(" issue link (")?;
            let kind = kind.trim_end().strip_suffix(')')?;
            let kind = match direction.trim().to_lowercase().as_str() {
                "outward" => kind.to_owned(),
                "inward" => format!("{kind} (inward)"),
                _ => return None,
            };
            Some(Link { kind, key: cell.trim().to_owned() })
        })
        .collect()
}
