//! `hone eval` as it is typed: runs, replays, comparisons, gates, and every bad input.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a command that does not run fails the test")]

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A copy of the sample with only these tasks, and a place for what a run leaves.
pub(super) struct Desk {
    pub(super) holder: TempDir,
    pub(super) suite: PathBuf,
}

impl Desk {
    pub(super) fn with(tasks: &[&str]) -> Self {
        let holder = TempDir::new().unwrap();
        let suite = holder.path().join("dev-harbour");
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
        for part in ["", "interviews", "cases"] {
            fs::create_dir_all(suite.join(part)).unwrap();
            for entry in fs::read_dir(sample.join(part)).unwrap().flatten() {
                let path = entry.path();
                let stem = path.file_stem().unwrap().to_str().unwrap();
                if path.is_file() && (part != "cases" || tasks.contains(&stem)) {
                    fs::copy(&path, suite.join(part).join(entry.file_name())).unwrap();
                }
            }
        }
        Self { holder, suite }
    }

    pub(super) fn hone(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_hone"))
            .arg("--data")
            .arg(self.holder.path().join("data"))
            .args(arguments)
            .env("HONE_EMBEDDINGS_MODEL", "words")
            .current_dir(self.holder.path())
            .output()
            .unwrap()
    }

    pub(super) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.suite.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has changed; the test spoils nothing");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Runs the suite and gives the report and the file of the run.
    fn run(&self) -> (Value, PathBuf) {
        let output = self.hone(&["--json", "eval", "run", "dev-harbour"]);
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        let id = report["run"].as_str().unwrap();
        let file = self.holder.path().join("data/eval/runs").join(format!("{id}.jsonl"));
        (report, file)
    }

    /// A copy of a run with some lines changed.
    fn changed(&self, run: &Path, change: impl Fn(&mut Value)) -> PathBuf {
        let text = fs::read_to_string(run).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for line in &mut lines[1..] {
            let mut value: Value = serde_json::from_str(line).unwrap();
            change(&mut value);
            *line = value.to_string();
        }
        let path = self.holder.path().join("changed.jsonl");
        fs::write(&path, lines.join("\n") + "\n").unwrap();
        path
    }
}

pub(super) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(super) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(super) fn metric<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["metrics"].as_array().unwrap().iter().find(|metric| metric["id"] == id).unwrap()
}

#[test]
fn a_run_is_reported_in_every_format_and_replayed_to_the_byte() {
    let desk = Desk::with(&["lint", "split", "assumptions", "retrieval", "summary", "themes", "duplicates"]);
    let (report, run) = desk.run();
    assert_eq!((&report["suite"], &report["engine"]), (&"dev-harbour".into(), &"playbook".into()));
    assert_eq!(report["not_measured"], serde_json::json!([]));
    assert_eq!(report["cases"].as_array().unwrap().len(), 34 + 21 + 9 + 28 + 6 + 1 + 1);
    let verdict = metric(&report, "split.verdict");
    for field in ["value", "low", "high", "baseline", "cheap_trick"] {
        assert!(verdict[field].is_number(), "{field} of {verdict}");
    }
    assert_eq!(verdict["n"], 21);
    for id in ["summary.theme_f1", "summary.skill", "summary.compression", "theme.recall", "cost.ms"] {
        assert!(metric(&report, id)["value"].is_number(), "{id}");
    }
    assert_eq!(metric(&report, "summary.quote_precision")["value"], 1.0);
    let absent = metric(&report, "question.gap_f1");
    assert_eq!((&absent["value"], &absent["measured"]), (&Value::Null, &false.into()));
    let silent = metric(&report, "confidence.brier");
    assert_eq!((&silent["value"], &silent["measured"]), (&Value::Null, &true.into()));
    assert_eq!(silent["not_applicable"], 21 + 9, "nothing states a confidence");
    assert_eq!(metric(&report, "retrieval.scope_leak")["verdict"], "pass");

    let path = run.to_str().unwrap();
    let folder = run.parent().unwrap().parent().unwrap();
    let stem = run.file_stem().unwrap().to_str().unwrap();
    for (format, extension) in [("json", "json"), ("junit", "xml"), ("markdown", "md"), ("html", "html")] {
        let written = fs::read_to_string(folder.join(format!("{stem}.{extension}"))).unwrap();
        let again = desk.hone(&["eval", "replay", path, "--format", format]);
        assert_eq!(code(&again), 0, "{}", stderr(&again));
        assert_eq!(String::from_utf8(again.stdout).unwrap(), written, "{format}");
    }
    let page = fs::read_to_string(folder.join(format!("{stem}.html"))).unwrap();
    assert!(page.contains("<svg") && page.contains("Worst cases") && page.contains("default-src 'none'"));
    for request in ["http://", "https://", "<script", "<link", "src=", "url("] {
        assert!(!page.contains(request), "the page holds {request}");
    }
    let table = desk.hone(&["eval", "replay", path]);
    let table = String::from_utf8(table.stdout).unwrap();
    let too_long = table.lines().find(|line| line.chars().count() > 80 && !line.starts_with("verdict"));
    assert_eq!(too_long, None);
}

