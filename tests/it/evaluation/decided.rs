//! What people did with suggestions, as figures: made histories with known answers.
#![expect(clippy::unwrap_used, reason = "a history that cannot be made fails the test")]

use super::score::metric;
use hone::domain::check::{Check, Outcome, Report};
use hone::domain::decision::{Decision, RejectCode, Verdict};
use hone::domain::id::{ItemId, WorkspaceId};
use hone::domain::item::{Item, ItemRecord};
use hone::domain::split::Split;
use hone::domain::suggestion::{Proposal, Status, Stored, Suggestion};
use hone::evaluation::score::{Metric, of_decisions};
use hone::use_case::History;
use serde_json::json;

const DAY: i64 = 24 * 60 * 60 * 1000;

fn split(item: &str, confidence: Option<f64>) -> Stored {
    let slice =
        |title: &str| json!({"title": title, "acceptance_criteria": [], "covers": [], "first": false});
    let body: Split = serde_json::from_value(json!({
        "verdict": "split", "reason": "", "instead": [], "merge_with": [], "units": [], "dropped": [],
        "candidates": [{
            "pattern": "operations", "triggers": [], "core_complexity": "", "variations": [], "reduced_to": "",
            "slices": [slice("Move a ticket to a later boat"), slice("Move a cabin to another night")],
            "deprioritise": [], "evaluation": {}, "why_not": {}, "warnings": [],
        }],
    }))
    .unwrap();
    let mut report = Report::default();
    for check in <Split as Proposal>::REQUIRED {
        report.add(*check, Outcome::Pass, "");
    }
    report.add(Check::Form, Outcome::Pass, "");
    let mut draft = Suggestion::draft(body, item, "");
    draft.confidence = confidence;
    let suggestion = draft.verify(report).unwrap();
    let id = suggestion.id(&WorkspaceId::new("w"));
    Stored { id, suggestion, status: Status::Proposed, version: 1, created_at: 0, deferred_until: None }
}

fn decision(seq: i64, on: &Stored, verdict: Verdict, at: i64) -> Decision {
    Decision {
        seq,
        suggestion: on.id.clone(),
        verdict,
        by: "Ada".into(),
        at,
        shown: json!({"statement": "Guests read mail within an hour"}).to_string(),
        kept: json!({"statement": "Guests read mail within a day"}).to_string(),
        note: String::new(),
        hash: String::new(),
    }
}

fn item(key: &str, parent: &str, title: &str) -> Item {
    let record = ItemRecord {
        key: key.into(),
        title: title.into(),
        parent: Some(parent.into()),
        ..ItemRecord::default()
    };
    Item {
        id: ItemId::derive(&[key]),
        key: key.into(),
        system: "jira".into(),
        position: 0,
        version: 1,
        replaced_by_slices: false,
        record,
    }
}

const YES: Verdict = Verdict::Accept { candidate: Some(0) };

fn measured(suggestions: Vec<Stored>, decisions: Vec<Decision>, items: &[Item], read_at: i64) -> Vec<Metric> {
    of_decisions(&History { suggestions, decisions, read_at }, items)
}

fn value(metrics: &[Metric], id: &str) -> Option<f64> {
    metric(metrics, id).value
}

#[test]
fn what_was_taken_back_or_written_anew_is_not_accepted() {
    let all = [split("A", None), split("B", None), split("C", None), split("D", None)];
    let mut rewritten = decision(4, &all[2], Verdict::Edit, 0);
    rewritten.kept = json!({"statement": "Something else altogether was meant"}).to_string();
    let log = vec![
        decision(1, &all[0], YES, 0),
        decision(2, &all[1], YES, 0),
        decision(3, &all[1], Verdict::Undo, 0),
        rewritten,
        decision(5, &all[2], YES, 0),
        decision(6, &all[3], Verdict::Edit, 0),
        decision(7, &all[3], YES, 0),
    ];
    let metrics = measured(all.to_vec(), log, &[], 0);
    // Of four that were shown: one as it was, one with two words of six changed.
    assert_eq!((value(&metrics, "po.acceptance"), value(&metrics, "po.unchanged")), (Some(0.5), Some(0.25)));
    let edit = value(&metrics, "po.edit").unwrap();
    assert!((edit - f64::midpoint(1.0 / 3.0, 1.0)).abs() < 0.15, "{edit}");
    let mut stale = split("E", None);
    stale.status = Status::Stale;
    let unseen = measured(vec![stale], Vec::new(), &[], 0);
    assert_eq!(metric(&unseen, "po.acceptance").n, 0, "what nobody saw nobody ignored");
}

#[test]
fn an_accepted_split_survives_while_its_slices_do() {
    let all = vec![split("A", None)];
    let yes = || vec![decision(1, &all[0], YES, DAY)];
    let slices = [item("A/1", "A", "Move a ticket to a later boat"), item("A/2", "A", "Move a cabin")];
    let after = |log: Vec<Decision>, items: &[Item], days: i64| {
        let metrics = measured(all.clone(), log, items, DAY + days * DAY);
        (value(&metrics, "po.survival_14"), value(&metrics, "po.survival_30"))
    };
    assert_eq!(after(yes(), &slices, 13), (None, None), "the days are not over");
    assert_eq!(after(yes(), &slices, 20), (Some(1.0), None));
    assert_eq!(after(yes(), &slices, 40), (Some(1.0), Some(1.0)));
    assert_eq!(after(yes(), &[], 40), (Some(0.0), Some(0.0)), "its slices are gone");
    let mut undone = yes();
    undone.push(decision(2, &all[0], Verdict::Undo, 21 * DAY));
    assert_eq!(after(undone, &slices, 40), (Some(1.0), Some(0.0)), "taken back on the twentieth day");
}

#[test]
fn what_people_had_to_add_themselves_is_missed() {
    let items = [
        item("A/1", "A", "Move a ticket to a later boat"),
        item("X-1", "A", "Move a ticket to a later boat today"),
        item("X-2", "A", "Print the passenger list"),
    ];
    let metrics = measured(vec![split("A", None)], Vec::new(), &items, 0);
    assert_eq!(value(&metrics, "po.missed"), Some(0.5), "one of the two was proposed");
    assert_eq!(value(&metrics, "po.yield"), Some(0.0));
}

#[test]
fn confidence_is_judged_by_decisions_when_there_are_enough() {
    let history = |n: usize| {
        let all: Vec<Stored> =
            (0..n).map(|at| split(&format!("K-{at}"), Some(0.9 - 0.8 * (at % 2) as f64))).collect();
        let verdict =
            |at: usize| if at.is_multiple_of(2) { YES } else { Verdict::Reject { code: RejectCode::Other } };
        let log =
            (1..).zip(&all).enumerate().map(|(at, (seq, one))| decision(seq, one, verdict(at), 0)).collect();
        measured(all, log, &[], 0)
    };
    let enough = history(240);
    assert_eq!(value(&enough, "confidence.auroc"), Some(1.0));
    assert!((value(&enough, "confidence.brier").unwrap() - 0.01).abs() < 1e-9);
    let few = history(20);
    assert_eq!(value(&few, "confidence.auroc"), None);
    assert!(value(&few, "confidence.brier").is_some());
}
