//! What a full disk, a foreign file, a later schema and a dropped future do: nothing by halves.

use super::samples::{assumption, item};
use super::{NOON, grounds};
use hone::clock::FixedClock;
use hone::domain::suggestion::Kind;
use hone::store::{Location, Options, Store, StoreError, SuggestionFilter};
use sqlx::AnyPool;
use std::path::Path;
use std::sync::Arc;

async fn open(folder: &Path, options: Options) -> Result<Store, StoreError> {
    Store::open(&Location::Folder(folder.to_owned()), options, Arc::new(FixedClock::at(NOON))).await
}

#[tokio::test]
async fn nothing_is_kept_half_done_when_the_disk_is_full_and_reading_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let small = Options { max_pages: Some(120), ..Options::default() };
    let store = open(folder.path(), small).await.unwrap();
    let workspace = store.create_workspace("harbour").await.unwrap().id;
    let mut kept = Vec::new();
    let full = loop {
        let start = kept.len() * 8;
        let batch: Vec<_> = (start..start + 8)
            .map(|n| item(&workspace, &format!("HAR-{n}"), &"berth ".repeat(200)))
            .collect();
        match store.save_items(&workspace, &batch).await {
            Ok(_) => kept.push(batch),
            Err(error) => break error,
        }
    };
    assert!(matches!(full, StoreError::Full), "{full:?}");
    assert!(!kept.is_empty());
    assert_eq!(store.items(&workspace).await.unwrap().len(), kept.len() * 8);
    assert_eq!(store.changes_since(&workspace, 0).await.unwrap().len(), kept.len() * 8);
    store.close().await;
    let store = open(folder.path(), Options::default()).await.unwrap();
    assert!(store.check().await.unwrap().is_whole());
    let one_more = [item(&workspace, "HAR-X", "Room again")];
    store.save_items(&workspace, &one_more).await.unwrap();
}

#[tokio::test]
async fn a_dropped_refinement_leaves_the_whole_of_it_or_nothing() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        for round in 0..40_u64 {
            let key = format!("HAR-{round}");
            let five: Vec<_> = (0..5).map(|n| assumption(&key, &format!("Guests ring {n} times"))).collect();
            let work = store.record_refinement(workspace, &key, &[Kind::Assumption], &five, &[]);
            let _ = tokio::time::timeout(std::time::Duration::from_micros(round * 60), work).await;
            let filter = SuggestionFilter { item: Some(&key), ..SuggestionFilter::default() };
            let found = store.suggestions(workspace, filter).await.unwrap().len();
            assert!(found == 0 || found == 5, "{found} of 5");
        }
        // The connection is usable afterwards.
        store.save_items(workspace, &[item(workspace, "HAR-1", "Book a berth")]).await.unwrap();
    }
}

#[tokio::test]
async fn a_foreign_file_and_a_later_schema_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hone.db");
    std::fs::write(
        &file,
        "this is a letter, not a database, and it is long enough to be sure of that. ".repeat(9),
    )
    .unwrap();
    let error = open(folder.path(), Options::default()).await.unwrap_err();
    assert!(matches!(&error, StoreError::NotADatabase(path) if *path == file), "{error:?}");
    std::fs::remove_file(&file).unwrap();
    let store = open(folder.path(), Options::default()).await.unwrap();
    store.close().await;
    let pool = AnyPool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query("UPDATE meta SET value = '99' WHERE name = 'schema'").execute(&pool).await.unwrap();
    pool.close().await;
    let error = open(folder.path(), Options::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error:?}");
}

#[tokio::test]
async fn another_process_that_holds_the_lock_makes_us_busy_not_broken() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), Options::default()).await.unwrap();
    let workspace = store.create_workspace("harbour").await.unwrap().id;
    let url = format!("sqlite://{}", folder.path().join("hone.db").display());
    let pool = AnyPool::connect(&url).await.unwrap();
    let lock = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let one = [item(&workspace, "HAR-1", "Book a berth")];
    assert!(matches!(store.save_items(&workspace, &one).await, Err(StoreError::Busy)));
    assert_eq!(store.items(&workspace).await.unwrap(), []);
    lock.rollback().await.unwrap();
    store.save_items(&workspace, &one).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_private_and_a_backup_opens_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let store = open(&data, Options::default()).await.unwrap();
    let workspace = store.create_workspace("harbour").await.unwrap().id;
    store.save_items(&workspace, &[item(&workspace, "HAR-1", "Book a berth")]).await.unwrap();
    std::fs::create_dir(folder.path().join("copy")).unwrap();
    let copy = folder.path().join("copy/hone.db");
    store.backup(&copy).await.unwrap();
    assert!(matches!(store.backup(&copy).await, Err(StoreError::Taken { .. })));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for file in ["hone.db", "hone.db-wal", "hone.db-shm"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
    assert_eq!(mode(&copy), 0o600);
    let opened = open(&folder.path().join("copy"), Options::default()).await.unwrap();
    assert_eq!(opened.dump(&workspace).await.unwrap(), store.dump(&workspace).await.unwrap());
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_said_at_once() {
    let location = Location::Url("postgres://hone@127.0.0.1:9/hone".into());
    let error = Store::open(&location, Options::default(), Arc::new(FixedClock::at(NOON))).await.unwrap_err();
    assert!(matches!(error, StoreError::NoServer(_)), "{error:?}");
    let location = Location::Url("mysql://hone@127.0.0.1:9/hone".into());
    let error = Store::open(&location, Options::default(), Arc::new(FixedClock::at(NOON))).await.unwrap_err();
    assert!(matches!(error, StoreError::Unsupported(_)), "{error:?}");
}
