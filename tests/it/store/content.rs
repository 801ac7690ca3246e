//! Workspaces, interviews, items, passages.

use super::grounds;
use super::samples::{interview, item, quoting};
use hone::domain::check::{Check, Outcome, Report};
use hone::domain::interview::Role;
use hone::domain::snapshot::Snapshot;
use hone::domain::suggestion::{Kind, Status, Suggestion};
use hone::store::{Added, IndexChange, NewInterview, Saved, StoreError, SuggestionFilter};
use serde_json::json;
use std::collections::BTreeMap;

#[tokio::test]
async fn an_interview_is_read_as_it_was_stored() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (one, text) = interview("P03", "Last Tuesday I rang the harbour — twice.");
        let new = NewInterview { interview: &one, text: &text, raw: b"\x00raw", masking: &[] };
        assert_eq!(store.add_interview(workspace, new).await.unwrap(), Added::New("P03".into()));
        let read = store.interview(workspace, "P03").await.unwrap();
        assert_eq!(read, one);
        assert_eq!(store.turn(workspace, "P03", 1).await.unwrap().as_ref(), Some(&one.turns[1]));
        assert_eq!(store.turn(workspace, "P03", 2).await.unwrap(), None);
        assert_eq!(store.interview_text(workspace, &one.id, 1).await.unwrap(), text);
        assert_eq!(store.raw_file(workspace, &one.id).await.unwrap().as_deref(), Some(&b"\x00raw"[..]));
        store.delete_raw_file(workspace, &one.id).await.unwrap();
        assert_eq!(store.raw_file(workspace, &one.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn the_same_text_under_another_name_is_known_and_the_same_person_gets_another_key() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (one, text) = interview("P03", "I ring them.");
        let new = NewInterview { interview: &one, text: &text, raw: b"one", masking: &[] };
        store.add_interview(workspace, new).await.unwrap();
        let (twin, _) = interview("P04", "I ring them.");
        let copy = NewInterview { interview: &twin, text: &text, raw: b"two", masking: &[] };
        assert_eq!(store.add_interview(workspace, copy).await.unwrap(), Added::Known("P03".into()));
        let (second, text) = interview("P03", "I write to them now.");
        let later = NewInterview { interview: &second, text: &text, raw: b"three", masking: &[] };
        assert_eq!(store.add_interview(workspace, later).await.unwrap(), Added::New("P03-2".into()));
    }
}

#[tokio::test]
async fn nothing_crosses_the_boundary_of_a_workspace() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let other = store.create_workspace("other").await.unwrap().id;
        store.save_items(workspace, &[item(workspace, "HAR-1", "Book a berth")]).await.unwrap();
        assert_eq!(store.items(&other).await.unwrap(), []);
        assert!(matches!(store.item(&other, "HAR-1").await, Err(StoreError::NotFound { .. })));
        assert!(matches!(store.create_workspace("other").await, Err(StoreError::Taken { .. })));
        assert_eq!(store.current_workspace().await.unwrap().unwrap().id, *workspace);
        store.select_workspace(&other).await.unwrap();
        assert_eq!(store.current_workspace().await.unwrap().unwrap().name, "other");
    }
}

#[tokio::test]
async fn a_repeated_import_changes_nothing_and_a_changed_item_makes_its_suggestions_stale() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let mut har_1 = item(workspace, "HAR-1", "Book a berth");
        assert_eq!(store.save_items(workspace, std::slice::from_ref(&har_1)).await.unwrap(), [Saved::New]);
        let hash = store.corpus_hash(workspace).await.unwrap();
        har_1.record.line = 7;
        assert_eq!(
            store.save_items(workspace, std::slice::from_ref(&har_1)).await.unwrap(),
            [Saved::Unchanged]
        );
        assert_eq!(store.corpus_hash(workspace).await.unwrap(), hash);
        let suggestion = quoting("HAR-1", "Guests book at night", "P03", "at night");
        store.record_refinement(workspace, "HAR-1", &[Kind::Assumption], &[suggestion], &[]).await.unwrap();
        let version = store.data_version().await.unwrap();
        har_1.record.title = "Book a berth online".into();
        assert_eq!(
            store.save_items(workspace, std::slice::from_ref(&har_1)).await.unwrap(),
            [Saved::Changed]
        );
        assert!(store.data_version().await.unwrap() > version);
        assert_eq!(store.item(workspace, "HAR-1").await.unwrap().version, 2);
        assert_eq!(store.item_history(workspace, &har_1.id).await.unwrap()[0].1.title, "Book a berth");
        let all = store.suggestions(workspace, SuggestionFilter::default()).await.unwrap();
        assert_eq!(all.iter().map(|one| one.status).collect::<Vec<_>>(), [Status::Stale]);
        let stale = store.update_item(workspace, &har_1, 1).await;
        assert!(matches!(stale, Err(StoreError::Conflict { what: "item", .. })));
    }
}

