//! Puts parts that change the same thing into one slice.

use super::super::reading::Part;
use super::plan::{MOST_SLICES, Step};
use crate::domain::text;
use std::collections::{BTreeMap, BTreeSet};

/// Likeness from which two of many steps are one axis, even when there is room for both.
const SAME_AXIS: f64 = 0.6;

/// Words of a title that names two steps.
const LONGEST_PAIR: usize = 15;

/// Steps of one axis joined, and the likest ones until few enough are left.
///
/// The first step stays alone: it is what shall be small.
pub(super) fn joined(mut steps: Vec<Step>, parts: usize) -> Vec<Step> {
    let is_crowded = parts > MOST_SLICES;
    let most_parts = 2 * parts.div_ceil(MOST_SLICES);
    while steps.len() > 2 {
        let alike = alikeness(&steps);
        let fits = |a: usize, b: usize| steps[a].covers.len() + steps[b].covers.len() <= most_parts.max(2);
        let pairs = (1..steps.len()).flat_map(|a| (a + 1..steps.len()).map(move |b| (a, b)));
        let best = pairs
            .filter(|(a, b)| fits(*a, *b) && steps[*a].questions.is_empty() && steps[*b].questions.is_empty())
            .map(|(a, b)| (alike(a, b), a, b))
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.2.cmp(&x.2)).then(y.1.cmp(&x.1)));
        let too_many = steps.len() > MOST_SLICES;
        let (a, b) = match best {
            Some((likeness, a, b)) if likeness > 0.0 && (too_many || is_crowded && likeness >= SAME_AXIS) => {
                (a, b)
            }
            _ if too_many => smallest_neighbours(&steps),
            _ => break,
        };
        let other = steps.remove(b);
        steps[a] = join(steps[a].clone(), other);
    }
    steps
}

/// The step that shares most words with a part; the first where none shares two.
pub(super) fn likest(steps: &[Step], part: &Part) -> usize {
    let own: BTreeSet<String> = text::content_stems(&part.unit.text).into_iter().collect();
    let shared = |step: &Step| {
        let stems: BTreeSet<String> = text::content_stems(&step.words()).into_iter().collect();
        stems.intersection(&own).count()
    };
    (0..steps.len())
        .rev()
        .filter(|at| shared(&steps[*at]) > 1)
        .max_by_key(|at| shared(&steps[*at]))
        .unwrap_or(0)
}

/// The likeness of two steps: the weight of the stems that they share, of all that they have.
///
/// Stems that most steps have tell none apart and weigh nothing.
fn alikeness(steps: &[Step]) -> impl Fn(usize, usize) -> f64 + use<> {
    let stems: Vec<BTreeSet<String>> =
        steps.iter().map(|step| text::content_stems(&step.words()).into_iter().collect()).collect();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    for stem in stems.iter().flatten() {
        *holders.entry(stem.clone()).or_default() += 1;
    }
    let count = stems.len();
    let weight = move |stem: &String| {
        let held = holders.get(stem).copied().unwrap_or(0);
        if held * 2 > count { 0.0 } else { (count as f64 / held.max(1) as f64).ln() }
    };
    let kinds: Vec<Option<String>> = steps.iter().map(|step| place_of(&step.phrase)).collect();
    move |a, b| {
        let sum = |stems: &mut dyn Iterator<Item = &String>| stems.map(&weight).sum::<f64>();
        let whole = sum(&mut stems[a].iter()) + sum(&mut stems[b].iter());
        let same_place = kinds[a].is_some() && kinds[a] == kinds[b];
        let shared = sum(&mut stems[a].intersection(&stems[b]));
        2.0 * shared / whole.max(0.1) + if same_place { SAME_AXIS } else { 0.0 }
    }
}

/// What comes before the last one or two words, when it ends in a preposition: "add a voucher for".
fn place_of(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let at = words.iter().rposition(|word| ["for", "by", "via", "from", "at", "in", "as"].contains(word))?;
    (at > 0 && words.len() - at <= 3).then(|| words[..=at].join(" "))
}

/// The two neighbours after the first with the fewest parts.
fn smallest_neighbours(steps: &[Step]) -> (usize, usize) {
    let size = |at: usize| steps[at].covers.len() + steps[at + 1].covers.len();
    let at = (1..steps.len() - 1).min_by_key(|at| size(*at)).unwrap_or(1);
    (at, at + 1)
}

fn join(one: Step, other: Step) -> Step {
    let phrase = pair(&one.phrase, &other.phrase);
    let mut joined = one;
    joined.also.push(other.phrase);
    joined.also.extend(other.also);
    joined.phrase = phrase;
    joined.covers.extend(other.covers);
    joined.is_optional = joined.is_optional && other.is_optional;
    joined
}

/// "… for a taxon" and "… for a product" → "… for a taxon or a product"; a long second one is told by its criteria.
fn pair(one: &str, other: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x.eq_ignore_ascii_case(y)).count();
    let rest = b.len() - same;
    if same >= 2 && rest == 0 || one.contains(other) {
        return one.to_owned();
    }
    if same >= 2 && (1..=4).contains(&rest) && a.len() - same <= 6 {
        return format!("{one} or {}", b[same..].join(" "));
    }
    if a.len() + b.len() < LONGEST_PAIR && !one.contains(" and ") {
        return format!("{one}, and {other}");
    }
    one.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(phrases: &[&str]) -> Vec<Step> {
        phrases.iter().map(|phrase| Step::new(*phrase, &[])).collect()
    }

    #[test]
    fn many_steps_are_joined_by_what_they_change() {
        let phrases = [
            "add a voucher with one rule",
            "add a voucher for a shop",
            "add a voucher for a brand",
            "add a voucher with a start date",
            "add a lone voucher to a lone one with a higher rank",
            "add a lone voucher to a lone one with a lower rank",
            "add a lone voucher to a plain one with a higher rank",
            "add a lone voucher to a plain one with a lower rank",
        ];
        let joined = joined(steps(&phrases), phrases.len());
        let titles: Vec<&str> = joined.iter().map(|step| step.phrase.as_str()).collect();
        assert_eq!(titles[0], phrases[0]);
        assert_eq!(titles.iter().filter(|title| title.contains("lone")).count(), 1, "{titles:?}");
    }

    #[test]
    fn few_steps_stay_as_they_are() {
        let phrases = ["see loans", "renew a loan", "return a loan"];
        assert_eq!(joined(steps(&phrases), 3).len(), 3);
    }
}
