//! A person decides on a suggestion; accepting applies one change that can be undone.

use super::{Copilot, Error};
use crate::domain::access::{Decider, Scope};
use crate::domain::decision::{RejectCode, Verdict};
use crate::domain::id::SuggestionId;
use crate::domain::suggestion::{Body, Stored};
use crate::store::{Effect, Ruling, StoreError};

impl Copilot {
    /// Accepts a suggestion: an assumption enters the register, a question its addressee's queue.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a program; [`Error::AlreadyDecided`] when somebody was faster.
    pub async fn accept(&self, scope: &Scope, id: &str) -> Result<Stored, Error> {
        let effect = |body: &Body| match body {
            Body::Assumption(assumption) => Effect::RegisterAssumption(assumption.clone()),
            Body::Question(question) => {
                Effect::QueueQuestion { stakeholder: question.addressee.clone(), question: question.clone() }
            }
            _ => Effect::None,
        };
        self.rule(scope, id, &Verdict::Accept { candidate: None }, "", effect).await
    }

    /// Turns a suggestion down, with a reason that the ledger remembers.
    ///
    /// # Errors
    /// As [`Copilot::accept`].
    pub async fn reject(
        &self,
        scope: &Scope,
        id: &str,
        code: RejectCode,
        note: &str,
    ) -> Result<Stored, Error> {
        self.rule(scope, id, &Verdict::Reject { code }, note, |_| Effect::None).await
    }

    /// Takes the last decision on a suggestion back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when nothing was decided, or something rests on the decision.
    pub async fn undo(&self, scope: &Scope, id: &str) -> Result<Stored, Error> {
        let decider = decider(scope)?;
        let id = self.suggestion_id(scope, id).await?;
        self.store.undo(&scope.workspace, &id, &decider, "").await?;
        Ok(self.store.suggestion(&scope.workspace, &id).await?)
    }

    async fn rule(
        &self,
        scope: &Scope,
        id: &str,
        verdict: &Verdict,
        note: &str,
        effect: impl Fn(&Body) -> Effect,
    ) -> Result<Stored, Error> {
        let decider = decider(scope)?;
        let id = self.suggestion_id(scope, id).await?;
        let shown = self.store.suggestion(&scope.workspace, &id).await?;
        if !shown.status.is_open() {
            return Err(Error::AlreadyDecided { id, state: shown.status.id() });
        }
        let effect = effect(&shown.suggestion.body);
        let ruling = Ruling {
            suggestion: &id,
            version: shown.version,
            verdict,
            by: &decider,
            edited: None,
            note,
            effect: &effect,
        };
        match self.store.decide(&scope.workspace, ruling).await {
            Err(StoreError::Conflict { .. }) => {
                let now = self.store.suggestion(&scope.workspace, &id).await?;
                Err(Error::AlreadyDecided { id, state: now.status.id() })
            }
            decided => {
                decided?;
                Ok(self.store.suggestion(&scope.workspace, &id).await?)
            }
        }
    }

    async fn suggestion_id(&self, scope: &Scope, prefix: &str) -> Result<SuggestionId, Error> {
        let mut fits = self.store.suggestion_ids(&scope.workspace, prefix).await?;
        match fits.len() {
            1 => Ok(fits.remove(0)),
            0 => Err(Error::not_found("suggestion", prefix, "`hone inbox` lists what waits")),
            _ => Err(Error::Ambiguous {
                what: "suggestion",
                id: prefix.to_owned(),
                fits: fits.iter().map(|id| id.as_str()[..10.min(id.as_str().len())].to_owned()).collect(),
            }),
        }
    }
}

fn decider(scope: &Scope) -> Result<Decider, Error> {
    scope.person.decider().ok_or(Error::Forbidden)
}
