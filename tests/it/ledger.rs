//! What was turned down does not come back in other words; what is merely alike is not held back.

#![expect(clippy::unwrap_used, reason = "an encoder that does not load fails the test")]

use crate::learning::Sample;
use hone::domain::assumption::{Assumption, AssumptionKind, Certainty, Importance};
use hone::domain::body::Body;
use hone::domain::check::{Check, Outcome, Report};
use hone::domain::decision::RejectCode;
use hone::domain::evidence::Quote;
use hone::domain::interview::{Role, Strength};
use hone::domain::question::{Question, Serves};
use hone::domain::suggestion::{Draft, Kind, Status, Stored, Suggestion};
use hone::llm::MiniLm;
use hone::use_case::{ItemChange, REFINED};
use hone::verification::ledger::{Ledger, Rejection};

fn assumption(statement: &str) -> Body {
    Body::Assumption(Assumption {
        statement: statement.into(),
        kind: AssumptionKind::Desirability,
        importance: Importance::High,
        importance_why: "nobody comes otherwise".into(),
        certainty: Certainty::None,
        searched: 12,
    })
}

fn question(text: &str) -> Body {
    Body::Question(Question {
        text: text.into(),
        about: "the last time".into(),
        addressee: "customer".into(),
        why_them: "lived it".into(),
        serves: Serves::Decision("what to build first".into()),
        answered_by: Vec::new(),
    })
}

fn rejection(body: Body) -> Rejection {
    Rejection {
        seq: 7,
        item: "T-1".into(),
        body,
        code: RejectCode::NotValuable,
        day: "2026-05-04".into(),
        added_since: ["P09".to_owned()].into(),
        is_expired: false,
    }
}

fn draft(body: Body, quoted: Option<&str>) -> Suggestion<Draft> {
    let mut draft = Suggestion::draft(body, "T-1", "as proposed");
    draft.evidence.supporting.extend(quoted.map(|source| Quote {
        source: source.into(),
        turn: 1,
        start: 0,
        end: 4,
        text: "Well".into(),
        speaker: "Pat".into(),
        role: Role::Participant,
        at: None,
        strength: Strength::PastBehaviour,
    }));
    draft
}

/// Whether the ledger holds the draft back, and the reason that the draft has then.
async fn compared(rejection: Rejection, mut draft: Suggestion<Draft>) -> (bool, String) {
    let encoder = MiniLm::load().unwrap();
    let ledger = Ledger::of(vec![rejection]);
    let found = ledger.compare(std::slice::from_mut(&mut draft), &encoder).await.unwrap();
    let mut report = Report::default();
    found[0].note(&mut report);
    (report.outcome(Check::Ledger) == Outcome::Fail, draft.why)
}

const ASSUMPTIONS: [(&str, &str); 8] = [
    (
        "At least half of the guests change a booking from the boat",
        "Half of the guests or more change their booking while they are on the boat",
    ),
    (
        "Nine of ten skippers read the tide table before they cast off",
        "Before they cast off, 90 % of the skippers have looked at the tide table",
    ),
    ("Bakers weigh the dough of every tenth loaf", "The dough of one loaf in ten is weighed by the bakers"),
    (
        "Most parents open the letter of the school on the day that it arrives",
        "More than half of the parents open a letter of the school the day it comes",
    ),
    (
        "A nurse finds the last dose of a patient within 20 seconds",
        "Within 20 seconds a nurse can find the last dose that a patient was given",
    ),
    ("Fewer than one in twenty permits is stamped twice", "Less than 5 % of the permits get a second stamp"),
    (
        "Clerks can enter a visitor without asking a colleague",
        "A clerk enters a visitor without the help of a colleague",
    ),
    (
        "Three of four members pay by card when they borrow a boat",
        "When they borrow a boat, 75 % of the members pay with a card",
    ),
];

const QUESTIONS: [(&str, &str); 6] = [
    (
        "Tell me about the last time you changed who travels on a booking.",
        "Tell me about the last booking on which you changed who travels.",
    ),
    (
        "What happened the last time a refund came too late?",
        "The last time a refund arrived too late, what happened?",
    ),
    (
        "Which rule did you doubt when you last issued a permit?",
        "When you issued the last permit, which rule were you in doubt about?",
    ),
    (
        "Walk me through the last delivery that you had to send back.",
        "Take me through the last delivery you sent back.",
    ),
    (
        "Who decided that the gate stays shut at night?",
        "Who made the decision that the gate is shut at night?",
    ),
    (
        "What did you do the last time the list of guests was wrong?",
        "The last time the guest list was wrong, what did you do about it?",
    ),
];

/// Of one template, or on one matter, and yet another thing.
const OTHERS: [(&str, &str); 8] = [
    (
        "Skippers see changes of the berth plan an hour before they leave",
        "Skippers see changes of the fuel price an hour before they leave",
    ),
    (
        "At least half of the guests change a booking from the boat",
        "At least half of the guests pay for a meal from the boat",
    ),
    (
        "Nine of ten skippers read the tide table before they cast off",
        "Nine of ten skippers fill the fuel tank before they cast off",
    ),
    ("Bakers weigh the dough of every tenth loaf", "Customers ask for the ingredients of every tenth loaf"),
    (
        "A nurse finds the last dose of a patient within 20 seconds",
        "A nurse washes her hands before every dose of a patient",
    ),
    (
        "Clerks can enter a visitor without asking a colleague",
        "Visitors find the exit of the building without asking a clerk",
    ),
    (
        "Three of four members pay by card when they borrow a boat",
        "Three of four members wear a vest when they borrow a boat",
    ),
    (
        "Most parents open the letter of the school on the day that it arrives",
        "Most parents drive their children to school on the day of the exam",
    ),
];

