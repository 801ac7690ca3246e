//! Markdown pages: one item, with front matter where there is some.

use super::plain::markdown;
use super::reading::{Reading, Source};
use super::{criteria, value};
use crate::domain::item::ItemRecord;
use serde_norway::Value;
use std::collections::BTreeMap;

/// Reads the one item of a page: the title is that of the front matter, else the first heading, else the stem.
pub(super) fn read(text: &str, source: &Source, reading: &mut Reading) -> Result<(), String> {
    reading.system = source.system();
    let record = reading.begin();
    let (matter, body) = front_matter(text);
    let fields = match matter.map(serde_norway::from_str::<BTreeMap<String, Value>>) {
        Some(Ok(fields)) => fields.iter().map(|(name, value)| (name.to_lowercase(), values(value))).collect(),
        Some(Err(_)) => return Err("the front matter is not valid YAML".into()),
        None => BTreeMap::new(),
    };
    let heading = body.lines().find_map(|line| line.strip_prefix("# ")).map(str::trim);
    let named = first(&fields, &["title", "name", "titel"]);
    let title =
        [named, heading.unwrap_or_default(), &source.stem].into_iter().find(|title| !title.is_empty());
    let issue_type = first(&fields, &["type", "level"]).to_owned();
    let plain = markdown::to_plain(body);
    let checklist = criteria::tasks(&plain);
    let ticked = checklist.iter().map(|(entry, _)| entry.clone()).collect();
    let listed =
        fields.get("acceptance_criteria").or_else(|| fields.get("criteria")).cloned().unwrap_or_default();
    let item = ItemRecord {
        key: [first(&fields, &["key", "id"]), &source.stem]
            .into_iter()
            .find(|k| !k.is_empty())
            .unwrap_or_default()
            .to_owned(),
        level: value::level(&issue_type),
        issue_type,
        title: title.unwrap_or_default().to_owned(),
        criteria: criteria::merged([listed, criteria::of_section(&plain), ticked]),
        checklist,
        text: plain,
        labels: fields.get("labels").or_else(|| fields.get("tags")).cloned().unwrap_or_default(),
        status: first(&fields, &["status", "state"]).to_owned(),
        estimate: value::number(first(&fields, &["estimate", "points"])),
        line: 1,
        raw: BTreeMap::from([("page".to_owned(), vec![text.to_owned()])]),
        ..ItemRecord::default()
    };
    reading.accept(record, item, vec![first(&fields, &["parent", "epic"]).to_owned()]);
    Ok(())
}

/// The lines between the two rules at the top, and what follows them.
fn front_matter(text: &str) -> (Option<&str>, &str) {
    let parts = text.trim_start().strip_prefix("---\n").and_then(|rest| rest.split_once("\n---"));
    parts.map_or((None, text), |(matter, body)| {
        (Some(matter), body.split_once('\n').map_or("", |(_, body)| body))
    })
}

fn values(value: &Value) -> Vec<String> {
    match value {
        Value::Sequence(entries) => entries.iter().flat_map(values).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(flag) => vec![flag.to_string()],
        _ => Vec::new(),
    }
}

fn first<'a>(fields: &'a BTreeMap<String, Vec<String>>, names: &[&str]) -> &'a str {
    names.iter().find_map(|name| fields.get(*name)?.first()).map_or("", String::as_str)
}
