//! The label of a theme: the trouble that its people share and the thing it is about, in one plain
//! sentence; where they share no kind of trouble, the plainest of their own lines.

use super::super::phrase::{Person, is_plural, pattern, shift_person};
use super::super::snapshot::{feels, is_elliptic, is_general, points_back};
use super::points::names_a_number;
use super::trouble::Trouble;
use super::{Group, Point, things};
use crate::domain::text;
use crate::llm::cosine;
use crate::proposer::playbook::listening::{Polarity, polarity_of};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Content words that a label has at least.
const FEWEST_STEMS: usize = 3;
/// Words that a label has best.
const BEST: std::ops::RangeInclusive<usize> = 4..=14;
/// People who must tell of a trouble, and name a thing, before it is their theme's.
const SEVERAL: usize = 2;

/// What names a thing: a noun after the word that points at it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(the|this|that|a|an|my|our|your|their|his|her|its|no|any|every|each|another)|(these|those|some|all|many|several|two|three|four|five|six|seven|eight|nine|ten|of|for|with|about|in|on|from|between|through))\s+(?:(?:whole|same|new|old|own|other|first|last|next|late|early|right|wrong|big|small|printed)\s+)?([a-z]{3,})\b",
    )
});

/// What opens a sentence and adds nothing to it.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:(?:and|but|so|well|um+|uh|oh|also|actually|basically|honestly|currently|initially|however)\s+
        |(?:and|but|so|well|um+|uh|oh|yes|yeah|no|now|also|then|actually|basically|honestly|currently|initially|however|i\s+mean|you\s+know|in\s+general|at\s+a\s+high\s+level|right\s+off\s+the\s+bat|at\s+the\s+moment|to\s+be\s+honest),\s*)+",
    )
});

/// What the theme says, as a sentence that somebody could deny and no other theme has.
pub(super) fn label_of(
    group: &Group,
    middle: &[f32],
    points: &[Point],
    shown: &[&Point],
    taken: &BTreeSet<String>,
) -> String {
    let members: Vec<&Point> = group.members.iter().map(|at| &points[*at]).collect();
    let everyone = people_of(&members).len();
    let of_a_trouble = shared_troubles(&members).into_iter().filter_map(|trouble| {
        let tellers: Vec<&Point> =
            members.iter().copied().filter(|point| point.troubles.contains(&trouble)).collect();
        let is_theirs = |word: &str| !tellers.iter().any(|point| trouble.is_told_by(word, &point.quote.text));
        let is_general = !trouble.is_vague() && people_of(&tellers).len() * 3 >= everyone * 2;
        match shared_thing(&tellers, points, is_theirs) {
            Some(thing) => Some(trouble.sentence(Some(&thing))),
            None => is_general.then(|| trouble.sentence(None)),
        }
    });
    let of_a_thing = std::iter::once_with(|| {
        let hurt: Vec<&Point> = members.iter().copied().filter(|point| is_a_pain(point)).collect();
        let is_shared = people_of(&hurt).len() * 2 >= everyone;
        let thing = if is_shared { shared_thing(&hurt, points, |_| true) } else { None };
        thing.map(|thing| format!("People have trouble with {thing}"))
    });
    let mut told = of_a_trouble.chain(of_a_thing.flatten());
    told.find(|label| !taken.contains(label)).unwrap_or_else(|| plainest(&members, middle, shown))
}

fn people_of<'a>(members: &[&'a Point]) -> BTreeSet<&'a str> {
    members.iter().map(|point| point.person()).collect()
}

fn is_a_pain(point: &Point) -> bool {
    polarity_of(&point.quote.text) == Polarity::Obstacle || feels(&point.quote.text)
}

/// The troubles of which at least half of all people tell, that of most people first; of equals the
/// more telling.
fn shared_troubles(members: &[&Point]) -> Vec<Trouble> {
    let everyone = people_of(members);
    let mut by: BTreeMap<Trouble, BTreeSet<&str>> = BTreeMap::new();
    for point in members {
        for trouble in &point.troubles {
            by.entry(*trouble).or_default().insert(point.person());
        }
    }
    let mut shared: Vec<(usize, Trouble)> = by
        .into_iter()
        .map(|(trouble, people)| (people.len(), trouble))
        .filter(|(many, _)| *many >= SEVERAL && many * 2 >= everyone.len())
        .collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    shared.into_iter().map(|(_, trouble)| trouble).collect()
}

