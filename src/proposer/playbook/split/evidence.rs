//! What interviews say of the parts: participants' own sentences, byte for byte.

use super::super::listening::excerpts_of;
use super::super::reading::{Part, Reading};
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::Strength;
use crate::domain::text;
use crate::proposer::Heard;
use std::collections::BTreeSet;

/// Quotes shown for one split.
const MOST_QUOTES: usize = 4;

/// Quotes that ask for the item or one of its parts, with the ids of the parts, best first.
pub(super) fn gather(reading: &Reading, heard: &Heard) -> (Evidence, Vec<String>) {
    let topics = topics_of(reading);
    let mut found: Vec<(usize, Strength, String, Quote, Vec<String>)> = Vec::new();
    for passage in &heard.pool.passages {
        for excerpt in passage.turns.iter().flat_map(|turn| excerpts_of(passage, turn)) {
            if excerpt.quote.text.trim_end().ends_with('?') {
                continue;
            }
            if let Some((shared, parts)) = matches(&excerpt.stems, &topics) {
                found.push((shared, excerpt.quote.strength, excerpt.person, excerpt.quote, parts));
            }
        }
    }
    found.sort_by(|a, b| {
        let place = |quote: &Quote| (quote.source.clone(), quote.turn, quote.start);
        b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| place(&a.3).cmp(&place(&b.3)))
    });
    found.dedup_by(|a, b| a.3.source == b.3.source && a.3.turn == b.3.turn && a.3.start == b.3.start);
    let mut favoured = Vec::new();
    let mut people = BTreeSet::new();
    let mut supporting = Vec::new();
    for (_, _, person, quote, parts) in found.into_iter().take(MOST_QUOTES) {
        people.insert(person);
        supporting.push(quote);
        for part in parts {
            if !favoured.contains(&part) {
                favoured.push(part);
            }
        }
    }
    let evidence = Evidence {
        supporting,
        against: Vec::new(),
        searched: heard.pool.searched,
        participants: people.len(),
    };
    (evidence, favoured)
}

/// Stems of the want, and those that belong to one part alone.
fn topics_of(reading: &Reading) -> (BTreeSet<String>, Vec<(String, BTreeSet<String>)>) {
    let want: BTreeSet<String> = text::content_stems(&reading.want).into_iter().collect();
    let part =
        |part: &Part| (part.unit.id.clone(), text::content_stems(&part.unit.text).into_iter().collect());
    (want, reading.parts.iter().map(part).collect())
}

/// How many stems a sentence shares with the item, and which parts it speaks of; none below two.
fn matches(
    stems: &BTreeSet<String>,
    topics: &(BTreeSet<String>, Vec<(String, BTreeSet<String>)>),
) -> Option<(usize, Vec<String>)> {
    let of_want = stems.intersection(&topics.0).count();
    let parts: Vec<(usize, &String)> = topics
        .1
        .iter()
        .map(|(id, part)| (stems.intersection(part).count(), id))
        .filter(|(shared, _)| *shared >= 2)
        .collect();
    let best = parts.iter().map(|(shared, _)| *shared).max().unwrap_or(0).max(of_want);
    (best >= 2).then(|| (best, parts.into_iter().map(|(_, id)| id.clone()).collect()))
}
