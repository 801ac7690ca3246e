//! A Trello board: cards, joined with their lists, checklists and comments.

use super::super::json::{Document, list_at, raw, scalar, text_at};
use super::super::plain::markdown;
use super::super::reading::Reading;
use super::super::{criteria, value};
use crate::domain::item::{Comment, ItemRecord};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads the open cards of open lists; archived ones are skipped.
pub(super) fn read(document: &Document, reading: &mut Reading) -> Result<(), String> {
    let board = &document.value;
    if board.get("cards").is_none() {
        return Err("no cards in the document".into());
    }
    reading.system = format!("trello:{}", text_at(board, &["name"]));
    let lists: BTreeMap<&str, &Value> =
        list_at(board, &["lists"]).iter().map(|list| (text_at(list, &["id"]), list)).collect();
    for (index, card) in list_at(board, &["cards"]).iter().enumerate() {
        let record = reading.begin();
        let list = lists.get(text_at(card, &["idList"])).copied().unwrap_or(&Value::Null);
        let key = text_at(card, &["id"]);
        if is_closed(card) || is_closed(list) {
            reading.skip(record, "archived card");
        } else if text_at(card, &["name"]).trim().is_empty() {
            reading.reject(record, document.line(index), key, "empty name");
        } else {
            let status = text_at(list, &["name"]).to_owned();
            let item = ItemRecord { status, line: document.line(index), ..item(board, card, key) };
            reading.accept(record, item, Vec::new());
        }
    }
    Ok(())
}

fn is_closed(value: &Value) -> bool {
    value.get("closed").and_then(Value::as_bool).unwrap_or(false)
}

fn item(board: &Value, card: &Value, key: &str) -> ItemRecord {
    let text = markdown::to_plain(text_at(card, &["desc"]));
    let mut checklist = criteria::tasks(&text);
    let own = list_at(board, &["checklists"]).iter().filter(|list| text_at(list, &["idCard"]) == key);
    checklist.extend(
        own.flat_map(|list| list_at(list, &["checkItems"]))
            .map(|entry| (text_at(entry, &["name"]).to_owned(), text_at(entry, &["state"]) == "complete")),
    );
    let entries = checklist.iter().map(|(entry, _)| entry.clone()).collect();
    ItemRecord {
        key: key.to_owned(),
        title: text_at(card, &["name"]).to_owned(),
        criteria: criteria::merged([criteria::of_section(&text), entries]),
        checklist,
        text,
        labels: list_at(card, &["labels"]).iter().map(label).filter(|label| !label.is_empty()).collect(),
        comments: comments(board, key),
        due: value::date(text_at(card, &["due"]), value::DateOrder::Ambiguous),
        raw: raw(card),
        ..ItemRecord::default()
    }
}

/// The name of a label, else its colour.
fn label(label: &Value) -> String {
    let name = scalar(label.get("name"));
    if name.is_empty() { scalar(label.get("color")) } else { name }
}

fn comments(board: &Value, key: &str) -> Vec<Comment> {
    let actions = list_at(board, &["actions"]).iter();
    actions
        .filter(|action| text_at(action, &["type"]) == "commentCard")
        .filter(|action| text_at(action, &["data", "card", "id"]) == key)
        .map(|action| Comment {
            author: text_at(action, &["memberCreator", "fullName"]).to_owned(),
            date: text_at(action, &["date"]).to_owned(),
            body: markdown::to_plain(text_at(action, &["data", "text"])),
        })
        .collect()
}
