//! Jira's REST answers: a search, a list of issues, or one issue.

use super::super::json::{Document, at, list_at, raw, scalar, text_at};
use super::super::plain::{adf, wiki};
use super::super::reading::{Reading, system_of};
use super::super::{criteria, value};
use crate::domain::item::{Comment, ItemRecord, Link};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads every issue; those without a summary are rejected.
pub(super) fn read(document: &Document, reading: &mut Reading) -> Result<(), String> {
    let issues = match document.value.get("issues").unwrap_or(&document.value) {
        Value::Array(issues) => issues.as_slice(),
        issue if issue.get("fields").is_some() => std::slice::from_ref(issue),
        _ => return Err("no issues in the document".into()),
    };
    let projects =
        issues.iter().map(|issue| text_at(issue, &["key"]).rsplit_once('-').map_or("", |(left, _)| left));
    reading.system = system_of("jira", projects);
    warn_if_incomplete(&document.value, issues.len(), reading);
    let points = points_field(&document.value);
    let mut unknown = BTreeMap::new();
    for (index, issue) in issues.iter().enumerate() {
        let record = reading.begin();
        let key = text_at(issue, &["key"]);
        if text_at(issue, &["fields", "summary"]).trim().is_empty() {
            reading.reject(record, document.line(index), key, "empty summary");
            continue;
        }
        let item = ItemRecord { line: document.line(index), ..item(issue, points, &mut unknown) };
        let parents = ["key", "id"].map(|name| text_at(issue, &["fields", "parent", name]).to_owned());
        reading.accept(record, item, parents.to_vec());
    }
    for (kind, count) in unknown {
        reading.warn(format!("{count} unknown nodes {kind}: their text is kept"));
    }
    Ok(())
}

fn warn_if_incomplete(answer: &Value, issues: usize, reading: &mut Reading) {
    let token = answer.get("nextPageToken").is_some_and(|token| !token.is_null());
    if answer.get("isLast") == Some(&Value::Bool(false)) || token {
        let token = if token { "nextPageToken present" } else { "more pages" };
        reading.warn(format!("incomplete: isLast=false, {token}"));
    }
    let total = answer.get("total").and_then(Value::as_u64).and_then(|total| usize::try_from(total).ok());
    if let Some(total) = total.filter(|total| *total > issues) {
        reading.warn(format!("incomplete: {issues} of {total} issues"));
    }
}

/// The custom field that the answer names as points.
fn points_field(answer: &Value) -> Option<&str> {
    let names = answer.get("names")?.as_object()?;
    let is_points = |name: &Value| {
        name.as_str().is_some_and(|name| {
            name.eq_ignore_ascii_case("story points") || name.eq_ignore_ascii_case("story point estimate")
        })
    };
    names.iter().find(|(_, name)| is_points(name)).map(|(field, _)| field.as_str())
}

fn item(issue: &Value, points: Option<&str>, unknown: &mut BTreeMap<String, usize>) -> ItemRecord {
    let fields = issue.get("fields").unwrap_or(&Value::Null);
    let issue_type = text_at(fields, &["issuetype", "name"]);
    let text = rich_text(fields.get("description"), unknown);
    let checklist = criteria::tasks(&text);
    let ticked = checklist.iter().map(|(entry, _)| entry.clone()).collect();
    ItemRecord {
        key: text_at(issue, &["key"]).to_owned(),
        external_id: Some(scalar(issue.get("id"))).filter(|id| !id.is_empty()),
        issue_type: issue_type.to_owned(),
        level: value::level(issue_type),
        title: text_at(fields, &["summary"]).to_owned(),
        criteria: criteria::merged([criteria::of_section(&text), ticked]),
        checklist,
        text,
        labels: list_at(fields, &["labels"]).iter().map(|label| scalar(Some(label))).collect(),
        status: text_at(fields, &["status", "name"]).to_owned(),
        comments: list_at(fields, &["comment", "comments"]).iter().map(|c| comment(c, unknown)).collect(),
        links: list_at(fields, &["issuelinks"]).iter().filter_map(link).collect(),
        estimate: points.and_then(|field| fields.get(field)).and_then(Value::as_f64),
        due: value::date(text_at(fields, &["duedate"]), value::DateOrder::Ambiguous),
        raw: raw(fields),
        ..ItemRecord::default()
    }
}

/// A document in version 3 of the interface, wiki markup in version 2.
fn rich_text(field: Option<&Value>, unknown: &mut BTreeMap<String, usize>) -> String {
    match field {
        Some(Value::String(markup)) => wiki::to_plain(markup),
        Some(document @ Value::Object(_)) => {
            let (text, nodes) = adf::to_plain(document);
            for (kind, count) in nodes {
                *unknown.entry(kind).or_default() += count;
            }
            text
        }
        _ => String::new(),
    }
}

fn comment(comment: &Value, unknown: &mut BTreeMap<String, usize>) -> Comment {
    Comment {
        author: text_at(comment, &["author", "displayName"]).to_owned(),
        date: text_at(comment, &["created"]).to_owned(),
        body: rich_text(comment.get("body"), unknown),
    }
}

fn link(link: &Value) -> Option<Link> {
    let other = at(link, &["outwardIssue", "key"]).or_else(|| at(link, &["inwardIssue", "key"]))?;
    Some(Link { kind: text_at(link, &["type", "name"]).to_owned(), key: other.as_str()?.to_owned() })
}
