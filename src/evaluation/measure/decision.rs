//! What people did with suggestions: how many they took, how far two agree.

use super::share;

/// Agreement of two judges beyond chance (Cohen's κ); none without a judgement.
pub fn cohen_kappa<L: PartialEq>(a: &[L], b: &[L]) -> Option<f64> {
    let n = a.len().min(b.len());
    if n == 0 {
        return None;
    }
    let (a, b) = (&a[..n], &b[..n]);
    let agreed = a.iter().zip(b).filter(|(x, y)| x == y).count() as f64 / n as f64;
    let chance = a.iter().map(|label| b.iter().filter(|other| *other == label).count() as f64).sum::<f64>()
        / (n * n) as f64;
    Some(if (chance - 1.0).abs() < f64::EPSILON { 1.0 } else { (agreed - chance) / (1.0 - chance) })
}

/// Accepted suggestions for each item that got any; few safe ones give little.
pub fn accepted_per_item(accepted: &[usize]) -> f64 {
    share(accepted.iter().sum::<usize>() as f64, accepted.len() as f64)
}

/// Share of what people added by hand that no suggestion said; none if they added nothing.
///
/// It sees what acceptance cannot: a proposer that shows only what is safe.
pub fn missed<T>(added: &[T], suggested: &[T], says_the_same: impl Fn(&T, &T) -> bool) -> Option<f64> {
    let unsaid = added.iter().filter(|own| !suggested.iter().any(|said| says_the_same(said, own))).count();
    (!added.is_empty()).then(|| unsaid as f64 / added.len() as f64)
}
