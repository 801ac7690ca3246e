//! Words and sentences, and the one normalisation under which quotes are compared.

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// English words that carry no content, in byte order.
const STOP_WORDS: [&str; 136] = [
    "a",
    "about",
    "after",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "being",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "done",
    "down",
    "each",
    "even",
    "for",
    "from",
    "get",
    "go",
    "going",
    "got",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "it's",
    "its",
    "just",
    "kind",
    "know",
    "like",
    "made",
    "make",
    "me",
    "mean",
    "more",
    "most",
    "my",
    "no",
    "not",
    "now",
    "of",
    "off",
    "oh",
    "ok",
    "okay",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "really",
    "right",
    "said",
    "same",
    "say",
    "see",
    "she",
    "should",
    "so",
    "some",
    "something",
    "such",
    "than",
    "that",
    "that's",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "through",
    "to",
    "too",
    "uh",
    "um",
    "up",
    "us",
    "very",
    "want",
    "was",
    "way",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yeah",
    "yes",
    "you",
    "your",
];

/// Lower-case words: runs of letters, digits and apostrophes.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        match character {
            '\u{2019}' => word.push('\''),
            c if c.is_alphanumeric() || c == '\'' => word.extend(c.to_lowercase()),
            _ => push_word(&mut found, &mut word),
        }
    }
    push_word(&mut found, &mut word);
    found
}

fn push_word(found: &mut Vec<String>, word: &mut String) {
    let trimmed = word.trim_matches('\'');
    if !trimmed.is_empty() {
        found.push(trimmed.to_owned());
    }
    word.clear();
}

/// Whether a lower-case word carries no content.
pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// The words of `text` without stop words.
pub fn content_words(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !is_stop_word(word)).collect()
}

/// The stem of a lower-case English word (Snowball).
pub fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

/// The stems of the content words of `text`, in order.
pub fn content_stems(text: &str) -> Vec<String> {
    let stemmer = Stemmer::create(Algorithm::English);
    content_words(text).iter().map(|word| stemmer.stem(word).into_owned()).collect()
}

/// Byte ranges of the sentences of `text`, without the white space around them.
///
/// A sentence ends at `.`, `!`, `?` or `…` followed by white space, or at a line
/// break. Common abbreviations and single initials do not end one.
pub fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let closes = match character {
            '\n' => true,
            '!' | '?' | '…' => next.is_none_or(char::is_whitespace),
            '.' => next.is_none_or(char::is_whitespace) && !is_abbreviation(&text[start..at]),
            _ => false,
        };
        if closes {
            push_trimmed(text, start..at + character.len_utf8(), &mut ranges);
            start = at + character.len_utf8();
        }
    }
    push_trimmed(text, start..text.len(), &mut ranges);
    ranges
}

fn is_abbreviation(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    const ABBREVIATIONS: [&str; 14] =
        ["e.g", "i.e", "etc", "mr", "mrs", "ms", "dr", "prof", "vs", "no", "approx", "incl", "st", "cf"];
    (last.chars().count() == 1 && last.chars().all(char::is_uppercase))
        || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

fn push_trimmed(text: &str, range: std::ops::Range<usize>, ranges: &mut Vec<std::ops::Range<usize>>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.end - (part.len() - part.trim_end().len());
    if start < end {
        ranges.push(start..end);
    }
}

/// `text` on one line: white space runs to one space, none at the ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with its first letter large.
pub fn capitalise(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The words in one line and in small letters: how two labels are compared.
pub fn folded(text: &str) -> String {
    one_line(text).to_lowercase()
}

/// The form under which a quote and a turn are compared.
///
/// NFC; curly quotes and dashes made straight; special spaces to a space;
/// zero-width characters and soft hyphens removed; white space runs to one
/// space. Case and punctuation are kept.
pub fn normalise_quote(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for character in text.nfc() {
        match character {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => normal.push('\''),
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => normal.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => normal.push('-'),
            c if c.is_whitespace() => {
                if !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            c => normal.push(c),
        }
    }
    normal.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted_for_the_search() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn words_keep_inner_apostrophes_only() {
        assert_eq!(words("Don’t 'quote' me, P3!"), ["don't", "quote", "me", "p3"]);
    }

    #[test]
    fn an_abbreviation_does_not_end_a_sentence() {
        let text = "Call Dr. Quist, e.g. today. Then wait!\nDone";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Call Dr. Quist, e.g. today.", "Then wait!", "Done"]);
    }

    #[test]
    fn forms_that_look_alike_are_equal_after_normalising() {
        assert_eq!(
            normalise_quote("It\u{2019}s \u{201c}fine\u{201d}\u{a0}\u{2014} now"),
            "It's \"fine\" - now"
        );
        assert_eq!(normalise_quote("re\u{ad}fund  \n now"), "refund now");
        assert_eq!(normalise_quote("cafe\u{301}"), normalise_quote("caf\u{e9}"));
    }
}
