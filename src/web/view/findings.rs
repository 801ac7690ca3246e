//! Findings of the rules, by item, and those that a person leaves out.

use super::backlog::rule;
use super::paging::{next, part};
use super::url;
use super::words::counted;
use crate::use_case::{IgnoredFinding, LintFinding, Sorted};
use serde::{Deserialize, Serialize};

/// Which findings.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FindingFilter {
    /// Key of an item; empty for all.
    #[serde(default)]
    item: String,
    #[serde(default)]
    from: usize,
}

impl FindingFilter {
    /// The item that is meant, if one is.
    pub(crate) fn item(&self) -> Option<&str> {
        (!self.item.is_empty()).then_some(self.item.as_str())
    }
}

/// The page of findings.
#[derive(Debug, Serialize)]
pub(crate) struct FindingsPage {
    /// Key of the item that they are of; empty for all.
    item: String,
    item_url: String,
    about: String,
    open: Vec<Row>,
    more: Option<String>,
    ignored: Vec<IgnoredRow>,
    /// No item has been brought in yet.
    is_new: bool,
}

/// One thing that a rule found, and what to do.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    key: String,
    url: String,
    name: String,
    message: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct IgnoredRow {
    finding: Row,
    reason: String,
    by: String,
}

impl FindingsPage {
    pub(crate) fn of(sorted: &Sorted<LintFinding>, filter: &FindingFilter, is_new: bool) -> Self {
        let address = match filter.item() {
            Some(key) => format!("{}&from=", url::findings(key)),
            None => "/findings?from=".into(),
        };
        Self {
            item: filter.item.clone(),
            item_url: filter.item().map(url::item).unwrap_or_default(),
            about: about(sorted.open.len(), sorted.ignored.len()),
            open: part(&sorted.open, filter.from).iter().map(Row::of).collect(),
            more: next(sorted.open.len(), filter.from).map(|from| format!("{address}{from}")),
            ignored: sorted.ignored.iter().map(IgnoredRow::of).collect(),
            is_new,
        }
    }
}

/// How much there is to mend; nothing where there is nothing at all.
fn about(open: usize, ignored: usize) -> String {
    match (open, ignored) {
        (0, 0) => String::new(),
        (open, 0) => format!("{} to mend.", counted(open, "thing", "things")),
        (open, ignored) => format!("{} to mend, {ignored} left out.", counted(open, "thing", "things")),
    }
}

impl Row {
    fn of(finding: &LintFinding) -> Self {
        let key = finding.item.clone().unwrap_or_default();
        Self {
            id: finding.id.clone(),
            url: url::item(&key),
            key,
            name: rule(finding),
            message: finding.message.clone(),
            words: finding.words.clone(),
        }
    }
}

impl IgnoredRow {
    fn of(ignored: &IgnoredFinding<LintFinding>) -> Self {
        Self { finding: Row::of(&ignored.finding), reason: ignored.reason.clone(), by: ignored.by.clone() }
    }
}
