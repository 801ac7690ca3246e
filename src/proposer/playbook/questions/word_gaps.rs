//! Questions that the item's own words raise: vague words, figures, options, terms, a missing reason.

use super::Gap;
use super::addressee::Addressee;
use super::by_deed;
use crate::domain::question::Serves;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{Benefit, Claims, Figure, Vague, Vagueness};
use crate::proposer::playbook::phrase::{
    Person, before_any, is_plural, pattern, plural_phrase, with_article,
};
use regex::Regex;
use std::sync::LazyLock;

/// The gaps of the words, heaviest classes first.
pub(super) fn gaps(brief: &Brief, claims: &Claims) -> Vec<Gap> {
    let mut gaps: Vec<Gap> =
        claims.gaps.vague.iter().take(3).map(|vague| vague_word(brief, claims, vague)).collect();
    gaps.extend(claims.gaps.figures.first().map(|figure| figure_without_source(brief, claims, figure)));
    gaps.extend(condition(brief, claims));
    gaps.extend(claims.gaps.optional.first().map(|part| optional_part(brief, claims, part)));
    gaps.extend(claims.gaps.terms.first().and_then(|term| unknown_term(brief, claims, term)));
    gaps.push(match &claims.benefit {
        None => missing_reason(brief, claims),
        Some(benefit) => promised(brief, claims, benefit),
    });
    gaps
}

fn decision(words: impl Into<String>) -> Serves {
    Serves::Decision(words.into())
}

fn vague_word(brief: &Brief, claims: &Claims, vague: &Vague) -> Gap {
    let Vague { word, noun, class } = vague;
    let you = claims.act.to_you();
    let thing = if noun.is_empty() { claims.matter() } else { noun.clone() };
    let (text, serves, weight) = match class {
        Vagueness::Bends => (
            format!("Tell me about the last time {} did not suit you. What did you do?", one_of(&thing)),
            format!("which rule «{word}» stands for, and which comes first"),
            9,
        ),
        Vagueness::Kinds => (
            format!("Which {} did you come across in the last month?", kinds_of(word, &thing)),
            format!("which of the «{word}» come first"),
            9,
        ),
        Vagueness::Lasts => (
            format!("How long did it take the last time you needed to {}?", without_word(&you, word)),
            format!("the time that «{word}» stands for"),
            8,
        ),
        Vagueness::Effort => (
            format!(
                "Walk me through the last time you needed to {}. Which step took longest?",
                without_word(&you, word)
            ),
            format!("what «{word}» is measured by"),
            7,
        ),
        Vagueness::Judged => (
            format!("When you last had to choose among {}, what decided it?", many_of(&thing)),
            format!("by which rule something counts as «{word}»"),
            8,
        ),
        Vagueness::Right => (
            format!("What told you the last time that {} {} not {word}?", the(&thing), was(&thing)),
            format!("by which sign something counts as «{word}»"),
            8,
        ),
        Vagueness::Near => (
            format!("How far did you go for {} the last time?", with_article(&thing)),
            format!("the distance that «{word}» stands for"),
            8,
        ),
        Vagueness::Amount => (
            format!("How many {} did you deal with on your busiest day last month?", many_of(&thing)),
            format!("the number that «{word}» stands for"),
            7,
        ),
        Vagueness::Rest => (
            format!("What else did you do the last time you needed to {you}?"),
            "whether «etc.» is dropped or becomes slices of its own".to_owned(),
            9,
        ),
        Vagueness::Guarded => (
            format!("Who was able to see {} last month, and how do you know?", the(&thing)),
            format!("whom «{word}» shuts out"),
            7,
        ),
    };
    let to = match class {
        Vagueness::Guarded => Addressee::for_matter(
            brief,
            claims,
            "data protection security privacy access",
            "they know who was able to see it",
        ),
        _ => Addressee::who_acts(
            brief,
            claims,
            &format!("the item says «{word}», and only they know what was not"),
        ),
    };
    let about = if noun.is_empty() {
        format!("what \"{word}\" means here")
    } else {
        format!("what \"{word}\" means for {noun}")
    };
    Gap { about, text, to, serves: decision(serves), weight, answer: format!("{thing} {you}"), heard: vec![] }
}

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:if|as\s+long\s+as)\s+there\s+(?:is|are)\s+(?:still\s+)?(?:an?\s+|any\s+|enough\s+)?([a-z][a-z-]+(?:[ \t]+[a-z-]+)?)\b",
    )
});

/// "dogs move along, if there is space": what was done when there was none.
fn condition(brief: &Brief, claims: &Claims) -> Option<Gap> {
    let found = CONDITION.captures(&claims.text)?;
    let (whole, thing) = (found.get(0)?, found.get(1)?.as_str().to_lowercase());
    let thing = before_any(
        &thing,
        &[" in", " on", " at", " for", " left", " and", " or", " to", " when", " of", " that", " available"],
    );
    if ["no", "not", "nothing", "nobody"].contains(&thing.split(' ').next()?) {
        return None;
    }
    let sentence = text::sentences(&claims.text).into_iter().find(|range| range.contains(&whole.start()))?;
    Some(Gap {
        about: format!("no {thing}"),
        text: format!("What did you do the last time there {} no {thing}?", was(thing)),
        to: Addressee::for_matter(
            brief,
            claims,
            &claims.text[sentence],
            "they were there when there was none",
        ),
        serves: decision(format!("what happens without {thing}")),
        weight: 8,
        answer: format!("no {thing} {}", claims.act.to_you()),
        heard: vec![],
    })
}

