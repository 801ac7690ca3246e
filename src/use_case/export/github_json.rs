//! A JSON array of issues as GitHub's REST interface creates them.

use crate::domain::item::Item;
use serde_json::{Value, json};

/// The items as issues: criteria are a task list, the parent is named in the body.
pub(super) fn write(items: &[Item]) -> String {
    let issues: Vec<Value> = items.iter().map(issue).collect();
    serde_json::to_string_pretty(&issues).unwrap_or_default() + "\n"
}

fn issue(item: &Item) -> Value {
    let record = &item.record;
    let mut parts = Vec::new();
    if !record.text.trim().is_empty() {
        parts.push(record.text.clone());
    }
    if !record.criteria.is_empty() {
        let criteria: Vec<String> =
            record.criteria.iter().map(|criterion| format!("- [ ] {criterion}")).collect();
        parts.push(criteria.join("\n"));
    }
    if let Some(parent) = &record.parent {
        parts.push(format!("Part of {parent}"));
    }
    let mut issue = json!({ "title": record.title, "body": parts.join("\n\n"), "labels": record.labels });
    if let Ok(number) = item.key.trim_start_matches('#').parse::<u64>() {
        issue["number"] = number.into();
    }
    issue
}
