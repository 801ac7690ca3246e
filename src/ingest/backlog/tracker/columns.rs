//! Tables whose columns say what they are: Jira, Linear, GitLab, and plain ones.

use super::super::plain::{markdown, wiki};
use super::super::reading::{Reading, Source, system_of};
use super::super::table::{Row, Table};
use super::super::{criteria, value};
use crate::domain::item::{Comment, ItemRecord, Link};

/// Rows at which Jira Cloud cuts an export.
const JIRA_CAP: usize = 1_000;

/// Names of columns in lower case, the most trusted first.
pub(super) struct Columns {
    /// Name of the tracker; empty for a table that no tracker wrote.
    tracker: &'static str,
    key: &'static [&'static str],
    id: &'static [&'static str],
    issue_type: &'static [&'static str],
    title: &'static [&'static str],
    text: &'static [&'static str],
    status: &'static [&'static str],
    labels: &'static [&'static str],
    /// What parts the labels in one cell; nothing where each has a cell of its own.
    label_separators: &'static [char],
    parent: &'static [&'static str],
    estimate: &'static [&'static str],
    due: &'static [&'static str],
    criteria: &'static [&'static str],
    project: &'static [&'static str],
    to_plain: fn(&str) -> String,
}

/// Columns of Jira, and of tables of research data that came out of it.
pub(super) const JIRA: Columns = Columns {
    tracker: "jira",
    key: &["issue key", "issuekey"],
    id: &["issue id"],
    issue_type: &["issue type", "issuetype"],
    title: &["summary", "title"],
    text: &["description"],
    status: &["status"],
    labels: &["labels"],
    label_separators: &[],
    parent: &[
        "parent key",
        "parent",
        "parent id",
        "custom field (epic link)",
        "custom field (parent link)",
        "epic link summary",
        "parent summary",
    ],
    estimate: &[
        "custom field (story points)",
        "custom field (story point estimate)",
        "story points",
        "storypoint",
    ],
    due: &["due date"],
    criteria: &["custom field (acceptance criteria)", "acceptance criteria"],
    project: &["project key"],
    to_plain: wiki::to_plain,
};

/// Columns of Linear.
pub(super) const LINEAR: Columns = Columns {
    tracker: "linear",
    key: &["id"],
    id: &["uuid"],
    issue_type: &[],
    label_separators: &[','],
    parent: &["parent issue"],
    estimate: &["estimate"],
    criteria: &[],
    project: &["team"],
    to_plain: markdown::to_plain,
    ..JIRA
};

/// Columns of GitLab, in both orders that it has written.
pub(super) const GITLAB: Columns = Columns {
    tracker: "gitlab",
    key: &["issue id"],
    id: &[],
    issue_type: &["type"],
    status: &["state"],
    estimate: &["weight"],
    parent: &[],
    project: &[],
    ..LINEAR
};

/// Columns of tables that people make.
pub(super) const PLAIN: Columns = Columns {
    tracker: "",
    key: &["key", "issue key", "issuekey", "id", "story id", "item id", "nr", "no", "#"],
    id: &[],
    issue_type: &["type", "issue type", "work item type", "level"],
    title: &["title", "summary", "name", "user story", "story", "titel"],
    text: &["description", "body", "notes", "details", "text", "beschreibung"],
    status: &["status", "state"],
    labels: &["labels", "label", "tags"],
    label_separators: &[',', ';'],
    parent: &["parent key", "parent", "parent id", "epic"],
    estimate: &["estimate", "points", "story points", "storypoint", "storypoints"],
    due: &["due", "due date"],
    criteria: &["acceptance criteria", "criteria", "custom field (acceptance criteria)"],
    project: &[],
    to_plain: str::to_owned,
};

/// Whether one of the headers, in lower case, is that of a title.
pub(in super::super) fn has_title(headers: &[String]) -> bool {
    PLAIN.title.iter().any(|title| headers.iter().any(|header| header == title))
}

