//! Interview snapshot: one page after Torres, every line with its quote.

use super::check::Check;
use super::evidence::Quote;
use super::suggestion::{Kind, Proposal};
use serde::{Deserialize, Serialize};

/// A line of the page and the words that prove it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Line {
    /// One line, in the customer's terms.
    pub text: String,
    /// The participant's words.
    pub quote: Quote,
}

/// What an opportunity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpportunityKind {
    /// Something they have to get done.
    Need,
    /// Something that hurts.
    Pain,
    /// Something they wish for.
    Desire,
}

/// A need, pain or desire in the customer's words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Opportunity {
    /// One line.
    pub text: String,
    /// Need, pain or desire.
    pub kind: OpportunityKind,
    /// The participant's words.
    pub quote: Quote,
}

/// The body of a snapshot suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Snapshot {
    /// Key of the interview.
    pub interview: String,
    /// Role, setting, numbers that the participant states.
    #[serde(default)]
    pub quick_facts: Vec<Line>,
    /// Quotes worth repeating.
    #[serde(default)]
    pub memorable: Vec<Quote>,
    /// What happened, in order.
    #[serde(default)]
    pub story: Vec<Line>,
    /// Needs, pains and desires.
    #[serde(default)]
    pub opportunities: Vec<Opportunity>,
    /// How they get by.
    #[serde(default)]
    pub workarounds: Vec<Line>,
    /// What one would not have guessed.
    #[serde(default)]
    pub surprises: Vec<Line>,
    /// What to ask next time.
    #[serde(default)]
    pub open_questions: Vec<String>,
    /// What the guide asked and nobody answered.
    #[serde(default)]
    pub not_said: Vec<String>,
}

impl Proposal for Snapshot {
    const KIND: Kind = Kind::Snapshot;
    const REQUIRED: &'static [Check] = &[Check::QuotesProved, Check::Figures, Check::Ledger];
}
