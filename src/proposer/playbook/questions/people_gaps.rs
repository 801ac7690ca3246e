//! Questions that people raise: those who disagree, those who must work otherwise, those who decide.

use super::addressee::Addressee;
use super::by_deed;
use super::{AssumptionPlan, Gap, disagreement, serves_first};
use crate::domain::assumption::AssumptionKind;
use crate::domain::question::Serves;
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{
    Claims, Deed, best_fit, roles_in, same_people, say_name, speaks_for, stake, watches_money, watches_rules,
};
use crate::proposer::playbook::listening::{Excerpt, Sides};
use crate::proposer::playbook::phrase::plural;

/// Criteria, or else words, from which an item is large enough to be measured by a number of its own.
const LARGE: usize = 3;
const LONG: usize = 40;

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

/// Stakeholders of the register whom the item's matter concerns, two at most.
fn concerned(brief: &Brief, claims: &Claims, weighed: &[(AssumptionPlan, Sides)]) -> Vec<Gap> {
    best_fit(&claims.text, &brief.stakeholders)
        .into_iter()
        .filter(|fit| !same_people(&fit.stakeholder.name, &claims.actor.singular))
        .filter(|fit| !watches_money(fit.stakeholder) || is_about_money(fit.stakeholder, claims))
        .take(2)
        .map(|fit| {
            let one = fit.stakeholder;
            let to = Addressee::listed(brief, claims, &format!("{} {}", claims.text, one.name))
                .filter(|to| to.name == one.name)
                .unwrap_or_else(|| Addressee { name: one.name.clone(), why: said_of(one) });
            let (about, text) = needed_by(one, claims);
            Gap {
                about,
                text,
                to,
                serves: serves_first(weighed, concern_of(one)).unwrap_or_else(|| {
                    Serves::Decision(format!("what {} must keep while it is built", say_name(&one.name)))
                }),
                weight: 8,
                answer: String::new(),
                heard: vec![],
            }
        })
        .collect()
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
fn needed_by(one: &Stakeholder, claims: &Claims) -> (String, String) {
    let case = last_time(claims);
    let about = format!("the part of {} in {}", say_name(&one.name), claims.act.gerund());
    let data = claims.cues.data.as_deref();
    let text = if watches_money(one) {
        match claims.act.object().filter(|_| is_looked_at(claims)) {
            Some(thing) => {
                format!("What did you have to explain the last time somebody asked you about {thing}?")
            }
            None => format!("What did it cost us {case}?"),
        }
    } else if let Some(data) = data.filter(|_| watches_rules(one)) {
        format!("On what grounds did you last let somebody see {data}?")
    } else if watches_rules(one) {
        format!("What did you have to look into {case}?")
    } else {
        by_deed::of_a_colleague(claims, &case, stake(one).as_deref())
    };
    (about, text)
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
            None => format!(
                "Which number told you last whether something like {} was worth it?",
                claims.act.gerund()
            ),
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
