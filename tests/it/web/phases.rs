//! What Active Planning holds back: counted and named on the pages, and never offered there.

use super::{Browser, between};
use crate::api::Desk;
use serde_json::{Value, json};

/// Stories that can each be split into four, of one initiative.
const BACKLOG: &str = "Issue key,Issue id,Issue Type,Summary,Parent\n\
    M-1,1,Epic,\"As a guest, I want to create, view, change and cancel a booking, so that my plans fit\",\n\
    S-1,2,Story,\"As a guest, I want to add, edit, archive and delete a boat, so that the harbour knows it\",1\n\
    S-2,3,Story,\"As a clerk, I want to create, view, update and remove a tariff, so that guests pay right\",1\n\
    S-3,4,Story,\"As a skipper, I want to search, view, share and print a mooring plan, so that we are ready\",1\n";

/// The splits of the four items, refined one after the other.
async fn planned() -> (Desk, Vec<Value>) {
    let desk = Desk::open().await;
    let told = desk.upload("imports/backlog?name=b.csv", BACKLOG.as_bytes()).await;
    desk.wait_for(&told).await;
    let mut splits = Vec::new();
    for key in ["M-1", "S-1", "S-2", "S-3"] {
        splits.extend(desk.refine(key).await.into_iter().filter(|one| one["kind"] == "split"));
    }
    assert_eq!(splits.len(), 4);
    (desk, splits)
}

/// The ids of the rows of the inbox, and what its place in the navigation counts.
async fn rows(browser: &Browser<'_>) -> (Vec<String>, String) {
    let page = browser.get("/inbox").await.text();
    let ids = page.split("class=\"row\" id=\"r").skip(1).map(|rest| rest.split('"').next().unwrap().into());
    let counted = between(&page, "class=\"count\">", "<").to_owned();
    (ids.collect(), counted)
}

#[tokio::test]
async fn the_inbox_of_the_pages_holds_back_what_the_api_holds_back() {
    let (desk, splits) = planned().await;
    let browser = Browser::open(&desk).await;
    let (before, _) = rows(&browser).await;
    assert!(splits.iter().all(|split| before.iter().any(|id| split["id"] == **id)), "nothing is held yet");
    desk.post("phases", &json!({"item": "M-1", "phase": "active_planning"})).await;
    let inbox = desk.get("inbox?limit=100").await.json();
    let offered = inbox.as_array().or_else(|| inbox["suggestions"].as_array()).unwrap();
    let mut offered: Vec<&str> = offered.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let (mut shown, counted) = rows(&browser).await;
    assert_eq!(counted, shown.len().to_string(), "the navigation counts the same");
    offered.sort_unstable();
    shown.sort_unstable();
    assert_eq!(shown, offered);
    let held = splits.iter().find(|split| !offered.contains(&split["id"].as_str().unwrap())).unwrap();
    let (id, item) = (held["id"].as_str().unwrap(), held["item"].as_str().unwrap());
    let inbox = browser.get("/inbox").await.text();
    assert!(inbox.contains("waits for room: M-1 is in Active Planning"), "{inbox}");
    for path in [format!("/suggestions/{id}"), format!("/items/{item}")] {
        let page = browser.get(&path).await.text();
        assert!(page.contains("Held back, not for you to decide yet."), "{path}: {page}");
        assert!(!page.contains(&format!("/suggestions/{id}/accept")), "{path}");
        let lines = between(&page, "Held back until there is room</h", "</ul>").matches("<li").count();
        assert_eq!(lines, held["body"]["candidates"][0]["slices"].as_array().unwrap().len(), "{path}");
    }
    assert_eq!(browser.get(&format!("/suggestions/{id}/edit")).await.status, 409);
    desk.post("phases/undo", &json!({"item": "M-1"})).await;
    assert_eq!(rows(&browser).await.0, before, "it comes up again");
    desk.close().await;
}
