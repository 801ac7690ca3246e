//! Viability: it pays, and nobody is paid twice.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{Claims, Deed, best_fit, say_name, stake, watches_money};
use crate::proposer::playbook::listening::Stance;
use crate::proposer::playbook::phrase::{before_any, is_uncounted, plural, plural_phrase};

/// What it must earn or save: by a right that is shown, by money, by time, by what somebody is measured by.
pub(super) fn plan(brief: &Brief, claims: &Claims, today: &Today) -> Option<Plan> {
    shown_twice(claims)
        .or_else(|| taken_again(claims))
        .or_else(|| money_moved(claims))
        .or_else(|| time_saved(claims, today))
        .or_else(|| measured_by_money(brief, claims))
}

fn shown_twice(claims: &Claims) -> Option<Plan> {
    let pass = claims.cues.pass.as_ref().filter(|_| claims.cues.deed == Deed::Presents)?;
    let statement = format!("Fewer than 2 in 100 {pass} shown in this way are used twice.");
    let why = "each one that is used twice is one unpaid".to_owned();
    Some(Plan::new(
        AssumptionKind::Viability,
        statement,
        Importance::High,
        why,
        format!("reuse copy {pass} twice"),
    ))
}

/// Verbs by which somebody lets go of what others could use, as they are said of it.
const LET_GO: [(&str, &str); 6] = [
    ("cancel", "cancelled"),
    ("give back", "given back"),
    ("hand back", "handed back"),
    ("release", "released"),
    ("return", "returned"),
    ("withdraw", "withdrawn"),
];

/// What somebody lets go of is taken by others before it lapses: that is what it earns.
fn taken_again(claims: &Claims) -> Option<Plan> {
    let base = claims.act.base();
    let (verb, done) = LET_GO.iter().find(|(verb, _)| base.starts_with(&format!("{verb} ")))?;
    let object =
        claims.act.object().or_else(|| base.strip_prefix(verb).map(|rest| rest.trim().to_owned()))?;
    let object = before_any(&object, &[" that ", " which ", " they ", " under ", " in ", " on ", " for "]);
    let noun = ["back ", "a ", "an ", "the ", "their ", "any "]
        .iter()
        .fold(object, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
    let many = plural_phrase(noun);
    let is_short = (1..=4).contains(&text::words(&many).len());
    let statement = format!("3 of 5 {many} that are {done} are taken by somebody else before they lapse.");
    let why = format!("what is {done} and lapses earns nothing");
    let topic = format!("{many} empty unused sold again turned away");
    is_short.then(|| Plan::new(AssumptionKind::Viability, statement, Importance::High, why, topic))
}

fn money_moved(claims: &Claims) -> Option<Plan> {
    let money = noun_of(claims.cues.money.as_ref()?);
    let statement = match claims.cues.deed {
        Deed::Pays | Deed::Requests | Deed::Changes => {
            format!("Fewer than 2 in 100 {money} end in a dispute in the first quarter.")
        }
        Deed::Reads | Deed::Knows | Deed::IsTold => {
            format!("99 of 100 {money} shown agree with what is charged in the end.")
        }
        _ => {
            let counted = if is_uncounted(&money) || is_a_sum(&money) { "amounts" } else { &money };
            format!("Fewer than 2 in 100 {counted} have to be corrected or paid twice in the first quarter.")
        }
    };
    let why = format!("the item touches money («{money}»), and a small loss in each case adds up");
    let topic = format!("{money} cost {}", claims.matter());
    Some(Plan::new(AssumptionKind::Viability, statement, Importance::High, why, topic))
}

fn time_saved(claims: &Claims, today: &Today) -> Option<Plan> {
    let span = today.span.as_ref()?;
    let statement = format!(
        "What takes {} {span} today takes less than half of that, in 8 of 10 cases.",
        claims.actor.plural
    );
    let why = format!("the time saved is what pays for it: a participant speaks of {span}");
    let topic = format!("{} takes {span} waiting", claims.topic());
    let mut plan = Plan::new(AssumptionKind::Viability, statement, Importance::Medium, why, topic);
    plan.claim.stance = Stance::Need;
    Some(plan)
}

/// Somebody on the register answers for money: they must get what they need from it.
fn measured_by_money(brief: &Brief, claims: &Claims) -> Option<Plan> {
    let fits = best_fit(&claims.without_actor(), &brief.stakeholders);
    let by_fit = fits.iter().map(|fit| fit.stakeholder).find(|one| watches_money(one));
    let one = by_fit.or_else(|| brief.stakeholders.iter().find(|one| watches_money(one)))?;
    let who = say_name(&one.name);
    let statement = match stake(one) {
        Some(stake) if claims.shared_with(&stake) < 2 => return None,
        Some(stake) => {
            format!(
                "When {} {}, {who} gets {stake} in at least 3 of 5 cases.",
                claims.actor.plural,
                claims.act.many()
            )
        }
        None => format!(
            "In the first quarter {who} sees no change for the worse in «{}».",
            Some(one.incentives.trim()).filter(|measure| (1..=8).contains(&text::words(measure).len()))?
        ),
    };
    let why = format!("{who} answers for the money, and may stop what costs more than it brings");
    let topic = format!("{} {}", one.needs, claims.matter());
    Some(Plan::new(AssumptionKind::Viability, statement, Importance::Medium, why, topic))
}

/// Whether a word of money names no single amount.
pub(crate) fn is_a_sum(money: &str) -> bool {
    ["billing", "budget", "budgets", "money", "price", "prices", "pricing", "revenue", "sale", "sales"]
        .contains(&money)
}

/// A word of money as a noun in the plural.
fn noun_of(money: &str) -> String {
    match money {
        "pay" | "paid" => "payments".into(),
        "charged" => "charges".into(),
        "pricing" => "prices".into(),
        "money" | "billing" | "revenue" => money.to_owned(),
        noun => plural(noun),
    }
}
