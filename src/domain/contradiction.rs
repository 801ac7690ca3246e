//! What does not agree: two people, one person with themselves, or a person with the backlog.

use super::evidence::{ItemPassage, Quote};
use serde::{Deserialize, Serialize};

/// Two statements about one thing that cannot both hold everywhere; shown side by side, never averaged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Contradiction {
    /// The words that both sides have in common.
    pub about: String,
    /// A participant's words.
    pub quote: Quote,
    /// What stands against them.
    #[serde(flatten)]
    pub against: Against,
}

/// What a quote stands against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "between", rename_all = "snake_case")]
pub enum Against {
    /// Another person says otherwise.
    Participants {
        /// Their words.
        against: Quote,
    },
    /// The same person says otherwise.
    OneInterview {
        /// Their other words.
        against: Quote,
    },
    /// An item plans what the participant does not want.
    ParticipantAndItem {
        /// The item's own words.
        against: ItemPassage,
    },
}
