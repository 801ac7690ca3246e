//! How the matter of an item is dealt with today, as participants tell it.

use crate::domain::interview::Strength;
use crate::domain::text;
use crate::llm::{EmbedError, Embedder};
use crate::proposer::playbook::claims::{Claims, roles_in, same_people};
use crate::proposer::playbook::listening::{Excerpt, Polarity, Testimony, polarity_of};
use crate::proposer::playbook::phrase::{Person, before_any, lower_first, pattern, shift_person};
use regex::Regex;
use std::sync::LazyLock;

static WAYS: LazyLock<Vec<(Regex, &str, &str)>> = LazyLock::new(|| {
    [
        (r"(?i)\b(?:whats\s?app|text(?:ed|s)?\s+(?:me|them|her|him|each))\b", "by text message", "message"),
        (r"(?i)\b(?:i|we|they)\s+(?:\w+\s+)?(?:call(?:ed)?|phone[d]?|r[aiu]ng|telephone[d]?)\b|\bon\s+the\s+phone\b|\bby\s+phone\b", "by phone", "phone"),
        (r"(?i)\bspreadsheets?\b|\bexcel\b", "in a spreadsheet", "spreadsheet"),
        (r"(?i)\b(?:e-?mail(?:ed|s|ing)?)\b", "by e-mail", "mail"),
        (r"(?i)\b(?:on\s+paper|paper\s+\w+|whiteboard|post-?its?|sticky\s+notes?|notebook|clipboard|print(?:ed|out|outs)?\s+(?:it|the|out|list|sheet))\b", "on paper", "print"),
        (r"(?i)\b(?:walk(?:ed)?\s+(?:over|down|to)|in\s+person|face\s+to\s+face)\b", "in person", "person"),
        (r"(?i)\b(?:by\s+hand|manually)\b", "by hand", "hand"),
    ]
    .into_iter()
    .map(|(source, way, word)| (pattern(source), way, word))
    .collect()
});

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b((?:\d+|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|forty|sixty|ninety)(?:\s+(?:or|to)\s+\w+)?\s+(?:minutes|hours|days|weeks)|half\s+an\s+hour|an\s+hour(?:\s+and\s+a\s+half)?)\b",
    )
});
static TAKES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:t(?:akes?|ook|aken)|spen[dt]|wait(?:s|ed|ing)?|last(?:s|ed)?|for|lost)\b")
});

/// A clause of hardship in the third person, present tense: `the pharmacy closes at five`.
static CIRCUMSTANCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)(?:^|[,;:–—-]\s*|\b(?:because|when|if|since|but|and|so|that|then|where|though|although)\s+)
        (?P<clause>(?:the|our|my|a|an|half\s+(?:of\s+)?(?:the|our)|most(?:\s+of\s+the)?|some(?:\s+of\s+the)?|nobody|no\s+one)\s?(?:(?:[a-z][a-z'-]+\s+){1,4}?)?
        (?:closes?|is|are|has|have|doesn't|does\s+not|don't|do\s+not|can't|cannot|won't|never|only|goes|changes?|arrives?|comes?|leaves?|runs?\s+out|takes?|shuts?|stops?|locks?|fails?|drops?|disappears?|expires?|answers?|knows?|keeps?|forgets?|loses?|breaks?|freezes?|jams?|refuses?|rejects?|needs?|costs?|finishes?|ends?|starts?)
        \b[^,.;:!?–—]{0,70})",
    )
});

/// A hardship told as the cause of something.
static EFFECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bso\s+(?:i|we|after|then|nobody|you|they)\b|\bbecause\b|\bwhich\s+means\b|\bthat's\s+why\b",
    )
});

/// Whether a sentence tells of another way than the item's: it bears on the need, not on the product.
pub(super) fn tells_of_another_way(words: &str, item: &str) -> bool {
    way_of(words, &item.to_lowercase()).is_some() || ANOTHER_CHANNEL.is_match(words)
}

static ANOTHER_CHANNEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:hot\s?line|call(?:ed)?\s+the|rang|phoned|on\s+hold|queue[d]?|counter|paper)\b")
});

/// Relevance from which a deed is one of the item's own matter.
const CLOSE: f64 = 0.45;

