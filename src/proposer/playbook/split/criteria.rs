//! Acceptance criteria of a slice: the item's own words, else what can be seen when the act is done.

use super::super::phrase::{Person, is_uncounted, plural_phrase, shift_person};
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
    let is_a_name = object.chars().all(|c| c.is_alphanumeric() || " -'’/&.".contains(c));
    let is_seen = is_a_name && !has_humps && !is_software && !is_pointed_at && !is_clause;
    let plain = ["own ", "only "].iter().find_map(|lead| object.strip_prefix(lead));
    is_seen.then(|| plain.unwrap_or(&object).to_owned())
}

/// What can be seen when the act is done; none for a verb whose result no rule knows.
pub(super) fn result_of(phrase: &str) -> Option<String> {
    let verb = grammar::leading_verb(phrase)?;
    let object = visible_object(phrase)?;
    let plural = grammar::is_plural(&object);
    let the = format!("the {object}");
    let (is, stand, they) = if plural { ("are", "stand", "they") } else { ("is", "stands", "it") };
    if is_secret(&object) {
        let replaces = ["change", "edit", "reset", "set", "update"].contains(&verb.as_str());
        return replaces.then(|| {
            format!(
                "Afterwards only the new {} works, and {the} of before does not.",
                grammar::singular(&object)
            )
        });
    }
    if let Some(place) = place_of(phrase, &verb, &object) {
        return Some(format!("Afterwards {the} {is} found {place}."));
    }
    Some(match verb.as_str() {
        "see" | "view" | "list" | "show" | "display" | "browse" | "read" | "check" | "monitor" | "track"
        | "inspect" | "preview" | "observe" | "visualise" | "visualize" => {
            format!("Given {}, {the} {is} shown exactly as {they} {stand}.", known(&object))
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
            format!("Given {}, {the} {is} shown exactly as {they} {stand}.", known(&object))
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
            if plural {
                format!("What comes out has {the} that are shown, none missing and none twice.")
            } else {
                format!("What comes out is {the} as it was shown, and whole.")
            }
        }
        "approve" | "reject" | "accept" | "decline" | "confirm" | "deny" | "review" => {
            format!("Afterwards the decision on {the} is shown, with who made it.")
        }
        "move" | "transfer" | "swap" | "replace" | "exchange" | "merge" => {
            format!("Afterwards {the} {stand} in the new place only, and nowhere twice.")
        }
        "select" | "choose" | "pick" | "mark" => {
            let (those, no_other) =
                if plural { ("those that were", "no others") } else { ("the one that was", "no other") };
            format!("Of several {}, {those} chosen {is} used, and {no_other}.", several(&object))
        }
        _ => return None,
    })
}

/// Whether a thing is never shown again once it was entered.
fn is_secret(object: &str) -> bool {
    const SECRETS: [&str; 7] = ["code", "passcode", "passphrase", "password", "pin", "secret", "token"];
    text::words(object).last().is_some_and(|head| SECRETS.contains(&grammar::singular(head).as_str()))
}

/// Where a thing is found that was put somewhere: "add a mill as a favourite" → `as a favourite`.
fn place_of(phrase: &str, verb: &str, object: &str) -> Option<String> {
    const LONGEST: usize = 10;
    const MOST_BETWEEN: usize = 4;
    if !["add", "assign", "attach", "include", "save", "store"].contains(&verb) {
        return None;
    }
    let rest = &phrase[phrase.find(object)? + object.len()..];
    let ways = [(" to ", "in"), (" into ", "in"), (" as ", "as")];
    let (at, way, link) =
        ways.into_iter().filter_map(|(way, link)| Some((rest.find(way)?, way, link))).min()?;
    let stands_near = text::words(&rest[..at]).len() <= MOST_BETWEEN;
    let place = format!("{link} {}", &rest[at + way.len()..]);
    let place = shift_person(place.trim_end_matches('.'), Person::ThirdPlural);
    (stands_near && text::words(&place).len() <= LONGEST).then_some(place)
}

/// What must not be possible, as a check: "be prevented from removing mills that are in use".
pub(super) fn prevented_in(want: &str) -> Option<String> {
    let (verb, rest) = if let Some((_, act)) = want.split_once("prevented from ") {
        let (gerund, rest) = act.split_once(' ')?;
        (grammar::base_of_gerund(gerund)?, rest)
    } else {
        let nobody = ["that no one can ", "that nobody can ", "that no-one can "];
        let (verb, rest) = nobody.iter().find_map(|nobody| want.split_once(nobody))?.1.split_once(' ')?;
        (verb.to_owned(), rest)
    };
    let rest = shift_person(rest.trim_end_matches('.'), Person::ThirdPlural);
    Some(format!("Somebody tries to {verb} {rest}: refused, the reason is told, and nothing is changed."))
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

/// The thing as one of several, in the plural.
fn several(object: &str) -> String {
    if grammar::is_plural(object) { object.to_owned() } else { plural_phrase(object) }
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

/// The thing with what is in it known before the check.
fn known(object: &str) -> String {
    if text::words(object).last().is_some_and(|head| head == "content" || head == "contents") {
        return format!("known {object}");
    }
    format!("{} with known content", some(object))
}

fn plural_or_cases(object: &str) -> String {
    if grammar::is_plural(object) { object.to_owned() } else { "cases".into() }
}

/// The empty or refused case in the item's own words.
pub(super) fn refusal_of(phrase: &str) -> Option<String> {
    let verb = grammar::leading_verb(phrase)?;
    let object = visible_object(phrase)?;
    if place_of(phrase, &verb, &object).is_some() {
        return None;
    }
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
        "change" | "edit" | "update" | "set" | "rename" => {
            format!(
                "What is entered is not allowed: refused, the reason is told, and the {one} stays as it was."
            )
        }
        "move" | "cancel" | "delete" | "remove" | "close" | "renew" | "approve" | "reject" | "swap" => {
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
        assert_eq!(result_of("add the 00*** and 01FOR cases"), None);
        assert!(result_of("set my own mill mark").is_some_and(|told| told.contains("of the mill mark")));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let told = "Afterwards only the new password works, and the password of before does not.";
        assert_eq!(result_of("change my password").as_deref(), Some(told));
        assert_eq!(result_of("see my password"), None);
    }

    #[test]
    fn what_is_prevented_is_refused() {
        let told = "Somebody tries to remove mills that are in use: refused, the reason is told, and nothing is changed.";
        assert_eq!(prevented_in("get prevented from removing mills that are in use").as_deref(), Some(told));
        let assured = prevented_in("be assured that nobody can remove mills that are in use");
        assert_eq!(assured.as_deref(), Some(told));
        assert_eq!(prevented_in("remove mills"), None);
    }

    #[test]
    fn what_is_put_somewhere_is_found_there_and_is_not_half_filled() {
        let added = "add mills as favourites on my page";
        let told = "Afterwards the mills are found as favourites on their page.";
        assert_eq!(result_of(added).as_deref(), Some(told));
        assert_eq!(refusal_of(added), None);
        let added = result_of("add loaves with seeds on them to the basket");
        assert_eq!(added.as_deref(), Some("Afterwards the loaves are found in the basket."));
        let assigned = result_of("assign a sack to more than one mill");
        assert_eq!(assigned.as_deref(), Some("Afterwards the sack is found in more than one mill."));
    }

    #[test]
    fn a_message_arrives_and_anything_else_that_is_got_is_shown() {
        assert!(result_of("get a reminder").is_some_and(|told| told.contains("arrives once")));
        assert!(result_of("get the price of rye").is_some_and(|told| told.contains("is shown exactly")));
    }
}
