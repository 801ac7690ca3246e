//! What each tool gives, and how it refuses.

use super::{Agent, hone, json_of, sample};
use serde_json::{Value, json};

/// The tools there are.
const NAMES: [&str; 7] = [
    "search_evidence",
    "read_item",
    "read_interview",
    "refine_item",
    "summarize_interview",
    "lint_split",
    "trace_suggestion",
];

#[test]
fn the_tools_are_these_seven_and_each_says_what_it_takes() {
    let data = tempfile::tempdir().unwrap();
    let listed = Agent::on(data.path()).ask("tools/list", &json!({}))["result"]["tools"].clone();
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, NAMES);
    for tool in listed.as_array().unwrap() {
        assert!(tool["description"].as_str().unwrap().len() > 40, "{tool}");
        for (name, field) in tool["inputSchema"]["properties"].as_object().unwrap() {
            assert!(field["description"].is_string(), "{name} of {}", tool["name"]);
        }
    }
}

#[test]
fn evidence_is_searched_and_read() {
    let data = sample();
    let mut agent = Agent::on(data.path());
    let wanted = json!({"query": "change the nights of a stay", "among": "interviews", "limit": 3});
    let found = agent.call("search_evidence", &wanted);
    let hit = &found["hits"][0];
    assert!(found["hits"].as_array().unwrap().len() <= 3);
    let (source, turn) = (hit["source"].as_str().unwrap(), hit["turn"].as_u64().unwrap());
    let read = agent.call("read_interview", &json!({"key": source, "from": turn, "limit": 1}));
    let said = read["turns"][0]["text"].as_str().unwrap();
    assert!(said.contains(hit["text"].as_str().unwrap()), "{said}");
    assert_eq!((&read["turns"][0]["turn"], &read["next"]), (&json!(turn), &json!(turn + 1)));
    let item = agent.call("read_item", &json!({"key": "HAR-20"}));
    assert_eq!(item["key"], "HAR-20");
    assert!(item["criteria"].is_array() && item.get("raw").is_none(), "{item}");
    assert!(agent.call("read_item", &json!({})).as_array().unwrap().len() > 10);
    assert!(agent.call("read_interview", &json!({})).as_array().unwrap().len() > 5);
}

#[test]
fn an_item_is_refined_as_on_the_command_line_and_traced() {
    let data = sample();
    let mut agent = Agent::on(data.path());
    let refined = agent.call("refine_item", &json!({"key": "HAR-20", "kinds": ["assumption"]}));
    let typed = ["--json", "refine", "HAR-20", "--kind", "assumption"];
    let printed = json_of(&hone(data.path(), &typed).output().unwrap());
    assert_eq!(refined["suggestions"], printed);
    let id = refined["suggestions"][0]["id"].as_str().unwrap();
    let traced = agent.call("trace_suggestion", &json!({"id": &id[..8]}));
    assert_eq!((&traced["suggestion"]["id"], &traced["items"][0]["key"]), (&id.into(), &"HAR-20".into()));
    let listed = agent.call("read_item", &json!({"key": "HAR-20"}))["suggestions"].clone();
    assert_eq!(listed.as_array().unwrap().len(), refined["suggestions"].as_array().unwrap().len());
}

#[test]
fn an_interview_is_summarized_and_a_split_is_checked() {
    let data = sample();
    let mut agent = Agent::on(data.path());
    let page = agent.call("summarize_interview", &json!({"key": "P01"}));
    assert_eq!(page["suggestions"][0]["kind"], "snapshot");
    let split = json!({"title": "Pay for a stay", "slices": ["Database tables for payment", {"title": "Payment screen"}]});
    let codes: Vec<Value> = agent
        .call("lint_split", &split)
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["family"].clone())
        .collect();
    assert!(!codes.is_empty() && codes.iter().all(|family| family == "split"));
}

#[test]
fn what_cannot_be_done_is_a_result_that_says_what_to_do() {
    let data = sample();
    let mut agent = Agent::on(data.path());
    for (tool, arguments, code) in [
        ("read_item", json!({"key": "NO-1"}), "not_found"),
        ("read_item", json!({"key": 7}), "invalid"),
        ("refine_item", json!({"key": "HAR-20", "state": "accepted"}), "invalid"),
        ("refine_item", json!({"key": "HAR-20", "engine": "model"}), "invalid"),
        ("lint_split", json!({"title": "Pay", "slices": []}), "invalid"),
        ("trace_suggestion", json!({"id": "zzz"}), "not_found"),
    ] {
        let problem = agent.call(tool, &arguments);
        assert_eq!(problem["code"], code, "{tool} {arguments}: {problem}");
        assert!(!problem["hint"].as_str().unwrap().is_empty(), "{tool} {arguments}");
    }
}
