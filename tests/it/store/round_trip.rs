//! Dump, wipe, restore: nothing is lost, on either database and from one to the other.

use super::samples::{ada, assumption, interview, item};
use super::{Ground, grounds, grounds_of};
use hone::domain::decision::Verdict;
use hone::domain::stakeholder::Stakeholder;
use hone::domain::suggestion::{Body, Kind};
use hone::store::{Effect, NewInterview, Ruling, SCHEMA_VERSION, StoreError};

async fn fill(ground: &Ground) {
    let (store, workspace) = (&ground.store, &ground.workspace);
    let (one, text) = interview("P03", "I ring \u{201c}them\u{201d}.\tNow");
    let new = NewInterview { interview: &one, text: &text, raw: &[0, 159, 146, 150], masking: &[] };
    store.add_interview(workspace, new).await.unwrap();
    store.save_items(workspace, &[item(workspace, "HAR-1", "Book a berth")]).await.unwrap();
    let person = Stakeholder { name: "Ines".into(), ..Stakeholder::default() };
    store.save_stakeholder(workspace, &person).await.unwrap();
    store
        .save_settings(workspace, Some(0.1), &[("language".to_owned(), "en".to_owned())].into())
        .await
        .unwrap();
    let suggestion = assumption("HAR-1", "Guests ring");
    let recorded = store
        .record_refinement(workspace, "HAR-1", &[Kind::Assumption], std::slice::from_ref(&suggestion), &[])
        .await;
    let Body::Assumption(body) = suggestion.body else { panic!("another kind") };
    let ruling = Ruling {
        suggestion: &recorded.unwrap().ids[0],
        version: 1,
        verdict: &Verdict::Accept { candidate: None },
        by: &ada(),
        edited: None,
        note: "yes",
        effect: &Effect::RegisterAssumption(body),
    };
    store.decide(workspace, ruling).await.unwrap();
}

#[tokio::test]
async fn a_restored_workspace_has_the_same_hashes_decisions_and_chain() {
    // From SQLite to Postgres and back where both can be had, else from SQLite to SQLite.
    for (from, to) in grounds().await.iter().zip(grounds_of("elsewhere").await.iter().rev()) {
        fill(from).await;
        let lines = from.store.dump(&from.workspace).await.unwrap();
        let workspace = to.store.restore(&lines).await.unwrap();
        assert_eq!(workspace, from.workspace);
        let (from, to) = (&from.store, &to.store);
        assert_eq!(to.dump(&workspace).await.unwrap(), lines);
        assert_eq!(to.corpus_hash(&workspace).await.unwrap(), from.corpus_hash(&workspace).await.unwrap());
        assert_eq!(to.decisions(&workspace).await.unwrap(), from.decisions(&workspace).await.unwrap());
        assert_eq!(to.verify_chain(&workspace).await.unwrap(), from.verify_chain(&workspace).await.unwrap());
        assert_eq!(to.assumptions(&workspace).await.unwrap(), from.assumptions(&workspace).await.unwrap());
        let again = to.restore(&lines).await;
        assert!(matches!(again, Err(StoreError::Taken { what: "workspace", .. })), "{again:?}");
        assert_eq!(to.changes_since(&workspace, 0).await.unwrap().len(), 2);
        assert!(to.check().await.unwrap().is_whole());
    }
}

#[tokio::test]
async fn a_dump_that_was_cut_short_or_changed_or_is_from_a_later_hone_is_refused_whole() {
    for ground in grounds().await {
        fill(&ground).await;
        let lines = ground.store.dump(&ground.workspace).await.unwrap();
        let cut = ground.store.restore(&lines[..lines.len() - 1]).await;
        assert!(matches!(cut, Err(StoreError::BadDump { .. })));
        let mut later = lines.clone();
        later[0] = later[0].replace(&format!("\"schema\":{SCHEMA_VERSION}"), "\"schema\":99");
        assert!(matches!(ground.store.restore(&later).await, Err(StoreError::NewerSchema { found: 99, .. })));
        let mut twisted = lines.clone();
        let place = twisted.iter().position(|line| line.contains("\"table\":\"workspace\"")).unwrap();
        let mut row: serde_json::Value = serde_json::from_str(&twisted[place]).unwrap();
        row["row"]["velocity"] = "five".into();
        twisted[place] = row.to_string();
        let refused = ground.store.restore(&twisted).await;
        assert!(
            matches!(&refused, Err(StoreError::BadDump { line, .. }) if *line == place + 1),
            "{refused:?}"
        );
        assert_eq!(ground.store.workspaces().await.unwrap().len(), 1);
    }
}
