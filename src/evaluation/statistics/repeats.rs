//! The same case several times: can one rely on it?

/// Chance that at least one of `k` draws from `n` runs, `passed` of them good, is good. For exploring only.
pub fn pass_at_k(n: usize, passed: usize, k: usize) -> f64 {
    1.0 - all_of(n, n.saturating_sub(passed), k)
}

/// Chance that all of `k` draws from `n` runs, `passed` of them good, are good. For gates.
pub fn pass_hat_k(n: usize, passed: usize, k: usize) -> f64 {
    all_of(n, passed, k)
}

/// Chance that `k` draws without putting back from `n` all come from `such`; none of `n` if `k` is more.
fn all_of(n: usize, such: usize, k: usize) -> f64 {
    if k > such.min(n) {
        return 0.0;
    }
    (0..k).map(|drawn| (such - drawn) as f64 / (n - drawn) as f64).product()
}
