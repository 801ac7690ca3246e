//! The chain of decisions shows what was changed behind the store's back.

use super::samples::{ada, assumption, interview, quoting};
use super::{Ground, grounds};
use hone::domain::decision::{RejectCode, Verdict};
use hone::domain::suggestion::{Kind, Suggestion, Verified};
use hone::store::{Effect, Location, NewInterview, Ruling, SuggestionFilter};
use sqlx::{AnyPool, AssertSqlSafe};

async fn reject(ground: &Ground, suggestion: &Suggestion<Verified>) {
    reject_because(ground, suggestion, "what is a guest?").await;
}

/// Turns a suggestion down with this note.
pub(super) async fn reject_because(ground: &Ground, suggestion: &Suggestion<Verified>, note: &str) {
    let (store, workspace) = (&ground.store, &ground.workspace);
    let one = std::slice::from_ref(suggestion);
    let recorded = store.record_refinement(workspace, &suggestion.item, &[Kind::Assumption], one, &[]).await;
    let verdict = Verdict::Reject { code: RejectCode::Unclear };
    let ruling = Ruling {
        suggestion: &recorded.unwrap().ids[0],
        version: 1,
        verdict: &verdict,
        by: &ada(),
        edited: None,
        note,
        effect: &Effect::None,
    };
    store.decide(workspace, ruling).await.unwrap();
}

/// A connection past the store.
pub(super) async fn back_door(ground: &Ground) -> AnyPool {
    let url = match &ground.location {
        Location::Folder(folder) => format!("sqlite://{}", folder.join("hone.db").display()),
        Location::Url(url) => url.clone(),
    };
    AnyPool::connect(&url).await.unwrap()
}

#[tokio::test]
async fn a_decision_can_be_neither_changed_nor_removed() {
    for ground in grounds().await {
        reject(&ground, &assumption("HAR-1", "Guests ring")).await;
        let pool = back_door(&ground).await;
        for sql in ["UPDATE decision SET hash = 'x'", "DELETE FROM decision"] {
            let error = sqlx::query(sql).execute(&pool).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{error}");
        }
    }
}

#[tokio::test]
async fn every_way_to_change_the_log_is_found_at_its_place() {
    let tampering: [(&str, i64); 6] = [
        ("UPDATE decision_text SET note = 'fine' WHERE seq = 2", 2),
        ("UPDATE decision_text SET blanked = 1 WHERE seq = 2", 2),
        ("UPDATE decision SET entry = replace(entry, 'Ada', 'Eve') WHERE seq = 1", 1),
        ("UPDATE decision SET suggestion = 'other' WHERE seq = 3", 3),
        (
            "DELETE FROM decision_text WHERE seq = 3; DELETE FROM decision_undo WHERE seq = 3; DELETE FROM decision WHERE seq = 3",
            3,
        ),
        (
            "DELETE FROM decision_text WHERE seq = 1; DELETE FROM decision_undo WHERE seq = 1; DELETE FROM decision WHERE seq = 1",
            1,
        ),
    ];
    for (sql, place) in tampering {
        for ground in grounds().await {
            for statement in ["Guests ring", "Guests write", "Guests wait"] {
                reject(&ground, &assumption(statement, statement)).await;
            }
            assert_eq!(ground.store.verify_chain(&ground.workspace).await.unwrap().broken, None);
            let unlock = match ground.location {
                Location::Folder(_) => {
                    "DROP TRIGGER decision_is_never_changed; DROP TRIGGER decision_is_never_removed"
                }
                Location::Url(_) => "DROP TRIGGER decision_is_append_only ON decision",
            };
            let pool = back_door(&ground).await;
            sqlx::raw_sql(AssertSqlSafe(format!("{unlock}; {sql}"))).execute(&pool).await.unwrap();
            let report = ground.store.verify_chain(&ground.workspace).await.unwrap();
            assert_eq!(report.broken, Some(place), "{sql}");
        }
    }
}

#[tokio::test]
async fn forgetting_an_interview_keeps_the_chain_and_every_text_without_its_words() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (one, text) = interview("P03", "I ring them.");
        let new = NewInterview { interview: &one, text: &text, raw: b"one", masking: &[] };
        store.add_interview(workspace, new).await.unwrap();
        reject(&ground, &quoting("HAR-1", "Guests ring", "P03", "I ring them.")).await;
        reject(&ground, &assumption("HAR-2", "Guests write")).await;
        let preview = store.interview_dependants(workspace, "P03").await.unwrap();
        assert_eq!((preview.suggestions.len(), &*preview.decisions), (1, &[][..]));
        assert_eq!(store.forget_interview(workspace, "P03", &[]).await.unwrap(), preview);
        let report = store.verify_chain(workspace).await.unwrap();
        assert_eq!((report.entries, report.broken, report.blanked), (2, None, 0));
        let notes: Vec<String> =
            store.decisions(workspace).await.unwrap().into_iter().map(|entry| entry.note).collect();
        assert_eq!(notes, ["what is a guest?", "what is a guest?"]);
        let left = store.suggestions(workspace, SuggestionFilter::default()).await.unwrap();
        let withdrawn: Vec<usize> = left.iter().map(|one| one.suggestion.evidence.withdrawn).collect();
        assert_eq!(withdrawn, [1, 0]);
        assert_eq!(left[0].suggestion.evidence.quotes().count(), 0);
        assert_eq!(store.raw_file(workspace, &one.id).await.unwrap(), None);
        assert!(store.check().await.unwrap().is_whole());
    }
}
