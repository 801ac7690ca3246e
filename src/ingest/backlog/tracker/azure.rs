//! Azure Boards: a flat query, or a tree in which the column of the title is the depth.

use super::super::plain::html;
use super::super::reading::{Reading, system_of};
use super::super::table::{Row, Table};
use super::super::{criteria, value};
use crate::domain::item::ItemRecord;

/// Reads the rows in their order, which in a tree is meaning.
pub(super) fn read(table: &Table, reading: &mut Reading) -> Result<(), String> {
    let depths = (1..=20).take_while(|depth| table.has(&format!("title {depth}"))).count();
    if depths == 0 && !table.has("title") {
        return Err("no column Title or Title 1".into());
    }
    let areas =
        table.rows.iter().map(|row| table.first(row, &["area path"]).split('\\').next().unwrap_or_default());
    reading.system = system_of("azure", areas);
    let mut path: Vec<String> = Vec::new();
    for row in &table.rows {
        let key = table.first(row, &["id"]).trim();
        let Some((depth, title)) = title(table, row, depths) else {
            reading.reject(row.record, row.line, key, "empty Title");
            continue;
        };
        let mut parents: Vec<String> = table.all(row, "parent").into_iter().map(str::to_owned).collect();
        parents.extend(depth.checked_sub(1).and_then(|above| path.get(above)).cloned());
        path.resize(depth, String::new());
        path.push(key.to_owned());
        reading.accept(row.record, item(table, row, key, title), parents);
    }
    Ok(())
}

/// Depth, from 0, and text of the one title of a row.
fn title<'a>(table: &Table, row: &'a Row, depths: usize) -> Option<(usize, &'a str)> {
    let flat = table.first(row, &["title"]);
    if !flat.is_empty() {
        return Some((0, flat));
    }
    (0..depths)
        .map(|depth| (depth, table.first(row, &[format!("title {}", depth + 1).as_str()])))
        .find(|(_, title)| !title.is_empty())
}

fn item(table: &Table, row: &Row, key: &str, title: &str) -> ItemRecord {
    let issue_type = table.first(row, &["work item type"]);
    let text = html::to_plain(table.first(row, &["description", "repro steps"]));
    let field = html::to_plain(table.first(row, &["acceptance criteria"]));
    ItemRecord {
        key: key.to_owned(),
        issue_type: issue_type.to_owned(),
        level: value::level(issue_type),
        title: title.to_owned(),
        criteria: criteria::merged([criteria::of_field(&field), criteria::of_section(&text)]),
        text,
        labels: value::parts(table.first(row, &["tags"]), &[';']),
        status: table.first(row, &["state"]).to_owned(),
        estimate: value::number(table.first(row, &["story points", "effort", "size"])),
        due: value::date(table.first(row, &["target date", "due date"]), value::DateOrder::Ambiguous),
        line: row.line,
        raw: table.raw(row),
        ..ItemRecord::default()
    }
}
