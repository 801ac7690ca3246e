//! Finds the names of people in labels and in what is said, and puts pseudonyms in their place.
//!
//! Names come from labels and from the person who imports, never from a guess about the
//! text: whoever is spoken of and was named nowhere stays. A part of a name that is also a
//! word ("Mark", "May") is replaced only where it is written and placed like a name.

use crate::domain::text::{folded, is_stop_word};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words of a label that say what somebody is, not who.
const CALLINGS: &str = "admin agent ai analyst assistant audience bot caller captain ceo chief child clerk client coach \
    colleague cto customer designer desk developer director doctor driver employee engineer everyone \
    expert facilitator female group guest head host interviewee interviewer interviewerin lead male \
    man manager member moderator narrator notetaker nurse observer office one operator owner \
    participant patient people person pm product question quoted recorder recording rep researcher \
    respondent response sales service skipper speaker spk staff student support system taker teacher \
    team teilnehmer teilnehmerin tester three trainer two unknown user ux voice woman";
/// Words before or inside a name that are no part of it.
const AROUND: &str = "al and bin da de del der di dr frau herr jr la miss mr mrs ms prof sir sr the van von";
/// Names that are words as well.
const WORDS_TOO: &str = "amber angel april art august autumn bill bob brook carol chance chase christian crystal daisy \
    dawn dean don drew earl eve faith faye fern frank gene glen grace grant guy harmony harry \
    heather holly hope iris ivy jack jay jean joy june kit lance lily major mark marshal mason may \
    mike miles nick norm olive page pat patience penny peg pearl ray reed rich rob robin rose ruby \
    rusty sandy scout skip sky stone sue summer sunny terry tony trip van victor violet wade ward \
    will young";

fn is_among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// The words of a label that name a person, in lower case; none for a role, a number or a code.
pub fn name_words(label: &str) -> Vec<String> {
    let named = label.split(['(', '[', '{', '|', ',', '@', '<', '/']).next().unwrap_or_default();
    let words: Vec<String> = words_of(named).map(|range| named[range].to_lowercase()).collect();
    if words.iter().any(|word| is_among(CALLINGS, word)) {
        return Vec::new();
    }
    let is_name = |word: &String| {
        word.chars().count() > 1
            && word.chars().all(char::is_alphabetic)
            && !is_among(AROUND, word)
            && (!is_stop_word(word) || is_among(WORDS_TOO, word))
    };
    words.into_iter().filter(is_name).collect()
}

/// Whether a label names a person.
pub fn is_name(label: &str) -> bool {
    !name_words(label).is_empty()
}

/// Whether two labels can be forms of one name: the words of one are among those of the other.
pub fn is_form_of(a: &str, b: &str) -> bool {
    let (a, b): (BTreeSet<String>, BTreeSet<String>) =
        (name_words(a).into_iter().collect(), name_words(b).into_iter().collect());
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// Names with what stands for each.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Labels as a whole, in lower case.
    labels: BTreeMap<String, String>,
    /// Forms by their first word, the longest first.
    forms: BTreeMap<String, Vec<Form>>,
}

#[derive(Debug, Clone)]
struct Form {
    words: Vec<String>,
    stands_for: String,
    is_word_too: bool,
    is_short: bool,
}

/// A text without names, and where they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Veiled {
    /// The text with pseudonyms.
    pub text: String,
    /// Where a name stood in the text before, and where its pseudonym stands now.
    pub edits: Vec<(Range<usize>, Range<usize>)>,
}

impl Veiled {
    /// Where a byte of the text before stands now.
    pub fn place(&self, before: usize) -> usize {
        match self.edits.iter().rev().find(|(old, _)| old.start <= before) {
            None => before,
            Some((old, new)) if before < old.end => new.start,
            Some((old, new)) => new.end + (before - old.end),
        }
    }
}

