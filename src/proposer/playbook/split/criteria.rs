//! Acceptance criteria of a slice: the item's own words, else what can be seen when the act is done.

use super::super::phrase::is_uncounted;
use super::super::reading::{Part, PartKind, Reading, grammar};
use super::gate;
use super::plan::Step;
use crate::domain::{craft, text};

/// Criteria taken from the item for one slice.
const MOST_OWN: usize = 4;

/// What ends a spike.
pub(super) fn of_spike() -> Vec<String> {
    vec![
        "Each question has an answer, with what was tried to find it.".into(),
        "It is decided: go on with the next slice, or stop.".into(),
    ]
}

/// The parent's own criteria and sentences that the slice covers, else the result of its verb; one refused case.
///
/// None where nothing checkable is known: an empty list is better than a sentence that fits anything.
pub(super) fn of_step(reading: &Reading, step: &Step, is_first: bool) -> Vec<String> {
    let covered: Vec<&Part> =
        reading.parts.iter().filter(|part| step.covers.contains(&part.unit.id)).collect();
    let own: Vec<String> = covered
        .iter()
        .filter(|part| part.kind == PartKind::Criterion && text::words(&part.unit.text).len() > 2)
        .map(|part| text::one_line(&part.unit.text))
        .filter(|criterion| !echoes(criterion, &step.phrase))
        .take(MOST_OWN)
        .collect();
    if !own.is_empty() {
        return own;
    }
    let mut criteria: Vec<String> = Vec::new();
    let mut add = |criterion: String| {
        if !criteria.contains(&criterion) {
            criteria.push(criterion);
        }
    };
    if covered.len() < 2 {
        let stated = covered.first().and_then(|part| stated_by(part));
        result_of(&step.phrase).or(stated).into_iter().for_each(&mut add);
    } else {
        let seen = covered.iter().filter_map(|part| result_of(&part.phrase).or_else(|| stated_by(part)));
        seen.take(MOST_OWN).for_each(&mut add);
    }
    if criteria.len() < 2 || is_first {
        criteria.extend(refusal_of(&step.phrase));
    }
    criteria
}

/// Whether a criterion has the words of the title and no others: it checks nothing.
fn echoes(criterion: &str, title: &str) -> bool {
    let title = text::content_stems(title);
    text::content_stems(criterion).iter().all(|stem| title.contains(stem))
}

/// The item's own sentence, where it tells what happens.
fn stated_by(part: &Part) -> Option<String> {
    let sentence = text::one_line(&part.unit.text);
    let tells = !part.names_the_whole()
        && matches!(part.kind, PartKind::Bullet | PartKind::Sentence)
        && text::words(&sentence).len() >= 5
        && (part.is_property() || grammar::says_something(&sentence))
        && !sentence.ends_with('?');
    tells.then(|| format!("{}.", text::capitalise(sentence.trim_end_matches(['.', ':', ';']))))
}

