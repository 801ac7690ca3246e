//! `hone refine --engine`, `hone check prompts` and what a person reads when the model fails.

use super::{hone, json, sample, text};
use crate::support::deaf::{Deaf, Manner};
use std::path::Path;
use std::process::{Command, Output};

/// The command with a model at this address.
fn with_model(data: &Path, url: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hone"))
        .arg("--data")
        .arg(data)
        .args(arguments)
        .envs([("HONE_EMBEDDINGS_MODEL", "words"), ("HONE_MODEL_URL", url), ("HONE_MODEL", "tiny")])
        .env("OPENAI_BASE_URL", "http://127.0.0.1:9/never-asked")
        .output()
        .unwrap()
}

#[tokio::test]
async fn when_nobody_answers_the_playbook_does_and_one_sentence_says_so() {
    let data = sample();
    let deaf = Deaf::listen(Manner::Gone).await;
    let refined =
        with_model(data.path(), &format!("{}/v1", deaf.url()), &["refine", "HAR-20", "--kind", "split"]);
    let said = text(&refined);
    assert_eq!(refined.status.code(), Some(0), "{said}");
    assert!(said.contains("The model endpoint does not answer. These are the playbook's"), "{said}");
    assert!(said.contains("candidate 1"), "{said}");
}

#[test]
fn an_engine_that_is_not_there_is_bad_usage() {
    let data = sample();
    let refused = hone(data.path(), &["refine", "HAR-20", "--engine", "model"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("no model is configured"), "{}", text(&refused));
    assert_eq!(hone(data.path(), &["refine", "HAR-20", "--engine", "oracle"]).status.code(), Some(2));
    let playbook = hone(data.path(), &["--json", "refine", "HAR-20", "--engine", "playbook"]);
    assert!(!json(&playbook).as_array().unwrap().is_empty());
}

#[test]
fn prompts_are_checked_by_name() {
    let data = tempfile::tempdir().unwrap();
    let checked = json(&hone(data.path(), &["--json", "check", "prompts"]));
    let jobs: Vec<&str> =
        checked.as_array().unwrap().iter().map(|one| one["job"].as_str().unwrap()).collect();
    assert_eq!(jobs, ["split", "assumption", "question", "snapshot", "theme", "judge"]);
    let config = data.path().join("hone.toml");
    std::fs::create_dir_all(data.path().join("mine/split")).unwrap();
    std::fs::write(data.path().join("mine/split/user.md"), "{{ item.colour }}").unwrap();
    std::fs::write(&config, format!("[model]\nprompts = \"{}\"\n", data.path().join("mine").display()))
        .unwrap();
    let refused = hone(data.path(), &["--config", config.to_str().unwrap(), "check", "prompts"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused).contains("split/user.md, line 1"), "{}", text(&refused));
}
