//! The protocol itself: who is there, what is refused, and what happens to what is given up.

use super::{Agent, hone, sample};
use crate::support::provider::{Provider, Reply};
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn it_starts_on_an_empty_folder_and_says_who_it_is() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::on(data.path());
    let welcome = agent.ask("initialize", &json!({"protocolVersion": "2025-06-18", "capabilities": {}}));
    assert_eq!(welcome["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(welcome["result"]["serverInfo"]["name"], "hone");
    let other = agent.ask("initialize", &json!({"protocolVersion": "1999-01-01"}));
    assert_eq!(other["result"]["protocolVersion"], "2025-11-25", "the newest with a handshake");
    agent.send(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
    assert_eq!(agent.call("read_item", &json!({})), json!([]));
    assert_eq!(agent.call("search_evidence", &json!({"query": "refund"}))["hits"], json!([]));
    assert_eq!(agent.end(), (String::new(), Some(0)));
}

#[test]
fn the_newest_revision_needs_no_handshake() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::on(data.path());
    let meta = |version: &str| json!({"_meta": {"io.modelcontextprotocol/protocolVersion": version}});
    let found = agent.ask("server/discover", &meta("2026-07-28"))["result"].clone();
    assert!(found["supportedVersions"].as_array().unwrap().contains(&"2026-07-28".into()), "{found}");
    assert_eq!(found["resultType"], "complete");
    let refused = agent.ask("tools/list", &meta("2031-01-01"))["error"].clone();
    assert_eq!((&refused["code"], &refused["data"]["requested"]), (&(-32_022).into(), &"2031-01-01".into()));
}

#[test]
fn what_is_no_request_is_refused_and_the_next_one_is_heard() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::on(data.path());
    agent.send("hello");
    assert_eq!(agent.next()["error"]["code"], -32_700);
    agent.send("[]");
    assert_eq!(agent.next()["error"]["code"], -32_600);
    agent.send("");
    assert_eq!(agent.ask("resources/list", &json!({}))["error"]["code"], -32_601);
    assert_eq!(agent.ask("tools/call", &json!({"name": "accept"}))["error"]["code"], -32_602);
    assert!(agent.ask("ping", &json!({}))["result"].is_object());
}

#[test]
fn what_was_asked_before_the_end_is_answered() {
    let data = sample();
    let mut agent = Agent::on(data.path());
    for id in 1..=3 {
        let call = json!({"name": "read_interview", "arguments": {"key": "P01"}});
        let request = json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": call});
        agent.send(&request.to_string());
    }
    let (rest, code) = agent.end();
    assert_eq!((rest.lines().count(), code), (3, Some(0)), "{rest}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_given_up_is_not_answered_and_others_are_meanwhile() {
    let data = sample();
    let slow = Reply::says("{}").after(Duration::from_mins(1));
    let provider = Provider::start(vec![slow]).await;
    let mut command = hone(data.path(), &["mcp"]);
    let mut agent = Agent::started(command.env("HONE_MODEL_URL", provider.url()).env("HONE_MODEL", "tiny"));
    let call = json!({"name": "refine_item", "arguments": {"key": "HAR-20", "kinds": ["question"]}});
    agent.send(&json!({"jsonrpc": "2.0", "id": "slow", "method": "tools/call", "params": call}).to_string());
    let since = Instant::now();
    while provider.requests().is_empty() {
        assert!(since.elapsed() < Duration::from_secs(20), "the model is asked");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(agent.ask("ping", &json!({}))["result"].is_object(), "while the model thinks");
    let cancelled =
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "slow"}});
    agent.send(&cancelled.to_string());
    assert_eq!(agent.end(), (String::new(), Some(0)));
    assert!(since.elapsed() < Duration::from_secs(20), "it does not wait for the model");
}
