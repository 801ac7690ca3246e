//! Near-duplicates: the same text twice is found once.

use std::collections::BTreeSet;

/// Share of common words from which two passages say the same.
const SAME: f64 = 0.85;

/// Whether two texts have nearly the same words (Jaccard index of their sets).
pub fn resembles(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (smaller, larger) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if smaller.is_empty() || (smaller.len() as f64) < SAME * larger.len() as f64 {
        return false;
    }
    let common = smaller.iter().filter(|word| larger.contains(*word)).count();
    common as f64 >= SAME * (a.len() + b.len() - common) as f64
}
