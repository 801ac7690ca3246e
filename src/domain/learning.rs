//! When a person let Hone forget what their decisions had taught it.

use super::journal::Entry;
use serde::{Deserialize, Serialize};

/// What was decided before this is not learned from any more. The decisions stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnAnew {}

impl Entry for LearnAnew {
    const BOOK: &'static str = "learning";
}
