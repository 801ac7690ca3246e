//! Finds what does not agree, and says about which words.

use super::Point;
use super::claims::{Claim, between};
use super::kin::Kin;
use super::points::said_by_most;
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::ItemPassage;
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::playbook::listening::rejects_the_need;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Contradictions that are shown.
const MOST: usize = 6;
/// Likeness from which two sentences are about one thing.
pub(super) const ONE_MATTER: f64 = 0.5;
/// Content stems that both sides have at least, and which share of those of the shorter side.
pub(super) const COMMON: usize = 2;
pub(super) const COMMON_SHARE: f64 = 0.5;
/// What is refused is what others would do, not what an item gives to the speaker.
static REFUSES_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:want|like|need)\w*\s+(?:somebody|someone|anybody|anyone|people|others|them|him|her|you)\b",
    )
});

/// Whether what is refused is what others would do.
pub(super) fn refuses_others(words: &str) -> bool {
    REFUSES_OTHERS.is_match(words)
}

/// Pairs that do not agree, the nearest first; each sentence in one pair.
pub(super) async fn contradictions(
    interviews: &[&Interview],
    points: &[Point],
    items: &[&Item],
    kin: &Kin,
    encoder: &dyn Embedder,
) -> Result<Vec<Contradiction>, EmbedError> {
    let claims = Claim::all_of(interviews, &said_by_most(points));
    let mut found: Vec<(f64, Contradiction)> = between(&claims, kin, encoder).await?;
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
        if refuses_others(point.said.words()) {
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
pub(super) fn common(stems: &BTreeSet<String>, text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    text::content_words(text)
        .into_iter()
        .filter(|word| {
            let stem = text::stem(word);
            stems.contains(&stem) && seen.insert(stem)
        })
        .collect()
}
