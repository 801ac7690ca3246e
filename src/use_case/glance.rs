//! What a person sees before they look closely: how much waits, in what order, who decided last.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::{Decision, Verdict, standing};
use crate::domain::suggestion::{Body, Stored};
use crate::store::{Waiting, WaitingCounts};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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

/// What was done of the way to a first suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FirstSteps {
    /// Somebody was heard.
    pub has_interviews: bool,
    /// There is something to refine.
    pub has_items: bool,
    /// Something was proposed, or withheld.
    pub was_refined: bool,
}

impl Copilot {
    /// How many things wait for a person; what a phase holds back waits for nobody.
    pub async fn waiting_counts(&self, scope: &Scope) -> Result<WaitingCounts, Error> {
        let mut counts = self.store.count_waiting(&scope.workspace).await?;
        let room = self.room(scope).await?;
        if room.holds_anything() {
            let waiting = self.store.waiting(&scope.workspace).await?;
            let open = waiting.iter().filter(|one| !room.holds(&one.id)).count();
            counts.suggestions = i64::try_from(open).unwrap_or(i64::MAX);
        }
        Ok(counts)
    }

    /// Everything that waits for a decision, without its body: what belongs to one item stands
    /// together, the item that was refined last first; within an item in the learned order, once
    /// there is one. What was put off waits again when its day has come; what a phase holds back is
    /// not here.
    pub async fn waiting(&self, scope: &Scope) -> Result<Vec<Waiting>, Error> {
        self.wake(scope).await?;
        let mut waiting = self.store.waiting(&scope.workspace).await?;
        let room = self.room(scope).await?;
        waiting.retain(|one| !room.holds(&one.id));
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

    /// These suggestions, as far as a phase leaves them open, in the same order.
    pub async fn whole(&self, scope: &Scope, waiting: &[Waiting]) -> Result<Vec<Stored>, Error> {
        let room = self.room(scope).await?;
        let ids: Vec<_> = waiting.iter().map(|one| one.id.clone()).collect();
        let mut found = self.store.suggestions_among(&scope.workspace, &ids).await?;
        Ok(ids.iter().filter_map(|id| found.remove(id)).map(|one| room.shown(one)).collect())
    }

    /// The latest decision on a suggestion; an undo is one too.
    pub async fn last_decision(&self, scope: &Scope, stored: &Stored) -> Result<Option<Decision>, Error> {
        Ok(self.store.last_decision(&scope.workspace, &stored.id).await?)
    }

    /// What was shown before a person changed a suggestion, as far as their change stands and its
    /// text was not forgotten.
    pub async fn shown_before(&self, scope: &Scope, stored: &Stored) -> Result<Option<Body>, Error> {
        let decisions = self.store.decisions_on(&scope.workspace, &stored.id).await?;
        let changed = standing(&decisions).into_iter().find(|decision| decision.verdict == Verdict::Edit);
        let shown = changed.map(|decision| Body::parse(stored.suggestion.kind(), &decision.shown));
        Ok(shown.and_then(Result::ok))
    }

    /// At most `count` decisions, the latest first, without the `skipped` latest.
    pub async fn log(&self, scope: &Scope, skipped: usize, count: usize) -> Result<Vec<Logged>, Error> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let latest = self.store.latest_decisions(&scope.workspace, number(skipped), number(count)).await?;
        let ids: BTreeSet<_> = latest.iter().map(|decision| decision.suggestion.clone()).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let about = self.store.suggestions_among(&scope.workspace, &ids).await?;
        let last = match latest.last() {
            Some(oldest) => self.store.last_places(&scope.workspace, oldest.seq).await?,
            None => BTreeMap::new(),
        };
        let logged = |decision: Decision| Logged {
            about: about.get(&decision.suggestion).cloned(),
            stands: decision.verdict != Verdict::Undo
                && last.get(&decision.suggestion) == Some(&decision.seq),
            decision,
        };
        Ok(latest.into_iter().map(logged).collect())
    }

    /// What stands and quotes an interview, or puts it on one page; oldest first.
    pub async fn quoting(&self, scope: &Scope, interview: &str) -> Result<Vec<Stored>, Error> {
        Ok(self.store.quoting(&scope.workspace, interview).await?)
    }

    /// How far the workspace is on the way to a first suggestion.
    pub async fn first_steps(&self, scope: &Scope) -> Result<FirstSteps, Error> {
        let counts = self.store.counts(&scope.workspace).await?;
        Ok(FirstSteps {
            has_interviews: counts.interviews > 0,
            has_items: counts.items > 0,
            was_refined: counts.suggestions + counts.withheld > 0,
        })
    }

    /// Today in UTC, `YYYY-MM-DD`.
    pub fn today(&self) -> String {
        self.means.clock.today()
    }
}
