//! Desirability: they want it, and it does for them what the item promises.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::playbook::claims::{Benefit, Claims, Deed, Promise, is_at_work};
use crate::proposer::playbook::phrase::{Person, before_any, is_verb};
use std::collections::BTreeSet;

/// Longest words of a promise or a doubt that are repeated in a statement.
const LONGEST: usize = 11;

/// What the item stands on: its own doubt, today's way, how often its case arises, its promise, or how many take it up.
pub(super) fn plan(claims: &Claims, today: &Today) -> Option<Plan> {
    doubt(claims)
        .or_else(|| instead_of_today(claims, today))
        .or_else(|| case_arises(claims))
        .or_else(|| promise(claims).filter(|plan| text::words(&plan.statement).len() <= super::LONGEST))
        .or_else(|| match &claims.benefit {
            Some(benefit) if !claims.has_verb => missed(claims, benefit),
            _ => taken_up(claims),
        })
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

/// Those for whom the item is meant only in some place or state are enough: `guests on an island without signal`.
fn case_arises(claims: &Claims) -> Option<Plan> {
    const STATES: [&str; 5] = [" on ", " in ", " at ", " without ", " outside "];
    let many = claims.has_verb.then_some(claims.actor.plural.as_str())?;
    let at = STATES.iter().filter_map(|joint| many.find(joint)).min()?;
    let (people, state) = (&many[..at], many[at..].trim());
    let is_state = (2..=7).contains(&text::words(state).len()) && !many[..at].contains(" who");
    let statement = format!("At least 1 in 10 {people} who {} are {state} when they do.", claims.act.many());
    let why = format!("if hardly anybody is {state} at that moment, the item is for nobody");
    is_state
        .then(|| Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, claims.topic()))
}

