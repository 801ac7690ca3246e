//! Markdown: a page per item with front matter, or an outline of headings and story bullets.

use super::criteria;
use super::pattern::Pattern;
use super::plain::markdown;
use super::reading::{Reading, Source};
use super::stories::names_role_and_wish as is_story;
use super::value::{DateOrder, date, level, number, parts};
use crate::domain::item::{ItemRecord, Level};
use serde_norway::Value;
use std::collections::BTreeMap;

static HEADING: Pattern = Pattern::new(r"^(#{1,6})\s+(.*?)\s*#*\s*$");
static BULLET: Pattern = Pattern::new(r"^(?:[-*+]|\d{1,4}[.)])\s+(.*\S)\s*$");
/// `HAR-12: Cancel a stay`, `[HAR-12] Cancel a stay`.
static KEYED: Pattern = Pattern::new(r"^\[?([A-Z][A-Z0-9_]{0,20}-\d{1,7})\]?\s*[:–—-]?\s+(\S.*)$");

/// Fields that only an item of a backlog has in its front matter.
static ITEM_FIELD: Pattern = Pattern::new(
    r"(?m)^(?:status|priority|points|story_points|estimate|parent|epic|acceptance_criteria|issue_type):",
);

/// Whether a page says that it is an item, or an outline holds two stories or more.
pub(super) fn is_backlog(text: &str) -> bool {
    match front_matter(text) {
        Some((matter, _)) => ITEM_FIELD.is_match(matter),
        None => outline(text, is_story).iter().filter(|entry| is_story(entry.title)).count() >= 2,
    }
}

/// What stands between the two lines of dashes at the top, and what follows.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let (matter, rest) = text.trim_start().strip_prefix("---\n")?.split_once("\n---")?;
    Some((matter, rest.split_once('\n').map_or("", |(_, body)| body)))
}

/// Reads a page or an outline.
pub(super) fn read(text: &str, source: &Source, reading: &mut Reading) -> Result<(), String> {
    reading.system = source.system();
    match front_matter(text) {
        Some((matter, body)) => read_page(matter, body, source, reading),
        None => read_outline(text, source, reading),
    }
}

/// One item: its fields in the front matter, its text below.
fn read_page(matter: &str, body: &str, source: &Source, reading: &mut Reading) -> Result<(), String> {
    let matter: BTreeMap<String, Value> =
        serde_norway::from_str(matter).map_err(|_| "the front matter is not valid YAML".to_owned())?;
    let matter: BTreeMap<String, Vec<String>> =
        matter.into_iter().map(|(name, value)| (name.to_lowercase(), texts(&value))).collect();
    let first = |names: &[&str]| {
        let found = names.iter().find_map(|name| matter.get(*name)?.first());
        found.cloned().unwrap_or_default()
    };
    let record = reading.begin();
    let heading = body.lines().find_map(|line| HEADING.group(line, 2));
    let title = Some(first(&["title", "titel", "name", "summary"])).filter(|title| !title.trim().is_empty());
    let key = Some(first(&["id", "key", "uid"])).filter(|key| !key.is_empty()).unwrap_or(source.stem.clone());
    let Some(title) = title.or(heading.map(str::to_owned)) else {
        reading.reject(record, 1, &key, "no title: neither in the front matter nor as a heading");
        return Ok(());
    };
    let issue_type = first(&["type", "typ", "kind", "issue_type"]);
    let many = |names: &[&str]| {
        let values = names.iter().filter_map(|name| matter.get(*name)).flatten();
        values.flat_map(|value| parts(value, &[','])).collect::<Vec<_>>()
    };
    let mut item = ItemRecord {
        key,
        level: level(&issue_type),
        issue_type,
        title,
        text: markdown::to_plain(body),
        labels: many(&["labels", "tags", "label", "tag"]),
        status: first(&["status", "state"]),
        estimate: number(&first(&["points", "estimate", "story_points", "storypoints"])),
        due: date(&first(&["due", "due_date"]), DateOrder::Ambiguous),
        line: 1,
        ..ItemRecord::default()
    };
    criteria::fill(&mut item);
    let listed = matter.get("acceptance_criteria").or(matter.get("acceptance criteria"));
    item.criteria =
        criteria::merged([listed.cloned().unwrap_or_default(), std::mem::take(&mut item.criteria)]);
    let parents = many(&["parent", "epic", "parents", "feature"]);
    item.raw = matter;
    item.raw.insert("body".into(), vec![body.to_owned()]);
    reading.accept(record, item, parents);
    Ok(())
}

