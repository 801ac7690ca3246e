//! A person decides on a suggestion; accepting applies one change that can be undone.

use super::error::only_one;
use super::{Copilot, Error};
use crate::domain::access::{Decider, Scope};
use crate::domain::decision::{RejectCode, Verdict};
use crate::domain::id::{ItemId, SuggestionId};
use crate::domain::item::{Item, ItemRecord, Level, SLICE_MARK};
use crate::domain::split::{Candidate, Split};
use crate::domain::suggestion::{Body, Status, Stored, Suggestion, Verified};
use crate::store::{Effect, Ruling, StoreError};

/// The suggestion that a person decides on, as far as they say what they saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'a> {
    /// Its id, or a unique beginning of it.
    pub id: &'a str,
    /// The version that they saw; none for whatever is there.
    pub version: Option<i64>,
}

impl<'a> From<&'a str> for Seen<'a> {
    fn from(id: &'a str) -> Self {
        Self { id, version: None }
    }
}

impl Copilot {
    /// Accepts a suggestion: slices replace the open work of their parent, an assumption
    /// enters the register, a question its addressee's queue.
    ///
    /// `candidate` is the 1-based number of the split that is chosen; it may be left out
    /// where there is one.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a program; [`Error::AlreadyDecided`] when somebody was faster;
    /// [`Error::Changed`] when it is not at the version that was seen;
    /// [`Error::Invalid`] when a candidate must be named.
    pub async fn accept(
        &self,
        scope: &Scope,
        seen: impl Into<Seen<'_>>,
        candidate: Option<usize>,
    ) -> Result<Stored, Error> {
        let (by, shown) = self.opened(scope, seen.into()).await?;
        let (chosen, effect) = match &shown.suggestion.body {
            Body::Split(split) => match choose(split, candidate)? {
                Some(index) => {
                    let parent = self.store.item(&scope.workspace, &shown.suggestion.item).await?;
                    let children = children_of(scope, &parent, &split.candidates[index]);
                    (Some(index), Effect::ReplaceByChildren { parent: parent.id, children })
                }
                None => (None, Effect::None),
            },
            Body::Assumption(assumption) => (None, Effect::RegisterAssumption(assumption.clone())),
            Body::Question(question) => {
                let stakeholder = question.addressee.clone();
                (None, Effect::QueueQuestion { stakeholder, question: question.clone() })
            }
            _ => (None, Effect::None),
        };
        self.rule(scope, &by, &shown, &Verdict::Accept { candidate: chosen }, "", &effect, None).await
    }

    /// Turns a suggestion down, with a reason that the ledger remembers.
    ///
    /// # Errors
    /// As [`Copilot::accept`].
    pub async fn reject(
        &self,
        scope: &Scope,
        seen: impl Into<Seen<'_>>,
        code: RejectCode,
        note: &str,
    ) -> Result<Stored, Error> {
        let (by, shown) = self.opened(scope, seen.into()).await?;
        self.rule(scope, &by, &shown, &Verdict::Reject { code }, note, &Effect::None, None).await
    }

    /// Takes the last decision on a suggestion back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when nothing was decided, or something rests on the decision;
    /// [`Error::Changed`] when it is not at the version that was seen.
    pub async fn undo(&self, scope: &Scope, seen: impl Into<Seen<'_>>) -> Result<Stored, Error> {
        let decider = decider(scope)?;
        let seen = seen.into();
        let id = self.suggestion_id(scope, seen.id).await?;
        self.store.undo(&scope.workspace, &id, seen.version, &decider, "").await?;
        self.as_open(scope, self.store.suggestion(&scope.workspace, &id).await?).await
    }

