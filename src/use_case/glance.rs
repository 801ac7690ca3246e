//! What a person sees before they look closely: how much waits, in what order, who decided last.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::{Decision, Verdict};
use crate::domain::suggestion::Stored;
use crate::store::{StoreError, Waiting, WaitingCounts};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A decision of the log, with what it was about as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// The decision.
    pub decision: Decision,
    /// The suggestion; none once it was forgotten.
    pub about: Option<Stored>,
    /// Whether it is the last word on the suggestion, and can be taken back.
    pub stands: bool,
}

impl Copilot {
    /// How many things wait for a person.
    pub async fn waiting_counts(&self, scope: &Scope) -> Result<WaitingCounts, Error> {
        Ok(self.store.count_waiting(&scope.workspace).await?)
    }

    /// Everything that waits for a decision, without its body: what belongs to one item stands
    /// together, the item that was refined last first; within an item in the learned order, once
    /// there is one. What was put off waits again when its day has come.
    pub async fn waiting(&self, scope: &Scope) -> Result<Vec<Waiting>, Error> {
        self.wake(scope).await?;
        let mut waiting = self.store.waiting(&scope.workspace).await?;
        let mut newest: BTreeMap<String, i64> = BTreeMap::new();
        for one in &waiting {
            let at = newest.entry(one.item.clone()).or_insert(one.created_at);
            *at = (*at).max(one.created_at);
        }
        let rank = self.learned_rank(scope).await?;
        waiting.sort_by_key(|one| {
            let place = rank.get(&one.id).copied().unwrap_or_default();
            (Reverse(newest.get(&one.item).copied()), one.item.clone(), place)
        });
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

    /// At most `count` decisions, the latest first, without the `skipped` latest.
    pub async fn log(&self, scope: &Scope, skipped: usize, count: usize) -> Result<Vec<Logged>, Error> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let latest = self.store.latest_decisions(&scope.workspace, number(skipped), number(count)).await?;
        let mut log = Vec::with_capacity(latest.len());
        for decision in latest {
            let about = match self.store.suggestion(&scope.workspace, &decision.suggestion).await {
                Ok(stored) => Some(stored),
                Err(StoreError::NotFound { .. }) => None,
                Err(error) => return Err(error.into()),
            };
            let last = self.store.last_decision(&scope.workspace, &decision.suggestion).await?;
            let is_last = last.is_some_and(|last| last.seq == decision.seq);
            log.push(Logged { stands: is_last && decision.verdict != Verdict::Undo, decision, about });
        }
        Ok(log)
    }

    /// What stands and quotes an interview, or puts it on one page; oldest first.
    pub async fn quoting(&self, scope: &Scope, interview: &str) -> Result<Vec<Stored>, Error> {
        Ok(self.store.quoting(&scope.workspace, interview).await?)
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
