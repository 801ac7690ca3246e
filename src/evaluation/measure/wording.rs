//! Alarms on a claim and the words that are cited for it.
//!
//! Each is precise rather than complete: it tells that a claim goes beyond its
//! evidence, never that it is supported.

use super::similarity::stems;
use crate::domain::text::{sentences, words};
use std::collections::BTreeSet;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const NEGATIONS: [&str; 14] = [
    "not", "no", "never", "none", "nobody", "nothing", "without", "cannot", "neither", "kein", "keine",
    "nicht", "não", "nunca",
];

/// A number named by one word, and whether it is a ten that a unit may follow.
fn number(word: &str) -> Option<(u64, bool)> {
    if let Ok(digits) = word.parse() {
        return Some((digits, false));
    }
    let small = (0_u64..).zip(SMALL).find(|(_, name)| *name == word).map(|(value, _)| (value, false));
    small.or_else(|| (2_u64..).zip(TENS).find(|(_, name)| *name == word).map(|(tens, _)| (tens * 10, true)))
}

/// The numbers in a text, whether in digits or in words; "one" alone is no number.
pub fn numbers(text: &str) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    let mut open: Option<(u64, bool)> = None;
    // Hundreds to which what follows an "and" still belongs: four hundred and twelve.
    let mut hundreds: Option<u64> = None;
    let all = words(&text.replace(',', ""));
    for (at, word) in all.iter().enumerate() {
        let next = number(word);
        let counts_one = matches!(word.as_str(), "a" | "one")
            && all.get(at + 1).is_some_and(|after| after == "hundred" || after == "thousand");
        // The second of "two hundred and three hundred" begins a number of its own.
        let counts_hundreds = all.get(at + 1).is_some_and(|after| after == "hundred");
        open = match (open, next, word.as_str()) {
            (Some((tens, true)), Some((unit @ 1..=9, false)), _) => Some((tens + unit, false)),
            (Some((count, _)), None, "hundred") => Some((count * 100, false)),
            (Some((count, _)), None, "thousand") => Some((count * 1_000, false)),
            (Some((count, _)), None, "and")
                if count.is_multiple_of(100) && count > 0 && !is_digits(&all, at) =>
            {
                hundreds = Some(count);
                continue;
            }
            (Some((count, _)), Some((rest @ 1..=99, is_ten)), _)
                if hundreds == Some(count) && !counts_one && !counts_hundreds =>
            {
                Some((count + rest, is_ten))
            }
            (before, next, _) => {
                found.extend(before.map(|(value, _)| value));
                if counts_one { Some((1, false)) } else { next.filter(|_| word != "one") }
            }
        };
        hundreds = None;
    }
    found.extend(open.map(|(value, _)| value));
    found
}

/// Whether the word before is written in digits: "the 100 and 12 more" are two numbers.
fn is_digits(words: &[String], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| words[before].starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the claim has a number that the evidence does not have.
pub fn adds_a_number(claim: &str, evidence: &str) -> bool {
    !numbers(claim).is_subset(&numbers(evidence))
}

fn is_negated(text: &str) -> bool {
    words(text).iter().any(|word| NEGATIONS.contains(&word.as_str()) || word.ends_with("n't"))
}

/// Whether claim and evidence differ in saying "not" about the words that they share.
pub fn turns_a_negation(claim: &str, evidence: &str) -> bool {
    let claimed = stems(claim);
    let about: Vec<&str> = sentences(evidence)
        .into_iter()
        .map(|range| &evidence[range])
        .filter(|sentence| !stems(sentence).is_disjoint(&claimed))
        .collect();
    let negated = about.iter().filter(|sentence| is_negated(sentence)).count();
    !about.is_empty() && if is_negated(claim) { negated == 0 } else { negated == about.len() }
}

/// Whether the claim names somebody or something that the evidence does not name.
pub fn adds_a_name(claim: &str, evidence: &str) -> bool {
    let known: BTreeSet<String> = words(evidence).into_iter().collect();
    sentences(claim).into_iter().any(|range| {
        claim[range]
            .split_whitespace()
            .skip(1)
            .filter(|word| word.chars().next().is_some_and(char::is_uppercase) && *word != "I")
            .any(|word| words(word).iter().any(|name| !known.contains(name) && !name.starts_with("i'")))
    })
}

/// Whether the claim speaks of many people, so that one voice does not carry it.
pub fn speaks_of_many(claim: &str) -> bool {
    let words = words(claim);
    let everybody = words.iter().any(|word| ["everyone", "everybody"].contains(&word.as_str()));
    let counted = words.windows(2).any(|pair| {
        ["most", "all", "many", "few", "several"].contains(&pair[0].as_str())
            && ["users", "customers", "guests", "people", "participants", "clients"]
                .contains(&pair[1].as_str())
    });
    everybody || counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_in_words_and_in_digits() {
        let read = |text| numbers(text).into_iter().collect::<Vec<_>>();
        assert_eq!(read("held for twenty-six minutes, 1,200 times"), [26, 1_200]);
        assert_eq!(read("four hundred and twelve calls"), [412]);
        assert_eq!(read("a hundred and eighteen pounds, out of five hundred, one hundred"), [100, 118, 500]);
        assert_eq!(read("a hundred and twenty-six for two of us, a thousand and more"), [2, 126, 1_000]);
        assert_eq!(
            read("between two hundred and three hundred, or a hundred and one hundred"),
            [100, 200, 300]
        );
        assert_eq!(read("a hundred and twenty thousand"), [120_000]);
        assert_eq!(read("200 and 12 more, a list and one call"), [12, 200]);
        assert_eq!(read("one of the forty"), [40]);
        assert!(adds_a_number("Waits 30 minutes", "I was on hold for twenty-six minutes."));
        assert!(!adds_a_number("Waits 26 minutes", "I was on hold for twenty-six minutes."));
    }

    #[test]
    fn a_turned_negation_is_seen_where_the_words_are_shared() {
        assert!(turns_a_negation("Uses the voucher", "I never used the voucher."));
        assert!(turns_a_negation("Never used the voucher", "I used the voucher at once."));
        assert!(!turns_a_negation("Never used the voucher", "I never used it. The voucher? No."));
        assert!(!turns_a_negation("Wants a quiet cabin", "I never used the voucher."));
    }

    #[test]
    fn a_new_name_and_a_crowd_are_seen() {
        assert!(adds_a_name("Rings Compliance first", "I ring the desk first."));
        assert!(!adds_a_name("Rings the Desk first, as I do", "I ring the desk first."));
        assert!(speaks_of_many("Most guests give up") && !speaks_of_many("A guest gave up"));
    }
}
