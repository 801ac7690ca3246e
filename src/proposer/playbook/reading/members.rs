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
    members.retain(|member| !member.is_empty());
    members.into_iter().flat_map(|member| slashed(source, member)).collect()
}

/// `letters/reviews/comments` and `view/print a letter` as one range a word; another slash joins one word.
fn slashed(source: &str, member: Range<usize>) -> Vec<Range<usize>> {
    let words = &source[member.clone()];
    let Some(token) = words.split(' ').find(|token| token.contains('/')) else { return vec![member] };
    let pieces: Vec<&str> = token.split('/').collect();
    let are_words =
        pieces.iter().all(|piece| piece.len() > 2 && piece.chars().all(|c| c.is_ascii_lowercase()));
    let are_verbs = words.starts_with(token) && pieces.iter().all(|piece| grammar::is_verb(piece));
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
