//! Where somebody who is only spoken of may be named: for a person to look at, never hidden unasked.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What people do and what is done to them, beside a capital that opens no sentence; and the words
/// for kin and colleagues.
#[expect(clippy::unwrap_used, reason = "a test loads it")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\b(?i:asked|asks?|told|tells?|rang|rings?|called|calls?|met|meets?|emailed|phoned|texted|thanks?|thanked|knows?|knew|with|from|by|and|for|to|is|was|named)\s+((?:[A-Z][a-z]+)(?:\s+[A-Z][a-z]+)?)\s+(?:who|said|says|told|tells|asked|asks|picked|rang|called|wrote|sent|works?|worked|does|did|knows|knew|always|never|helped|helps|lives|came|went|has|had|was|is)\b
        |\b(?i:my|our|his|her|their|the)\s+(?:(?:older|younger|old|new|little)\s+)?(?i:husband|wife|partner|son|daughter|sister|brother|mother|father|mum|dad|aunt|uncle|cousin|friend|neighbour|neighbor|colleague|boss|manager|nurse|doctor|teacher|skipper|secretary|assistant|director)(?:,)?\s+((?:[A-Z][a-z]+)(?:\s+[A-Z][a-z]+)?)\b
        |\b(?i:asked|told|rang|met|phoned|texted|thanked|emailed|ask|tell|ring|meet)\s+((?:[A-Z][a-z]+)(?:\s+[A-Z][a-z]+)?)\b
        |\b(?i:mr|mrs|ms|miss|dr|doctor|sister|father|nurse)\.?\s+((?:[A-Z][a-z]+)(?:\s+[A-Z][a-z]+)?)\b
        |\b([A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)(?:\s+(?:told|asked|says|rang|phoned|texted)\s+(?:me|us|him|her|them)|'s\s+(?:husband|wife|son|daughter|sister|brother|phone|desk|job|list))\b",
    )
    .unwrap()
});

/// Words with a capital that name nobody.
const NOBODY: [&str; 43] = [
    "Anybody",
    "Anyone",
    "April",
    "August",
    "But",
    "December",
    "English",
    "Everybody",
    "Everyone",
    "February",
    "French",
    "Friday",
    "German",
    "God",
    "He",
    "It",
    "January",
    "July",
    "June",
    "March",
    "May",
    "Monday",
    "Nobody",
    "November",
    "October",
    "One",
    "Saturday",
    "September",
    "She",
    "Somebody",
    "Someone",
    "Spanish",
    "Sunday",
    "That",
    "The",
    "There",
    "They",
    "This",
    "Thursday",
    "Tuesday",
    "We",
    "Wednesday",
    "You",
];

/// Places in a text where somebody who is spoken of may be named, in order.
pub fn people_spoken_of(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = NAMED
        .captures_iter(text)
        .filter_map(|one| one.iter().skip(1).flatten().next().map(|name| name.range()))
        .filter(|range| {
            let first = text[range.clone()].split_whitespace().next().unwrap_or_default();
            NOBODY.binary_search(&first).is_err()
        })
        .collect();
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_spoken_of_is_found_where_people_do_something() {
        assert!(NOBODY.is_sorted());
        let told = [
            ("I asked Tom and he knew.", "Tom"),
            ("My sister Ana Lopez does the bookings.", "Ana Lopez"),
            ("Then I rang Omar at the desk.", "Omar"),
            ("We wrote to Dr Haddad twice.", "Haddad"),
            ("Priya told me it was shut.", "Priya"),
            ("It was with Lena who keeps the list.", "Lena"),
        ];
        for (words, name) in told {
            let found: Vec<&str> = people_spoken_of(words).into_iter().map(|range| &words[range]).collect();
            assert_eq!(found, [name], "{words}");
        }
        for words in [
            "I rang the desk on Monday and waited.",
            "P02 picked up at nine, and I01 asked again.",
            "The desk told me it was shut.",
            "We use Kubernetes with Prometheus.",
            "They told us on Friday, and That was it.",
        ] {
            assert!(people_spoken_of(words).is_empty(), "{words}");
        }
    }
}
