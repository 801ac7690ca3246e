//! Active Planning keeps two MMFs and a handful of stories open, whatever is called in what order.

#![expect(clippy::unwrap_used, reason = "a sample that does not load fails the test")]

use crate::learning::Sample;
use hone::domain::decision::RejectCode;
use hone::domain::phase::{MOST_MMFS, MOST_STORIES, Phase, slices_of};
use hone::domain::suggestion::{Body, Kind, Stored};
use hone::use_case::REFINED;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A Big Idea with an MMF and stories below it, each of which can be split into several.
const BACKLOG: &str = "Issue key,Issue id,Issue Type,Summary,Parent\n\
    B-1,1,Initiative,\"As a harbour master, I want to add, edit, move and close berths, so that no boat waits\",\n\
    M-1,2,Epic,\"As a guest, I want to create, view, change and cancel a booking, so that my plans fit\",1\n\
    S-1,3,Story,\"As a guest, I want to add, edit, archive and delete a boat, so that the harbour knows it\",2\n\
    S-2,4,Story,\"As a clerk, I want to create, view, update and remove a tariff, so that guests pay the right price\",2\n\
    S-3,5,Story,\"As a skipper, I want to search, view, share and print a mooring plan, so that the crew is ready\",2\n\
    S-4,6,Story,\"As a clerk, I want to import, check, correct and export the guest list, so that nobody is missed\",2\n";

const KEYS: [&str; 6] = ["B-1", "M-1", "S-1", "S-2", "S-3", "S-4"];

async fn planned() -> Sample {
    let sample = Sample::open().await;
    let report =
        sample.copilot.add_backlog(&sample.scope, "b.csv", BACKLOG.as_bytes(), None, false).await.unwrap();
    assert_eq!(report.new, 6, "{report:?}");
    sample
}

/// Slices of open proposals on the items of the initiative, MMFs and stories apart, as they are shown.
async fn open(sample: &Sample) -> [(usize, usize); 3] {
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    let count = |shown: &[Stored]| {
        let mut counts = (0, 0);
        for stored in shown.iter().filter(|stored| stored.status.is_open()) {
            match stored.suggestion.item.as_str() {
                "B-1" => counts.0 += slices_of(stored).unwrap_or(0),
                item if KEYS.contains(&item) => counts.1 += slices_of(stored).unwrap_or(0),
                _ => {}
            }
        }
        counts
    };
    let inbox = copilot.inbox(scope, None).await.unwrap();
    let page = copilot.inbox_page(scope, Some(Kind::Split), None, 1_000).await.unwrap().suggestions;
    let mut one_by_one = Vec::new();
    for key in KEYS {
        for stored in copilot.suggestions_on(scope, key).await.unwrap() {
            one_by_one.push(copilot.suggestion(scope, stored.id.as_str()).await.unwrap());
        }
    }
    [count(&inbox), count(&page), count(&one_by_one)]
}

#[derive(Debug, Clone)]
enum Call {
    Refine(usize),
    Accept(usize),
    Reject(usize),
    Defer(usize),
    Undo(usize),
    Grow(usize),
    Leave,
    Enter,
}

fn call() -> impl Strategy<Value = Call> {
    let which = 0..KEYS.len();
    prop_oneof![
        3 => which.clone().prop_map(Call::Refine),
        2 => which.clone().prop_map(Call::Accept),
        1 => which.clone().prop_map(Call::Reject),
        1 => which.clone().prop_map(Call::Defer),
        2 => which.clone().prop_map(Call::Undo),
        2 => which.prop_map(Call::Grow),
        1 => Just(Call::Leave),
        2 => Just(Call::Enter),
    ]
}

/// The split of an item, whatever has become of it.
async fn split_of(sample: &Sample, key: &str) -> Option<Stored> {
    let all = sample.copilot.suggestions_on(&sample.scope, key).await.unwrap();
    all.into_iter().find(|stored| stored.suggestion.kind() == Kind::Split)
}

/// The body of a split with two slices more in each candidate.
fn grown(stored: &Stored) -> serde_json::Value {
    let mut body = stored.suggestion.body.clone();
    if let Body::Split(split) = &mut body {
        for candidate in &mut split.candidates {
            let more: Vec<_> = candidate.slices.iter().take(2).cloned().collect();
            candidate.slices.extend(more);
        }
    }
    serde_json::to_value(body).unwrap()
}

