//! Evaluations in the browser: a run is started, its verdicts drawn with their intervals.

use super::Browser;
use crate::api::Desk;
use crate::api::evaluations::{naming, suites};
use serde_json::{Value, json};

#[tokio::test]
async fn a_run_is_started_and_its_verdicts_are_drawn() {
    let folder = suites();
    let desk = Desk::open_with(naming(folder.path())).await;
    let browser = Browser::open(&desk).await;
    assert!(browser.get("/evaluate").await.text().contains("No run yet"));
    let offered = browser.get("/evaluate/new").await.text();
    assert!(offered.contains("value=\"dev-harbour\"") && offered.contains("34 cases"), "{offered}");
    assert_eq!(browser.send("/evaluate/new", &[("suite", "../dev-harbour")]).await.status, 404);
    let told = browser.send("/evaluate/new", &[("suite", "dev-harbour")]).await;
    assert_eq!(told.status, 303, "{}", told.text());
    let job = told.header("location").to_owned();
    desk.get(&format!("jobs/{}/events", job.trim_start_matches("/jobs/"))).await.text();
    assert_eq!(browser.get(&job).await.header("location"), "/evaluate");
    let page = browser.get("/evaluate").await.text();
    assert!(page.contains("<svg class=\"iv\"") && page.contains("0 fail"), "{page}");
    assert!(page.contains("Bad splits: ") && page.contains("likely between"), "{page}");
    let runs = desk.get("/api/v1/evaluations").await.json();
    let id = runs[0]["id"].as_str().unwrap();
    assert!(page.contains(&format!("/api/v1/evaluations/{id}/page")), "{page}");
    assert!(browser.get("/evaluate?run=nothing").await.text().contains("no report yet"));
    assert!(!page.contains("Compare with an earlier run"), "there is none: {page}");
    let itself = browser.get(&format!("/evaluate/compare?before={id}&after={id}")).await.text();
    assert!(
        itself.contains("Every case gave the same") && !itself.contains("Measures that moved"),
        "{itself}"
    );
    assert_eq!(browser.get("/evaluate/compare?before=..%2Fx&after=nothing").await.status, 404);
    desk.close().await;
}

#[tokio::test]
async fn cases_that_changed_stand_side_by_side_with_what_was_expected() {
    let folder = suites();
    let desk = Desk::open_with(naming(folder.path())).await;
    let browser = Browser::open(&desk).await;
    let told = desk.post("evaluations", &json!({"suite": "dev-harbour"})).await;
    let after = desk.wait_for(&told).await["id"].as_str().unwrap().to_owned();
    // The same run as if the engine had said nothing on one of its cases.
    let runs = desk.data().join("eval/runs");
    let text = std::fs::read_to_string(runs.join(format!("{after}.jsonl"))).unwrap();
    let mut lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let is_full = |line: &&mut Value| line["output"].as_array().is_some_and(|found| !found.is_empty());
    let changed = lines.iter_mut().find(is_full).unwrap();
    changed["output"] = json!([]);
    let case = changed["case"].as_str().unwrap().to_owned();
    lines[0]["id"] = json!("dev-harbour-2020-01-01-before");
    let text: Vec<String> = lines.iter().map(Value::to_string).collect();
    std::fs::write(runs.join("dev-harbour-2020-01-01-before.jsonl"), text.join("\n")).unwrap();
    let page = browser.get(&format!("/evaluate?run={after}")).await.text();
    assert!(page.contains("value=\"dev-harbour-2020-01-01-before\""), "{page}");
    let path = format!("/evaluate/compare?before=dev-harbour-2020-01-01-before&after={after}");
    let page = browser.get(&path).await.text();
    assert!(page.contains("1 case changed: 1 better, 0 worse."), "{page}");
    assert!(page.contains(&case) && page.contains("Expected") && page.contains("Nothing"), "{page}");
    assert!(page.contains("1 better, 0 worse, 33 the same") && page.contains("likely"), "{page}");
    let back = format!("/evaluate/compare?before={after}&after=dev-harbour-2020-01-01-before");
    assert!(browser.get(&back).await.text().contains("1 case changed: 0 better, 1 worse."));
    desk.close().await;
}
