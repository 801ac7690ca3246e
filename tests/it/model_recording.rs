//! Model traffic that is recorded once and replayed without the model.

#![expect(clippy::unwrap_used, reason = "a command that does not run fails the test")]

use crate::support::provider::{Provider, Reply};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The sample with the cases of one task.
fn suite(folder: &Path, task: &str) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    for part in ["", "interviews", "cases"] {
        fs::create_dir_all(folder.join("dev-harbour").join(part)).unwrap();
        for path in fs::read_dir(sample.join(part)).unwrap().map(|entry| entry.unwrap().path()) {
            let is_wanted = part != "cases" || path.file_stem().unwrap() == task;
            if path.is_file() && is_wanted {
                fs::copy(&path, folder.join("dev-harbour").join(part).join(path.file_name().unwrap()))
                    .unwrap();
            }
        }
    }
}

fn evaluate(folder: &Path, variables: &[(&str, &str)]) -> (Value, Output) {
    let output = Command::new(env!("CARGO_BIN_EXE_hone"))
        .arg("--data")
        .arg(folder.join("data"))
        .args(["--json", "eval", "run", "dev-harbour", "--engine", "model"])
        .envs([("HONE_EMBEDDINGS_MODEL", "words"), ("HONE_MODEL", "tiny")])
        .envs(variables.iter().copied())
        .current_dir(folder)
        .output()
        .unwrap();
    (serde_json::from_slice(&output.stdout).unwrap_or_default(), output)
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_that_are_dropped_cost_what_they_took() {
    let folder = TempDir::new().unwrap();
    suite(folder.path(), "questions");
    let provider = Provider::start(vec![Reply::says("I would be glad to help!")]).await;
    let (report, said) = evaluate(folder.path(), &[("HONE_MODEL_URL", provider.url())]);
    let asked = provider.requests().len();
    assert!(asked > 3, "{}", String::from_utf8_lossy(&said.stderr));
    assert!(!outputs(folder.path(), &report["run"]).contains("\"receipt\""), "nothing of it is proposed");
    assert_eq!(report["cost"]["output_tokens"], 50 * asked);
    let metric = |id: &str| report["metrics"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned();
    assert_eq!(metric("cost.output_tokens").unwrap()["value"], 100.0, "an answer and its repair");
}

/// What a run printed for each case, as it lies in its file.
fn outputs(folder: &Path, run: &Value) -> String {
    let file = folder.join("data/eval/runs").join(format!("{}.jsonl", run.as_str().unwrap()));
    fs::read_to_string(file).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evaluation_with_a_model_is_recorded_and_runs_again_offline_to_the_same_end() {
    let folder = TempDir::new().unwrap();
    suite(folder.path(), "questions");
    let answer = json!({"questions": [{
        "text": "Walk me through the last time you changed a stay.", "about": "how a stay is changed",
        "addressee": "customer", "why_them": "They changed one.",
        "serves": "Whether to build the change at all", "evidence": [],
    }]});
    let provider = Provider::start(vec![Reply::says(&answer.to_string())]).await;
    let url = provider.url().to_owned();
    let live = [("HONE_MODEL_URL", url.as_str()), ("HONE_MODEL_RECORD", "kept")];
    let (first, said) = evaluate(folder.path(), &live);
    let engine = first["engine"].as_str().unwrap_or_default();
    assert!(
        engine.starts_with("model") && engine.ends_with("tiny"),
        "{engine}: {}",
        String::from_utf8_lossy(&said.stderr)
    );
    let asked = provider.requests().len();
    assert!(
        asked > 3
            && outputs(folder.path(), &first["run"]).contains("Walk me through the last time you changed")
    );
    drop(provider);
    let kept = fs::read_dir(folder.path().join("kept")).unwrap().count();
    assert!((1..=asked).contains(&kept), "{kept} files for {asked} requests");
    fs::remove_dir_all(folder.path().join("data")).unwrap();
    let (again, _) = evaluate(folder.path(), &[("HONE_MODEL_REPLAY", "kept")]);
    assert_eq!(again["run"], first["run"], "the name of a run is a hash of all that was printed");
    for file in fs::read_dir(folder.path().join("kept")).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    let (without, _) = evaluate(folder.path(), &[("HONE_MODEL_REPLAY", "kept")]);
    let said = outputs(folder.path(), &without["run"]);
    assert!(said.lines().count() > 3 && !said.contains("\"receipt\""), "the rules are not credited: {said}");
}
