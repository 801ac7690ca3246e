//! The phase of an initiative, and what it holds back of what is proposed.

use super::room::WHOLE;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::check::Check;
use crate::domain::id::sha256_hex;
use crate::domain::journal::{Book, Line};
use crate::domain::phase::{Entered, Makes, Phase};
use crate::domain::suggestion::{Kind, Stored, Withheld};
use crate::store::SuggestionFilter;
use serde::Serialize;

/// An initiative with the phase that it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Initiative {
    /// Key of the item; none for the workspace as a whole.
    pub item: Option<String>,
    /// The phase.
    pub phase: Phase,
    /// Since when, in milliseconds since the epoch.
    pub since: i64,
    /// Who said so.
    pub by: String,
    /// In Active Planning: MMFs that are open as proposals.
    pub open_mmfs: usize,
    /// In Active Planning: stories that are open as proposals.
    pub open_stories: usize,
    /// In Active Planning: proposed slices that are held.
    pub held: usize,
}

impl Copilot {
    /// The initiatives with a phase, the workspace as a whole first.
    pub async fn initiatives(&self, scope: &Scope) -> Result<Vec<Initiative>, Error> {
        let book: Book<Entered> = self.store.book(&scope.workspace).await?;
        let room = self.room(scope).await?;
        let initiative = |(key, lines): (&String, &Vec<Line<Entered>>)| {
            let last = lines.last()?;
            let own = || room.0.values().filter(|governed| governed.initiative == *key);
            let open = |makes| own().filter(|one| one.makes == makes).map(|one| one.room).sum();
            Some(Initiative {
                item: (key != WHOLE).then(|| key.clone()),
                phase: last.entry.phase,
                since: last.at,
                by: last.by.clone(),
                open_mmfs: open(Makes::Mmfs),
                open_stories: open(Makes::Stories),
                held: own().map(|one| one.slices - one.room).sum(),
            })
        };
        Ok(book.iter().filter_map(initiative).collect())
    }

    /// Says which phase an item and all below it are in, or the workspace where no item is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item.
    pub async fn enter_phase(
        &self,
        scope: &Scope,
        item: Option<&str>,
        phase: Phase,
    ) -> Result<Vec<Initiative>, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let key = self.initiative_key(scope, item).await?;
        let entered = |_: &Book<Entered>| Ok::<_, Error>(Entered { phase });
        self.store.write_line(&scope.workspace, &key, &by, entered).await??;
        self.initiatives(scope).await
    }

    /// Takes the last change of phase back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the initiative has no phase.
    pub async fn leave_phase(&self, scope: &Scope, item: Option<&str>) -> Result<Vec<Initiative>, Error> {
        let by = scope.person.decider().ok_or(Error::Forbidden)?;
        let key = self.initiative_key(scope, item).await?;
        self.store.take_back::<Entered>(&scope.workspace, &key, &by).await?;
        self.initiatives(scope).await
    }

    async fn initiative_key(&self, scope: &Scope, item: Option<&str>) -> Result<String, Error> {
        match item {
            Some(key) => Ok(self.store.item(&scope.workspace, key).await?.key),
            None => Ok(WHOLE.to_owned()),
        }
    }

    /// The suggestion as far as the phase of its initiative leaves it open.
    pub(super) async fn as_open(&self, scope: &Scope, stored: Stored) -> Result<Stored, Error> {
        if stored.suggestion.kind() != Kind::Split || !stored.status.is_open() {
            return Ok(stored);
        }
        Ok(self.room(scope).await?.shown(stored))
    }

    /// Why the phase of its initiative leaves nothing of a suggestion open; none when it does.
    pub async fn why_held(&self, scope: &Scope, stored: &Stored) -> Result<Option<String>, Error> {
        if stored.suggestion.kind() != Kind::Split || !stored.status.is_open() {
            return Ok(None);
        }
        Ok(self.room(scope).await?.why_held(stored))
    }

    /// Splits of which nothing is open, one line each.
    pub(super) async fn held(&self, scope: &Scope) -> Result<Vec<Withheld>, Error> {
        let room = self.room(scope).await?;
        if room.0.is_empty() {
            return Ok(Vec::new());
        }
        let filter = SuggestionFilter { kind: Some(Kind::Split), ..SuggestionFilter::default() };
        let splits = self.store.suggestions(&scope.workspace, filter).await?;
        let held = splits.into_iter().filter_map(|stored| {
            let reason = room.why_held(&stored)?;
            Some(Withheld {
                kind: Kind::Split,
                check: Check::Phase,
                reason,
                ledger_entry: None,
                fingerprint: sha256_hex(stored.suggestion.body.canonical().as_bytes()),
                title: Some(stored.suggestion.title),
                item: stored.suggestion.item,
            })
        });
        Ok(held.collect())
    }
}
