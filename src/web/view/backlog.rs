//! The backlog as a table: what is faulty, what waits for a decision, what is there twice.

use super::paging::{next, part};
use super::time::{Moment, moment};
use super::url;
use super::words::{bad_split, counted};
use crate::domain::item::{Item, Level};
use crate::domain::split::BadSplit;
use crate::domain::theme::{Duplicate, Relation};
use crate::use_case::{FoundDuplicates, LintFinding, Waiting};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which items, in words of the person's own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ItemFilter {
    #[serde(default)]
    text: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    label: String,
    /// Only items with findings.
    #[serde(default)]
    faulty: String,
    #[serde(default)]
    from: usize,
}

/// The table of items.
#[derive(Debug, Serialize)]
pub(crate) struct BacklogPage {
    about: String,
    text: String,
    /// Value, word, and whether it is chosen.
    levels: Vec<(&'static str, &'static str, bool)>,
    statuses: Vec<(String, bool)>,
    labels: Vec<(String, bool)>,
    faulty: bool,
    rows: Vec<ItemRow>,
    more: Option<String>,
    /// Nothing has been brought in yet.
    is_new: bool,
}

#[derive(Debug, Serialize)]
struct ItemRow {
    key: String,
    url: String,
    title: String,
    level: &'static str,
    status: String,
    labels: Vec<String>,
    waiting: usize,
    findings: Vec<FindingView>,
    findings_word: String,
    findings_url: String,
    replaced: bool,
}

/// One thing that a rule found, and what to do.
#[derive(Debug, Serialize)]
struct FindingView {
    name: String,
    message: String,
    words: String,
}

/// The level of an item as a word.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::BigIdea => "Big Idea",
        Level::Mmf => "Increment",
        Level::Slice => "Slice",
        Level::Unlevelled => "No level yet",
    }
}

fn level_id(level: Level) -> &'static str {
    match level {
        Level::BigIdea => "big_idea",
        Level::Mmf => "mmf",
        Level::Slice => "slice",
        Level::Unlevelled => "unlevelled",
    }
}

impl BacklogPage {
    pub(crate) fn of(
        items: &[Item],
        findings: Vec<LintFinding>,
        waiting: &[Waiting],
        filter: &ItemFilter,
    ) -> Self {
        let mut of_item: BTreeMap<String, Vec<FindingView>> = BTreeMap::new();
        for finding in findings {
            let Some(key) = finding.item.clone() else { continue };
            of_item.entry(key).or_default().push(FindingView::of(&finding));
        }
        let shown: Vec<&Item> =
            items.iter().filter(|item| filter.lets_through(item, of_item.contains_key(&item.key))).collect();
        let faulty = of_item.len();
        let rows = part(&shown, filter.from).iter().map(|item| ItemRow::of(item, &mut of_item, waiting));
        let levels = [Level::BigIdea, Level::Mmf, Level::Slice, Level::Unlevelled];
        Self {
            about: match faulty {
                0 => counted(items.len(), "item", "items"),
                faulty => {
                    format!("{}, {faulty} with something to mend", counted(items.len(), "item", "items"))
                }
            },
            text: filter.text.clone(),
            levels: levels.map(|one| (level_id(one), level(one), level_id(one) == filter.level)).to_vec(),
            statuses: choices(items.iter().map(|item| &item.record.status), &filter.status),
            labels: choices(items.iter().flat_map(|item| &item.record.labels), &filter.label),
            faulty: !filter.faulty.is_empty(),
            rows: rows.collect(),
            more: next(shown.len(), filter.from).map(|from| filter.address(from)),
            is_new: items.is_empty(),
        }
    }
}

/// Every value once, and whether it is the chosen one.
fn choices<'a>(values: impl Iterator<Item = &'a String>, chosen: &str) -> Vec<(String, bool)> {
    let values: BTreeSet<&String> = values.filter(|value| !value.trim().is_empty()).collect();
    values.into_iter().map(|value| (value.clone(), value == chosen)).collect()
}

impl ItemFilter {
    fn lets_through(&self, item: &Item, is_faulty: bool) -> bool {
        let record = &item.record;
        let words = self.text.trim().to_lowercase();
        (words.is_empty() || format!("{} {}", item.key, item.full_text()).to_lowercase().contains(&words))
            && (self.level.is_empty() || level_id(record.level) == self.level)
            && (self.status.is_empty() || record.status == self.status)
            && (self.label.is_empty() || record.labels.contains(&self.label))
            && (self.faulty.is_empty() || is_faulty)
    }

    fn address(&self, from: usize) -> String {
        let pairs = [
            ("text", &self.text),
            ("level", &self.level),
            ("status", &self.status),
            ("label", &self.label),
            ("faulty", &self.faulty),
        ];
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            kept.map(|(name, value)| format!("{name}={}&", url::segment(value))).collect();
        format!("/items?{}from={from}", query.concat())
    }
}

impl ItemRow {
    fn of(item: &Item, findings: &mut BTreeMap<String, Vec<FindingView>>, waiting: &[Waiting]) -> Self {
        let findings = findings.remove(&item.key).unwrap_or_default();
        Self {
            key: item.key.clone(),
            url: url::item(&item.key),
            title: item.record.title.clone(),
            level: level(item.record.level),
            status: item.record.status.clone(),
            labels: item.record.labels.clone(),
            waiting: waiting.iter().filter(|one| one.item == item.key).count(),
            findings_word: counted(findings.len(), "finding", "findings"),
            findings,
            findings_url: url::findings(&item.key),
            replaced: item.replaced_by_slices,
        }
    }
}

impl FindingView {
    fn of(finding: &LintFinding) -> Self {
        Self { name: rule(finding), message: finding.message.clone(), words: finding.words.clone() }
    }
}

/// The rule that found it, in a person's words.
pub(crate) fn rule(finding: &LintFinding) -> String {
    let split = BadSplit::ALL.into_iter().find(|one| finding.family == "split" && one.id() == finding.code);
    split.map_or_else(|| "Wording".to_owned(), |code| bad_split(code).0.to_owned())
}

/// Items that are the same work twice, or have a part in common.
#[derive(Debug, Serialize)]
pub(crate) struct DuplicatesPage {
    /// When it was looked; none when nobody has looked yet.
    at: Option<Moment>,
    is_current: bool,
    /// No item has been brought in yet.
    is_new: bool,
    pairs: Vec<PairRow>,
    more: Option<String>,
}

#[derive(Debug, Serialize)]
struct PairRow {
    relation: &'static str,
    class: &'static str,
    a: super::split::Link,
    b: super::split::Link,
    why: String,
}

impl DuplicatesPage {
    pub(crate) fn of(found: Option<&FoundDuplicates>, items: &[Item], from: usize) -> Self {
        let pairs = found.map_or(&[][..], |found| &found.pairs);
        let link = |key: &str| {
            let title = items.iter().find(|item| item.key == key).map(|item| item.record.title.as_str());
            super::split::Link { url: url::item(key), words: format!("{key} {}", title.unwrap_or_default()) }
        };
        let row = |one: &Duplicate| {
            let (relation, class) = match one.relation {
                Relation::Duplicate => ("The same work", "warn"),
                Relation::Overlap => ("A part in common", ""),
            };
            PairRow { relation, class, a: link(&one.a), b: link(&one.b), why: one.why.clone() }
        };
        Self {
            at: found.map(|found| moment(found.at)),
            is_current: found.is_some_and(|found| found.is_current),
            is_new: items.is_empty(),
            pairs: part(pairs, from).iter().map(row).collect(),
            more: next(pairs.len(), from).map(|from| format!("/duplicates?from={from}")),
        }
    }
}
