//! Backlog, search, decisions, settings and help in the browser.

use super::Browser;
use crate::api::Desk;
use std::fmt::Write;

#[tokio::test]
async fn the_backlog_is_filtered_and_several_items_are_refined() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/items").await.text().contains("No items yet"));
    let mut rows = "key,title,status,labels\n".to_owned();
    for number in 1..=60 {
        writeln!(rows, "T-{number},Book <u>berth</u> {number},{},", ["Open", "Done"][number % 2]).unwrap();
    }
    let told = desk.upload("imports/backlog?name=b.csv", rows.as_bytes()).await;
    desk.wait_for(&told).await;
    let page = browser.get("/items").await.text();
    assert!(page.contains("60 items") && page.contains("Book &lt;u&gt;berth"), "{page}");
    assert!(page.contains("href=\"/items?from=50\"") && page.matches("name=\"item\"").count() == 50);
    assert_eq!(browser.get("/items?from=50").await.text().matches("name=\"item\"").count(), 10);
    let done = browser.get("/items?status=Done&text=BOOK").await.text();
    assert!(done.contains("/items/T-11\"") && !done.contains("/items/T-10\""), "{done}");
    assert!(browser.get("/items?text=zeppelin").await.text().contains("No item is like that"));
    assert_eq!(browser.send("/refine", &[]).await.status, 422);
    let refined = browser.send("/refine", &[("item", "T-1"), ("item", "T-2")]).await;
    assert!(refined.header("location").ends_with("?then=inbox"), "{}", refined.text());
    desk.close().await;
}

#[tokio::test]
async fn duplicates_are_looked_for_in_the_background_and_say_when() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    let page = browser.get("/duplicates").await.text();
    assert!(page.contains("Nobody has looked yet") && !page.contains("Look again"), "{page}");
    let told = browser.send("/duplicates", &[]).await;
    let job = told.header("location").to_owned();
    desk.get(&format!("jobs/{}/events", job.trim_start_matches("/jobs/"))).await.text();
    assert_eq!(browser.get(&job).await.header("location"), "/duplicates");
    let page = browser.get("/duplicates").await.text();
    assert!(page.contains("Compared <time") && page.contains("/items/HAR-33"), "{page}");
    assert!(!page.contains("has changed since"), "{page}");
    let told = desk.upload("imports/backlog?name=b.csv", b"key,title\nT-1,Tell a guest\n").await;
    desk.wait_for(&told).await;
    let page = browser.get("/duplicates").await.text();
    assert!(page.contains("The backlog has changed since") && page.contains("/items/HAR-33"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn findings_follow_the_backlog_whenever_it_changes() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    let bring = async |title: &str| {
        let rows = format!("key,title\nT-1,{title}\n");
        let told = desk.upload("imports/backlog?name=b.csv", rows.as_bytes()).await;
        desk.wait_for(&told).await;
        browser.get("/items").await.text()
    };
    let page = bring("\"As a guest, I want to book a berth and cancel a stay, so that I am free\"").await;
    assert!(page.contains("1 finding"), "{page}");
    let page = bring("\"As a guest, I want to book a berth, so that I am free\"").await;
    assert!(!page.contains("1 finding"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn search_marks_what_was_said_and_leads_to_its_turn() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/search").await.text().contains("Who said it, and where?"));
    let page = browser.get("/search?q=cancel+a+booking").await.text();
    assert!(page.contains("<mark>") && page.contains("href=\"/interviews/P01"), "{page}");
    let items = browser.get("/search?q=cancel&kind=items").await.text();
    assert!(items.contains("href=\"/items/HAR-") && !items.contains("href=\"/interviews/P01"), "{items}");
    let hostile = browser.get("/search?q=%3Cscript%3Ezz%3C%2Fscript%3E").await.text();
    assert!(hostile.contains("&lt;script&gt;zz") && !hostile.contains("<script>zz"), "{hostile}");
    desk.close().await;
}

#[tokio::test]
async fn decisions_stand_in_a_log_with_the_way_back() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/decisions").await.text().contains("Nothing has been decided yet"));
    assert!(browser.get("/ledger").await.text().contains("Nothing was turned down"));
    let suggestions = desk.refine("HAR-13").await;
    let id = suggestions.iter().find(|one| one["kind"] == "question").unwrap()["id"].as_str().unwrap();
    let no = [("version", "1"), ("reason", "unclear"), ("note", "says <b>what</b>?")];
    browser.send(&format!("/suggestions/{id}/reject"), &no).await;
    let log = browser.get("/decisions").await.text();
    assert!(log.contains("Rejected: too vague") && log.contains("says &lt;b&gt;what"), "{log}");
    let ledger = browser.get("/ledger").await.text();
    assert!(ledger.contains(&format!("/suggestions/{id}/undo")), "{ledger}");
    let undo = [("version", "2"), ("back", "decisions")];
    let undone = browser.send(&format!("/suggestions/{id}/undo"), &undo).await;
    assert_eq!(undone.header("location"), format!("/decisions?done={id}"));
    let log = browser.get("/decisions").await.text();
    assert!(log.contains("Taken back") && !log.contains(&format!("/suggestions/{id}/undo")), "{log}");
    assert!(browser.get("/ledger").await.text().contains("Nothing was turned down"));
    desk.close().await;
}

#[tokio::test]
async fn a_browser_keeps_its_colours_and_its_keys() {
    let desk = Desk::open().await;
    let mut browser = Browser::open(&desk).await;
    let page = browser.get("/settings").await.text();
    assert!(page.contains("value=\"system\" checked") && page.contains("<body data-keys>"), "{page}");
    let saved = browser.send("/settings", &[("theme", "dark")]).await;
    browser.keep(&saved);
    let page = browser.get("/settings").await.text();
    assert!(page.contains("<html lang=\"en\" class=\"dark\">") && page.contains("<body>"), "{page}");
    let elsewhere = browser.send("/settings/workspace", &[("workspace", "nowhere")]).await;
    assert_eq!(elsewhere.status, 404);
    desk.post("/api/v1/workspaces", &serde_json::json!({ "name": "harbour" })).await;
    let moved = browser.send("/settings/workspace", &[("workspace", "default")]).await;
    assert_eq!(moved.header("location"), "/");
    assert!(browser.get("/").await.text().contains(">default</span>"));
    let help = browser.get("/help").await.text();
    assert!(help.contains("Workflow steps") && help.contains("Cut by technical layer"), "{help}");
    desk.close().await;
}