/// Reads the rows of a table; a row without a title is rejected.
pub(super) fn read(
    table: &Table,
    columns: &Columns,
    source: &Source,
    reading: &mut Reading,
) -> Result<(), String> {
    let Some(title_header) = table.spelled(columns.title) else {
        return Err(format!("no column with a title: none of {}", columns.title.join(", ")));
    };
    reading.system = system(table, columns, source);
    if columns.tracker == JIRA.tracker && reading.records == JIRA_CAP {
        reading.warn("exactly 1,000 rows: Jira cuts exports there, the file is probably incomplete");
    }
    let dates = table.rows.iter().flat_map(|row| table.cells(row)).map(|(_, cell)| cell);
    let order = value::DateOrder::of(dates);
    let mut ambiguous = 0_usize;
    for row in &table.rows {
        let key = table.first(row, columns.key).trim();
        if table.first(row, columns.title).is_empty() {
            reading.reject(row.record, row.line, key, format!("empty {title_header}"));
            continue;
        }
        let due = table.first(row, columns.due);
        let item = ItemRecord { due: value::date(due, order), ..item(table, row, columns) };
        ambiguous += usize::from(!due.is_empty() && item.due.is_none());
        let parents =
            columns.parent.iter().flat_map(|name| table.all(row, name)).map(str::to_owned).collect();
        reading.accept(row.record, item, parents);
    }
    if ambiguous > 0 {
        reading
            .warn(format!("{ambiguous} due dates left out: no date, or day and month cannot be told apart"));
    }
    Ok(())
}

fn item(table: &Table, row: &Row, columns: &Columns) -> ItemRecord {
    let issue_type = table.first(row, columns.issue_type).trim();
    let text = (columns.to_plain)(table.first(row, columns.text));
    let field = (columns.to_plain)(table.first(row, columns.criteria));
    let checklist = criteria::tasks(&text);
    let ticked = checklist.iter().map(|(entry, _)| entry.clone()).collect();
    let id = table.first(row, columns.id).trim();
    ItemRecord {
        key: table.first(row, columns.key).trim().to_owned(),
        external_id: (!id.is_empty()).then(|| id.to_owned()),
        issue_type: issue_type.to_owned(),
        level: value::level(issue_type),
        title: table.first(row, columns.title).to_owned(),
        criteria: criteria::merged([criteria::of_field(&field), criteria::of_section(&text), ticked]),
        checklist,
        text,
        labels: labels(table, row, columns),
        status: table.first(row, columns.status).to_owned(),
        comments: table.all(row, "comment").into_iter().map(comment).collect(),
        links: links(table, row),
        estimate: value::number(table.first(row, columns.estimate)),
        line: row.line,
        raw: table.raw(row),
        ..ItemRecord::default()
    }
}

fn labels(table: &Table, row: &Row, columns: &Columns) -> Vec<String> {
    let cells = columns.labels.iter().flat_map(|name| table.all(row, name));
    cells.flat_map(|cell| value::parts(cell, columns.label_separators)).collect()
}

/// A cell of `date;author;body`, in which only the first two semicolons part; else all of it is the body.
fn comment(cell: &str) -> Comment {
    let mut parts = cell.splitn(3, ';').map(str::to_owned);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(author), Some(body)) => Comment { author, date, body },
        _ => Comment { body: cell.to_owned(), ..Comment::default() },
    }
}

/// Links have columns of their own: `Outward issue link (Blocks)` in Jira, `Duplicate of` in Linear.
fn links(table: &Table, row: &Row) -> Vec<Link> {
    let mut links = Vec::new();
    for (header, keys) in table.raw(row) {
        let name = header.to_lowercase();
        let kind = if name.contains("ward issue link (") {
            header.split_once('(').map_or(header.as_str(), |(_, kind)| kind.trim_end_matches(')'))
        } else if matches!(name.as_str(), "related to" | "blocked by" | "duplicate of") {
            &header
        } else {
            continue;
        };
        let keys = keys.iter().flat_map(|cell| value::parts(cell, &[',']));
        links.extend(keys.map(|key| Link { kind: kind.to_owned(), key }));
    }
    links
}

fn system(table: &Table, columns: &Columns, source: &Source) -> String {
    if columns.tracker.is_empty() {
        return source.system();
    }
    let projects = table.rows.iter().map(|row| {
        let named = table.first(row, columns.project);
        let project_of_key =
            || table.first(row, columns.key).rsplit_once('-').map_or("", |(project, _)| project);
        let project_of_url = || {
            let url = table.first(row, &["url"]);
            let path =
                url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
            path.split_once("/-/issues")
                .or_else(|| path.split_once("/issues"))
                .map_or("", |(project, _)| project)
        };
        match columns.tracker {
            _ if !named.is_empty() => named,
            "gitlab" => project_of_url(),
            _ => project_of_key(),
        }
    });
    system_of(columns.tracker, projects)
}
