//! Any history of decisions, taken back step by step, ends where it began.

use super::samples::{ada, assumption};
use super::{Ground, NOON};
use hone::domain::decision::{RejectCode, Verdict};
use hone::domain::suggestion::{Body, Kind};
use hone::store::{Effect, Location, Ruling, StoreError};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Step {
    Accept,
    Edit(u8),
    Reject,
    Defer,
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Accept),
        (0..5_u8).prop_map(Step::Edit),
        Just(Step::Reject),
        Just(Step::Defer),
        Just(Step::Undo),
    ]
}

async fn follow(steps: &[Step]) {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::at(Location::Folder(folder.path().to_owned()), None, "harbour").await;
    let (store, workspace) = (&ground.store, &ground.workspace);
    let first = [assumption("HAR-1", "Guests ring")];
    let recorded =
        store.record_refinement(workspace, "HAR-1", &[Kind::Assumption], &first, &[]).await.unwrap();
    let id = &recorded.ids[0];
    let mut begun = store.suggestion(workspace, id).await.unwrap();
    let (mut depth, mut entries) = (0_usize, 0);
    for step in steps {
        let now = store.suggestion(workspace, id).await.unwrap();
        let Body::Assumption(body) = now.suggestion.body.clone() else { panic!("another kind") };
        let times = if let Step::Edit(times) = step { *times } else { 0 };
        let edited = assumption("HAR-1", &format!("Guests ring {times} times"));
        let (verdict, edited, effect) = match step {
            Step::Accept => (Verdict::Accept { candidate: None }, None, Effect::RegisterAssumption(body)),
            Step::Edit(_) => (Verdict::Edit, Some(&edited), Effect::None),
            Step::Reject => (Verdict::Reject { code: RejectCode::Other }, None, Effect::None),
            Step::Defer => (Verdict::Defer { until: "2027-01-01".into() }, None, Effect::None),
            Step::Undo => {
                let undone = store.undo(workspace, id, None, &ada(), "").await;
                assert_eq!(undone.is_ok(), depth > 0);
                entries += i64::from(undone.is_ok());
                depth = depth.saturating_sub(1);
                continue;
            }
        };
        let by = ada();
        let ruling = Ruling {
            suggestion: id,
            version: now.version,
            verdict: &verdict,
            by: &by,
            edited,
            note: "",
            effect: &effect,
        };
        let outcome = store.decide(workspace, ruling).await;
        assert_eq!(outcome.is_ok(), now.status.is_open());
        assert!(matches!(outcome, Ok(_) | Err(StoreError::Conflict { .. })));
        entries += i64::from(outcome.is_ok());
        depth += usize::from(outcome.is_ok());
    }
    for _ in 0..depth {
        store.undo(workspace, id, None, &ada(), "").await.unwrap();
        entries += 1;
    }
    let ended = store.suggestion(workspace, id).await.unwrap();
    assert_eq!(ended.version, 1 + entries);
    begun.version = ended.version;
    assert_eq!(ended, begun);
    assert_eq!(begun.created_at, NOON);
    assert_eq!(store.assumptions(workspace).await.unwrap(), []);
    let chain = store.verify_chain(workspace).await.unwrap();
    assert_eq!((chain.entries, chain.broken), (entries, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_can_be_taken_back(steps in prop::collection::vec(step(), 0..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(follow(&steps));
    }
}
