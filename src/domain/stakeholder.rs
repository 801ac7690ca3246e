//! The register of the people whose conversations unblock decisions.

use serde::{Deserialize, Serialize};

/// Someone with a stake in the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stakeholder {
    /// Name or group, unique in the register.
    pub name: String,
    /// What they do.
    #[serde(default)]
    pub role: String,
    /// What they need.
    #[serde(default)]
    pub needs: String,
    /// What they are rewarded for.
    #[serde(default)]
    pub incentives: String,
    /// Power over the outcome, `high`, `medium` or `low`; empty when not said.
    #[serde(default)]
    pub power: String,
    /// Interest in the outcome, `high`, `medium` or `low`.
    #[serde(default)]
    pub interest: String,
    /// How much the outcome changes their work, `high`, `medium` or `low`.
    #[serde(default)]
    pub impact: String,
    /// Topic and date of the next conversation.
    #[serde(default)]
    pub next_conversation: String,
}
