//! From which similarity on two texts say the same: chosen on labelled pairs, then frozen.

use super::share;
use serde::Serialize;

/// What a threshold must reach on the labelled pairs before its F1 counts.
const PRECISE: f64 = 0.9;
/// The share of unrelated pairs that a threshold may take for the same.
const LET_THROUGH: f64 = 0.01;

/// Similarities of pairs, by what is known of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Similarities {
    /// Pairs that mean the same, by their label.
    pub same: Vec<f64>,
    /// Pairs that only sound alike, by their label.
    pub near_miss: Vec<f64>,
    /// Texts of one kind that nobody put together.
    pub unrelated: Vec<f64>,
}

/// How well a threshold tells pairs that mean the same from those that do not.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    /// From this similarity on they are taken to mean the same.
    pub at: f64,
    /// Share of the labelled pairs taken for the same that are.
    pub precision: f64,
    /// Share of the same pairs that are found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
    /// Share of the unrelated pairs that are taken for the same.
    pub let_through: f64,
}

impl Threshold {
    /// Whether it tells the labelled pairs apart as well as a gate needs.
    pub fn is_precise(&self) -> bool {
        self.precision >= PRECISE && self.recall > 0.0
    }
}

/// Judges a threshold.
pub fn judge(at: f64, known: &Similarities) -> Threshold {
    let taken = |all: &[f64]| all.iter().filter(|similar| **similar >= at).count() as f64;
    let (right, wrong) = (taken(&known.same), taken(&known.near_miss));
    let same = known.same.len() as f64;
    Threshold {
        at,
        precision: share(right, right + wrong),
        recall: share(right, same),
        f1: share(2.0 * right, right + wrong + same),
        let_through: share(taken(&known.unrelated), known.unrelated.len() as f64),
    }
}

/// The threshold, in hundredths, with the best F1 of those that are precise on the labelled
/// pairs; when none is, the lowest that lets almost no unrelated pair through.
pub fn calibrate(known: &Similarities) -> Threshold {
    let all = || (1..=100).map(|hundredth| judge(f64::from(hundredth) / 100.0, known));
    let better = |a: Threshold, b: Threshold| if b.f1 > a.f1 { b } else { a };
    all()
        .filter(Threshold::is_precise)
        .reduce(better)
        .or_else(|| all().find(|one| one.let_through <= LET_THROUGH))
        .unwrap_or_else(|| judge(1.0, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_comes_first_and_then_the_best_f1() {
        // At 0.2 all four same pairs are found with two false ones: F1 0.8 at precision 0.67.
        let known = Similarities {
            same: vec![0.9, 0.8, 0.7, 0.2],
            near_miss: vec![0.3, 0.25, 0.1],
            unrelated: vec![0.5],
        };
        let found = calibrate(&known);
        assert_eq!((found.precision, found.recall, found.let_through), (1.0, 0.75, 1.0));
        assert!((found.at - 0.31).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn where_nothing_is_precise_unrelated_pairs_are_kept_out() {
        let known = Similarities {
            same: vec![0.5, 0.4, 0.1],
            near_miss: vec![0.9, 0.8, 0.7],
            unrelated: (0..200).map(|at| f64::from(at) / 500.0).collect(),
        };
        let found = calibrate(&known);
        assert!(!found.is_precise() && (found.at - 0.4).abs() < 1e-9, "{found:?}");
        assert!((found.recall - 2.0 / 3.0).abs() < 1e-9 && found.let_through.abs() < 1e-9);
    }
}
