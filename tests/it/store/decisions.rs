//! Deciding: one winner, one change, one way back.

use super::samples::{ada, assumption, item, split};
use super::{Ground, grounds};
use hone::domain::access::Decider;
use hone::domain::decision::{RejectCode, Verdict};
use hone::domain::id::SuggestionId;
use hone::domain::suggestion::{Body, Kind, Status, Suggestion, Verified};
use hone::store::{Effect, Ruling, StoreError};

const ACCEPT: Verdict = Verdict::Accept { candidate: None };

fn ruling<'a>(
    suggestion: &'a SuggestionId,
    version: i64,
    verdict: &'a Verdict,
    by: &'a Decider,
) -> Ruling<'a> {
    Ruling { suggestion, version, verdict, by, edited: None, note: "", effect: &Effect::None }
}

async fn propose(ground: &Ground, suggestion: &Suggestion<Verified>) -> SuggestionId {
    let kinds = [suggestion.kind()];
    let one = std::slice::from_ref(suggestion);
    let recorded =
        ground.store.record_refinement(&ground.workspace, &suggestion.item, &kinds, one, &[]).await;
    recorded.unwrap().ids.remove(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_clients_that_decide_at_once_exactly_one_wins() {
    race(20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "the full number of rounds; run with --release -- --ignored"]
async fn of_64_clients_that_decide_at_once_exactly_one_wins_200_times() {
    race(200).await;
}

async fn race(rounds: usize) {
    for ground in grounds().await {
        let other = ground.second_client().await;
        for round in 0..rounds {
            let id = propose(&ground, &assumption(&format!("HAR-{round}"), "Guests ring")).await;
            let races = (0..64).map(|client| {
                let store = if client % 2 == 0 { ground.store.clone() } else { other.clone() };
                let (workspace, id) = (ground.workspace.clone(), id.clone());
                async move {
                    let reject = Verdict::Reject { code: RejectCode::Other };
                    let verdict = if client % 3 == 0 { &ACCEPT } else { &reject };
                    store.decide(&workspace, ruling(&id, 1, verdict, &ada())).await
                }
            });
            let outcomes = futures::future::join_all(races).await;
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
            let conflicts =
                outcomes.iter().filter(|one| matches!(one, Err(StoreError::Conflict { .. }))).count();
            assert_eq!(conflicts, 63);
        }
        assert_eq!(ground.store.decisions(&ground.workspace).await.unwrap().len(), rounds);
        assert_eq!(ground.store.verify_chain(&ground.workspace).await.unwrap().broken, None);
    }
}

#[tokio::test]
async fn an_accepted_split_replaces_its_parent_and_undo_restores_it() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let parent = item(workspace, "HAR-1", "Manage berths");
        store.save_items(workspace, std::slice::from_ref(&parent)).await.unwrap();
        let before = store.items(workspace).await.unwrap();
        let id = propose(&ground, &split("HAR-1")).await;
        let mut child = item(workspace, "HAR-1/1", "Add a berth");
        child.record.parent = Some("HAR-1".into());
        child.position = 1;
        let effect = Effect::ReplaceByChildren { parent: parent.id.clone(), children: vec![child.clone()] };
        store.decide(workspace, Ruling { effect: &effect, ..ruling(&id, 1, &ACCEPT, &ada()) }).await.unwrap();
        assert!(store.item(workspace, "HAR-1").await.unwrap().replaced_by_slices);
        assert_eq!(store.children(workspace, "HAR-1").await.unwrap(), [child]);
        store.undo(workspace, &id, None, &ada(), "too early").await.unwrap();
        assert_eq!(store.items(workspace).await.unwrap(), before);
        let open = store.suggestion(workspace, &id).await.unwrap();
        assert_eq!((open.status, open.version), (Status::Proposed, 3));
        assert!(matches!(
            store.undo(workspace, &id, None, &ada(), "").await,
            Err(StoreError::NothingToUndo(_))
        ));
    }
}

#[tokio::test]
async fn a_split_whose_slice_was_edited_or_exported_is_not_taken_back() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let parent = item(workspace, "HAR-1", "Manage berths");
        store.save_items(workspace, std::slice::from_ref(&parent)).await.unwrap();
        let id = propose(&ground, &split("HAR-1")).await;
        let mut child = item(workspace, "HAR-1/1", "Add a berth");
        let effect = Effect::ReplaceByChildren { parent: parent.id, children: vec![child.clone()] };
        store.decide(workspace, Ruling { effect: &effect, ..ruling(&id, 1, &ACCEPT, &ada()) }).await.unwrap();
        store.mark_exported(workspace, &[child.id.clone()]).await.unwrap();
        child.record.title = "Add one berth".into();
        store.update_item(workspace, &child, 1).await.unwrap();
        let error = store.undo(workspace, &id, None, &ada(), "").await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "the decision cannot be taken back: HAR-1/1 (edited since), HAR-1/1 (exported) depend on it"
        );
        assert_eq!(store.item(workspace, "HAR-1/1").await.unwrap().record.title, "Add one berth");
    }
}

