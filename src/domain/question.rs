//! Stakeholder questions: one topic, open, to the one who lived it.

use super::check::Check;
use super::evidence::Quote;
use super::suggestion::{Kind, Proposal};
use serde::{Deserialize, Serialize};

/// What an answer is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Serves {
    /// Id or statement of an assumption.
    Assumption(String),
    /// A decision that waits for it.
    Decision(String),
}

/// The body of a question suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Question {
    /// The question as one would ask it.
    pub text: String,
    /// Short noun phrase that names the gap.
    pub about: String,
    /// A name of the register, `customer`, or `unlisted: NAME`.
    pub addressee: String,
    /// Why this person.
    pub why_them: String,
    /// The assumption or decision that waits for the answer.
    pub serves: Serves,
    /// Quotes that already answer it.
    #[serde(default)]
    pub answered_by: Vec<Quote>,
}

impl Proposal for Question {
    const KIND: Kind = Kind::Question;
    const REQUIRED: &'static [Check] = &[Check::QuotesProved, Check::Form, Check::Ledger];
}
