//! Desirability: they want it, and it does for them what the item promises.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::playbook::claims::{Benefit, Claims, Deed, Promise, is_at_work};
use crate::proposer::playbook::phrase::{Person, before_any};
use std::collections::BTreeSet;

/// Longest words of a promise or a doubt that are repeated in a statement.
const LONGEST: usize = 11;

/// What the item stands on: its own doubt, today's way, its promise, or how many take it up.
pub(super) fn plan(claims: &Claims, today: &Today) -> Option<Plan> {
    doubt(claims)
        .or_else(|| instead_of_today(claims, today))
        .or_else(|| promise(claims))
        .or_else(|| taken_up(claims))
}

/// The item's own doubt, word for word.
fn doubt(claims: &Claims) -> Option<Plan> {
    let doubt = claims.gaps.doubts.iter().find(|doubt| text::words(doubt).len() <= LONGEST)?;
    let lower = doubt.to_lowercase();
    let is_of_need = ["request", "user", "need", "want"].iter().any(|word| lower.contains(word));
    let kind = if is_of_need { AssumptionKind::Desirability } else { AssumptionKind::Feasibility };
    let statement = format!(
        "At least 3 of 10 {} tell of a case in the last three months, although «{doubt}».",
        claims.actor.plural
    );
    let why = format!("the item doubts itself: «{doubt}»");
    Some(Plan::new(kind, statement, Importance::High, why, claims.topic()))
}

/// They leave the way of today for it.
fn instead_of_today(claims: &Claims, today: &Today) -> Option<Plan> {
    let way = today.way.filter(|_| claims.has_verb)?;
    let statement = format!(
        "At least 6 of 10 {} do it here instead of {way} in the first month.",
        claims.those_who(&claims.act.many())
    );
    let why = format!("if they go on doing it {way}, nothing is gained by building it");
    Some(Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, claims.topic()))
}

/// What the item is justified by comes about, unless the promise only repeats the wish.
fn promise(claims: &Claims) -> Option<Plan> {
    let benefit = claims.benefit.as_ref().filter(|benefit| !repeats_the_wish(benefit, claims))?;
    let act = claims.act.many();
    let statement = match &benefit.promise {
        Promise::TheyDo(predicate) => {
            let predicate = short(predicate)?;
            let does = ["can ", "may ", "could ", "will ", "am able to ", "are able to "]
                .iter()
                .find_map(|modal| predicate.strip_prefix(modal))
                .unwrap_or(&predicate);
            if does.starts_with("not ") {
                return None;
            }
            let does = does.strip_prefix("be ").map_or_else(|| does.to_owned(), |rest| format!("are {rest}"));
            format!("Of 10 {}, at least 7 then {does}.", claims.those_who(&act))
        }
        Promise::Holds(clause) => {
            let clause = short(clause)?;
            format!(
                "In at least 8 of 10 cases in which {} {}, {clause}.",
                claims.actor.one(),
                claims.act.third()
            )
        }
    };
    let why = format!("the item is justified by this alone: «{}»", benefit.clause());
    Some(Plan::new(
        AssumptionKind::Desirability,
        statement,
        Importance::High,
        why,
        format!("{} {}", benefit.words(), claims.matter()),
    ))
}

/// The words before a second clause; none when they stay too long for one sentence.
fn short(words: &str) -> Option<String> {
    let whole = text::words(words).len() <= LONGEST;
    let kept = if whole {
        words
    } else {
        before_any(words, &[" and ", ", ", " or ", " when ", " while ", " by ", " without "])
    };
    (2..=LONGEST).contains(&text::words(kept).len()).then(|| kept.to_owned())
}

/// Whether half of the words of the promise are those of the wish: `customise charts, so that I can customise charts`.
fn repeats_the_wish(benefit: &Benefit, claims: &Claims) -> bool {
    let wish: BTreeSet<String> = text::content_stems(&claims.topic()).into_iter().collect();
    let promise: BTreeSet<String> = text::content_stems(benefit.words()).into_iter().collect();
    let shared = promise.intersection(&wish).count();
    shared * 2 >= promise.len()
}

/// How many take it up, by what kind of act it is.
fn taken_up(claims: &Claims) -> Option<Plan> {
    let many = &claims.actor.plural;
    let act = claims.act.many();
    let statement = match claims.cues.deed {
        _ if !claims.has_verb => format!(
            "At least half of the {many} offered {} use it more than once in the first month.",
            claims.act.rest()
        ),
        Deed::IsTold if claims.cues.message.is_some() && claims.act.verb != "be" => {
            format!("Of 10 {}, at least 7 act on it the same day.", claims.those_who(&act))
        }
        Deed::IsTold => {
            let day = claims.act.occasion(Person::ThirdPlural)?;
            format!("At least 6 of 10 {many} can name a day last month on which {day}.")
        }
        Deed::Knows => format!(
            "At least 6 of 10 {many} can name a decision last month for which they needed to {}.",
            claims.act.base()
        ),
        Deed::Reads if is_at_work(&claims.actor.singular) => {
            format!("At least half of the {many} {act} every week in the first month.")
        }
        Deed::Reads => format!("At least 3 in 10 {many} {act} again within a month of the first time."),
        Deed::Changes | Deed::Requests | Deed::Pays => {
            format!("At least half of the {} do so alone in the first quarter.", claims.those_who(&act))
        }
        Deed::Configures => {
            format!("At least 1 in 3 {many} {act} in the first month, and the others miss nothing.")
        }
        Deed::Shares | Deed::Moves => {
            format!("At least 1 in 3 {many} {act} more than once in the first quarter.")
        }
        Deed::Records => format!("8 of 10 {many} {act} in the first month without being reminded."),
        Deed::Presents | Deed::Other => {
            format!("At least 4 in 10 {many} {act} more than once in the first month.")
        }
    };
    let why = format!("if few {many} {act}, no other part of the item matters");
    Some(Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, claims.topic()))
}
