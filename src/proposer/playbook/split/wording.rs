//! The words of a slice: title, story sentence, acceptance criteria.

use super::super::reading::{Reading, grammar};
use super::criteria;
use super::plan::Step;
use crate::domain::split::Slice;
use crate::domain::story::Form;
use crate::domain::text;

/// The longest title in words.
pub(super) const LONGEST_TITLE: usize = 18;

/// A title that is cut between clauses keeps so many words.
const SHORTEST_CUT: usize = 5;

/// Writes one slice of the plan.
pub(super) fn slice(reading: &Reading, step: &Step, is_first: bool) -> Slice {
    let is_spike = !step.questions.is_empty();
    let mut title = shorten(&text::capitalise(step.phrase.trim()));
    if !step.note.is_empty() {
        title = format!("{title}, {}", step.note);
    }
    Slice {
        title,
        narrative: (!is_spike).then(|| narrative(reading, step)).flatten(),
        acceptance_criteria: if is_spike {
            criteria::of_spike()
        } else {
            criteria::of_step(reading, step, is_first)
        },
        covers: step.covers.clone(),
        first: is_first,
        questions: step.questions.iter().map(|question| text::capitalise(question)).collect(),
        time_box: is_spike.then(|| "two days at most".to_owned()),
    }
}

/// A title of a bearable length, cut after a whole clause where there is one; the criteria say the rest.
fn shorten(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let shortened = if words.len() > LONGEST_TITLE {
        let ends = |word: &&str| word.ends_with([',', ';', ':', '.']);
        match words[..LONGEST_TITLE].iter().rposition(ends) {
            Some(at) if at + 1 >= SHORTEST_CUT => words[..=at].join(" "),
            _ => words[..LONGEST_TITLE].join(" ") + " …",
        }
    } else {
        words.join(" ")
    };
    shortened.trim_end_matches(['.', ',', ';', ':']).to_owned()
}

/// "As a …, I want to …, so that …", only when each part is there and it reads as a sentence.
fn narrative(reading: &Reading, step: &Step) -> Option<String> {
    let actor = reading.actor()?;
    if reading.story.form == Form::Title
        || grammar::leading_verb(&step.phrase).is_none()
        || text::words(&step.phrase).len() > 24
        || step.phrase.contains([';', ':'])
    {
        return None;
    }
    let mut sentence = format!("As {actor}, I want to {}", step.phrase.trim_end_matches('.'));
    if let Some(benefit) = &reading.story.benefit
        && text::words(&benefit.text).len() <= 24
        && !is_of_another_part(reading, step, &benefit.text)
    {
        let words = benefit.text.trim_end_matches('.');
        let begins_with_verb = grammar::leading_verb(words).is_some_and(|verb| {
            grammar::is_verb(&grammar::first_word(words).to_lowercase()) && !verb.is_empty()
        });
        let link = if begins_with_verb { "in order to" } else { "so that" };
        let gap = if words.starts_with("I ") || words.starts_with("I'") {
            words.to_owned()
        } else {
            grammar::lower_common(words)
        };
        sentence = format!("{sentence}, {link} {gap}");
    }
    Some(sentence + ".")
}

/// Whether the benefit speaks of a part that the slice leaves for later, and not of its own.
fn is_of_another_part(reading: &Reading, step: &Step, benefit: &str) -> bool {
    let benefit = text::content_stems(benefit);
    let speaks_of = |words: &str| text::content_stems(words).iter().any(|stem| benefit.contains(stem));
    let mut later = reading.parts.iter().filter(|part| !step.covers.contains(&part.unit.id));
    !speaks_of(&step.phrase) && later.any(|part| speaks_of(&part.unit.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_ends_with_a_clause() {
        let told = "when a sack is given back, offer it to the next miller in the row, and after an hour to the \
                    one after that and so on";
        assert_eq!(shorten(told), "when a sack is given back, offer it to the next miller in the row");
        let endless = "weigh ".repeat(20);
        assert!(shorten(&endless).ends_with(" …"));
    }
}
