//! What must be true for an item to be worth it: at most three short statements that can fail.
//!
//! One slot a kind, filled from the item's claims and from what participants
//! said; a slot without a sign in the text stays empty (handbook of methods §1.2, §1.9).

mod desirability;
mod feasibility;
mod money_slot;
mod people_slots;
mod product_slots;
mod rank;
mod today;

pub(super) use money_slot::is_a_sum;

use super::claims::{Claims, Deed};
use super::listening::{Claim, Deniable, Matter, Sides, Stance, Testimony};
use super::phrase::as_sentence;
use super::reading::{Reading, marks};
use super::split::refusal;
use crate::domain::assumption::{Assumption, AssumptionKind, Importance};
use crate::domain::suggestion::{Draft, Suggestion};
use crate::domain::text;
use crate::llm::{EmbedError, Embedder};
use crate::proposer::{Brief, Heard};
use std::collections::BTreeSet;

/// Assumptions shown for one item.
const MOST: usize = 3;
/// Longest statement, in words: what takes more is not one thing that can fail.
const LONGEST: usize = 27;

/// A statement before evidence was weighed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) statement: String,
    pub(super) kind: AssumptionKind,
    pub(super) importance: Importance,
    pub(super) why: String,
    pub(super) claim: Claim,
}

impl Plan {
    fn new(
        kind: AssumptionKind,
        statement: String,
        importance: Importance,
        why: String,
        topic: String,
    ) -> Self {
        let stance = if kind == AssumptionKind::Desirability { Stance::Need } else { Stance::Ability };
        Self { statement, kind, importance, why, claim: Claim { topic, stance } }
    }
}

/// What to search the interviews for: the item's matter, its obstacles, its promise, and those beside it.
pub fn topics(brief: &Brief) -> Vec<String> {
    let Some(claims) = Claims::read(brief) else { return Vec::new() };
    let matter = claims.act.base();
    let mut topics = vec![
        claims.topic(),
        format!("last time I had to {matter}"),
        format!("can't {matter}, hard, have to, instead"),
    ];
    topics.extend(claims.benefit.as_ref().map(|benefit| benefit.words().to_owned()));
    topics.extend(claims.others.iter().take(2).map(|other| format!("{other} {matter}")));
    let cues = &claims.cues;
    topics.extend(cues.money.iter().chain(&cues.data).map(|word| format!("{word} {}", claims.matter())));
    topics.extend(claims.details.iter().cloned());
    topics.dedup();
    topics
}

