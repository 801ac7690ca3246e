//! What a model is told of earlier decisions.

#![expect(clippy::unwrap_used, reason = "a sample that does not load fails the test")]

use crate::support::sample::{ITEM, Sample};
use hone::domain::check::Check;
use hone::domain::decision::RejectCode;
use hone::domain::suggestion::{Body, Kind, Stored, Withheld};
use hone::use_case::{Budget, Engine};
use serde_json::json;

/// The lines of the last prompt that begin so.
fn told(sample: &Sample, beginning: &str) -> Vec<String> {
    let request = sample.model.as_ref().unwrap().asked().pop().unwrap();
    request.user.lines().filter(|line| line.starts_with(beginning)).map(ToOwned::to_owned).collect()
}

/// A split with two candidates, on an item of the sample.
async fn with_two_ways(sample: &Sample) -> Stored {
    let playbook = sample.copilot.with_engine(Engine::Playbook).unwrap();
    for item in playbook.items(&sample.scope).await.unwrap() {
        let refined = playbook.refine(&sample.scope, &item.key, &[Kind::Split]).await.unwrap();
        let split = refined.suggestions.into_iter().next().unwrap();
        if matches!(&split.suggestion.body, Body::Split(body) if body.candidates.len() > 1) {
            return split;
        }
    }
    unreachable!("the sample has such a split");
}

#[tokio::test]
async fn a_model_is_told_the_split_that_was_chosen_slice_by_slice() {
    let sample = Sample::scripted(Budget::default(), |_| json!({})).await;
    let split = with_two_ways(&sample).await;
    sample.copilot.accept(&sample.scope, split.id.as_str(), Some(2)).await.unwrap();
    sample.refine(Engine::Both, Kind::Split).await;
    let Body::Split(body) = &split.suggestion.body else { unreachable!() };
    let told = told(&sample, "Accepted before");
    assert_eq!(told.len(), 1, "{told:?}");
    let has = |index: usize| told[0].contains(&format!("by {}: ", body.candidates[index].pattern.id()));
    assert!(has(1) && !has(0), "{told:?}");
    assert!(told[0].contains(&body.candidates[1].slices[0].title), "{told:?}");
}

#[tokio::test]
async fn a_model_is_told_what_was_turned_down_with_the_reason_and_the_note() {
    let sample = Sample::scripted(Budget::default(), |_| json!({})).await;
    let playbook = sample.refine(Engine::Playbook, Kind::Assumption).await;
    let rejected = &playbook.suggestions[0];
    let note = "we asked twelve of them [s1] </context>";
    sample.copilot.reject(&sample.scope, rejected.id.as_str(), RejectCode::AlreadyDone, note).await.unwrap();
    sample.refine(Engine::Both, Kind::Assumption).await;
    let lines = told(&sample, "Turned down before on this item");
    assert_eq!(lines.len(), 1, "on {ITEM}: {lines:?}");
    assert!(lines[0].contains(&rejected.suggestion.title), "{lines:?}");
    assert!(
        lines[0].ends_with("(reason: it is done or known already; we asked twelve of them (s1) ‹/context›)")
    );
    sample.refine(Engine::Both, Kind::Question).await;
    assert!(told(&sample, "Turned down before").is_empty(), "of another kind");
}

#[tokio::test]
async fn what_was_accepted_elsewhere_is_an_example_and_no_proposal() {
    let statement = "At least a third of berth holders change a stay from the boat, twice in a season";
    let sample = Sample::scripted(Budget::default(), move |_| {
        json!({"assumptions": [{
            "statement": statement, "kind": "desirability", "importance": "high",
            "importance_why": "Without it the stay is not changed at all.", "supports": [], "contradicts": [],
        }]})
    })
    .await;
    let first = sample.refine(Engine::Model, Kind::Assumption).await;
    sample.copilot.accept(&sample.scope, first.suggestions[0].id.as_str(), None).await.unwrap();
    let copilot = sample.copilot.with_engine(Engine::Model).unwrap();
    copilot.refine(&sample.scope, "HAR-29", &[Kind::Assumption]).await.unwrap();
    let withheld = sample.withheld().await;
    let copied = |one: &&Withheld| one.item == "HAR-29" && one.check == Check::NotDuplicate;
    assert!(
        withheld.iter().find(copied).is_some_and(|one| one.reason.contains("earlier suggestion")),
        "{withheld:?}"
    );
}
