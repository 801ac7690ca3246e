//! A refinement is one unit, and repeating it changes nothing.

use super::grounds;
use super::samples::{ada, assumption};
use hone::domain::check::Check;
use hone::domain::decision::{RejectCode, Verdict};
use hone::domain::suggestion::{Kind, Status, Withheld};
use hone::store::{Effect, Ruling, StoreError, SuggestionFilter};

#[tokio::test]
async fn what_is_no_longer_produced_goes_stale_comes_back_and_what_was_decided_stays() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let kinds = [Kind::Assumption];
        let [a, b, c] = ["Guests ring", "Guests write", "Guests wait"].map(|text| assumption("HAR-1", text));
        let first = store
            .record_refinement(workspace, "HAR-1", &kinds, &[a.clone(), b.clone(), c.clone()], &[])
            .await;
        assert_eq!(first.unwrap().new, 3);
        let before = store.suggestions(workspace, SuggestionFilter::default()).await.unwrap();
        let again = store
            .record_refinement(workspace, "HAR-1", &kinds, &[a.clone(), b.clone(), c.clone()], &[])
            .await;
        assert_eq!(again.unwrap().new, 0);
        assert_eq!(store.suggestions(workspace, SuggestionFilter::default()).await.unwrap(), before);

        let id = c.id(workspace);
        let reject = Verdict::Reject { code: RejectCode::NotSupported };
        let ruling = Ruling {
            suggestion: &id,
            version: 1,
            verdict: &reject,
            by: &ada(),
            edited: None,
            note: "nobody said so",
            effect: &Effect::None,
        };
        store.decide(workspace, ruling).await.unwrap();
        let fewer =
            store.record_refinement(workspace, "HAR-1", &kinds, std::slice::from_ref(&a), &[]).await.unwrap();
        assert_eq!((fewer.new, fewer.stale), (0, 1));
        let back = store.record_refinement(workspace, "HAR-1", &kinds, &[a, b, c], &[]).await.unwrap();
        assert_eq!((back.new, back.revived, back.stale), (0, 1, 0));
        let states = store.suggestions(workspace, SuggestionFilter::default()).await.unwrap();
        let states: Vec<Status> = states.iter().map(|one| one.status).collect();
        assert_eq!(states, [Status::Proposed, Status::Proposed, Status::Rejected]);
        let ledger = store.ledger(workspace).await.unwrap();
        assert_eq!((ledger[0].code, &*ledger[0].note), (RejectCode::NotSupported, "nobody said so"));
        assert_eq!(store.suggestion_ids(workspace, id.short()).await.unwrap(), [id]);
    }
}

#[tokio::test]
async fn withheld_drafts_are_replaced_and_never_suggestions() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let withheld = Withheld {
            kind: Kind::Assumption,
            item: "HAR-1".into(),
            check: Check::QuotesProved,
            reason: "not found".into(),
            ledger_entry: None,
            fingerprint: "f".into(),
            title: None,
        };
        let kinds = [Kind::Assumption];
        for _ in 0..2 {
            let drafts = std::slice::from_ref(&withheld);
            store.record_refinement(workspace, "HAR-1", &kinds, &[], drafts).await.unwrap();
        }
        assert_eq!(store.withheld(workspace).await.unwrap(), std::slice::from_ref(&withheld));
        assert_eq!(store.suggestions(workspace, SuggestionFilter::default()).await.unwrap(), []);
        let elsewhere = store.record_refinement(workspace, "HAR-2", &kinds, &[], &[withheld]).await;
        assert!(matches!(elsewhere, Err(StoreError::Misfit(_))));
    }
}
