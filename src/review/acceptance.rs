//! How often what is accepted, with intervals, and, apart from it, how often it was right.

use super::history::{Group, Ruled, Trait};
use crate::domain::counting::wilson;
use serde::Serialize;
use std::collections::BTreeMap;

/// The decisions on suggestions that have something in common.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Acceptance {
    /// By what they are counted.
    pub group: Group,
    /// What they have in common.
    pub name: String,
    /// Decided on.
    pub decided: usize,
    /// Accepted.
    pub accepted: usize,
    /// Share of those that were accepted.
    pub rate: f64,
    /// 95 % interval of the share (Wilson).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Those of which the decision tells whether they were right.
    pub judged: usize,
    /// Those that were right.
    pub correct: usize,
    /// 95 % interval of the share of right ones among those that were judged.
    pub correct_low: f64,
    /// Its upper end.
    pub correct_high: f64,
    /// Mean share of the words that were changed before accepting; none when nothing was accepted.
    pub changed: Option<f64>,
}

/// Counts decisions by everything that suggestions have in common, group by group, the most
/// frequent first.
pub fn tally(history: &[Ruled]) -> Vec<Acceptance> {
    let mut by_trait: BTreeMap<&Trait, Vec<&Ruled>> = BTreeMap::new();
    for ruled in history {
        for one in &ruled.traits {
            by_trait.entry(one).or_default().push(ruled);
        }
    }
    let mut counted: Vec<Acceptance> = by_trait.into_iter().map(|(one, own)| count(one, &own)).collect();
    counted.sort_by(|a, b| {
        a.group.cmp(&b.group).then(b.decided.cmp(&a.decided)).then_with(|| a.name.cmp(&b.name))
    });
    counted
}

fn count(one: &Trait, own: &[&Ruled]) -> Acceptance {
    let accepted = own.iter().filter(|ruled| ruled.accepted).count();
    let judged = own.iter().filter(|ruled| ruled.correct.is_some()).count();
    let correct = own.iter().filter(|ruled| ruled.correct == Some(true)).count();
    let changed: Vec<f64> = own.iter().filter_map(|ruled| ruled.changed).collect();
    let (low, high) = wilson(accepted as f64, own.len() as f64);
    let (correct_low, correct_high) = wilson(correct as f64, judged as f64);
    Acceptance {
        group: one.group,
        name: one.name.clone(),
        decided: own.len(),
        accepted,
        rate: accepted as f64 / own.len() as f64,
        low,
        high,
        judged,
        correct,
        correct_low,
        correct_high,
        changed: (!changed.is_empty()).then(|| changed.iter().sum::<f64>() / changed.len() as f64),
    }
}
