//! Takes in a backlog: idempotent by source system and key.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::{ItemId, content_hash};
use crate::domain::import::FileReport;
use crate::domain::item::{Item, ItemRecord};
use crate::ingest::backlog::{self, Backlog, BacklogFormat, BacklogOptions};
use crate::store::Saved;

impl Copilot {
    /// Reads a backlog and keeps its items, all of them or none.
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
    ) -> Result<FileReport, Error> {
        let options = BacklogOptions { limits: self.means.limits, format, path: path.to_owned() };
        let (mut report, backlog) = backlog::read(path, bytes, &options);
        let Some(backlog) = backlog else { return Ok(report) };
        let items = items_of(scope, &backlog);
        for saved in self.store.save_items(&scope.workspace, &items).await? {
            match saved {
                Saved::New => report.new += 1,
                Saved::Changed => report.changed += 1,
                Saved::Unchanged => report.unchanged += 1,
            }
        }
        Ok(report)
    }
}

fn items_of(scope: &Scope, backlog: &Backlog) -> Vec<Item> {
    (0..)
        .zip(&backlog.items)
        .map(|(position, record)| {
            let key = key_of(record);
            Item {
                id: ItemId::derive(&[scope.workspace.as_str(), &backlog.system, &key]),
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

/// The external key; else the tracker's id; else a key of our own from title and text.
fn key_of(record: &ItemRecord) -> String {
    if record.key.is_empty() {
        let own = || format!("H-{}", &content_hash(&[&record.title, &record.text])[..6]);
        record.external_id.clone().filter(|id| !id.is_empty()).unwrap_or_else(own)
    } else {
        record.key.clone()
    }
}
