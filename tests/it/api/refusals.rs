//! Every refusal is problem details, and none repeats what the client sent.

use super::Desk;
use serde_json::json;

/// Method, path, headers and body of a request; status and code of its refusal.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str, u16, &'a str);

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn every_class_of_refusal_is_problem_details() {
    let desk = Desk::filled().await;
    let large = "x".repeat(5 << 20);
    let large = format!("{{\"purpose\":\"{large}\"}}");
    let export = [("content-type", "application/x-ndjson")];
    let form = [("content-type", "multipart/form-data; boundary=cut")];
    let text = [("content-type", "text/plain")];
    let bytes = [("content-type", "application/octet-stream")];
    let json = [JSON];
    let cases: [Case<'_>; 24] = [
        ("GET", "/nothing/here", &[], "", 404, "not_found"),
        ("GET", "items/NO-1", &[], "", 404, "not_found"),
        ("GET", "/api/v1/workspaces/none/items", &[], "", 404, "not_found"),
        ("GET", "jobs/none", &[], "", 404, "not_found"),
        ("GET", "jobs/none/events", &[], "", 404, "not_found"),
        ("POST", "items/NO-1/refine", &json, "{}", 404, "not_found"),
        ("DELETE", "items", &[], "", 405, "method_not_allowed"),
        ("PUT", "big-idea", &json, "{\"purpose\":", 400, "malformed"),
        ("PUT", "big-idea", &json, "{\"purpose\":3}", 422, "invalid"),
        ("PUT", "big-idea", &json, "{\"secret\":\"\"}", 422, "invalid"),
        ("PUT", "big-idea", &json, &large, 413, "too_large"),
        ("PUT", "big-idea", &text, "{}", 415, "unsupported_media"),
        ("GET", "inbox?limit=many", &[], "", 422, "invalid"),
        ("GET", "search?q=%3F", &[], "", 422, "invalid"),
        ("GET", "export?format=pdf", &[], "", 422, "invalid"),
        ("POST", "items/HAR-20/refine", &json, "{\"kinds\":[\"theme\"]}", 422, "invalid"),
        ("POST", "imports/backlog", &bytes, "title\nx\n", 422, "invalid"),
        ("POST", "imports/backlog?name=b.csv&format=pdf", &bytes, "title\nx\n", 422, "invalid"),
        ("POST", "imports/interviews?name=a.vtt&map=Sam", &bytes, "WEBVTT", 422, "invalid"),
        ("POST", "imports/backlog", &form, "--cut--\r\n", 422, "invalid"),
        ("POST", "imports/backlog", &form, "no form at all", 400, "malformed"),
        ("POST", "imports/backlog", &text, "title\nx\n", 415, "unsupported_media"),
        ("POST", "/api/v1/restore", &export, "{\"line\":", 422, "invalid"),
        ("POST", "/api/v1/restore", &text, "", 415, "unsupported_media"),
    ];
    for (method, path, headers, body, status, code) in cases {
        let answer = desk.send(method, path, headers, body.to_owned()).await;
        let found = (answer.status, answer.problem());
        assert_eq!(found, (status, code.to_owned()), "{method} {path}: {}", answer.text());
    }
    let refused = desk.send("DELETE", "items", &[], "").await;
    assert!(refused.header("allow").contains("GET"), "{:?}", refused.headers);
    desk.close().await;
}

#[tokio::test]
async fn a_refusal_names_the_place_and_never_the_words() {
    let desk = Desk::open().await;
    let secret = "the guest wept on the pier";
    for body in [
        format!("{{\"purpose\": {secret}"),
        json!({ "who": { secret: 1 } }).to_string(),
        json!({ secret: 1 }).to_string(),
    ] {
        let answer = desk.send("PUT", "big-idea", &[], body).await;
        assert!(answer.json()["detail"].as_str().unwrap().contains("line 1"), "{}", answer.text());
        assert!(!answer.text().contains("wept"), "{}", answer.text());
    }
    let reason = desk.post("suggestions/abc/reject", &json!({ "reason": secret })).await;
    assert!(!reason.text().contains("wept"), "{}", reason.text());
    desk.close().await;
}

#[tokio::test]
async fn the_figures_count_and_name_nobody() {
    let desk = Desk::filled().await;
    desk.refine("HAR-20").await;
    let figures = desk.get("/metrics").await.text();
    for expected in [
        "hone_http_requests_total{method=\"POST\",route=\"/api/v1/workspaces/{workspace}/items/{key}/refine\",status=\"202\"} 1",
        "hone_jobs{kind=\"import\",state=\"finished\"} 2",
        "hone_suggestions{kind=\"split\",state=\"proposed\"} 1",
        "hone_pending_vectors 0",
        "hone_withheld",
        "hone_http_request_seconds_bucket",
    ] {
        assert!(figures.contains(expected), "{expected} is not in\n{figures}");
    }
    let interview = desk.get("interviews/P01").await.json();
    let item = desk.get("items/HAR-20").await.json();
    let mut names = vec!["HAR-", "P01", item["title"].as_str().unwrap(), item["id"].as_str().unwrap()];
    names.extend(interview["roles"].as_array().unwrap().iter().map(|role| role["speaker"].as_str().unwrap()));
    for name in names {
        assert!(!figures.contains(name), "{name} is in the figures");
    }
    desk.close().await;
}