/// The object of an act that somebody can look at afterwards; none for software and its insides.
fn visible_object(phrase: &str) -> Option<String> {
    let object = grammar::object_of(phrase)?;
    let words = text::words(&object);
    let has_humps =
        object.chars().zip(object.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let is_software =
        words.last().is_some_and(|head| craft::is_built_thing(head) || gate::is_container(head));
    let is_pointed_at =
        words.first().is_some_and(|first| ["this", "these", "that"].contains(&first.as_str()));
    // `what a member cancels` is nothing that a "the" goes before.
    let is_clause = words.iter().any(|word| {
        ["what", "whatever", "who", "whom", "whether", "how", "where", "when", "why", "which"]
            .contains(&word.as_str())
    });
    (!has_humps && !is_software && !is_pointed_at && !is_clause).then_some(object)
}

/// What can be seen when the act is done; none for a verb whose result no rule knows.
pub(super) fn result_of(phrase: &str) -> Option<String> {
    let verb = grammar::leading_verb(phrase)?;
    let object = visible_object(phrase)?;
    let plural = grammar::is_plural(&object);
    let the = format!("the {object}");
    let (is, stand, they) = if plural { ("are", "stand", "they") } else { ("is", "stands", "it") };
    Some(match verb.as_str() {
        "see" | "view" | "list" | "show" | "display" | "browse" | "read" | "check" | "monitor" | "track"
        | "inspect" | "preview" | "observe" | "visualise" | "visualize" => {
            format!("Given {} with known content, {the} {is} shown exactly as {they} {stand}.", some(&object))
        }
        "find" | "search" | "filter" | "look" | "query" | "retrieve" | "locate" | "lookup" => {
            format!("Of several {}, exactly the right ones are found.", plural_or_cases(&object))
        }
        "sort" | "rank" | "order" | "prioritise" | "prioritize" => {
            format!("Three {} in the wrong order are shown in the right one.", plural_or_cases(&object))
        }
        "add" | "create" | "record" | "enter" | "register" | "book" | "upload" | "import" | "save"
        | "submit" | "store" | "attach" | "post" | "publish" | "draft" | "donate" | "reserve" | "copy"
        | "duplicate" => {
            format!("Afterwards {the} {is} there when looked up again, with what was entered.")
        }
        "change" | "edit" | "update" | "set" | "rename" | "configure" | "customise" | "customize"
        | "adjust" | "correct" | "modify" | "extend" | "renew" | "reschedule" | "fix" | "annotate"
        | "assign" | "tag" | "label" | "restrict" | "specify" | "define" => {
            format!(
                "Afterwards the new state of {the} is shown when looked up again; nothing else has changed."
            )
        }
        "delete" | "remove" | "close" | "cancel" | "archive" | "withdraw" | "clear" | "deactivate"
        | "stop" | "hide" | "unsubscribe" => format!(
            "Afterwards {the} {is} gone from where {} shown; the others stay.",
            if plural { "they were" } else { "it was" }
        ),
        "get" if !is_message(&object) && !phrase.contains(" into ") && !phrase.contains(" out of ") => {
            format!("Given {} with known content, {the} {is} shown exactly as {they} {stand}.", some(&object))
        }
        "get" if [" into ", " out of ", " from ", " to "].iter().any(|way| phrase.contains(way)) => {
            return None;
        }
        "send" | "notify" | "email" | "message" | "receive" | "get" | "deliver" | "forward" | "remind"
        | "warn" => format!(
            "For one example, {the} {} once, and to the right person.",
            if plural { "arrive" } else { "arrives" }
        ),
        "export" | "download" | "print" => {
            format!("What comes out has {the} that {is} shown, none missing and none twice.")
        }
        "approve" | "reject" | "accept" | "decline" | "confirm" | "deny" | "review" => {
            format!("Afterwards the decision on {the} is shown, with who made it.")
        }
        "move" | "transfer" | "swap" | "replace" | "exchange" | "merge" => {
            format!("Afterwards {the} {stand} in the new place only, and nowhere twice.")
        }
        "select" | "choose" | "pick" | "mark" => {
            format!("What was chosen of {the} is used, and nothing that was not chosen.")
        }
        _ => return None,
    })
}

/// Whether a thing comes to somebody, so that its arrival can be seen.
fn is_message(object: &str) -> bool {
    const MESSAGES: [&str; 12] = [
        "alert",
        "answer",
        "confirmation",
        "e-mail",
        "email",
        "invitation",
        "letter",
        "message",
        "notice",
        "notification",
        "reminder",
        "warning",
    ];
    let words = text::words(object);
    words.iter().any(|word| MESSAGES.contains(&grammar::singular(word).as_str()))
}

fn some(object: &str) -> String {
    let head = object.split(' ').next_back().unwrap_or_default();
    if is_uncounted(head) {
        format!("some {object}")
    } else if grammar::is_plural(object) {
        format!("three {object}")
    } else {
        format!("one {object}")
    }
}

fn plural_or_cases(object: &str) -> String {
    if grammar::is_plural(object) { object.to_owned() } else { "cases".into() }
}

/// The empty or refused case in the item's own words.
pub(super) fn refusal_of(phrase: &str) -> Option<String> {
    let verb = grammar::leading_verb(phrase)?;
    let object = visible_object(phrase)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_no_thing_to_look_at() {
        assert!(result_of("approve a cancellation").is_some_and(|told| told.contains("the cancellation")));
        assert_eq!(result_of("approve what a member cancels"), None);
    }

    #[test]
    fn a_message_arrives_and_anything_else_that_is_got_is_shown() {
        assert!(result_of("get a reminder").is_some_and(|told| told.contains("arrives once")));
        assert!(result_of("get the price of rye").is_some_and(|told| told.contains("is shown exactly")));
    }
}