fn figure_without_source(brief: &Brief, claims: &Claims, figure: &Figure) -> Gap {
    let you = claims.act.to_you();
    let text = if figure.is_time {
        format!("What happened the last time the limit of {} was not kept?", figure.text)
    } else {
        format!("When did you last come near {}, and what did you do then?", figure.text)
    };
    Gap {
        about: format!("the limit of {}", figure.text),
        text,
        to: Addressee::for_matter(
            brief,
            claims,
            &format!("{} {}", figure.said_in, constraint_with(brief, figure)),
            "they were there when it was not kept",
        ),
        serves: decision(format!("whether {} stays the limit", figure.text)),
        weight: 8,
        answer: format!("{} {you}", figure.text),
        heard: vec![],
    }
}

/// The constraint of the Big Idea from which a figure comes; empty when none has it.
fn constraint_with<'a>(brief: &'a Brief, figure: &Figure) -> &'a str {
    let named = text::words(&figure.text);
    let has_it = |constraint: &&String| {
        let words = text::words(constraint);
        named.iter().all(|word| words.contains(word))
    };
    brief.big_idea.constraints.iter().find(has_it).map_or("", String::as_str)
}

fn optional_part(brief: &Brief, claims: &Claims, part: &str) -> Gap {
    Gap {
        about: format!("whether {part} is needed"),
        text: format!("What did you do the last time you needed to {} without {part}?", claims.act.to_you()),
        to: Addressee::who_acts(brief, claims, "they did without it until now"),
        serves: decision(format!("whether to keep or drop {part}")),
        weight: 7,
        answer: part.to_owned(),
        heard: vec![],
    }
}

/// A term that no other item uses is asked for; a common one is the team's own language.
fn unknown_term(brief: &Brief, claims: &Claims, term: &str) -> Option<Gap> {
    let uses = brief.backlog.iter().filter(|item| item.full_text().contains(term)).count();
    (uses <= 2).then(|| Gap {
        about: format!("what {term} means here"),
        text: format!("Tell me about the last time {term} came up in your work."),
        to: Addressee::for_matter(brief, claims, term, "they use the word, and the item does not explain it"),
        serves: decision(format!("what {term} takes in and what it leaves out")),
        weight: 4,
        answer: String::new(),
        heard: vec![],
    })
}

fn missing_reason(brief: &Brief, claims: &Claims) -> Gap {
    let to = Addressee::who_acts(brief, claims, "the item gives no reason, and they had one");
    let text = if let Some(occasion) = claims.act.occasion(Person::Second) {
        format!("What came of it the last time {occasion}?")
    } else if claims.has_verb {
        by_deed::used_for(claims.cues.deed, &claims.act.to_you())
    } else {
        format!(
            "Tell me about the last time you would have used {}. What were you trying to get done?",
            claims.matter()
        )
    };
    Gap {
        about: format!("the reason for {}", claims.act.gerund()),
        text,
        to,
        serves: decision("whether it is worth doing at all: the item gives no reason"),
        weight: 9,
        answer: String::new(),
        heard: vec![],
    }
}

/// What happened without the promise of the item.
fn promised(brief: &Brief, claims: &Claims, benefit: &Benefit) -> Gap {
    let (text, about) = match (&benefit.failed_to_you, &benefit.failed) {
        (Some(to_you), Some(failed)) if text::words(to_you).len() <= 12 => (
            format!("Tell me about the last time {to_you}. What came of it?"),
            format!("what it cost when {failed}"),
        ),
        _ if claims.act.occasion(Person::Second).is_some() => (
            format!(
                "What came of it the last time {}?",
                claims.act.occasion(Person::Second).unwrap_or_default()
            ),
            format!("the worth of {}", claims.act.gerund()),
        ),
        _ if claims.has_verb => (
            by_deed::missed(claims.cues.deed, &claims.act.to_you(), claims.cues.message.is_some()),
            format!("the worth of {}", claims.act.gerund()),
        ),
        _ => (
            format!("What was different the last time you went without {}?", claims.act.rest_to_you()),
            format!("the worth of {}", claims.act.gerund()),
        ),
    };
    Gap {
        about,
        text,
        to: Addressee::who_acts(brief, claims, "the item promises this, and they know what it is worth"),
        serves: decision("how early it is built, and what it may cost"),
        weight: 7,
        answer: benefit.words().to_owned(),
        heard: vec![],
    }
}

/// The words without the vague one: `quickly find a bed` → `find a bed`.
fn without_word(text: &str, word: &str) -> String {
    text::one_line(&text.replacen(word, "", 1))
}

fn the(thing: &str) -> String {
    if is_determined(thing) { thing.to_owned() } else { format!("the {thing}") }
}

fn was(thing: &str) -> &'static str {
    if is_plural(thing.split_whitespace().next_back().unwrap_or_default()) { "were" } else { "was" }
}

fn one_of(thing: &str) -> String {
    let head = thing.split_whitespace().next_back().unwrap_or_default();
    if is_plural(head) { format!("the {thing}") } else { with_article(thing) }
}

fn many_of(thing: &str) -> String {
    let thing = ["a ", "an ", "the "].iter().find_map(|article| thing.strip_prefix(article)).unwrap_or(thing);
    plural_phrase(thing)
}

/// `types of` + `waste` → `types of waste`; `various` + `forms` → `forms`.
fn kinds_of(word: &str, thing: &str) -> String {
    match word.split_once(' ') {
        Some((_, kinds)) if kinds.ends_with("of") => format!("{kinds} {thing}"),
        _ => many_of(thing),
    }
}

fn is_determined(thing: &str) -> bool {
    text::words(thing).first().is_some_and(|word| {
        ["a", "an", "the", "their", "your", "each", "all", "any"].contains(&word.as_str())
    })
}