#[tokio::test]
async fn after_a_rejection_nothing_comes_back_in_other_words() {
    let mut back = Vec::new();
    for (before, after) in ASSUMPTIONS {
        if !compared(rejection(assumption(before)), draft(assumption(after), None)).await.0 {
            back.push(after);
        }
    }
    for (before, after) in QUESTIONS {
        if !compared(rejection(question(before)), draft(question(after), None)).await.0 {
            back.push(after);
        }
    }
    assert!(back.is_empty(), "came back: {back:#?}");
}

#[tokio::test]
async fn what_is_of_one_template_and_about_another_thing_is_told_apart() {
    let mut held = Vec::new();
    for (before, after) in OTHERS {
        if compared(rejection(assumption(before)), draft(assumption(after), None)).await.0 {
            held.push(after);
        }
    }
    assert!(held.is_empty(), "held back for no reason: {held:#?}");
}

#[tokio::test]
async fn a_rejection_is_lifted_by_an_interview_that_came_after_it_and_says_what_changed() {
    let (before, after) = ASSUMPTIONS[0];
    let (held, _) = compared(rejection(assumption(before)), draft(assumption(after), Some("P01"))).await;
    assert!(held, "an interview that was there before lifts nothing");
    let (held, why) = compared(rejection(assumption(before)), draft(assumption(after), Some("P09"))).await;
    assert!(!held && why.contains("P09 was added since") && why.contains("2026-05-04"), "{why}");
}

#[tokio::test]
async fn a_rejection_that_expired_lets_it_come_again_and_says_so() {
    let (before, after) = QUESTIONS[0];
    let expired = Rejection { is_expired: true, ..rejection(question(before)) };
    let (held, why) = compared(expired, draft(question(after), None)).await;
    assert!(!held && why.contains("turned down on 2026-05-04"), "{why}");
}

#[tokio::test]
async fn a_rejection_of_another_kind_or_on_another_item_is_not_held_against_it() {
    let (before, after) = ASSUMPTIONS[0];
    assert!(!compared(rejection(question(before)), draft(assumption(after), None)).await.0);
    let elsewhere = Rejection { item: "T-2".into(), ..rejection(assumption(before)) };
    assert!(!compared(elsewhere, draft(assumption(after), None)).await.0);
    let slice = Rejection { item: "T-1/2".into(), ..rejection(assumption(before)) };
    assert!(
        compared(slice, draft(assumption(after), None)).await.0,
        "what was no for a slice is no for the whole"
    );
}

const ITEM: &str = "HAR-13";

/// What waits of questions and assumptions on the item.
async fn waiting(sample: &Sample) -> Vec<Stored> {
    let all = sample.copilot.suggestions_on(&sample.scope, ITEM).await.unwrap();
    let waits = |one: &Stored| one.status == Status::Proposed && one.suggestion.kind() != Kind::Split;
    all.into_iter().filter(waits).collect()
}

/// Turns everything down, and says the item in other words.
async fn turned_down_and_reworded(sample: &Sample) {
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    copilot.refine(scope, ITEM, &REFINED).await.unwrap();
    let before = waiting(sample).await;
    assert!(before.len() > 6, "{}", before.len());
    for stored in before {
        copilot.reject(scope, stored.id.as_str(), RejectCode::NotValuable, "").await.unwrap();
    }
    let record = copilot.item(scope, ITEM).await.unwrap().record;
    let reworded = ItemChange {
        title: format!("{} quickly", record.title),
        text: record.text,
        criteria: record.criteria,
        labels: None,
        status: None,
        level: None,
    };
    sample.clock.advance(1_000);
    copilot.change_item(scope, ITEM, None, reworded).await.unwrap();
    copilot.refine(scope, ITEM, &REFINED).await.unwrap();
}

#[tokio::test]
async fn of_an_item_that_is_said_in_other_words_nothing_that_was_turned_down_comes_back() {
    let sample = Sample::open().await;
    turned_down_and_reworded(&sample).await;
    let asks_for_the_new_word = |one: &Stored| match &one.suggestion.body {
        Body::Question(question) => question.about.contains("quickly") && question.text.contains("How long"),
        _ => false,
    };
    let mut back = waiting(&sample).await;
    back.retain(|one| !asks_for_the_new_word(one));
    let titles: Vec<&str> = back.iter().map(|one| one.suggestion.title.as_str()).collect();
    assert!(back.is_empty(), "only how quick it is may be asked: {titles:#?}");
    let withheld = sample.copilot.withheld(&sample.scope).await.unwrap();
    let remembered = withheld.iter().filter(|one| one.check == Check::Ledger && one.ledger_entry.is_some());
    assert!(remembered.count() > 0, "what is held back is shown: {withheld:?}");
}

#[tokio::test]
async fn a_person_may_say_for_how_long_a_rejection_holds() {
    let sample = Sample::open().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    assert!(copilot.expire_ledger(scope, Some(0)).await.is_err());
    copilot.expire_ledger(scope, Some(30)).await.unwrap();
    turned_down_and_reworded(&sample).await;
    let at_once = waiting(&sample).await.len();
    sample.clock.advance(31 * 86_400_000);
    copilot.refine(scope, ITEM, &REFINED).await.unwrap();
    let later = waiting(&sample).await;
    assert!(later.len() > at_once, "{} then {}", at_once, later.len());
    assert!(later.iter().any(|one| one.suggestion.why.contains("longer ago")), "{later:#?}");
    copilot.expire_ledger(scope, None).await.unwrap();
    copilot.refine(scope, ITEM, &REFINED).await.unwrap();
    assert_eq!(waiting(&sample).await.len(), at_once, "for ever again");
}
