//! Form rules over a backlog or a given split: stories one by one, then against each other.
//!
//! A text that is no story sentence is left alone: a plain title has no form to break.

use crate::domain::form::StoryRule;
use crate::domain::item::Item;
use crate::domain::split::Slice;
use crate::domain::story::{Form, Story};
use crate::domain::{craft, text};
use std::collections::BTreeMap;

/// One broken rule with the words that broke it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFinding {
    /// Id of the rule.
    pub rule: &'static str,
    /// Index of the story in what was handed in.
    pub at: usize,
    /// Words that triggered it.
    pub words: String,
    /// One sentence with what to do.
    pub message: &'static str,
}

/// A story as far as its form is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    title: String,
    sentence: Option<String>,
    criteria: Vec<String>,
}

impl From<&Item> for Written {
    fn from(item: &Item) -> Self {
        let record = &item.record;
        Self::of(&record.title, Some(&record.text), &record.criteria)
    }
}

impl From<&Slice> for Written {
    fn from(slice: &Slice) -> Self {
        Self::of(&slice.title, slice.narrative.as_deref(), &slice.acceptance_criteria)
    }
}

impl Written {
    fn of(title: &str, more: Option<&str>, criteria: &[String]) -> Self {
        let sentence = sentence_in(title).or_else(|| more.and_then(sentence_in));
        Self { title: title.to_owned(), sentence, criteria: criteria.to_vec() }
    }
}

/// The story sentence of a text in one of the templates, from its first word to its last.
fn sentence_in(whole: &str) -> Option<String> {
    let story = Story::parse(whole);
    if story.form != Form::Template {
        return None;
    }
    let phrases = || [&story.role, &story.want, &story.benefit].into_iter().flatten();
    let (from, to) = (phrases().map(|phrase| phrase.start).min()?, phrases().map(|phrase| phrase.end).max()?);
    let holds = |range: &std::ops::Range<usize>| range.start < to && from < range.end;
    let parts: Vec<_> = text::sentences(whole).into_iter().filter(holds).collect();
    let (first, last) = (parts.first()?, parts.last()?);
    Some(text::one_line(&whole[first.start..last.end]))
}

/// Broken rules, in the order of the stories.
pub fn lint_form(stories: &[Written]) -> Vec<FormFinding> {
    let mut found = Vec::new();
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for (at, story) in stories.iter().enumerate() {
        found.extend(of_sentence(at, story));
        found.extend(untestable(at, story));
        let title = text::words(&story.title).join(" ");
        if titles.insert(title, at).is_some() {
            found.push(FormFinding {
                rule: "unique",
                at,
                words: story.title.clone(),
                message: "Another one has the same title: make them one, or say what sets them apart.",
            });
        }
    }
    found
}

fn of_sentence(at: usize, story: &Written) -> Vec<FormFinding> {
    let Some(sentence) = &story.sentence else { return Vec::new() };
    let read = Story::parse(sentence);
    StoryRule::ALL
        .into_iter()
        .filter_map(|rule| {
            let words = rule.fault(sentence, &read)??;
            Some(FormFinding { rule: rule.id(), at, words, message: rule.advice() })
        })
        .collect()
}

/// A criterion that promises something without a number or a limit cannot be checked.
fn untestable(at: usize, story: &Written) -> Option<FormFinding> {
    let is_vague = |criterion: &&String| {
        !criterion.contains(|c: char| c.is_ascii_digit())
            && text::words(criterion).iter().any(|word| craft::is_vague(word))
    };
    story.criteria.iter().find(is_vague).map(|criterion| FormFinding {
        rule: "testable",
        at,
        words: criterion.clone(),
        message: "Write what one would see or count; two people could not agree whether this holds.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(stories: &[(&str, Option<&str>, &[&str])]) -> Vec<(&'static str, usize)> {
        let written: Vec<Written> = stories
            .iter()
            .map(|(title, more, criteria)| {
                let criteria: Vec<String> = criteria.iter().map(|&one| one.to_owned()).collect();
                Written::of(title, *more, &criteria)
            })
            .collect();
        lint_form(&written).into_iter().map(|finding| (finding.rule, finding.at)).collect()
    }

    #[test]
    fn a_title_that_is_no_story_sentence_is_left_alone() {
        assert_eq!(
            rules(&[("Cancel a stay", None, &[]), ("Refund (partly) and move API", Some("See above."), &[])]),
            []
        );
    }

    #[test]
    fn the_sentence_is_found_in_the_description_and_judged_without_what_stands_around_it() {
        let text = "Background: see the minutes (March).\nAs a clerk, I want to stamp a permit, so that the ranger lets it pass.\nNB: ask Kim.";
        assert_eq!(rules(&[("Stamping", Some(text), &[])]), []);
        let noted = "As a clerk, I want to stamp a permit (any colour), so that the ranger lets it pass";
        assert_eq!(rules(&[("Stamping", Some(noted), &[])]), [("minimal", 0)]);
    }

    #[test]
    fn stories_are_held_against_each_other_and_criteria_must_be_checkable() {
        let found = rules(&[
            ("Stamp a permit", None, &["The stamp is dry within 2 seconds"]),
            ("Print a permit", None, &["Printing is fast"]),
            ("stamp a Permit!", None, &[]),
        ]);
        assert_eq!(found, [("testable", 1), ("unique", 2)]);
    }
}
