//! What a person sees before they look closely: how much waits, in what order, who decided last.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::Decision;
use crate::domain::suggestion::Stored;
use crate::store::{Waiting, WaitingCounts};
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Copilot {
    /// How many things wait for a person.
    pub async fn waiting_counts(&self, scope: &Scope) -> Result<WaitingCounts, Error> {
        Ok(self.store.count_waiting(&scope.workspace).await?)
    }

    /// Everything that waits for a decision, without its body: what belongs to one item stands
    /// together, the item that was refined last first. What was put off waits again when its day
    /// has come.
    pub async fn waiting(&self, scope: &Scope) -> Result<Vec<Waiting>, Error> {
        self.wake(scope).await?;
        let mut waiting = self.store.waiting(&scope.workspace).await?;
        let mut newest: BTreeMap<String, i64> = BTreeMap::new();
        for one in &waiting {
            let at = newest.entry(one.item.clone()).or_insert(one.created_at);
            *at = (*at).max(one.created_at);
        }
        waiting.sort_by_key(|one| (Reverse(newest.get(&one.item).copied()), one.item.clone()));
        Ok(waiting)
    }

    /// These suggestions, whole, in the same order.
    pub async fn whole(&self, scope: &Scope, waiting: &[Waiting]) -> Result<Vec<Stored>, Error> {
        let mut whole = Vec::with_capacity(waiting.len());
        for one in waiting {
            whole.push(self.store.suggestion(&scope.workspace, &one.id).await?);
        }
        Ok(whole)
    }

    /// The latest decision on a suggestion; an undo is one too.
    pub async fn last_decision(&self, scope: &Scope, stored: &Stored) -> Result<Option<Decision>, Error> {
        Ok(self.store.last_decision(&scope.workspace, &stored.id).await?)
    }

    /// Whether the workspace has neither an interview nor an item.
    pub async fn is_empty(&self, scope: &Scope) -> Result<bool, Error> {
        let counts = self.store.counts(&scope.workspace).await?;
        Ok(counts.interviews == 0 && counts.items == 0)
    }

    /// Today in UTC, `YYYY-MM-DD`.
    pub fn today(&self) -> String {
        self.means.clock.today()
    }
}
