//! How long a durable decision takes under load: printed, never asserted.

use super::grounds;
use super::samples::{ada, assumption};
use hone::domain::decision::Verdict;
use hone::domain::suggestion::Kind;
use hone::store::{Effect, Ruling};
use std::time::Instant;

const CLIENTS: usize = 64;
const EACH: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "measures; run with --release -- --ignored --nocapture"]
#[expect(clippy::print_stderr, reason = "the figures are the result")]
async fn a_decision_under_64_clients() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        for client in 0..CLIENTS {
            let item = format!("HAR-{client}");
            let many: Vec<_> =
                (0..EACH).map(|n| assumption(&item, &format!("Guests ring {n} times"))).collect();
            store.record_refinement(workspace, &item, &[Kind::Assumption], &many, &[]).await.unwrap();
        }
        let start = Instant::now();
        let work = (0..CLIENTS).map(|client| async move {
            let mut times = Vec::new();
            for n in 0..EACH {
                let suggestion = assumption(&format!("HAR-{client}"), &format!("Guests ring {n} times"));
                let ruling = Ruling {
                    suggestion: &suggestion.id(workspace),
                    version: 1,
                    verdict: &Verdict::Accept { candidate: None },
                    by: &ada(),
                    edited: None,
                    note: "",
                    effect: &Effect::None,
                };
                let asked = Instant::now();
                store.decide(workspace, ruling).await.unwrap();
                times.push(asked.elapsed());
            }
            times
        });
        let mut times: Vec<_> = futures::future::join_all(work).await.into_iter().flatten().collect();
        let rate = f64::from(u32::try_from(times.len()).unwrap()) / start.elapsed().as_secs_f64();
        times.sort_unstable();
        let (middle, tail) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        let start = Instant::now();
        let chain = store.verify_chain(workspace).await.unwrap();
        eprintln!(
            "{:?}: {rate:.0} decisions/s, p50 {middle:.1?}, p99 {tail:.1?}; chain of {} verified in {:.1?}",
            store.dialect(),
            chain.entries,
            start.elapsed()
        );
    }
}
