//! What interviews and items have in common: themes and duplicates.

use super::check::Check;
use super::evidence::Quote;
use super::suggestion::{Kind, Proposal};
use serde::{Deserialize, Serialize};

/// The body of a theme suggestion: opportunities of several people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Theme {
    /// A sentence that someone could deny.
    pub label: String,
    /// Distinct participants.
    pub participants: Vec<String>,
    /// Their segments.
    #[serde(default)]
    pub segments: Vec<String>,
    /// The strongest quotes, one a person.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// Who says otherwise.
    #[serde(default)]
    pub against: Vec<Quote>,
}

impl Proposal for Theme {
    const KIND: Kind = Kind::Theme;
    const REQUIRED: &'static [Check] = &[Check::QuotesProved, Check::Ledger];
}

/// How two items relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same work twice.
    Duplicate,
    /// A part in common.
    Overlap,
}

/// The body of a duplicate suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Duplicate {
    /// Key of the earlier item.
    pub a: String,
    /// Key of the later item.
    pub b: String,
    /// 0 to 1.
    pub score: f64,
    /// The words in common and apart.
    pub why: String,
    /// Duplicate or overlap.
    pub relation: Relation,
}

impl Proposal for Duplicate {
    const KIND: Kind = Kind::Duplicate;
    const REQUIRED: &'static [Check] = &[];
}
