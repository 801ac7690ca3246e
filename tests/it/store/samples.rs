//! Small things to store.

use hone::domain::access::{Decider, Person};
use hone::domain::assumption::{Assumption, AssumptionKind, Certainty, Importance};
use hone::domain::check::{Check, Outcome, Report};
use hone::domain::evidence::Quote;
use hone::domain::id::{ItemId, SourceId, WorkspaceId};
use hone::domain::interview::{Interview, Role, SourceKind, SpeakerRole, Strength, Turn};
use hone::domain::item::{Item, ItemRecord};
use hone::domain::split::{Split, Verdict};
use hone::domain::suggestion::{Suggestion, Verified};

pub(super) fn ada() -> Decider {
    Person::named("Ada").decider().expect("a person decides")
}

pub(super) fn item(workspace: &WorkspaceId, key: &str, title: &str) -> Item {
    Item {
        id: ItemId::derive(&[workspace.as_str(), "jira:HAR", key]),
        key: key.into(),
        system: "jira:HAR".into(),
        position: 0,
        version: 1,
        replaced_by_slices: false,
        record: ItemRecord { key: key.into(), title: title.into(), ..ItemRecord::default() },
    }
}

pub(super) fn interview(key: &str, answer: &str) -> (Interview, String) {
    let question = "How do you book a berth?";
    let text = format!("{question}\n{answer}");
    let turn = |index, speaker: &str, role, start, text: &str| Turn {
        index,
        speaker: speaker.into(),
        role,
        start_ms: None,
        end_ms: None,
        text: text.into(),
        start,
        end: start + text.len(),
        cues: Vec::new(),
    };
    let role = |speaker: &str, role| SpeakerRole {
        speaker: speaker.into(),
        role,
        confidence: 0.9,
        why: String::new(),
    };
    let interview = Interview {
        id: SourceId::derive(&[key, answer]),
        key: key.into(),
        title: format!("{key}.vtt"),
        kind: SourceKind::Interview,
        participant: Some(key.into()),
        segment: None,
        date: None,
        format: "vtt".into(),
        version: 1,
        roles: vec![role("Kim", Role::Interviewer), role("Pat", Role::Participant)],
        turns: vec![
            turn(0, "Kim", Role::Interviewer, 0, question),
            turn(1, "Pat", Role::Participant, question.len() + 1, answer),
        ],
        asides: Vec::new(),
        warnings: Vec::new(),
    };
    (interview, text)
}

pub(super) fn assumption(item: &str, statement: &str) -> Suggestion<Verified> {
    let body = Assumption {
        statement: statement.into(),
        kind: AssumptionKind::Desirability,
        importance: Importance::High,
        importance_why: "nobody comes otherwise".into(),
        certainty: Certainty::None,
        searched: 3,
    };
    let mut report = Report::default();
    report.add(Check::QuotesProved, Outcome::Pass, "");
    report.add(Check::Falsifiable, Outcome::Pass, "");
    report.add(Check::Ledger, Outcome::Pass, "");
    Suggestion::draft(body, item, statement).verify(report).expect("verified")
}

pub(super) fn quoting(item: &str, statement: &str, interview: &str, text: &str) -> Suggestion<Verified> {
    let mut suggestion = assumption(item, statement);
    suggestion.evidence.supporting.push(Quote {
        source: interview.into(),
        turn: 1,
        start: 0,
        end: text.len(),
        text: text.into(),
        speaker: "Pat".into(),
        role: Role::Participant,
        at: None,
        strength: Strength::Opinion,
    });
    suggestion
}

pub(super) fn split(item: &str) -> Suggestion<Verified> {
    let body = Split {
        verdict: Verdict::Split,
        reason: "two operations".into(),
        instead: Vec::new(),
        merge_with: Vec::new(),
        units: Vec::new(),
        dropped: Vec::new(),
        candidates: Vec::new(),
    };
    let mut report = Report::default();
    for check in [Check::QuotesProved, Check::NoInventedScope, Check::NoLostScope, Check::Ledger] {
        report.add(check, Outcome::Pass, "");
    }
    Suggestion::draft(body, item, "Split it").verify(report).expect("verified")
}