/// At most three assumptions of an item, each of another kind, the leap of faith first; none when the item
/// cannot be read, or gives no sign of what could fail.
///
/// # Errors
/// When the encoder fails: what was not weighed is not shown.
pub async fn assumptions(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<Vec<Suggestion<Draft>>, EmbedError> {
    let weighed = weighed(brief, heard, encoder).await?;
    Ok(weighed.map_or_else(Vec::new, |(_, plans)| drafts_of(brief, plans)))
}

/// Whether the item is refused as it stands, or reports a defect: of neither anything is assumed or asked; the
/// split says what to do instead.
fn is_no_story(brief: &Brief) -> bool {
    let reading = Reading::of(&brief.item);
    refusal::refusal(&brief.item, &reading).is_some()
        || marks::defect_in(&brief.item.record.title, &reading.lower).is_some()
}

/// The drafts of weighed plans, in their order.
pub(super) fn drafts_of(brief: &Brief, weighed: Vec<(Plan, Sides)>) -> Vec<Suggestion<Draft>> {
    weighed.into_iter().map(|(plan, sides)| draft(&brief.item.key, plan, &sides)).collect()
}

/// What was heard, and the plans of the item weighed by it; none where the item is no story.
pub(super) async fn weighed(
    brief: &Brief,
    heard: &Heard,
    encoder: &dyn Embedder,
) -> Result<Option<(Testimony, Vec<(Plan, Sides)>)>, EmbedError> {
    if is_no_story(brief) {
        return Ok(None);
    }
    let testimony = Testimony::take(heard, encoder).await?;
    let plans = weighed_plans(brief, &testimony, encoder).await?;
    Ok(Some((testimony, plans)))
}

/// The plans that are shown, with both sides of each, in order.
async fn weighed_plans(
    brief: &Brief,
    testimony: &Testimony,
    encoder: &dyn Embedder,
) -> Result<Vec<(Plan, Sides)>, EmbedError> {
    let Some(claims) = Claims::read(brief) else { return Ok(Vec::new()) };
    let today = today::Today::hear(&claims, testimony, encoder).await?;
    let Some(claims) = claims.in_brief() else { return Ok(Vec::new()) };
    let mut plans: Vec<Plan> = desirability::plan(&claims, &today).into_iter().collect();
    plans.extend(product_slots::plans(&claims, &today));
    plans.extend(money_slot::plan(brief, &claims, &today));
    plans.extend(people_slots::plans(brief, &claims, &today));
    let own: BTreeSet<String> = text::content_stems(&claims.text).into_iter().collect();
    plans.retain(|plan| {
        let is_of_the_item = text::content_stems(&plan.statement).iter().any(|stem| own.contains(stem));
        is_of_the_item && text::words(&plan.statement).len() <= LONGEST
    });
    let topics: Vec<Claim> = plans.iter().map(|plan| plan.claim.clone()).collect();
    let sides = testimony.weigh(&topics, encoder).await?;
    let chosen = rank::choose(plans.into_iter().zip(sides).collect(), MOST);
    with_own_voices(chosen, &claims, testimony, encoder).await
}

/// The chosen plans, each with the sentences that fit it best and those that deny it, the leap of faith first.
async fn with_own_voices(
    chosen: Vec<(Plan, Sides)>,
    claims: &Claims,
    testimony: &Testimony,
    encoder: &dyn Embedder,
) -> Result<Vec<(Plan, Sides)>, EmbedError> {
    let plans: Vec<Plan> = chosen.into_iter().map(|(plan, _)| plan).collect();
    let topics: Vec<Claim> = plans.iter().map(|plan| plan.claim.clone()).collect();
    let mut sides = testimony.weigh_apart(&topics, encoder).await?;
    for (side, claim) in sides.iter_mut().zip(&topics) {
        if claim.stance == Stance::Ability {
            side.against.retain(|one| !today::tells_of_another_way(&one.quote.text, &claims.text));
        }
    }
    let deniable: Vec<Deniable> = plans
        .iter()
        .map(|plan| Deniable {
            kind: plan.kind,
            statement: plan.statement.clone(),
            topic: claims.topic(),
            matter: Matter::of(&plan.statement, &claims.topic(), &claims.actor.plural),
        })
        .collect();
    testimony.add_denials(&deniable, &mut sides, encoder).await?;
    testimony.keep_apt(&deniable, &mut sides, encoder).await?;
    Ok(rank::in_order(plans.into_iter().zip(sides).collect()))
}

fn draft(item: &str, plan: Plan, sides: &Sides) -> Suggestion<Draft> {
    let body = Assumption {
        statement: plan.statement.clone(),
        kind: plan.kind,
        importance: plan.importance,
        importance_why: plan.why.clone(),
        certainty: sides.certainty(),
        searched: sides.searched,
    };
    let mut draft = Suggestion::draft(body, item, plan.statement);
    draft.why = format!("{} {}", as_sentence(&plan.why), describe(sides));
    draft.evidence = sides.to_evidence();
    draft
}

/// What an act sends to others: `order`, `booking`, `change`.
pub(super) fn message_of(claims: &Claims) -> &'static str {
    match claims.act.verb.as_str() {
        "report" => "report",
        "book" | "reserve" => "booking",
        "order" => "order",
        "cancel" | "withdraw" => "cancellation",
        _ if claims.cues.deed == Deed::Changes => "change",
        _ => "request",
    }
}

/// Who speaks for it, who against, and how much was searched.
fn describe(sides: &Sides) -> String {
    let people = |n: usize| match n {
        0 => "nobody".to_owned(),
        1 => "1 person".to_owned(),
        n => format!("{n} people"),
    };
    let searched = format!("{} passages searched", sides.searched);
    match (sides.people_for(), sides.people_against()) {
        (0, 0) if sides.searched == 0 => "No interview was searched.".into(),
        (0, 0) => format!("None found for or against ({searched})."),
        (n, 0) => format!("Heard for it: {}; none found against ({searched}).", people(n)),
        (n, m) => format!("Heard for it: {}; against it: {} ({searched}).", people(n), people(m)),
    }
}

#[cfg(test)]
mod tests;
