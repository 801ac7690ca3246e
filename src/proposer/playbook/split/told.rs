//! What participants tell of the item's matter and the item does not say: rules, kinds, steps, cases.

use super::super::listening::Excerpt;
use super::super::phrase::pattern;
use super::super::reading::Reading;
use crate::domain::interview::Strength;
use crate::domain::text;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words of a sentence that can tell something and be understood alone.
const FEWEST_WORDS: usize = 6;

/// What a sentence can tell, how many stems of its own it needs beside the sign, and the sign; the first that fits.
static SIGNS: LazyLock<Vec<(&str, usize, Regex)>> = LazyLock::new(|| {
    [
        (
            "a rule",
            0,
            r"(?i)\b(?:unless|only\s+(?:if|when|after|before|until)|until|except|as\s+long\s+as|depends?\s+on|depending\s+on|no\s+more\s+than|at\s+least|deadline|not\s+allowed|(?:before|after)\s+(?:\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten))\b",
        ),
        (
            "a kind",
            1,
            r"(?i)\b(?:(?:different|several|various|two|three|four|other|all)\s+(?:kinds|types|sorts)\s+of|(?:another|a\s+different|one)\s+(?:kind|type|sort)\s+of|some\s+(?:are|were|come|came|have|had|pay|bring|want)\b[^.?!]*\b(?:others|some)|either\b[^.?!]*\bor)\b",
        ),
        (
            "a step",
            1,
            r"(?i)\b(?:(?:and\s+)?then\s+(?:i|we|they|he|she|you|somebody|someone)|after\s+that|afterwards|the\s+next\s+(?:step|thing)|first\s+(?:i|we|you|they)|before\s+(?:i|we|they|you)\s+can|sign(?:s|ed)?\s+(?:it|them)?\s*off)\b",
        ),
        (
            "a case",
            1,
            r"(?i)\b(?:sometimes|other\s+times|every\s+now\s+and\s+then|on\s+(?:sundays|saturdays|weekends|holidays)|at\s+(?:weekends|night)|in\s+(?:winter|summer|spring|autumn|the\s+off-?season)|in\s+an\s+emergency)\b",
        ),
    ]
    .into_iter()
    .map(|(what, fewest, source)| (what, fewest, pattern(source)))
    .collect()
});

/// What an item says already, by which one hears what is new.
pub(super) struct Listener<'a> {
    reading: &'a Reading,
    known: BTreeSet<String>,
}

impl<'a> Listener<'a> {
    pub(super) fn of(reading: &'a Reading) -> Self {
        Self { reading, known: text::content_stems(&reading.whole).into_iter().collect() }
    }

    /// What the sentence tells and the item does not have, in the speaker's words.
    pub(super) fn told_in(&self, excerpt: &Excerpt) -> Option<String> {
        let words = &excerpt.quote.text;
        let can_tell = excerpt.quote.strength <= Strength::StatedProblem
            && text::words(words).len() >= FEWEST_WORDS
            && !words.trim_end().ends_with('?');
        if !can_tell {
            return None;
        }
        let (what, fewest, sign) = SIGNS
            .iter()
            .find_map(|(what, fewest, sign)| Some((what, *fewest, sign.find(words)?.as_str())))?;
        let of_the_sign: BTreeSet<String> = text::content_stems(sign).into_iter().collect();
        let is_known = |stem: &&String| self.known.contains(*stem) || of_the_sign.contains(*stem);
        let new = excerpt.stems.iter().filter(|stem| !is_known(stem)).count();
        let is_new = new >= fewest && !self.reading.lower.contains(&sign.to_lowercase());
        is_new.then(|| format!("{what} that {} tells of: «{}»", excerpt.quote.speaker, words.trim()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::FoundPassage;
    use crate::domain::id::SourceId;
    use crate::domain::interview::{Role, Turn};
    use crate::domain::item::Item;
    use crate::proposer::playbook::listening::excerpts_of;

    fn told(words: &str) -> Option<String> {
        let item = Item::of("As a baker, I want to order flour", "");
        let turn = Turn {
            index: 0,
            speaker: "P1".into(),
            role: Role::Participant,
            start_ms: None,
            end_ms: None,
            text: words.into(),
            start: 0,
            end: words.len(),
            cues: Vec::new(),
        };
        let passage = FoundPassage {
            id: SourceId::derive(&["P1"]),
            source: "talk".into(),
            person: "P1".into(),
            segment: None,
            date: None,
            turns: vec![turn],
            score: 1.0,
            topics: vec![0],
        };
        let excerpt = excerpts_of(&passage, &passage.turns[0]).into_iter().next()?;
        Listener::of(&Reading::of(&item)).told_in(&excerpt)
    }

    #[test]
    fn rules_kinds_steps_and_cases_are_told_apart() {
        for (words, what) in [
            ("I ordered flour by phone, only after the miller had weighed the sacks.", "a rule"),
            ("We ordered two kinds of flour, coarse for rye and fine for cakes.", "a kind"),
            ("I ordered the flour and then I carried the slip to the miller.", "a step"),
            ("In winter I ordered the flour a week ahead of the snow.", "a case"),
        ] {
            let told = told(words).unwrap_or_default();
            assert!(told.starts_with(&format!("{what} that P1 tells of: «")), "{words}: {told}");
        }
    }

    #[test]
    fn what_tells_nothing_new_or_only_might_be_is_left_out() {
        assert_eq!(told("Sometimes I ordered the flour as a baker."), None);
        assert_eq!(told("I would order flour in winter if the miller had a sledge."), None);
        assert_eq!(told("I ordered the flour from the old miller by phone."), None);
    }
}
