//! What waits for a person, what was turned down, what was held back.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::{Decision, RejectCode};
use crate::domain::id::SuggestionId;
use crate::domain::suggestion::{Kind, Status, Stored, Withheld};
use crate::store::{LedgerEntry, SuggestionFilter};
use serde::Serialize;

/// A part of what waits.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxPage {
    /// Suggestions, in the order in which they were proposed, or in the one that was learned.
    pub suggestions: Vec<Stored>,
    /// Id after which the next page begins; none on the last.
    pub next: Option<SuggestionId>,
}

/// Everything that was proposed, and what people did with it.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// Every suggestion in every state, oldest first.
    pub suggestions: Vec<Stored>,
    /// Every decision, oldest first.
    pub decisions: Vec<Decision>,
    /// When it was read, in milliseconds since the epoch.
    pub read_at: i64,
}

/// A suggestion that was turned down, and why.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
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
    /// What waits for a decision, in the order in which it was proposed, or in the one that was
    /// learned; what was put off waits again when its day has come.
    pub async fn inbox(&self, scope: &Scope, kind: Option<Kind>) -> Result<Vec<Stored>, Error> {
        self.wake(scope).await?;
        let filter = SuggestionFilter { kind, ..SuggestionFilter::default() };
        let all = self.store.suggestions(&scope.workspace, filter).await?;
        let room = self.room(scope).await?;
        let open = all.into_iter().filter(|stored| waits(stored) && room.why_held(stored).is_none());
        self.in_learned_order(scope, open.map(|stored| room.shown(stored)).collect()).await
    }

    /// At most `limit` of what waits, in the order of [`Self::inbox`], after the suggestion with the
    /// id `after`, which may have been decided meanwhile. A decision between two pages may change
    /// what was learned, and with it what the next page begins with.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is no such suggestion.
    pub async fn inbox_page(
        &self,
        scope: &Scope,
        kind: Option<Kind>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<InboxPage, Error> {
        self.wake(scope).await?;
        let all = self.store.suggestions(&scope.workspace, SuggestionFilter::default()).await?;
        let all = self.in_learned_order(scope, all).await?;
        let from = match after {
            None => 0,
            Some(after) => {
                let place = all.iter().position(|stored| stored.id.as_str() == after);
                1 + place.ok_or_else(|| {
                    Error::invalid("cursor", "there is no such place", "begin again without it")
                })?
            }
        };
        let room = self.room(scope).await?;
        let wanted = |stored: &Stored| {
            waits(stored)
                && kind.is_none_or(|kind| stored.suggestion.kind() == kind)
                && room.why_held(stored).is_none()
        };
        let mut suggestions: Vec<Stored> = all
            .into_iter()
            .skip(from)
            .filter(wanted)
            .take(limit.saturating_add(1))
            .map(|one| room.shown(one))
            .collect();
        let more = suggestions.len() > limit;
        suggestions.truncate(limit);
        let next = suggestions.last().filter(|_| more).map(|stored| stored.id.clone());
        Ok(InboxPage { suggestions, next })
    }

    /// The first suggestion that waits.
    pub async fn next(&self, scope: &Scope) -> Result<Option<Stored>, Error> {
        Ok(self.inbox(scope, None).await?.into_iter().next())
    }

    /// The suggestion with this id or unique beginning of one, in whatever state.
    pub async fn suggestion(&self, scope: &Scope, id: &str) -> Result<Stored, Error> {
        let id = self.suggestion_id(scope, id).await?;
        self.as_open(scope, self.store.suggestion(&scope.workspace, &id).await?).await
    }

    /// Every suggestion on an item, in every state, oldest first.
    pub async fn suggestions_on(&self, scope: &Scope, item: &str) -> Result<Vec<Stored>, Error> {
        let filter = SuggestionFilter { item: Some(item), ..SuggestionFilter::default() };
        let room = self.room(scope).await?;
        let all = self.store.suggestions(&scope.workspace, filter).await?;
        Ok(all.into_iter().map(|stored| room.shown(stored)).collect())
    }

    /// Everything that was proposed, and what people did with it.
    pub async fn history(&self, scope: &Scope) -> Result<History, Error> {
        Ok(History {
            suggestions: self.store.suggestions(&scope.workspace, SuggestionFilter::default()).await?,
            decisions: self.store.decisions(&scope.workspace).await?,
            read_at: self.means.clock.now_ms(),
        })
    }

    /// Drafts that did not pass a required check, and splits for which the phase of their
    /// initiative has no room.
    pub async fn withheld(&self, scope: &Scope) -> Result<Vec<Withheld>, Error> {
        let mut withheld = self.store.withheld(&scope.workspace).await?;
        withheld.extend(self.held(scope).await?);
        Ok(withheld)
    }

    /// The rejections that stand, oldest first.
    pub async fn ledger(&self, scope: &Scope) -> Result<Vec<TurnedDown>, Error> {
        let entries = self.store.ledger(&scope.workspace).await?;
        self.turned_down(scope, entries).await
    }

    /// At most `count` of the rejections that stand, the latest first, without the `skipped`
    /// latest; and how many stand in all.
    pub async fn ledger_part(
        &self,
        scope: &Scope,
        skipped: usize,
        count: usize,
    ) -> Result<(Vec<TurnedDown>, usize), Error> {
        let entries = self.store.ledger(&scope.workspace).await?;
        let total = entries.len();
        let part = entries.into_iter().rev().skip(skipped).take(count).collect();
        Ok((self.turned_down(scope, part).await?, total))
    }

    async fn turned_down(&self, scope: &Scope, entries: Vec<LedgerEntry>) -> Result<Vec<TurnedDown>, Error> {
        let ids: Vec<SuggestionId> = entries.iter().map(|entry| entry.suggestion.clone()).collect();
        let mut found = self.store.suggestions_among(&scope.workspace, &ids).await?;
        let turned_down = |entry: LedgerEntry| {
            let LedgerEntry { suggestion, code: reason, note, by, at, .. } = entry;
            Some(TurnedDown { suggestion: found.remove(&suggestion)?, reason, note, by, at })
        };
        Ok(entries.into_iter().filter_map(turned_down).collect())
    }

    /// Writes only when a day has come, so that looking costs no write.
    pub(super) async fn wake(&self, scope: &Scope) -> Result<(), Error> {
        let today = self.means.clock.today();
        if self.store.is_any_due(&scope.workspace, &today).await? {
            self.store.wake_deferred(&scope.workspace, &today).await?;
        }
        Ok(())
    }
}

/// Whether it waits for a person now.
fn waits(stored: &Stored) -> bool {
    matches!(stored.status, Status::Proposed | Status::Edited)
}