    /// The one who decides, and the suggestion as it is shown to them while it is open.
    pub(super) async fn opened(&self, scope: &Scope, seen: Seen<'_>) -> Result<(Decider, Stored), Error> {
        let by = decider(scope)?;
        let id = self.suggestion_id(scope, seen.id).await?;
        let shown = self.store.suggestion(&scope.workspace, &id).await?;
        if !shown.status.is_open() {
            return Err(Error::AlreadyDecided { id, state: shown.status.id() });
        }
        if seen.version.is_some_and(|version| version != shown.version) {
            return Err(Error::Changed { what: format!("suggestion {}", id.short()) });
        }
        let room = self.room(scope).await?;
        if let Some(why) = room.why_held(&shown) {
            let hint = "`hone phase` shows what is open, and changes the phase".into();
            return Err(Error::Conflict { why, hint });
        }
        Ok((by, room.shown(shown)))
    }

    /// Decides on what was shown; whoever was faster wins.
    #[expect(clippy::too_many_arguments, reason = "one ruling, as the store takes it")]
    pub(super) async fn rule(
        &self,
        scope: &Scope,
        by: &Decider,
        shown: &Stored,
        verdict: &Verdict,
        note: &str,
        effect: &Effect,
        edited: Option<&Suggestion<Verified>>,
    ) -> Result<Stored, Error> {
        let ruling =
            Ruling { suggestion: &shown.id, version: shown.version, verdict, by, edited, note, effect };
        let decided = self.store.decide(&scope.workspace, ruling).await;
        let now = self.store.suggestion(&scope.workspace, &shown.id).await?;
        match decided {
            // Nobody decided: a refinement brought other evidence.
            Err(StoreError::Conflict { .. }) if now.status == Status::Proposed => {
                Err(Error::Changed { what: format!("suggestion {}", now.id.short()) })
            }
            Err(StoreError::Conflict { .. }) => {
                Err(Error::AlreadyDecided { id: now.id, state: now.status.id() })
            }
            decided => {
                decided?;
                self.as_open(scope, now).await
            }
        }
    }

    pub(super) async fn suggestion_id(&self, scope: &Scope, prefix: &str) -> Result<SuggestionId, Error> {
        let fits = self.store.suggestion_ids(&scope.workspace, prefix).await?;
        let fits = fits.into_iter().map(|id| (id.to_string(), id)).collect();
        only_one("suggestion", prefix, "`hone inbox` lists what waits", fits)
    }
}

fn decider(scope: &Scope) -> Result<Decider, Error> {
    scope.person.decider().ok_or(Error::Forbidden)
}

/// 0-based index of the chosen candidate; none where the split has no candidates.
fn choose(split: &Split, candidate: Option<usize>) -> Result<Option<usize>, Error> {
    let count = split.candidates.len();
    match candidate {
        None if count <= 1 => Ok((count == 1).then_some(0)),
        Some(number) if (1..=count).contains(&number) => Ok(Some(number - 1)),
        _ => {
            let ways: Vec<String> = (1..)
                .zip(&split.candidates)
                .map(|(number, candidate)| format!("--candidate {number} ({})", candidate.pattern.id()))
                .collect();
            let why =
                if candidate.is_some() { "there is no such candidate" } else { "name the one you choose" };
            let hint = if ways.is_empty() { "leave --candidate out".into() } else { ways.join(" or ") };
            Err(Error::invalid("candidate", why, hint))
        }
    }
}

/// The slices as items `PARENT/1` …, in the place of their parent.
pub(super) fn children_of(scope: &Scope, parent: &Item, candidate: &Candidate) -> Vec<Item> {
    (1..)
        .zip(&candidate.slices)
        .map(|(number, slice)| {
            let key = format!("{}/{number}", parent.key);
            let record = ItemRecord {
                key: key.clone(),
                issue_type: "Story".into(),
                level: Level::Slice,
                title: slice.title.clone(),
                text: slice.narrative.clone().unwrap_or_default(),
                criteria: slice.acceptance_criteria.clone(),
                labels: vec![format!("{SLICE_MARK}{key}")],
                parent: Some(parent.key.clone()),
                ..ItemRecord::default()
            };
            Item {
                id: ItemId::derive(&[scope.workspace.as_str(), &parent.system, &key]),
                key,
                system: parent.system.clone(),
                position: parent.position,
                version: 1,
                replaced_by_slices: false,
                record,
            }
        })
        .collect()
}
