//! Jira's REST answers: documents in ADF or wiki markup, fields whose names differ per site.

use super::criteria;
use super::json::{Document, at, list_at, raw, scalar, text_at};
use super::plain::{adf, wiki};
use super::reading::{Reading, is_key, system_of};
use super::value::{DateOrder, date, level};
use crate::domain::item::{Comment, ItemRecord, Level, Link};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a search, a list of issues, or one issue.
pub(super) fn read(document: &Document, reading: &mut Reading) -> Result<(), String> {
    let whole = &document.value;
    let issues = match whole.get("issues").unwrap_or(whole) {
        Value::Array(issues) => issues.as_slice(),
        issue if issue.get("fields").is_some() => std::slice::from_ref(issue),
        _ => return Err("no issues in this JSON".into()),
    };
    warn_of_more_pages(whole, issues.len(), reading);
    let names = names(whole);
    let mut unknown = BTreeMap::new();
    for (index, issue) in issues.iter().enumerate() {
        let record = reading.begin();
        let key = text_at(issue, &["key"]);
        let line = document.line(index);
        let Some(fields) = issue.get("fields") else {
            reading.reject(record, line, key, "no fields: the search asked for ids only");
            continue;
        };
        if text_at(fields, &["summary"]).is_empty() {
            reading.reject(record, line, key, "empty summary");
            continue;
        }
        let item = item(issue, fields, &names, line, &mut unknown);
        reading.accept(record, item, parents(fields, &names));
    }
    if !unknown.is_empty() {
        let kinds: Vec<String> = unknown.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
        reading.warn(format!(
            "unknown parts of documents, of which only the text was kept: {}",
            kinds.join(", ")
        ));
    }
    let keys = issues.iter().map(|issue| text_at(issue, &["key"])).filter(|key| is_key(key));
    reading.system =
        system_of("jira", keys.filter_map(|key| key.rsplit_once('-')).map(|(project, _)| project));
    Ok(())
}

fn warn_of_more_pages(whole: &Value, issues: usize, reading: &mut Reading) {
    let number = |name: &str| whole.get(name).and_then(Value::as_u64);
    if whole.get("isLast") == Some(&Value::Bool(false)) {
        let token = if whole.get("nextPageToken").is_some() { ", nextPageToken present" } else { "" };
        reading.warn(format!("incomplete: isLast=false{token}"));
    } else if let Some(total) =
        number("total").filter(|total| number("startAt").unwrap_or(0) + (issues as u64) < *total)
    {
        reading.warn(format!("incomplete: {issues} of {total} issues"));
    }
}

/// Ids of custom fields by their label in lower case, where the answer names them.
fn names(whole: &Value) -> BTreeMap<String, String> {
    let names = whole.get("names").and_then(Value::as_object).into_iter().flatten();
    names.filter_map(|(id, name)| Some((name.as_str()?.to_lowercase(), id.clone()))).collect()
}

fn named<'a>(fields: &'a Value, names: &BTreeMap<String, String>, labels: &[&str]) -> Option<&'a Value> {
    labels.iter().find_map(|label| fields.get(names.get(*label)?)).filter(|value| !value.is_null())
}

fn item(
    issue: &Value,
    fields: &Value,
    names: &BTreeMap<String, String>,
    line: usize,
    unknown: &mut BTreeMap<String, usize>,
) -> ItemRecord {
    let issue_type = text_at(fields, &["issuetype", "name"]);
    let criteria_field = named(fields, names, &["acceptance criteria"]).map(|value| plain(value, unknown));
    let text = fields.get("description").map(|value| plain(value, unknown)).unwrap_or_default();
    let checklist = criteria::tasks(&text);
    ItemRecord {
        key: text_at(issue, &["key"]).to_owned(),
        external_id: Some(scalar(issue.get("id"))).filter(|id| !id.is_empty()),
        issue_type: issue_type.to_owned(),
        level: level_of(issue_type, fields),
        title: text_at(fields, &["summary"]).to_owned(),
        criteria: criteria::merged([
            criteria::of_field(&criteria_field.unwrap_or_default()),
            criteria::of_section(&text),
            checklist.iter().map(|(task, _)| task.clone()).collect(),
        ]),
        checklist,
        text,
        labels: list_at(fields, &["labels"]).iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        status: text_at(fields, &["status", "name"]).to_owned(),
        comments: list_at(fields, &["comment", "comments"])
            .iter()
            .map(|remark| comment(remark, unknown))
            .collect(),
        links: list_at(fields, &["issuelinks"]).iter().filter_map(link).collect(),
        estimate: named(fields, names, &["story points", "story point estimate"]).and_then(Value::as_f64),
        due: date(text_at(fields, &["duedate"]), DateOrder::Ambiguous),
        line,
        raw: raw(fields),
        ..ItemRecord::default()
    }
}

/// The type says the level; where a site has types of its own, the hierarchy does.
fn level_of(issue_type: &str, fields: &Value) -> Level {
    match (level(issue_type), at(fields, &["issuetype", "hierarchyLevel"]).and_then(Value::as_i64)) {
        (Level::Unlevelled, Some(1)) => Level::Mmf,
        (Level::Unlevelled, Some(2..)) => Level::BigIdea,
        (level, _) => level,
    }
}

/// A document, or wiki markup, as plain text.
fn plain(value: &Value, unknown: &mut BTreeMap<String, usize>) -> String {
    if let Some(markup) = value.as_str() {
        return wiki::to_plain(markup);
    }
    let (text, kinds) = adf::to_plain(value);
    for (kind, count) in kinds.into_iter().filter(|_| value.is_object()) {
        *unknown.entry(kind).or_default() += count;
    }
    text
}

fn comment(remark: &Value, unknown: &mut BTreeMap<String, usize>) -> Comment {
    Comment {
        author: text_at(remark, &["author", "displayName"]).to_owned(),
        date: text_at(remark, &["created"]).to_owned(),
        body: remark.get("body").map(|body| plain(body, unknown)).unwrap_or_default(),
    }
}

fn link(link: &Value) -> Option<Link> {
    let kind = text_at(link, &["type", "name"]);
    let outward = text_at(link, &["outwardIssue", "key"]);
    let inward = text_at(link, &["inwardIssue", "key"]);
    match (outward, inward) {
        ("", "") => None,
        ("", key) => Some(Link { kind: format!("{kind} (inward)"), key: key.to_owned() }),
        (key, _) => Some(Link { kind: kind.to_owned(), key: key.to_owned() }),
    }
}

fn parents(fields: &Value, names: &BTreeMap<String, String>) -> Vec<String> {
    let epic = named(fields, names, &["epic link", "parent link"]);
    vec![
        text_at(fields, &["parent", "key"]).to_owned(),
        scalar(at(fields, &["parent", "id"])),
        scalar(epic),
        text_at(fields, &["parent", "fields", "summary"]).to_owned(),
    ]
}
