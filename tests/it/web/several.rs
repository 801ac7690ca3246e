//! Several things of one kind, decided together and taken back together.

use super::{Browser, between};
use crate::api::Desk;
use serde_json::Value;

fn of_kind<'v>(suggestions: &'v [Value], kind: &str) -> Vec<&'v str> {
    let found = suggestions.iter().filter(|one| one["kind"] == kind);
    found.map(|one| one["id"].as_str().unwrap()).collect()
}

async fn states(desk: &Desk, ids: &[&str]) -> Vec<String> {
    let mut states = Vec::new();
    for id in ids {
        let now = desk.get(&format!("suggestions/{id}")).await.json();
        states.push(now["state"].as_str().unwrap().to_owned());
    }
    states
}

#[tokio::test]
async fn what_is_chosen_is_seen_first_then_decided_and_undone_at_once() {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-13").await;
    let browser = Browser::open(&desk).await;
    let ids = of_kind(&suggestions, "question");
    let (first, second) = (ids[0], ids[1]);
    let list = browser.get("/several?kind=question").await.text();
    assert!(ids.iter().all(|id| list.contains(&format!("name=\"id\" value=\"{id}\""))), "{list}");
    let summary = browser.get(&format!("/several?kind=question&id={first}&id={second}")).await.text();
    assert!(summary.contains("2 questions, decided together") && summary.contains("None found."));
    assert_eq!(states(&desk, &ids[..2]).await, ["proposed", "proposed"], "looking decides nothing");
    let picks = [format!("{first}:1"), format!("{second}:1")];
    let fields = [("pick", &*picks[0]), ("pick", &*picks[1])];
    let decided = browser.send("/several", &fields).await;
    assert_eq!(decided.status, 303, "{}", decided.text());
    assert_eq!(states(&desk, &ids[..2]).await, ["accepted", "accepted"]);
    let page = browser.get(decided.header("location")).await.text();
    let toast = between(&page, "class=\"toast\"", "</div>");
    assert!(toast.contains("2 questions accepted.") && toast.contains("/several/undo"), "{toast}");
    let picks = [format!("{first}:2"), format!("{second}:2")];
    let undone = browser.send("/several/undo", &[("pick", &*picks[0]), ("pick", &*picks[1])]).await;
    assert!(browser.get(undone.header("location")).await.text().contains("waiting for you again"));
    assert_eq!(states(&desk, &ids[..2]).await, ["proposed", "proposed"]);
    desk.close().await;
}

#[tokio::test]
async fn who_was_faster_on_one_of_several_wins_there() {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-13").await;
    let browser = Browser::open(&desk).await;
    let ids = of_kind(&suggestions, "question");
    desk.post(&format!("suggestions/{}/accept", ids[0]), &serde_json::json!({})).await;
    let picks = [format!("{}:1", ids[0]), format!("{}:1", ids[1])];
    let fields = [("pick", &*picks[0]), ("pick", &*picks[1]), ("reason", "unclear")];
    let decided = browser.send("/several", &fields).await;
    assert_eq!(states(&desk, &ids[..2]).await, ["accepted", "rejected"]);
    let page = browser.get(decided.header("location")).await.text();
    assert!(page.contains("1 question rejected") && page.contains("decided on another screen"), "{page}");
    assert_eq!(browser.send("/several", &[]).await.status, 422);
    assert_eq!(browser.get("/several").await.status, 422);
    desk.close().await;
}
