//! The Atlassian Document Format to plain text.

use super::page::Page;
use serde_json::Value;
use std::collections::BTreeMap;

/// Nodes of which nothing but the content is shown.
const CONTAINERS: [&str; 17] = [
    "doc",
    "panel",
    "blockquote",
    "expand",
    "nestedExpand",
    "layoutSection",
    "layoutColumn",
    "table",
    "decisionList",
    "taskList",
    "bulletList",
    "orderedList",
    "mediaSingle",
    "mediaGroup",
    "tableRow",
    "tableHeader",
    "tableCell",
];

/// Plain text of a document, and how often each unknown kind of node occurred.
pub(in super::super) fn to_plain(document: &Value) -> (String, BTreeMap<String, usize>) {
    let mut walk = Walk::default();
    walk.node(document);
    (walk.page.finish(), walk.unknown)
}

#[derive(Default)]
struct Walk {
    page: Page,
    unknown: BTreeMap<String, usize>,
}

impl Walk {
    fn node(&mut self, node: &Value) {
        let kind = node.get("type").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "text" => self.say(node.get("text")),
            "hardBreak" => self.page.line_break(),
            "mention" | "status" => self.say(attribute(node, "text")),
            "emoji" => self.say(attribute(node, "text").or(attribute(node, "shortName"))),
            "inlineCard" | "blockCard" | "embedCard" => self.say(attribute(node, "url")),
            "date" => self.page.say(&day(attribute(node, "timestamp")).unwrap_or_default()),
            "media" | "mediaInline" => self.say(attribute(node, "alt")),
            "rule" => self.page.end_line(),
            "bulletList" | "taskList" | "decisionList" => self.list(node, None),
            "orderedList" => {
                let first = attribute(node, "order").and_then(Value::as_u64).unwrap_or(1);
                self.list(node, Some(first));
            }
            "listItem" | "taskItem" | "decisionItem" => self.entry(node, kind),
            "tableRow" => self.row(node),
            "paragraph" | "heading" | "codeBlock" => {
                self.page.begin_block();
                self.content(node);
                self.page.end_line();
            }
            known if CONTAINERS.contains(&known) => self.content(node),
            unknown => {
                *self.unknown.entry(unknown.to_owned()).or_default() += 1;
                self.say(node.get("text"));
                self.content(node);
            }
        }
    }

    fn content(&mut self, node: &Value) {
        for child in node.get("content").and_then(Value::as_array).into_iter().flatten() {
            self.node(child);
        }
    }

    fn list(&mut self, node: &Value, first: Option<u64>) {
        self.page.open_list(first);
        self.content(node);
        self.page.close_list();
    }

    fn entry(&mut self, node: &Value, kind: &str) {
        self.page.begin_entry();
        if kind == "taskItem" {
            let done = attribute(node, "state").and_then(Value::as_str) == Some("DONE");
            self.page.say(if done { "[x] " } else { "[ ] " });
        }
        self.content(node);
        self.page.end_line();
    }

    /// One line: each cell is a page of its own whose lines are joined.
    fn row(&mut self, node: &Value) {
        self.page.end_line();
        for cell in node.get("content").and_then(Value::as_array).into_iter().flatten() {
            self.page.begin_cell();
            let (plain, unknown) = to_plain(cell);
            self.page.say(&plain.replace('\n', " "));
            for (kind, count) in unknown {
                *self.unknown.entry(kind).or_default() += count;
            }
        }
        self.page.end_line();
    }

    fn say(&mut self, text: Option<&Value>) {
        self.page.say(text.and_then(Value::as_str).unwrap_or_default());
    }
}

fn attribute<'a>(node: &'a Value, name: &str) -> Option<&'a Value> {
    node.get("attrs")?.get(name).filter(|value| !value.is_null())
}

/// The day of a time in milliseconds, which the format writes as a string.
fn day(timestamp: Option<&Value>) -> Option<String> {
    let millis = timestamp?.as_str()?.parse().ok()?;
    let time = jiff::Timestamp::from_millisecond(millis).ok()?;
    time.to_string().split('T').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_block_gives_its_lines() {
        let text = |text: &str| json!({"type": "text", "text": text});
        let paragraph = |words: &str| json!({"type": "paragraph", "content": [text(words)]});
        let document = json!({"type": "doc", "content": [
            {"type": "heading", "content": [text("Context")]},
            {"type": "orderedList", "content": [
                {"type": "listItem", "content": [paragraph("first"),
                    {"type": "bulletList", "content": [{"type": "listItem", "content": [paragraph("inner")]}]}]},
                {"type": "listItem", "content": [paragraph("second")]}]},
            {"type": "taskList", "content": [{"type": "taskItem", "attrs": {"state": "DONE"}, "content": [text("paid")]}]},
            {"type": "table", "content": [{"type": "tableRow", "content": [
                {"type": "tableHeader", "content": [paragraph("hours")]},
                {"type": "tableCell", "content": [paragraph("24")]}]}]},
            {"type": "paragraph", "content": [
                {"type": "date", "attrs": {"timestamp": "1772323200000"}},
                {"type": "hardBreak"},
                {"type": "novelty", "content": [text("kept")]}]}]});
        let (plain, unknown) = to_plain(&document);
        assert_eq!(
            plain,
            "Context\n1. first\n  - inner\n2. second\n- [x] paid\nhours | 24\n2026-03-01\nkept"
        );
        assert_eq!(unknown, BTreeMap::from([("novelty".to_owned(), 1)]));
    }
}
