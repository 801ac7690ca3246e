//! What a refused item should be combined with: items about the same things.

use super::super::reading::Reading;
use super::{refusal, team_work};
use crate::domain::item::Item;
use crate::domain::{craft, text};
use std::collections::{BTreeMap, BTreeSet};

/// Most items named.
const MOST_NAMED: usize = 4;

/// Share of the weight of an item's own words that another must have.
const ENOUGH: f64 = 0.35;

/// Items that may share the one word that an item is about.
const FEW: usize = 2;

/// Words of the story form and of work in general.
const FORM_WORDS: &str = "able ability changes new option order story support user users";

/// Keys of items about the same things, likest first: they share stems that are rare in the backlog.
///
/// Another activity of the team is no story to join; another layer of the same story is.
pub(super) fn merge_candidates(item: &Item, backlog: &[Item]) -> Vec<String> {
    let own = topic_of(item);
    let others: Vec<(&Item, BTreeSet<String>)> = backlog
        .iter()
        .filter(|other| other.key != item.key && other.id != item.id)
        .map(|other| (other, topic_of(other)))
        .collect();
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in others.iter().flat_map(|(_, stems)| stems) {
        *holders.entry(stem).or_default() += 1;
    }
    let weight = |stem: &String| {
        let holders = holders.get(stem.as_str()).copied().unwrap_or(0);
        ((others.len() + 2) as f64 / (holders + 1) as f64).ln()
    };
    let whole: f64 = own.iter().map(weight).sum();
    let mut scored: Vec<(f64, &Item)> = others
        .iter()
        .filter_map(|(other, stems)| {
            let shared: Vec<&String> = own.intersection(stems).collect();
            let score = shared.iter().map(|stem| weight(stem)).sum::<f64>() / whole.max(f64::EPSILON);
            let is_rare = |stem: &&String| holders.get(stem.as_str()).is_some_and(|count| *count <= FEW);
            let enough =
                shared.len() >= 2 && score >= ENOUGH || own.len() == 1 && shared.first().is_some_and(is_rare);
            (enough && !is_activity(other)).then_some((score, *other))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.position.cmp(&b.1.position)));
    scored.into_iter().take(MOST_NAMED).map(|(_, other)| other.key.clone()).collect()
}

/// Whether the other item is work of the team with no layer that could be joined.
fn is_activity(other: &Item) -> bool {
    let reading = Reading::of(other);
    let names_a_layer = text::words(&reading.want).iter().any(|word| team_work::is_sure_layer(word));
    !names_a_layer && refusal::refusal(other, &reading).is_some()
}

/// Stems of what the item is about: of the want, and of the text where the want says little.
fn topic_of(item: &Item) -> BTreeSet<String> {
    let reading = Reading::of(item);
    let of_want = topic_stems(if reading.want.is_empty() { &item.record.title } else { &reading.want });
    if of_want.len() > 1 {
        return of_want;
    }
    let text = text::sentences(&item.record.text).into_iter().take(3);
    text.fold(of_want, |stems, range| {
        stems.into_iter().chain(topic_stems(&item.record.text[range])).collect()
    })
}

/// Stems without the words of layers, of making and of activities.
fn topic_stems(phrase: &str) -> BTreeSet<String> {
    let is_form = |word: &str| FORM_WORDS.split_ascii_whitespace().any(|listed| listed == word);
    text::content_words(phrase)
        .into_iter()
        .filter(|word| {
            !craft::is_built_thing(word)
                && !craft::is_making(word)
                && !is_form(word)
                && team_work::activity_in(word).is_none()
                && word.chars().any(char::is_alphabetic)
        })
        .map(|word| text::stem(&word))
        .collect()
}
