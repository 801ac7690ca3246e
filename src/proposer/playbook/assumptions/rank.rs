//! Which assumptions are shown, and in which order: importance times lack of evidence.

use super::Plan;
use crate::domain::assumption::{AssumptionKind, Certainty, Importance};
use crate::proposer::playbook::listening::Sides;
use std::collections::BTreeSet;

/// The best of each kind, those that somebody speaks of before others, up to `most`.
pub(super) fn choose(mut weighed: Vec<(Plan, Sides)>, most: usize) -> Vec<(Plan, Sides)> {
    weighed.sort_by_key(|(plan, sides)| std::cmp::Reverse((importance(plan), is_spoken_of(sides))));
    let mut kinds: BTreeSet<AssumptionKind> = BTreeSet::new();
    weighed.retain(|(plan, _)| kinds.insert(plan.kind));
    weighed.truncate(most);
    weighed
}

/// First the one on which most hangs and of which least is known.
pub(super) fn in_order(mut weighed: Vec<(Plan, Sides)>) -> Vec<(Plan, Sides)> {
    weighed.sort_by_key(|(plan, sides)| std::cmp::Reverse(score(plan, sides)));
    weighed
}

fn is_spoken_of(sides: &Sides) -> bool {
    sides.people_for() + sides.people_against() > 0
}

fn importance(plan: &Plan) -> usize {
    match plan.importance {
        Importance::High => 3,
        Importance::Medium => 2,
        Importance::Low => 1,
    }
}

/// Importance (1 to 3) times lack of evidence (1 to 4); voices against it break ties.
fn score(plan: &Plan, sides: &Sides) -> (usize, usize) {
    let lack = match sides.certainty() {
        Certainty::None => 4,
        Certainty::Weak => 3,
        Certainty::Medium => 2,
        Certainty::Strong => 1,
    };
    (importance(plan) * lack, sides.people_against())
}
