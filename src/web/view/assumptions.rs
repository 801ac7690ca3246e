//! Accepted assumptions by importance and certainty, and the tests that move them.

use super::map::{Dot, dots};
use super::paging::{next, part};
use super::receipt::sentence;
use super::time::{Moment, moment};
use super::url;
use super::words::{assumption_kind, certainty, counted, importance};
use crate::domain::assumption::Importance;
use crate::domain::assumption_map::Zone;
use crate::domain::experiment::{NextMove, TestOutcome, Trial};
use crate::domain::text::capitalise;
use crate::use_case::{EvidenceCount, MapPoint};
use serde::Serialize;

/// The map with the list beside it.
#[derive(Debug, Serialize)]
pub(crate) struct AssumptionsPage {
    about: String,
    dots: Vec<Dot>,
    rows: Vec<PointRow>,
    more: Option<String>,
}

/// An assumption of the list.
#[derive(Debug, Serialize)]
struct PointRow {
    number: usize,
    url: String,
    statement: String,
    item: String,
    about: String,
    is_leap: bool,
    zone: &'static str,
    class: &'static str,
    state: String,
}

impl AssumptionsPage {
    pub(crate) fn of(points: &[MapPoint], from: usize) -> Self {
        let leaps = points.iter().filter(|point| point.place.zone == Zone::LeapOfFaith).count();
        let numbered: Vec<(usize, &MapPoint)> = (1..).zip(points).collect();
        Self {
            about: format!(
                "{}, {}. Three under test at once is the most.",
                counted(points.len(), "assumption", "assumptions"),
                counted(leaps, "leap of faith", "leaps of faith")
            ),
            dots: dots(points),
            rows: part(&numbered, from).iter().map(|(number, point)| PointRow::of(*number, point)).collect(),
            more: next(points.len(), from).map(|from| format!("/assumptions?from={from}")),
        }
    }
}

impl PointRow {
    fn of(number: usize, point: &MapPoint) -> Self {
        let accepted = &point.registered.assumption;
        let (zone, class) = zone(point.place.zone);
        Self {
            number,
            url: format!("/assumptions/{}", point.registered.id),
            statement: accepted.statement.clone(),
            item: point.registered.item.clone(),
            about: format!(
                "{}, importance {}, {}{}",
                assumption_kind(accepted.kind),
                importance(point.importance),
                certainty(point.certainty),
                if point.evidence.withdrawn > 0 { ", evidence withdrawn" } else { "" }
            ),
            is_leap: point.place.zone == Zone::LeapOfFaith,
            zone,
            class,
            state: state(point),
        }
    }
}

fn zone(zone: Zone) -> (&'static str, &'static str) {
    match zone {
        Zone::LeapOfFaith => ("Leap of faith", "warn"),
        Zone::Monitor => ("Keep an eye on it", "pass"),
        Zone::Park => ("Can wait", ""),
        Zone::Refuted => ("A test says it is wrong", "fail"),
    }
}

/// How far its test is; empty without one.
fn state(point: &MapPoint) -> String {
    match (point.trials.last(), point.leap) {
        (Some(trial), _) if trial.learning.is_none() && point.is_overdue => "its test is overdue".into(),
        (Some(trial), _) if trial.learning.is_none() => {
            format!("under test, {}", counted(trial.data.len(), "data point", "data points"))
        }
        (_, Some(place)) => format!("test it now, number {place}"),
        (Some(_), None) => "tested".into(),
        (None, None) => String::new(),
    }
}

/// One assumption with its tests.
#[derive(Debug, Serialize)]
pub(crate) struct AssumptionPage {
    id: String,
    statement: String,
    item: String,
    item_url: String,
    item_is_gone: bool,
    about: String,
    zone: &'static str,
    class: &'static str,
    evidence: String,
    importance_why: String,
    /// Ids and words, and which one is chosen.
    degrees: Vec<(&'static str, bool)>,
    trials: Vec<TrialView>,
    /// Whether a test is open.
    runs: bool,
    is_overdue: bool,
    has_steps: bool,
}

/// A test card with what came of it.
#[derive(Debug, Serialize)]
struct TrialView {
    number: usize,
    hypothesis: String,
    test: String,
    metric: String,
    criteria: String,
    days: u32,
    opened: Moment,
    locked: Option<Moment>,
    digest: String,
    data: Vec<(String, String, Moment)>,
    learning: Option<LearningView>,
}

#[derive(Debug, Serialize)]
struct LearningView {
    outcome: &'static str,
    class: &'static str,
    observed: String,
    learned: String,
    next: &'static str,
}

/// What was found, in a sentence without its stop.
fn known(found: EvidenceCount) -> String {
    if found.supporting + found.against == 0 {
        return "Nothing was found for it or against it".into();
    }
    let quotes = |count, side| match count {
        0 => format!("nothing {side} it"),
        some => format!("{} {side} it", counted(some, "quote", "quotes")),
    };
    let (supporting, against) = (quotes(found.supporting, "for"), quotes(found.against, "against"));
    format!(
        "{}, {against}, from {}",
        capitalise(&supporting),
        counted(found.participants, "person", "people")
    )
}

impl AssumptionPage {
    pub(crate) fn of(point: &MapPoint) -> Self {
        let row = PointRow::of(0, point);
        Self {
            id: point.registered.id.to_string(),
            statement: row.statement,
            item_url: url::item(&row.item),
            item: row.item,
            item_is_gone: point.item_is_gone,
            about: row.about,
            zone: row.zone,
            class: row.class,
            evidence: known(point.evidence),
            importance_why: sentence(&point.importance_why),
            degrees: [Importance::High, Importance::Medium, Importance::Low]
                .map(|degree| (importance(degree), degree == point.importance))
                .to_vec(),
            trials: point
                .trials
                .iter()
                .enumerate()
                .rev()
                .map(|(at, trial)| TrialView::of(at + 1, trial))
                .collect(),
            runs: point.trials.last().is_some_and(|trial| trial.learning.is_none()),
            is_overdue: point.is_overdue,
            has_steps: !point.trials.is_empty() || point.importance != point.registered.assumption.importance,
        }
    }
}

impl TrialView {
    fn of(number: usize, trial: &Trial) -> Self {
        let card = &trial.card;
        let data = trial.data.iter();
        Self {
            number,
            hypothesis: card.hypothesis.clone(),
            test: card.test.clone(),
            metric: card.metric.clone(),
            criteria: card.criteria.clone(),
            days: card.days,
            opened: moment(trial.opened_at),
            locked: trial.locked_at.map(moment),
            digest: trial.criteria_sha256.clone(),
            data: data.map(|point| (point.value.to_string(), point.note.clone(), moment(point.at))).collect(),
            learning: trial.learning.as_ref().map(|card| {
                let (outcome, class) = match card.outcome {
                    TestOutcome::Supported => ("It holds", "pass"),
                    TestOutcome::Refuted => ("It does not hold", "fail"),
                    TestOutcome::Inconclusive => ("The data do not tell", "unknown"),
                };
                let next = match card.next {
                    NextMove::Persevere => "go on as planned",
                    NextMove::Pivot => "try another way",
                    NextMove::Retire => "give the idea up",
                    NextMove::KeepTesting => "test again",
                };
                LearningView {
                    outcome,
                    class,
                    observed: card.observed.clone(),
                    learned: card.learned.clone(),
                    next,
                }
            }),
        }
    }
}
