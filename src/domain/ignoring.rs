//! What a person chose not to heed of the lint, and why.

use super::journal::Entry;
use serde::{Deserialize, Serialize};

/// A finding that is not shown any more; its id is that of what was found, where, in which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// Family of the rule.
    pub family: String,
    /// Code of the rule.
    pub code: String,
    /// Why it is not heeded.
    pub reason: String,
}

impl Entry for Ignored {
    const BOOK: &'static str = "lint";
}
