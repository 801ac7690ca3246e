//! Evaluations in the browser: a run is started, its verdicts drawn with their intervals.

use super::Browser;
use crate::api::Desk;
use crate::api::evaluations::{naming, suites};

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
    desk.close().await;
}
