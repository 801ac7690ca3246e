//! The opportunity solution tree after Torres: outcome, opportunities, items, assumptions.

use super::id::SuggestionId;
use serde::{Deserialize, Serialize};

/// The tree of a workspace, as it was when it was drawn.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Tree {
    /// The better future of the Big Idea; empty while none is written.
    pub outcome: String,
    /// Opportunities, those of most people first; without an item is one that no item serves.
    pub opportunities: Vec<Branch>,
    /// Items that no participant asked for, as far as the themes show.
    pub unasked: Vec<Leaf>,
}

/// An opportunity with the items that serve it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Branch {
    /// Id of the theme.
    pub theme: SuggestionId,
    /// Label of the theme.
    pub label: String,
    /// Distinct participants.
    pub participants: Vec<String>,
    /// Items that serve it, nearest first.
    pub items: Vec<Leaf>,
    /// Whether somebody who was forgotten spoke for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

impl Branch {
    /// Who speaks for it, and that somebody did who was forgotten.
    pub fn voices(&self) -> String {
        let mut voices = self.participants.clone();
        voices.extend(self.withdrawn.then(|| "evidence withdrawn".to_owned()));
        voices.join(", ")
    }
}

/// An item with what must be true of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Leaf {
    /// Key of the item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// Statements of its registered assumptions.
    pub assumptions: Vec<String>,
}

impl Tree {
    /// Opportunities that no item serves.
    pub fn unserved(&self) -> impl Iterator<Item = &Branch> {
        self.opportunities.iter().filter(|branch| branch.items.is_empty())
    }
}
