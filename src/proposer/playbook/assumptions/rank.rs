//! Which assumptions are shown, and in which order: importance times lack of evidence.

use super::Plan;
use crate::domain::assumption::{AssumptionKind, Certainty, Importance};
use crate::proposer::playbook::listening::Sides;
use std::collections::BTreeMap;

/// At most this many of one kind, so that no kind crowds out another.
const MOST_OF_A_KIND: usize = 2;

/// The best `most`, first the one on which most hangs and of which least is known.
pub(super) fn choose(mut weighed: Vec<(Plan, Sides)>, most: usize) -> Vec<(Plan, Sides)> {
    weighed.sort_by_key(|(plan, sides)| std::cmp::Reverse(score(plan, sides)));
    let mut of_kind: BTreeMap<AssumptionKind, usize> = BTreeMap::new();
    weighed.retain(|(plan, _)| {
        let count = of_kind.entry(plan.kind).or_default();
        *count += 1;
        *count <= MOST_OF_A_KIND
    });
    weighed.truncate(most);
    weighed
}

/// Importance (1 to 3) times lack of evidence (1 to 4); voices against it break ties.
fn score(plan: &Plan, sides: &Sides) -> (usize, usize) {
    let importance = match plan.importance {
        Importance::High => 3,
        Importance::Medium => 2,
        Importance::Low => 1,
    };
    let lack = match sides.certainty() {
        Certainty::None => 4,
        Certainty::Weak => 3,
        Certainty::Medium => 2,
        Certainty::Strong => 1,
    };
    (importance * lack, sides.people_against())
}
