//! Runs that try to look good, whatever the outputs are: each is caught.
#![expect(clippy::unwrap_used, reason = "a broken sample fails the test")]

use super::score::{expected, metric, output, sample};
use hone::evaluation::holdout::{HeldOutRun, Ledger};
use hone::evaluation::measure::confidence::{auroc, brier_skill, expected_calibration_error};
use hone::evaluation::measure::decision::{accepted_per_item, missed};
use hone::evaluation::score::{
    CaseOutcome, CaseOutput, repeated_to_the_letter, score, score_cases, verdict_of,
};
use hone::evaluation::statistics::repeats::{pass_at_k, pass_hat_k};
use hone::evaluation::statistics::verdict::{Gate, Verdict};
use hone::evaluation::suite::{Case, Suite, Task};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

#[test]
fn a_constant_confidence_is_calibrated_and_still_worth_nothing() {
    let suite = sample();
    // The confidence is always the share of given splits that are good.
    let good: Vec<bool> = suite
        .cases_of(Task::Lint)
        .map(|case| matches!(case, Case::LintCase(lint) if lint.codes.is_empty()))
        .collect();
    let base = good.iter().filter(|good| **good).count() as f64 / good.len() as f64;
    let constant: Vec<(f64, bool)> = good.iter().map(|good| (base, *good)).collect();
    assert!(expected_calibration_error(&constant, 10) < 1e-9, "the trap is that it is calibrated");
    assert!((auroc(&constant).unwrap() - 0.5).abs() < 1e-9);
    assert!(brier_skill(&constant).unwrap().abs() < 1e-9);
}

#[test]
fn showing_only_what_is_safe_is_seen_in_what_people_add_by_hand() {
    let suite = sample();
    let (mut outputs, mut added, mut shown) = (expected(&suite), Vec::new(), Vec::new());
    let mut accepted = Vec::new();
    for case in suite.cases_of(Task::Assumptions) {
        let Case::AssumptionsCase(gold) = case else { continue };
        let one = outputs.iter_mut().find(|output| output.case == gold.id).unwrap();
        one.output = Ok(json!([one.output.as_ref().unwrap()[0]]));
        shown.push(gold.assumptions[0].text.as_str());
        added.extend(gold.assumptions.iter().skip(1).map(|assumption| assumption.text.as_str()));
        accepted.push(1);
    }
    let metrics = score(&suite, &outputs);
    assert!((metric(&metrics, "assumption.precision").value.unwrap() - 1.0).abs() < 1e-9, "the trap");
    assert!(metric(&metrics, "assumption.recall").value.unwrap() < 0.4);
    assert!((missed(&added, &shown, |a, b| a == b).unwrap() - 1.0).abs() < 1e-9);
    assert!((accepted_per_item(&accepted) - 1.0).abs() < 1e-9);
    let everything: Vec<&str> = shown.iter().chain(&added).copied().collect();
    assert!(missed(&added, &everything, |a, b| a == b).unwrap().abs() < 1e-9);
    assert_eq!(missed(&[], &shown, |a, b| a == b), None);
}

/// The same outputs again as later repeats.
fn repeated(suite: &Suite, times: usize) -> Vec<CaseOutput> {
    (0..times)
        .flat_map(|repeat| expected(suite).into_iter().map(move |output| CaseOutput { repeat, ..output }))
        .collect()
}

#[test]
fn a_case_that_passes_once_in_three_runs_is_no_pass() {
    let suite = sample();
    let mut outputs = repeated(&suite, 3);
    for output in &mut outputs {
        let is_split = suite.case(&output.case).unwrap().task() == Task::Split;
        if is_split && output.repeat > 0 {
            output.output = Ok(json!([]));
        }
    }
    let scores = score_cases(&suite, &outputs);
    let runs: Vec<_> = scores
        .iter()
        .filter(|score| score.metric == "split.verdict" && score.case == "split-move-ticket")
        .collect();
    let passed = runs.iter().filter(|run| run.outcome == CaseOutcome::Pass).count();
    assert!((pass_at_k(runs.len(), passed, 3) - 1.0).abs() < 1e-9, "the trap is that some run is green");
    assert!(pass_hat_k(runs.len(), passed, 3).abs() < 1e-9);
    let metrics = score(&suite, &outputs);
    let verdicts = metric(&metrics, "split.verdict");
    assert_eq!((verdicts.passed, verdicts.flaky.len()), (0, 21));
    assert_eq!(verdicts.clone().gated(Gate::EveryCase).verdict, Some(Verdict::Fail));
    assert_eq!(score(&suite, &outputs), metrics, "the seed is fixed, so a rerun draws the same interval");
}

