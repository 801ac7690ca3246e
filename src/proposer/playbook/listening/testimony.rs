//! The sentences of the passages that a search found, ready to be weighed.

use super::opposition::context_of;
use super::strength_of;
use crate::domain::evidence::{FoundPassage, Quote};
use crate::domain::interview::{Strength, Turn};
use crate::domain::text;
use crate::llm::{EmbedError, Embedder};
use crate::proposer::Heard;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Sentences that are weighed for one item; a search brings the best passages first.
const MOST_EXCERPTS: usize = 240;
/// Words of an excerpt: fewer prove nothing, more are not read.
const FEWEST_WORDS: usize = 4;
const MOST_WORDS: usize = 60;
/// Above this many words a sentence is cut at its joints.
const LONG_WORDS: usize = 32;

static JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:;|,|\s[-–—])\s+(?:and|but|so|because|then|or|which)?\s*"));
static ASKS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:you|your)\b.*\?\s*$|^(?:right|okay|ok|yeah|really|sorry|what|pardon)\b[^.!]{0,40}\?\s*$",
    )
});
static HOSTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:welcome\s+(?:to|back|everyone|everybody)|thanks?\s+(?:you\s+)?(?:everyone|everybody|for\s+(?:joining|coming|having|watching|your\s+time))|next\s+question|any\s+(?:other|more)\s+questions)\b",
    )
});

/// Words addressed to a machine: they testify nothing, whoever's turn they stand in.
static TO_A_MACHINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:^|[^\w\s'\u{2019}]\s*|\b(?:please|must|should|shall|now|and|to|you|can|could|will|then|system|assistant|ai|model|bot)\s+)
            (?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:instructions?|prompts?|rules|above|previous)\b|\bsystem\s+prompt\b
        |\byou\s+are\s+(?:now\s+)?an?\s+(?:ai|assistant|language\s+model|bot)\b|\bas\s+an\s+ai\b|\b(?:assistant|system)\s*:|\bsystem\s+message\b|\bassistant,\s+\w+|\bnote\s+to\s+(?:the\s+)?(?:ai|assistant|model|copilot)\b",
    )
});

/// A sentence of a participant, with where it stands and what it proves.
#[derive(Debug, Clone, PartialEq)]
pub struct Excerpt {
    /// The words, as a quote of the turn.
    pub quote: Quote,
    /// Whom to count it for.
    pub person: String,
    /// Segment of that person, when known.
    pub segment: Option<String>,
    /// Content stems of the words.
    pub stems: BTreeSet<String>,
    /// Unit vector of the words; empty when the encoder did not answer.
    pub vector: Vec<f32>,
    /// The words with the sentence before and after them, and the question that the turn answers.
    pub context: String,
    /// Content stems of that.
    pub around: BTreeSet<String>,
}

/// Whether words give an order to a machine.
pub fn speaks_to_a_machine(words: &str) -> bool {
    TO_A_MACHINE.is_match(words)
}

/// Everything that was heard, sentence by sentence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Testimony {
    /// Sentences in the order in which the search ranked their passages, each once.
    pub excerpts: Vec<Excerpt>,
    /// How many passages the search looked at.
    pub searched: usize,
}

impl Testimony {
    /// Reads the passages and encodes their sentences.
    ///
    /// # Errors
    /// When the encoder fails: half a hearing would look like silence.
    pub async fn take(heard: &Heard, encoder: &dyn Embedder) -> Result<Self, EmbedError> {
        let mut seen = BTreeSet::new();
        let mut excerpts: Vec<Excerpt> = heard
            .pool
            .passages
            .iter()
            .flat_map(|passage| {
                let before = std::iter::once(None).chain(passage.turns.iter().map(Some));
                before
                    .zip(&passage.turns)
                    .flat_map(|(before, turn)| told_after(passage, before, turn))
                    .collect::<Vec<_>>()
            })
            .filter(|excerpt| seen.insert(text::normalise_quote(&excerpt.quote.text).to_lowercase()))
            .take(MOST_EXCERPTS)
            .collect();
        let words: Vec<String> = excerpts.iter().map(|excerpt| excerpt.quote.text.clone()).collect();
        for (excerpt, vector) in excerpts.iter_mut().zip(encoder.embed(&words).await?) {
            excerpt.vector = vector;
        }
        Ok(Self { excerpts, searched: heard.pool.searched })
    }
}

/// The sentences of a turn, with the question that it answers.
fn told_after(passage: &FoundPassage, before: Option<&Turn>, turn: &Turn) -> Vec<Excerpt> {
    let asked = before.filter(|before| !before.role.testifies()).map(|before| before.text.as_str());
    let mut excerpts = excerpts_of(passage, turn);
    for excerpt in &mut excerpts {
        excerpt.context = context_of(asked, &turn.text, excerpt.quote.start..excerpt.quote.end);
        excerpt.around = text::content_stems(&excerpt.context).into_iter().collect();
    }
    excerpts
}

/// The sentences of one turn that may testify; none unless a participant speaks for themselves.
pub fn excerpts_of(passage: &FoundPassage, turn: &Turn) -> Vec<Excerpt> {
    if !turn.role.testifies() || HOSTING.is_match(&turn.text) {
        return Vec::new();
    }
    text::sentences(&turn.text)
        .into_iter()
        .flat_map(|range| cut_long(&turn.text, range))
        .filter_map(|range| read_excerpt(passage, turn, range))
        .collect()
}

fn read_excerpt(passage: &FoundPassage, turn: &Turn, range: Range<usize>) -> Option<Excerpt> {
    let words = &turn.text[range.clone()];
    let count = text::words(words).len();
    let strength = strength_of(words);
    let testifies = (FEWEST_WORDS..=MOST_WORDS).contains(&count)
        && !ASKS_BACK.is_match(words)
        && !TO_A_MACHINE.is_match(words);
    (testifies && strength != Strength::Compliment).then(|| Excerpt {
        quote: passage.quote(turn, range, strength),
        person: if passage.person == passage.source {
            format!("{}/{}", passage.source, turn.speaker)
        } else {
            passage.person.clone()
        },
        segment: passage.segment.clone(),
        stems: text::content_stems(words).into_iter().collect(),
        vector: Vec::new(),
        context: String::new(),
        around: BTreeSet::new(),
    })
}

/// A long sentence in pieces of at least eight words, cut where spoken clauses join.
fn cut_long(turn: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let sentence = &turn[range.clone()];
    if text::words(sentence).len() <= LONG_WORDS {
        return vec![range];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for joint in JOINT.find_iter(sentence) {
        let (before, after) = (&sentence[start..joint.start()], &sentence[joint.end()..]);
        if text::words(before).len() >= 8 && text::words(after).len() >= 4 {
            pieces.push(range.start + start..range.start + joint.start());
            start = joint.end();
        }
    }
    pieces.push(range.start + start..range.end);
    pieces
}
