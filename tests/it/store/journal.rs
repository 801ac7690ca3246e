//! The journal: one line after the other, whoever writes at once, and none is ever changed.

use super::chain::back_door;
use super::grounds;
use super::samples::ada;
use hone::domain::assumption::Importance;
use hone::domain::experiment::{Refusal, Step};
use hone::domain::journal::{Book, lines_of};
use hone::store::StoreError;

fn weight(why: &str) -> Step {
    Step::Importance { importance: Importance::Low, why: why.into() }
}

#[tokio::test]
async fn what_is_taken_back_no_longer_stands_and_both_lines_are_kept() {
    for ground in grounds().await {
        let (store, workspace) = (&ground.store, &ground.workspace);
        for why in ["a rare case", "rarer still"] {
            let written =
                store.write_line(workspace, "a1", &ada(), |_: &Book<Step>| Ok::<_, ()>(weight(why))).await;
            assert_eq!(written.unwrap().unwrap().entry, weight(why));
        }
        let back = store.take_back::<Step>(workspace, "a1", &ada()).await.unwrap();
        assert_eq!((back.seq, back.entry), (2, weight("rarer still")));
        let book: Book<Step> = store.book(workspace).await.unwrap();
        let standing: Vec<&Step> = lines_of(&book, "a1").iter().map(|line| &line.entry).collect();
        assert_eq!(standing, [&weight("a rare case")]);
        let kept = store.dump(workspace).await.unwrap();
        assert_eq!(kept.iter().filter(|line| line.contains("\"table\":\"journal\"")).count(), 3);
        store.take_back::<Step>(workspace, "a1", &ada()).await.unwrap();
        let none = store.take_back::<Step>(workspace, "a1", &ada()).await;
        assert!(matches!(none, Err(StoreError::NothingToUndo(_))), "{none:?}");
    }
}

#[tokio::test]
async fn a_refusal_is_handed_back_and_nothing_is_written() {
    for ground in grounds().await {
        let refuse = |_: &Book<Step>| Err::<Step, _>(Refusal::NoTest);
        let refused = ground.store.write_line(&ground.workspace, "a1", &ada(), refuse).await.unwrap();
        assert_eq!(refused, Err(Refusal::NoTest));
        assert_eq!(ground.store.book::<Step>(&ground.workspace).await.unwrap(), Book::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_write_at_once_each_sees_the_lines_before_its_own() {
    for ground in grounds().await {
        let other = ground.second_client().await;
        let writes = (0..32).map(|client| {
            let store = if client % 2 == 0 { ground.store.clone() } else { other.clone() };
            let workspace = ground.workspace.clone();
            async move {
                let next = |book: &Book<Step>| Ok::<_, ()>(weight(&lines_of(book, "a1").len().to_string()));
                store.write_line(&workspace, "a1", &ada(), next).await.unwrap().unwrap()
            }
        });
        futures::future::join_all(writes).await;
        let book: Book<Step> = ground.store.book(&ground.workspace).await.unwrap();
        for (before, line) in lines_of(&book, "a1").iter().enumerate() {
            assert_eq!(line.entry, weight(&before.to_string()));
        }
        assert_eq!(lines_of(&book, "a1").len(), 32);
    }
}

#[tokio::test]
async fn a_line_can_be_neither_changed_nor_removed() {
    for ground in grounds().await {
        let line = |_: &Book<Step>| Ok::<_, ()>(weight("a rare case"));
        ground.store.write_line(&ground.workspace, "a1", &ada(), line).await.unwrap().unwrap();
        let pool = back_door(&ground).await;
        for sql in ["UPDATE journal SET entry = '{}'", "DELETE FROM journal"] {
            let refused = sqlx::query(sql).execute(&pool).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{refused}");
        }
    }
}