impl Names {
    /// Names, each with its pseudonym. `said` is what is known of the texts: a part of a name
    /// that is written small behind an article in them is a word as well.
    pub fn of(names: &[(String, String)], said: &[&str]) -> Self {
        let small: BTreeSet<String> = said.iter().flat_map(|text| things_in(text)).collect();
        let mut of_words: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
        for (name, pseudonym) in names {
            let words = name_words(name);
            for word in &words {
                of_words.entry(vec![word.clone()]).or_default().insert(pseudonym);
            }
            if words.len() > 1 {
                of_words.entry(words).or_default().insert(pseudonym);
            }
        }
        let mut forms: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for (words, pseudonyms) in of_words {
            let first = words[0].clone();
            let alone = words.len() == 1;
            let is_word_too = alone && (is_among(WORDS_TOO, &first) || small.contains(&first));
            let is_short = alone && first.chars().count() < 3;
            let stands_for = pseudonyms.into_iter().collect::<Vec<_>>().join("/");
            forms.entry(first).or_default().push(Form { words, stands_for, is_word_too, is_short });
        }
        for of_word in forms.values_mut() {
            of_word.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        let labels = names.iter().map(|(name, pseudonym)| (folded(name), pseudonym.clone())).collect();
        Self { labels, forms }
    }

    /// What stands for a label; none where it is no name that is known.
    pub fn label(&self, label: &str) -> Option<&str> {
        self.labels.get(&folded(label)).map(String::as_str)
    }

    /// The text with pseudonyms in the place of names.
    pub fn veil(&self, text: &str) -> Veiled {
        let words: Vec<Range<usize>> = words_of(text).collect();
        let mut veiled = Veiled::default();
        let (mut at, mut done) = (0, 0);
        while at < words.len() {
            let Some(form) = self.form_at(text, &words[at..]) else {
                at += 1;
                continue;
            };
            let last = at + form.words.len() - 1;
            let old = words[at].start..words[last].end;
            veiled.text.push_str(&text[done..old.start]);
            let start = veiled.text.len();
            veiled.text.push_str(&form.stands_for);
            veiled.edits.push((old.clone(), start..veiled.text.len()));
            (done, at) = (old.end, last + 1);
        }
        veiled.text.push_str(&text[done..]);
        veiled
    }

    /// The text with pseudonyms, where only the text is wanted.
    pub fn without_names(&self, text: &str) -> String {
        self.veil(text).text
    }

    fn form_at(&self, text: &str, words: &[Range<usize>]) -> Option<&Form> {
        let first = text[words[0].clone()].to_lowercase();
        self.forms.get(&first)?.iter().find(|form| {
            let fits = form.words.len() <= words.len()
                && form
                    .words
                    .iter()
                    .zip(words)
                    .all(|(word, range)| *word == text[range.clone()].to_lowercase())
                && words[..form.words.len()].windows(2).all(|pair| is_gap(&text[pair[0].end..pair[1].start]));
            fits && (!form.is_word_too || stands_as_name(text, &words[0]))
                && (!form.is_short || text[words[0].clone()].starts_with(char::is_uppercase))
        })
    }
}

/// Written like a name, and not because a sentence begins with it, unless somebody is addressed.
fn stands_as_name(text: &str, word: &Range<usize>) -> bool {
    let before = text[..word.start].trim_end().chars().next_back();
    let begins = before.is_none_or(|last| ".?!:;\"“”…\n".contains(last));
    let after = &text[word.end..];
    let is_addressed = after.starts_with([',', '\'', '’', '!', '?', '.', ':']) || after.is_empty();
    text[word.clone()].starts_with(char::is_uppercase) && (!begins || is_addressed)
}

/// Between the words of one name.
fn is_gap(between: &str) -> bool {
    between.len() <= 3 && between.chars().all(|character| " -_.'’\n".contains(character))
}

/// Words that are written small behind an article or the like: no names.
fn things_in(text: &str) -> Vec<String> {
    const BEFORE: &str = "the a an my your our his their this that these those each every some no";
    let words: Vec<&str> = words_of(text).map(|range| &text[range]).collect();
    let is_thing =
        |pair: &&[&str]| is_among(BEFORE, &pair[0].to_lowercase()) && pair[1].starts_with(char::is_lowercase);
    words.windows(2).filter(is_thing).map(|pair| pair[1].to_owned()).collect()
}

/// Runs of letters and digits.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| start + at);
        rest = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let known = [("Nadia Kovac", "P01"), ("Mark", "P02"), ("Dr. Jo van Dam", "P03"), ("Jo Smith", "P04")];
        Names::of(&known.map(|(name, stands)| (name.to_owned(), stands.to_owned())), &[])
    }

    #[test]
    fn the_word_lists_have_no_word_twice() {
        for list in [CALLINGS, AROUND, WORDS_TOO] {
            let words: Vec<&str> = list.split_whitespace().collect();
            assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        }
    }

    #[test]
    fn roles_numbers_and_codes_name_nobody() {
        for label in ["Interviewer", "P03", "Speaker 1", "spk_1", "B", "Front Desk", "Unknown Speaker", ""] {
            assert!(!is_name(label), "{label}");
        }
        assert_eq!(name_words("Dr. Jo van Dam (UX)"), ["jo", "dam"]);
        assert!(is_form_of("Nadia", "Nadia Kovac") && !is_form_of("Nadia", "Mark"));
    }

    #[test]
    fn every_form_of_a_name_is_replaced() {
        for (text, wanted) in [
            ("So Nadia Kovac rang, and Nadia's boat left.", "So P01 rang, and P01's boat left."),
            ("NADIA said nadia-kovac_kovac", "P01 said P01_P01"),
            ("Mark the page. Then Mark, did Mark mark it?", "Mark the page. Then P02, did P02 mark it?"),
            ("Mark, are you there?", "P02, are you there?"),
            ("Jo asked Dam.", "P03/P04 asked P03."),
            ("Nadiast\u{e9} is another", "Nadiast\u{e9} is another"),
        ] {
            assert_eq!(names().without_names(text), wanted);
        }
    }

    #[test]
    fn a_part_that_is_written_small_elsewhere_is_a_word_too() {
        let known = [("Harbour Jones".to_owned(), "P05".to_owned())];
        let names = Names::of(&known, &["We left the harbour."]);
        assert_eq!(names.without_names("The harbour. Ask Harbour or Jones."), "The harbour. Ask P05 or P05.");
    }

    #[test]
    fn places_after_a_name_move_with_it() {
        let veiled = names().veil("It was Nadia Kovac who rang.");
        assert_eq!(veiled.text, "It was P01 who rang.");
        assert_eq!([0, 7, 9, 18, 19].map(|at| veiled.place(at)), [0, 7, 7, 10, 11]);
    }
}