/// The thing that most of these people name, and at least half of them, as one would say it in a
/// sentence.
fn shared_thing(members: &[&Point], points: &[Point], fits: impl Fn(&str) -> bool) -> Option<String> {
    let everyone = people_of(members);
    let mut by: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for point in members {
        for stem in things(point) {
            by.entry(stem).or_default().insert(point.person());
        }
    }
    let mut shared: Vec<(usize, String)> = by
        .into_iter()
        .map(|(stem, people)| (people.len(), stem))
        .filter(|(many, _)| *many >= SEVERAL && many * 2 >= everyone.len())
        .collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let said = |stem: &str| members.iter().find_map(|point| as_named(stem, &point.quote.text));
    let is_named_by_several = |stem: &str| {
        let naming = members.iter().filter(|point| as_named(stem, &point.quote.text).is_some());
        naming.map(|point| point.person()).collect::<BTreeSet<_>>().len() >= SEVERAL
    };
    let is_a_noun = |stem: &str| {
        let times = points.iter().filter(|point| point.said.excerpt.stems.contains(stem)).count();
        let named = points.iter().filter(|point| as_named(stem, &point.quote.text).is_some()).count();
        named * 2 >= times
    };
    shared
        .iter()
        .map(|(_, stem)| stem)
        .filter(|stem| fits(stem) && is_a_noun(stem) && is_named_by_several(stem))
        .find_map(|stem| {
            said(stem)
                .filter(|(_, word)| fits(word))
                .map(|(is_one, word)| if is_one && !is_plural(&word) { format!("the {word}") } else { word })
        })
}

/// The word of this stem where it is named as a thing, and whether it is named as one thing.
fn as_named(stem: &str, words: &str) -> Option<(bool, String)> {
    // "The manual check" names a check, and "auto-instrumentation" no "auto".
    let is_head = |end: usize| {
        let rest = &words[end..];
        let next = text::words(rest).into_iter().next();
        !rest.starts_with(['-', '\'', '\u{2019}', '/'])
            && (!rest.starts_with(' ')
                || next.is_none_or(|next| text::is_stop_word(&next) || next.ends_with("ed")))
    };
    let named = NAMED.captures_iter(words).find(|found| {
        text::stem(&found[3].to_lowercase()) == *stem && found.get(3).is_some_and(|word| is_head(word.end()))
    })?;
    Some((named.get(1).is_some(), named[3].to_lowercase()))
}

/// The line nearest to the middle that stands alone, short before long, and says what most of
/// the theme's people say; one of those whose quotes are shown, so that the label is proved.
fn plainest(members: &[&Point], middle: &[f32], shown: &[&Point]) -> String {
    let mut said_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for point in members {
        for stem in &point.said.excerpt.stems {
            said_by.entry(stem).or_default().insert(point.person());
        }
    }
    let shared = |point: &Point| {
        let stems = &point.said.excerpt.stems;
        let common = stems.iter().filter(|stem| said_by.get(stem.as_str()).is_some_and(|by| by.len() > 1));
        common.count() as f64 / stems.len().max(1) as f64
    };
    let plain = |point: &Point| {
        let words = text::words(&point.line);
        let length = if BEST.contains(&words.len()) { 0.15 } else { 0.0 };
        let leans = words.first().is_some_and(|first| {
            ["it", "it's", "that", "that's", "this", "they", "he", "she", "which", "then"]
                .contains(&first.as_str())
        });
        let marks: [(bool, f64); 8] = [
            (point.line.starts_with(['"', '\u{201c}', '\u{2018}', '\'']), -0.6),
            (is_general(&point.line), 0.2),
            (is_elliptic(&point.line), -0.5),
            (point.said.excerpt.stems.len() < FEWEST_STEMS, -0.3),
            (names_a_number(&point.line), -0.15),
            (points_back(&point.line), -0.2),
            (words.first().is_some_and(|first| first.ends_with("ing")) || point.line.ends_with('…'), -0.3),
            (words.iter().any(|word| ["he", "she", "says", "said"].contains(&word.as_str())), -0.2),
        ];
        let length = length + marks.iter().filter(|(holds, _)| *holds).map(|(_, worth)| worth).sum::<f64>();
        let hurts = 0.15 * point.weight.min(2.0);
        cosine(middle, &point.vector) + length + hurts + 0.2 * shared(point) - if leans { 0.2 } else { 0.0 }
    };
    let best =
        shown.iter().copied().max_by(|a, b| plain(a).total_cmp(&plain(b)).then_with(|| b.line.cmp(&a.line)));
    best.map_or_else(String::new, |point| of_people(&point.line))
}

/// A line of one of them as one would say it of all: no first person, nothing that only opens it.
fn of_people(line: &str) -> String {
    let line = OPENING.replace(line.trim(), "");
    let shifted = shift_person(line.trim(), Person::ThirdPlural);
    match shifted.strip_prefix("they ").or_else(|| shifted.strip_prefix("They ")) {
        Some(rest) => format!("People {rest}"),
        None => text::capitalise(&shifted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_one_is_said_of_all() {
        assert_eq!(of_people("I need to download my data"), "People need to download their data");
        assert_eq!(of_people("Well, currently, we only use it at night"), "People only use it at night");
        assert_eq!(of_people("No boats came"), "No boats came");
    }

    #[test]
    fn a_thing_is_a_noun_and_no_part_of_another_word() {
        assert_eq!(as_named("boat", "We missed the late boat."), Some((true, "boat".into())));
        assert_eq!(as_named("boat", "They boat on Sundays."), None);
        assert_eq!(as_named("manual", "We dropped the manual checks."), None);
        assert_eq!(as_named("auto", "We dropped the auto-instrumentation."), None);
        assert_eq!(as_named("desk", "The desk is shut."), Some((true, "desk".into())));
    }
}
