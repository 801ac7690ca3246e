//! Whether slices are the steps of one flow, each useless without the next.

use super::lint::Given;
use super::signs::Sign;
use std::collections::BTreeSet;

/// Where a verb usually stands in a flow: 0 begins it, 1 goes on, 2 ends it.
fn stage_of(verb: &str) -> Option<usize> {
    const STAGES: [(&str, usize); 3] = [
        (
            "apply capture choose collect create draft enter fill open pick request register scan search select start submit upload identify book order receive take import log",
            0,
        ),
        (
            "approve assign carry conduct execute mount perform repair authorise authorize calculate check confirm convert validate verify review process match prepare pack generate schedule route sort triage assess allocate reserve inspect evaluate transform dispatch analyse analyze sign quote",
            1,
        ),
        (
            "archive close collect complete deliver display download email export file invoice issue mail notify pay print publish refund remove return send settle ship show store follow bill record",
            2,
        ),
    ];
    STAGES.iter().find(|(verbs, _)| verbs.split(' ').any(|listed| listed == verb)).map(|(_, stage)| *stage)
}

/// The verb with which a slice begins; its first word where the grammar knows none.
fn first_verb(sign: &Sign) -> Option<&str> {
    sign.verb.as_deref().or_else(|| sign.words.first().map(String::as_str))
}

/// One hands over to the next: three or more slices, and each has another actor than the one before.
fn is_relay(given: &Given<'_>) -> bool {
    if given.signs.first().is_some_and(|sign| sign.words.iter().any(|word| word == "then")) {
        return false;
    }
    let people: BTreeSet<&String> = given
        .signs
        .iter()
        .filter(|sign| sign.component.is_none())
        .filter_map(|sign| sign.actor.as_ref())
        .collect();
    let actors: Vec<Option<&String>> = given.signs.iter().map(|sign| sign.actor.as_ref()).collect();
    let passed_on =
        actors.windows(2).filter(|pair| pair[0].is_some() && pair[1].is_some() && pair[0] != pair[1]);
    let is_passed_on = passed_on.count() + 1 == actors.len() && people.len() >= 2;
    let narrowed = given.signs.iter().any(|sign| {
        sign.words
            .iter()
            .any(|word| ["same", "when", "only", "without", "also", "if"].contains(&word.as_str()))
    });
    let is_by_many = people.len() >= 3 && people.len() * 4 >= given.signs.len() * 3;
    given.signs.len() >= 3 && (is_by_many || is_passed_on) && !narrowed
}

pub(super) fn is_stage_split(given: &Given<'_>) -> bool {
    let numbered =
        given.slices.iter().filter(|slice| slice.title.to_lowercase().starts_with("step ")).count();
    if numbered >= 2 {
        return true;
    }
    if is_relay(given) {
        return true;
    }
    let stages: Vec<Option<usize>> =
        given.signs.iter().map(|sign| first_verb(sign).and_then(stage_of)).collect();
    let known: Vec<usize> = stages.iter().flatten().copied().collect();
    let verbs: BTreeSet<&str> = given.signs.iter().filter_map(first_verb).collect();
    let narrowing = [
        "with", "without", "only", "one", "when", "if", "also", "instead", "hand", "same", "first", "single",
        "by", "simple", "any", "several", "all", "until", "several",
    ];
    let narrowed = given
        .signs
        .iter()
        .filter(|sign| sign.words.iter().any(|word| narrowing.contains(&word.as_str())))
        .count();
    let joined = given.signs.iter().take(1).any(|sign| sign.words.iter().any(|word| word == "and"));
    let long = given.signs.iter().filter(|sign| sign.words.len() > 7).count();
    let ordered = known.windows(2).filter(|pair| pair[0] > pair[1]).count() <= known.len() / 4;
    let distinct: BTreeSet<usize> = known.iter().copied().collect();
    given.signs.len() >= 3
        && known.len() * 3 >= given.signs.len() * 2
        && verbs.len() * 4 >= given.signs.len() * 3
        && known.first().is_some_and(|first| *first < 2)
        && stages[0].is_some_and(|first| first < 2)
        && known.last().is_some_and(|last| *last > 0)
        && distinct.len() >= 2
        && ordered
        && !joined
        && narrowed * 3 <= given.signs.len()
        && long * 3 <= given.signs.len()
}
