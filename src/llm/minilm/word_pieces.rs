//! Words and word pieces as BERT's uncased models see them.
//!
//! The rules are those of the published tokenizer: control characters and
//! accents are dropped, letters lowered, every punctuation mark and every
//! Chinese character stands alone, and a word is cut greedily into the longest
//! pieces of the vocabulary.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The vocabulary, one piece a line; the line's number is the piece's id.
static VOCABULARY: &str = include_str!("vocab.txt");

/// A longer word is unknown, as in the published tokenizer.
const LONGEST_WORD: usize = 100;

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static DROPPED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{Mn}\p{Cf}\p{Co}\x{FFFD}\p{Cc}--\t\n\r]").unwrap());

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\p{Han}|[\p{P}$+<=>^`|~]|[^\s\p{Han}\p{P}$+<=>^`|~]+").unwrap());

/// Cuts texts into the ids of word pieces.
pub(super) struct WordPieces {
    ids: HashMap<&'static str, i32>,
    unknown: i32,
    start: i32,
    end: i32,
}

impl WordPieces {
    /// Reads the vocabulary; `None` if a special piece is missing from it.
    pub(super) fn load() -> Option<Self> {
        let ids: HashMap<&str, i32> = VOCABULARY.lines().zip(0..).collect();
        let (unknown, start, end) = (*ids.get("[UNK]")?, *ids.get("[CLS]")?, *ids.get("[SEP]")?);
        Some(Self { ids, unknown, start, end })
    }

    /// The ids of a text between start and end mark, at most `longest` with both marks.
    ///
    /// What goes beyond is cut off. Empty for a text without words.
    pub(super) fn encode(&self, text: &str, longest: usize) -> Vec<i32> {
        let plain: String = text.nfd().collect();
        let plain = DROPPED.replace_all(&plain, "").to_lowercase();
        let mut ids = vec![self.start];
        for word in WORD.find_iter(&plain) {
            if ids.len() + 1 >= longest {
                break;
            }
            self.push_word(word.as_str(), &mut ids);
        }
        if ids.len() == 1 {
            return Vec::new();
        }
        ids.truncate(longest - 1);
        ids.push(self.end);
        ids
    }

    /// Adds the pieces of one word, or the unknown piece if any part of it is unknown.
    fn push_word(&self, word: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        let mut rest = if word.chars().count() > LONGEST_WORD { "" } else { word };
        while let Some((id, length)) = self.longest_piece(rest, ids.len() > before) {
            ids.push(id);
            rest = &rest[length..];
        }
        if !rest.is_empty() || ids.len() == before {
            ids.truncate(before);
            ids.push(self.unknown);
        }
    }

    /// The id and the bytes of the longest piece with which `rest` begins.
    fn longest_piece(&self, rest: &str, inside_word: bool) -> Option<(i32, usize)> {
        let marked = if inside_word { format!("##{rest}") } else { rest.to_owned() };
        let mark = marked.len() - rest.len();
        let ends = rest.char_indices().map(|(at, letter)| at + letter.len_utf8());
        ends.rev().find_map(|end| self.ids.get(&marked[..mark + end]).map(|id| (*id, end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&'static str> {
        let ids = WordPieces::load().unwrap().encode(text, 256);
        let lines: Vec<&str> = VOCABULARY.lines().collect();
        ids.into_iter().map(|id| lines[usize::try_from(id).unwrap()]).collect()
    }

    #[test]
    fn words_are_lowered_and_cut_into_the_longest_pieces() {
        assert_eq!(
            pieces("Refinement isn't embeddings!"),
            [
                "[CLS]", "ref", "##ine", "##ment", "isn", "'", "t", "em", "##bed", "##ding", "##s", "!",
                "[SEP]"
            ]
        );
    }

    #[test]
    fn accents_and_control_characters_make_no_difference() {
        assert_eq!(pieces("Ca\u{0301}fe\u{200D} Zu\u{0308}rich\u{0007}"), pieces("cafe zurich"));
        assert_eq!(pieces("Café"), pieces("cafe"));
    }

    #[test]
    fn a_word_with_an_unknown_part_is_unknown_as_a_whole() {
        assert_eq!(pieces("pay🙂ment 日本"), ["[CLS]", "[UNK]", "日", "本", "[SEP]"]);
        assert_eq!(pieces(&"a".repeat(101)), ["[CLS]", "[UNK]", "[SEP]"]);
    }

    #[test]
    fn a_text_without_words_has_no_pieces() {
        assert_eq!(pieces(" \n\t\u{200B}"), Vec::<&str>::new());
    }

    #[test]
    fn a_long_text_ends_with_the_end_mark_at_the_limit() {
        let words = WordPieces::load().unwrap();
        let ids = words.encode(&"embeddings ".repeat(300), 256);
        assert_eq!((ids.len(), ids[0], ids[255]), (256, 101, 102));
        assert_eq!(ids[..8], words.encode(&"embeddings ".repeat(300), 9)[..8]);
    }
}