/// Makes the call; a refusal is an answer too.
async fn make(sample: &Sample, call: &Call) {
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    match call {
        Call::Refine(at) => drop(copilot.refine(scope, KEYS[*at], &REFINED).await.unwrap()),
        Call::Enter => drop(copilot.enter_phase(scope, Some("B-1"), Phase::ActivePlanning).await.unwrap()),
        Call::Leave => drop(copilot.leave_phase(scope, Some("B-1")).await),
        Call::Accept(at) | Call::Reject(at) | Call::Defer(at) | Call::Undo(at) | Call::Grow(at) => {
            let Some(split) = split_of(sample, KEYS[*at]).await else { return };
            let id = split.id.as_str();
            let _ = match call {
                Call::Accept(_) => copilot.accept(scope, id, Some(1)).await,
                Call::Reject(_) => copilot.reject(scope, id, RejectCode::NotNow, "").await,
                Call::Defer(_) => copilot.defer(scope, id, "2999-01-01").await,
                Call::Grow(_) => copilot.edit(scope, id, &grown(&split)).await,
                _ => copilot.undo(scope, id).await,
            };
        }
    }
}

async fn follow(calls: &[Call]) {
    let sample = planned().await;
    make(&sample, &Call::Enter).await;
    for call in calls {
        make(&sample, call).await;
        let initiatives = sample.copilot.initiatives(&sample.scope).await.unwrap();
        if !initiatives.iter().any(|one| one.phase == Phase::ActivePlanning) {
            continue;
        }
        for (mmfs, stories) in open(&sample).await {
            assert!(
                mmfs <= MOST_MMFS && stories <= MOST_STORIES,
                "{mmfs} MMFs, {stories} stories after {call:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_calls_opens_more_than_the_phase_allows(calls in prop::collection::vec(call(), 4..16)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(follow(&calls));
    }
}

#[tokio::test]
async fn the_rest_is_held_in_one_line_each_and_comes_up_when_there_is_room() {
    let sample = planned().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    for key in KEYS {
        make(&sample, &Call::Refine(KEYS.iter().position(|one| *one == key).unwrap())).await;
    }
    let before = open(&sample).await[0];
    assert!(before.0 > MOST_MMFS && before.1 > MOST_STORIES, "nothing is held without a phase: {before:?}");
    let entered = copilot.enter_phase(scope, Some("B-1"), Phase::ActivePlanning).await.unwrap();
    assert_eq!((entered[0].open_mmfs, entered[0].open_stories), (MOST_MMFS, MOST_STORIES));
    assert_eq!(open(&sample).await, [(MOST_MMFS, MOST_STORIES); 3]);
    assert_eq!(entered[0].held, before.0 + before.1 - MOST_MMFS - MOST_STORIES);
    let of_idea = split_of(&sample, "B-1").await.unwrap();
    let Body::Split(split) = &of_idea.suggestion.body else { return };
    let held = split.candidates[0].variations.iter().filter(|line| line.starts_with("held: ")).count();
    assert!(held > 0, "{:?}", split.candidates[0].variations);
    let withheld = copilot.withheld(scope).await.unwrap();
    let waiting: BTreeMap<&str, &str> = withheld
        .iter()
        .filter(|one| one.check.id() == "phase")
        .map(|one| (one.item.as_str(), one.reason.as_str()))
        .collect();
    let (key, reason) = waiting.iter().next().unwrap();
    assert!(reason.contains("Active Planning"), "{reason}");
    let refused = copilot.accept(scope, split_of(&sample, key).await.unwrap().id.as_str(), Some(1)).await;
    assert!(refused.unwrap_err().to_string().contains("Active Planning"));
    for stored in copilot.inbox(scope, Some(Kind::Split)).await.unwrap() {
        if KEYS[1..].contains(&stored.suggestion.item.as_str()) {
            copilot.reject(scope, stored.id.as_str(), RejectCode::NotNow, "").await.unwrap();
        }
    }
    assert!(open(&sample).await[0].1 > 0, "what was held comes up");
    copilot.leave_phase(scope, Some("B-1")).await.unwrap();
    assert_eq!(
        copilot.withheld(scope).await.unwrap().iter().filter(|one| one.check.id() == "phase").count(),
        0
    );
}