/// What the item is justified by comes about, unless the promise only repeats the wish.
fn promise(claims: &Claims) -> Option<Plan> {
    let benefit = claims.benefit.as_ref().filter(|benefit| !repeats_the_wish(benefit, claims))?;
    let act = claims.act.many();
    let statement = match &benefit.promise {
        Promise::TheyDo(predicate) => {
            if let Some(chore) = chore_spared(predicate) {
                return Some(spared(claims, benefit, &chore));
            }
            let does = behaviour_in(predicate)?;
            let does = does.strip_prefix("be ").map_or_else(|| does.clone(), |rest| format!("are {rest}"));
            format!("Of 10 {}, at least 7 then {does}.", claims.those_who(&act))
        }
        Promise::Holds(clause) => {
            let clause = short(clause)
                .filter(|clause| !clause.contains(" can be ") && !clause.contains(" cannot "))?;
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

/// What a promise says that people need not do any more: `do not have to ring the mill` → `ring the mill`.
fn chore_spared(predicate: &str) -> Option<String> {
    let is_spared =
        ["do not have to ", "do not need to ", "need not ", "no longer have to ", "no longer need to "];
    let (chore, is_said) = match is_spared.iter().find_map(|lead| predicate.strip_prefix(lead)) {
        Some(chore) => (chore, true),
        None => (predicate.strip_prefix("do not ")?, false),
    };
    let verb = text::words(chore).into_iter().next()?;
    let is_chore = CHORES.contains(&verb.as_str()) || is_said && is_verb(&verb);
    short(chore).filter(|_| is_chore && !chore.contains(" to anyone"))
}

/// How few still do what they are spared.
fn spared(claims: &Claims, benefit: &Benefit, chore: &str) -> Plan {
    let statement = format!("Of 10 {}, no more than 2 still {chore}.", claims.those_who(&claims.act.many()));
    let why = format!("the item is justified by this alone: «{}»", benefit.clause());
    let topic = format!("{} {}", benefit.words(), claims.matter());
    Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, topic)
}

/// What people do for want of the product.
const CHORES: [&str; 14] = [
    "ask", "call", "check", "enter", "go", "phone", "print", "queue", "ring", "search", "travel", "type",
    "wait", "write",
];

/// A predicate without the word that only makes it possible: `can mend a wheel` → `mend a wheel`.
fn without_modal(predicate: &str) -> &str {
    ["can ", "may ", "could ", "will ", "am able to ", "are able to "]
        .iter()
        .find_map(|modal| predicate.strip_prefix(modal))
        .unwrap_or(predicate)
}

/// What people then do of themselves: the promise, or its second half where the product gives the first.
fn behaviour_in(predicate: &str) -> Option<String> {
    let halves = predicate.split_once(" and ").map_or(vec![predicate], |(_, second)| vec![predicate, second]);
    halves.into_iter().enumerate().find_map(|(at, half)| {
        let has_own_verb =
            at == 0 || text::words(without_modal(half)).first().is_some_and(|word| is_verb(word));
        let does = short(without_modal(half)).filter(|_| has_own_verb)?;
        (!does.starts_with("not ") && !is_given_by_the_product(&does)).then_some(does)
    })
}

/// Whether a promise holds as soon as the product works, so that it says nothing of what people do: `know the price`.
fn is_given_by_the_product(does: &str) -> bool {
    let words = text::words(does);
    let is_denied = ["do not ", "are not ", "need no "].iter().any(|lead| does.starts_with(lead));
    let is_told =
        ["are aware", "are informed", "are notified", "are told", "be aware", "be informed", "be notified"]
            .iter()
            .any(|lead| does.starts_with(lead));
    let is_known = words.first().is_some_and(|verb| {
        ["know", "see", "have", "understand", "feel", "learn", "access", "view"].contains(&verb.as_str())
    });
    is_told || (is_denied || is_known) && !words.iter().any(|word| CHORES.contains(&word.as_str()))
}

/// The words before a second clause; none when they stay too long for one sentence, or too short to say anything.
fn short(words: &str) -> Option<String> {
    if text::words(words).len() <= LONGEST {
        return Some(words.to_owned());
    }
    let kept = before_any(words, &[" and ", ", ", " or ", " when ", " while ", " by ", " without "]);
    let is_cut_within = [" of", " for", " with", " to", " in", " on", " the", " a", " an"]
        .iter()
        .any(|loose| kept.ends_with(loose))
        || kept.contains(" between ");
    (!is_cut_within && (2..=LONGEST).contains(&text::words(kept).len())).then(|| kept.to_owned())
}

/// Whether half of the words of the promise are those of the wish: `customise charts, so that I can customise charts`.
fn repeats_the_wish(benefit: &Benefit, claims: &Claims) -> bool {
    let wish: BTreeSet<String> = text::content_stems(&claims.topic()).into_iter().collect();
    let promise: BTreeSet<String> = text::content_stems(benefit.words()).into_iter().collect();
    let shared = promise.intersection(&wish).count();
    shared * 2 >= promise.len()
}

/// How many missed what a thing brings, of a wish that names the thing alone.
fn missed(claims: &Claims, benefit: &Benefit) -> Option<Plan> {
    let failed = benefit.failed.as_ref()?;
    let statement =
        format!("At least 6 of 10 {} can name a day last month on which {failed}.", claims.actor.plural);
    let why = "what nobody misses is not worth building".to_owned();
    Some(Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, claims.topic()))
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
        Deed::IsTold => match claims.act.occasion(Person::ThirdPlural) {
            Some(day) => format!("At least 6 of 10 {many} can name a day last month on which {day}."),
            None if claims.act.object().is_none() => return None,
            None => format!(
                "Of 10 {}, at least 6 can name something they changed because of it in the first quarter.",
                claims.those_who(&act)
            ),
        },
        Deed::Knows => format!(
            "At least 6 of 10 {many} can name a decision last month for which they needed to {}.",
            claims.act.base()
        ),
        Deed::Reads if is_at_work(&claims.actor.singular) => {
            format!("At least half of the {many} {act} every week in the first month.")
        }
        Deed::Reads => format!("At least 3 in 10 {many} {act} again within a month of the first time."),
        Deed::Changes | Deed::Requests | Deed::Pays if is_at_work(&claims.actor.singular) => {
            format!(
                "{} {act} here and nowhere else in 9 of 10 cases of the first month.",
                text::capitalise(many)
            )
        }
        Deed::Changes | Deed::Requests | Deed::Pays => {
            format!("At least half of the {} do so alone in the first quarter.", claims.those_who(&act))
        }
        Deed::Configures if ["assign", "choose", "select"].contains(&claims.act.verb.as_str()) => {
            format!("At least half of the {many} {act} in the first month.")
        }
        Deed::Configures => {
            format!("At least 1 in 3 {many} {act} in the first month, and the others miss nothing.")
        }
        Deed::Shares | Deed::Moves => {
            format!("At least 1 in 3 {many} {act} more than once in the first quarter.")
        }
        Deed::Records => format!("8 of 10 {many} {act} in the first month without being reminded."),
        Deed::Presents | Deed::Other => {
            format!("At least 4 in 10 {many} {act} in the first month, without being told to.")
        }
    };
    let why = format!("if few {many} {act}, no other part of the item matters");
    Some(Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, claims.topic()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposer::playbook::claims::tests::brief;

    fn said(title: &str) -> String {
        let claims = Claims::read(&brief(title, "")).and_then(|claims| claims.in_brief()).unwrap();
        plan(&claims, &Today::default()).unwrap().statement
    }

    #[test]
    fn who_is_meant_only_in_some_place_must_be_there_often_enough() {
        assert_eq!(
            said("As a miller on a barge without power, I want to grind rye, so that I can sell it."),
            "At least 1 in 10 millers who grind rye are on a barge without power when they do."
        );
    }

    #[test]
    fn where_the_product_gives_the_first_half_of_a_promise_the_second_is_what_people_do() {
        assert_eq!(
            behaviour_in("are aware of it and can decide if they grind it").as_deref(),
            Some("decide if they grind it")
        );
        assert_eq!(behaviour_in("know the price and the weight"), None);
    }

    #[test]
    fn what_the_product_gives_by_itself_is_no_behaviour() {
        assert_eq!(
            said("As a guest, I want to cancel a lesson, so that I know what it costs."),
            "At least half of the guests who cancel a lesson do so alone in the first quarter."
        );
        assert_eq!(
            said("As a guest, I want to see my lessons, so that I do not ring the school."),
            "Of 10 guests who see their lessons, no more than 2 still ring the school."
        );
    }

    #[test]
    fn a_promise_that_is_cut_still_says_something() {
        assert_eq!(short(without_modal("can mend a wheel")).as_deref(), Some("mend a wheel"));
        assert_eq!(
            short(without_modal(
                "can mend or hand over to the guild whatever was left behind by those who went before"
            )),
            None
        );
        assert_eq!(
            short(without_modal(
                "can grind the rye and hand over to the guild whatever was left behind last year"
            ))
            .as_deref(),
            Some("grind the rye")
        );
    }
}
