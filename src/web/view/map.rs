//! Where the dots of the assumption map stand: a cell for each importance and certainty.

use super::words::importance;
use crate::domain::assumption::{Certainty, Importance};
use crate::domain::assumption_map::Zone;
use crate::use_case::MapPoint;
use serde::Serialize;
use std::collections::BTreeMap;

/// The corner of the map, and the size of a cell.
const LEFT: usize = 56;
const TOP: usize = 30;
const CELL: usize = 100;
/// Dots side by side in a cell, the way from one to the next, and rows of them.
const ACROSS: usize = 3;
const STEP: usize = 30;
const DOWN: usize = 3;

/// A dot with its number in the list.
#[derive(Debug, Serialize)]
pub(crate) struct Dot {
    number: usize,
    id: String,
    importance: &'static str,
    x: usize,
    y: usize,
    leap: bool,
}

/// A dot for each assumption, those of one cell beside each other; where a cell is full, the list
/// has the rest.
pub(crate) fn dots(points: &[MapPoint]) -> Vec<Dot> {
    let mut taken: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let placed = (1..).zip(points).filter_map(|(number, point)| {
        let cell = (column(point.certainty), row(point.importance));
        let place = taken.entry(cell).or_default();
        let (across, down) = (*place % ACROSS, *place / ACROSS);
        *place += 1;
        (down < DOWN).then(|| Dot {
            number,
            id: point.registered.id.to_string(),
            importance: importance(point.importance),
            x: LEFT + cell.0 * CELL + 20 + across * STEP,
            y: TOP + cell.1 * CELL + 20 + down * STEP,
            leap: point.place.zone == Zone::LeapOfFaith,
        })
    });
    placed.collect()
}

/// From strong evidence on the left to none on the right.
fn column(certainty: Certainty) -> usize {
    match certainty {
        Certainty::Strong => 0,
        Certainty::Medium => 1,
        Certainty::Weak => 2,
        Certainty::None => 3,
    }
}

fn row(importance: Importance) -> usize {
    match importance {
        Importance::High => 0,
        Importance::Medium => 1,
        Importance::Low => 2,
    }
}
