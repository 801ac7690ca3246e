//! Finds items that are the same work twice.

use super::decide::children_of;
use super::library::unavailable;
use super::{Copilot, Error};

use crate::domain::access::Scope;
use crate::domain::suggestion::{Body, Kind};
use crate::domain::theme::Duplicate;
use crate::proposer::playbook::duplicates::duplicates;
use std::collections::{BTreeMap, BTreeSet};

impl Copilot {
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