#[tokio::test]
async fn an_edit_waits_for_a_yes_and_each_undo_takes_one_step_back() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let id = propose(&ground, &assumption("HAR-1", "Guests ring")).await;
        let edited = assumption("HAR-1", "Nine of ten guests ring");
        let by = ada();
        let edit = Ruling { edited: Some(&edited), ..ruling(&id, 1, &Verdict::Edit, &by) };
        store.decide(workspace, edit).await.unwrap();
        let now = store.suggestion(workspace, &id).await.unwrap();
        assert_eq!((now.status, now.suggestion.title.as_str()), (Status::Edited, "Nine of ten guests ring"));
        let Body::Assumption(body) = now.suggestion.body.clone() else { panic!("another kind") };
        let effect = Effect::RegisterAssumption(body.clone());
        store.decide(workspace, Ruling { effect: &effect, ..ruling(&id, 2, &ACCEPT, &ada()) }).await.unwrap();
        assert_eq!(store.assumptions(workspace).await.unwrap()[0].assumption, body);
        store.undo(workspace, &id, None, &ada(), "").await.unwrap();
        assert_eq!(store.assumptions(workspace).await.unwrap(), []);
        assert_eq!(store.suggestion(workspace, &id).await.unwrap().status, Status::Edited);
        store.undo(workspace, &id, None, &ada(), "").await.unwrap();
        let first = store.suggestion(workspace, &id).await.unwrap();
        assert_eq!((first.status, first.suggestion.title.as_str()), (Status::Proposed, "Guests ring"));
    }
}

#[tokio::test]
async fn a_deferred_suggestion_waits_again_on_its_day() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let id = propose(&ground, &assumption("HAR-1", "Guests ring")).await;
        let until = Verdict::Defer { until: "2026-10-01".into() };
        store.decide(workspace, ruling(&id, 1, &until, &ada())).await.unwrap();
        assert_eq!(store.wake_deferred(workspace, "2026-09-30").await.unwrap(), 0);
        assert_eq!(store.wake_deferred(workspace, "2026-10-01").await.unwrap(), 1);
        assert_eq!(store.suggestion(workspace, &id).await.unwrap().status, Status::Proposed);
    }
}

#[tokio::test]
async fn a_change_that_does_not_fit_is_refused_and_nothing_is_decided() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let id = propose(&ground, &assumption("HAR-1", "Guests ring")).await;
        let effect =
            Effect::ReplaceByChildren { parent: item(workspace, "HAR-1", "").id, children: Vec::new() };
        let wrong =
            store.decide(workspace, Ruling { effect: &effect, ..ruling(&id, 1, &ACCEPT, &ada()) }).await;
        assert!(matches!(wrong, Err(StoreError::Misfit(_))));
        assert_eq!(store.suggestion(workspace, &id).await.unwrap().status, Status::Proposed);
        assert_eq!(store.decisions(workspace).await.unwrap(), []);
        assert_eq!(Kind::Assumption, store.suggestion(workspace, &id).await.unwrap().suggestion.kind());
    }
}
