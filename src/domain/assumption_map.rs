//! The assumption map after Bland: importance against certainty, what to test first.
//!
//! A point moves up and down by a person's judgement and to the right by evidence alone.

use super::assumption::{Certainty, Importance};
use super::experiment::{AT_ONCE, Course, TestOutcome};
use serde::{Deserialize, Serialize};

/// What the place on the map asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Much hangs on it and little is known: test it first.
    LeapOfFaith,
    /// Much hangs on it and it is known: watch that it stays true.
    Monitor,
    /// Little hangs on it: no work now.
    Park,
    /// A test says that it is wrong: decide what follows.
    Refuted,
}

/// How far the evidence has brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// Nothing, opinions, or one voice.
    Red,
    /// Some evidence.
    Amber,
    /// Earned by past behaviour or by a test.
    Green,
    /// A test says otherwise.
    Grey,
}

/// Where an assumption stands on the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Place {
    /// Certainty, 0 nothing known to 1 certain.
    pub x: f64,
    /// Importance, 0 low to 1 high.
    pub y: f64,
    /// What the place asks for.
    pub zone: Zone,
    /// How far the evidence has brought it.
    pub colour: Colour,
}

impl Place {
    /// The place of an assumption of this importance whose quotes allow `from_quotes`.
    pub fn of(importance: Importance, from_quotes: Certainty, course: &Course) -> Self {
        let certainty = course.certainty(from_quotes);
        let is_refuted = matches!(course.verdict(), Some((TestOutcome::Refuted, _)));
        let zone = match (is_refuted, importance, certainty) {
            (true, ..) => Zone::Refuted,
            (_, Importance::Low, _) => Zone::Park,
            (.., Certainty::None | Certainty::Weak) => Zone::LeapOfFaith,
            _ => Zone::Monitor,
        };
        let colour = match certainty {
            _ if is_refuted => Colour::Grey,
            Certainty::None | Certainty::Weak => Colour::Red,
            Certainty::Medium => Colour::Amber,
            Certainty::Strong => Colour::Green,
        };
        Self { x: along(certainty), y: height(importance), zone, colour }
    }
}

fn along(certainty: Certainty) -> f64 {
    match certainty {
        Certainty::None => 0.0,
        Certainty::Weak => 1.0 / 3.0,
        Certainty::Medium => 2.0 / 3.0,
        Certainty::Strong => 1.0,
    }
}

fn height(importance: Importance) -> f64 {
    match importance {
        Importance::High => 1.0,
        Importance::Medium => 0.5,
        Importance::Low => 0.0,
    }
}

/// Puts places in the order of the work, leaps of faith first, and says which to test now.
///
/// What is under test comes before what is not; of the rest, the more important and less
/// certain; at most three are given a number from 1.
pub fn rank(places: &[(Place, bool)]) -> Vec<(usize, Option<u8>)> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|&a, &b| {
        let ((a, a_runs), (b, b_runs)) = (places[a], places[b]);
        (a.zone, !a_runs).cmp(&(b.zone, !b_runs)).then(b.y.total_cmp(&a.y)).then(a.x.total_cmp(&b.x))
    });
    let running = places.iter().filter(|(_, runs)| *runs).count();
    let mut free = AT_ONCE.saturating_sub(running);
    let mut number = 0;
    let ranked = order.into_iter().map(|index| {
        let (place, runs) = places[index];
        let waits = !runs && place.zone == Zone::LeapOfFaith && free > 0;
        free -= usize::from(waits);
        number += u8::from(runs || waits);
        (index, (runs || waits).then_some(number))
    });
    ranked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(importance: Importance, certainty: Certainty) -> Place {
        Place::of(importance, certainty, &Course::default())
    }

    #[test]
    fn the_zone_follows_from_importance_and_certainty() {
        let zone = |importance, certainty| place(importance, certainty).zone;
        assert_eq!(zone(Importance::High, Certainty::None), Zone::LeapOfFaith);
        assert_eq!(zone(Importance::Medium, Certainty::Weak), Zone::LeapOfFaith);
        assert_eq!(zone(Importance::High, Certainty::Medium), Zone::Monitor);
        assert_eq!(zone(Importance::Low, Certainty::None), Zone::Park);
        assert_eq!(place(Importance::High, Certainty::Strong).colour, Colour::Green);
    }

    #[test]
    fn leaps_of_faith_come_first_and_three_at_once() {
        let (high, medium) = (Importance::High, Importance::Medium);
        let waiting = [
            (place(high, Certainty::Strong), false),
            (place(medium, Certainty::None), false),
            (place(high, Certainty::Weak), false),
            (place(high, Certainty::None), false),
            (place(medium, Certainty::Weak), false),
        ];
        let ranked = rank(&waiting);
        assert_eq!(ranked, [(3, Some(1)), (2, Some(2)), (1, Some(3)), (4, None), (0, None)]);
    }

    #[test]
    fn what_is_under_test_takes_its_place_among_the_three() {
        let leap = place(Importance::High, Certainty::None);
        let ranked = rank(&[(leap, false), (leap, true), (leap, false), (leap, false)]);
        assert_eq!(ranked, [(1, Some(1)), (0, Some(2)), (2, Some(3)), (3, None)]);
    }
}