/// The values of a field: a list has several, a nested value is shown as YAML.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Sequence(values) => values.iter().flat_map(texts).collect(),
        other => serde_norway::to_string(other).map(|text| vec![text.trim().to_owned()]).unwrap_or_default(),
    }
}

/// A heading or bullet of an outline, and the lines below it.
struct Entry<'a> {
    line: usize,
    /// Headings by their level; a bullet is 7, below every heading.
    depth: usize,
    title: &'a str,
    body: Vec<&'a str>,
}

/// Headings are items; bullets under them are items where they are stories, else text of theirs.
/// Where there is neither heading nor story, every bullet is an item.
fn read_outline(text: &str, source: &Source, reading: &mut Reading) -> Result<(), String> {
    let mut entries = outline(text, is_story);
    if entries.is_empty() {
        entries = outline(text, |_| true);
    }
    if entries.is_empty() {
        return Err("no heading and no list: nothing says what the items are".into());
    }
    let is_titled =
        entries.len() > 1 && entries[0].depth == 1 && entries[1..].iter().all(|entry| entry.depth > 1);
    let mut above: Vec<(usize, String)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let record = reading.begin();
        if index == 0 && is_titled {
            reading.skip(record, "the title of the document");
            continue;
        }
        let (key, title) = match KEYED.captures(entry.title) {
            Some(keyed) => (keyed[1].to_owned(), keyed[2].to_owned()),
            None => (source.line_key(entry.line), entry.title.to_owned()),
        };
        above.retain(|(depth, _)| *depth < entry.depth);
        let parent = above.last().map(|(_, key)| key.clone());
        above.push((entry.depth, key.clone()));
        if title.trim().is_empty() {
            reading.reject(record, entry.line, &key, "empty heading");
            continue;
        }
        let has_children = entries.get(index + 1).is_some_and(|next| next.depth > entry.depth);
        let body = entry.body.join("\n");
        let mut item = ItemRecord {
            key,
            level: match (has_children, is_story(&title) || body.lines().any(is_story)) {
                (true, _) => Level::Mmf,
                (false, true) => Level::Slice,
                (false, false) => Level::Unlevelled,
            },
            title: markdown::to_plain(&title),
            text: markdown::to_plain(&body),
            line: entry.line,
            raw: BTreeMap::from([
                ("title".into(), vec![entry.title.to_owned()]),
                ("body".into(), vec![body]),
            ]),
            ..ItemRecord::default()
        };
        criteria::fill(&mut item);
        reading.accept(record, item, parent.into_iter().collect());
    }
    Ok(())
}

fn outline(text: &str, is_item: impl Fn(&str) -> bool) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let (mut fenced, mut in_criteria) = (false, false);
    for (index, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        let heading = HEADING.captures(line).filter(|_| !fenced);
        let over_criteria = criteria::is_heading(line);
        in_criteria = over_criteria || in_criteria && heading.is_none();
        let bullet = BULLET.group(line, 1).filter(|text| !fenced && !in_criteria && is_item(text));
        let begun = match heading.as_ref().filter(|_| !over_criteria) {
            Some(found) => found.get(2).map(|title| (found[1].len(), title.as_str())),
            None => bullet.map(|title| (7, title)),
        };
        if let Some((depth, title)) = begun {
            entries.push(Entry { line: index + 1, depth, title, body: Vec::new() });
        } else if let Some(entry) = entries.last_mut() {
            entry.body.push(line);
        }
    }
    entries
}
