//! What waits for a person, what was turned down, what was held back.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::{Kind, Status, Stored, Withheld};
use crate::store::SuggestionFilter;
use serde::Serialize;

/// A suggestion that was turned down, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TurnedDown {
    /// The suggestion.
    #[serde(flatten)]
    pub suggestion: Stored,
    /// Reason.
    pub reason: RejectCode,
    /// More in the person's own words.
    pub note: String,
    /// Who decided.
    pub by: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
}

impl Copilot {
    /// What waits for a decision, in the order in which it was proposed; what was put off waits
    /// again when its day has come.
    pub async fn inbox(&self, scope: &Scope, kind: Option<Kind>) -> Result<Vec<Stored>, Error> {
        self.wake(scope).await?;
        let filter = SuggestionFilter { kind, ..SuggestionFilter::default() };
        let all = self.store.suggestions(&scope.workspace, filter).await?;
        Ok(all
            .into_iter()
            .filter(|stored| matches!(stored.status, Status::Proposed | Status::Edited))
            .collect())
    }

    /// The first suggestion that waits.
    pub async fn next(&self, scope: &Scope) -> Result<Option<Stored>, Error> {
        Ok(self.inbox(scope, None).await?.into_iter().next())
    }

    /// The suggestion with this id or unique beginning of one, in whatever state.
    pub async fn suggestion(&self, scope: &Scope, id: &str) -> Result<Stored, Error> {
        let id = self.suggestion_id(scope, id).await?;
        Ok(self.store.suggestion(&scope.workspace, &id).await?)
    }

    /// Every suggestion on an item, in every state, oldest first.
    pub async fn suggestions_on(&self, scope: &Scope, item: &str) -> Result<Vec<Stored>, Error> {
        let filter = SuggestionFilter { item: Some(item), ..SuggestionFilter::default() };
        Ok(self.store.suggestions(&scope.workspace, filter).await?)
    }

    /// Drafts that did not pass a required check.
    pub async fn withheld(&self, scope: &Scope) -> Result<Vec<Withheld>, Error> {
        Ok(self.store.withheld(&scope.workspace).await?)
    }

    /// The rejections that stand, oldest first.
    pub async fn ledger(&self, scope: &Scope) -> Result<Vec<TurnedDown>, Error> {
        let mut turned_down = Vec::new();
        for entry in self.store.ledger(&scope.workspace).await? {
            turned_down.push(TurnedDown {
                suggestion: self.store.suggestion(&scope.workspace, &entry.suggestion).await?,
                reason: entry.code,
                note: entry.note,
                by: entry.by,
                at: entry.at,
            });
        }
        Ok(turned_down)
    }

    /// Writes only when a day has come, so that looking costs no write.
    async fn wake(&self, scope: &Scope) -> Result<(), Error> {
        let today = self.means.clock.today();
        let filter = SuggestionFilter { status: Some(Status::Deferred), ..SuggestionFilter::default() };
        let deferred = self.store.suggestions(&scope.workspace, filter).await?;
        if deferred.iter().any(|one| one.deferred_until.as_ref().is_some_and(|day| *day <= today)) {
            self.store.wake_deferred(&scope.workspace, &today).await?;
        }
        Ok(())
    }
}
