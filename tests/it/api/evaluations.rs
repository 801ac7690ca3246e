//! Suites run by a server, their reports read and compared; names are never paths.

use super::{Desk, sample};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;

/// A folder with one suite: the sample with its given splits alone.
pub(super) fn suites() -> TempDir {
    let holder = tempfile::tempdir().unwrap();
    let manifest = String::from_utf8(sample("suite.yaml")).unwrap();
    let named = manifest.lines().filter_map(|line| line.split("path: ").nth(1)?.split([',', '}']).next());
    for path in ["suite.yaml", "cases/lint.yaml"].into_iter().chain(named) {
        let to = holder.path().join("dev-harbour").join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, sample(path)).unwrap();
    }
    holder
}

/// The settings that name it.
pub(super) fn naming(folder: &Path) -> impl Fn(&str) -> Option<String> {
    move |name| (name == "HONE_EVAL_SUITES").then(|| folder.display().to_string())
}

#[tokio::test]
async fn a_suite_is_run_by_the_worker_and_its_report_read_and_compared() {
    let folder = suites();
    let desk = Desk::open_with(naming(folder.path())).await;
    assert_eq!(desk.get("/api/v1/evaluations").await.json(), json!([]));
    let known = desk.get("/api/v1/suites").await.json();
    assert_eq!((&known[0]["name"], &known[0]["cases"]), (&json!("dev-harbour"), &json!(34)));
    let told = desk.post("evaluations", &json!({"suite": "dev-harbour"})).await;
    let run = desk.wait_for(&told).await;
    assert_eq!((&run["suite"], &run["verdict"]), (&json!("dev-harbour"), &json!("pass")));
    let id = run["id"].as_str().unwrap();
    assert_eq!(desk.get("/api/v1/evaluations").await.json(), json!([run]));
    let report = desk.get(&format!("/api/v1/evaluations/{id}")).await.json();
    assert_eq!((&report["run"], report["cases"].as_array().unwrap().len()), (&run["id"], 34));
    let page = desk.get(&format!("/api/v1/evaluations/{id}/page")).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").contains("style-src 'unsafe-inline'"));
    assert!(page.text().contains("Worst cases"));
    let moved = desk.get(&format!("/api/v1/evaluations/{id}/comparison?before={id}")).await.json();
    let differences = moved["differences"].as_array().unwrap();
    assert!(differences.len() > 5 && differences.iter().all(|one| one["difference"] == 0.0));
    assert_eq!(desk.get("evaluations/decisions").await.json()[0]["id"], "po.acceptance");
    desk.close().await;
}

#[tokio::test]
async fn what_is_no_name_of_a_suite_or_a_run_is_refused() {
    let folder = suites();
    let desk = Desk::open_with(naming(folder.path())).await;
    let run = async |wanted: Value| desk.post("evaluations", &wanted).await.problem();
    assert_eq!(run(json!({"suite": "nowhere"})).await, "not_found");
    assert_eq!(run(json!({"suite": "../suites/dev-harbour"})).await, "not_found");
    assert_eq!(run(json!({"suite": folder.path().join("dev-harbour")})).await, "not_found");
    assert_eq!(run(json!({"suite": "dev-harbour", "engine": "model"})).await, "invalid");
    assert_eq!(run(json!({"suite": "dev-harbour", "repeats": 0})).await, "invalid");
    assert_eq!(run(json!({"suite": "dev-harbour", "path": "/etc"})).await, "invalid");
    for path in ["nothing", "..%2F..%2Fhone", "..%2Fruns%2Fx"] {
        assert_eq!(desk.get(&format!("/api/v1/evaluations/{path}")).await.problem(), "not_found", "{path}");
        let page = desk.get(&format!("/api/v1/evaluations/{path}/page")).await;
        assert_eq!(page.problem(), "not_found", "{path}");
    }
    let manifest = folder.path().join("dev-harbour/suite.yaml");
    let held_out = std::fs::read_to_string(&manifest).unwrap() + "held_out: true\n";
    std::fs::write(&manifest, held_out).unwrap();
    assert_eq!(run(json!({"suite": "dev-harbour"})).await, "conflict");
    desk.close().await;
}

#[tokio::test]
async fn without_a_folder_the_sample_can_be_run() {
    let desk = Desk::open().await;
    let known = desk.get("/api/v1/suites").await.json();
    assert_eq!(known.as_array().unwrap().len(), 1);
    assert_eq!((&known[0]["name"], &known[0]["held_out"]), (&json!("dev-harbour"), &json!(false)));
    assert!(known[0]["cases"].as_u64().unwrap() > 100);
    desk.close().await;
}
