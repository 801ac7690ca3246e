//! A workspace as lines of JSON, lossless, on either database: dump, wipe, restore, the same hashes.
//!
//! The first line names the schema and the workspace, the last one counts the rows, so
//! that a dump that was cut short is refused. Vectors are derived and left out.

use super::Store;
use super::error::{StoreError, taken};
use super::json::to_json;
use super::migrations::SCHEMA_VERSION;
use super::transaction::Tx;
use crate::domain::id::WorkspaceId;
use serde_json::{Map, Value, json};
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

/// How a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Integer,
    Real,
    Bytes,
}
use Form::{Bytes, Integer, Real, Text};

type Columns = &'static [(&'static str, Form)];

/// Every table of a workspace in the order in which references allow it; the first key is the workspace.
const TABLES: [(&str, Columns); 17] = [
    ("raw_file", &[("sha256", Text), ("bytes", Bytes)]),
    (
        "source",
        &[
            ("id", Text),
            ("key", Text),
            ("raw_sha256", Text),
            ("text_sha256", Text),
            ("version", Integer),
            ("added_at", Integer),
            ("body", Text),
            ("masking", Text),
            ("file_dropped", Integer),
        ],
    ),
    ("source_text", &[("source", Text), ("version", Integer), ("text", Text)]),
    ("turn", &[("source", Text), ("place", Integer), ("body", Text)]),
    (
        "item",
        &[
            ("id", Text),
            ("key", Text),
            ("system", Text),
            ("external_id", Text),
            ("level", Text),
            ("parent", Text),
            ("position", Integer),
            ("version", Integer),
            ("replaced", Integer),
            ("exported", Integer),
            ("fingerprint", Text),
            ("record", Text),
        ],
    ),
    ("item_history", &[("item", Text), ("version", Integer), ("replaced_at", Integer), ("record", Text)]),
    (
        "suggestion",
        &[
            ("id", Text),
            ("kind", Text),
            ("item", Text),
            ("place", Integer),
            ("status", Text),
            ("version", Integer),
            ("created_at", Integer),
            ("deferred_until", Text),
            ("fingerprint", Text),
            ("title", Text),
            ("why", Text),
            ("confidence", Real),
            ("body", Text),
            ("evidence", Text),
            ("checks", Text),
            ("receipt", Text),
        ],
    ),
    ("withheld", &[("kind", Text), ("item", Text), ("fingerprint", Text), ("at", Integer), ("body", Text)]),
    ("decision", &[("seq", Integer), ("suggestion", Text), ("entry", Text), ("hash", Text)]),
    (
        "decision_text",
        &[
            ("seq", Integer),
            ("blanked", Integer),
            ("salt", Text),
            ("shown", Text),
            ("kept", Text),
            ("note", Text),
        ],
    ),
    ("decision_undo", &[("seq", Integer), ("undone", Integer), ("before", Text), ("change", Text)]),
    ("stakeholder", &[("name", Text), ("body", Text)]),
    ("registered_assumption", &[("id", Text), ("item", Text), ("registered_at", Integer), ("body", Text)]),
    (
        "queued_question",
        &[("id", Text), ("item", Text), ("stakeholder", Text), ("queued_at", Integer), ("body", Text)],
    ),
    (
        "journal",
        &[
            ("seq", Integer),
            ("book", Text),
            ("id", Text),
            ("at", Integer),
            ("person", Text),
            ("takes_back", Integer),
            ("entry", Text),
        ],
    ),
    (
        "job",
        &[
            ("id", Text),
            ("kind", Text),
            ("payload", Text),
            ("state", Text),
            ("done", Integer),
            ("total", Integer),
            ("lease_until", Integer),
            ("attempts", Integer),
            ("created_at", Integer),
            ("outcome", Text),
        ],
    ),
    (
        "workspace",
        &[
            ("name", Text),
            ("created_at", Integer),
            ("big_idea", Text),
            ("velocity", Real),
            ("settings", Text),
            ("chain_length", Integer),
            ("chain_head", Text),
        ],
    ),
];

const WORKSPACE: usize = TABLES.len() - 1;

impl Store {
    /// The workspace as lines, at one instant: a header, one line for each row, a count.
    pub async fn dump(&self, workspace: &WorkspaceId) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin_reading().await?;
        let mut lines =
            vec![to_json(&json!({"hone": "dump", "schema": SCHEMA_VERSION, "workspace": workspace}))?];
        for (index, (table, columns)) in TABLES.iter().enumerate() {
            let key = if index == WORKSPACE { "id" } else { "workspace" };
            let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
            let sql = format!("SELECT {} FROM {table} WHERE {key} = $1", names.join(", "));
            let rows = sqlx::query(AssertSqlSafe(sql)).bind(workspace.as_str()).fetch_all(&mut *tx).await?;
            let mut written =
                rows.iter().map(|row| write_row(table, columns, row)).collect::<Result<Vec<_>, _>>()?;
            written.sort_unstable();
            lines.append(&mut written);
        }
        tx.rollback().await?;
        if lines.len() == 1 {
            return Err(StoreError::NotFound { what: "workspace", id: workspace.to_string() });
        }
        lines.push(to_json(&json!({"rows": lines.len() - 1}))?);
        Ok(lines)
    }

    /// Makes the workspace of a dump anew, whole or not at all; the index is told to take it in.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the workspace or its name exists; [`StoreError::BadDump`]
    /// names the line; [`StoreError::NewerSchema`] when a later Hone wrote it.
    pub async fn restore<S: AsRef<str>>(&self, lines: &[S]) -> Result<WorkspaceId, StoreError> {
        let workspace = check_frame(lines)?;
        let rows = lines[1..lines.len() - 1]
            .iter()
            .enumerate()
            .map(|(index, line)| parse_row(line.as_ref(), index + 2))
            .collect::<Result<Vec<_>, _>>()?;
        let mut tx = self.begin().await?;
        let (of_workspace, of_tables): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.table == WORKSPACE);
        if of_workspace.len() != 1 {
            return Err(StoreError::BadDump { line: lines.len(), why: "it must hold one workspace".into() });
        }
        for row in of_workspace.into_iter().chain(of_tables) {
            insert_row(&mut tx, &workspace, row).await?;
        }
        for queue in [
            "INSERT INTO index_outbox (workspace, op, owner_kind, owner)
             SELECT workspace, 'put', 'source', id FROM source WHERE workspace = $1 ORDER BY id",
            "INSERT INTO index_outbox (workspace, op, owner_kind, owner)
             SELECT workspace, 'put', 'item', id FROM item WHERE workspace = $1 ORDER BY id",
        ] {
            sqlx::query(queue).bind(workspace.as_str()).execute(&mut *tx).await?;
        }
        tx.commit().await?;
        Ok(workspace)
    }
}

