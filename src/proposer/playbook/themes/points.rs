//! What each interview brings to the themes: its strongest sentences, each read in its own interview.

use super::super::snapshot::{Said, goes_around, is_odd, listen, matters, quote_in_context};
use super::trouble::Trouble;
use crate::domain::evidence::Quote;
use crate::domain::interview::Interview;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder};
use crate::proposer::playbook::listening::{Polarity, polarity_of, rejects_the_need};
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Sentences that an interview brings at most.
const MOST: usize = 32;
/// Weight from which a sentence may be part of a theme.
pub(super) const LEAST: f64 = 1.0;
/// Weight from which a sentence may add a voice to a theme that others make.
pub(super) const JOINING: f64 = 0.6;
/// Sentences from which on it can be told which words are everybody's.
const MANY_POINTS: usize = 60;
/// Content stems without which a sentence names no matter: "I never used it".
const FEWEST_STEMS: usize = 3;
/// Sentences of ease that an interview brings at most, to speak against themes.
const MOST_CALM: usize = 16;

static INCIDENTAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:(?:minute|hour|day|week|month|year|morning|evening|night)s?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|october|november|december
        |\d[\d.,:]*|one|{number})\b",
    )
});

/// A sentence that may belong to a theme, or speak against one.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The sentence in its conversation.
    pub said: Said,
    /// The quote with what it leans on.
    pub quote: Quote,
    /// The quote with the sentences beside it in its turn, by which its matter is told.
    pub around: String,
    /// One line in the participant's words.
    pub line: String,
    /// How much it matters.
    pub weight: f64,
    /// Whether it tells that something works, or is not needed.
    pub is_calm: bool,
    /// Day of the conversation.
    pub date: Option<String>,
    /// Kinds of trouble that it tells of.
    pub(super) troubles: BTreeSet<Trouble>,
    /// Unit vector of the quote.
    pub vector: Vec<f32>,
}

impl Point {
    /// Whom it counts for.
    pub fn person(&self) -> &str {
        &self.said.excerpt.person
    }
}

/// The points of all interviews, by interview and place; the same words in two files count once.
///
/// # Errors
/// [`EmbedError`] when the encoder fails.
pub(super) async fn points(
    interviews: &[&Interview],
    encoder: &dyn Embedder,
) -> Result<Vec<Point>, EmbedError> {
    let mut heard = BTreeSet::new();
    let mut points = Vec::new();
    for interview in interviews {
        let brought = of_one(interview);
        let new = |point: &Point| heard.insert(text::normalise_quote(point.said.words()).to_lowercase());
        points.extend(brought.into_iter().filter(new).collect::<Vec<_>>());
    }
    let common = said_by_most(&points);
    let said: Vec<String> = points.iter().map(|point| matter_of(&point.quote.text, &common)).collect();
    let around: Vec<String> = points.iter().map(|point| matter_of(&point.around, &common)).collect();
    let vectors = encoder.embed(&said).await?.into_iter().zip(encoder.embed(&around).await?);
    for (point, (said, around)) in points.iter_mut().zip(vectors) {
        point.vector = mean(&said, &around);
    }
    Ok(points)
}

fn of_one(interview: &Interview) -> Vec<Point> {
    let mut said: Vec<(f64, bool, Said)> = listen(interview)
        .into_iter()
        .filter(|one| !one.is_led && !one.words().ends_with('?') && one.excerpt.stems.len() >= FEWEST_STEMS)
        .map(|one| (matters(&one), is_calm(one.words()), one))
        .collect();
    said.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut room: BTreeMap<bool, usize> = [(false, MOST), (true, MOST_CALM)].into();
    said.retain(|(weight, is_calm, one)| {
        let left = room.entry(*is_calm).or_default();
        let fits = *left > 0
            && (*is_calm
                || *weight >= JOINING
                || is_strange(&quote_in_context(interview, &one.excerpt.quote).text));
        *left -= usize::from(fits);
        fits
    });
    said.sort_by_key(|(_, _, one)| (one.excerpt.quote.turn, one.excerpt.quote.start));
    said.into_iter()
        .map(|(weight, is_calm, one)| Point {
            quote: quote_in_context(interview, &one.excerpt.quote),
            around: around(interview, &one.excerpt.quote),
            troubles: Trouble::all_in(&quote_in_context(interview, &one.excerpt.quote).text),
            line: one.line(),
            date: interview.date.clone(),
            vector: Vec::new(),
            said: one,
            weight,
            is_calm,
        })
        .collect()
}

/// The quote with one sentence before and one after it, of the same turn.
fn around(interview: &Interview, quote: &Quote) -> String {
    let Some(turn) = interview.turns.iter().find(|turn| turn.index == quote.turn) else {
        return quote.text.clone();
    };
    let sentences = text::sentences(&turn.text);
    let start =
        sentences.iter().rev().find(|one| one.end <= quote.start).map_or(quote.start, |one| one.start);
    let end = sentences.iter().find(|one| one.start >= quote.end).map_or(quote.end, |one| one.end);
    turn.text[start..end].to_owned()
}

/// The direction between two unit vectors: what was said, in what it was said about.
fn mean(a: &[f32], b: &[f32]) -> Vec<f32> {
    let sum: Vec<f32> = a.iter().zip(b).map(|(a, b)| a + b).collect();
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length > 0.0 { sum.iter().map(|x| x / length).collect() } else { sum }
}

/// Stems that most people use again and again: the name of the product tells no two matters apart.
pub(super) fn said_by_most(points: &[Point]) -> BTreeSet<String> {
    if points.len() < MANY_POINTS {
        return BTreeSet::new();
    }
    let mut by: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for point in points {
        for stem in &point.said.excerpt.stems {
            let (times, people) = by.entry(stem).or_default();
            *times += 1;
            people.insert(point.person());
        }
    }
    let everyone = points.iter().map(Point::person).collect::<BTreeSet<_>>().len();
    by.into_iter()
        .filter(|(_, (times, people))| people.len() * 5 > everyone * 3 && times * 12 > points.len())
        .map(|(stem, _)| stem.to_owned())
        .collect()
}

/// The words without days, hours and amounts, and without what everybody names: two sentences are
/// not alike because both name a Friday, or the product.
fn matter_of(words: &str, common: &BTreeSet<String>) -> String {
    let words = INCIDENTAL.replace_all(words, " ");
    let is_kept = |word: &&str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        !common.contains(&text::stem(&bare))
    };
    words.split_whitespace().filter(is_kept).collect::<Vec<_>>().join(" ")
}

/// Whether a day, an hour or an amount is in the words.
pub(super) fn names_a_number(words: &str) -> bool {
    INCIDENTAL.is_match(words)
}

/// The content stems of a sentence, less days, hours and amounts.
pub(super) fn stems_of_matter(words: &str) -> BTreeSet<String> {
    text::content_stems(&INCIDENTAL.replace_all(words, " ")).into_iter().collect()
}

/// A deed that nobody plans for is brought whatever it weighs.
fn is_strange(words: &str) -> bool {
    goes_around(words) || is_odd(words)
}

fn is_calm(words: &str) -> bool {
    rejects_the_need(words) || polarity_of(words) == Polarity::Ease
}
