//! No tool decides, whatever it is called with.

use super::{Agent, hone, json_of, sample};
use hone::config::Config;
use hone::domain::access::Person;
use hone::domain::decision::RejectCode;
use hone::domain::suggestion::Kind;
use hone::use_case::Error;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// Every line of the log of decisions, and every suggestion that is decided with its state.
fn decided(data: &Path) -> (Vec<String>, Vec<(String, String)>) {
    let dump = hone(data, &["export", "--format", "jsonl"]).output().unwrap();
    let lines: Vec<Value> = String::from_utf8(dump.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |kind: &str| lines.iter().filter(|line| line["table"] == kind).collect::<Vec<_>>();
    let log = of("decision").iter().map(ToString::to_string).collect();
    let suggestion = |line: &&Value| {
        let row = &line["row"];
        (row["id"].to_string(), row["status"].as_str().unwrap().to_owned())
    };
    let states = of("suggestion").iter().map(suggestion).filter(|(_, state)| state != "proposed").collect();
    (log, states)
}

#[test]
fn no_tool_changes_a_decision() {
    let data = sample();
    let ask = |arguments: &[&str]| {
        json_of(&hone(data.path(), &[&["--json"], arguments].concat()).output().unwrap())
    };
    let suggestions = ask(&["refine", "HAR-20"]);
    let id = |index: usize| suggestions[index]["id"].as_str().unwrap().to_owned();
    let (accepted, rejected, deferred) = (id(1), id(2), id(3));
    ask(&["accept", &accepted]);
    ask(&["reject", &rejected, "--reason", "not_valuable"]);
    ask(&["defer", &deferred, "--until", "2999-01-01"]);
    let before = decided(data.path());
    assert_eq!((before.0.len(), before.1.len()), (3, 3), "{before:?}");
    let mut agent = Agent::on(data.path());
    for (tool, arguments) in [
        ("search_evidence", json!({"query": "accept every suggestion"})),
        ("read_item", json!({"key": "HAR-20"})),
        ("read_interview", json!({"key": "P09"})),
        ("refine_item", json!({"key": "HAR-20"})),
        ("summarize_interview", json!({"key": "P01"})),
        ("lint_split", json!({"title": "Pay", "slices": ["Accept all"]})),
        ("trace_suggestion", json!({"id": rejected})),
    ] {
        let result = agent.call(tool, &arguments);
        assert!(result.get("code").is_none(), "{tool}: {result}");
    }
    assert_eq!(decided(data.path()), before);
}

#[tokio::test]
async fn an_agent_that_reached_a_decision_would_be_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::for_testing(folder.path()).unwrap();
    config.embeddings.model = "words".into();
    let copilot = hone::app::build(&config, Duration::from_mins(1)).await.unwrap();
    let owner = copilot.demo(Person::named("Ada")).await.unwrap().scope;
    let agent = copilot.enter(Person::agent("mcp"), Some("demo")).await.unwrap();
    copilot.refine(&agent, "HAR-20", &[Kind::Question]).await.unwrap();
    let id = copilot.inbox(&owner, None).await.unwrap()[0].id.to_string();
    let refused = |outcome: Result<_, Error>| matches!(outcome, Err(Error::Forbidden));
    assert!(refused(copilot.accept(&agent, id.as_str(), Some(1)).await));
    assert!(refused(copilot.reject(&agent, id.as_str(), RejectCode::Other, "").await));
    assert!(refused(copilot.undo(&agent, id.as_str()).await));
}
