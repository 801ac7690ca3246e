//! GitHub issues: the REST answer, and what `gh issue list --json` prints.

use super::criteria;
use super::format::BacklogFormat;
use super::json::{Document, list_at, raw, scalar, text_at};
use super::pattern::Pattern;
use super::plain::markdown;
use super::reading::{Reading, system_of};
use super::value::level;
use crate::domain::item::{Comment, ItemRecord, Link};
use serde_json::Value;

static ISSUE_URL: Pattern = Pattern::new(r"://[^/]+/(?:repos/)?([^/]+/[^/]+)/issues/(\d+)");
static DUPLICATE_OF: Pattern = Pattern::new(r"(?i)\bduplicate of\s+#(\d+)\b");
static MENTION: Pattern = Pattern::new(r"(?:^|[\s(\[,;])#(\d+)\b");

/// Reads a list of issues, or one issue; pull requests are skipped.
pub(super) fn read(document: &Document, format: BacklogFormat, reading: &mut Reading) -> Result<(), String> {
    let issues = match &document.value {
        Value::Array(issues) => issues.as_slice(),
        issue if issue.get("title").is_some() => std::slice::from_ref(issue),
        _ => return Err("no issues in this JSON".into()),
    };
    for (index, issue) in issues.iter().enumerate() {
        let record = reading.begin();
        let line = document.line(index);
        let key = scalar(issue.get("number"));
        if issue.get("pull_request").is_some_and(|link| !link.is_null()) {
            reading.skip(record, "pull request");
        } else if text_at(issue, &["title"]).trim().is_empty() {
            reading.reject(record, line, &key, "empty title");
        } else {
            let parent = ISSUE_URL.group(text_at(issue, &["parent_issue_url"]), 2).unwrap_or_default();
            reading.accept(record, item(issue, key, line), vec![parent.to_owned()]);
        }
    }
    warn_of_more_pages(format, issues.len(), reading);
    let urls = issues.iter().flat_map(|issue| ["html_url", "url"].map(|name| text_at(issue, &[name])));
    reading.system = system_of("github", urls.filter_map(|url| ISSUE_URL.group(url, 1)));
    Ok(())
}

fn warn_of_more_pages(format: BacklogFormat, issues: usize, reading: &mut Reading) {
    match (format, issues) {
        (BacklogFormat::GhJson, 30) => {
            reading.warn("30 records: the list is probably cut, because gh ends it there; ask with --limit");
        }
        (BacklogFormat::GithubJson, 30 | 100) => {
            reading.warn(format!("{issues} records: probably one page of several"));
        }
        _ => {}
    }
}

fn item(issue: &Value, key: String, line: usize) -> ItemRecord {
    let body = text_at(issue, &["body"]).replace("\r\n", "\n");
    let issue_type = text_at(issue, &["type", "name"]);
    let comments: Vec<Comment> = list_at(issue, &["comments"]).iter().map(comment).collect();
    let mut item = ItemRecord {
        external_id: Some(scalar(issue.get("id"))).filter(|id| !id.is_empty()),
        issue_type: issue_type.to_owned(),
        level: level(issue_type),
        title: text_at(issue, &["title"]).to_owned(),
        text: markdown::to_plain(&body),
        labels: list_at(issue, &["labels"]).iter().filter_map(label).map(str::to_owned).collect(),
        status: text_at(issue, &["state"]).to_lowercase(),
        line,
        raw: raw(issue),
        ..ItemRecord::default()
    };
    criteria::fill(&mut item);
    item.links = links(&item.text, &comments, &key);
    (item.key, item.comments) = (key, comments);
    item
}

/// Labels are objects; in very old answers they are words.
fn label(label: &Value) -> Option<&str> {
    label.as_str().or_else(|| label.get("name")?.as_str()).filter(|name| !name.is_empty())
}

fn comment(remark: &Value) -> Comment {
    let author = [["author", "login"], ["user", "login"]].map(|path| text_at(remark, &path));
    let date = ["createdAt", "created_at"].map(|name| text_at(remark, &[name]));
    Comment {
        author: author.concat(),
        date: date.concat(),
        body: markdown::to_plain(&text_at(remark, &["body"]).replace("\r\n", "\n")),
    }
}

/// `Duplicate of #12` in a comment or the text, and other issues that the text mentions.
fn links(text: &str, comments: &[Comment], own_key: &str) -> Vec<Link> {
    let spoken = comments.iter().map(|comment| comment.body.as_str()).chain([text]);
    let duplicates = spoken.flat_map(|words| DUPLICATE_OF.groups(words, 1)).map(|key| ("Duplicate of", key));
    let mentions = MENTION.groups(text, 1).into_iter().map(|key| ("Mentions", key));
    let mut links: Vec<Link> = Vec::new();
    for (kind, key) in duplicates.chain(mentions) {
        if key != own_key && links.iter().all(|link| link.key != key) {
            links.push(Link { kind: kind.to_owned(), key: key.to_owned() });
        }
    }
    links
}
