//! Two figures that more than one room works out: the interval of a share, and how much was changed.

use super::text::normalise_quote;

/// 97.5 % of a normal distribution lie below this many standard deviations.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's 95 % interval of `hits` of `n`; nothing seen says nothing.
///
/// Unlike the textbook formula it holds for few cases, and all passed gives a
/// bound below 1.
pub fn wilson(hits: f64, n: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let share = hits / n;
    let scale = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    ((centre - half).max(0.0), (centre + half).min(1.0))
}

/// Changed words over the words of the longer text; 0 is unchanged.
pub fn edit_ratio(shown: &str, kept: &str) -> f64 {
    let (shown, kept) = (normalise_quote(shown), normalise_quote(kept));
    let a: Vec<&str> = shown.split_whitespace().collect();
    let b: Vec<&str> = kept.split_whitespace().collect();
    let longer = a.len().max(b.len());
    if longer == 0 { 0.0 } else { edit_distance(&a, &b) as f64 / longer as f64 }
}

/// Levenshtein's distance: the fewest insertions, deletions and replacements.
fn edit_distance(a: &[&str], b: &[&str]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ours) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, theirs) in b.iter().enumerate() {
            let replaced = row[j] + usize::from(ours != theirs);
            next.push(replaced.min(row[j + 1] + 1).min(next[j] + 1));
        }
        row = next;
    }
    row[b.len()]
}
