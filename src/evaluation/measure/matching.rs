//! One-to-one matching of what was predicted with what is gold.
//!
//! Five paraphrases of one gold thing score once: each side is used at most
//! once, and the sum of the similarities is as high as it can be (the Hungarian
//! method, exact, cubic in time).

use super::share;

/// How many were predicted, how many are gold, how many of both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Predicted and gold.
    pub matched: usize,
    /// Predicted.
    pub predicted: usize,
    /// Gold.
    pub gold: usize,
}

impl Counts {
    fn rate(self, whole: usize) -> f64 {
        if self.predicted + self.gold == 0 { 1.0 } else { share(self.matched as f64, whole as f64) }
    }

    /// Share of the predicted that is gold.
    pub fn precision(self) -> f64 {
        self.rate(self.predicted)
    }

    /// Share of the gold that is predicted.
    pub fn recall(self) -> f64 {
        self.rate(self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let sides = self.predicted + self.gold;
        if sides == 0 { 1.0 } else { 2.0 * self.matched as f64 / sides as f64 }
    }
}

/// A matching of rows (predicted) with columns (gold).
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// The counts.
    pub counts: Counts,
    /// F1 with similarities in place of ones.
    pub soft_f1: f64,
    /// Row and column of each pair, in order.
    pub pairs: Vec<(usize, usize)>,
}

/// Matches rows with columns where the similarity reaches `threshold`.
///
/// `gold` is the number of columns, which a matrix without rows does not tell.
pub fn match_one_to_one(similarity: &[Vec<f64>], gold: usize, threshold: f64) -> Matching {
    let predicted = similarity.len();
    let weight = |row: usize, column: usize| {
        similarity
            .get(row)
            .and_then(|row| row.get(column))
            .copied()
            .filter(|similar| *similar >= threshold)
            .unwrap_or(0.0)
    };
    let mut pairs: Vec<(usize, usize)> = assign(predicted.max(gold), &|row, column| -weight(row, column))
        .into_iter()
        .filter(|&(row, column)| row < predicted && column < gold && similarity[row][column] >= threshold)
        .collect();
    pairs.sort_unstable();
    let sum: f64 = pairs.iter().map(|&(row, column)| similarity[row][column]).sum();
    let sides = predicted + gold;
    Matching {
        counts: Counts { matched: pairs.len(), predicted, gold },
        soft_f1: if sides == 0 { 1.0 } else { 2.0 * sum / sides as f64 },
        pairs,
    }
}

/// The cheapest assignment of `n` rows to `n` columns; 1-based inside, 0 is "none yet".
fn assign(n: usize, cost: &dyn Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut row_price = vec![0.0; n + 1];
    let mut column_price = vec![0.0; n + 1];
    let mut row_of = vec![0; n + 1];
    for row in 1..=n {
        row_of[0] = row;
        let mut column = 0;
        let mut came_from = vec![0; n + 1];
        let mut cheapest = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        while row_of[column] != 0 {
            used[column] = true;
            let current = row_of[column];
            let (mut step, mut nearest) = (f64::INFINITY, 0);
            for next in 1..=n {
                if used[next] {
                    continue;
                }
                let reduced = cost(current - 1, next - 1) - row_price[current] - column_price[next];
                if reduced < cheapest[next] {
                    cheapest[next] = reduced;
                    came_from[next] = column;
                }
                if cheapest[next] < step {
                    step = cheapest[next];
                    nearest = next;
                }
            }
            for any in 0..=n {
                if used[any] {
                    row_price[row_of[any]] += step;
                    column_price[any] -= step;
                } else {
                    cheapest[any] -= step;
                }
            }
            column = nearest;
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    (1..=n).map(|column| (row_of[column] - 1, column - 1)).collect()
}
