//! What a reader gathers: every record counted once, and where it went.

use crate::domain::import::{Reject, Skipped};
use crate::domain::item::ItemRecord;
use std::collections::BTreeMap;

/// Characters above which a cell is flagged: the cap of a text field in Jira.
const LONG_TEXT: usize = 32_767;
/// Warnings of one kind that are spelled out before the rest are counted.
const SPELLED_OUT: usize = 5;

/// The name of a file as keys and systems carry it.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// File name without folder and ending.
    pub(super) stem: String,
    /// The folder right above the file, where the path has one.
    pub(super) folder: Option<String>,
}

impl Source {
    pub(super) fn new(name: &str, path: &str) -> Self {
        let parts = |text: &str| text.split(['/', '\\']).map(str::to_owned).collect::<Vec<_>>();
        let file = parts(name).pop().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned();
        let folder =
            parts(path).into_iter().rev().nth(1).filter(|folder| !folder.is_empty() && folder != ".");
        Self { stem, folder }
    }

    /// The key of a record that has none but its line: the stem up to the first dash, and the line.
    pub(super) fn line_key(&self, line: usize) -> String {
        format!("{}:{line}", self.stem.split('-').next().unwrap_or_default())
    }

    /// The system of a file that no tracker wrote.
    pub(super) fn system(&self) -> String {
        format!("file:{}", self.stem)
    }
}

/// An item on its way in, with what is known of its parent.
pub(super) struct Candidate {
    pub(super) item: ItemRecord,
    /// What may name the parent, the most trusted first: a key, an id, or words.
    pub(super) parents: Vec<String>,
    /// 1-based number of the record.
    pub(super) record: usize,
}

/// Everything that one file gave.
#[derive(Default)]
pub(super) struct Reading {
    /// Source system and project.
    pub(super) system: String,
    /// Records begun so far.
    pub(super) records: usize,
    /// Bytes that one value may have; 0 for no cap.
    cell_cap: usize,
    pub(super) candidates: Vec<Candidate>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) rejects: Vec<Reject>,
    pub(super) warnings: Vec<String>,
    long_texts: Vec<String>,
}

impl Reading {
    /// Begins with what decoding had to say; `cell_cap` is in bytes.
    pub(super) fn new(warnings: Vec<String>, cell_cap: usize) -> Self {
        Self { cell_cap, warnings, ..Self::default() }
    }

    /// Begins a record and gives its number.
    pub(super) fn begin(&mut self) -> usize {
        self.records += 1;
        self.records
    }

    pub(super) fn accept(&mut self, record: usize, item: ItemRecord, parents: Vec<String>) {
        let largest = item.raw.values().flatten().map(String::len).max().unwrap_or(0);
        if self.cell_cap > 0 && largest > self.cell_cap {
            let why = format!("a cell of {largest} bytes; the cap is {}", self.cell_cap);
            return self.reject(record, item.line, &item.key, why);
        }
        let longest = item.raw.values().flatten().map(|value| value.chars().count()).max().unwrap_or(0);
        if longest > LONG_TEXT {
            self.long_texts.push(format!("record {record}: cell of {} characters", grouped(longest)));
        }
        self.candidates.push(Candidate { item, parents, record });
    }

    pub(super) fn skip(&mut self, record: usize, why: impl Into<String>) {
        self.skipped.push(Skipped { record, why: why.into() });
    }

    pub(super) fn reject(&mut self, record: usize, line: usize, key: &str, why: impl Into<String>) {
        self.rejects.push(Reject { record, line, key: key.to_owned(), why: why.into() });
    }

    pub(super) fn warn(&mut self, warning: impl Into<String>) {
        self.warnings.push(warning.into());
    }

    /// Settles parents and repeats, and gives the items in the order of the backlog.
    pub(super) fn finish(&mut self) -> Vec<ItemRecord> {
        let long_texts = spelled_out(std::mem::take(&mut self.long_texts));
        self.warnings.extend(long_texts);
        self.drop_repeats();
        self.resolve_parents();
        self.skipped.sort_by_key(|skipped| skipped.record);
        self.rejects.sort_by_key(|reject| reject.record);
        std::mem::take(&mut self.candidates).into_iter().map(|candidate| candidate.item).collect()
    }

    /// A key names one item: a second record with it is skipped.
    fn drop_repeats(&mut self) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        let mut repeats = Vec::new();
        self.candidates.retain(|candidate| {
            let key = &candidate.item.key;
            match first.get(key) {
                Some(earlier) if !key.is_empty() => {
                    repeats.push(Skipped {
                        record: candidate.record,
                        why: format!("repeats the key {key} of record {earlier}"),
                    });
                    false
                }
                _ => {
                    first.insert(key.clone(), candidate.record);
                    true
                }
            }
        });
        self.skipped.append(&mut repeats);
    }

    /// The first candidate that is a key or an id of this file, else what looks most like a key.
    fn resolve_parents(&mut self) {
        let mut keys: BTreeMap<String, String> = BTreeMap::new();
        for Candidate { item, .. } in
            self.candidates.iter().filter(|candidate| !candidate.item.key.is_empty())
        {
            keys.insert(item.key.clone(), item.key.clone());
            if let Some(id) = &item.external_id {
                keys.entry(id.clone()).or_insert_with(|| item.key.clone());
            }
        }
        let mut unresolved = 0_usize;
        for Candidate { item, parents, .. } in &mut self.candidates {
            parents.retain(|parent| !parent.trim().is_empty());
            let inside =
                parents.iter().filter_map(|parent| keys.get(parent.trim())).find(|key| **key != item.key);
            item.parent = inside.cloned().or_else(|| {
                let outside = parents.iter().find(|parent| is_key(parent)).or(parents.first());
                let outside = outside.filter(|parent| parent.trim() != item.key)?;
                unresolved += 1;
                Some(outside.trim().to_owned())
            });
        }
        if unresolved > 0 {
            self.warn(format!("{unresolved} parents are not in this file: kept as the file names them"));
        }
    }
}

/// Whether a text is shaped like the key of an issue, for example `HAR-12`.
pub(super) fn is_key(text: &str) -> bool {
    text.trim().rsplit_once('-').is_some_and(|(project, number)| {
        project.starts_with(|c: char| c.is_ascii_uppercase())
            && project.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// The system of a tracker: with the project when every record has the same.
pub(super) fn system_of<'a>(tracker: &str, projects: impl Iterator<Item = &'a str>) -> String {
    let mut projects: Vec<&str> = projects.map(str::trim).filter(|project| !project.is_empty()).collect();
    projects.sort_unstable();
    projects.dedup();
    match projects[..] {
        [project] => format!("{tracker}:{project}"),
        _ => tracker.to_owned(),
    }
}

/// The first warnings as they are, the rest as a number.
pub(super) fn spelled_out(mut warnings: Vec<String>) -> Vec<String> {
    let rest = warnings.len().saturating_sub(SPELLED_OUT);
    if rest > 0 {
        warnings.truncate(SPELLED_OUT);
        warnings.push(format!("{rest} more records like these"));
    }
    warnings
}

/// A number with commas between the thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
