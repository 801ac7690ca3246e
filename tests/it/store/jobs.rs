//! Jobs: no two clients have one at once, and a dead claimant loses it.

use super::grounds;
use hone::domain::id::sha256_hex;
use hone::store::{JobState, StoreError};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

const LEASE: Duration = Duration::from_secs(30);

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_clients_never_claim_the_same_job() {
    for ground in grounds().await {
        let other = ground.second_client().await;
        for number in 0..40 {
            ground.store.enqueue_job(&ground.workspace, "embed", &json!(number), &[]).await.unwrap();
        }
        let clients = (0..16).map(|client| {
            let store = if client % 2 == 0 { ground.store.clone() } else { other.clone() };
            async move {
                let mut claimed = Vec::new();
                while let Some(job) = store.claim_job(Some("embed"), LEASE).await.unwrap() {
                    claimed.push(job.id);
                }
                claimed
            }
        });
        let claimed: Vec<_> = futures::future::join_all(clients).await.into_iter().flatten().collect();
        let different: BTreeSet<_> = claimed.iter().collect();
        assert!(claimed.len() == different.len(), "a job was claimed twice");
        // A claim may come back empty-handed while others hold their rows; what is left is claimed next.
        let mut left = 0;
        while ground.store.claim_job(None, LEASE).await.unwrap().is_some() {
            left += 1;
        }
        assert_eq!(claimed.len() + left, 40);
    }
}

#[tokio::test]
async fn a_file_waits_beside_its_job_and_goes_when_nobody_needs_it() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let (bytes, other) = (b"title\nberths\n".as_slice(), b"title\nmoorings\n".as_slice());
        let sha = sha256_hex(bytes);
        let one = json!({ "files": [sha] });
        store.enqueue_job(workspace, "import", &one, &[bytes]).await.unwrap();
        let both = json!({ "files": [sha, sha256_hex(other)] });
        store.enqueue_job(workspace, "import", &both, &[bytes, other]).await.unwrap();
        assert_eq!(store.kept_file(workspace, &sha).await.unwrap(), bytes);
        assert_eq!(store.claim_job_but("import", LEASE).await.unwrap(), None);
        let first = store.claim_job_but("embed", LEASE).await.unwrap().unwrap();
        store.finish_job(&first, &json!([])).await.unwrap();
        assert!(store.kept_file(workspace, &sha).await.is_ok(), "the other job still needs it");
        let second = store.claim_job(None, LEASE).await.unwrap().unwrap();
        store.fail_job(&second, "unreadable").await.unwrap();
        assert!(matches!(store.kept_file(workspace, &sha).await, Err(StoreError::NotFound { .. })));
    }
}

#[tokio::test]
async fn a_lease_that_runs_out_is_taken_over_and_the_first_claimant_is_told() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let id = store.enqueue_job(workspace, "ingest", &json!({"path": "a"}), &[]).await.unwrap();
        assert_eq!(store.enqueue_job(workspace, "ingest", &json!({"path": "a"}), &[]).await.unwrap(), id);
        let first = store.claim_job(None, LEASE).await.unwrap().unwrap();
        assert_eq!(store.claim_job(None, LEASE).await.unwrap(), None);
        ground.clock.advance(29_000);
        store.report_progress(&first, 1, 3, LEASE).await.unwrap();
        ground.clock.advance(29_000);
        assert_eq!(store.claim_job(None, LEASE).await.unwrap(), None);
        ground.clock.advance(1_000);
        let second = store.claim_job(None, LEASE).await.unwrap().unwrap();
        assert_eq!((second.id.clone(), second.attempts, second.done), (id.clone(), 2, 1));
        assert!(matches!(
            store.finish_job(&first, &json!(1)).await,
            Err(StoreError::Conflict { what: "job", .. })
        ));
        store.finish_job(&second, &json!({"items": 3})).await.unwrap();
        let ended = store.job(workspace, &id).await.unwrap();
        assert_eq!((ended.state, ended.outcome), (JobState::Finished, json!({"items": 3})));
    }
}
