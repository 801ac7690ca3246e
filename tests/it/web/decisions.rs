//! Decisions as forms: they post, redirect, can be undone, and never overwrite.

use super::{Browser, between};
use crate::api::Desk;
use serde_json::Value;

async fn desk_with_suggestions() -> (Desk, Vec<Value>) {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-13").await;
    (desk, suggestions)
}

fn of_kind(suggestions: &[Value], kind: &str) -> (String, String) {
    let found = suggestions.iter().find(|one| one["kind"] == kind).unwrap();
    (found["id"].as_str().unwrap().to_owned(), found["version"].to_string())
}

#[tokio::test]
async fn a_decision_leads_on_and_its_undo_leads_back() {
    let (desk, suggestions) = desk_with_suggestions().await;
    let browser = Browser::open(&desk).await;
    let (id, version) = of_kind(&suggestions, "assumption");
    let accepted = browser.send(&format!("/suggestions/{id}/accept"), &[("version", &version)]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.text());
    let next = accepted.header("location").to_owned();
    assert!(next.starts_with("/inbox?at=") && next.ends_with(&format!("done={id}")), "{next}");
    let page = browser.get(&next).await.text();
    let toast = between(&page, "class=\"toast\"", "</div>");
    assert!(toast.contains("Accepted:") && toast.contains("/undo"), "{toast}");
    let version = between(toast, "name=\"version\" value=\"", "\"");
    let undone = browser.send(&format!("/suggestions/{id}/undo"), &[("version", version)]).await;
    assert_eq!(undone.header("location"), format!("/inbox?at={id}&done={id}"));
    let page = browser.get(undone.header("location")).await.text();
    assert!(page.contains("waits for you again"), "{page}");
    assert_eq!(desk.get(&format!("suggestions/{id}")).await.json()["state"], "proposed");
    desk.close().await;
}

#[tokio::test]
async fn a_rejection_has_a_reason_and_putting_off_a_day() {
    let (desk, suggestions) = desk_with_suggestions().await;
    let browser = Browser::open(&desk).await;
    let (id, version) = of_kind(&suggestions, "question");
    let path = format!("/suggestions/{id}");
    let without = browser.send(&format!("{path}/reject"), &[("version", &version)]).await;
    assert_eq!(without.status, 422);
    let fields = [("version", &*version), ("reason", "unclear"), ("note", "says <b>nothing</b>")];
    assert_eq!(browser.send(&format!("{path}/reject"), &fields).await.status, 303);
    let page = browser.get(&path).await.text();
    assert!(page.contains("Rejected: too vague") && page.contains("says &lt;b&gt;nothing"), "{page}");
    let (id, version) = of_kind(&suggestions, "assumption");
    let path = format!("/suggestions/{id}/defer");
    assert_eq!(browser.send(&path, &[("version", &version), ("until", "2001-01-01")]).await.status, 422);
    let day = [("version", &*version), ("until", ""), ("day", "2999-01-07"), ("back", "suggestion")];
    let later = browser.send(&path, &day).await;
    assert_eq!(later.header("location"), format!("/suggestions/{id}?done={id}"));
    assert!(browser.get(later.header("location")).await.text().contains("Put off to"));
    desk.close().await;
}

#[tokio::test]
async fn what_is_edited_is_checked_and_accepted() {
    let (desk, suggestions) = desk_with_suggestions().await;
    let browser = Browser::open(&desk).await;
    let (id, version) = of_kind(&suggestions, "assumption");
    let path = format!("/suggestions/{id}/edit");
    let vague = [("version", &*version), ("text", "It is nice"), ("importance", "low"), ("back", "item")];
    let refused = browser.send(&path, &vague).await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("It was not saved.") && page.contains(">It is nice</textarea>"), "{page}");
    let text = "At least 12 of 20 guests cancel a stay within 30 days without a call.";
    let sharp = [("version", &*version), ("text", text), ("importance", "low"), ("back", "item")];
    let saved = browser.send(&path, &sharp).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert!(saved.header("location").starts_with("/items/HAR-13?done="));
    let now = desk.get(&format!("suggestions/{id}")).await.json();
    assert_eq!((&now["state"], &now["body"]["statement"]), (&"accepted".into(), &text.into()));
    let page = browser.get(&format!("/suggestions/{id}")).await.text();
    assert!(page.contains("Accepted with your edits") && page.contains("What was shown, what you kept"));
    let changes = between(&page, "<dl class=\"changes\">", "</dl>");
    assert!(changes.contains("<del>") && changes.contains("<ins>"), "{changes}");
    assert!(browser.get("/decisions").await.text().contains("<ins>"), "the log says what changed");
    // Taken back twice, it is as it was proposed.
    for _ in 0..2 {
        let version = desk.get(&format!("suggestions/{id}")).await.json()["version"].to_string();
        let back = [("version", &*version), ("back", "suggestion")];
        assert_eq!(browser.send(&format!("/suggestions/{id}/undo"), &back).await.status, 303);
    }
    assert_eq!(desk.get(&format!("suggestions/{id}")).await.json()["state"], "proposed");
    let page = browser.get(&format!("/suggestions/{id}")).await.text();
    assert!(!page.contains("What was shown, what you kept"), "{page}");
    desk.close().await;
}

#[tokio::test]
async fn one_way_of_a_split_is_accepted_and_its_slices_are_children() {
    let (desk, suggestions) = desk_with_suggestions().await;
    let browser = Browser::open(&desk).await;
    let (id, version) = of_kind(&suggestions, "split");
    let split = suggestions.iter().find(|one| one["id"] == *id).unwrap();
    let first = split["body"]["candidates"][0]["slices"][0]["title"].as_str().unwrap();
    let fields = [("version", &*version), ("way", "1"), ("back", "item")];
    let accepted = browser.send(&format!("/suggestions/{id}/accept"), &fields).await;
    assert_eq!(accepted.status, 303, "{}", accepted.text());
    let child = browser.get("/items/HAR-13%2F1").await;
    assert_eq!(child.status, 200);
    assert!(child.text().contains(&first.replace('\'', "&#39;")), "{first}");
    assert!(browser.get("/items/HAR-13").await.text().contains("/items/HAR-13%2F1"));
    desk.close().await;
}

#[tokio::test]
async fn two_at_once_one_wins_and_the_other_is_told() {
    let (desk, suggestions) = desk_with_suggestions().await;
    let (one, other) = (Browser::open(&desk).await, Browser::open(&desk).await);
    let (id, version) = of_kind(&suggestions, "question");
    let path = format!("/suggestions/{id}");
    let no = [("version", &*version), ("reason", "out_of_scope")];
    assert_eq!(one.send(&format!("{path}/reject"), &no).await.status, 303);
    let late = other.send(&format!("{path}/accept"), &[("version", &version)]).await;
    assert_eq!(late.status, 409);
    let page = late.text();
    assert!(page.contains("nothing was overwritten") && page.contains("Ada decided this"), "{page}");
    assert_eq!(desk.get(&format!("suggestions/{id}")).await.json()["state"], "rejected");
    desk.close().await;
}