#[test]
fn a_case_that_failed_is_an_error_of_its_own_and_breaks_the_run() {
    let desk = Desk::with(&["lint"]);
    let (_, run) = desk.run();
    let broken = desk.changed(&run, |line| {
        if line["case"] == "lint-good-move" {
            line.as_object_mut().unwrap().remove("output");
            line["error"] = "the encoder does not answer <now>".into();
        }
    });
    let path = broken.to_str().unwrap();
    let json = desk.hone(&["--json", "eval", "replay", path]);
    assert_eq!(code(&json), 3);
    let report: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((report["errors"].as_array().unwrap().len(), &report["verdict"]), (1, &"broken".into()));
    assert_eq!(report["cases"].as_array().unwrap().len(), 34, "a failed case is not dropped");
    let junit = desk.hone(&["eval", "replay", path, "--format", "junit"]);
    let junit = String::from_utf8(junit.stdout).unwrap();
    assert!(junit.contains("errors=\"1\"") && junit.contains("does not answer &lt;now&gt;"), "{junit}");
}

#[test]
fn repeats_are_run_each_on_its_own_and_are_no_new_cases() {
    let desk = Desk::with(&["lint", "split"]);
    let output = desk.hone(&["--json", "eval", "run", "dev-harbour", "--repeats", "2"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((metric(&report, "split.verdict")["n"].as_u64(), &report["repeats"]), (Some(21), &2.into()));
    assert_eq!(report["cost"]["outputs"], 2 * (34 + 21));
    assert_eq!(report["flaky"].as_array().unwrap().len(), 0, "the rules give the same twice");
    let verdicts = metric(&report, "split.verdict");
    let passed = verdicts["passed"].as_f64().unwrap() / verdicts["n"].as_f64().unwrap();
    assert!((verdicts["pass_every_time"].as_f64().unwrap() - passed).abs() < 1e-9);
}

#[test]
fn what_surely_got_worse_is_found_by_comparing_and_by_the_gate() {
    let desk = Desk::with(&["lint"]);
    let (_, run) = desk.run();
    let path = run.to_str().unwrap();
    let blind = desk.changed(&run, |line| line["output"] = serde_json::json!([]));
    let blind = blind.to_str().unwrap();

    let same = desk.hone(&["--json", "eval", "compare", path, path]);
    assert_eq!(code(&same), 0, "{}", stderr(&same));
    let worse = desk.hone(&["--json", "eval", "compare", path, blind]);
    assert_eq!(code(&worse), 1);
    let found: Value = serde_json::from_slice(&worse.stdout).unwrap();
    let first = &found["differences"][0];
    assert!(first["difference"].as_f64().unwrap() < -0.5 && first["losses"].as_u64().unwrap() > 10);
    let lint = found["differences"].as_array().unwrap().iter().find(|one| one["id"] == "lint.f1").unwrap();
    assert_eq!(lint["verdict"], "fail");
    assert!(lint["high"].as_f64().unwrap() < -0.02 && lint["adjusted_p"].as_f64().unwrap() < 0.01);
    let changed = &found["cases"][0];
    assert!(
        changed["a"].as_array().is_some_and(|one| !one.is_empty()) && changed["b"] == serde_json::json!([])
    );
    let page = desk.hone(&["eval", "compare", path, blind, "--format", "html"]);
    assert!(String::from_utf8(page.stdout).unwrap().contains("Most changed cases"));

    let accepted = desk.hone(&["eval", "baseline", path]);
    assert_eq!(code(&accepted), 0, "{}", stderr(&accepted));
    let held = desk.hone(&["--json", "eval", "run", "dev-harbour", "--gate"]);
    assert_eq!(code(&held), 0, "{}", stderr(&held));
    let again = desk.hone(&["--json", "eval", "replay", path, "--gate"]);
    let since = |output: &Output| -> Value {
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        metric(&report, "lint.f1")["since_baseline"].clone()
    };
    assert_eq!(since(&held)["verdict"], "pass");
    assert_eq!(since(&again), since(&held));
    let baseline = desk.holder.path().join("eval/baselines/dev-harbour.json");
    let mut better: Value = serde_json::from_slice(&fs::read(&baseline).unwrap()).unwrap();
    // As if the accepted run had found everything, and this engine half of it.
    for figure in better["metrics"]["lint.f1"].as_object_mut().unwrap().values_mut() {
        figure["part"] = (figure["whole"].as_f64().unwrap() * 2.0).into();
    }
    fs::write(&baseline, better.to_string()).unwrap();
    let fallen = desk.hone(&["eval", "run", "dev-harbour", "--gate", "--format", "junit"]);
    assert_eq!(code(&fallen), 1);
    assert!(String::from_utf8(fallen.stdout).unwrap().contains("name=\"lint.f1\"><failure"));
}

#[test]
fn gold_that_changed_under_a_baseline_or_a_run_breaks_and_prints_no_figure() {
    let desk = Desk::with(&["lint"]);
    let (_, run) = desk.run();
    let path = run.to_str().unwrap();
    assert_eq!(code(&desk.hone(&["eval", "baseline", path])), 0);
    desk.edit("cases/lint.yaml", "codes: [no-pattern]", "codes: []");
    for arguments in [&["eval", "run", "dev-harbour", "--gate"][..], &["eval", "replay", path]] {
        let output = desk.hone(arguments);
        assert_eq!((code(&output), output.stdout.len()), (3, 0), "{arguments:?}");
        assert!(stderr(&output).contains("dev-harbour") && stderr(&output).contains("gold"), "{arguments:?}");
    }
    let missing = desk.hone(&["eval", "run", "dev-harbour", "--gate", "--baselines", "nowhere"]);
    assert_eq!((code(&missing), missing.stdout.len()), (3, 0));
    assert!(stderr(&missing).contains("nowhere/dev-harbour.json"));
}

#[test]
fn a_bad_suite_is_named_by_its_place_and_nothing_is_printed() {
    type Spoil = fn(&Desk);
    let spoiled: [(Spoil, &[&str]); 6] = [
        (
            |desk| desk.edit("cases/split.yaml", "  expect: split", "  expects: split"),
            &["cases/split.yaml", "case split-move-ticket", "key expects"],
        ),
        (
            |desk| desk.edit("cases/summary.yaml", "No letter.", "No letters."),
            &["cases/summary.yaml", "case summary-p01", "quote", "not found"],
        ),
        (
            |desk| fs::remove_file(desk.suite.join("interviews/P08.md")).unwrap(),
            &["interviews/P08.md", "cannot be read"],
        ),
        (
            |desk| desk.edit("cases/split.yaml", "id: split-move-ticket", "id: summary-p01"),
            &["case summary-p01", "key id", "another case has this id"],
        ),
        (
            |desk| {
                for task in ["split", "summary"] {
                    fs::remove_file(desk.suite.join(format!("cases/{task}.yaml"))).unwrap();
                }
            },
            &["an empty suite proves nothing"],
        ),
        (|desk| fs::remove_dir_all(&desk.suite).unwrap(), &["dev-harbour", "suite.yaml", "cannot be read"]),
    ];
    for (spoil, named) in spoiled {
        let desk = Desk::with(&["split", "summary"]);
        spoil(&desk);
        let output = desk.hone(&["eval", "run", "dev-harbour"]);
        assert_eq!((code(&output), output.stdout.len()), (3, 0), "{named:?}");
        for place in named {
            assert!(stderr(&output).contains(place), "{place}: {}", stderr(&output));
        }
    }
}

#[test]
fn bad_usage_of_eval_is_broken_and_never_inconclusive() {
    let desk = Desk::with(&["lint"]);
    let bad = [
        &["eval", "run"][..],
        &["eval", "run", "dev-harbour", "--format", "poem"],
        &["eval", "run", "dev-harbour", "--repeats", "0"],
        &["eval", "measure"],
        &["eval", "replay", "no-such-run.jsonl"],
        &["--json", "eval", "compare", "a.jsonl", "b.jsonl"],
        &["eval", "replay", "dev-harbour/suite.yaml"],
    ];
    for arguments in bad {
        let output = desk.hone(arguments);
        assert_eq!((code(&output), output.stdout.len()), (3, 0), "{arguments:?}");
    }
    assert_eq!(code(&desk.hone(&["eval", "--help"])), 0);
    assert_eq!(code(&desk.hone(&["search", "eval", "--nonsense"])), 2);
}

#[test]
fn a_plan_says_what_could_have_been_found() {
    let desk = Desk::with(&["lint"]);
    let (_, run) = desk.run();
    let half = desk.changed(&run, |line| {
        if line["case"].as_str().is_some_and(|case| case.len().is_multiple_of(2)) {
            line["output"] = serde_json::json!([]);
        }
    });
    let plan = desk.hone(&["--json", "eval", "plan", run.to_str().unwrap(), half.to_str().unwrap()]);
    let rows: Value = serde_json::from_slice(&plan.stdout).unwrap();
    let exact = rows.as_array().unwrap().iter().find(|row| row["id"] == "lint.exact").unwrap();
    assert_eq!(exact["n"], 34);
    assert!((0.05..0.5).contains(&exact["detectable"].as_f64().unwrap()), "{exact}");
}
