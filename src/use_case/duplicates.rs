//! Finds items that are the same work twice.

use super::library::unavailable;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::theme::Duplicate;
use crate::proposer::playbook::duplicates::duplicates;

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
}
