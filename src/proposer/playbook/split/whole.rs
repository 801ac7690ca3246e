//! A part that names no act, said together with the act of its item.

use super::super::reading::{Part, PartKind, Reading, grammar};
use super::wording::LONGEST_TITLE;
use crate::domain::text;

/// Words of a part that names only a thing or a case.
const LONGEST_FRAGMENT: usize = 10;

/// Words of a part that says enough where the act before it would make a title too long.
const SHORTEST_ALONE: usize = 4;

/// A part that names no act, with the act of the item before it.
pub(super) fn whole_phrase(reading: &Reading, part: &Part) -> String {
    match reading.act().filter(|_| is_fragment(part)) {
        Some(act) if part.kind == PartKind::Criterion => with_act(&act, &part.phrase),
        Some(act) => format!("{act}, for {}", part.phrase),
        None => part.phrase.clone(),
    }
}

/// Whether a part names neither an act nor an event.
pub(super) fn is_fragment(part: &Part) -> bool {
    !matches!(part.kind, PartKind::Thing | PartKind::Act)
        && !grammar::says_something(&part.phrase)
        && text::words(&part.phrase).len() <= LONGEST_FRAGMENT
}

/// An act and a case of it, as one would say them together.
fn with_act(act: &str, case: &str) -> String {
    if let Some(whole) = continued(act, case) {
        return whole;
    }
    if let Some(whole) = named_by_label(act, case) {
        return whole;
    }
    if let Some(place) = case.strip_prefix("works on ") {
        return format!("{act} on {place}");
    }
    let joint = if grammar::first_word(case).eq_ignore_ascii_case("not") { ", but " } else { ": " };
    let whole = format!("{act}{joint}{case}");
    let is_too_long = text::words(&whole).len() > LONGEST_TITLE;
    if is_too_long && text::words(case).len() >= SHORTEST_ALONE { case.to_owned() } else { whole }
}

/// "move a ticket to another sailing" and "another sailing on the same day" → the two said once.
fn continued(act: &str, case: &str) -> Option<String> {
    let (act, case): (Vec<&str>, Vec<&str>) =
        (act.split_whitespace().collect(), case.split_whitespace().collect());
    let shared = (2..=act.len().min(case.len())).rev().find(|count| {
        act[act.len() - count..].iter().zip(&case[..*count]).all(|(x, y)| x.eq_ignore_ascii_case(y))
    })?;
    Some([&act[..], &case[shared..]].concat().join(" "))
}

/// "cancel a stay under the terms that apply" and "flexible terms: all back" → "cancel a stay under flexible terms".
///
/// What stands behind the colon is told by the criteria.
fn named_by_label(act: &str, case: &str) -> Option<String> {
    let (label, _) = case.split_once(": ")?;
    let head = label.split_whitespace().last()?;
    let words: Vec<&str> = act.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case(head))?;
    let is_named = at > 1 && ["the", "a", "an", "its", "their", "my"].contains(&words[at - 1]);
    (is_named && label.contains(' ')).then(|| format!("{} {label}", words[..at - 1].join(" ")))
}

/// Puts in front a part that stands alone, where the first only tells what follows from another:
/// a message that goes out is nothing before the act that it tells of.
pub(super) fn begin_with_the_act(parts: &mut [&Part]) {
    if parts.first().is_some_and(|part| tells_what_follows(part))
        && let Some(at) = parts.iter().position(|part| !tells_what_follows(part) && part.put_off.is_none())
    {
        parts[..=at].rotate_right(1);
    }
}

/// Whether a part is a message about what was done: sent, told, or received.
fn tells_what_follows(part: &Part) -> bool {
    let words = text::words(&part.phrase);
    let has = |listed: &[&str]| words.iter().any(|word| listed.contains(&word.as_str()));
    let is_passive = has(&["is", "are", "be"]);
    part.kind == PartKind::Criterion
        && (is_passive && has(&["sent", "mailed", "emailed", "notified", "informed", "told"])
            || has(&["gets", "get", "receives", "receive"])
                && has(&["message", "mail", "e-mail", "email", "notification", "receipt", "confirmation"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_and_its_case_are_said_as_one() {
        let act = "move a sack to another mill";
        assert_eq!(
            with_act(act, "another mill on the same river"),
            "move a sack to another mill on the same river"
        );
        assert_eq!(with_act(act, "not on a Sunday"), "move a sack to another mill, but not on a Sunday");
        assert_eq!(with_act(act, "rye"), "move a sack to another mill: rye");
        assert_eq!(with_act("see the sacks", "works on phone and web"), "see the sacks on phone and web");
        let rules = "return flour under the terms that apply to it";
        assert_eq!(
            with_act(rules, "strict terms: nothing back unless the miller waives it"),
            "return flour under strict terms"
        );
        assert_eq!(
            with_act(
                "return flour that was ground last week to the mill it came from",
                "in the wet season all back"
            ),
            "in the wet season all back"
        );
    }
}