/// What the interviews say of today.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Today {
    /// The way in which it is done: `by phone`, with the one who says so.
    pub(super) way: Option<&'static str>,
    /// How long it takes: `20 minutes`.
    pub(super) span: Option<String>,
    /// What makes it hard, as clauses: `the pharmacy closes at five`.
    pub(super) circumstances: Vec<String>,
    /// Roles that participants name in connection with it.
    pub(super) others: Vec<String>,
}

impl Today {
    /// Listens for the way, the time and the hardships of the item's matter.
    pub(super) async fn hear(
        claims: &Claims,
        testimony: &Testimony,
        encoder: &dyn Embedder,
    ) -> Result<Self, EmbedError> {
        let mut topics = vec![claims.topic()];
        topics.extend(claims.benefit.as_ref().map(|benefit| benefit.words().to_owned()));
        let mut near: Vec<(f64, &Excerpt)> = testimony.about_each(&topics, encoder).await?.concat();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        let deeds = || {
            let close = near.iter().take(15).filter(|(near, _)| *near >= CLOSE).map(|(_, one)| *one);
            close.filter(|one| one.quote.strength <= Strength::Workaround)
        };
        let item = claims.text.to_lowercase();
        let mut others: Vec<String> = Vec::new();
        for role in near.iter().take(20).flat_map(|(_, one)| roles_in(&one.quote.text)) {
            let is_new = !others.iter().chain(&claims.others).any(|known| same_people(known, &role));
            if is_new && !same_people(&role, &claims.actor.singular) {
                others.push(role);
            }
        }
        let mut circumstances: Vec<String> = Vec::new();
        for clause in near.iter().take(25).filter_map(|(_, one)| circumstance(one)) {
            if !circumstances.contains(&clause) {
                circumstances.push(clause);
            }
        }
        circumstances.truncate(2);
        Ok(Self {
            way: deeds().find_map(|one| way_of(&one.quote.text, &item)),
            span: deeds().find_map(|one| span_of(&one.quote.text)),
            circumstances,
            others,
        })
    }
}

fn way_of(words: &str, item: &str) -> Option<&'static str> {
    WAYS.iter()
        .find(|(pattern, _, word)| pattern.is_match(words) && !item.contains(word))
        .map(|(_, way, _)| *way)
}

fn span_of(words: &str) -> Option<String> {
    let span = SPAN.find(words)?.as_str().to_lowercase();
    TAKES.is_match(words).then_some(span)
}

/// The hardship that a sentence tells of, if it can be repeated in the third person.
fn circumstance(excerpt: &Excerpt) -> Option<String> {
    let words = excerpt.quote.text.replace('\u{2019}', "'");
    if polarity_of(&words) != Polarity::Obstacle || excerpt.quote.strength == Strength::Hypothetical {
        return None;
    }
    let clause = CIRCUMSTANCE.captures_iter(&words).find_map(|found| {
        let clause = found.name("clause")?.as_str();
        let clause = before_any(
            clause,
            &[" and ", " but ", " so ", " because ", " which ", " until ", " if ", " when ", " - ", " or "],
        );
        let count = text::words(clause).len();
        let has_effect = EFFECT.is_match(&words);
        let is_hard = polarity_of(clause) == Polarity::Obstacle || has_effect;
        let is_whole = (4..=12).contains(&count) && is_hard && !ends_open(clause);
        (is_whole && !names_a_speaker(clause)).then(|| clause.to_owned())
    })?;
    Some(lower_first(&shift_person(&clause, Person::ThirdPlural)))
}

/// Whether a clause speaks of "I", "we", "you", "it" or "this", which only its own talk explains.
fn names_a_speaker(clause: &str) -> bool {
    const SPEAKERS: [&str; 18] = [
        "i", "i'm", "it", "it's", "me", "that", "that's", "them", "they", "this", "those", "us", "we",
        "we're", "you", "you're", "your", "thing",
    ];
    text::words(clause).iter().any(|word| SPEAKERS.contains(&word.as_str()))
}

fn ends_open(clause: &str) -> bool {
    const OPEN: [&str; 20] = [
        "a", "an", "and", "are", "as", "at", "be", "for", "from", "has", "have", "in", "is", "like", "not",
        "of", "the", "to", "very", "with",
    ];
    text::words(clause).last().is_none_or(|word| OPEN.contains(&word.as_str()))
}
