//! Finds what does not agree, and says about which words.

use super::Point;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::ItemPassage;
use crate::domain::item::Item;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::playbook::listening::{Polarity, polarity_of, rejects_the_need};
use std::collections::BTreeSet;

/// Contradictions that are shown.
const MOST: usize = 6;
/// Likeness from which two sentences are about one thing.
const ONE_MATTER: f64 = 0.5;
/// Likeness from which a sentence is about an item.
const ABOUT_ITEM: f64 = 0.45;
/// Content stems that both sides have at least.
const COMMON: usize = 2;

/// Pairs that do not agree, the nearest first; each sentence in one pair.
pub(super) async fn contradictions(
    points: &[Point],
    items: &[&Item],
    encoder: &dyn Embedder,
) -> Result<Vec<Contradiction>, EmbedError> {
    let mut found: Vec<(f64, Contradiction)> = between_people(points);
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

/// Hardship on one side and ease on the other, about the same words.
fn between_people(points: &[Point]) -> Vec<(f64, Contradiction)> {
    let side = |point: &&Point, wanted: Polarity| polarity_of(point.said.words()) == wanted;
    let hard: Vec<&Point> = points.iter().filter(|point| side(point, Polarity::Obstacle)).collect();
    let easy: Vec<&Point> = points.iter().filter(|point| side(point, Polarity::Ease)).collect();
    let mut found = Vec::new();
    for point in hard {
        for other in &easy {
            let near = cosine(&point.vector, &other.vector);
            let about = common(&point.said.excerpt.stems, other.said.words());
            let is_one_matter = (near >= ONE_MATTER && about.len() >= COMMON) || about.len() > COMMON;
            if !is_one_matter || point.quote == other.quote {
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
        for (item, vector) in items.iter().zip(&vectors) {
            let near = cosine(&point.vector, vector);
            let title = &item.record.title;
            let about = common(&point.said.excerpt.stems, title);
            if near < ABOUT_ITEM || about.is_empty() {
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
