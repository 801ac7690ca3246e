//! Members of a list inside a want: what commas, joints and slashes set apart.

use super::grammar;
use super::parts::{pattern, trimmed};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*,?\s+so\s+(?:that\s+)?(?:i|we)\s+(?:can\s+|have\s+and\s+)|\s*[,;]\s*(?:and/or|and|or|then|as well as|plus)?\s+|\s+(?:and/or|and|or|as well as|&|plus)\s+(?:also\s+|then\s+)?",
    )
});
/// Ranges between separators, empty ones left out.
pub(super) fn members(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let mut from = range.start;
    for separator in SEPARATOR.find_iter(&source[range.clone()]) {
        members.push(trimmed(source, from..range.start + separator.start()));
        from = range.start + separator.end();
    }
    members.push(trimmed(source, from..range.end));
    members.retain(|member| !member.is_empty() && !is_aside(&source[member.clone()]));
    members.into_iter().flat_map(|member| slashed(source, member)).collect()
}

/// Whether words between commas tell how or when, and name no member: `possibly several at once`, `when it rains`.
fn is_aside(words: &str) -> bool {
    const WHEN: [&str; 7] = ["because", "if", "unless", "until", "when", "whenever", "while"];
    const HEDGES: [&str; 6] = ["ideally", "maybe", "perhaps", "possibly", "potentially", "preferably"];
    const AMOUNTS: [&str; 7] = ["all", "few", "many", "more", "one", "several", "some"];
    let lower = words.to_lowercase();
    let mut words = lower.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    WHEN.contains(&first) || HEDGES.contains(&first) && AMOUNTS.contains(&second)
}

/// Whether a word undoes what a verb does: `deselect`, `unlock`.
fn undoes(word: &str, pieces: &[&str]) -> bool {
    ["de", "un", "dis"]
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix))
        .any(|verb| pieces.contains(&verb) && grammar::is_verb(verb))
}

/// `letters/reviews/comments` and `view/print a letter` as one range a word; another slash joins one word.
fn slashed(source: &str, member: Range<usize>) -> Vec<Range<usize>> {
    let words = &source[member.clone()];
    let Some(token) = words.split(' ').find(|token| token.contains('/')) else { return vec![member] };
    let pieces: Vec<&str> = token.split('/').collect();
    let are_words =
        pieces.iter().all(|piece| piece.len() > 2 && piece.chars().all(|c| c.is_ascii_lowercase()));
    let are_verbs = words.starts_with(token)
        && pieces.iter().all(|piece| grammar::is_verb(piece) || undoes(piece, &pieces));
    let is_list = are_words && (pieces.len() > 2 || are_verbs);
    let Some(at) = words.find(token).filter(|_| is_list) else { return vec![member] };
    let mut ranges = Vec::new();
    let mut from = member.start;
    let mut end = member.start + at;
    for piece in &pieces {
        end += piece.len();
        ranges.push(from..end);
        end += 1;
        from = end;
    }
    if let Some(last) = ranges.last_mut() {
        last.end = member.end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::members;

    fn of(source: &str) -> Vec<&str> {
        members(source, 0..source.len()).into_iter().map(|range| &source[range]).collect()
    }

    #[test]
    fn what_tells_how_or_when_is_no_member_of_a_list() {
        assert_eq!(
            of("choose sacks to be sent, possibly several at once, when new ones come"),
            ["choose sacks to be sent"]
        );
        assert_eq!(of("grind rye, perhaps oats and wheat"), ["grind rye", "perhaps oats", "wheat"]);
    }

    #[test]
    fn a_verb_and_its_undoing_are_two_acts() {
        assert_eq!(of("select/deselect sacks"), ["select", "deselect sacks"]);
    }
}
