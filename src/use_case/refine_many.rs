//! Refines many items, one after the other.

use super::{Copilot, Error, Refinement};
use crate::domain::access::Scope;
use crate::domain::item::{Item, Level};
use crate::domain::suggestion::Kind;
use serde::{Deserialize, Serialize};

/// States of a tracker in which nobody works on an item any more.
const OVER: [&str; 9] =
    ["done", "closed", "resolved", "canceled", "cancelled", "removed", "won't do", "won't fix", "complete"];

/// Which items are refined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RefineMany {
    /// Of this level only.
    pub level: Option<Level>,
    /// At most so many, from the top of the backlog.
    pub limit: Option<usize>,
}

impl Copilot {
    /// Refines open items from the top of the backlog; told to `progress` is how many are done
    /// and how many there are in all.
    ///
    /// Each item is kept as it is done: a stop loses one at most, and a repeat changes nothing.
    ///
    /// # Errors
    /// As [`Copilot::refine`], at the first item that fails.
    pub async fn refine_many(
        &self,
        scope: &Scope,
        kinds: &[Kind],
        which: RefineMany,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<Vec<Refinement>, Error> {
        let items = self.store.items(&scope.workspace).await?;
        let open: Vec<&Item> = items
            .iter()
            .filter(|item| is_open(item) && which.level.is_none_or(|level| item.record.level == level))
            .take(which.limit.unwrap_or(usize::MAX))
            .collect();
        let mut refined = Vec::new();
        for item in &open {
            refined.push(self.refine(scope, &item.key, kinds).await?);
            progress(refined.len(), open.len());
        }
        Ok(refined)
    }
}

fn is_open(item: &Item) -> bool {
    !item.replaced_by_slices && !OVER.contains(&item.record.status.trim().to_lowercase().as_str())
}
