//! Assumptions: what must be true, how much hangs on it, what is known.
//!
//! Kinds after Torres and Humanizing Work's phase-2 questions; the map after
//! Bland; test and learning cards after Strategyzer (handbook of methods §1.2, §1.9).

use super::check::Check;
use super::suggestion::{Kind, Proposal};
use serde::{Deserialize, Serialize};

/// What an assumption is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AssumptionKind {
    /// They want it.
    Desirability,
    /// They can use it.
    Usability,
    /// We can build and run it.
    Feasibility,
    /// It pays.
    Viability,
    /// Our structure and practices allow it.
    Organisational,
    /// It is right to do.
    Ethical,
}

impl AssumptionKind {
    /// All six.
    pub const ALL: [Self; 6] = [
        Self::Desirability,
        Self::Usability,
        Self::Feasibility,
        Self::Viability,
        Self::Organisational,
        Self::Ethical,
    ];

    /// The id on the wire and in test suites.
    pub fn id(self) -> &'static str {
        match self {
            Self::Desirability => "desirability",
            Self::Usability => "usability",
            Self::Feasibility => "feasibility",
            Self::Viability => "viability",
            Self::Organisational => "organisational",
            Self::Ethical => "ethical",
        }
    }
}

/// How much is lost if the assumption is wrong.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// The item fails.
    High,
    /// The item loses much of its value.
    Medium,
    /// Little changes.
    Low,
}

/// What the evidence allows one to believe; never edited by hand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Nothing was found.
    None,
    /// Opinion, hypothesis, or one voice.
    Weak,
    /// A stated problem or workaround from two people, or one past occasion.
    Medium,
    /// Past behaviour of at least three people and nothing against.
    Strong,
}

/// The body of an assumption suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Assumption {
    /// Actor, behaviour, threshold: it can be proved wrong.
    pub statement: String,
    /// One of six.
    pub kind: AssumptionKind,
    /// What hangs on it.
    pub importance: Importance,
    /// Why it matters that much.
    pub importance_why: String,
    /// From evidence only.
    pub certainty: Certainty,
    /// How many passages were searched.
    pub searched: usize,
}

impl Proposal for Assumption {
    const KIND: Kind = Kind::Assumption;
    const REQUIRED: &'static [Check] = &[Check::QuotesProved, Check::Falsifiable, Check::Ledger];
}
