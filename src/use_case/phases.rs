//! The phase of an initiative, and what it leaves open of what is proposed.
//!
//! What is open is worked out whenever something is shown or decided, never stored: so no order
//! of calls, and no two at once, can open more than the phase allows.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::check::Check;
use crate::domain::id::{SuggestionId, sha256_hex};
use crate::domain::item::{Item, Level};
use crate::domain::journal::{Book, Line, lines_of};
use crate::domain::phase::{Entered, Makes, OpenSplit, Phase, admit, hold, slices_of};
use crate::domain::suggestion::{Body, Kind, Stored, Withheld};
use crate::store::SuggestionFilter;
use serde::Serialize;
use std::collections::BTreeMap;

/// The initiative that is the workspace as a whole.
const WHOLE: &str = "";

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

/// An open split of an initiative in Active Planning, and how much of it is open.
struct Governed {
    initiative: String,
    makes: Makes,
    slices: usize,
    room: usize,
}

/// What the phases leave open.
#[derive(Default)]
pub(super) struct Room(BTreeMap<SuggestionId, Governed>);

impl Room {
    /// The suggestion as far as it is open.
    pub(super) fn shown(&self, mut stored: Stored) -> Stored {
        if let (Some(governed), Body::Split(split)) = (self.of(&stored), &mut stored.suggestion.body) {
            hold(split, governed.room);
        }
        stored
    }

    /// Why nothing of the suggestion is open; none when something is.
    pub(super) fn why_held(&self, stored: &Stored) -> Option<String> {
        let governed = self.of(stored).filter(|governed| governed.room == 0)?;
        let (initiative, what) = match (governed.initiative.as_str(), governed.makes) {
            (WHOLE, Makes::Stories) => ("this workspace", "7 stories"),
            (WHOLE, Makes::Mmfs) => ("this workspace", "2 MMFs"),
            (key, Makes::Stories) => (key, "7 stories"),
            (key, Makes::Mmfs) => (key, "2 MMFs"),
        };
        Some(format!(
            "{initiative} is in Active Planning and its {what} are open already: decide on those first"
        ))
    }

    /// None once it is decided.
    fn of(&self, stored: &Stored) -> Option<&Governed> {
        self.0.get(&stored.id).filter(|_| stored.status.is_open())
    }
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

    /// What the phases of this workspace leave open.
    pub(super) async fn room(&self, scope: &Scope) -> Result<Room, Error> {
        let book: Book<Entered> = self.store.book(&scope.workspace).await?;
        let is_active = |lines: &Vec<Line<Entered>>| {
            lines.last().is_some_and(|last| last.entry.phase == Phase::ActivePlanning)
        };
        if !book.values().any(is_active) {
            return Ok(Room::default());
        }
        let items: BTreeMap<String, Item> = self
            .store
            .items(&scope.workspace)
            .await?
            .into_iter()
            .map(|item| (item.key.clone(), item))
            .collect();
        let filter = SuggestionFilter { kind: Some(Kind::Split), ..SuggestionFilter::default() };
        let open = self.store.suggestions(&scope.workspace, filter).await?;
        let mut governed: Vec<(SuggestionId, Governed)> = Vec::new();
        for stored in open.iter().filter(|stored| stored.status.is_open()) {
            let (Some(slices), Some(initiative)) =
                (slices_of(stored), initiative_of(&stored.suggestion.item, &items, &book))
            else {
                continue;
            };
            let is_big_idea =
                items.get(&stored.suggestion.item).is_some_and(|item| item.record.level == Level::BigIdea);
            let makes = if is_big_idea { Makes::Mmfs } else { Makes::Stories };
            governed.push((stored.id.clone(), Governed { initiative, makes, slices, room: 0 }));
        }
        let splits: Vec<OpenSplit<'_>> = governed
            .iter()
            .map(|(_, one)| OpenSplit { initiative: &one.initiative, makes: one.makes, slices: one.slices })
            .collect();
        let rooms = admit(&splits);
        let with_room =
            governed.into_iter().zip(rooms).map(|((id, one), room)| (id, Governed { room, ..one }));
        Ok(Room(with_room.collect()))
    }

    /// The suggestion as far as the phase of its initiative leaves it open.
    pub(super) async fn as_open(&self, scope: &Scope, stored: Stored) -> Result<Stored, Error> {
        if stored.suggestion.kind() != Kind::Split || !stored.status.is_open() {
            return Ok(stored);
        }
        Ok(self.room(scope).await?.shown(stored))
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

/// The initiative in Active Planning that an item belongs to: the nearest with a phase, from the
/// item upwards, decides.
fn initiative_of(key: &str, items: &BTreeMap<String, Item>, book: &Book<Entered>) -> Option<String> {
    let mut at = Some(key.to_owned());
    for _ in 0..=items.len() {
        let key = at.unwrap_or_default();
        if let Some(last) = lines_of(book, &key).last() {
            return (last.entry.phase == Phase::ActivePlanning).then_some(key);
        }
        if key == WHOLE {
            return None;
        }
        at = items.get(&key).and_then(|item| item.record.parent.clone());
    }
    None
}
