//! Groups what is alike: agglomerative, by the average of all pairs, the same groups each time.

/// Groups of indexes, each ascending and by their first; two groups are one while the average
/// similarity of their members reaches `threshold`.
///
/// Follows chains of nearest neighbours, which gives the groups of the greedy method in the
/// square of the number of things. Of equals the one with the lower index is taken.
pub(super) fn groups(similarity: &[Vec<f64>], threshold: f64) -> Vec<Vec<usize>> {
    let mut between: Vec<Vec<f64>> = similarity.to_vec();
    let mut members: Vec<Vec<usize>> = (0..similarity.len()).map(|at| vec![at]).collect();
    let mut open: Vec<bool> = vec![true; similarity.len()];
    let mut chain: Vec<usize> = Vec::new();
    let mut closed = Vec::new();
    loop {
        let tip = match chain.last() {
            Some(tip) => *tip,
            None => match open.iter().position(|open| *open) {
                Some(first) => {
                    chain.push(first);
                    first
                }
                None => break,
            },
        };
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        match nearest(&between[tip], &open, tip, before) {
            Some((next, near)) if near >= threshold => {
                if Some(next) == before {
                    chain.truncate(chain.len() - 2);
                    unite(&mut between, &mut members, &open, (next.min(tip), next.max(tip)));
                    open[next.max(tip)] = false;
                } else {
                    chain.push(next);
                }
            }
            // Nothing is near enough, and what is joined later is no nearer: this group is whole.
            _ => {
                chain.pop();
                open[tip] = false;
                closed.push(std::mem::take(&mut members[tip]));
            }
        }
    }
    for group in &mut closed {
        group.sort_unstable();
    }
    closed.sort();
    closed
}

/// The open group that is nearest to `tip`; of equals the one before it in the chain, then the first.
fn nearest(row: &[f64], open: &[bool], tip: usize, before: Option<usize>) -> Option<(usize, f64)> {
    let mut best = before.map(|before| (before, row[before]));
    for (at, &near) in row.iter().enumerate() {
        if open[at] && at != tip && best.is_none_or(|(_, known)| near > known) {
            best = Some((at, near));
        }
    }
    best
}

/// Puts the second group into the first; similarities become the average over all members.
fn unite(between: &mut [Vec<f64>], members: &mut [Vec<usize>], open: &[bool], (into, from): (usize, usize)) {
    let (many, more) = (members[into].len() as f64, members[from].len() as f64);
    for other in (0..between.len()).filter(|other| open[*other] && *other != into && *other != from) {
        let average = (between[into][other] * many + between[from][other] * more) / (many + more);
        between[into][other] = average;
        between[other][into] = average;
    }
    let moved = std::mem::take(&mut members[from]);
    members[into].extend(moved);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: again and again the two groups with the highest average are made one.
    fn greedy(similarity: &[Vec<f64>], threshold: f64) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..similarity.len()).map(|at| vec![at]).collect();
        let average = |a: &[usize], b: &[usize]| {
            let sum: f64 = a.iter().flat_map(|x| b.iter().map(|y| similarity[*x][*y])).sum();
            sum / (a.len() * b.len()) as f64
        };
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let near = average(&groups[a], &groups[b]);
                    if near >= threshold && best.is_none_or(|(known, ..)| near > known) {
                        best = Some((near, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let moved = groups.remove(b);
            groups[a].extend(moved);
        }
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort();
        groups
    }

    #[test]
    fn chains_give_the_groups_of_the_definition() {
        let mut state = 7_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1_u32 << 24)
        };
        for size in [1, 2, 5, 12, 20] {
            let draws: Vec<Vec<f64>> = (0..size).map(|_| (0..size).map(|_| random()).collect()).collect();
            let at = |a: usize, b: usize| if a == b { 1.0 } else { draws[a.min(b)][a.max(b)] };
            let similarity: Vec<Vec<f64>> =
                (0..size).map(|a| (0..size).map(|b| at(a, b)).collect()).collect();
            for threshold in [0.3, 0.5, 0.7] {
                assert_eq!(
                    groups(&similarity, threshold),
                    greedy(&similarity, threshold),
                    "{size} at {threshold}"
                );
            }
        }
    }

    #[test]
    fn nothing_makes_no_groups() {
        assert!(groups(&[], 0.5).is_empty());
    }
}
