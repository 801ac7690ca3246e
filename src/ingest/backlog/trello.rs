//! A Trello board: cards in their lists, checklists, and comments among the actions.

use super::criteria;
use super::json::{Document, list_at, raw, scalar, text_at};
use super::plain::markdown;
use super::reading::Reading;
use super::value::{DateOrder, date, number};
use crate::domain::item::{Comment, ItemRecord};
use serde_json::Value;

/// Actions that an export holds at most; older comments are missing from it.
const ACTION_CAP: usize = 1_000;

/// Reads the cards in the order of the board; archived ones are skipped.
pub(super) fn read(document: &Document, reading: &mut Reading) -> Result<(), String> {
    let board = &document.value;
    if board.get("cards").is_none_or(|cards| !cards.is_array()) {
        return Err("no cards in this JSON".into());
    }
    let mut placed = Vec::new();
    for (index, card) in list_at(board, &["cards"]).iter().enumerate() {
        let record = reading.begin();
        let id = text_at(card, &["id"]);
        let list = list_at(board, &["lists"]).iter().find(|list| list.get("id") == card.get("idList"));
        let is_closed = |value: &Value| value.get("closed") == Some(&Value::Bool(true));
        if is_closed(card) || list.is_some_and(is_closed) {
            reading.skip(record, "archived card");
        } else if text_at(card, &["name"]).trim().is_empty() {
            reading.reject(record, document.line(index), id, "empty name");
        } else {
            let mut item = item(board, card, document.line(index));
            list.map(|list| text_at(list, &["name"])).unwrap_or_default().clone_into(&mut item.status);
            placed.push((list.map_or(f64::MAX, position), position(card), record, item));
        }
    }
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, _, record, item) in placed {
        reading.accept(record, item, Vec::new());
    }
    if list_at(board, &["actions"]).len() >= ACTION_CAP {
        reading
            .warn("1,000 actions: older comments are probably missing, because Trello ends the export there");
    }
    let board_id = [text_at(board, &["id"]), text_at(board, &["name"])].into_iter().find(|id| !id.is_empty());
    reading.system = format!("trello:{}", board_id.unwrap_or("board"));
    Ok(())
}

fn position(value: &Value) -> f64 {
    value.get("pos").and_then(Value::as_f64).unwrap_or(f64::MAX)
}

fn item(board: &Value, card: &Value, line: usize) -> ItemRecord {
    let mut item = ItemRecord {
        key: text_at(card, &["id"]).to_owned(),
        external_id: Some(scalar(card.get("idShort"))).filter(|id| !id.is_empty()),
        title: text_at(card, &["name"]).to_owned(),
        text: markdown::to_plain(text_at(card, &["desc"])),
        labels: list_at(card, &["labels"]).iter().map(label).filter(|label| !label.is_empty()).collect(),
        due: date(text_at(card, &["due"]), DateOrder::Ambiguous),
        line,
        raw: raw(card),
        ..ItemRecord::default()
    };
    criteria::fill(&mut item);
    let mut entries: Vec<&Value> = list_at(board, &["checklists"])
        .iter()
        .filter(|checklist| checklist.get("idCard") == card.get("id"))
        .flat_map(|checklist| {
            let mut entries: Vec<&Value> = list_at(checklist, &["checkItems"]).iter().collect();
            entries.sort_by(|a, b| position(a).total_cmp(&position(b)));
            entries
        })
        .collect();
    entries.retain(|entry| !text_at(entry, &["name"]).is_empty());
    let entry =
        |entry: &Value| (text_at(entry, &["name"]).to_owned(), text_at(entry, &["state"]) == "complete");
    item.checklist.extend(entries.into_iter().map(entry));
    let named = item.checklist.iter().map(|(name, _)| name.clone()).collect();
    item.criteria = criteria::merged([std::mem::take(&mut item.criteria), named]);
    item.comments = comments(board, card);
    fill_custom_fields(board, card, &mut item);
    item
}

/// The name of a label; a label without one is known by its colour.
fn label(label: &Value) -> String {
    let names = ["name", "color"].map(|name| text_at(label, &[name]));
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

fn comments(board: &Value, card: &Value) -> Vec<Comment> {
    list_at(board, &["actions"])
        .iter()
        .filter(|action| {
            text_at(action, &["type"]) == "commentCard"
                && text_at(action, &["data", "card", "id"]) == text_at(card, &["id"])
        })
        .map(|action| Comment {
            author: text_at(action, &["memberCreator", "fullName"]).to_owned(),
            date: text_at(action, &["date"]).to_owned(),
            body: markdown::to_plain(text_at(action, &["data", "text"])),
        })
        .collect()
}

/// Custom fields under their names; one that is named after points is the estimate.
fn fill_custom_fields(board: &Value, card: &Value, item: &mut ItemRecord) {
    for field in list_at(card, &["customFieldItems"]) {
        let Some(known) = list_at(board, &["customFields"])
            .iter()
            .find(|known| known.get("id") == field.get("idCustomField"))
        else {
            continue;
        };
        let name = text_at(known, &["name"]);
        let values = field.get("value").and_then(Value::as_object).into_iter().flatten();
        for value in values.map(|(_, value)| scalar(Some(value))).filter(|value| !value.is_empty()) {
            if ["points", "story points", "estimate", "size"].contains(&name.to_lowercase().as_str()) {
                item.estimate = number(&value);
            }
            item.raw.entry(name.to_owned()).or_default().push(value);
        }
    }
}
