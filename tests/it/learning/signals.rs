//! What is counted of decisions, and what is not.

use super::Sample;
use hone::domain::decision::RejectCode;
use hone::domain::suggestion::{Kind, Stored};
use hone::use_case::{Acceptance, REFINED};
use serde_json::json;

async fn proposed(sample: &Sample, item: &str, kind: Kind) -> Vec<Stored> {
    sample.copilot.refine(&sample.scope, item, &REFINED).await.unwrap();
    let all = sample.copilot.suggestions_on(&sample.scope, item).await.unwrap();
    all.into_iter().filter(|stored| stored.suggestion.kind() == kind).collect()
}

async fn of(sample: &Sample, name: &str) -> Option<Acceptance> {
    let learned = sample.copilot.learning(&sample.scope).await.unwrap();
    learned.acceptance.into_iter().find(|one| one.name == name)
}

#[tokio::test]
async fn accepted_and_right_are_two_signals_and_an_undone_decision_is_none() {
    let sample = Sample::open().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    let questions = proposed(&sample, "HAR-13", Kind::Question).await;
    assert!(questions.len() >= 3);
    assert_eq!(of(&sample, "question").await, None, "what nobody decided on is not counted");
    copilot.accept(scope, questions[0].id.as_str(), None).await.unwrap();
    copilot.reject(scope, questions[1].id.as_str(), RejectCode::NotNow, "").await.unwrap();
    copilot.reject(scope, questions[2].id.as_str(), RejectCode::WrongFact, "").await.unwrap();
    let counted = of(&sample, "question").await.unwrap();
    assert_eq!((counted.decided, counted.accepted, counted.judged, counted.correct), (3, 1, 2, 1));
    assert!(
        counted.low > 0.0 && counted.high < 1.0 && counted.low < counted.rate && counted.rate < counted.high
    );
    assert_eq!(counted.changed, Some(0.0));
    copilot.undo(scope, questions[2].id.as_str()).await.unwrap();
    assert_eq!(of(&sample, "question").await.unwrap().decided, 2);
}

#[tokio::test]
async fn what_was_changed_before_it_was_kept_is_measured_in_words() {
    let sample = Sample::open().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    let question = proposed(&sample, "HAR-13", Kind::Question).await.remove(0);
    let mut body = serde_json::to_value(&question.suggestion.body).unwrap();
    body["text"] = json!("Tell me about the last time you changed who travels on a booking.");
    copilot.edit(scope, question.id.as_str(), &body).await.unwrap();
    assert_eq!(of(&sample, "question").await, None, "a changed one waits for a yes");
    copilot.accept(scope, question.id.as_str(), None).await.unwrap();
    let changed = of(&sample, "question").await.unwrap().changed.unwrap();
    assert!(changed > 0.05 && changed < 0.9, "{changed}");
}

#[tokio::test]
async fn the_order_is_learned_once_there_are_enough_shows_why_and_can_be_forgotten() {
    let sample = Sample::open().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    for item in ["HAR-13", "HAR-20", "HAR-10", "HAR-16", "HAR-31", "HAR-11", "HAR-12", "HAR-18", "HAR-36"] {
        copilot.refine(scope, item, &REFINED).await.unwrap();
    }
    let before = copilot.inbox(scope, None).await.unwrap();
    for (kind, accepts) in [(Kind::Question, true), (Kind::Assumption, false)] {
        let those: Vec<&Stored> =
            before.iter().filter(|one| one.suggestion.kind() == kind).take(12).collect();
        assert_eq!(those.len(), 12);
        for stored in those {
            sample.clock.advance(1);
            if accepts {
                copilot.accept(scope, stored.id.as_str(), None).await.unwrap();
            } else {
                copilot.reject(scope, stored.id.as_str(), RejectCode::NotValuable, "").await.unwrap();
            }
        }
    }
    let learned = copilot.learning(scope).await.unwrap();
    assert!(learned.order.on, "{:?}", learned.order);
    let after = copilot.inbox(scope, None).await.unwrap();
    let kinds: Vec<Kind> = after.iter().map(|one| one.suggestion.kind()).collect();
    let first_no = kinds.iter().position(|kind| *kind == Kind::Assumption).unwrap();
    assert!(kinds[first_no..].iter().all(|kind| *kind != Kind::Question), "{kinds:?}");
    let ids: Vec<_> = after.iter().map(|one| one.id.clone()).collect();
    let (mut paged, mut cursor) = (Vec::new(), None);
    loop {
        let page = copilot.inbox_page(scope, None, cursor.as_deref(), 5).await.unwrap();
        paged.extend(page.suggestions.into_iter().map(|one| one.id));
        let Some(next) = page.next else { break };
        cursor = Some(next.to_string());
    }
    assert_eq!(paged, ids, "page by page it is the same order");
    let waiting = copilot.waiting(scope).await.unwrap();
    for pair in waiting.windows(2).filter(|pair| pair[0].item == pair[1].item) {
        let place = |id| ids.iter().position(|known| known == id).unwrap();
        assert!(place(&pair[0].id) < place(&pair[1].id), "within an item the learned order holds");
    }
    let why = copilot.standing(scope, after.last().unwrap().id.as_str()).await.unwrap();
    assert!(why.score < 0.0 && why.reasons.iter().any(|reason| reason.about.name == "assumption"), "{why:?}");
    sample.clock.advance(1);
    let forgotten = copilot.learn_anew(scope).await.unwrap();
    assert!(!forgotten.order.on && forgotten.acceptance.is_empty() && forgotten.since.is_some());
    let plain: Vec<_> = copilot.inbox(scope, None).await.unwrap().into_iter().map(|one| one.id).collect();
    let as_proposed: Vec<_> =
        before.iter().map(|one| one.id.clone()).filter(|id| plain.contains(id)).collect();
    assert_eq!(plain, as_proposed);
    assert!(copilot.learn_on(scope).await.unwrap().order.on, "the decisions were kept");
}
