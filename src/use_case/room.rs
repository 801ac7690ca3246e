//! What the phases leave open of what is proposed.
//!
//! Architecture invariant: it is worked out from what lies in the store, never stored: so no order
//! of calls, and no two at once, can open more than a phase allows.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::SuggestionId;
use crate::domain::item::{Item, Level};
use crate::domain::journal::{Book, Line, lines_of};
use crate::domain::phase::{Entered, Makes, OpenSplit, Phase, admit, hold, slices_of};
use crate::domain::suggestion::{Body, Kind, Stored};
use crate::store::SuggestionFilter;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The initiative that is the workspace as a whole.
pub(super) const WHOLE: &str = "";

/// An open split of an initiative in Active Planning, and how much of it is open.
pub(super) struct Governed {
    pub(super) initiative: String,
    pub(super) makes: Makes,
    pub(super) slices: usize,
    pub(super) room: usize,
}

/// What the phases leave open.
#[derive(Default)]
pub(super) struct Room(pub(super) BTreeMap<SuggestionId, Governed>);

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

    /// Whether nothing of the open suggestion with this id is open.
    pub(super) fn holds(&self, id: &SuggestionId) -> bool {
        self.0.get(id).is_some_and(|governed| governed.room == 0)
    }

    /// Whether there is a suggestion of which nothing is open.
    pub(super) fn holds_anything(&self) -> bool {
        self.0.values().any(|governed| governed.room == 0)
    }

    /// None once it is decided.
    fn of(&self, stored: &Stored) -> Option<&Governed> {
        self.0.get(&stored.id).filter(|_| stored.status.is_open())
    }
}

impl Copilot {
    /// What the phases of this workspace leave open.
    ///
    /// It follows from what lies in the workspace alone, so it is worked out once after each change.
    pub(super) async fn room(&self, scope: &Scope) -> Result<Arc<Room>, Error> {
        self.while_unchanged(&self.rooms, scope, self.look_for_room(scope)).await
    }

    async fn look_for_room(&self, scope: &Scope) -> Result<Room, Error> {
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
