//! From files to decisions and back, as a client goes.

use super::{Desk, sample};
use serde_json::{Value, json};
use std::fmt::Write as _;

#[tokio::test]
async fn files_become_suggestions_that_are_accepted_and_taken_back() {
    let desk = Desk::open().await;
    let mut form = String::new();
    for name in ["P01.vtt", "P02.srt"] {
        let text = String::from_utf8(sample(&format!("interviews/{name}"))).unwrap();
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        write!(form, "--cut\r\n{head}\r\n\r\n{text}\r\n").unwrap();
    }
    form.push_str("--cut\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\nguest\r\n--cut--\r\n");
    let kind = [("content-type", "multipart/form-data; boundary=cut")];
    let told = desk.send("POST", "imports/interviews", &kind, form).await;
    assert!(told.header("location").ends_with(told.json()["id"].as_str().unwrap()));
    let reports = desk.wait_for(&told).await;
    let paths: Vec<&str> =
        reports.as_array().unwrap().iter().map(|one| one["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["P01.vtt", "P02.srt"]);
    let interviews = desk.get("interviews").await.json();
    assert!(interviews.as_array().unwrap().iter().all(|one| one["segment"] == "guest"));
    let report =
        desk.wait_for(&desk.upload("imports/backlog?name=b.csv", &sample("backlog.csv")).await).await;
    let items = desk.get("items").await.json().as_array().unwrap().len();
    assert_eq!(report[0]["new"], items);

    let suggestions = desk.refine("HAR-13").await;
    let split = suggestions.iter().find(|one| one["kind"] == "split").unwrap();
    let slices = split["body"]["candidates"][0]["slices"].as_array().unwrap();
    let at = format!("suggestions/{}", split["id"].as_str().unwrap());
    let accepted = desk.post(&format!("{at}/accept"), &json!({ "candidate": 1 })).await;
    assert_eq!((accepted.status, &accepted.json()["state"]), (200, &"accepted".into()));
    assert_eq!(desk.get("items").await.json().as_array().unwrap().len(), items + slices.len());
    assert_eq!(desk.get("items/HAR-13%2F1").await.json()["title"], slices[0]["title"]);
    assert_eq!(
        desk.post(&format!("{at}/accept"), &json!({ "candidate": 1 })).await.problem(),
        "already_decided"
    );
    assert_eq!(desk.post(&format!("{at}/undo"), &json!({})).await.json()["state"], "proposed");
    assert_eq!(desk.get("items").await.json().as_array().unwrap().len(), items);
    desk.close().await;
}

#[tokio::test]
async fn each_decision_is_kept_and_the_registers_follow() {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-13").await;
    let of = |kind: &str| -> Vec<String> {
        let those = suggestions.iter().filter(|one| one["kind"] == kind);
        those.map(|one| format!("suggestions/{}", one["id"].as_str().unwrap())).collect()
    };
    let (assumptions, questions) = (of("assumption"), of("question"));
    desk.post(&format!("{}/accept", assumptions[0]), &json!({})).await;
    assert_eq!(desk.get("assumptions").await.json().as_array().unwrap().len(), 1);
    desk.post(&format!("{}/accept", questions[0]), &json!({})).await;
    assert_eq!(desk.get("questions").await.json().as_array().unwrap().len(), 1);
    let no = json!({ "reason": "not_valuable", "note": "nobody asked" });
    assert_eq!(desk.post(&format!("{}/reject", assumptions[1]), &no).await.json()["state"], "rejected");
    assert_eq!(desk.get("ledger").await.json()[0]["reason"], "not_valuable");
    let later = json!({ "until": "2999-01-01" });
    let deferred = desk.post(&format!("{}/defer", questions[1]), &later).await.json();
    assert_eq!(deferred["deferred_until"], "2999-01-01");
    let mut body = desk.get(&questions[2]).await.json()["body"].clone();
    body["text"] = "What happened the last time a guest cancelled at night?".into();
    let edited = desk.post(&format!("{}/edit", questions[2]), &json!({ "body": body })).await;
    assert_eq!((edited.status, &edited.json()["state"]), (200, &"edited".into()), "{}", edited.text());
    assert_eq!(desk.get("/api/v1/check").await.json()["whole"], true);
    desk.close().await;
}

#[tokio::test]
async fn the_inbox_is_read_page_by_page_and_each_suggestion_once() {
    let desk = Desk::filled().await;
    desk.refine("HAR-20").await;
    let whole = desk.get("inbox").await;
    assert_eq!(whole.header("link"), "", "one page holds all of it");
    let all: Vec<Value> = whole.json().as_array().unwrap().clone();
    assert!(all.len() > 3, "there is something to page through");
    let (mut seen, mut path) = (Vec::new(), "inbox?limit=2".to_owned());
    loop {
        let page = desk.get(&path).await;
        seen.extend(page.json().as_array().unwrap().iter().map(|one| one["id"].clone()));
        // What was shown may be decided before the next page is asked for.
        let id = seen.last().unwrap().as_str().unwrap();
        desk.post(&format!("suggestions/{id}/reject"), &json!({ "reason": "other" })).await;
        match page.header("link").strip_prefix('<').and_then(|link| link.split_once('>')) {
            Some((next, _)) => path = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen, all.iter().map(|one| one["id"].clone()).collect::<Vec<_>>());
    let questions = desk.get("inbox?kind=question").await.json();
    assert!(questions.as_array().unwrap().iter().all(|one| one["kind"] == "question"));
    assert_eq!(desk.get("inbox?cursor=none").await.problem(), "invalid");
    desk.close().await;
}

#[tokio::test]
async fn of_many_who_decide_at_once_one_wins() {
    let desk = Desk::filled().await;
    let suggestions = desk.refine("HAR-20").await;
    let one = suggestions.iter().find(|one| one["kind"] == "assumption").unwrap();
    let path = format!("suggestions/{}/accept", one["id"].as_str().unwrap());
    let tag = desk.get(&format!("suggestions/{}", one["id"].as_str().unwrap())).await;
    let tag = tag.header("etag");
    let clients = (0..64).map(|client| {
        let seen: Vec<(&str, &str)> = if client % 2 == 0 { vec![("if-match", tag)] } else { Vec::new() };
        let (desk, path) = (&desk, &path);
        async move { desk.send("POST", path, &seen, "{}").await.status }
    });
    let answers = futures::future::join_all(clients).await;
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 409).count(), 63, "{answers:?}");
    assert_eq!(desk.get("assumptions").await.json().as_array().unwrap().len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn a_version_that_is_not_the_one_that_was_seen_is_refused() {
    let desk = Desk::filled().await;
    let item = desk.get("items/HAR-20").await;
    let (tag, change) = (item.header("etag").to_owned(), json!({ "title": "Cancel a trip at night" }));
    let put = |tag: Option<String>| {
        let (desk, change) = (&desk, change.to_string());
        async move {
            let seen: Vec<(&str, &str)> = tag.iter().map(|tag| ("if-match", tag.as_str())).collect();
            desk.send("PUT", "items/HAR-20", &seen, change).await
        }
    };
    assert_eq!(put(None).await.problem(), "precondition_required");
    let changed = put(Some(tag.clone())).await;
    assert_eq!((changed.status, &changed.json()["title"]), (200, &change["title"]));
    assert_ne!(changed.header("etag"), tag);
    assert_eq!(put(Some(tag)).await.problem(), "precondition_failed");
    assert_eq!(put(Some("yesterday".into())).await.problem(), "malformed");

    let suggestions = desk.refine("HAR-21").await;
    let path = format!("suggestions/{}/accept", suggestions[0]["id"].as_str().unwrap());
    let stale = desk.send("POST", &path, &[("if-match", "\"99\"")], "{}").await;
    assert_eq!(stale.problem(), "precondition_failed");
    assert_eq!(desk.send("POST", &path, &[("if-match", "\"1\"")], "{}").await.status, 200);
    desk.close().await;
}

#[tokio::test]
async fn the_register_and_the_big_idea_are_written_and_what_depends_is_shown_before_it_goes() {
    let desk = Desk::filled().await;
    let keeper = json!({ "name": "Harbour master", "needs": "no empty berths", "power": "high" });
    assert_eq!(desk.post("stakeholders", &keeper).await.status, 201);
    let renamed = json!({ "name": "Harbour office", "needs": "no empty berths" });
    let path = "stakeholders/Harbour%20master";
    assert_eq!(desk.send("PUT", path, &[], renamed.to_string()).await.status, 200);
    assert_eq!(desk.get("stakeholders").await.json().as_array().unwrap().len(), 1);
    assert_eq!(desk.send("DELETE", "stakeholders/Harbour%20office", &[], "").await.status, 204);
    let idea = json!({ "purpose": "a calm harbour" });
    assert_eq!(desk.send("PUT", "big-idea", &[], idea.to_string()).await.status, 200);
    assert_eq!(desk.get("big-idea").await.json()["purpose"], "a calm harbour");
    let dependants =
        async || desk.get("interviews/P01/dependants").await.json()["suggestions"].as_array().unwrap().len();
    desk.refine("HAR-25").await;
    assert_eq!(dependants().await, 0, "no suggestion quotes anybody yet");
    desk.refine_until_quoted().await;
    assert_ne!(dependants().await, 0);
    assert_eq!(desk.get("interviews/P01").await.status, 200, "looking deletes nothing");
    assert_eq!(desk.send("DELETE", "interviews/P01", &[], "").await.status, 200);
    assert_eq!(desk.get("interviews/P01").await.problem(), "not_found");
    let jobs = desk.get("jobs").await.text();
    assert!(!jobs.contains("P01"), "what the import said of the interview is forgotten too");
    desk.close().await;
}

#[tokio::test]
async fn bad_splits_and_double_work_are_named() {
    let desk = Desk::filled().await;
    let layers = json!({ "title": "Book a berth", "slices": ["Database table for berths", "API for berths", "Front end for berths"] });
    let found = desk.post("/api/v1/lint", &layers).await.json();
    assert!(found.as_array().unwrap().iter().any(|one| one["code"] == "horizontal"), "{found}");
    assert_eq!(desk.post("/api/v1/lint", &json!({ "title": "x", "slices": [] })).await.problem(), "invalid");
    for pair in desk.get("duplicates").await.json().as_array().unwrap() {
        for side in ["a", "b"] {
            assert_eq!(
                desk.get(&format!("items/{}", pair[side].as_str().unwrap())).await.status,
                200,
                "{pair}"
            );
        }
    }
    assert_eq!(desk.get("items/HAR-1/lint").await.status, 200);
    desk.close().await;
}