#[test]
fn cached_repeats_narrow_no_interval_and_are_named() {
    let suite = sample();
    let (once, thrice) = (expected(&suite), repeated(&suite, 3));
    let (single, cached) = (score(&suite, &once), score(&suite, &thrice));
    for (one, three) in single.iter().zip(&cached) {
        assert_eq!((one.id, one.n, one.clusters), (three.id, three.n, three.clusters));
        let near = |a: Option<f64>, b: Option<f64>| (a.unwrap_or(0.0) - b.unwrap_or(0.0)).abs() < 1e-9;
        assert!(near(one.low, three.low) && near(one.high, three.high), "{}", one.id);
    }
    assert!(repeated_to_the_letter(&once).is_empty());
    assert_eq!(repeated_to_the_letter(&thrice).len(), suite.cases.len());
    let mut drawn = thrice;
    let other = drawn.iter_mut().find(|output| output.case == "retrieval-dog").unwrap();
    other.output = Ok(json!([]));
    assert!(!repeated_to_the_letter(&drawn).contains("retrieval-dog"));
}

#[test]
fn dropping_the_cases_that_fail_breaks_the_run() {
    let suite = sample();
    let honest: Vec<CaseOutput> = suite
        .cases
        .iter()
        .zip(expected(&suite))
        .enumerate()
        .map(|(at, (case, good))| {
            let fails = case.task() == Task::Split && at % 2 == 0;
            if fails { output(case.id(), Ok(json!([]))) } else { good }
        })
        .collect();
    let failing: BTreeSet<String> = score_cases(&suite, &honest)
        .into_iter()
        .filter(|score| score.metric == "split.verdict" && score.outcome == CaseOutcome::Fail)
        .map(|score| score.case)
        .collect();
    assert!(!failing.is_empty());
    let mut dropped = honest;
    dropped.retain(|output| !failing.contains(&output.case));
    let metrics = score(&suite, &dropped);
    let verdicts = metric(&metrics, "split.verdict");
    assert!((verdicts.value.unwrap() - 1.0).abs() < 1e-9, "the trap is that what is left is right");
    assert_eq!(verdicts.broken, failing.len());
    assert_eq!(verdict_of(&metrics).exit_code(), 3);
}

#[test]
fn an_edited_gold_has_another_hash() {
    let holder = TempDir::new().unwrap();
    let copy = holder.path().join("dev-harbour");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour"), &copy);
    let before = Suite::load(&copy).unwrap();
    let outputs: Vec<CaseOutput> = expected(&before)
        .into_iter()
        .map(
            |given| {
                if given.case == "lint-parts-cancel" { output(&given.case, Ok(json!([]))) } else { given }
            },
        )
        .collect();
    let lint = copy.join("cases/lint.yaml");
    let text = fs::read_to_string(&lint).unwrap();
    let part = text.find("id: lint-parts-cancel").unwrap();
    let eased = text[part..].replacen("codes: [no-pattern]", "codes: []", 1);
    fs::write(&lint, format!("{}{eased}", &text[..part])).unwrap();
    let after = Suite::load(&copy).unwrap();
    let exact = |suite: &Suite| metric(&score(suite, &outputs), "lint.exact").value.unwrap();
    assert!(exact(&after) > exact(&before), "the trap is that the figure rises");
    assert_ne!(before.hash, after.hash);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_release_is_measured_once_on_held_out_cases_and_the_gap_is_shown() {
    let suite = sample();
    let figures: BTreeMap<String, f64> = score(&suite, &expected(&suite))
        .into_iter()
        .filter_map(|metric| Some((metric.id.to_owned(), metric.value?)))
        .collect();
    let mut unseen = figures.clone();
    unseen.insert("split.verdict".into(), 0.6);
    let run = |release: &str| HeldOutRun {
        suite: "held-out".into(),
        gold: suite.hash.clone(),
        release: release.into(),
        day: "2026-03-02".into(),
        person: "Owner".into(),
        figures: unseen.clone(),
    };
    let mut ledger = Ledger::default();
    let line = ledger.enter(run("0.1.0")).unwrap();
    let mut read = Ledger::parse(&format!("{line}\n\n")).unwrap();
    assert!(line.contains("\"split.verdict\":0.6"), "the bad figure stays in the file");
    let refused = read.enter(run("0.1.0")).unwrap_err().to_string();
    assert_eq!(refused, "0.1.0 was measured on held-out on 2026-03-02; a release has one held-out run");
    assert!(read.admits("held-out", "0.2.0").is_ok() && read.admits("another", "0.1.0").is_ok());
    let gaps = run("0.1.0").gaps(&figures);
    assert!((gaps["split.verdict"] - 0.4).abs() < 1e-9 && gaps["lint.f1"].abs() < 1e-9);
    assert!(Ledger::parse("{\"suite\":\"held-out\"}").is_err());
}
