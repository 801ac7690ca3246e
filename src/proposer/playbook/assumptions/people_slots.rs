//! Organisational fit and ethics: others can work with it, and it is right.

use super::today::Today;
use super::{Plan, message_of};
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{
    CHANNEL_WORDS, Claims, Deed, OWN_MATTER, best_fit, is_at_work, same_people, say_name, stake,
    watches_money, watches_rules,
};
use crate::proposer::playbook::phrase::{head_of, is_plural, third_person, with_article};

/// The statements about people beside the one who acts.
pub(super) fn plans(brief: &Brief, claims: &Claims, today: &Today) -> Vec<Plan> {
    [organisation(brief, claims, today), ethics(claims).or_else(|| watched(brief, claims))]
        .into_iter()
        .flatten()
        .collect()
}

/// Somebody on the register answers for the rules: they must find what they need.
fn watched(brief: &Brief, claims: &Claims) -> Option<Plan> {
    let one = brief.stakeholders.iter().find(|one| watches_rules(one))?;
    let stake = stake(one)?;
    let who = say_name(&one.name);
    let statement = format!(
        "In 20 of 20 cases in which {} {}, {who} {} {stake}.",
        claims.actor.plural,
        claims.act.many(),
        does(&who, "find")
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

/// Those who decide for others answer in time, also when one of them is away.
fn decided_in_time(claims: &Claims) -> Option<Plan> {
    const DECIDES: [&str; 9] = [
        "accept",
        "approve",
        "authorise",
        "authorize",
        "confirm",
        "decline",
        "moderate",
        "reject",
        "sign off",
    ];
    let many = DECIDES.contains(&claims.act.verb.as_str()).then_some(&claims.actor.plural)?;
    let statement = format!(
        "{} answer within one working day in 9 of 10 cases, also when one of them is away.",
        text::capitalise(many)
    );
    let why = "everything after it waits for their answer".to_owned();
    let topic = format!("waiting for an answer to {}", claims.act.base());
    Some(Plan::new(AssumptionKind::Organisational, statement, Importance::High, why, topic))
}

/// Who must work otherwise: named in the text, on the register, or by participants.
fn organisation(brief: &Brief, claims: &Claims, today: &Today) -> Option<Plan> {
    if let Some(plan) = decided_in_time(claims) {
        return Some(plan);
    }
    let many = &claims.actor.plural;
    let matter = format!("{} {}", claims.without_actor(), today.others.join(" "));
    let is_other = |one: &&Stakeholder| {
        !same_people(&one.name, &claims.actor.singular) && !watches_money(one) && !watches_rules(one)
    };
    let listed = best_fit(&matter, &brief.stakeholders)
        .into_iter()
        .filter(|fit| fit.score >= OWN_MATTER)
        .map(|fit| fit.stakeholder)
        .find(is_other);
    let named = claims.others.first().or(today.others.first()).map(|role| format!("the {role}"));
    let who = listed.map(|one| say_name(&one.name)).or(named)?;
    // What is wanted done to a thing is not kept by anybody: `have each lock oiled by default`.
    let is_done_to_it =
        claims.act.verb == "have" && claims.act.object().as_deref() != Some(claims.act.rest());
    let thing = claims.act.object().filter(|thing| text::words(thing).len() <= 7 && !is_done_to_it);
    let name = text::capitalise(&who);
    let needed = listed.and_then(stake).filter(|stake| claims.shared_with(stake) > 1);
    let statement = match (claims.cues.deed, needed) {
        _ if claims.cues.rules.is_some() => format!(
            "{name} {} that the {} apply without being asked each time, in 9 of 10 cases.",
            does(&who, "agree"),
            claims.cues.rules.as_deref().unwrap_or("rules")
        ),
        (_, Some(stake)) => {
            format!(
                "When {many} {}, {who} still {} {stake} in 9 of 10 cases.",
                claims.act.many(),
                does(&who, "have")
            )
        }
        _ if !claims.has_verb => {
            let thing = thing.filter(|thing| must_be_kept(thing))?;
            format!("{name} can keep {thing} true for 12 months, in less than 2 hours a week.")
        }
        (Deed::IsTold, None) if claims.cues.message.is_some() || thing.is_none() => format!(
            "In 8 of 10 cases {who} {} it before {many} hear of it from somebody else.",
            does(&who, "report")
        ),
        (Deed::Reads | Deed::Knows | Deed::IsTold, None) => match thing {
            Some(thing) => {
                format!("{name} can keep {thing} correct with less than 1 hour of extra work a week.")
            }
            None => format!(
                "{name} {} what {many} look up on the day it changes, in 9 of 10 cases.",
                does(&who, "enter")
            ),
        },
        (Deed::Requests | Deed::Pays, None) => format!(
            "{name} {} {} within one working day in 9 of 10 cases.",
            does(&who, "answer"),
            with_article(message_of(claims))
        ),
        (Deed::Changes, None) => {
            format!("{name} can work with a change on the day it is made, in 9 of 10 cases.")
        }
        (Deed::Configures, None) => {
            format!(
                "{name} can work with what {many} set up, with no list of their own beside it, in 9 of 10 weeks."
            )
        }
        (Deed::Shares | Deed::Records | Deed::Moves | Deed::Presents, None) => {
            format!(
                "{name} can work with what they get from {many} without entering anything twice, in 9 of 10 cases."
            )
        }
        (Deed::Other, None) => return None,
    };
    let is_named = claims.shared_with(&who) == text::content_stems(&who).len();
    let unsaid = if is_named { "does not say what it takes" } else { "says nothing about them" };
    let why = format!("{who} must work otherwise for it to help, and the item {unsaid}");
    let topic = format!("{who} {} work enter", claims.act.base());
    Some(Plan::new(AssumptionKind::Organisational, statement, Importance::High, why, topic))
}

/// Whether somebody has to keep a thing up to date: words and figures that go stale.
fn must_be_kept(thing: &str) -> bool {
    const STALE: &str = "\
        address addresses calendar calendars catalogue catalogues catalog contact contacts content date dates \
        description descriptions directory faq figures guide hours index information inventory level levels \
        link links list lists manual map maps menu news numbers opening overview page pages plan plans price \
        prices profile profiles register rules schedule schedules stock table tables terms timetable \
        timetables times warning warnings";
    let head = head_of(thing).to_lowercase();
    STALE.split_ascii_whitespace().any(|listed| listed == head)
}

/// The verb after a name: `the billing team answers`, `guest houses answer`.
fn does(who: &str, verb: &str) -> String {
    const ONE: [&str; 5] = ["Sales", "Operations", "Logistics", "Services", "Accounts"];
    let last = who.rsplit(' ').next().unwrap_or_default();
    let is_many = who.contains(' ') && is_plural(last) && !ONE.contains(&last);
    if is_many { verb.to_owned() } else { third_person(verb) }
}

fn ethics(claims: &Claims) -> Option<Plan> {
    let (one, many, base) = (claims.actor.one(), &claims.actor.plural, claims.act.base());
    let cues = &claims.cues;
    if cues.judges {
        let statement =
            "Of 100 cases that a person looks at again, fewer than 5 come out otherwise, for no group more than another."
                .to_owned();
        let why = "a wrong rank or match falls on somebody who never sees it".to_owned();
        return Some(Plan::new(
            AssumptionKind::Ethical,
            statement,
            Importance::Medium,
            why,
            format!("unfair wrong {base}"),
        ));
    }
    let is_seen = matches!(
        cues.deed,
        Deed::Reads | Deed::Knows | Deed::Shares | Deed::Moves | Deed::Records | Deed::Changes
    );
    if let Some(data) = cues.data.as_ref().filter(|_| is_seen) {
        let statement = match claims.act.object().filter(|_| claims.act.is_their_own()) {
            Some(own) => {
                let own = if own.contains(data.as_str()) { own } else { format!("their {data}") };
                format!("In 20 of 20 tries nobody but {one} can get at {own}.")
            }
            None => format!(
                "At least 18 of 20 {} whose {data} it concerns expect {many} to see it.",
                owners(claims)
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
    if let Some(own) =
        claims.act.object().filter(|_| can_be_taken_over(claims)).and_then(|object| not_theirs(&object))
    {
        let statement =
            format!("In 20 of 20 tries nobody can {} {own} with a name or a number alone.", claims.act.verb);
        let why = "what people can do for themselves, somebody else can do in their name".to_owned();
        let topic = format!("somebody else {} {} in their name", claims.act.gerund(), claims.actor.one());
        return Some(Plan::new(AssumptionKind::Ethical, statement, Importance::High, why, topic));
    }
    let is_looked_at = matches!(cues.deed, Deed::Reads | Deed::Knows | Deed::Moves | Deed::Shares);
    let channel = cues.channel.filter(|channel| {
        let is_native = channel.needs == "internet access" && is_looked_at;
        claims.has_verb && !is_native && !is_at_work(&claims.actor.singular)
    })?;
    let without = if [" who ", " with", " on ", " in "].iter().any(|joint| one.contains(joint)) {
        "someone".to_owned()
    } else {
        CHANNEL_WORDS.replace_all(&one, "").into_owned()
    };
    let statement = if claims.cues.deed == Deed::IsTold && claims.cues.message.is_some() {
        format!(
            "{} without {} hears of it as early, and gets the same, in 10 of 10 tries.",
            text::capitalise(&without),
            channel.needs
        )
    } else {
        format!(
            "{} without {} can still {} the same day at no extra cost, in 10 of 10 tries.",
            text::capitalise(&without),
            channel.needs,
            claims.act.without(&CHANNEL_WORDS)
        )
    };
    let why = format!("whoever has no {} is left out otherwise", without_article(channel.needs));
    Some(Plan::new(
        AssumptionKind::Ethical,
        statement,
        Importance::Medium,
        why,
        format!("people without {} {}", channel.needs, claims.matter()),
    ))
}

/// Whether an act on one's own thing does harm when somebody else does it.
fn can_be_taken_over(claims: &Claims) -> bool {
    let is_a_deed = matches!(claims.cues.deed, Deed::Changes | Deed::Pays | Deed::Requests | Deed::Moves);
    is_a_deed && claims.act.verb != "report"
}

/// `their ferry ticket` → `a ferry ticket that is not theirs`.
fn not_theirs(object: &str) -> Option<String> {
    let noun = object.strip_prefix("their ")?;
    let head = noun.split_whitespace().next_back()?;
    Some(if is_plural(head) {
        format!("{noun} that are not theirs")
    } else {
        format!("{} that is not theirs", with_article(noun))
    })
}

/// Those whose data it is, when the item names them; else people.
fn owners(claims: &Claims) -> String {
    const OWNERS: [&str; 16] = [
        "patients",
        "pupils",
        "students",
        "children",
        "customers",
        "residents",
        "tenants",
        "members",
        "employees",
        "clients",
        "guests",
        "citizens",
        "households",
        "donors",
        "drivers",
        "researchers",
    ];
    let words = text::words(&claims.text);
    let named = OWNERS.iter().find(|owner| {
        words.iter().any(|word| text::stem(word) == text::stem(owner))
            && !same_people(owner, &claims.actor.singular)
    });
    named.map_or_else(|| "people".to_owned(), |owner| (*owner).to_owned())
}

fn without_article(noun: &str) -> &str {
    noun.split_once(' ').filter(|(article, _)| ["a", "an"].contains(article)).map_or(noun, |(_, rest)| rest)
}
