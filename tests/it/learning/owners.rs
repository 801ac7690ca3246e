//! Three product owners with stated preferences, one who wants what is rare, one without a pattern,
//! and one whom the order suits as it is: does the learned order help the first three, and leave
//! the others alone?
//!
//! The suggestions are real ones of the sample; whether an owner would accept each is drawn once
//! from the stated preference. An owner decides on fifty of them, in the order proposed, item by
//! item; on the items that were not seen, the first three are then compared in both orders.

use super::Sample;
use hone::domain::suggestion::Kind;
use hone::evaluation::statistics::paired::{Movement, Pair, movement};
use hone::evaluation::statistics::random::SplitMix;
use hone::review::{Ranking, Ruled, Trait, traits_of};
use hone::use_case::REFINED;
use std::collections::BTreeMap;

/// Decisions before the order is compared.
const DECISIONS: usize = 50;
/// Suggestions that are compared; an item with no more shows all of them in every order.
const FIRST: usize = 3;
/// Owners drawn of each sort.
const ROUNDS: u64 = 40;
/// What an owner without a pattern may lose by chance.
const MARGIN: f64 = 0.02;
/// What an owner may lose whom the order suits as it is proposed.
const SMALL_LOSS: f64 = 0.05;

/// How likely an owner accepts a suggestion, in a hundred.
type Preference = fn(Kind, &[Trait]) -> usize;

fn has(traits: &[Trait], name: &str) -> bool {
    traits.iter().any(|one| one.name == name)
}

/// Wants to ask before anything is built.
fn asker(kind: Kind, _: &[Trait]) -> usize {
    match kind {
        Kind::Question => 80,
        Kind::Split => 25,
        _ => 20,
    }
}

/// Wants splits by operations or steps and has no time for questions: what is proposed last.
fn cutter(kind: Kind, traits: &[Trait]) -> usize {
    match kind {
        Kind::Split if has(traits, "operations") || has(traits, "workflow-steps") => 95,
        Kind::Split => 60,
        Kind::Assumption => 45,
        _ => 10,
    }
}

/// Speaks for those who use it: is it wanted, can they do it, and what did they do last time?
fn advocate(kind: Kind, traits: &[Trait]) -> usize {
    match kind {
        Kind::Assumption if has(traits, "desirability") || has(traits, "usability") => 90,
        Kind::Question if !has(traits, "to a stakeholder") => 75,
        _ => 10,
    }
}

/// Believes what somebody said, and nothing else. One suggestion in eight cites somebody, most of
/// them the split that is shown first, so fifty decisions teach little and there is little to gain.
fn listener(_: Kind, traits: &[Trait]) -> usize {
    if has(traits, "cites somebody") { 85 } else { 10 }
}

/// Wants to know what could go wrong with money and with people, whoever says it.
fn doubter(kind: Kind, traits: &[Trait]) -> usize {
    match kind {
        Kind::Assumption if has(traits, "viability") || has(traits, "organisational") => 95,
        Kind::Assumption => 30,
        Kind::Question if has(traits, "to a stakeholder") => 80,
        _ => 10,
    }
}

/// Decides by the weather.
fn moody(_: Kind, _: &[Trait]) -> usize {
    50
}

/// Suggestions of each item, in the order proposed.
type Proposed = BTreeMap<String, Vec<(Kind, Vec<Trait>)>>;

async fn proposed() -> Proposed {
    let sample = Sample::open().await;
    let (copilot, scope) = (&sample.copilot, &sample.scope);
    let mut proposed = Proposed::new();
    for item in copilot.items(scope).await.unwrap() {
        let refined = copilot.refine(scope, &item.key, &REFINED).await.unwrap().suggestions;
        let own = refined.iter().map(|one| (one.suggestion.kind(), traits_of(&one.suggestion, None)));
        proposed.insert(item.key, own.collect());
    }
    proposed
}

/// The share accepted among the first three of unseen items, as proposed and as learned.
fn compare(proposed: &Proposed, wants: Preference) -> Movement {
    let mut pairs = Vec::new();
    for round in 0..ROUNDS {
        let mut random = SplitMix::seeded(round + 1);
        let mut items: Vec<&String> = proposed.keys().collect();
        for at in (1..items.len()).rev() {
            items.swap(at, random.below(at + 1));
        }
        let mut history: Vec<Ruled> = Vec::new();
        for item in items {
            let own: Vec<(&[Trait], bool)> = proposed[item]
                .iter()
                .map(|(kind, traits)| (traits.as_slice(), random.below(100) < wants(*kind, traits)))
                .collect();
            if history.len() < DECISIONS {
                let room = DECISIONS - history.len();
                history.extend(own.iter().take(room).map(|(traits, accepted)| Ruled {
                    traits: traits.to_vec(),
                    accepted: *accepted,
                    correct: None,
                    changed: None,
                }));
                continue;
            }
            if own.len() <= FIRST {
                continue;
            }
            let ranking = Ranking::learn(&history);
            let mut learned = own.clone();
            learned.sort_by(|a, b| ranking.score(b.0).total_cmp(&ranking.score(a.0)));
            pairs.push(Pair {
                cluster: item.clone(),
                before: first_three(&own),
                after: first_three(&learned),
            });
        }
    }
    movement(&pairs).unwrap()
}

fn first_three(shown: &[(&[Trait], bool)]) -> (f64, f64) {
    let first = shown.iter().take(FIRST);
    (first.clone().filter(|(_, accepted)| *accepted).count() as f64, first.count() as f64)
}

#[tokio::test]
async fn fifty_decisions_put_first_what_an_owner_accepts_and_harm_nobody() {
    let proposed = proposed().await;
    assert!(proposed.len() > 30 && proposed.values().map(Vec::len).sum::<usize>() > 120);
    let owners: [(&str, Preference, f64); 6] = [
        ("asker", asker, 0.0),
        ("advocate", advocate, 0.0),
        ("doubter", doubter, 0.0),
        ("listener", listener, -MARGIN),
        ("moody", moody, -MARGIN),
        ("cutter", cutter, -SMALL_LOSS),
    ];
    for (name, wants, least) in owners {
        let moved = compare(&proposed, wants);
        let (low, high) = moved.interval.unwrap();
        let gain = moved.difference();
        eprintln!("{name}: {:.3} to {:.3}, {gain:+.3} [{low:.3}, {high:.3}]", moved.before, moved.after);
        assert!(low > least, "{name}: {moved:?}");
    }
}
