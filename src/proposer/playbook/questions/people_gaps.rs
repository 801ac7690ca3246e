//! Questions that people raise: those who disagree, those who must work otherwise, those who decide.

use super::super::assumptions::{is_a_sum, message_of};
use super::addressee::Addressee;
use super::by_deed;
use super::{AssumptionPlan, Gap, disagreement};
use crate::domain::assumption::AssumptionKind;
use crate::domain::question::Serves;
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{
    Claims, Deed, OWN_MATTER, best_fit, is_at_work, roles_in, same_people, say_name, speaks_for, stake,
    watches_money, watches_rules,
};
use crate::proposer::playbook::listening::{Excerpt, Sides};
use crate::proposer::playbook::phrase::{head_of, is_plural, is_uncounted, plural};

/// Criteria, or else words, from which an item is large enough to be measured by a number of its own.
const LARGE: usize = 3;
const LONG: usize = 40;
/// People of the register who are asked about one item.
const MOST_CONCERNED: usize = 3;

/// The gaps about people, from the register, the text and what was heard.
pub(super) fn gaps(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = conflict(brief, claims, weighed).into_iter().collect();
    gaps.extend(concerned(brief, claims, weighed));
    gaps.extend(unlisted(brief, claims, weighed));
    gaps.extend(tripwire(brief, claims, weighed));
    gaps.extend(voices_against(brief, claims, weighed));
    gaps
}

/// Two participants who tell the same matter differently.
fn conflict(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Option<Gap> {
    let (plan, (eased, hindered)) =
        weighed.iter().find_map(|(plan, sides)| disagreement(sides).map(|voices| (plan, voices)))?;
    let because = format!(
        "{} and {} tell it differently, and another case shows which is the rule",
        eased.speaker, hindered.speaker
    );
    let to = Addressee::who_acts(brief, claims, &because);
    Some(Gap {
        about: format!("{}, told differently by {} and {}", claims.matter(), eased.speaker, hindered.speaker),
        text: format!(
            "Think of the last time you needed to {}. At which point did it go well or badly?",
            claims.act.to_you()
        ),
        to,
        serves: Serves::Assumption(plan.statement.clone()),
        weight: 9,
        answer: String::new(),
        heard: vec![eased.clone(), hindered.clone()],
    })
}

/// Stakeholders of the register whom the item's matter concerns, three at most: by their own words, by an assumption
/// that they answer for, or because they hear from those who act.
fn concerned(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Vec<Gap> {
    let fitting = best_fit(&claims.without_actor(), &brief.stakeholders)
        .into_iter()
        .filter(|fit| fit.score >= OWN_MATTER)
        .map(|fit| fit.stakeholder)
        .filter(|one| !watches_money(one) || is_about_money(one, claims));
    let answering = weighed.iter().filter_map(|(plan, _)| who_answers_for(brief, plan));
    let hearing = Addressee::who_hears(brief, claims).filter(|_| !is_at_work(&claims.actor.singular));
    let mut people: Vec<&Stakeholder> = Vec::new();
    for one in answering.chain(fitting).chain(hearing) {
        let is_new = people.iter().all(|known| known.name != one.name);
        if is_new && !same_people(&one.name, &claims.actor.singular) {
            people.push(one);
        }
    }
    people.into_iter().take(MOST_CONCERNED).map(|one| asked_of(one, brief, claims, weighed)).collect()
}

/// Who on the register answers for the money or the rules that an assumption is about.
fn who_answers_for<'a>(brief: &'a Brief, plan: &AssumptionPlan) -> Option<&'a Stakeholder> {
    let answers = |one: &&Stakeholder| match plan.kind {
        AssumptionKind::Viability => watches_money(one),
        AssumptionKind::Ethical => watches_rules(one),
        _ => false,
    };
    let matter = format!("{} {}", plan.statement, plan.claim.topic);
    let fits = best_fit(&matter, &brief.stakeholders);
    fits.into_iter()
        .map(|fit| fit.stakeholder)
        .find(answers)
        .or_else(|| brief.stakeholders.iter().find(answers))
}

