//! Which sentences speak for a claim and which against it.

use super::{Excerpt, Polarity, Testimony, polarity_of, rejects_the_need, voices_a_need};
use crate::domain::assumption::Certainty;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::Heard;
use std::collections::{BTreeMap, BTreeSet};

/// Quotes shown on each side.
pub(super) const MOST_QUOTES: usize = 3;
/// Similarity above which a sentence is about the claim without a word in common.
const NEAR: f64 = 0.50;
/// Similarity from which two words in common show that the matter itself is spoken of.
const CLEAR: f64 = 0.42;
/// Similarity above which one word in common is enough.
const RELATED: f64 = 0.35;
/// Similarity above which two words in common are enough.
const LOOSE: f64 = 0.26;
/// Relevance from which a deed that tells of no hardship still shows a need.
const CLOSE: f64 = 0.55;
/// How much farther from a claim a sentence may be than from its nearest one.
const ALMOST: f64 = 0.04;
/// Relevance from which a sentence may stand beside a claim that is shown.
const FITS: f64 = 0.34;

/// Words that a topic adds to the item's own, so that hardship of its kind is found: shared with a
/// sentence they show no common matter.
const ADDED: &str = "cost date day empty enter incomplete match miss missing sold somebody takes time trust \
                     turned unfair unused wait waiting work works wrong";

/// Stems of the item's own words in a topic.
fn own_stems(topic: &str) -> BTreeSet<String> {
    let added: BTreeSet<String> = ADDED.split_ascii_whitespace().map(text::stem).collect();
    text::content_stems(topic).into_iter().filter(|stem| !added.contains(stem)).collect()
}

/// How a sentence of hardship bears on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// The claim says that something is needed: hardship speaks for it.
    Need,
    /// The claim says that something works: hardship speaks against it.
    Ability,
}

/// Something that interviews may speak for or against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its matter in the item's own words, without thresholds.
    pub topic: String,
    /// How hardship bears on it.
    pub stance: Stance,
}

/// What was heard on both sides of a claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sides {
    /// Sentences for it, best first.
    pub supporting: Vec<Excerpt>,
    /// Sentences against it, best first.
    pub against: Vec<Excerpt>,
    /// How many passages were searched.
    pub searched: usize,
}

impl Sides {
    /// The evidence as a suggestion carries it.
    pub fn to_evidence(&self) -> Evidence {
        let quotes = |side: &[Excerpt]| -> Vec<Quote> { side.iter().map(|e| e.quote.clone()).collect() };
        let people: BTreeSet<&str> =
            self.supporting.iter().chain(&self.against).map(|excerpt| excerpt.person.as_str()).collect();
        Evidence {
            supporting: quotes(&self.supporting),
            against: quotes(&self.against),
            searched: self.searched,
            participants: people.len(),
            withdrawn: 0,
        }
    }

    /// Distinct people for it.
    pub fn people_for(&self) -> usize {
        count_people(&self.supporting, |_| true)
    }

    /// Distinct people against it.
    pub fn people_against(&self) -> usize {
        count_people(&self.against, |_| true)
    }

    /// What the evidence allows one to believe; a wish never raises it above weak.
    pub fn certainty(&self) -> Certainty {
        let deeds = count_people(&self.supporting, |strength| strength == Strength::PastBehaviour);
        let problems = count_people(&self.supporting, |strength| {
            matches!(strength, Strength::PastBehaviour | Strength::Workaround | Strength::StatedProblem)
        });
        match (self.supporting.is_empty(), deeds, problems) {
            (true, ..) => Certainty::None,
            (_, 3.., _) if self.against.is_empty() => Certainty::Strong,
            (_, 1.., _) | (_, _, 2..) => Certainty::Medium,
            _ => Certainty::Weak,
        }
    }
}

fn count_people(side: &[Excerpt], counts: impl Fn(Strength) -> bool) -> usize {
    let people: BTreeSet<&str> = side
        .iter()
        .filter(|excerpt| counts(excerpt.quote.strength))
        .map(|excerpt| excerpt.person.as_str())
        .collect();
    people.len()
}

