//! What people turned down, and an engine may not propose again: `must-not.yaml`.

use crate::domain::suggestion::Kind;
use serde::{Deserialize, Serialize};

/// A suggestion that a person turned down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MustNot {
    /// Unique in the file.
    pub id: String,
    /// Key of the item that it was about.
    pub item: String,
    /// What it proposed.
    pub kind: Kind,
    /// Its statement, its question, or the titles of its slices.
    pub texts: Vec<String>,
    /// Why it was turned down: a reject code.
    pub reason: String,
}
