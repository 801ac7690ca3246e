//! What a person's decisions have taught, shown and taken back.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::SuggestionId;
use crate::domain::journal::{Book, lines_of};
use crate::domain::learning::LearnAnew;
use crate::domain::suggestion::Stored;
use crate::review::{Acceptance, Ranking, Readiness, Reason, Ruled, history, tally, traits_of};
use crate::store::SuggestionFilter;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The one thing that has a journal of what was learned.
const ORDER: &str = "order";

/// What was learned so far.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Learning {
    /// Decisions after this time count, in milliseconds since the epoch; none when all do.
    pub since: Option<i64>,
    /// Whether the order of the inbox is learned.
    pub order: Readiness,
    /// What moves a suggestion up or down, the heaviest first.
    pub weights: Vec<Reason>,
    /// How often what was accepted, and how often it was right.
    pub acceptance: Vec<Acceptance>,
}

/// Why a suggestion stands where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Standing {
    /// The larger, the earlier it is shown; 0 where nothing was learned.
    pub score: f64,
    /// What it is made of, the heaviest first.
    pub reasons: Vec<Reason>,
}

/// Places of suggestions in the learned order.
pub(super) type Rank = BTreeMap<SuggestionId, usize>;

impl Copilot {
    /// What the decisions of this workspace have taught.
    pub async fn learning(&self, scope: &Scope) -> Result<Learning, Error> {
        let (since, history) = self.decided(scope).await?;
        Ok(Learning {
            since,
            order: Ranking::readiness(&history),
            weights: Ranking::learn(&history).reasons(),
            acceptance: tally(&history),
        })
    }

    /// Why a suggestion stands where it stands in the inbox.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown suggestion.
    pub async fn standing(&self, scope: &Scope, id: &str) -> Result<Standing, Error> {
        let stored = self.suggestion(scope, id).await?;
        let ranking = Ranking::learn(&self.decided(scope).await?.1);
        let traits = traits_of(&stored.suggestion, None);
        Ok(Standing { score: ranking.score(&traits), reasons: ranking.reasons_for(&traits) })
    }

    /// Lets what was learned be forgotten; the decisions stay.
    pub async fn learn_anew(&self, scope: &Scope) -> Result<Learning, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let anew = |_: &Book<LearnAnew>| Ok::<_, Error>(LearnAnew {});
        self.store.write_line(&scope.workspace, ORDER, &by, anew).await??;
        self.learning(scope).await
    }

    /// Takes the last forgetting back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when nothing was forgotten.
    pub async fn learn_on(&self, scope: &Scope) -> Result<Learning, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        self.store.take_back::<LearnAnew>(&scope.workspace, ORDER, &by).await?;
        self.learning(scope).await
    }

    /// Puts suggestions in the learned order; those of which nothing was learned keep theirs.
    pub(super) async fn in_learned_order(
        &self,
        scope: &Scope,
        mut waiting: Vec<Stored>,
    ) -> Result<Vec<Stored>, Error> {
        let rank = self.learned_rank(scope).await?;
        waiting.sort_by_key(|stored| rank.get(&stored.id).copied().unwrap_or_default());
        Ok(waiting)
    }

    /// The place of each suggestion in the learned order; empty while nothing was learned.
    pub(super) async fn learned_rank(&self, scope: &Scope) -> Result<Arc<Rank>, Error> {
        self.while_unchanged(&self.ranks, scope, self.rank(scope)).await
    }

    async fn rank(&self, scope: &Scope) -> Result<Rank, Error> {
        let ranking = Ranking::learn(&self.decided(scope).await?.1);
        if ranking.is_silent() {
            return Ok(BTreeMap::new());
        }
        let all = self.store.suggestions(&scope.workspace, SuggestionFilter::default()).await?;
        let mut scored: Vec<(f64, SuggestionId)> = all
            .into_iter()
            .map(|stored| (ranking.score(&traits_of(&stored.suggestion, None)), stored.id))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        Ok(scored.into_iter().enumerate().map(|(place, (_, id))| (id, place)).collect())
    }

    async fn decided(&self, scope: &Scope) -> Result<(Option<i64>, Vec<Ruled>), Error> {
        let book: Book<LearnAnew> = self.store.book(&scope.workspace).await?;
        let since = lines_of(&book, ORDER).last().map(|line| line.at);
        let decisions = self.store.decisions(&scope.workspace).await?;
        if decisions.is_empty() {
            return Ok((since, Vec::new()));
        }
        let suggestions = self.store.suggestions(&scope.workspace, SuggestionFilter::default()).await?;
        Ok((since, history(&decisions, &suggestions, since.unwrap_or(i64::MIN))))
    }
}
