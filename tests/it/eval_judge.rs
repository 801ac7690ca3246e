//! `hone eval run --judge` and `hone eval judge` as they are typed: an opinion, and nothing but.

#![expect(clippy::unwrap_used, reason = "a command that does not run fails the test")]

use crate::eval_command::Desk;
use crate::support::provider::{Provider, Reply};
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Output};

fn hone(desk: &Desk, arguments: &[&str], url: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
    command.arg("--data").arg(desk.holder.path().join("data")).args(arguments);
    command.env("HONE_EMBEDDINGS_MODEL", "words").current_dir(desk.holder.path());
    if !url.is_empty() {
        command.envs([("HONE_MODEL_URL", url), ("HONE_MODEL", "tiny")]);
    }
    command.output().unwrap()
}

fn json_of(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| Value::String(said.into_owned()))
}

/// The run, its verdict, and every figure but those of the clock.
fn figures(report: &Value) -> Value {
    let is_timed = |metric: &&Value| metric["id"].as_str().unwrap().starts_with("cost.");
    let all = report["metrics"].as_array().unwrap();
    let kept: Vec<&Value> = all.iter().filter(|metric| !is_timed(metric)).collect();
    json!({"run": report["run"], "verdict": report["verdict"], "metrics": kept})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_judge_adds_its_opinion_and_changes_no_figure() {
    let desk = Desk::with(&["assumptions"]);
    let unsure = json!({"evidence": "", "verdict": "cannot_tell"}).to_string();
    let provider = Provider::start(vec![Reply::says(&unsure)]).await;
    let plain = json_of(&hone(&desk, &["--json", "eval", "run", "dev-harbour"], provider.url()));
    assert!(provider.requests().is_empty(), "off unless it is asked for");
    let judged = ["--json", "eval", "run", "dev-harbour", "--judge", "2"];
    let judged = json_of(&hone(&desk, &judged, provider.url()));
    assert_eq!(figures(&judged), figures(&plain));
    // Two assumptions and two claims, each three times; nothing was won that a canary could be set on.
    assert_eq!(provider.requests().len(), 12);
    let asked = provider.requests()[0].clone();
    assert_eq!(asked["temperature"], 0);
    let file =
        desk.holder.path().join("data/eval").join(format!("{}.judge.json", judged["run"].as_str().unwrap()));
    let opinion: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let by: Vec<(&str, &Value)> = opinion["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["criterion"].as_str().unwrap(), &one["cannot_tell"]))
        .collect();
    assert_eq!(by, [("support", &json!(1.0)), ("novelty", &json!(1.0))]);
    assert_eq!(opinion["prompt"].as_str().unwrap().len(), 16);
    let printed = hone(&desk, &["eval", "run", "dev-harbour", "--judge", "1"], provider.url());
    assert!(String::from_utf8_lossy(&printed.stdout).contains("changes no figure and gates nothing"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_model_nothing_is_run_and_a_judge_that_knows_nothing_is_not_admitted() {
    let desk = Desk::with(&["assumptions"]);
    let refused = hone(&desk, &["eval", "run", "dev-harbour", "--judge", "2"], "");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(3) && said.contains("HONE_MODEL_URL"), "{said}");
    assert!(!desk.holder.path().join("data/eval").exists());
    let choice = |at: u32| {
        json!({
            "id": at.to_string(), "interviewee": "I generally walk there.", "criterion": "Asks what happened.",
            "q1": "How far do you walk?", "q2": "Would you take a car if it was there for you?",
            "better": "1", "q1_origin": "human",
        })
        .to_string()
    };
    let file = desk.holder.path().join("choices.jsonl");
    fs::write(&file, (0..3).map(|at| choice(at) + "\n").collect::<String>()).unwrap();
    let first = json!({"evidence": "generally walk", "verdict": "first"}).to_string();
    let provider = Provider::start(vec![Reply::says(&first)]).await;
    let held = ["--json", "eval", "judge", "--preferences", file.to_str().unwrap()];
    let found = json_of(&hone(&desk, &held, provider.url()))[0].clone();
    assert_eq!((&found["admitted"], &found["agreement"]), (&json!(false), &json!(0.5)), "{found}");
    assert_eq!((&found["order_consistency"], &found["labels"]), (&json!(0.0), &json!(3)));
    assert_eq!(found["rivals"][0]["right"], json!([0, 3]));
    let neither = hone(&desk, &["eval", "judge"], provider.url());
    assert!(String::from_utf8_lossy(&neither.stderr).contains("--preferences"), "a file is needed");
}
