//! Hides personal data before a text is stored: e-mail, phone, IBAN, card and key shapes.
//!
//! What is hidden keeps its length in bytes, so that every range into the text stays true.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Digits of a telephone number and of a card, at least and at most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 13..=19;

/// A shape of personal data: its name, where it may stand, and whether what stands there is one.
struct Shape {
    kind: &'static str,
    pattern: Regex,
    holds: fn(&str) -> bool,
}

/// Shapes in the order in which they claim a stretch of the text.
static SHAPES: LazyLock<[Shape; 5]> = LazyLock::new(|| {
    [
        shape("email", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", |_| true),
        shape(
            "key",
            r"\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|[A-Za-z0-9+/_-]{32,})",
            is_random,
        ),
        shape("iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b", is_iban),
        shape("card", r"\b\d(?:[ -]?\d){12,18}\b", is_card),
        shape("phone", r"(?:\+|\(0|\b0)\d*(?:[ ()./-]{0,2}\d+){2,}\b", is_phone),
    ]
});

fn shape(kind: &'static str, source: &str, holds: fn(&str) -> bool) -> Shape {
    #[expect(clippy::expect_used, reason = "the patterns are constants of this file, compiled by its tests")]
    let pattern = Regex::new(source).expect("a constant pattern");
    Shape { kind, pattern, holds }
}

/// The text with personal data hidden, and where and of what kind it was.
pub fn mask(text: &str) -> (String, Vec<(Range<usize>, &'static str)>) {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for shape in SHAPES.iter() {
        for place in shape.pattern.find_iter(text) {
            let range = place.range();
            let is_free = found.iter().all(|(known, _)| known.end <= range.start || range.end <= known.start);
            if is_free && (shape.holds)(place.as_str()) {
                found.push((range, shape.kind));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for (range, kind) in &found {
        masked.push_str(&text[done..range.start]);
        masked.push_str(&cover(kind, range.len()));
        done = range.end;
    }
    masked.push_str(&text[done..]);
    (masked, found)
}

/// The kind in brackets, filled to the length of what it covers.
fn cover(kind: &str, length: usize) -> String {
    match length.checked_sub(kind.len() + 2) {
        Some(rest) => format!("[{kind}{}]", "*".repeat(rest)),
        None => "*".repeat(length),
    }
}

fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|character| character.to_digit(10)).collect()
}

fn is_phone(text: &str) -> bool {
    PHONE_DIGITS.contains(&digits(text).len())
}

/// Luhn's sum.
fn is_card(text: &str) -> bool {
    let digits = digits(text);
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            1 if *digit > 4 => digit * 2 - 9,
            1 => digit * 2,
            _ => *digit,
        })
        .sum();
    CARD_DIGITS.contains(&digits.len()) && sum.is_multiple_of(10)
}

/// The remainder of ISO 13616.
fn is_iban(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|character| !character.is_whitespace()).collect();
    if !(15..=34).contains(&letters.len()) {
        return false;
    }
    let turned = letters[4..].iter().chain(&letters[..4]);
    let rest = turned.filter_map(|letter| letter.to_digit(36)).fold(0_u32, |rest, value| {
        let shifted = if value > 9 { rest * 100 } else { rest * 10 };
        (shifted + value) % 97
    });
    rest == 1
}

/// Letters of both kinds with digits among them, or a known beginning: not a long word.
fn is_random(text: &str) -> bool {
    let known = ["sk-", "gh", "AKIA", "xox", "eyJ"].iter().any(|start| text.starts_with(start));
    let has = |kind: fn(char) -> bool| text.chars().filter(|character| kind(*character)).count();
    known
        || (has(|c| c.is_ascii_digit()) >= 4 && has(|c| c.is_ascii_alphabetic()) >= 4 && !text.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_identifies_a_person_is_hidden_and_lengths_stay() {
        let cases = [
            ("write to anna.b@example.org please", "email"),
            ("ring me on +44 20 7946 0958 after six", "phone"),
            ("it is 0800 555 0199 I think", "phone"),
            ("account GB82 WEST 1234 5698 7654 32 it was", "iban"),
            ("the card 4111 1111 1111 1111 was refused", "card"),
            ("the key sk-abcdEFGH1234ijklMNOP5678 leaked", "key"),
        ];
        for (text, kind) in cases {
            let (masked, found) = mask(text);
            assert_eq!(found.iter().map(|one| one.1).collect::<Vec<_>>(), [kind], "{text}");
            assert_eq!(masked.len(), text.len());
            assert!(masked.contains(&format!("[{kind}")), "{masked}");
            assert!(!masked.contains(&text[found[0].0.clone()]));
        }
    }

    #[test]
    fn times_amounts_and_dates_stay() {
        for text in [
            "at 17.40 on 2026-02-03 we paid 118 pounds",
            "four hundred and twelve calls, 130 of 500, 10-10-10",
            "booking 4111 1111 1111 1112 has no such sum",
            "the years 2019 2020 2021 2022 went by",
            "Donaudampfschifffahrtsgesellschaftskapitaen is a word",
        ] {
            assert_eq!(mask(text).0, text);
        }
    }
}
