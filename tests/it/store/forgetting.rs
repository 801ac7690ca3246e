//! After somebody is forgotten their words are in no row of any table, and in no byte of a folder.

use super::chain::{back_door, reject_because};
use super::samples::{ada, assumption, interview, item, quoting};
use super::{Ground, grounds};
use hone::domain::assumption::Importance;
use hone::domain::experiment::Step;
use hone::domain::journal::{Book, lines_of};
use hone::store::{Location, NewInterview};
use serde_json::json;
use sqlx::{AssertSqlSafe, Row};
use std::path::Path;

const WORDS: &str = "I rowed the tender across the harbour myself.";
/// What of them must stand nowhere, in whatever case.
const TRACE: &str = "rowed the tender across";

/// Every text and every byte of every table, in lower case.
async fn rows(ground: &Ground) -> Vec<String> {
    let pool = back_door(ground).await;
    let (tables, columns) = match ground.location {
        Location::Folder(_) => (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "SELECT name FROM pragma_table_info('{}')",
        ),
        Location::Url(_) => (
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
            "SELECT column_name::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '{}'",
        ),
    };
    let bytes = match ground.location {
        Location::Folder(_) => "hex({})",
        Location::Url(_) => "encode(convert_to({}::text, 'UTF8'), 'hex')",
    };
    let mut all = Vec::new();
    let named = sqlx::query(tables).fetch_all(&pool).await.unwrap();
    assert!(named.len() > 15, "the tables were not found");
    for table in named {
        let table: String = table.get(0);
        let sql = AssertSqlSafe(columns.replace("{}", &table));
        for column in sqlx::query(sql).fetch_all(&pool).await.unwrap() {
            let column: String = column.get(0);
            let value = match (&ground.location, (&*table, &*column)) {
                (Location::Url(_), ("raw_file" | "vector", "bytes")) => {
                    "encode({}, 'hex')".replace("{}", &column)
                }
                _ => bytes.replace("{}", &column),
            };
            let sql = AssertSqlSafe(format!("SELECT {value} FROM {table} WHERE {column} IS NOT NULL"));
            for row in sqlx::query(sql).fetch_all(&pool).await.unwrap() {
                let text: String = row.get(0);
                let bytes = hex::decode(text.to_lowercase()).unwrap();
                all.push(String::from_utf8_lossy(&bytes).to_lowercase());
            }
        }
    }
    all
}

/// Whether a file of the folder holds the trace.
fn is_in_a_file(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_in_a_file(&path);
        }
        let bytes = std::fs::read(path).unwrap().to_ascii_lowercase();
        bytes.windows(TRACE.len()).any(|part| part == TRACE.as_bytes())
    })
}

async fn holding_rows(ground: &Ground) -> usize {
    rows(ground).await.iter().filter(|row| row.contains(TRACE)).count()
}

#[tokio::test]
async fn no_table_and_no_file_holds_the_words_of_somebody_who_was_forgotten() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (one, text) = interview("P03", WORDS);
        let raw = format!("raw {WORDS}");
        let new = NewInterview { interview: &one, text: &text, raw: raw.as_bytes(), masking: &[] };
        store.add_interview(workspace, new).await.unwrap();
        reject_because(&ground, &quoting("HAR-1", "Guests row", "P03", WORDS), WORDS).await;
        reject_because(&ground, &assumption("HAR-2", &format!("Guests say: {WORDS}")), "no").await;
        let why = format!("P03 said: {WORDS}");
        let weighed = Step::Importance { importance: Importance::Low, why };
        store
            .write_line(workspace, "a1", &ada(), |_: &Book<Step>| Ok::<_, ()>(weighed))
            .await
            .unwrap()
            .unwrap();
        let mut slice = item(workspace, "HAR-9/1", WORDS);
        slice.record.labels = vec!["hone:HAR-9/1".into()];
        store.save_items(workspace, std::slice::from_ref(&slice)).await.unwrap();
        slice.record.text = WORDS.into();
        store.save_items(workspace, std::slice::from_ref(&slice)).await.unwrap();
        let job = store.enqueue_job(workspace, "refine", &json!({"item": WORDS}), &[]).await.unwrap();
        store.cancel_job(workspace, &job).await.unwrap();
        let before = holding_rows(&ground).await;
        assert!(before >= 12, "the words stand in {before} places only");

        store.forget_interview(workspace, "P03", &[]).await.unwrap();
        let left: Vec<String> = rows(&ground).await.into_iter().filter(|row| row.contains(TRACE)).collect();
        assert!(left.is_empty(), "{left:#?}");
        if let Location::Folder(folder) = &ground.location {
            assert!(!is_in_a_file(folder), "a file still holds the words");
        }
        let book: Book<Step> = store.book(workspace).await.unwrap();
        let line = &lines_of(&book, "a1")[0].entry;
        let Step::Importance { why, .. } = line else { panic!("{line:?}") };
        assert_eq!(why, "(evidence withdrawn)");
        assert_eq!(store.verify_chain(workspace).await.unwrap().broken, None);
        assert!(store.check().await.unwrap().is_whole());
    }
}
