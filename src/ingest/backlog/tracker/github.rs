//! GitHub issues: the REST answer, and what `gh issue list --json` prints.

use super::super::json::{Document, list_at, raw, scalar, text_at};
use super::super::plain::markdown;
use super::super::reading::{Reading, system_of};
use super::super::{criteria, value};
use crate::domain::item::{Comment, ItemRecord};
use serde_json::Value;

/// Issues that `gh` lists when nobody asks for more.
const GH_DEFAULT: usize = 30;

/// Reads every issue; pull requests are skipped.
pub(super) fn read(document: &Document, from_gh: bool, reading: &mut Reading) -> Result<(), String> {
    let issues = match &document.value {
        Value::Array(issues) => issues.as_slice(),
        issue @ Value::Object(_) => std::slice::from_ref(issue),
        _ => return Err("no issues in the document".into()),
    };
    reading.system = system_of("github", issues.iter().map(repository));
    if from_gh && issues.len() == GH_DEFAULT {
        reading.warn("exactly 30 issues: the default limit of gh, the file is probably incomplete");
    }
    for (index, issue) in issues.iter().enumerate() {
        let record = reading.begin();
        let key = scalar(issue.get("number"));
        if issue.get("pull_request").is_some() {
            reading.skip(record, "pull request");
        } else if text_at(issue, &["title"]).trim().is_empty() {
            reading.reject(record, document.line(index), &key, "empty title");
        } else {
            let parent =
                text_at(issue, &["parent_issue_url"]).rsplit('/').next().unwrap_or_default().to_owned();
            reading.accept(
                record,
                ItemRecord { line: document.line(index), ..item(issue, key) },
                vec![parent],
            );
        }
    }
    Ok(())
}

/// `owner/name` out of the address of an issue.
fn repository(issue: &Value) -> &str {
    let address = [text_at(issue, &["html_url"]), text_at(issue, &["url"])];
    let path =
        address.into_iter().find_map(|url| url.strip_prefix("https://github.com/")).unwrap_or_default();
    path.split_once("/issues/").or_else(|| path.split_once("/pull/")).map_or("", |(repository, _)| repository)
}

fn item(issue: &Value, key: String) -> ItemRecord {
    let text = markdown::to_plain(&text_at(issue, &["body"]).replace("\r\n", "\n"));
    let checklist = criteria::tasks(&text);
    let ticked = checklist.iter().map(|(entry, _)| entry.clone()).collect();
    let issue_type = text_at(issue, &["type", "name"]);
    ItemRecord {
        key,
        external_id: Some(scalar(issue.get("id"))).filter(|id| !id.is_empty()),
        issue_type: issue_type.to_owned(),
        level: value::level(issue_type),
        title: text_at(issue, &["title"]).to_owned(),
        criteria: criteria::merged([criteria::of_section(&text), ticked]),
        checklist,
        text,
        labels: list_at(issue, &["labels"]).iter().map(label).collect(),
        status: text_at(issue, &["state"]).to_lowercase(),
        comments: list_at(issue, &["comments"]).iter().map(comment).collect(),
        raw: raw(issue),
        ..ItemRecord::default()
    }
}

/// Labels are objects; very old answers hold their names only.
fn label(label: &Value) -> String {
    scalar(label.get("name").or(Some(label)))
}

fn comment(comment: &Value) -> Comment {
    Comment {
        author: text_at(comment, &["author", "login"]).to_owned(),
        date: text_at(comment, &["createdAt"]).to_owned(),
        body: markdown::to_plain(text_at(comment, &["body"])),
    }
}
