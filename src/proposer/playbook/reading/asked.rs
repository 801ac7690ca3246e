//! A wish to know several things: each question in it is a part.

use super::grammar;
use super::parts::{Part, PartKind, part, pattern, trimmed};
use crate::domain::text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\s*,)?\s+(?:and\s+|or\s+)?\b(what|which|who|whether|how\s+(?:many|much|long|often))\s")
});

/// `find out what a sack weighs and who ground it`: one part a clause, each after the same verb.
pub(super) fn parts(source: &str, range: Range<usize>, field: &str) -> Vec<Part> {
    let want = &source[range.clone()];
    let starts: Vec<(usize, usize)> = ASKED
        .captures_iter(want)
        .filter_map(|found| Some((found.get(0)?.start(), found.get(1)?.start())))
        .collect();
    let Some(&(lead, _)) = starts.first() else { return Vec::new() };
    // `see the sacks which …` tells of a thing, `find out which …` asks.
    let asks = ["find out", "know", "learn", "see", "tell", "understand", "determine", "identify"];
    let stem = want[..lead].trim();
    if !asks.iter().any(|verb| stem.eq_ignore_ascii_case(verb)) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([want.len()]);
    let clauses =
        starts.iter().zip(ends).map(|((_, from), to)| trimmed(source, range.start + from..range.start + to));
    let clauses: Vec<Range<usize>> =
        clauses.filter(|clause| text::words(&source[clause.clone()]).len() >= 3).collect();
    let said = |clause: &Range<usize>| format!("{} {}", grammar::imperative(stem), &source[clause.clone()]);
    clauses.iter().map(|clause| part(field, source, clause.clone(), PartKind::Thing, said(clause))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_in_a_wish_to_know_is_a_part() {
        let of = |want: &str| -> Vec<String> {
            parts(want, 0..want.len(), "title").into_iter().map(|part| part.phrase).collect()
        };
        assert_eq!(
            of("find out what a sack weighs, who ground it and how much it costs"),
            ["find out what a sack weighs", "find out who ground it", "find out how much it costs"]
        );
        assert!(of("see the sacks which were ground by those who left").is_empty());
    }
}
