//! The description of the API, and that it is true.

use super::evaluations::{naming, suites};
use super::{Desk, sample};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Method, path and operation of everything that is described.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
    });
    each.collect()
}

#[tokio::test]
async fn the_description_is_the_one_that_was_agreed() {
    let desk = Desk::open().await;
    let document = desk.get("/api/openapi.json").await.json();
    let now = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let agreed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/openapi.json");
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi.json");
    std::fs::write(&new, &now).unwrap();
    let known = std::fs::read_to_string(&agreed).unwrap_or_default();
    assert!(now == known, "the API has changed; if it should: cp {} {}", new.display(), agreed.display());
    desk.close().await;
}

#[tokio::test]
async fn every_operation_has_a_name_of_its_own_and_says_how_it_refuses() {
    let desk = Desk::open().await;
    let document = desk.get("/api/openapi.json").await.json();
    let operations = operations(&document);
    let names: BTreeSet<&str> =
        operations.iter().map(|(_, _, operation)| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(names.len(), operations.len());
    for (method, path, operation) in &operations {
        assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{method} {path}");
        let refusal =
            &operation["responses"]["default"]["content"]["application/problem+json"]["schema"]["$ref"];
        assert_eq!(refusal, "#/components/schemas/Problem", "{method} {path}");
        let described: Vec<&str> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let named = path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap());
        assert!(named.clone().all(|name| described.contains(&name)), "{method} {path}: {described:?}");
        assert_eq!(named.count(), described.len(), "{method} {path}");
    }
    desk.close().await;
}

#[tokio::test]
async fn every_route_of_the_description_is_there_and_guarded() {
    let suites = suites();
    let desk = Desk::filled_with(naming(suites.path())).await;
    let document = desk.get("/api/openapi.json").await.json();
    let run = desk.wait_for(&desk.post("evaluations", &json!({ "suite": "dev-harbour" })).await).await;
    let run = run["id"].as_str().unwrap().to_owned();
    let suggestions = desk.refine("HAR-20").await;
    let suggestion = suggestions[0]["id"].as_str().unwrap().to_owned();
    let first = |kind: &str| {
        let of_kind = suggestions.iter().find(|one| one["kind"] == kind).unwrap();
        of_kind["id"].as_str().unwrap().to_owned()
    };
    let (assumption, question) = (first("assumption"), first("question"));
    for accepted in [&assumption, &question] {
        desk.post(&format!("suggestions/{accepted}/accept"), &json!({})).await;
    }
    desk.post("stakeholders", &json!({ "name": "HAR-20" })).await;
    let told = desk
        .upload("imports/interviews?name=P02.srt&participant=HAR-20", &sample("interviews/P02.srt"))
        .await;
    desk.wait_for(&told).await;
    for reading in ["interviews/P01/summarize", "themes"] {
        desk.wait_for(&desk.post(reading, &json!({})).await).await;
    }
    let job = desk.get("jobs").await.json()[0]["id"].as_str().unwrap().to_owned();
    let own = r#"{"opportunities": ["Nobody answers", "Paying takes long", "No receipt"]}"#;
    assert_eq!(desk.send("PUT", "themes/primed", &[], own).await.status, 200);
    let mut operations = operations(&document);
    assert!(operations.len() > 40);
    // What deletes comes last, so that the others find what they ask for.
    operations.sort_by_key(|(method, _, _)| method == "DELETE");
    for (method, path, _) in operations {
        let id = match path.split("/{id}").next().and_then(|path| path.rsplit('/').next()) {
            Some("jobs") => &job,
            Some("evaluations") => &run,
            Some("assumptions") => &assumption,
            Some("questions") => &question,
            _ => &suggestion,
        };
        let key = if path.contains("/interviews/") { "P01" } else { "HAR-20" };
        let real = path.replace("{workspace}", "current").replace("{id}", id);
        let real = real.replace("{key}", key).replace("{name}", key);
        if method == "POST" || method == "PUT" {
            let typeless =
                desk.send(&method, &real, &[("content-type", "text/plain"), ("if-match", "*")], "{}").await;
            assert_eq!(typeless.problem(), "unsupported_media", "{method} {path}");
        }
        if method != "GET" {
            let foreign = desk.send(&method, &real, &[("origin", "https://evil.example")], "{}").await;
            assert_eq!(foreign.problem(), "cross_site", "{method} {path}");
        }
        let answer = desk.send(&method, &real, &[], "{}").await;
        assert!(
            ![404, 405, 500].contains(&answer.status),
            "{method} {path}: {} {}",
            answer.status,
            answer.text()
        );
    }
    desk.close().await;
}
