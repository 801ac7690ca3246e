//! A budget is kept by reservations, also when several ask at the same time.

use super::grounds;
use hone::store::{Budget, Spent};

const ESTIMATE: Spent = Spent { input_tokens: 600, output_tokens: 100, cost_micros: 30 };

#[tokio::test]
async fn what_is_reserved_counts_until_it_is_settled_and_a_new_month_begins_at_nothing() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let budget = Budget { tokens: 1_000, cost_micros: 0 };
        let reserve = || store.reserve_spending(workspace, "m", "split", ESTIMATE, budget);
        let first = reserve().await.unwrap().expect("room");
        assert!(reserve().await.unwrap().is_none(), "1,400 would be too many");
        let took = Spent { input_tokens: 150, output_tokens: 20, cost_micros: 7 };
        store.settle_spending(workspace, first, "ok", took).await.unwrap();
        assert_eq!(store.spent_this_month(workspace).await.unwrap(), took);
        assert!(reserve().await.unwrap().is_some());
        ground.clock.advance(32 * 24 * 3_600_000);
        assert_eq!(store.spent_this_month(workspace).await.unwrap(), Spent::default());
    }
}

#[tokio::test]
async fn money_is_limited_by_itself_and_zero_is_no_limit() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let money = Budget { tokens: 0, cost_micros: 50 };
        let reserve = |budget| store.reserve_spending(workspace, "m", "split", ESTIMATE, budget);
        assert!(reserve(money).await.unwrap().is_some());
        assert!(reserve(money).await.unwrap().is_none());
        assert!(reserve(Budget::default()).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn many_at_once_never_reserve_more_than_there_is() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        let budget = Budget { tokens: 2_800, cost_micros: 0 };
        let all = (0..12).map(|_| store.reserve_spending(workspace, "m", "split", ESTIMATE, budget));
        let granted =
            futures::future::join_all(all).await.into_iter().filter(|one| one.as_ref().unwrap().is_some());
        assert_eq!(granted.count(), 4);
    }
}
