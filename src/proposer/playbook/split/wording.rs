//! The words of a slice: title, story sentence, acceptance criteria.

use super::super::reading::{Part, PartKind, Reading, grammar};
use super::plan::Step;
use crate::domain::split::Slice;
use crate::domain::story::Form;
use crate::domain::text;

/// The longest title in words.
const LONGEST_TITLE: usize = 18;

/// Writes one slice of the plan.
pub(super) fn slice(reading: &Reading, step: &Step, is_first: bool) -> Slice {
    let is_spike = !step.questions.is_empty();
    let mut title = shorten(&grammar::upper_first(step.phrase.trim()));
    if !step.note.is_empty() {
        title = format!("{title}, {}", step.note);
    }
    Slice {
        title,
        narrative: (!is_spike).then(|| narrative(reading, step)).flatten(),
        acceptance_criteria: if is_spike { spike_criteria() } else { criteria(reading, step, is_first) },
        covers: step.covers.clone(),
        first: is_first,
        questions: step.questions.iter().map(|question| grammar::upper_first(question)).collect(),
        time_box: is_spike.then(|| "two days at most".to_owned()),
    }
}

fn spike_criteria() -> Vec<String> {
    vec![
        "Each question has an answer, with what was tried to find it.".into(),
        "It is decided: go on with the next slice, or stop.".into(),
    ]
}

fn shorten(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let title =
        if words.len() > LONGEST_TITLE { words[..LONGEST_TITLE].join(" ") + " …" } else { words.join(" ") };
    title.trim_end_matches(['.', ',', ';', ':']).to_owned()
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
    {
        let words = benefit.text.trim_end_matches('.');
        let begins_with_verb = grammar::leading_verb(words).is_some_and(|verb| {
            grammar::is_verb(&grammar::first_word(words).to_lowercase()) && !verb.is_empty()
        });
        let link = if begins_with_verb { "in order to" } else { "so that" };
        let gap = if words.starts_with("I ") || words.starts_with("I'") {
            words.to_owned()
        } else {
            grammar::lower_first(words)
        };
        sentence = format!("{sentence}, {link} {gap}");
    }
    Some(sentence + ".")
}

/// The parent's own criteria that the slice covers, else the result of its verb, and one case that is refused.
fn criteria(reading: &Reading, step: &Step, is_first: bool) -> Vec<String> {
    let covered: Vec<&Part> =
        reading.parts.iter().filter(|part| step.covers.contains(&part.unit.id)).collect();
    let own: Vec<String> = covered
        .iter()
        .filter(|part| part.kind == PartKind::Criterion && text::words(&part.unit.text).len() > 2)
        .map(|part| text::one_line(&part.unit.text))
        .take(3)
        .collect();
    if !own.is_empty() {
        return own;
    }
    let mut criteria = Vec::new();
    let phrases: Vec<String> = if covered.len() > 1 {
        covered.iter().map(|part| part.phrase.clone()).take(3).collect()
    } else {
        vec![step.phrase.clone()]
    };
    for phrase in &phrases {
        let criterion = result_of(phrase);
        if !criteria.contains(&criterion) {
            criteria.push(criterion);
        }
    }
    if let Some(refusal) = refusal_of(&step.phrase).filter(|_| is_first || criteria.len() < 2) {
        criteria.push(refusal);
    }
    criteria
}

/// What can be seen when the act is done.
pub(super) fn result_of(phrase: &str) -> String {
    let verb = grammar::leading_verb(phrase).unwrap_or_default();
    let Some(object) = grammar::object_of(phrase) else {
        return format!("It can be seen in one agreed example: {}.", shorten(phrase));
    };
    let plural = grammar::is_plural(&object);
    let the = format!("the {object}");
    let (is, stands) = if plural { ("are", "stand") } else { ("is", "stands") };
    match verb.as_str() {
        "see" | "view" | "list" | "show" | "display" | "browse" | "read" | "check" | "monitor" | "track"
        | "inspect" => {
            format!(
                "Given {} with known content, {the} {is} shown exactly as {} {stand}.",
                example(&object),
                if plural { "they" } else { "it" },
                stand = stands
            )
        }
        "find" | "search" | "filter" | "look" => {
            format!("Of several {}, exactly the right ones are found.", plural_or_cases(&object))
        }
        "add" | "create" | "record" | "enter" | "register" | "book" | "upload" | "import" => {
            format!("Afterwards {the} {is} there when looked up again, with what was entered.")
        }
        "change" | "edit" | "update" | "set" | "rename" | "configure" => {
            format!(
                "Afterwards the new state of {the} is shown when looked up again; nothing else has changed."
            )
        }
        "delete" | "remove" | "close" | "cancel" | "archive" | "withdraw" => {
            format!(
                "Afterwards {the} {is} gone from where {} shown; the others stay.",
                if plural { "they were" } else { "it was" }
            )
        }
        "send" | "notify" | "email" | "message" | "receive" | "get" => format!(
            "For one example, {the} {} once, and to the right person.",
            if plural { "arrive" } else { "arrives" }
        ),
        "export" | "download" | "print" => {
            format!("What comes out has {the} that {is} shown, none missing and none twice.")
        }
        "approve" | "reject" | "accept" | "decline" | "confirm" => {
            format!("Afterwards the decision on {the} is shown, with who made it.")
        }
        _ => format!(
            "One {} goes through from beginning to end, and the result can be seen afterwards.",
            grammar::singular(&object)
        ),
    }
}

fn example(object: &str) -> String {
    if grammar::is_plural(object) { format!("three {object}") } else { format!("one {object}") }
}

fn plural_or_cases(object: &str) -> String {
    if grammar::is_plural(object) { object.to_owned() } else { "cases".into() }
}

/// The empty or refused case in the item's own words.
pub(super) fn refusal_of(phrase: &str) -> Option<String> {
    let verb = grammar::leading_verb(phrase)?;
    let object = grammar::object_of(phrase)?;
    let one = grammar::singular(&object);
    Some(match verb.as_str() {
        "see" | "view" | "list" | "show" | "display" | "browse" | "read" | "find" | "search" | "filter"
        | "export" | "download" | "print" | "monitor" | "track" => {
            format!("No {one} there: said so, and nothing else is shown.")
        }
        "add" | "create" | "enter" | "record" | "register" | "book" | "upload" | "import" | "submit" => {
            format!(
                "Something needed is missing: refused, the reason is told, and no half-filled {one} is left."
            )
        }
        "send" | "notify" | "email" | "message" => {
            format!("The {one} cannot be delivered: said so, and nothing is lost.")
        }
        "change" | "edit" | "update" | "set" | "move" | "rename" | "cancel" | "delete" | "remove"
        | "close" | "reset" | "renew" | "approve" | "reject" | "swap" => {
            format!(
                "The {one} is unknown or not allowed: refused, the reason is told, and nothing is changed."
            )
        }
        _ => return None,
    })
}
