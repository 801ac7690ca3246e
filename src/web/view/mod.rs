//! What the pages show: use cases' answers in a person's words, ready for a template.

pub(super) mod changes;
pub(super) mod evidence;
pub(super) mod inbox;
pub(super) mod item;
pub(super) mod job;
pub(super) mod receipt;
pub(super) mod several;
pub(super) mod split;
pub(super) mod suggestion;
pub(super) mod time;
pub(super) mod toast;
pub(super) mod trace;
pub(super) mod url;
pub(super) mod words;
