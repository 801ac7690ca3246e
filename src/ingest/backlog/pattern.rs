//! Regular expressions that are written once and compiled at first use.

use regex::{Captures, Regex};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A pattern of the source text. One that does not compile matches nothing; a test of its user shows it.
pub(super) struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    fn compiled(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.compiled().is_some_and(|pattern| pattern.is_match(text))
    }

    pub(super) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.compiled()?.captures(text)
    }

    /// The text of one group of the first match.
    pub(super) fn group<'t>(&self, text: &'t str, group: usize) -> Option<&'t str> {
        self.captures(text)?.get(group).map(|found| found.as_str())
    }

    pub(super) fn replace_all<'t>(&self, text: &'t str, with: &str) -> Cow<'t, str> {
        self.compiled().map_or(Cow::Borrowed(text), |pattern| pattern.replace_all(text, with))
    }
}
