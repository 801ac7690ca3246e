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

/// The setting of a workspace that holds what a person chose about its themes.
pub const THEME_CHOICES: &str = "theme_choices";

/// Where a quote begins: enough to find it again, without its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Spot {
    /// Key of the interview.
    pub source: String,
    /// 0-based index of the turn.
    pub turn: usize,
    /// Byte offset in the turn's text.
    pub start: usize,
}

impl Spot {
    /// Where the quote begins.
    pub fn of(quote: &Quote) -> Self {
        Self { source: quote.source.clone(), turn: quote.turn, start: quote.start }
    }
}

/// What a person made of the themes; kept, and applied in order whenever they are computed anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum ThemeChoice {
    /// What holds any of these quotes is one theme.
    Merge {
        /// Quotes of the themes that are one.
        quotes: Vec<Spot>,
    },
    /// These quotes are a theme of their own.
    Split {
        /// The quotes that leave their theme.
        quotes: Vec<Spot>,
    },
    /// The theme that holds most of these quotes has this label.
    Rename {
        /// Quotes of the theme.
        quotes: Vec<Spot>,
        /// Its label.
        label: String,
    },
}

impl ThemeChoice {
    /// The quotes by which the themes are found again.
    pub fn quotes_mut(&mut self) -> &mut Vec<Spot> {
        match self {
            Self::Merge { quotes } | Self::Split { quotes } | Self::Rename { quotes, .. } => quotes,
        }
    }
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
