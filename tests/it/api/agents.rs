//! Agents over HTTP, behind the guards that everybody passes; and the trace that both are shown.

use super::Desk;
use super::client::Answer;
use serde_json::{Value, json};

/// What a client of this protocol accepts.
const ACCEPT: (&str, &str) = ("accept", "application/json, text/event-stream");

fn request(method: &str, params: &Value) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
}

async fn ask(desk: &Desk, headers: &[(&str, &str)], message: &Value) -> Answer {
    desk.send("POST", "/mcp", &[&[ACCEPT], headers].concat(), message.to_string()).await
}

#[tokio::test]
async fn an_agent_asks_over_http_without_a_session() {
    let desk = Desk::filled().await;
    let hello = json!({
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
    });
    let welcome = ask(&desk, &[], &request("initialize", &hello)).await;
    assert_eq!((welcome.status, welcome.header("mcp-session-id")), (200, ""));
    assert_eq!(welcome.json()["result"]["serverInfo"]["name"], "hone");
    let told = ask(&desk, &[], &json!({"jsonrpc": "2.0", "method": "notifications/initialized"})).await;
    assert_eq!((told.status, told.text().as_str()), (202, ""));
    let call = json!({"name": "read_item", "arguments": {"key": "HAR-20"}});
    let read = ask(&desk, &[("mcp-protocol-version", "2025-11-25")], &request("tools/call", &call)).await;
    assert_eq!(read.json()["result"]["structuredContent"]["result"]["key"], "HAR-20");
    let newest = [("mcp-protocol-version", "2026-07-28")];
    let bare = ask(&desk, &newest, &request("tools/list", &json!({}))).await;
    assert_eq!(
        (bare.status, &bare.json()["error"]["code"]),
        (400, &json!(-32_020)),
        "says it in the protocol"
    );
    desk.close().await;
}

#[tokio::test]
async fn the_guards_stand_before_agents_too() {
    let desk = Desk::open_with(|name| (name == "HONE_TOKEN").then(|| "a-token-of-twenty-five".into())).await;
    let token = ("authorization", "Bearer a-token-of-twenty-five");
    let ping = request("ping", &json!({}));
    for (headers, code) in [
        (vec![], "unauthorized"),
        (vec![token, ("origin", "https://evil.example")], "cross_site"),
        (vec![token, ("host", "evil.example")], "wrong_host"),
        (vec![token, ("content-type", "text/plain")], "malformed"),
        (vec![token, ("mcp-protocol-version", "2031-01-01")], "malformed"),
    ] {
        assert_eq!(ask(&desk, &headers, &ping).await.problem(), code, "{headers:?}");
    }
    assert_eq!(ask(&desk, &[token], &ping).await.status, 200);
    assert_eq!(desk.send("GET", "/mcp", &[token], "").await.problem(), "method_not_allowed");
    assert_eq!(desk.send("POST", "/mcp", &[token, ACCEPT], "{").await.problem(), "malformed");
    let deaf = desk.send("POST", "/mcp", &[token], ping.to_string()).await;
    assert_eq!((deaf.problem(), deaf.status), ("malformed".into(), 400));
    assert!(deaf.json()["hint"].as_str().unwrap().contains("text/event-stream"));
    let large = request("ping", &json!({"_meta": {"x": "y".repeat(5 << 20)}}));
    assert_eq!(ask(&desk, &[token], &large).await.problem(), "too_large");
    desk.close().await;
}

#[tokio::test]
async fn a_suggestion_is_traced_to_its_words_and_its_decision() {
    let desk = Desk::filled().await;
    let (item, suggestion) = &desk.refine_until_quoted().await;
    let id = suggestion["id"].as_str().unwrap();
    let trace = desk.get(&format!("suggestions/{id}/trace")).await.json();
    assert_eq!((&trace["suggestion"], &trace["decisions"]), (suggestion, &json!([])));
    assert_eq!(
        (&trace["evidence"][0]["stance"], &trace["evidence"][0]["stands"]),
        (&"for".into(), &true.into())
    );
    assert_eq!(trace["items"][0]["key"], item.as_str());
    desk.post(&format!("suggestions/{id}/reject"), &json!({"reason": "unclear", "note": "who?"})).await;
    let speaker = trace["evidence"][0]["speaker"].as_str().unwrap();
    let roles = json!({ speaker: "interviewer" }).to_string();
    assert_eq!(desk.send("PUT", "interviews/P01/roles", &[], roles).await.status, 200);
    let after = desk.get(&format!("suggestions/{id}/trace")).await.json();
    let decision = &after["decisions"][0];
    assert_eq!((&decision["verb"], &decision["reason"]), (&"reject".into(), &"unclear".into()));
    assert_eq!((&decision["by"], &decision["note"]), (&"Ada".into(), &"who?".into()));
    let quote = &after["evidence"][0];
    assert_eq!(quote["stands"], false, "an interviewer does not testify");
    assert!(quote["why_not"].as_str().unwrap().contains("participant"), "{quote}");
    desk.close().await;
}
