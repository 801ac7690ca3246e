//! Finds what does not agree, and says about which words.

use super::Point;
use super::points::said_by_most;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::ItemPassage;
use crate::domain::interview::Strength;
use crate::domain::item::Item;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::playbook::listening::{Polarity, polarity_of, rejects_the_need};
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Contradictions that are shown.
const MOST: usize = 6;
/// Likeness from which two sentences are about one thing.
const ONE_MATTER: f64 = 0.5;
/// Content stems that both sides have at least, and which share of those of the shorter side.
const COMMON: usize = 2;
const COMMON_SHARE: f64 = 0.5;
/// Words above which a sentence says more than one thing.
const ONE_CLAIM: usize = 28;

/// How often: what one side always does and the other never.
static ALWAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:always|every\s+(?:time|day|week|single)|all\s+the\s+time|constantly|each\s+time)\b")
});
static NEVER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:never|rarely|seldom|hardly\s+ever|almost\s+never|not\s+once)\b"));
/// What is refused is what others would do, not what an item gives to the speaker.
static REFUSES_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:want|like|need)\w*\s+(?:somebody|someone|anybody|anyone|people|others|them|him|her|you)\b",
    )
});

/// Pairs that do not agree, the nearest first; each sentence in one pair.
pub(super) async fn contradictions(
    points: &[Point],
    items: &[&Item],
    encoder: &dyn Embedder,
) -> Result<Vec<Contradiction>, EmbedError> {
    let mut found: Vec<(f64, Contradiction)> = between_people(points, &said_by_most(points));
    found.extend(with_items(points, items, encoder).await?);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut used = BTreeSet::new();
    found.retain(|(_, one)| {
        let place = |source: &str, turn: usize, start: usize| (source.to_owned(), turn, start);
        let ours = place(&one.quote.source, one.quote.turn, one.quote.start);
        let theirs = match &one.against {
            Against::Participants { against } | Against::OneInterview { against } => {
                place(&against.source, against.turn, against.start)
            }
            Against::ParticipantAndItem { against } => place(&against.item, 0, 0),
        };
        used.insert(ours) && used.insert(theirs)
    });
    found.truncate(MOST);
    Ok(found.into_iter().map(|(_, one)| one).collect())
}

/// Hardship on one side and ease on the other, or always and never, about the same words.
fn between_people(points: &[Point], common_to_all: &BTreeSet<String>) -> Vec<(f64, Contradiction)> {
    let claims: Vec<&Point> = points
        .iter()
        .filter(|point| {
            text::words(point.said.words()).len() <= ONE_CLAIM && !point.said.words().ends_with('?')
        })
        .filter(|point| point.said.excerpt.quote.strength != Strength::Hypothetical)
        .collect();
    let mut found = Vec::new();
    for point in &claims {
        for other in claims.iter().filter(|other| disagree(point.said.words(), other.said.words())) {
            let near = cosine(&point.vector, &other.vector);
            let mut about = common(&point.said.excerpt.stems, other.said.words());
            about.retain(|word| !common_to_all.contains(&text::stem(word)));
            let shorter = point.said.excerpt.stems.len().min(other.said.excerpt.stems.len()).max(1);
            let is_one_matter = near >= ONE_MATTER
                && about.len() >= COMMON
                && about.len() as f64 >= COMMON_SHARE * shorter as f64;
            let is_one_turn =
                point.quote.source == other.quote.source && point.quote.turn == other.quote.turn;
            if !is_one_matter || is_one_turn {
                continue;
            }
            let against = other.quote.clone();
            let against = if point.person() == other.person() {
                Against::OneInterview { against }
            } else {
                Against::Participants { against }
            };
            found
                .push((near, Contradiction { about: about.join(", "), quote: point.quote.clone(), against }));
        }
    }
    found
}

/// Whether the first sentence says what the second denies: that it is hard, or that it never is.
fn disagree(one: &str, other: &str) -> bool {
    let is_hard_and_easy = polarity_of(one) == Polarity::Obstacle && polarity_of(other) == Polarity::Ease;
    let is_never_and_always = NEVER.is_match(one) && ALWAYS.is_match(other);
    is_hard_and_easy || is_never_and_always
}

/// A participant who does not want, or does not need, what an item plans.
async fn with_items(
    points: &[Point],
    items: &[&Item],
    encoder: &dyn Embedder,
) -> Result<Vec<(f64, Contradiction)>, EmbedError> {
    let titles: Vec<String> = items.iter().map(|item| item.record.title.clone()).collect();
    let vectors = encoder.embed(&titles).await?;
    let mut found = Vec::new();
    for point in points.iter().filter(|point| rejects_the_need(point.said.words())) {
        if REFUSES_OTHERS.is_match(point.said.words()) {
            continue;
        }
        for (item, vector) in items.iter().zip(&vectors) {
            let near = cosine(&point.vector, vector);
            let title = &item.record.title;
            let about = common(&point.said.excerpt.stems, title);
            let share = about.len() as f64 / point.said.excerpt.stems.len().max(1) as f64;
            if near < ONE_MATTER || about.len() < COMMON || share < COMMON_SHARE {
                continue;
            }
            let against = Against::ParticipantAndItem {
                against: ItemPassage {
                    item: item.key.clone(),
                    field: "title".into(),
                    start: 0,
                    end: title.len(),
                    text: title.clone(),
                },
            };
            found
                .push((near, Contradiction { about: about.join(", "), quote: point.quote.clone(), against }));
        }
    }
    Ok(found)
}

/// The content words of `text` whose stems are among `stems`, as they are written there.
fn common(stems: &BTreeSet<String>, text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    text::content_words(text)
        .into_iter()
        .filter(|word| {
            let stem = text::stem(word);
            stems.contains(&stem) && seen.insert(stem)
        })
        .collect()
}