struct DumpedRow {
    line: usize,
    table: usize,
    fields: Map<String, Value>,
}

impl DumpedRow {
    /// What a column holds; a value of another type is a fault of the dump, never an empty column.
    fn value<T>(&self, name: &str, read: impl FnOnce(&Value) -> Option<T>) -> Result<Option<T>, StoreError> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => read(value).map(Some).ok_or_else(|| StoreError::BadDump {
                line: self.line,
                why: format!("{name} is not of its type"),
            }),
        }
    }
}

fn check_frame<S: AsRef<str>>(lines: &[S]) -> Result<WorkspaceId, StoreError> {
    let bad = |line: usize, why: &str| StoreError::BadDump { line, why: why.into() };
    let [first, .., last] = lines else { return Err(bad(1, "not a dump of Hone")) };
    let head: Value = serde_json::from_str(first.as_ref()).map_err(|_| bad(1, "not a dump of Hone"))?;
    if head["hone"] != "dump" {
        return Err(bad(1, "not a dump of Hone"));
    }
    let schema = head["schema"].as_i64().ok_or_else(|| bad(1, "it names no schema"))?;
    if schema > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema { found: schema, known: SCHEMA_VERSION });
    }
    let tail: Value = serde_json::from_str(last.as_ref()).unwrap_or_default();
    if tail["rows"].as_u64() != u64::try_from(lines.len() - 2).ok() {
        return Err(bad(lines.len(), "it was cut short or changed: the count at the end does not fit"));
    }
    head["workspace"].as_str().map(WorkspaceId::new).ok_or_else(|| bad(1, "it names no workspace"))
}

fn parse_row(line: &str, number: usize) -> Result<DumpedRow, StoreError> {
    let bad = |why: &str| StoreError::BadDump { line: number, why: why.into() };
    let mut value: Value = serde_json::from_str(line).map_err(|_| bad("not JSON"))?;
    let table = TABLES
        .iter()
        .position(|(name, _)| value["table"] == *name)
        .ok_or_else(|| bad("it names no table of this schema"))?;
    match value["row"].take() {
        Value::Object(fields) => Ok(DumpedRow { line: number, table, fields }),
        _ => Err(bad("it has no row")),
    }
}

fn write_row(table: &str, columns: Columns, row: &AnyRow) -> Result<String, StoreError> {
    let mut fields = Map::new();
    for &(name, form) in columns {
        let value = match form {
            Text => row.try_get::<Option<String>, _>(name)?.map(Value::from),
            Integer => row.try_get::<Option<i64>, _>(name)?.map(Value::from),
            Real => row.try_get::<Option<f64>, _>(name)?.map(Value::from),
            Bytes => row.try_get::<Option<Vec<u8>>, _>(name)?.map(|bytes| Value::from(hex::encode(bytes))),
        };
        fields.insert(name.to_owned(), value.unwrap_or(Value::Null));
    }
    to_json(&json!({"table": table, "row": fields}))
}

async fn insert_row(tx: &mut Tx, workspace: &WorkspaceId, row: &DumpedRow) -> Result<(), StoreError> {
    let (table, columns) = TABLES[row.table];
    let key = if row.table == WORKSPACE { "id" } else { "workspace" };
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let places: Vec<String> = (2..columns.len() + 2).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {table} ({key}, {}) VALUES ($1, {})", names.join(", "), places.join(", "));
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(workspace.as_str());
    for &(name, form) in columns {
        query = match form {
            Text => query.bind(row.value(name, |value| value.as_str().map(str::to_owned))?),
            Integer => query.bind(row.value(name, Value::as_i64)?),
            Real => query.bind(row.value(name, Value::as_f64)?),
            Bytes => query.bind(row.value(name, |value| hex::decode(value.as_str()?).ok())?),
        };
    }
    query.execute(&mut **tx).await.map_err(|error| match taken(error, "workspace", workspace.as_str()) {
        StoreError::Database(sqlx::Error::Database(database)) => StoreError::BadDump {
            line: row.line,
            why: format!("refused by the database ({:?})", database.kind()),
        },
        other => other,
    })?;
    Ok(())
}
