//! What the pages show: use cases' answers in a person's words, ready for a template.

pub(super) mod assumptions;
pub(super) mod backlog;
pub(super) mod changes;
pub(super) mod decisions;
pub(super) mod evidence;
pub(super) mod help;
pub(super) mod imports;
pub(super) mod inbox;
pub(super) mod insights;
pub(super) mod interviews;
pub(super) mod item;
pub(super) mod job;
mod map;
pub(super) mod paging;
pub(super) mod questions;
pub(super) mod receipt;
pub(super) mod search;
pub(super) mod several;
mod spark;
pub(super) mod split;
pub(super) mod suggestion;
pub(super) mod time;
pub(super) mod toast;
pub(super) mod transcript;
pub(super) mod tree;
pub(super) mod url;
pub(super) mod words;
