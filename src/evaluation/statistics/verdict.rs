//! Pass, fail, or not decided by so few cases; and the exit code that says so.

use serde::{Deserialize, Serialize};

/// What a gate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval is on the good side.
    Pass,
    /// The interval lies on both sides: more cases would decide.
    Inconclusive,
    /// The whole interval is on the bad side.
    Fail,
    /// The evaluation itself failed.
    Broken,
}

impl Verdict {
    /// The id in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Inconclusive => "inconclusive",
            Self::Fail => "fail",
            Self::Broken => "broken",
        }
    }

    /// Exit code of a run with this verdict.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Fail => 1,
            Self::Inconclusive => 2,
            Self::Broken => 3,
        }
    }

    /// The verdict of a run: the worst of its gates, and a pass without any.
    pub fn of_run(gates: impl IntoIterator<Item = Self>) -> Self {
        gates.into_iter().max().unwrap_or(Self::Pass)
    }
}

/// What a metric has to reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// At least this much, by the interval.
    AtLeast(f64),
    /// At most this much, by the interval.
    AtMost(f64),
    /// Every case passes; a hard gate has no interval.
    EveryCase,
}

/// Whether an interval is wholly at or above a gate, wholly below, or neither.
pub fn at_least(low: f64, high: f64, gate: f64) -> Verdict {
    if low >= gate {
        Verdict::Pass
    } else if high < gate {
        Verdict::Fail
    } else {
        Verdict::Inconclusive
    }
}

/// Whether an interval is wholly at or below a gate, wholly above, or neither.
pub fn at_most(low: f64, high: f64, gate: f64) -> Verdict {
    at_least(-high, -low, -gate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upper_gate_mirrors_a_lower_one() {
        assert_eq!(at_most(0.0, 0.1, 0.1), Verdict::Pass);
        assert_eq!(at_most(0.05, 0.2, 0.1), Verdict::Inconclusive);
        assert_eq!(at_most(0.11, 0.2, 0.1), Verdict::Fail);
    }

    #[test]
    fn the_worst_gate_decides_the_exit_code() {
        let code = |gates: &[Verdict]| Verdict::of_run(gates.iter().copied()).exit_code();
        assert_eq!(code(&[]), 0);
        assert_eq!(code(&[Verdict::Pass, Verdict::Inconclusive]), 2);
        assert_eq!(code(&[Verdict::Inconclusive, Verdict::Fail, Verdict::Pass]), 1);
        assert_eq!(code(&[Verdict::Fail, Verdict::Broken]), 3);
    }
}
