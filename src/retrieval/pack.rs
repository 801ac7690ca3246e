//! As much evidence as fits: passages in their order, until the budget is used.

use super::corpus::Hit;
use super::passage::Passage;
use super::pieces::count_pieces;

/// Hits that fit a budget, with what they cost.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pack {
    /// The hits that fit, in their order.
    pub hits: Vec<Hit>,
    /// Tokens that they take, rather too many than too few; turns in two hits count once.
    pub tokens: usize,
}

/// Takes hits in order; one that does not fit is passed over for smaller ones after it.
pub fn pack(hits: Vec<Hit>, budget: usize) -> Pack {
    let mut pack = Pack::default();
    for hit in hits {
        let cost = new_pieces(&hit.passage, &pack.hits);
        if pack.tokens + cost <= budget {
            pack.tokens += cost;
            pack.hits.push(hit);
        }
    }
    pack
}

/// Pieces of the lines of `passage` that stand in no passage packed before.
///
/// A line of a passage is a turn, or the part of a long turn that is in it.
fn new_pieces(passage: &Passage, packed: &[Hit]) -> usize {
    let neighbours: Vec<&str> = packed
        .iter()
        .filter(|hit| hit.passage.shares_turns_with(passage))
        .flat_map(|hit| hit.passage.text.lines())
        .collect();
    passage.text.lines().filter(|line| !neighbours.contains(line)).map(count_pieces).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::SourceId;
    use crate::retrieval::passage::Owner;

    fn hit(first: usize, last: usize, text: &str) -> Hit {
        let passage = Passage::new(Owner::Source(SourceId::new("s")), first, last, text);
        Hit { passage, score: 1.0, lexical: 0.0, dense: None, also: Vec::new() }
    }

    #[test]
    fn shared_turns_are_paid_once_and_a_large_hit_makes_room_for_a_small_one() {
        let hits = vec![
            hit(0, 1, "one two\nthree four"),
            hit(5, 5, "far too many words to fit in here"),
            hit(1, 2, "three four\nfive"),
        ];
        let packed = pack(hits.clone(), 6);
        assert_eq!(packed, Pack { hits: vec![hits[0].clone(), hits[2].clone()], tokens: 6 });
    }
}
