//! One ranking out of two: words and meaning, each passage heard with its neighbours.
//!
//! Scores are a weighted mean of the lexical share and the cosine, both between
//! 0 and 1 by themselves. Reciprocal ranks are not used: a leg without real hits
//! would outvote a confident one. In speech an answer is understood by what
//! stands around it, so a passage is helped by its neighbours, by their distance
//! in words; and a passage that repeats turns already listed steps back.

mod fold;

pub use fold::resembles;

/// The numbers of the ranking.
///
/// Chosen on the AMI retrieval gold (125 questions, five teams, one left out at
/// a time); `cargo bench --bench retrieval_ami` repeats the choice and prints
/// what each team left out gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Share of the lexical score; the rest is the cosine's.
    pub lexical: f64,
    /// Share that a passage has by itself; the rest comes from it and its neighbours.
    pub own: f64,
    /// Distance in words at which a neighbour counts 0.61 of the passage itself.
    pub reach: f64,
    /// What is left of a score for each listed passage with which it shares turns.
    pub repeat: f64,
}

/// The weights that Hone uses.
pub const WEIGHTS: Weights = Weights { lexical: 0.5, own: 0.2, reach: 120.0, repeat: 0.9 };

/// Reaches beyond which a neighbour is not heard.
const FAR: f64 = 2.5;

/// What the two legs say of one passage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Legs {
    /// Share of the reachable BM25 score, 0 to 1.
    pub lexical: f64,
    /// Cosine, where the passage was found by its vector.
    pub dense: Option<f64>,
}

impl Weights {
    /// The fused score of one passage by itself.
    ///
    /// `floor` is the lowest cosine that the dense leg returned: what it did not
    /// return is at most that. Without a dense leg words alone decide.
    pub fn blend(&self, legs: Legs, floor: Option<f64>) -> f64 {
        match legs.dense.or(floor) {
            Some(dense) => self.lexical * legs.lexical + (1.0 - self.lexical) * dense.clamp(0.0, 1.0),
            None => legs.lexical,
        }
    }

    /// The score of the passage at `at` among the passages of its owner.
    ///
    /// `score` gives their blended scores and `middles` the words before the middle
    /// of each, both in the order of the text.
    pub fn hear_neighbours(&self, at: usize, score: impl Fn(usize) -> f64, middles: &[f64]) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        let mut hear = |index: usize| {
            let distance = (middles[index] - middles[at]).abs() / self.reach;
            let near = distance <= FAR;
            if near {
                let share = (-distance * distance / 2.0).exp();
                sum += share * score(index);
                weight += share;
            }
            near
        };
        (0..=at).rev().take_while(|index| hear(*index)).for_each(drop);
        (at + 1..middles.len()).take_while(|index| hear(*index)).for_each(drop);
        self.own * score(at) + (1.0 - self.own) * sum / weight
    }
}

#[cfg(test)]
mod tests;
