//! Takes in a backlog: idempotent by source system and key.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::{ItemId, content_hash};
use crate::domain::import::FileReport;
use crate::domain::item::{Item, ItemRecord, SLICE_MARK};
use crate::ingest::backlog::{self, Backlog, BacklogFormat, BacklogOptions};
use crate::store::Saved;
use std::collections::{BTreeMap, BTreeSet};

impl Copilot {
    /// Reads a backlog and keeps its items, all of them or none.
    ///
    /// A record that carries the mark of a slice, `hone:PARENT/1`, is that slice, now known
    /// under the tracker's key. Items of the same system that the file does not have stay,
    /// unless it is `complete`; their number is reported either way.
    ///
    /// A file that cannot be read is a report with an error, not an [`Error`].
    ///
    /// # Errors
    /// Only when the store fails; then nothing of the file is kept.
    pub async fn add_backlog(
        &self,
        scope: &Scope,
        path: &str,
        bytes: &[u8],
        format: Option<BacklogFormat>,
        complete: bool,
    ) -> Result<FileReport, Error> {
        let options = BacklogOptions { limits: self.means.limits, format, path: path.to_owned() };
        let (mut report, backlog) = backlog::read(path, bytes, &options);
        let Some(backlog) = backlog else { return Ok(report) };
        let before = self.store.items(&scope.workspace).await?;
        let items = items_of(scope, &backlog, &before);
        let gone = gone(&before, &items, &backlog.system);
        report.gone = gone.len();
        let delete = if complete { gone.as_slice() } else { &[] };
        for saved in self.store.save_backlog(&scope.workspace, &items, delete).await? {
            match saved {
                Saved::New => report.new += 1,
                Saved::Changed => report.changed += 1,
                Saved::Unchanged => report.unchanged += 1,
            }
        }
        Ok(report)
    }
}

fn items_of(scope: &Scope, backlog: &Backlog, before: &[Item]) -> Vec<Item> {
    let slices: BTreeMap<&str, &Item> =
        before.iter().filter_map(|item| Some((mark(&item.record)?, item))).collect();
    (0..)
        .zip(&backlog.items)
        .map(|(position, record)| {
            let slice = mark(record).and_then(|mark| slices.get(mark));
            let key = match slice {
                Some(slice) if record.key.is_empty() => slice.key.clone(),
                _ => key_of(record),
            };
            Item {
                id: slice.map_or_else(
                    || ItemId::derive(&[scope.workspace.as_str(), &backlog.system, &key]),
                    |slice| slice.id.clone(),
                ),
                key,
                system: backlog.system.clone(),
                position,
                version: 1,
                replaced_by_slices: false,
                record: record.clone(),
            }
        })
        .collect()
}

/// The label that an accepted slice carries into a tracker and back.
fn mark(record: &ItemRecord) -> Option<&str> {
    record.labels.iter().map(String::as_str).find(|label| label.starts_with(SLICE_MARK))
}

/// Whether it is a slice that no tracker has named yet: its mark is its key.
pub(super) fn is_own_slice(item: &Item) -> bool {
    item.record.labels.iter().any(|label| label.strip_prefix(SLICE_MARK) == Some(&*item.key))
}

/// Items of the system that the file does not have. Slices that never left for the tracker
/// cannot be in it.
fn gone(before: &[Item], items: &[Item], system: &str) -> Vec<Item> {
    let there: BTreeSet<&ItemId> = items.iter().map(|item| &item.id).collect();
    before
        .iter()
        .filter(|item| item.system == system && !there.contains(&item.id) && !is_own_slice(item))
        .cloned()
        .collect()
}

/// The external key; else the tracker's id; else a key of our own from title and text.
fn key_of(record: &ItemRecord) -> String {
    if record.key.is_empty() {
        let own = || format!("H-{}", &content_hash(&[&record.title, &record.text])[..6]);
        record.external_id.clone().filter(|id| !id.is_empty()).unwrap_or_else(own)
    } else {
        record.key.clone()
    }
}
