//! The protocol itself: who is there, what is refused, and what happens to what is given up.

use super::{Agent, hello, hone, sample};
use crate::support::provider::{Provider, Reply};
use serde_json::json;
use std::fs::File;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn it_starts_on_an_empty_folder_and_says_who_it_is() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::started(&mut hone(data.path(), &["mcp"]));
    let welcome = agent.ask("initialize", &hello("2025-06-18"));
    assert_eq!(welcome["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(welcome["result"]["serverInfo"]["name"], "hone");
    assert!(welcome["result"]["instructions"].as_str().unwrap().contains("a person decides"), "{welcome}");
    let other = agent.ask("initialize", &hello("1999-01-01"));
    assert_eq!(other["result"]["protocolVersion"], "2025-11-25", "the newest with a handshake");
    agent.send(r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#);
    assert_eq!(agent.call("read_item", &json!({})), json!([]));
    assert_eq!(agent.call("search_evidence", &json!({"query": "refund"}))["hits"], json!([]));
    assert_eq!(agent.end(), (String::new(), Some(0)));
}

#[test]
fn the_newest_revision_needs_no_handshake() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::started(&mut hone(data.path(), &["mcp"]));
    let meta = |version: &str| {
        json!({"_meta": {
            "io.modelcontextprotocol/protocolVersion": version,
            "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": {},
        }})
    };
    let found = agent.ask("server/discover", &meta("2026-07-28"))["result"].clone();
    assert!(found["supportedVersions"].as_array().unwrap().contains(&"2026-07-28".into()), "{found}");
    assert_eq!(found["resultType"], "complete");
    let refused = agent.ask("tools/list", &meta("2031-01-01"))["error"].clone();
    assert_eq!((&refused["code"], &refused["data"]["requested"]), (&(-32_022).into(), &"2031-01-01".into()));
    let listed = agent.ask("tools/list", &meta("2026-07-28"))["result"].clone();
    assert_eq!((listed["tools"].as_array().unwrap().len(), &listed["cacheScope"]), (7, &"public".into()));
}

#[test]
fn what_is_no_request_is_refused_and_the_next_one_is_heard() {
    let data = tempfile::tempdir().unwrap();
    let mut agent = Agent::on(data.path());
    agent.send("hello");
    agent.send("[]");
    assert_eq!(agent.next()["error"]["code"], -32_600, "what is no JSON is passed over");
    agent.send("");
    assert_eq!(agent.ask("resources/list", &json!({}))["error"]["code"], -32_601);
    for call in [json!({"name": "accept"}), json!({"name": "read_item", "arguments": "HAR-20"}), json!({})] {
        let refused = agent.ask("tools/call", &call)["error"].clone();
        assert_eq!(refused["code"], -32_602, "{call}");
        assert!(refused["message"].as_str().unwrap().contains("tools/list"), "{refused}");
    }
    assert!(agent.ask("ping", &json!({}))["result"].is_object());
}

#[test]
fn what_does_not_begin_as_the_protocol_asks_ends_with_a_problem_that_repeats_nothing() {
    let data = tempfile::tempdir().unwrap();
    let mut command = hone(data.path(), &["mcp"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = streams.spawn().unwrap();
    let notice =
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"reason": "Zanzibar"}});
    writeln!(process.stdin.as_mut().unwrap(), "{notice}").unwrap();
    let ended = process.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), ended.stdout.is_empty()), (Some(2), true), "{said}");
    assert!(said.contains("initialize") && !said.contains("Zanzibar"), "{said}");
}

#[test]
fn no_message_is_logged_however_much_is_asked_for() {
    let data = sample();
    let log = data.path().join("log.txt");
    let mut command = hone(data.path(), &["-vvvv", "mcp"]);
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(File::create(&log).unwrap());
    let mut agent = Agent::of(streams);
    agent.ask("initialize", &hello("2025-11-25"));
    let found = agent.call("search_evidence", &json!({"query": "change the nights of a stay", "limit": 1}));
    assert!(found["hits"][0]["text"].is_string());
    agent.call("search_evidence", &json!({"query": "Zanzibar"}));
    assert_eq!(agent.end().1, Some(0));
    let logged = std::fs::read_to_string(&log).unwrap();
    let quoted = found["hits"][0]["text"].as_str().unwrap().split('.').next().unwrap().to_owned();
    assert!(!logged.contains("Zanzibar") && !logged.contains(&quoted), "{logged}");
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
    let mut agent = Agent::greeted(command.env("HONE_MODEL_URL", provider.url()).env("HONE_MODEL", "tiny"));
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