#[tokio::test]
async fn a_vector_is_kept_by_embedder_and_goes_with_its_item() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let har_1 = item(workspace, "HAR-1", "Book a berth");
        store.save_items(workspace, std::slice::from_ref(&har_1)).await.unwrap();
        let vector = ("hash".to_owned(), vec![0, 255, 7]);
        store.save_vectors(workspace, "mini-1", std::slice::from_ref(&vector)).await.unwrap();
        assert_eq!(store.vectors(workspace, "mini-1").await.unwrap(), std::slice::from_ref(&vector));
        assert_eq!(store.vector(workspace, "mini-1", "hash").await.unwrap(), Some(vector.1.clone()));
        assert_eq!(store.vector(workspace, "mini-2", "hash").await.unwrap(), None);
        store.save_vectors(workspace, "mini-2", &[vector]).await.unwrap();
        assert_eq!(store.drop_other_embedders(workspace, "mini-1").await.unwrap(), 1);
        store.delete_item(workspace, "HAR-1", &["hash".to_owned()]).await.unwrap();
        assert_eq!(store.vectors(workspace, "mini-1").await.unwrap(), []);
    }
}

#[tokio::test]
async fn the_index_hears_of_the_latest_change_of_each_owner() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let [one, two] = ["HAR-1", "HAR-2"].map(|key| item(workspace, key, "Book a berth"));
        store.save_items(workspace, &[one.clone(), two.clone()]).await.unwrap();
        let first = store.changes_since(workspace, 0).await.unwrap();
        assert_eq!(first.len(), 2);
        store.save_items(workspace, &[item(workspace, "HAR-1", "Pay for a berth")]).await.unwrap();
        let later = store.changes_since(workspace, first[1].seq).await.unwrap();
        assert_eq!(later.iter().map(|entry| entry.owner.id()).collect::<Vec<_>>(), [one.id.as_str()]);
        store.delete_item(workspace, "HAR-2", &[]).await.unwrap();
        let all = store.changes_since(workspace, 0).await.unwrap();
        let changes: Vec<_> = all.iter().map(|entry| (entry.owner.id(), entry.change)).collect();
        assert_eq!(changes, [(one.id.as_str(), IndexChange::Put), (two.id.as_str(), IndexChange::Remove)]);
    }
}

#[tokio::test]
async fn quotes_of_a_voice_that_is_barred_later_go_stale() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (one, text) = interview("P03", "I ring them.");
        let new = NewInterview { interview: &one, text: &text, raw: b"one", masking: &[] };
        store.add_interview(workspace, new).await.unwrap();
        let kept = quoting("HAR-1", "Guests write", "P04", "I write");
        let barred = quoting("HAR-1", "Guests ring", "P03", "I ring them.");
        store
            .record_refinement(workspace, "HAR-1", &[Kind::Assumption], &[kept, barred.clone()], &[])
            .await
            .unwrap();
        let roles = BTreeMap::from([("Pat".to_owned(), Role::Interviewer)]);
        let (read, stale) = store.correct_roles(workspace, "P03", &roles).await.unwrap();
        assert_eq!((read.version, read.turns[1].role, stale), (2, Role::Interviewer, 1));
        assert_eq!(store.interview(workspace, "P03").await.unwrap(), read);
        let status = store.suggestion(workspace, &barred.id(workspace)).await.unwrap().status;
        assert_eq!(status, Status::Stale);
    }
}

#[tokio::test]
async fn a_page_without_a_quote_belongs_to_its_interview_too() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let page = |key: &str| {
            let body: Snapshot =
                serde_json::from_value(json!({ "interview": key, "not_said": ["what it costs"] })).unwrap();
            let mut report = Report::default();
            for check in [Check::QuotesProved, Check::Figures, Check::Ledger] {
                report.add(check, Outcome::Pass, "");
            }
            Suggestion::draft(body, key, "A page").verify(report).unwrap()
        };
        for key in ["P03", "P04"] {
            store.record_refinement(workspace, key, &[Kind::Snapshot], &[page(key)], &[]).await.unwrap();
        }
        let found = store.quoting(workspace, "P03").await.unwrap();
        assert_eq!(found.iter().map(|one| one.suggestion.item.as_str()).collect::<Vec<_>>(), ["P03"]);
    }
}
