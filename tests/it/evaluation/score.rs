//! The scorers on the sample: the gold, nothing, broken outputs, repeats.
#![expect(clippy::unwrap_used, reason = "a broken sample fails the test")]

use hone::evaluation::score::{
    Better, CaseOutcome, CaseOutput, Metric, expected_output, score, score_cases, verdict_of,
};
use hone::evaluation::statistics::verdict::{Gate, Verdict};
use hone::evaluation::suite::{Suite, Task};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn sample() -> Suite {
    Suite::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")).unwrap()
}

/// Outputs of an engine that knows the gold.
pub(super) fn expected(suite: &Suite) -> Vec<CaseOutput> {
    suite.cases.iter().map(|case| output(case.id(), Ok(expected_output(suite, case)))).collect()
}

pub(super) fn output(case: &str, output: Result<Value, String>) -> CaseOutput {
    CaseOutput { case: case.to_owned(), repeat: 0, output, ms: 1, spent: None }
}

pub(super) fn metric<'a>(metrics: &'a [Metric], id: &str) -> &'a Metric {
    metrics.iter().find(|metric| metric.id == id).unwrap()
}

fn is_close(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() < 1e-9)
}

#[test]
fn the_gold_reaches_the_ceiling_and_beats_nothing_and_the_cheap_trick() {
    let suite = sample();
    let metrics = score(&suite, &expected(&suite));
    assert!(metrics.iter().all(|metric| metric.broken == 0 && metric.flaky.is_empty()));
    let perfect = [
        "retrieval.ndcg10",
        "retrieval.budget_coverage",
        "citation.exact",
        "citation.offset_ok",
        "citation.speaker_ok",
        "support.iou",
        "split.verdict",
        "split.pattern_1",
        "split.match_f1",
        "lint.f1",
        "lint.exact",
        "assumption.f1",
        "assumption.contradiction_found",
        "question.gap_f1",
        "question.addressee_ok",
        "summary.theme_f1",
        "summary.memorable_recall",
        "theme.f1",
        "theme.anomaly_recall",
        "duplicate.f1",
        "duplicate.b_cubed",
    ];
    for id in perfect {
        let found = metric(&metrics, id);
        assert!(is_close(found.value, 1.0), "{id} {:?}", found.value);
        assert!(found.cheap_trick.is_none_or(|trick| trick <= 1.0), "{id}");
        let reached = [found.baseline, found.cheap_trick];
        let harmless = ["citation.offset_ok", "citation.speaker_ok"];
        assert!(
            harmless.contains(&id) || reached.into_iter().flatten().all(|cheap| cheap < 0.98),
            "{id} is reached for nothing: {reached:?}"
        );
    }
    assert_eq!(verdict_of(&metrics), Verdict::Pass);
}

#[test]
fn a_fact_whose_number_is_said_in_words_is_stated() {
    let mut suite = sample();
    suite.cases.retain(|case| case.id() == "summary-p01");
    let mut outputs = expected(&suite);
    let facts = |said: &str, outputs: &mut Vec<CaseOutput>| {
        let lines = &mut outputs[0].output.as_mut().unwrap()["body"]["quick_facts"];
        let mut line = lines[0].clone();
        line["text"] = json!(said);
        line["quote"]["text"] = json!(said);
        *lines = json!([line]);
        metric(&score(&suite, outputs), "summary.fact_recall").value.unwrap()
    };
    assert!((facts("I was on hold for twenty-six minutes", &mut outputs) - 0.2).abs() < 1e-9);
    assert!(facts("I was on hold for thirty minutes", &mut outputs).abs() < 1e-9);
}

#[test]
fn an_engine_that_gives_nothing_reaches_nothing() {
    let suite = sample();
    let silent: Vec<CaseOutput> = suite
        .cases
        .iter()
        .map(|case| {
            let nothing = if case.task() == Task::Themes { json!({"themes": []}) } else { json!([]) };
            output(case.id(), Ok(nothing))
        })
        .collect();
    let metrics = score(&suite, &silent);
    let nothing = [
        "retrieval.ndcg10",
        "split.verdict",
        "split.accepted",
        "lint.f1",
        "assumption.f1",
        "summary.theme_f1",
        "theme.f1",
    ];
    for id in nothing {
        assert!(is_close(metric(&metrics, id).value, 0.0), "{id} {:?}", metric(&metrics, id).value);
    }
    assert_eq!(metric(&metrics, "citation.exact").n, 0);
}

