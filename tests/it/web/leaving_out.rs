//! What a person leaves out of what the rules find, and what they have forgotten for good.

use super::{Browser, between};
use crate::api::Desk;
use serde_json::Value;

#[tokio::test]
async fn a_finding_is_left_out_with_a_reason_and_shown_again() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    let found = desk.get("lint?form=true").await.json();
    let first = &found[0];
    let (id, item) = (first["id"].as_str().unwrap(), first["item"].as_str().unwrap());
    let list = format!("/findings?item={item}");
    assert!(browser.get("/items?faulty=yes").await.text().contains("href=\"/findings?item="));
    assert!(browser.get(&list).await.text().contains(&format!("value=\"{id}\"")));
    let without = browser.send("/findings/ignore", &[("id", id), ("item", item)]).await;
    assert_eq!(without.status, 422, "{}", without.text());
    let reason = [("id", id), ("item", item), ("reason", "we <b>mean</b> it so")];
    let ignored = browser.send("/findings/ignore", &reason).await;
    assert_eq!((ignored.status, ignored.header("location")), (303, &*list));
    let page = browser.get(&list).await.text();
    let left_out = page.split_once("<h2 id=\"hi\">Left out").unwrap().1;
    assert!(
        left_out.contains(id) && left_out.contains("Ada: “<span dir=\"auto\">we &lt;b&gt;mean"),
        "{page}"
    );
    let ids = |found: &Value| -> Vec<String> {
        found.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!ids(&desk.get("lint?form=true").await.json()).contains(&id.to_owned()));
    assert_eq!(browser.send("/findings/heed", &[("id", id)]).await.header("location"), "/findings");
    assert_eq!(ids(&desk.get("lint?form=true").await.json()), ids(&found));
    desk.close().await;
}

#[tokio::test]
async fn an_interview_is_removed_only_after_it_was_shown_what_goes() {
    let desk = Desk::filled().await;
    let browser = Browser::open(&desk).await;
    let suggestions = desk.refine("HAR-10").await;
    let quotes = |one: &&Value| one["evidence"].to_string().contains("\"P01\"");
    let resting = suggestions.iter().find(quotes).expect("something rests on it");
    assert!(browser.get("/interviews/P01").await.text().contains("href=\"/interviews/P01/remove\""));
    let ask = browser.get("/interviews/P01/remove").await.text();
    assert!(ask.contains("Remove P01 for good?") && ask.contains("This cannot be undone."), "{ask}");
    let named = between(&ask, "<h2 id=\"ho\">", "</section>");
    assert!(named.contains(&format!("/suggestions/{}", resting["id"].as_str().unwrap())), "{named}");
    assert_eq!(desk.get("interviews/P01").await.status, 200, "looking removes nothing");
    assert_eq!(browser.post("/interviews/P01/remove", &[("form_token", "forged")]).await.status, 403);
    let gone = browser.send("/interviews/P01/remove", &[]).await;
    assert_eq!((gone.status, gone.header("location")), (303, "/interviews?gone=1"));
    assert!(browser.get("/interviews?gone=1").await.text().contains("Removed for good: 1 interview."));
    assert_eq!(browser.get("/interviews/P01").await.status, 404);
    assert_eq!(desk.get("interviews/P01").await.status, 404);
    desk.close().await;
}

#[tokio::test]
async fn all_that_a_participant_said_is_removed_together() {
    let desk = Desk::open().await;
    let browser = Browser::open(&desk).await;
    for day in ["one", "two"] {
        let said = format!(
            "Ana: I lost my berth on day {day} and rang three times.\n\nBo: Why?\n\nAna: Nobody wrote.\n"
        );
        let path = format!("imports/interviews?name=ana-{day}.txt&participant=Ana");
        desk.wait_for(&desk.upload(&path, said.as_bytes()).await).await;
    }
    let interviews = desk.get("interviews").await.json();
    let keys: Vec<&str> =
        interviews.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!(keys.len(), 2, "{interviews}");
    let path = format!("/interviews/{}/remove", keys[0]);
    let ask = browser.get(&path).await.text();
    assert!(ask.contains("All that Ana said") && ask.contains("Remove all 2 interviews"), "{ask}");
    assert_eq!(browser.send(&path, &[("all", "yes")]).await.header("location"), "/interviews?gone=2");
    assert_eq!(desk.get("interviews").await.json().as_array().unwrap().len(), 0);
    desk.close().await;
}
