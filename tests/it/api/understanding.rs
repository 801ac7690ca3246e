//! Interviews understood: a page of one, themes of all, and both gone with a participant.

use super::{Desk, sample};
use serde_json::{Value, json};

const HEARD: [(&str, &str); 4] =
    [("P01", "P01.vtt"), ("P02", "P02.srt"), ("P03", "P03.txt"), ("P04", "P04.md")];

async fn heard() -> Desk {
    let desk = Desk::open().await;
    for (participant, file) in HEARD {
        let path = format!("imports/interviews?name={file}&participant={participant}&segment=guest");
        desk.wait_for(&desk.upload(&path, &sample(&format!("interviews/{file}"))).await).await;
    }
    desk
}

fn sources(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("source").and_then(Value::as_str);
            own.into_iter().chain(fields.values().flat_map(sources)).collect()
        }
        Value::Array(values) => values.iter().flat_map(sources).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn what_all_interviews_say_is_read_once_and_shown_until_a_participant_is_forgotten() {
    let desk = heard().await;
    for path in ["themes", "tree", "segments"] {
        assert_eq!(desk.get(path).await.problem(), "not_found", "{path} before anything was read");
    }
    let told = desk.wait_for(&desk.post("themes", &json!({})).await).await;
    let found = desk.get("themes").await.json();
    let ids: Vec<&Value> = found["themes"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(!ids.is_empty());
    assert!(told["suggestions"].as_array().unwrap().iter().all(|id| ids.contains(&id)));
    assert!(sources(&found["anomalies"]).iter().all(|source| HEARD.iter().any(|(key, _)| key == source)));
    assert_eq!(desk.get("segments").await.json()["segments"][0]["people"], HEARD.len());
    let tree = desk.get("tree").await.json();
    assert_eq!(tree["opportunities"].as_array().unwrap().len(), ids.len());

    let theme = format!("themes/{}", ids[0].as_str().unwrap());
    let label = "Moving one passenger moves everybody";
    desk.wait_for(&desk.post(&format!("{theme}/rename"), &json!({ "label": label })).await).await;
    let renamed = desk.get("themes").await.json();
    assert!(renamed["themes"].as_array().unwrap().iter().any(|one| one["label"] == label));

    assert!(!desk.get("participants/P01/dependants").await.json().as_array().unwrap().is_empty());
    assert_eq!(desk.send("DELETE", "participants/P01", &[], "{}").await.status, 200);
    let left = desk.get("themes").await.json();
    assert!(!left.to_string().contains("P01"), "what was found stands without P01: {left}");
    desk.wait_for(&desk.post("themes", &json!({})).await).await;
    assert!(!sources(&desk.get("themes").await.json()).contains(&"P01"));
    desk.close().await;
}

#[tokio::test]
async fn a_page_of_an_interview_is_made_in_the_background_and_decided_like_any_suggestion() {
    let desk = heard().await;
    assert_eq!(desk.get("interviews/P03/snapshot").await.problem(), "not_found");
    let told = desk.wait_for(&desk.post("interviews/P03/summarize", &json!({})).await).await;
    let page = desk.get("interviews/P03/snapshot").await.json();
    assert_eq!((&page["kind"], &page["id"]), (&"snapshot".into(), &told["suggestions"][0]));
    assert!(sources(&page["body"]).iter().all(|source| *source == "P03"));
    let at = format!("suggestions/{}", page["id"].as_str().unwrap());
    assert_eq!(desk.post(&format!("{at}/accept"), &json!({})).await.status, 200);
    assert_eq!(desk.get("interviews/P03/snapshot").await.json()["state"], "accepted");
    assert_eq!(desk.post("interviews/P77/summarize", &json!({})).await.problem(), "not_found");
    desk.close().await;
}

#[tokio::test]
async fn a_persons_own_opportunities_are_laid_beside_the_themes() {
    let desk = heard().await;
    assert_eq!(desk.get("themes/primed").await.problem(), "not_found");
    let own = json!({ "opportunities": ["Nobody answers", "Paying takes long", "Llamas need a purple hat"] });
    let kept = desk.send("PUT", "themes/primed", &[], own.to_string()).await.json();
    assert_eq!((&kept["is_read"], &kept["after_reading"]), (&false.into(), &false.into()));
    let few = json!({ "opportunities": ["Nobody answers"] }).to_string();
    assert_eq!(desk.send("PUT", "themes/primed", &[], few).await.problem(), "invalid");
    desk.wait_for(&desk.post("themes", &json!({})).await).await;
    let found = desk.get("themes/primed").await.json();
    assert_eq!(found["is_read"], true);
    assert!(found["yours_only"].to_string().contains("Llamas"), "{found}");
    assert_eq!(desk.send("DELETE", "themes/primed", &[], "{}").await.status, 204);
    assert_eq!(desk.get("themes/primed").await.problem(), "not_found");
    desk.close().await;
}

#[tokio::test]
async fn an_import_with_pseudonyms_leaves_no_name_in_its_job() {
    let desk = Desk::open().await;
    let talk = "Bea Lind: How do you book?\nNadia Kovac: I ring them and wait for an answer.\n".repeat(3);
    let path = "imports/interviews?name=nadia-kovac.txt&participant=Nadia%20Kovac&pseudonyms=true";
    let told = desk.wait_for(&desk.upload(path, talk.as_bytes()).await).await;
    assert_eq!(told[0]["interview"], "P01", "{told}");
    for path in ["jobs", "interviews", "interviews/P01", "workspaces/current/export?format=jsonl"] {
        let shown = desk.get(path).await.text().to_lowercase();
        assert!(
            !shown.contains("nadia") && !shown.contains("kovac") && !shown.contains("lind"),
            "{path}: {shown}"
        );
    }
    desk.close().await;
}
