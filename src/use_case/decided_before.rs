//! What a model is told of earlier decisions.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::decision::Verdict;
use crate::domain::id::SuggestionId;
use crate::domain::suggestion::{Body, Kind, Status, Stored};
use crate::proposer::model::{Decided, Memory};
use crate::store::{LedgerEntry, SuggestionFilter};
use std::collections::BTreeMap;

impl Copilot {
    /// The decisions on suggestions of a kind that still hold, latest first; of an accepted split
    /// the candidate that was chosen.
    pub(super) async fn decided_before(&self, scope: &Scope, kind: Kind) -> Result<Memory, Error> {
        let filter = SuggestionFilter {
            kind: Some(kind),
            status: Some(Status::Accepted),
            ..SuggestionFilter::default()
        };
        let accepted = self.store.suggestions(&scope.workspace, filter).await?;
        let chosen = if kind == Kind::Split { self.chosen(scope).await? } else { BTreeMap::new() };
        let ledger = self.store.ledger(&scope.workspace).await?;
        let oldest = self.oldest_rejection(scope).await?;
        let holds =
            |entry: &LedgerEntry| entry.kind == kind && oldest.is_none_or(|oldest| entry.at >= oldest);
        let turned_down = |entry: LedgerEntry| {
            let LedgerEntry { item, title, body, code, note, .. } = entry;
            (Decided { item, title, body }, code, note)
        };
        Ok(Memory {
            accepted: accepted.into_iter().rev().map(|stored| as_chosen(stored, &chosen)).collect(),
            rejected: ledger.into_iter().filter(holds).rev().map(turned_down).collect(),
        })
    }

    /// 0-based candidates of the splits for which one was chosen, by suggestion.
    async fn chosen(&self, scope: &Scope) -> Result<BTreeMap<SuggestionId, usize>, Error> {
        let decisions = self.store.decisions(&scope.workspace).await?.into_iter();
        let chosen = decisions.filter_map(|decision| match decision.verdict {
            Verdict::Accept { candidate: Some(index) } => Some((decision.suggestion, index)),
            _ => None,
        });
        Ok(chosen.collect())
    }
}

fn as_chosen(stored: Stored, chosen: &BTreeMap<SuggestionId, usize>) -> Decided {
    let mut suggestion = stored.suggestion;
    if let (Body::Split(split), Some(index)) = (&mut suggestion.body, chosen.get(&stored.id)) {
        split.candidates = split.candidates.get(*index).cloned().into_iter().collect();
    }
    Decided { item: suggestion.item, title: suggestion.title, body: suggestion.body }
}
