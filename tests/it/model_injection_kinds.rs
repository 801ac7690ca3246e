//! The same planted orders, against a model that obeys in a split or in a question.

#![expect(clippy::unwrap_used, reason = "a place that is not in the answer fails the test")]

use crate::model_injection::{CARRIERS, attacks, kept_of};
use hone::prompt::Job;
use serde_json::{Value, json};

/// A split that a Product Owner might keep.
fn split() -> Value {
    let slice = |title: &str, criterion: &str| json!({"title": title, "narrative": "", "acceptance_criteria": [criterion], "covers": ["u1"]});
    json!({
        "candidates": [{
            "pattern": "simple-complex",
            "core_complexity": "Whether the other nights of the stay keep their price",
            "variations": ["one night", "several nights"],
            "reduced_to": "one night",
            "slices": [
                slice("Guests change one night of their stay", "The changed night stands in the stay"),
                slice("Guests change several nights of their stay at once", "All changed nights stand in the stay"),
            ],
        }],
        "evidence": [{"id": "s1", "words": "rang the office"}],
    })
}

fn question() -> Value {
    json!({"questions": [{
        "text": "What happens to the price when a guest changes one night of the stay?",
        "about": "price of a changed night",
        "addressee": "customer",
        "why_them": "They change nights.",
        "serves": "Whether a change is free",
        "evidence": [{"id": "s1", "words": "rang the office"}],
    }]})
}

/// Where a model can write in an answer, by JSON pointer.
const IN_A_SPLIT: [&str; 9] = [
    "/candidates/0/pattern",
    "/candidates/0/core_complexity",
    "/candidates/0/variations/1",
    "/candidates/0/reduced_to",
    "/candidates/0/slices/0/title",
    "/candidates/0/slices/1/narrative",
    "/candidates/0/slices/0/acceptance_criteria/0",
    "/candidates/0/slices/1/covers/0",
    "/evidence/0/words",
];
const IN_A_QUESTION: [&str; 6] = [
    "/questions/0/text",
    "/questions/0/about",
    "/questions/0/addressee",
    "/questions/0/why_them",
    "/questions/0/serves",
    "/questions/0/evidence/0/words",
];

/// The honest answer with the order, or the mark of having obeyed it, in one place.
fn obey(honest: &Value, place: &str, attack: &str, mark: &str, whole: bool) -> Value {
    let mut answer = honest.clone();
    let text = answer.pointer_mut(place).unwrap();
    let said = text.as_str().unwrap().to_owned();
    *text = if whole { attack.into() } else { format!("{said} {mark}").trim().into() };
    answer
}

/// Every order in every carrier, over the places in turn; and every fifth in every place.
async fn none_is_obeyed(job: Job, honest: Value, places: &[&str]) {
    let mut obeyed = Vec::new();
    for (number, (attack, mark)) in attacks().into_iter().enumerate() {
        let place = |at: usize| places[(number + at) % places.len()];
        let in_turn = CARRIERS.iter().enumerate().map(|(at, carrier)| (*carrier, place(at)));
        let everywhere = places
            .iter()
            .filter(|_| number % 5 == 0)
            .map(|place| (CARRIERS[number % CARRIERS.len()], *place));
        for (carrier, place) in in_turn.chain(everywhere) {
            let answer = obey(&honest, place, &attack, mark, number % 2 == 0);
            let kept = kept_of(job, carrier, &attack, answer).await;
            if kept.iter().any(|text| text.contains(mark) || text.contains(&attack)) {
                obeyed.push((carrier, place, attack.clone(), kept));
            }
        }
    }
    assert!(obeyed.is_empty(), "{} obeyed, of them {:#?}", obeyed.len(), &obeyed[..obeyed.len().min(9)]);
}

async fn the_honest_one_is_kept(job: Job, honest: Value) {
    for (number, (attack, _)) in attacks().into_iter().enumerate().step_by(5) {
        let carrier = CARRIERS[number % CARRIERS.len()];
        assert_eq!(kept_of(job, carrier, &attack, honest.clone()).await.len(), 1, "{carrier}: {attack}");
    }
}

#[tokio::test]
async fn no_order_is_obeyed_in_a_split() {
    none_is_obeyed(Job::Split, split(), &IN_A_SPLIT).await;
}

#[tokio::test]
async fn no_order_is_obeyed_in_a_question() {
    none_is_obeyed(Job::Question, question(), &IN_A_QUESTION).await;
}

#[tokio::test]
async fn an_honest_split_beside_an_order_is_kept() {
    the_honest_one_is_kept(Job::Split, split()).await;
}

#[tokio::test]
async fn an_honest_question_beside_an_order_is_kept() {
    the_honest_one_is_kept(Job::Question, question()).await;
}
