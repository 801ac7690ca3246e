use super::*;
use crate::evaluation::suite::Task;
use std::collections::BTreeSet;
use std::path::Path;

fn sample() -> Suite {
    Suite::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")).unwrap()
}

#[test]
fn every_figure_of_a_scorer_is_a_defined_metric_of_its_task() {
    let suite = sample();
    let bench = Bench::new(&suite, &[]);
    let mut seen = BTreeSet::new();
    for case in &suite.cases {
        for figure in bench.figures(case, &expected_output(&suite, case)).unwrap() {
            let definition = definitions().find(|definition| definition.id == figure.metric);
            let tasks = definition.map(|definition| definition.tasks).unwrap_or_default();
            assert!(tasks.contains(&case.task()), "{} in a case of {}", figure.metric, case.task().id());
            seen.insert(figure.metric);
        }
    }
    // What people decide, what is stated and what was spent is no text of a case.
    let elsewhere = ["po", "confidence", "cost"];
    let is_of_a_case = |id: &&str| !elsewhere.contains(&id.split('.').next().unwrap());
    let ids = definitions().map(|definition| definition.id).filter(is_of_a_case);
    let unseen: Vec<&str> = ids.filter(|id| !seen.contains(id)).collect();
    // The gold has no criteria for its slices, and names no contradictions.
    assert_eq!(unseen, ["split.size_cv", "theme.contradiction_proved"]);
}

#[test]
fn ids_are_unique_and_begin_with_the_families_of_the_report() {
    const FAMILIES: [&str; 15] = [
        "retrieval",
        "citation",
        "support",
        "story",
        "split",
        "lint",
        "assumption",
        "question",
        "summary",
        "theme",
        "duplicate",
        "injection",
        "po",
        "confidence",
        "cost",
    ];
    let ids: Vec<&str> = definitions().map(|definition| definition.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for family in FAMILIES {
        assert!(ids.iter().any(|id| id.split('.').next() == Some(family)), "{family} has no metric");
    }
    assert!(ids.iter().all(|id| FAMILIES.contains(&id.split('.').next().unwrap())));
}

#[test]
fn sizes_are_compared_where_every_slice_has_criteria() {
    let suite = sample();
    let case = suite.case("split-move-ticket").unwrap();
    let mut output = expected_output(&suite, case);
    for (at, slice) in
        output[0]["body"]["candidates"][0]["slices"].as_array_mut().unwrap().iter_mut().enumerate()
    {
        slice["acceptance_criteria"] = serde_json::json!(vec!["seen"; at + 1]);
    }
    let figures = Bench::new(&suite, &[]).figures(case, &output).unwrap();
    let varied = figures.iter().find(|figure| figure.metric == "split.size_cv").unwrap();
    // One to five criteria: deviation √2 over mean 3.
    assert!((varied.part - 2.0_f64.sqrt() / 3.0).abs() < 1e-12);
}

#[test]
fn an_interview_is_known_by_its_id_and_by_its_participant() {
    let mut suite = sample();
    suite.corpus.interviews[0].about.participant = "Guest 1".into();
    let bench = Bench::new(&suite, &[]);
    assert_eq!((bench.interview_id("P01"), bench.interview_id("Guest 1")), (Some("P01"), Some("P01")));
    assert_eq!(bench.interview_id("P99"), None);
    assert_eq!(bench.cluster_of_item("HAR-10"), "HAR-1");
    assert_eq!(suite.cases_of(Task::Summary).map(|case| bench.cluster_of(case)).next().unwrap(), "P01");
}
