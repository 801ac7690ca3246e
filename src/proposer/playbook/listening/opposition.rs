//! What is said when an assumption does not hold: looked for by its kind, beside words of hardship.
//!
//! Who speaks against a claim seldom repeats its words: "she looks at it on
//! Sundays" denies an answer within a day. A sentence is taken when it is like
//! one of the sayings of the kind, and what was asked and told around it is
//! about the claim.

use super::about::{MOST_QUOTES, Sides, leans, place};
use super::matter::Matter;
use super::{Excerpt, Polarity, Testimony, polarity_of, rejects_the_need};
use crate::domain::assumption::AssumptionKind;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Likeness to a saying from which a sentence that opposes by its own words denies the kind.
const LIKE: f64 = 0.45;
/// Likeness from which it denies the kind whatever its words are.
const VERY_LIKE: f64 = 0.52;
/// Nearness to a statement from which what opposes denies it, however it is put.
const CLOSE: f64 = 0.42;
/// Words of a sentence that can be understood without the talk around it.
const FEWEST_WORDS: usize = 6;
/// Nearness to the claim below which only the talk around a sentence is about it.
const OFF: f64 = 0.22;
/// Nearness of a sentence, or of the talk around it, to the claim.
const ABOUT: f64 = 0.36;
/// What the talk around a sentence counts beside the sentence itself.
const AROUND: f64 = 0.95;

/// How people deny each kind of assumption, whatever the matter is.
const SAYINGS: [(AssumptionKind, &[&str]); 6] = [
    (
        AssumptionKind::Desirability,
        &[
            "I just ring them, it takes two minutes.",
            "I would rather talk to a person about it.",
            "It works fine the way we do it now.",
            "Hardly anyone ever asks for that.",
            "It isn't worth the effort for so little.",
            "I don't mind waiting for it.",
            "I stopped using it after a week.",
        ],
    ),
    (
        AssumptionKind::Usability,
        &[
            "I couldn't tell what I was supposed to do next.",
            "I don't know what that means.",
            "It wanted me to log in and I gave up.",
            "I had to read it several times.",
            "She couldn't do it without help.",
        ],
    ),
    (
        AssumptionKind::Feasibility,
        &[
            "It lost the connection halfway through.",
            "Half of it was saved and the other half was gone.",
            "The numbers didn't match and nobody could explain why.",
            "It wasn't up to date, so we couldn't rely on it.",
            "The system can't do that.",
            "It was never written down anywhere.",
        ],
    ),
    (
        AssumptionKind::Viability,
        &[
            "We end up paying for it ourselves.",
            "It costs more than it brings in.",
            "Nobody would pay extra for that.",
            "We lose money each time that happens.",
            "It's easier not to bother.",
        ],
    ),
    (
        AssumptionKind::Organisational,
        &[
            "They only get round to it once a week.",
            "It depends on who is working that day.",
            "They want to be asked before anything is changed.",
            "It all ends up with me.",
            "I had to chase three different people.",
            "We are not told until it is too late.",
        ],
    ),
    (
        AssumptionKind::Ethical,
        &[
            "Anyone could see it.",
            "Anyone could pretend to be me.",
            "I don't think we are allowed to keep that.",
            "Older people without a phone would be left out.",
            "I don't want them to know that about me.",
            "It isn't fair on the others.",
        ],
    ),
];

/// A claim that may be denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deniable {
    /// Its kind.
    pub kind: AssumptionKind,
    /// The statement as it is shown.
    pub statement: String,
    /// Its matter in the item's own words.
    pub topic: String,
    /// What a sentence must speak of to stand beside it.
    pub matter: Matter,
}

/// A sentence that denies a claim, and how clearly.
struct Denial<'a> {
    claim: usize,
    clearness: f64,
    excerpt: &'a Excerpt,
}

impl Testimony {
    /// Adds to each claim's sides who denies it, one sentence a person, each sentence to one claim.
    ///
    /// # Errors
    /// When the encoder fails.
    pub async fn add_denials(
        &self,
        claims: &[Deniable],
        sides: &mut [Sides],
        encoder: &dyn Embedder,
    ) -> Result<(), EmbedError> {
        let mut denials = self.denials(claims, encoder).await?;
        denials.sort_by(|a, b| {
            b.clearness.total_cmp(&a.clearness).then_with(|| place(a.excerpt).cmp(&place(b.excerpt)))
        });
        let mut cited: BTreeSet<(String, usize, usize)> =
            sides.iter().flat_map(|sides| sides.supporting.iter().chain(&sides.against)).map(owned).collect();
        for denial in denials {
            let Some(sides) = sides.get_mut(denial.claim) else { continue };
            let speaks_already = |one: &Excerpt| one.person == denial.excerpt.person;
            let has_room = sides.against.len() < MOST_QUOTES && !sides.against.iter().any(speaks_already);
            if has_room && cited.insert(owned(denial.excerpt)) {
                sides.against.push(denial.excerpt.clone());
            }
        }
        Ok(())
    }

