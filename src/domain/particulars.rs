//! Figures and names in a text: what nobody may add to what was said.

use super::text;
use std::collections::BTreeSet;

/// Words that are a number.
const NUMBERS: [&str; 34] = [
    "zero",
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
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "dozen",
    "half",
    "quarter",
    "twice",
];

/// Every number in a text, in digits or as a word.
pub fn figures(words: &str) -> BTreeSet<String> {
    let is_figure =
        |word: &String| word.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word.as_str());
    text::words(words).into_iter().filter(is_figure).collect()
}

/// Words with a capital that do not begin a sentence or stand alone as one, and words in capitals
/// wherever they stand.
pub fn names(text: &str) -> Vec<String> {
    let mut begins = true;
    let mut names = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let stands_alone = words.peek().is_none() || word.ends_with(['.', '!', '?']);
        let is_a_name = (!begins || stands_alone || is_shouted(bare))
            && bare.chars().count() > 1
            && bare.starts_with(char::is_uppercase)
            && !bare.starts_with("I'")
            && !bare.starts_with("I\u{2019}");
        if is_a_name {
            names.push(bare.to_owned());
        }
        begins = word.ends_with(['.', '!', '?', ':', '\u{201c}', '"']) || word.starts_with(['\u{201c}', '"']);
    }
    names
}

/// Whether a word is an abbreviation, or written as one.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_names_are_found_wherever_they_stand() {
        let found: Vec<String> = figures("Twice in 2026, and half of P07's").into_iter().collect();
        assert_eq!(found, ["2026", "half", "twice"]);
        assert_eq!(names("The office in Bergen. Ada said I'm late: VAT is due"), ["Bergen", "VAT"]);
        assert_eq!(names("TOPMOST of all"), ["TOPMOST"]);
        assert_eq!(names("Guests pay at once. Quintrell"), ["Quintrell"]);
    }
}