/// The quotes for and against one claim among everything heard.
pub async fn quotes_about(
    claim: &Claim,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<(Vec<Quote>, Vec<Quote>), EmbedError> {
    let testimony = Testimony::take(heard, encoder).await?;
    let sides = testimony.weigh(std::slice::from_ref(claim), encoder).await?.pop().unwrap_or_default();
    let evidence = sides.to_evidence();
    Ok((evidence.supporting, evidence.against))
}

impl Testimony {
    /// Both sides of each claim, in the order of the claims.
    pub async fn weigh(&self, claims: &[Claim], encoder: &dyn Embedder) -> Result<Vec<Sides>, EmbedError> {
        let topics: Vec<String> = claims.iter().map(|claim| claim.topic.clone()).collect();
        let vectors = encoder.embed(&topics).await?;
        if !self.speaks_of_any(&topics, &vectors) {
            return Ok(vec![Sides { searched: self.searched, ..Sides::default() }; claims.len()]);
        }
        let near = self.near_each(&topics, &vectors);
        let best = best_of_each_stance(claims, &near);
        Ok(claims.iter().zip(near).map(|(claim, near)| self.sides_of(claim, near, &best)).collect())
    }

    /// Both sides of claims that are shown together: each sentence stands beside the one claim that it fits best.
    ///
    /// # Errors
    /// When the encoder fails.
    pub async fn weigh_apart(
        &self,
        claims: &[Claim],
        encoder: &dyn Embedder,
    ) -> Result<Vec<Sides>, EmbedError> {
        let topics: Vec<String> = claims.iter().map(|claim| claim.topic.clone()).collect();
        let vectors = encoder.embed(&topics).await?;
        let near = self.near_each(&topics, &vectors);
        let is_silent = !self.speaks_of_any(&topics, &vectors);
        let mut best: BTreeMap<(&str, usize, usize), (f64, usize)> = BTreeMap::new();
        for (index, (claim, near)) in claims.iter().zip(&near).enumerate() {
            for (relevance, excerpt) in near.iter().filter(|(relevance, _)| *relevance >= FITS) {
                let bears_on_it = side_of(claim.stance, excerpt, *relevance).is_some();
                let known = best.get(&place(excerpt)).is_none_or(|(known, _)| relevance > known);
                if bears_on_it && known {
                    best.insert(place(excerpt), (*relevance, index));
                }
            }
        }
        let fits =
            |index: usize, excerpt: &Excerpt| best.get(&place(excerpt)).is_some_and(|(_, own)| *own == index);
        Ok(claims
            .iter()
            .zip(near)
            .enumerate()
            .map(|(index, (claim, near))| {
                let near =
                    near.into_iter().filter(|(_, excerpt)| !is_silent && fits(index, excerpt)).collect();
                self.sides_of(claim, near, &BestPlaces::new())
            })
            .collect())
    }

    /// Whether somebody speaks of the matter itself; else what comes loosely near is about something else.
    fn speaks_of_any(&self, topics: &[String], vectors: &[Vec<f32>]) -> bool {
        topics.iter().zip(vectors).any(|(topic, vector)| {
            let stems = own_stems(topic);
            self.excerpts.iter().any(|excerpt| {
                let meaning = cosine(vector, &excerpt.vector);
                let shared = stems.intersection(&excerpt.stems).count();
                excerpt.vector.is_empty() || meaning >= NEAR || meaning >= CLEAR && shared >= 2
            })
        })
    }

    /// The sentences about each topic, with how near each is, nearest first; none about an empty topic.
    pub async fn about_each(
        &self,
        topics: &[String],
        encoder: &dyn Embedder,
    ) -> Result<Vec<Vec<(f64, &Excerpt)>>, EmbedError> {
        let vectors = encoder.embed(topics).await?;
        Ok(self.near_each(topics, &vectors))
    }

    fn near_each(&self, topics: &[String], vectors: &[Vec<f32>]) -> Vec<Vec<(f64, &Excerpt)>> {
        let near = |(index, topic): (usize, &String)| {
            let vector = vectors.get(index).map_or(&[][..], Vec::as_slice);
            if topic.is_empty() { Vec::new() } else { self.near(topic, vector) }
        };
        topics.iter().enumerate().map(near).collect()
    }

    fn near(&self, topic: &str, vector: &[f32]) -> Vec<(f64, &Excerpt)> {
        let stems = own_stems(topic);
        let mut near: Vec<(f64, &Excerpt)> = self
            .excerpts
            .iter()
            .filter_map(|excerpt| Some((relevance(&stems, vector, excerpt)?, excerpt)))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| place(a.1).cmp(&place(b.1))));
        near
    }

    /// A sentence testifies for the claim to which it is nearest, and for those hardly farther.
    fn sides_of(&self, claim: &Claim, near: Vec<(f64, &Excerpt)>, best: &BestPlaces<'_>) -> Sides {
        let mut sides = Sides { searched: self.searched, ..Sides::default() };
        let mut ranked: Vec<(f64, &Excerpt)> = near
            .into_iter()
            .filter(|(relevance, excerpt)| {
                best.get(&(claim.stance, place(excerpt))).is_none_or(|best| relevance + ALMOST >= *best)
            })
            .map(|(relevance, excerpt)| (relevance + weight(excerpt), excerpt))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| place(a.1).cmp(&place(b.1))));
        for (rank, excerpt) in ranked {
            match side_of(claim.stance, excerpt, rank - weight(excerpt)) {
                Some(true) => add_voice(&mut sides.supporting, excerpt),
                Some(false) => add_voice(&mut sides.against, excerpt),
                None => {}
            }
        }
        sides
    }
}

