//! Two ways of putting the same things into groups.

use super::share;
use std::collections::BTreeMap;

/// Precision, recall and F1 after B³: each thing's group against its gold group.
///
/// Things that only one side has are left out.
pub fn b_cubed<K: Ord, G: PartialEq>(predicted: &BTreeMap<K, G>, gold: &BTreeMap<K, G>) -> (f64, f64, f64) {
    let both: Vec<(&G, &G)> =
        gold.iter().filter_map(|(thing, group)| Some((predicted.get(thing)?, group))).collect();
    let (mut precision, mut recall) = (0.0, 0.0);
    for (ours, theirs) in &both {
        let same = both.iter().filter(|(a, b)| a == ours && b == theirs).count() as f64;
        precision += share(same, both.iter().filter(|(a, _)| a == ours).count() as f64);
        recall += share(same, both.iter().filter(|(_, b)| b == theirs).count() as f64);
    }
    let things = both.len() as f64;
    let (precision, recall) = (share(precision, things), share(recall, things));
    (precision, recall, share(2.0 * precision * recall, precision + recall))
}
