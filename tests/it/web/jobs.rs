//! Work in the background: watched on its page, and stopped there.

use super::Browser;
use crate::api::Desk;
use serde_json::json;

#[tokio::test]
async fn work_is_stopped_from_its_page_and_what_is_whole_stays() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    let job = desk.post("refine", &json!({ "limit": 30 })).await.json();
    let page = format!("/jobs/{}", job["id"].as_str().unwrap());
    let at_work = browser.get(&page).await.text();
    assert!(at_work.contains(&format!("action=\"{page}/stop\"")), "{at_work}");
    let stopped = browser.send(&format!("{page}/stop"), &[]).await;
    assert_eq!((stopped.status, stopped.header("location")), (303, &*page));
    let shown = browser.get(&page).await;
    assert_eq!(shown.status, 200);
    let shown = shown.text();
    assert!(shown.contains("<b>Stopped.</b>") && !shown.contains("/stop\""), "{shown}");
    let path = page.trim_start_matches('/');
    let events = desk.get(&format!("{path}/events")).await.text();
    assert!(events.starts_with("event: cancelled"), "{events}");
    let again = desk.post(&format!("{path}/cancel"), &json!({})).await;
    assert_eq!((again.status, again.problem().as_str()), (409, "conflict"));
    // The worker is free again, and an item that it had in hand is refined whole.
    let suggestions = desk.refine("HAR-13").await;
    assert!(suggestions.iter().any(|one| one["kind"] == "split"));
    assert_eq!(desk.get(path).await.json()["state"], "cancelled");
    desk.close().await;
}
