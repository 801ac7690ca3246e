//! Finds items that are the same work twice.

use super::decide::children_of;
use super::library::unavailable;
use super::{Copilot, Error};

use crate::domain::access::Scope;
use crate::domain::suggestion::{Body, Kind};
use crate::domain::theme::Duplicate;
use crate::proposer::playbook::duplicates::duplicates;
use crate::store::DUPLICATES;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the last look for duplicates found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundDuplicates {
    /// Pairs, most alike first, of items that are still there.
    pub pairs: Vec<Duplicate>,
    /// When it was looked, in milliseconds since the epoch.
    pub at: i64,
    /// The last change of an item that was looked at.
    seen: i64,
    /// Whether no item has changed since.
    #[serde(skip)]
    pub is_current: bool,
}

impl Copilot {
    /// Looks for duplicates, which takes as long as the encoder needs for every item, and keeps
    /// what was found for [`Copilot::found_duplicates`]; says how many pairs there are.
    ///
    /// # Errors
    /// As [`Copilot::duplicates`].
    pub async fn look_for_duplicates(&self, scope: &Scope) -> Result<usize, Error> {
        let seen = self.store.last_item_change(&scope.workspace).await?;
        let pairs = self.duplicates(scope).await?;
        let count = pairs.len();
        let found = FoundDuplicates { pairs, at: self.means.clock.now_ms(), seen, is_current: true };
        self.keep_found(scope, DUPLICATES, &found).await?;
        Ok(count)
    }

    /// What the last look found; none when nobody has looked yet.
    pub async fn found_duplicates(&self, scope: &Scope) -> Result<Option<FoundDuplicates>, Error> {
        let Some(mut found) = self.kept::<FoundDuplicates>(scope, DUPLICATES).await? else { return Ok(None) };
        let keys = self.store.item_keys(&scope.workspace).await?;
        found.pairs.retain(|pair| keys.contains(&pair.a) && keys.contains(&pair.b));
        found.is_current = found.seen == self.store.last_item_change(&scope.workspace).await?;
        Ok(Some(found))
    }

    /// Pairs of items that are the same work twice or have a part in common, most alike first.
    ///
    /// Items that their slices replaced are left out.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the encoder fails.
    pub async fn duplicates(&self, scope: &Scope) -> Result<Vec<Duplicate>, Error> {
        let mut items = self.store.items(&scope.workspace).await?;
        items.retain(|item| !item.replaced_by_slices);
        let library = self.library().await?;
        duplicates(&items, &*library.encoder).await.map_err(|_| unavailable())
    }

    /// Pairs as [`Copilot::duplicates`] finds them in which one side is a slice that an open split
    /// proposes, under the key that it would get. Slices of one split are no pair.
    ///
    /// # Errors
    /// As [`Copilot::duplicates`].
    pub async fn duplicates_of_proposals(&self, scope: &Scope) -> Result<Vec<Duplicate>, Error> {
        let mut items = self.store.items(&scope.workspace).await?;
        items.retain(|item| !item.replaced_by_slices);
        let mut proposed: BTreeMap<String, String> = BTreeMap::new();
        let mut parents: BTreeSet<String> = BTreeSet::new();
        for stored in self.inbox(scope, Some(Kind::Split)).await? {
            let Body::Split(split) = &stored.suggestion.body else { continue };
            let parent = items.iter().find(|item| item.key == stored.suggestion.item).cloned();
            let (Some(parent), Some(best)) = (parent, split.candidates.first()) else { continue };
            for slice in children_of(scope, &parent, best) {
                proposed.insert(slice.key.clone(), parent.key.clone());
                items.push(slice);
            }
            parents.insert(parent.key);
        }
        // A parent is alike to all of its slices and would be the nearest of each.
        items.retain(|item| !parents.contains(&item.key));
        let library = self.library().await?;
        let mut found = duplicates(&items, &*library.encoder).await.map_err(|_| unavailable())?;
        found.retain(|pair| {
            let (a, b) = (proposed.get(&pair.a), proposed.get(&pair.b));
            (a.is_some() || b.is_some()) && a != b
        });
        Ok(found)
    }
}