    async fn denials(
        &self,
        claims: &[Deniable],
        encoder: &dyn Embedder,
    ) -> Result<Vec<Denial<'_>>, EmbedError> {
        let mut lines: Vec<String> = claims.iter().map(|claim| claim.statement.clone()).collect();
        lines.extend(claims.iter().map(|claim| claim.topic.clone()));
        let sayings: Vec<(AssumptionKind, &str)> = SAYINGS
            .iter()
            .filter(|(kind, _)| claims.iter().any(|claim| claim.kind == *kind))
            .flat_map(|(kind, lines)| lines.iter().map(|line| (*kind, *line)))
            .collect();
        lines.extend(sayings.iter().map(|(_, line)| (*line).to_owned()));
        let vectors = encoder.embed(&lines).await?;
        let (own, known) = vectors.split_at((claims.len() * 2).min(vectors.len()));
        let alike = |kind: AssumptionKind, excerpt: &Excerpt| {
            let of_kind = sayings.iter().zip(known).filter(|((one, _), _)| *one == kind);
            of_kind.map(|(_, vector)| cosine(vector, &excerpt.vector)).fold(0.0, f64::max)
        };
        let mut found: Vec<(usize, f64, &Excerpt)> = Vec::new();
        for excerpt in self.excerpts.iter().filter(|excerpt| stands_alone(excerpt)) {
            for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| may_deny(claim.kind, excerpt))
            {
                let like = alike(claim.kind, excerpt);
                let opposes = opposes(claim.kind, excerpt);
                let is_close = own.get(index).is_some_and(|own| cosine(own, &excerpt.vector) >= CLOSE);
                if like >= if opposes { LIKE } else { VERY_LIKE } || opposes && is_close {
                    found.push((index, like, excerpt));
                }
            }
        }
        // The sentences of a turn share the talk around them, and one may deny several claims.
        let contexts: BTreeSet<&str> = found.iter().map(|(.., excerpt)| excerpt.context.as_str()).collect();
        let texts: Vec<String> = contexts.iter().map(|&context| context.to_owned()).collect();
        let around: BTreeMap<&str, Vec<f32>> =
            contexts.into_iter().zip(encoder.embed(&texts).await?).collect();
        Ok(found
            .into_iter()
            .filter_map(|(claim, like, excerpt)| {
                let around = around.get(excerpt.context.as_str())?;
                let wanted = [own.get(claim)?, own.get(claims.len() + claim)?];
                let nearest =
                    |vector: &[f32]| wanted.iter().map(|wanted| cosine(wanted, vector)).fold(0.0, f64::max);
                let own = nearest(&excerpt.vector);
                let nearness = own.max(AROUND * nearest(around));
                let clearness = nearness + like;
                (nearness >= ABOUT && own >= OFF).then_some(Denial { claim, clearness, excerpt })
            })
            .collect())
    }
}

/// Whether a sentence says something without the one before it.
fn stands_alone(excerpt: &Excerpt) -> bool {
    let words = &excerpt.quote.text;
    let is_whole = text::words(words).len() >= FEWEST_WORDS && !leans(excerpt);
    is_whole && !excerpt.vector.is_empty() && excerpt.stems.len() >= 2 && !words.trim_end().ends_with('?')
}

/// Whether the words of a sentence oppose a kind by themselves.
fn opposes(kind: AssumptionKind, excerpt: &Excerpt) -> bool {
    let words = &excerpt.quote.text;
    match kind {
        AssumptionKind::Desirability => rejects_the_need(words),
        _ => polarity_of(words) == Polarity::Obstacle,
    }
}

/// Hardship shows that something is wanted and does not deny it; what works denies nothing else.
fn may_deny(kind: AssumptionKind, excerpt: &Excerpt) -> bool {
    let words = &excerpt.quote.text;
    match kind {
        AssumptionKind::Desirability => rejects_the_need(words) || polarity_of(words) != Polarity::Obstacle,
        _ => polarity_of(words) != Polarity::Ease,
    }
}

fn owned(excerpt: &Excerpt) -> (String, usize, usize) {
    let (source, turn, start) = place(excerpt);
    (source.to_owned(), turn, start)
}

/// A sentence with the one before and the one after it, and the end of the question that its turn answers.
pub(super) fn context_of(asked: Option<&str>, told: &str, said: Range<usize>) -> String {
    const MOST_ASKED: usize = 40;
    let asked: Vec<&str> = asked.unwrap_or_default().split_whitespace().collect();
    let asked = asked[asked.len().saturating_sub(MOST_ASKED)..].join(" ");
    let sentences = text::sentences(told);
    let first = sentences.iter().rposition(|one| one.start <= said.start).unwrap_or_default();
    let last = sentences.iter().position(|one| one.end >= said.end).unwrap_or(first).max(first);
    let near = sentences.iter().take(last + 2).skip(first.saturating_sub(1));
    let told: Vec<&str> = near.map(|range| &told[range.clone()]).collect();
    text::one_line(&format!("{asked} {}", told.join(" ")))
}
