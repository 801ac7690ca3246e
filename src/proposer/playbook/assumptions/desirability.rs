//! Desirability: they want it, and it does for them what the item promises.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::proposer::playbook::claims::{Claims, Deed, Promise, is_at_work};

/// The item's own doubt, how many take it up, and what it does for them.
pub(super) fn plans(claims: &Claims, today: &Today) -> Vec<Plan> {
    let mut plans = doubts(claims);
    plans.push(reach(claims, today));
    plans.extend(benefit(claims));
    plans
}

/// The item's own doubts, word for word.
fn doubts(claims: &Claims) -> Vec<Plan> {
    let asks = claims.gaps.doubts.iter().map(|doubt| {
        let kind = if doubt.to_lowercase().contains("request") || doubt.to_lowercase().contains("user") {
            AssumptionKind::Desirability
        } else {
            AssumptionKind::Feasibility
        };
        let statement = format!(
            "At least 3 of the next 10 {} asked tell of a case for it in the last three months, although the item says «{doubt}».",
            claims.actor.plural
        );
        let why = format!("the item doubts itself: «{doubt}»");
        Plan::new(kind, statement, Importance::High, why, claims.topic())
    });
    asks.take(1).collect()
}

fn reach(claims: &Claims, today: &Today) -> Plan {
    let (many, base) = (&claims.actor.plural, claims.act.base());
    let topic = claims.topic();
    let statement = match (today.way, claims.cues.deed) {
        (Some(way), _) => {
            format!(
                "Of the next 10 {}, at least 6 do it here and not {way}, in the first month.",
                claims.those_who(&format!("need to {base}"))
            )
        }
        (None, _) if !claims.has_verb => format!(
            "At least 6 of the next 10 {many} offered {} take up the offer within a month, for a case of their own.",
            claims.act.rest()
        ),
        (None, Deed::Knows) => format!(
            "At least 6 of the next 10 {many} asked can name a decision of the last month for which they needed to {base}."
        ),
        (None, Deed::Reads) if is_at_work(&claims.actor.singular) => {
            format!(
                "At least half of the {many} {base} at least once a week in the first month, without being reminded."
            )
        }
        (None, Deed::IsTold) => {
            format!(
                "At least 6 of the next 10 {many} asked can name a day in the last month on which they needed to {base}."
            )
        }
        (None, _) if is_at_work(&claims.actor.singular) => format!(
            "In the first month at least half of the {many} {base} for a case of their own, without being reminded."
        ),
        (None, _) => format!(
            "Of the next 10 {}, at least 6 do it here of their own accord, in the first month.",
            claims.those_who(&format!("need to {base}"))
        ),
    };
    let why = match today.way {
        Some(way) => format!("if they go on doing it {way}, nothing is gained by building it"),
        None => format!("if few {many} {base}, no other part of the item matters"),
    };
    Plan::new(AssumptionKind::Desirability, statement, Importance::High, why, topic)
}

fn benefit(claims: &Claims) -> Option<Plan> {
    let benefit = claims.benefit.as_ref()?;
    let base = claims.act.many();
    let statement = match &benefit.promise {
        Promise::TheyDo(predicate) => {
            format!("As a result, at least 8 of 10 {} {predicate}.", claims.those_who(&base))
        }
        Promise::Holds(clause) => {
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
        Importance::Medium,
        why,
        format!("{} {}", benefit.words(), claims.matter()),
    ))
}
