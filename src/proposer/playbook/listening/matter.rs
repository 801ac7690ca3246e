//! Whether a sentence speaks of the very matter of a statement, so that it may stand beside it.

use super::about::{Sides, leans};
use super::{Deniable, Excerpt, Testimony, rejects_the_need};
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::{BTreeMap, BTreeSet};

/// Words of a threshold, which say how much and not what.
const MEASURE: &str = "\
    alone already another answer case cases cost day days ever first fewer half hour hours less like look made make \
    minute minutes month months needed offered one once others people person quarter say sees somebody start take \
    takes third time today tried tries try two unaided use used user users using want week weeks within work working \
    year years";

/// Nearness of a sentence to the statement itself from which two words of the matter are enough.
const NEAR: f64 = 0.28;
/// Nearness from which one word is enough.
const NEARER: f64 = 0.36;
/// Nearness from which words that everybody uses are enough, if there are two.
const CLOSE: f64 = 0.40;
/// Nearness from which no word in common is needed.
const VERY_NEAR: f64 = 0.55;
/// Nearness of a sentence whose matter is named by the talk around it, and of that talk.
const WITHIN: f64 = 0.25;
const AROUND: f64 = 0.45;
/// Sentences of a hundred in which a word may stand and still tell one matter from another.
const COMMON: usize = 15;

/// What a statement is about, apart from who acts and from what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    stems: BTreeSet<String>,
}

impl Matter {
    /// The matter of a statement and its topic; `people` are those who act in it.
    pub fn of(statement: &str, topic: &str, people: &str) -> Self {
        let apart: BTreeSet<String> =
            MEASURE.split_ascii_whitespace().map(text::stem).chain(text::content_stems(people)).collect();
        let stems = text::content_stems(&format!("{statement} {topic}"))
            .into_iter()
            .filter(|stem| !apart.contains(stem) && !stem.chars().all(|c| c.is_ascii_digit()))
            .collect();
        Self { stems }
    }

    /// How many words of the matter a sentence has, and how many it has with the talk around it; words that
    /// everybody uses do not count.
    fn shared(&self, excerpt: &Excerpt, common: &BTreeSet<&str>) -> (usize, usize) {
        let count = |stems: &BTreeSet<String>| {
            self.stems.intersection(stems).filter(|stem| !common.contains(stem.as_str())).count()
        };
        (count(&excerpt.stems), count(&excerpt.around))
    }
}

impl Testimony {
    /// Leaves beside each statement only what speaks of its very matter; nothing that leans on an unseen sentence,
    /// or only supposes, stands against it.
    ///
    /// # Errors
    /// When the encoder fails.
    pub async fn keep_apt(
        &self,
        claims: &[Deniable],
        sides: &mut [Sides],
        encoder: &dyn Embedder,
    ) -> Result<(), EmbedError> {
        let mut lines: Vec<String> = claims.iter().map(|claim| claim.statement.clone()).collect();
        let cited = sides.iter().flat_map(|sides| sides.supporting.iter().chain(&sides.against));
        let contexts: BTreeMap<String, usize> = cited
            .map(|one| one.context.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .zip(claims.len()..)
            .collect();
        lines.extend(contexts.keys().cloned());
        let vectors = encoder.embed(&lines).await?;
        let common = self.common_stems();
        for (index, (claim, sides)) in claims.iter().zip(sides).enumerate() {
            let Some(statement) = vectors.get(index) else { continue };
            let is_apt = |one: &Excerpt| {
                let around = contexts.get(&one.context).and_then(|at| vectors.get(*at));
                let nearness = cosine(statement, &one.vector);
                let around = around.map_or(0.0, |vector| cosine(statement, vector));
                let (own, with_around) = claim.matter.shared(one, &common);
                nearness >= VERY_NEAR
                    || nearness >= NEARER && own >= 1
                    || nearness >= NEAR && own >= 2
                    || own >= 3
                    || nearness >= CLOSE && claim.matter.shared(one, &BTreeSet::new()).0 >= 2
                    || nearness >= WITHIN && around >= AROUND && with_around >= 2
            };
            sides.supporting.retain(is_apt);
            sides.against.retain(|one| is_apt(one) && !leans(one) && is_meant(one));
        }
        Ok(())
    }

    /// Words that so many sentences have that they name the trade and no matter.
    fn common_stems(&self) -> BTreeSet<&str> {
        const FEW: usize = 40;
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        for stem in self.excerpts.iter().flat_map(|one| &one.stems) {
            *uses.entry(stem).or_default() += 1;
        }
        let most = self.excerpts.len().max(FEW) * COMMON / 100;
        uses.into_iter().filter(|(_, times)| *times > most).map(|(stem, _)| stem).collect()
    }
}

/// Whether a sentence tells of something that is, or at least of what somebody would rather have.
fn is_meant(one: &Excerpt) -> bool {
    one.quote.strength < Strength::Hypothetical || rejects_the_need(&one.quote.text)
}