fn asked_of(one: &Stakeholder, brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Gap {
    let hears = Addressee::who_hears(brief, claims).is_some_and(|hearing| hearing.name == one.name);
    let to = Addressee::listed(brief, claims, &format!("{} {}", claims.text, one.name))
        .filter(|to| to.name == one.name)
        .unwrap_or_else(|| Addressee { name: one.name.clone(), why: said_of(one) });
    let served = weighed.iter().map(|(plan, _)| plan).find(|plan| plan.kind == concern_of(one));
    let (about, text) = needed_by(one, claims, served, hears);
    Gap {
        about,
        text,
        to,
        serves: served.map_or_else(
            || Serves::Decision(format!("what {} must keep while it is built", say_name(&one.name))),
            |plan| Serves::Assumption(plan.statement.clone()),
        ),
        weight: 8,
        answer: String::new(),
        heard: vec![],
    }
}

/// Whether what somebody answers for in money is moved by the item: it speaks of money, or of what they need.
fn is_about_money(one: &Stakeholder, claims: &Claims) -> bool {
    claims.cues.money.is_some() || stake(one).is_some_and(|stake| claims.shared_with(&stake) > 1)
}

fn said_of(one: &Stakeholder) -> String {
    let said = [&one.needs, &one.role, &one.incentives].into_iter().find(|field| !field.trim().is_empty());
    said.map_or_else(
        || "on the register for this".to_owned(),
        |field| format!("the register says of them: «{}»", field.trim()),
    )
}

/// The kind of assumption that a stakeholder's work bears on.
fn concern_of(one: &Stakeholder) -> AssumptionKind {
    if watches_money(one) {
        AssumptionKind::Viability
    } else if watches_rules(one) {
        AssumptionKind::Ethical
    } else {
        AssumptionKind::Organisational
    }
}

/// The item's matter by its last occasion, from the side of what the stakeholder answers for.
fn needed_by(
    one: &Stakeholder,
    claims: &Claims,
    served: Option<&AssumptionPlan>,
    hears: bool,
) -> (String, String) {
    let case = last_time(claims);
    let about = format!("the part of {} in {}", say_name(&one.name), claims.act.gerund());
    let text = if watches_money(one) {
        let lapsing =
            served.and_then(|plan| plan.statement.strip_prefix("3 of 5 ")?.split_once(" that are "));
        match (claims.act.object().filter(|_| is_looked_at(claims)), lapsing) {
            (_, Some((many, rest))) => {
                let done = rest.split_once(" are ").map_or("given back", |(done, _)| done);
                format!("How many {many} that were {done} last month went to nobody else?")
            }
            (Some(thing), None) => {
                format!("What did you have to explain the last time somebody asked you about {thing}?")
            }
            (None, None) if is_looked_at(claims) => {
                format!(
                    "What did you last have to explain to {} that they could not see?",
                    claims.actor.one()
                )
            }
            (None, None) => match &claims.cues.money {
                Some(money) if !is_uncounted(money) && !is_a_sum(money) => {
                    format!("Walk me through the last {} that somebody disputed.", singular_of(money))
                }
                _ => format!("What did it cost us {case}?"),
            },
        }
    } else if watches_rules(one) {
        asked_of_the_rules(claims)
    } else {
        by_deed::of_a_colleague(claims, &case, stake(one).as_deref(), hears)
    };
    (about, text)
}

/// What somebody who answers for the rules is asked: by the data, by what is done in another's name, by the last check.
fn asked_of_the_rules(claims: &Claims) -> String {
    if let Some(data) = claims.cues.data.as_deref().filter(|_| is_looked_at(claims)) {
        return format!("On what grounds did you last let somebody see {data}?");
    }
    let is_own = claims.act.object().is_some_and(|object| object.starts_with("their "));
    if is_own && matches!(claims.cues.deed, Deed::Changes | Deed::Pays | Deed::Requests) {
        return format!(
            "Which {} made in somebody else's name did you last have to look into?",
            message_of(claims)
        );
    }
    match claims.act.object_to_you().filter(|thing| text::words(thing).len() <= 6) {
        Some(thing) => format!("What did the last check or complaint about {} come to?", of_somebody(&thing)),
        None => format!("What did you have to look into {}?", last_time(claims)),
    }
}

/// `your ticket` → `somebody's ticket`, `your tickets` → `tickets`.
fn of_somebody(thing: &str) -> String {
    match thing.strip_prefix("your ") {
        Some(noun) if is_plural(head_of(noun)) => noun.to_owned(),
        Some(noun) => format!("somebody's {noun}"),
        None => thing.to_owned(),
    }
}

/// A word of money as one: `refunds` → `refund`, `paid` → `payment`.
fn singular_of(money: &str) -> &str {
    match money {
        "pay" | "paid" => "payment",
        "charged" | "charges" => "charge",
        "pricing" => "price",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}

fn is_looked_at(claims: &Claims) -> bool {
    matches!(claims.cues.deed, Deed::Reads | Deed::Knows | Deed::IsTold)
}

/// The occasion that sets the item off, else the last try of somebody.
fn last_time(claims: &Claims) -> String {
    match claims.act.occasion_of_somebody() {
        Some(occasion) => format!("the last time {occasion}"),
        None => format!("the last time {} {}", claims.actor.one(), tried(claims)),
    }
}

fn tried(claims: &Claims) -> String {
    if claims.has_verb {
        format!("wanted to {}", claims.act.base())
    } else {
        format!("needed {}", claims.matter())
    }
}

/// A role that the text or a participant names and the register does not.
fn unlisted(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Option<Gap> {
    let is_new = |role: &String| {
        speaks_for(role, &brief.stakeholders).is_none() && !same_people(role, &claims.actor.singular)
    };
    let in_text = claims.others.iter().find(|role| is_new(role)).cloned();
    let shown = || weighed.iter().flat_map(|(_, sides)| sides.supporting.iter().chain(&sides.against));
    let spoken = |excerpt: &Excerpt| roles_in(&excerpt.quote.text).into_iter().find(|role| is_new(role));
    let (role, why, quotes) = match in_text {
        Some(role) => (role, "named in the item, and in no register".to_owned(), vec![]),
        None => shown().find_map(|excerpt| {
            let why = format!("{} speaks of them; the register does not", excerpt.quote.speaker);
            Some((spoken(excerpt)?, why, vec![excerpt.quote.clone()]))
        })?,
    };
    Some(Gap {
        about: format!("the part of the {role}"),
        text: format!("Tell me about {}. What did that change in your day?", last_time(claims)),
        to: Addressee::unlisted(&role, &why),
        serves: Serves::Decision(format!("whether the {role} must agree before it is built")),
        weight: 7,
        answer: String::new(),
        heard: quotes,
    })
}

/// The number at which it is stopped: nobody said how success is measured. Of a small item nobody measures it.
fn tripwire(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Option<Gap> {
    let record = &brief.item.record;
    if brief.children.is_empty() && record.criteria.len() < LARGE && text::words(&record.text).len() < LONG {
        return None;
    }
    let to = Addressee::who_decides(brief)?;
    let serves = weighed.first().map_or_else(
        || Serves::Decision("when to stop".into()),
        |(plan, _)| Serves::Assumption(plan.statement.clone()),
    );
    Some(Gap {
        about: format!("the measure for {}", claims.act.gerund()),
        text: match &claims.cues.money {
            Some(money) => {
                format!("By which figure did you last judge that a change to {} had paid off?", plural(money))
            }
            None if text::words(&claims.act.gerund()).len() <= 6 => {
                format!("By which number did you last judge whether {} was worth it?", claims.act.gerund())
            }
            None => "Which number told you that the last change of this kind had been worth it?".to_owned(),
        },
        to,
        serves,
        weight: 5,
        answer: String::new(),
        heard: vec![],
    })
}

/// The assumption with the strongest voice against it, asked of whom it concerns.
fn voices_against(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Option<Gap> {
    let (plan, sides) = weighed
        .iter()
        .find(|(plan, sides)| plan.kind != AssumptionKind::Desirability && !sides.against.is_empty())?;
    let quote = &sides.against[0].quote;
    let to = Addressee::who_acts(
        brief,
        claims,
        &format!("{} told of an obstacle, and one voice is not a rule", quote.speaker),
    );
    Some(Gap {
        about: format!("what stood in the way of {}", claims.act.gerund()),
        text: by_deed::met_with(plan.kind, claims),
        to,
        serves: Serves::Assumption(plan.statement.clone()),
        weight: 6,
        answer: String::new(),
        heard: vec![quote.clone()],
    })
}
