//! Statements that can be denied, and which of them are: by two people, or by one.

use super::super::snapshot::{Said, denies, listen, quote_in_context};
use super::contradictions::{COMMON, COMMON_SHARE, ONE_MATTER, common, refuses_others};
use super::kin::{Kin, things_of};
use crate::domain::contradiction::{Against, Contradiction};
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Strength};
use crate::domain::text;
use crate::llm::{EmbedError, Embedder, cosine};
use crate::proposer::playbook::listening::{Polarity, polarity_of};
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Words above which a sentence says more than one thing.
const ONE_CLAIM: usize = 28;
/// The same where one thing in common is enough: what one likes and the other refuses.
const STAND_SHARE: f64 = 0.65;
/// The same where one side only says "not" to the words of the other.
const DENIED_COMMON: usize = 3;
const DENIED_SHARE: f64 = 0.75;
/// The same where they name more things together than they must.
const SAME_WORDS: f64 = 0.35;
/// The same where one side only says "not" to the words of the other.
const DENIED_MATTER: f64 = 0.6;
/// Share of all claims that name a thing from which on it tells no two of them apart.
const EVERYWHERE: usize = 20;
/// Pairs whose meaning is compared at most.
const MOST_PAIRS: usize = 300;

/// How often: what one side always does and the other never.
static ALWAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:always|every\s+(?:time|day|week|single)|all\s+the\s+time|constantly|each\s+time)\b")
});
static NEVER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:never|rarely|seldom|hardly\s+ever|almost\s+never|not\s+once)\b"));
/// What somebody is glad to do, and what they will not do.
static LIKES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we)(?:'d|\s+would)?\s+(?:\w+ly\s+|always\s+|still\s+|rather\s+)?(?:like|love|prefer|enjoy|trust|rather|rely\s+on)\b|\b(?:glad|happy)\s+(?:to|when|with|that)\b|\bthe\s+best\s+(?:thing|part)\b",
    )
});
static REFUSES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we)(?:'d|\s+would)?\s+(?:just\s+|really\s+|simply\s+)?(?:won't|never|refuse|avoid|hate|dislike|can't\s+stand|(?:do\s+not|don't|would\s+not|wouldn't)\s+(?:\w+ly\s+|ever\s+)?(?:want|like|trust|use|need|open|read|touch))\b",
    )
});

/// A statement of a participant, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    said: Said,
    quote: Quote,
    things: BTreeSet<String>,
    is_hard: bool,
    is_easy: bool,
    is_never: bool,
    is_always: bool,
    /// Things of the clauses that deny something.
    denied: BTreeSet<String>,
    likes: bool,
    refuses: bool,
}

impl Claim {
    /// Every sentence that states something of its own; the words that most people use name nothing.
    pub(super) fn all_of(interviews: &[&Interview], common_to_all: &BTreeSet<String>) -> Vec<Self> {
        let mut heard = BTreeSet::new();
        let mut claims = Vec::new();
        for interview in interviews {
            for said in listen(interview) {
                let is_one = said.is_whole
                    && !said.is_led
                    && !said.words().ends_with('?')
                    && said.excerpt.quote.strength != Strength::Hypothetical
                    && text::words(said.words()).len() <= ONE_CLAIM;
                if is_one && heard.insert(text::folded(said.words())) {
                    let quote = quote_in_context(interview, &said.excerpt.quote);
                    claims.push(Self::of(said, quote, common_to_all));
                }
            }
        }
        claims
    }

    fn of(said: Said, quote: Quote, common_to_all: &BTreeSet<String>) -> Self {
        let words = said.words().replace('\u{2019}', "'");
        let polarity = polarity_of(&words);
        let mut things = things_of(&words);
        things.retain(|stem| !common_to_all.contains(stem));
        Self {
            is_hard: polarity == Polarity::Obstacle,
            is_easy: polarity == Polarity::Ease,
            is_never: NEVER.is_match(&words),
            is_always: ALWAYS.is_match(&words),
            denied: clauses(&words)
                .filter(|clause| says_not(clause) && !refuses_others(clause))
                .flat_map(things_of)
                .filter(|stem| things.contains(stem))
                .collect(),
            likes: LIKES.is_match(&words) && !REFUSES.is_match(&words),
            refuses: REFUSES.is_match(&words) && !refuses_others(&words),
            things,
            said,
            quote,
        }
    }

    fn words(&self) -> &str {
        self.said.words()
    }

    /// Things that both name, by the same or by another word.
    fn shared(&self, other: &Self, kin: &Kin) -> usize {
        named(&self.things, other, kin)
    }

