//! The four phases of an initiative (CAPED, Humanizing Work; handbook of methods §1.2), and how
//! much may be open in the one that is for learning.
//!
//! In Active Planning the next MMF or two and the next handful of stories are open as proposals;
//! the rest is held, one line each, until there is room.

use super::body::Body;
use super::journal::Entry;
use super::split::{Candidate, Dropped, Split};
use super::suggestion::Stored;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// MMFs that may be open as proposals in Active Planning.
pub const MOST_MMFS: usize = 2;
/// Stories that may be.
pub const MOST_STORIES: usize = 7;

/// How the line of a slice begins that is held.
pub const HELD: &str = "held: ";

/// Where an initiative is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Vision, business case, and where the core complexity is.
    StrategicPlanning,
    /// Complexity is resolved by building little and learning.
    ActivePlanning,
    /// What is left is ordered: it can be planned as a whole.
    AnalyticalPlanning,
    /// It is delivered, and the plan adapted.
    IterativeExecution,
}

/// One line in the journal of an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The phase that begins.
    pub phase: Phase,
}

impl Entry for Entered {
    const BOOK: &'static str = "phase";
}

/// What the slices of a split are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Makes {
    /// Of a Big Idea.
    Mmfs,
    /// Of anything else.
    Stories,
}

impl Makes {
    fn most(self) -> usize {
        match self {
            Self::Mmfs => MOST_MMFS,
            Self::Stories => MOST_STORIES,
        }
    }
}

/// An open split of an initiative in Active Planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSplit<'a> {
    /// Which initiative.
    pub initiative: &'a str,
    /// What its slices are.
    pub makes: Makes,
    /// Slices of its largest candidate.
    pub slices: usize,
}

/// How many slices of each split are open, first come, first served; the rest is held.
pub fn admit(splits: &[OpenSplit<'_>]) -> Vec<usize> {
    let mut taken: BTreeMap<(&str, Makes), usize> = BTreeMap::new();
    let mut admitted = Vec::with_capacity(splits.len());
    for split in splits {
        let taken = taken.entry((split.initiative, split.makes)).or_default();
        let room = split.slices.min(split.makes.most() - *taken);
        *taken += room;
        admitted.push(room);
    }
    admitted
}

/// Slices of the largest candidate of a split; none for what is no split, or proposes none.
pub fn slices_of(stored: &Stored) -> Option<usize> {
    let Body::Split(split) = &stored.suggestion.body else { return None };
    split.candidates.iter().map(|candidate| candidate.slices.len()).max().filter(|slices| *slices > 0)
}

/// The split with `room` slices of each candidate; the others become variations of one line each.
pub fn hold(split: &mut Split, room: usize) {
    let mut uncovered = BTreeSet::new();
    for candidate in &mut split.candidates {
        uncovered.extend(hold_in(candidate, room));
    }
    for unit in uncovered {
        if !split.dropped.iter().any(|dropped| dropped.unit == unit) {
            let why = "held: Active Planning has no room for it yet".to_owned();
            split.dropped.push(Dropped { unit, why });
        }
    }
}

/// Holds the slices after `room`; the units that no open one covers any more.
fn hold_in(candidate: &mut Candidate, room: usize) -> BTreeSet<String> {
    if candidate.slices.len() <= room {
        return BTreeSet::new();
    }
    let held = candidate.slices.split_off(room);
    candidate.deprioritise.retain(|index| *index < room);
    let open: BTreeSet<&String> = candidate.slices.iter().flat_map(|slice| &slice.covers).collect();
    let uncovered =
        held.iter().flat_map(|slice| &slice.covers).filter(|unit| !open.contains(unit)).cloned().collect();
    candidate.variations.extend(held.into_iter().map(|slice| format!("{HELD}{}", slice.title)));
    uncovered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(initiative: &str, makes: Makes, slices: usize) -> OpenSplit<'_> {
        OpenSplit { initiative, makes, slices }
    }

    #[test]
    fn the_first_handful_is_open_and_each_initiative_has_its_own() {
        let splits = [
            open("A", Makes::Stories, 4),
            open("A", Makes::Mmfs, 3),
            open("A", Makes::Stories, 5),
            open("B", Makes::Stories, 9),
            open("A", Makes::Stories, 2),
        ];
        assert_eq!(admit(&splits), [4, 2, 3, 7, 0]);
    }
}
