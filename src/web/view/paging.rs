//! Long lists, fifty at a time.

/// Rows of a page.
pub(crate) const PAGE: usize = 50;

/// The rows from here on that fit on a page.
pub(crate) fn part<T>(all: &[T], from: usize) -> &[T] {
    let from = from.min(all.len());
    &all[from..all.len().min(from + PAGE)]
}

/// Where the next page begins, if there is one.
pub(crate) fn next(all: usize, from: usize) -> Option<usize> {
    (from + PAGE < all).then_some(from + PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_on_one_page() {
        let all: Vec<usize> = (0..120).collect();
        let mut seen = part(&all, 0).to_vec();
        let mut at = 0;
        while let Some(from) = next(all.len(), at) {
            seen.extend(part(&all, from));
            at = from;
        }
        assert_eq!(seen, all);
        assert!(part(&all, 999).is_empty());
    }
}