    /// How near the two must be if the first says what the second denies; none when it does not.
    fn is_against(&self, other: &Self, kin: &Kin) -> Option<f64> {
        let shared = self.shared(other, kin);
        let share = shared as f64 / self.things.len().min(other.things.len()).max(1) as f64;
        let is_a_stand = (self.refuses && other.likes) || (self.is_never && other.is_always);
        if is_a_stand && shared >= 1 && share >= STAND_SHARE {
            return Some(ONE_MATTER);
        }
        if self.is_hard && other.is_easy && shared >= COMMON && share >= COMMON_SHARE {
            return Some(if shared > COMMON { SAME_WORDS } else { ONE_MATTER });
        }
        // "Not" turns round what stands in its own clause only.
        let shared = named(&self.denied, other, kin);
        let share = shared as f64 / self.denied.len().min(other.things.len()).max(1) as f64;
        let is_affirmed = other.denied.is_empty() && !other.is_hard;
        (is_affirmed && shared >= DENIED_COMMON && share >= DENIED_SHARE).then_some(DENIED_MATTER)
    }
}

/// How many of the things the other names too.
fn named(things: &BTreeSet<String>, other: &Claim, kin: &Kin) -> usize {
    things.iter().filter(|stem| kin.of(stem).any(|near| other.things.contains(near))).count()
}

/// Whether something is denied, be it by "non-".
fn says_not(clause: &str) -> bool {
    denies(clause) || clause.to_lowercase().contains("non-")
}

/// The parts of a sentence between commas and "but".
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', ';', ':']).flat_map(|part| part.split(" but "))
}

/// Pairs of which one side denies the other, each with how near they are.
///
/// # Errors
/// [`EmbedError`] when the encoder fails.
pub(super) async fn between(
    claims: &[Claim],
    kin: &Kin,
    encoder: &dyn Embedder,
) -> Result<Vec<(f64, Contradiction)>, EmbedError> {
    let pairs = opposed(claims, kin);
    let met: BTreeSet<usize> = pairs.iter().flat_map(|(one, other, _)| [*one, *other]).collect();
    let words: Vec<String> = met.iter().map(|at| claims[*at].words().to_owned()).collect();
    let vectors: BTreeMap<usize, Vec<f32>> = met.into_iter().zip(encoder.embed(&words).await?).collect();
    let mut found = Vec::new();
    for (one, other, least) in pairs {
        let near = vectors.get(&one).zip(vectors.get(&other)).map_or(0.0, |(a, b)| cosine(a, b));
        if near >= least {
            found.push((near, contradiction(&claims[one], &claims[other], kin)));
        }
    }
    Ok(found)
}

/// Pairs that name the same things and do not agree, with how near they must be; those that share
/// most first.
fn opposed(claims: &[Claim], kin: &Kin) -> Vec<(usize, usize, f64)> {
    let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        for stem in &claim.things {
            by.entry(stem).or_default().push(at);
        }
    }
    let mut pairs: Vec<(usize, usize, usize, f64)> = Vec::new();
    for (one, claim) in claims.iter().enumerate() {
        if !(claim.is_hard || !claim.denied.is_empty() || claim.is_never || claim.refuses) {
            continue;
        }
        let near: BTreeSet<usize> = claim
            .things
            .iter()
            .flat_map(|stem| kin.of(stem))
            .filter_map(|stem| by.get(stem))
            .filter(|named| named.len() <= EVERYWHERE.max(claims.len() / EVERYWHERE))
            .flatten()
            .copied()
            .collect();
        for other in near.into_iter().filter(|other| *other != one) {
            let theirs = &claims[other];
            let is_one_turn =
                claim.quote.source == theirs.quote.source && claim.quote.turn == theirs.quote.turn;
            if let Some(least) = claim.is_against(theirs, kin).filter(|_| !is_one_turn) {
                pairs.push((claim.shared(theirs, kin), one, other, least));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    pairs.truncate(MOST_PAIRS);
    pairs.into_iter().map(|(_, one, other, least)| (one, other, least)).collect()
}

fn contradiction(one: &Claim, other: &Claim, kin: &Kin) -> Contradiction {
    let named: BTreeSet<String> =
        one.things.iter().flat_map(|stem| kin.of(stem)).map(str::to_owned).collect();
    let against = other.quote.clone();
    let is_one_person = one.said.excerpt.person == other.said.excerpt.person;
    Contradiction {
        about: common(&named, other.words()).join(", "),
        quote: one.quote.clone(),
        against: if is_one_person {
            Against::OneInterview { against }
        } else {
            Against::Participants { against }
        },
    }
}
