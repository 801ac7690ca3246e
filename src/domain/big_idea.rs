//! The Big Idea: the stable outcome that everything below serves.

use serde::{Deserialize, Serialize};

/// The strategic outcome of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BigIdea {
    /// Why it matters.
    #[serde(default)]
    pub purpose: String,
    /// Who benefits, first segment first.
    #[serde(default)]
    pub who: String,
    /// The better future, without solution words.
    #[serde(default)]
    pub better_future: String,
    /// What must hold.
    #[serde(default)]
    pub constraints: Vec<String>,
    /// Revenue, savings or impact, with its basis.
    #[serde(default)]
    pub benefit: String,
    /// What it is not.
    #[serde(default)]
    pub non_goals: Vec<String>,
}

impl BigIdea {
    /// Whether nothing has been written yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
