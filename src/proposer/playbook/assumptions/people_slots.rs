//! Viability, organisational fit and ethics: it pays, others can work with it, it is right.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{CHANNEL_WORDS, Claims, Deed, best_fit, same_people, say_name};
use crate::proposer::playbook::listening::Stance;
use crate::proposer::playbook::phrase::{capitalise, is_verb, lower_first};

/// The statements about money and about people beside the one who acts.
pub(super) fn plans(brief: &Brief, claims: &Claims, today: &Today) -> Vec<Plan> {
    [
        viability(claims, today).or_else(|| measured_by_money(brief, claims)),
        Some(organisation(brief, claims, today)),
        ethics(claims).or_else(|| watched(brief, claims)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Words by which the register names who answers for money, and who for the rules.
const MONEY_WATCH: [&str; 10] = [
    "finance",
    "financial",
    "controller",
    "accounting",
    "accounts",
    "billing",
    "treasurer",
    "revenue",
    "commercial",
    "budget",
];
const RULES_WATCH: [&str; 10] = [
    "compliance",
    "legal",
    "privacy",
    "protection",
    "audit",
    "auditor",
    "regulator",
    "security",
    "safeguarding",
    "governance",
];

fn watches(one: &Stakeholder, words: &[&str]) -> bool {
    text::words(&format!("{} {}", one.name, one.role)).iter().any(|word| words.contains(&word.as_str()))
}

/// What a stakeholder needs or is measured by, as a short noun phrase.
fn stake(one: &Stakeholder) -> Option<String> {
    let fields = [&one.needs, &one.incentives];
    let short = |field: &&String| {
        let words = text::words(field);
        (1..=9).contains(&words.len())
            && !field.contains([';', '.', ','])
            && !words.first().is_some_and(|word| is_verb(word) || word == "to")
    };
    fields.into_iter().find(|field| short(field)).map(|field| lower_first(field.trim()))
}

/// Somebody on the register is measured by money: it must not get worse.
fn measured_by_money(brief: &Brief, claims: &Claims) -> Option<Plan> {
    let one = brief.stakeholders.iter().find(|one| watches(one, &MONEY_WATCH))?;
    let measure = [&one.incentives, &one.needs].into_iter().find(|field| !field.trim().is_empty())?.trim();
    let statement = format!(
        "In the first quarter in which {} can {}, {} sees no change for the worse in «{measure}».",
        claims.actor.plural,
        claims.act.base(),
        say_name(&one.name)
    );
    let why =
        format!("{} is measured by it, and may stop what costs more than it brings", say_name(&one.name));
    Some(Plan::new(
        AssumptionKind::Viability,
        statement,
        Importance::Medium,
        why,
        format!("{measure} {}", claims.matter()),
    ))
}

/// Somebody on the register answers for the rules: they must find what they need.
fn watched(brief: &Brief, claims: &Claims) -> Option<Plan> {
    let one = brief.stakeholders.iter().find(|one| watches(one, &RULES_WATCH))?;
    let stake = stake(one)?;
    let statement = format!(
        "In 20 of 20 cases looked at in the first month in which {} {}, {} finds {stake}.",
        claims.actor.one(),
        claims.act.third(),
        say_name(&one.name)
    );
    let why = format!("{} answers for it to others", say_name(&one.name));
    Some(Plan::new(
        AssumptionKind::Ethical,
        statement,
        Importance::Medium,
        why,
        format!("{stake} {}", claims.matter()),
    ))
}

fn viability(claims: &Claims, today: &Today) -> Option<Plan> {
    let (one, many, base) = (claims.actor.one(), &claims.actor.plural, claims.act.base());
    if let Some(money) = &claims.cues.money {
        let statement = match claims.cues.deed {
            Deed::Pays | Deed::Requests => format!(
                "In the first quarter, fewer than 2 in 100 cases in which {one} {} end in a dispute or a loss over {}.",
                claims.act.third(),
                bare(money)
            ),
            _ => format!(
                "In the first quarter, what {many} gain or save because they {base} is more than it costs us in {}.",
                bare(money)
            ),
        };
        let why = format!("the item touches money («{money}»), and a small loss in each case adds up");
        return Some(Plan::new(
            AssumptionKind::Viability,
            statement,
            Importance::High,
            why,
            format!("{money} cost {}", claims.matter()),
        ));
    }
    let span = today.span.as_ref()?;
    let statement = format!(
        "Once {many} can {base}, what takes {span} today takes less than half of that, in 8 of 10 cases."
    );
    let why = format!("the time saved is what pays for it: a participant speaks of {span}");
    let mut plan = Plan::new(
        AssumptionKind::Viability,
        statement,
        Importance::Medium,
        why,
        format!("{} takes {span} waiting", claims.topic()),
    );
    plan.claim.stance = Stance::Need;
    Some(plan)
}

/// Who must work otherwise: named in the text, on the register, or by participants.
fn organisation(brief: &Brief, claims: &Claims, today: &Today) -> Plan {
    let (one, many, third) = (claims.actor.one(), &claims.actor.plural, claims.act.third());
    let matter = format!("{} {}", claims.text, today.others.join(" "));
    let listed = best_fit(&matter, &brief.stakeholders).into_iter().map(|fit| fit.stakeholder).find(|one| {
        !same_people(&one.name, &claims.actor.singular)
            && !watches(one, &MONEY_WATCH)
            && !watches(one, &RULES_WATCH)
    });
    let named = claims.others.first().or(today.others.first()).map(|role| format!("the {role}"));
    let Some(who) = listed.map(|one| say_name(&one.name)).or(named) else { return upkeep(claims) };
    let statement = match claims.cues.deed {
        _ if listed.and_then(stake).is_some() => format!(
            "When {one} {third}, {who} can work with that the same day and still have {}, in 9 of 10 cases.",
            listed.and_then(stake).unwrap_or_default()
        ),
        Deed::Reads | Deed::Knows | Deed::IsTold if claims.act.object().is_none() => {
            format!(
                "{} can enter what {many} look up on the day it changes, in 9 of 10 cases, with the people they have.",
                capitalise(&who)
            )
        }
        Deed::Reads | Deed::Knows | Deed::IsTold => format!(
            "{} can keep {} correct for three months with less than an hour of extra work a week.",
            capitalise(&who),
            kept(claims)
        ),
        Deed::Configures | Deed::Shares => format!(
            "In the first month {who} can work with what {many} {}, without a second list of their own.",
            done_to(claims)
        ),
        _ => format!(
            "When {one} {third}, {who} can act on it within one working day, without entering anything twice."
        ),
    };
    let why = format!("{who} must work otherwise for it to help, and the item says nothing about them");
    Plan::new(
        AssumptionKind::Organisational,
        statement,
        Importance::High,
        why,
        format!("{who} {} work enter", claims.act.base()),
    )
}

fn upkeep(claims: &Claims) -> Plan {
    let statement = format!(
        "One named person answers what comes up when {} {}, in less than two hours a week over the first three months.",
        claims.actor.plural,
        claims.act.base()
    );
    let why = "the item names nobody who looks after it once it is there".to_owned();
    Plan::new(
        AssumptionKind::Organisational,
        statement,
        Importance::Low,
        why,
        format!("{} maintain support", claims.matter()),
    )
}

/// The thing that somebody must keep true.
fn kept(claims: &Claims) -> String {
    claims.act.object().unwrap_or_else(|| format!("what {} rely on", claims.actor.plural))
}

/// The act as something that was done: `set up`, `share`.
fn done_to(claims: &Claims) -> String {
    match claims.cues.deed {
        Deed::Shares => "pass on".into(),
        _ => "set up".into(),
    }
}

fn ethics(claims: &Claims) -> Option<Plan> {
    let (one, many, base) = (claims.actor.one(), &claims.actor.plural, claims.act.base());
    let cues = &claims.cues;
    if cues.judges {
        let statement = format!(
            "Of 100 cases looked at again by a person after {one} {}, fewer than 5 come out otherwise, and no group of people comes off worse.",
            claims.act.third()
        );
        let why = "a wrong rank or match falls on somebody who never sees it".to_owned();
        return Some(Plan::new(
            AssumptionKind::Ethical,
            statement,
            Importance::Medium,
            why,
            format!("unfair wrong {base}"),
        ));
    }
    if let Some(data) = &cues.data {
        let statement = match claims.act.object().filter(|_| claims.act.is_their_own()) {
            Some(own) => format!("In 20 of 20 tries nobody but {one} and those they name can get at {own}."),
            None => format!(
                "Of 20 people whose {data} it concerns, at least 18 expect that {many} can {base}, when told."
            ),
        };
        let why = format!("it is about people's {data}, and they were not asked");
        return Some(Plan::new(
            AssumptionKind::Ethical,
            statement,
            Importance::High,
            why,
            format!("{data} privacy trust who can see"),
        ));
    }
    let channel = cues.channel.filter(|_| claims.has_verb && !matches!(cues.deed, Deed::Configures))?;
    let without = CHANNEL_WORDS.replace_all(&one, "");
    let statement = format!(
        "{} without {} can still {} some other way, on the same day and at no extra cost, in 10 of 10 tries.",
        capitalise(&without),
        channel.needs,
        claims.act.without(&CHANNEL_WORDS)
    );
    let why = format!("whoever has no {} is left out otherwise", without_article(channel.needs));
    Some(Plan::new(
        AssumptionKind::Ethical,
        statement,
        Importance::Medium,
        why,
        format!("people without {} {}", channel.needs, claims.matter()),
    ))
}

fn without_article(noun: &str) -> &str {
    noun.split_once(' ').filter(|(article, _)| ["a", "an"].contains(article)).map_or(noun, |(_, rest)| rest)
}

/// A word of money as it stands after "over" or "in".
fn bare(money: &str) -> &str {
    match money {
        "pay" | "paid" => "payments",
        "charged" => "charges",
        "pricing" => "prices",
        other => other,
    }
}