/// The nearest that each sentence comes to any claim of a stance.
type BestPlaces<'a> = BTreeMap<(Stance, (&'a str, usize, usize)), f64>;

fn best_of_each_stance<'a>(claims: &[Claim], near: &[Vec<(f64, &'a Excerpt)>]) -> BestPlaces<'a> {
    let mut best = BestPlaces::new();
    for (claim, near) in claims.iter().zip(near) {
        for (relevance, excerpt) in near {
            let known = best.entry((claim.stance, place(excerpt))).or_insert(*relevance);
            *known = known.max(*relevance);
        }
    }
    best
}

/// One quote a person first, so that no one counts twice.
fn add_voice(side: &mut Vec<Excerpt>, excerpt: &Excerpt) {
    let is_new_voice = side.iter().all(|known| known.person != excerpt.person);
    if side.len() < MOST_QUOTES && is_new_voice {
        side.push(excerpt.clone());
    }
}

/// How near a sentence is to a topic, 0 to 1; none when it is about something else.
fn relevance(topic: &BTreeSet<String>, vector: &[f32], excerpt: &Excerpt) -> Option<f64> {
    let shared = topic.intersection(&excerpt.stems).count();
    let words = (shared as f64 / topic.len().clamp(1, 5) as f64).min(1.0);
    let has_vectors = !vector.is_empty() && !excerpt.vector.is_empty();
    let meaning = if has_vectors { cosine(vector, &excerpt.vector) } else { words };
    let is_about = meaning >= NEAR
        || (meaning >= RELATED && shared >= 1)
        || (meaning >= LOOSE && shared >= 2)
        || shared >= 4;
    is_about.then_some(0.65 * meaning + 0.35 * words)
}

/// Whether a sentence speaks for the claim; none when its side is not clear.
fn side_of(stance: Stance, excerpt: &Excerpt, relevance: f64) -> Option<bool> {
    let words = &excerpt.quote.text;
    match stance {
        Stance::Need if rejects_the_need(words) => Some(false),
        Stance::Need if voices_a_need(words) => Some(true),
        Stance::Need => {
            let is_a_deed =
                excerpt.quote.strength <= Strength::Workaround && polarity_of(words) != Polarity::Ease;
            (is_a_deed && relevance >= CLOSE).then_some(true)
        }
        Stance::Ability => match polarity_of(words) {
            Polarity::Obstacle => Some(false),
            Polarity::Ease if excerpt.quote.strength <= Strength::Opinion => Some(true),
            Polarity::Ease | Polarity::Neutral => None,
        },
    }
}

/// What strength, brevity and standing alone add to the rank of a quote.
fn weight(excerpt: &Excerpt) -> f64 {
    let strength = match excerpt.quote.strength {
        Strength::PastBehaviour => 0.15,
        Strength::Workaround => 0.11,
        Strength::StatedProblem => 0.09,
        Strength::Opinion => 0.03,
        Strength::Hypothetical => -0.05,
        Strength::Compliment => -0.5,
    };
    let length = text::words(&excerpt.quote.text).len().saturating_sub(14) as f64 * 0.003;
    strength - length - if leans(excerpt) { 0.04 } else { 0.0 }
}

/// Whether a sentence leans on the one before it.
pub fn leans(excerpt: &Excerpt) -> bool {
    text::words(&excerpt.quote.text).first().is_some_and(|first| LEANING.contains(&first.as_str()))
}

/// First words of a sentence that leans on the one before.
const LEANING: [&str; 18] = [
    "also", "and", "because", "but", "he", "it", "it's", "no", "or", "she", "so", "that", "that's", "they",
    "this", "well", "which", "yeah",
];

pub(super) fn place(excerpt: &Excerpt) -> (&str, usize, usize) {
    (&excerpt.quote.source, excerpt.quote.turn, excerpt.quote.start)
}
