//! The order in which suggestions are shown, learned from decisions: smoothed log-odds by trait.
//!
//! Small enough to be read: the score of a suggestion is the sum of the weights of its traits, and
//! a trait has a weight only when its interval leaves no doubt on which side of the usual it is.

use super::history::{Group, Ruled, Trait};
use crate::domain::counting::wilson;
use serde::Serialize;
use std::collections::BTreeMap;

/// Decisions from which anything is learned.
const ENOUGH: usize = 20;
/// Of these, the fewest of each kind, accepted and turned down.
const OF_EACH: usize = 5;
/// Decisions at the usual rate that each trait begins with.
const PRIOR: f64 = 4.0;

/// Whether there are decisions enough to learn from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Readiness {
    /// Whether the order is learned.
    pub on: bool,
    /// Decisions there are.
    pub decided: usize,
    /// Decisions there must be.
    pub needed: usize,
    /// Why it is on or off, in one sentence.
    pub why: String,
}

/// Why a suggestion stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Reason {
    /// What it has in common with others.
    #[serde(flatten)]
    pub about: Trait,
    /// Of those, accepted.
    pub accepted: usize,
    /// Of those, decided on.
    pub decided: usize,
    /// What it adds to the score; below zero it takes away.
    pub weight: f64,
}

/// What was learned.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    weights: BTreeMap<Trait, Reason>,
}

impl Ranking {
    /// Whether a history is enough to learn from.
    pub fn readiness(history: &[Ruled]) -> Readiness {
        let decided = history.len();
        let accepted = history.iter().filter(|ruled| ruled.accepted).count();
        let fewer = accepted.min(decided - accepted);
        let why = if decided < ENOUGH {
            format!("{} more decisions, and the order is learned", ENOUGH - decided)
        } else if fewer < OF_EACH {
            format!("nearly all was decided alike: it takes {OF_EACH} accepted and {OF_EACH} turned down")
        } else {
            format!("learned from {decided} decisions; nothing that nobody decided on")
        };
        Readiness { on: decided >= ENOUGH && fewer >= OF_EACH, decided, needed: ENOUGH, why }
    }

    /// Learns from a history; nothing from one that is not enough.
    pub fn learn(history: &[Ruled]) -> Self {
        if !Self::readiness(history).on {
            return Self::default();
        }
        let usual = history.iter().filter(|ruled| ruled.accepted).count() as f64 / history.len() as f64;
        let mut counts: BTreeMap<&Trait, (usize, usize)> = BTreeMap::new();
        for ruled in history {
            for one in ruled.traits.iter().filter(|one| one.group != Group::Engine) {
                let (accepted, decided) = counts.entry(one).or_default();
                *accepted += usize::from(ruled.accepted);
                *decided += 1;
            }
        }
        let weights = counts.into_iter().filter_map(|(one, (accepted, decided))| {
            let weight = weight(accepted as f64, decided as f64, usual)?;
            Some((one.clone(), Reason { about: one.clone(), accepted, decided, weight }))
        });
        Self { weights: weights.collect() }
    }

    /// Whether nothing sets one suggestion apart from another.
    pub fn is_silent(&self) -> bool {
        self.weights.is_empty()
    }

    /// Every trait that counts, the heaviest first.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.weights.values().cloned().collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons
    }

    /// Why a suggestion with these traits stands where it stands, the heaviest reason first.
    pub fn reasons_for(&self, traits: &[Trait]) -> Vec<Reason> {
        let mut reasons: Vec<Reason> =
            traits.iter().filter_map(|one| self.weights.get(one)).cloned().collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons
    }

    /// The score of a suggestion with these traits; 0 where nothing was learned of them. Of
    /// several patterns of one split the best counts: a person may choose it.
    pub fn score(&self, traits: &[Trait]) -> f64 {
        let weight = |one: &Trait| self.weights.get(one).map_or(0.0, |reason| reason.weight);
        let patterns = traits.iter().filter(|one| one.group == Group::Pattern).map(weight);
        let best = patterns
            .fold(None, |best: Option<f64>, weight| Some(best.map_or(weight, |best| best.max(weight))));
        let others: f64 = traits.iter().filter(|one| one.group != Group::Pattern).map(weight).sum();
        best.unwrap_or(0.0) + others
    }
}

/// How far the odds of a trait are from the usual; none while its interval holds the usual.
fn weight(accepted: f64, decided: f64, usual: f64) -> Option<f64> {
    let (low, high) = wilson(accepted, decided);
    if (low..=high).contains(&usual) {
        return None;
    }
    let yes = accepted + PRIOR * usual;
    let no = decided - accepted + PRIOR * (1.0 - usual);
    Some((yes / no).ln() - (usual / (1.0 - usual)).ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruled(pattern: &str, accepted: bool) -> Ruled {
        let traits = [(Group::Kind, "split"), (Group::Pattern, pattern), (Group::Engine, "playbook")];
        let traits = traits.map(|(group, name)| Trait { group, name: name.into() }).to_vec();
        Ruled { traits, accepted, correct: None, changed: None }
    }

    fn times(pattern: &str, accepted: usize, rejected: usize) -> Vec<Ruled> {
        let yes = (0..accepted).map(|_| ruled(pattern, true));
        yes.chain((0..rejected).map(|_| ruled(pattern, false))).collect()
    }

    #[test]
    fn it_is_off_until_there_are_enough_of_both_kinds() {
        assert!(!Ranking::readiness(&[]).on);
        assert!(!Ranking::readiness(&times("operations", 10, 9)).on);
        assert!(!Ranking::readiness(&times("operations", 40, 4)).on);
        assert!(Ranking::readiness(&times("operations", 10, 10)).on);
        assert!(Ranking::learn(&times("operations", 19, 0)).is_silent());
    }

    #[test]
    fn what_is_accepted_more_than_usual_comes_first_and_says_why() {
        let history =
            [times("operations", 12, 1), times("workflow-steps", 1, 12), times("spike", 2, 2)].concat();
        let ranking = Ranking::learn(&history);
        let score = |pattern: &str| ranking.score(&ruled(pattern, true).traits);
        assert!(score("operations") > 1.0 && score("workflow-steps") < -1.0, "{}", score("operations"));
        assert!(score("spike").abs() < 1e-12, "two of four say nothing");
        let reasons = ranking.reasons_for(&ruled("operations", true).traits);
        assert_eq!((reasons.len(), reasons[0].accepted, reasons[0].decided), (1, 12, 13));
        assert_eq!(ranking.reasons().len(), 2, "a kind that every suggestion has sets none apart");
    }

    #[test]
    fn a_split_with_several_patterns_is_as_good_as_its_best() {
        let history = [times("operations", 12, 1), times("workflow-steps", 1, 12)].concat();
        let ranking = Ranking::learn(&history);
        let mut both = ruled("operations", true).traits;
        both.push(Trait { group: Group::Pattern, name: "workflow-steps".into() });
        assert!((ranking.score(&both) - ranking.score(&ruled("operations", true).traits)).abs() < 1e-12);
    }
}