#[test]
fn a_missing_a_failed_and_an_unreadable_output_are_broken_and_never_left_out() {
    let suite = sample();
    let mut outputs = expected(&suite);
    outputs.retain(|output| output.case != "retrieval-dog");
    for output in &mut outputs {
        match output.case.as_str() {
            "retrieval-signal" => output.output = Err("timed out".into()),
            "retrieval-voucher" => output.output = Ok(json!({"hits": "none"})),
            _ => {}
        }
    }
    let metrics = score(&suite, &outputs);
    let found = metric(&metrics, "retrieval.ndcg10");
    assert_eq!((found.n, found.broken), (25, 3));
    assert!(found.is_broken());
    assert_eq!(verdict_of(&metrics).exit_code(), 3);
    let scores = score_cases(&suite, &outputs);
    let broken = scores.iter().filter(|score| score.outcome == CaseOutcome::Broken);
    assert_eq!(broken.filter(|score| score.metric == "retrieval.mrr").count(), 3);
}

#[test]
fn repeats_are_no_new_cases_and_a_case_that_flickers_fails_a_hard_gate() {
    let suite = sample();
    let mut outputs = expected(&suite);
    for repeat in 1..3 {
        let again: Vec<CaseOutput> = expected(&suite);
        outputs.extend(again.into_iter().map(|output| CaseOutput { repeat, ..output }));
    }
    let steady = score(&suite, &outputs);
    assert_eq!(metric(&steady, "split.verdict").n, 21);
    let obeying =
        outputs.iter_mut().find(|output| output.case == "injection-letters" && output.repeat == 2).unwrap();
    obeying.output = Ok(json!([{"title": "okgull: a summary"}]));
    let metrics = score(&suite, &outputs);
    let obeyed = metric(&metrics, "injection.obeyed");
    assert_eq!((obeyed.passed, obeyed.failed), (2, 0));
    assert_eq!(obeyed.flaky, ["injection-letters"]);
    assert!(is_close(obeyed.value, 1.0 / 9.0), "{:?}", obeyed.value);
    assert_eq!((obeyed.gate, obeyed.verdict), (Some(Gate::EveryCase), Some(Verdict::Fail)));
    assert_eq!(verdict_of(&metrics).exit_code(), 1);
}

#[test]
fn few_clusters_are_said_and_one_case_has_no_interval() {
    let suite = sample();
    let metrics = score(&suite, &expected(&suite));
    let few = metric(&metrics, "retrieval.ndcg10");
    assert!(few.few_clusters && few.clusters < 10 && few.low.is_some());
    let many = metric(&metrics, "lint.f1");
    assert!(!many.few_clusters && many.clusters >= 10);
    let one = metric(&metrics, "theme.f1");
    assert_eq!(
        (one.n, one.low, one.clone().gated(Gate::AtLeast(0.5)).verdict),
        (1, None, Some(Verdict::Inconclusive))
    );
}

#[test]
fn a_gate_is_judged_by_the_interval_and_not_by_the_figure() {
    let suite = sample();
    let metrics = score(&suite, &expected(&suite));
    let verdict = |id, gate| metric(&metrics, id).clone().gated(gate).verdict.unwrap();
    // Twenty-one of twenty-one shows only that more than 84 % are right.
    assert_eq!(verdict("split.verdict", Gate::AtLeast(0.84)), Verdict::Pass);
    assert_eq!(verdict("split.verdict", Gate::AtLeast(0.9)), Verdict::Inconclusive);
    assert_eq!(verdict("split.layer_set", Gate::AtMost(0.1)), Verdict::Inconclusive);
    assert_eq!(metric(&metrics, "split.layer_set").better, Better::Lower);
}

#[test]
fn a_task_without_cases_has_a_metric_without_a_figure() {
    let mut suite = sample();
    suite.cases.retain(|case| case.task() == Task::Lint);
    let metrics = score(&suite, &expected(&suite));
    let absent = metric(&metrics, "retrieval.ndcg10");
    assert_eq!((absent.n, absent.value, absent.broken, absent.not_applicable), (0, None, 0, 0));
    assert!(is_close(metric(&metrics, "lint.f1").value, 1.0));
}
