//! What people did with what they had accepted, line after line; nothing is ever rewritten, unless
//! somebody is forgotten whose words stand in it.
//!
//! The state of a thing is what its lines add up to. Taking a line back is a line too.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What one kind of thing can have in its journal.
pub trait Entry: Clone + Serialize + DeserializeOwned + Send + Sync {
    /// The name of the book that holds these entries.
    const BOOK: &'static str;
}

/// One line that stands: it was not taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<E> {
    /// 1-based place in the journal of the workspace.
    pub seq: i64,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Who wrote it.
    pub by: String,
    /// What it says.
    pub entry: E,
}

/// The lines of a book that stand, oldest first, by the id of what they are about.
pub type Book<E> = BTreeMap<String, Vec<Line<E>>>;

/// The lines about one thing; none for a thing that has no line.
pub fn lines_of<'a, E>(book: &'a Book<E>, id: &str) -> &'a [Line<E>] {
    book.get(id).map_or(&[], Vec::as_slice)
}
