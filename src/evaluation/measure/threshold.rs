//! From which similarity on two texts say the same: chosen on labelled pairs, then frozen.

use super::share;
use serde::Serialize;

/// What a threshold must reach before its F1 counts.
const PRECISE: f64 = 0.9;

/// How well a threshold tells pairs that mean the same from those that do not.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Threshold {
    /// From this similarity on they are taken to mean the same.
    pub at: f64,
    /// Share of the pairs taken for the same that are.
    pub precision: f64,
    /// Share of the same pairs that are found.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1: f64,
}

/// Judges a threshold on pairs of a similarity and whether both mean the same.
pub fn judge(at: f64, pairs: &[(f64, bool)]) -> Threshold {
    let taken = pairs.iter().filter(|(similar, _)| *similar >= at);
    let (mut all, mut right) = (0.0, 0.0);
    for (_, same) in taken {
        all += 1.0;
        right += if *same { 1.0 } else { 0.0 };
    }
    let same = pairs.iter().filter(|(_, same)| *same).count() as f64;
    Threshold {
        at,
        precision: share(right, all),
        recall: share(right, same),
        f1: share(2.0 * right, all + same),
    }
}

/// The threshold, in hundredths, with the best F1 of those that are precise; of all when none is.
pub fn calibrate(pairs: &[(f64, bool)]) -> Threshold {
    let all: Vec<Threshold> = (1..=100).map(|hundredth| judge(f64::from(hundredth) / 100.0, pairs)).collect();
    let better = |a: Threshold, b: Threshold| if b.f1 > a.f1 { b } else { a };
    let precise =
        all.iter().copied().filter(|one| one.precision >= PRECISE && one.recall > 0.0).reduce(better);
    precise.or_else(|| all.into_iter().reduce(better)).unwrap_or_else(|| judge(1.0, pairs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_comes_first_and_then_the_best_f1() {
        // At 0.2 all four same pairs are found with two false ones: F1 0.8 at precision 0.67.
        let pairs =
            [(0.9, true), (0.8, true), (0.7, true), (0.2, true), (0.3, false), (0.25, false), (0.1, false)];
        let found = calibrate(&pairs);
        assert_eq!((found.precision, found.recall), (1.0, 0.75));
        assert!((found.at - 0.31).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn where_nothing_is_precise_the_best_f1_is_taken() {
        let found = calibrate(&[(0.5, true), (0.5, false), (0.1, false)]);
        assert!((found.precision - 0.5).abs() < 1e-9 && (found.f1 - 2.0 / 3.0).abs() < 1e-9);
    }
}
