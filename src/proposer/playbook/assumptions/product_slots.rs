//! Usability and feasibility: they can use it, it can be built and run.

use super::today::Today;
use super::{Plan, message_of};
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::playbook::claims::{Claims, Deed, Vagueness, is_at_work};
use crate::proposer::playbook::phrase::{capitalise, is_plural, plural};

/// Longest thing, in words, that a statement names.
const LONGEST_THING: usize = 7;

/// The statements about the product itself, in the order of the slots.
pub(super) fn plans(claims: &Claims, today: &Today) -> Vec<Plan> {
    let mut plans: Vec<Plan> = usability(claims).into_iter().collect();
    plans.extend(hardships(claims, today));
    plans.extend(feasibility(claims, today));
    plans
}

/// The thing acted on, when it is short enough to be named.
fn thing(claims: &Claims) -> Option<String> {
    claims.act.object().filter(|object| text::words(object).len() <= LONGEST_THING)
}

/// What must be understood or done unaided; none for an act in which nothing is hard to use.
fn usability(claims: &Claims) -> Option<Plan> {
    let (many, act) = (&claims.actor.plural, claims.act.many());
    let asks_for_ease = claims.gaps.vague.iter().any(|vague| vague.class == Vagueness::Effort);
    let (statement, why) = match (claims.cues.deed, &claims.cues.message) {
        (Deed::IsTold, Some(message)) if claims.act.verb != "be" => (
            format!("8 of 10 {many} can say from the {} alone what to do next.", singular_message(message)),
            "a message that leaves them guessing costs a call",
        ),
        (Deed::IsTold, _) => return None,
        (Deed::Knows, _) => (
            format!("8 of 10 {many} read each of three sample cases rightly in under a minute."),
            "a wrong answer is worse than none",
        ),
        _ if !claims.has_verb => (
            format!("8 of 10 {many} get to a result of their own, unaided, with {}.", claims.act.rest()),
            "what needs an explanation each time is not used twice",
        ),
        (Deed::Reads, _) => (
            match thing(claims) {
                Some(thing) => format!("8 of 10 {many} find {thing} within a minute, unaided."),
                None => format!("8 of 10 {many} {act} within a minute, unaided."),
            },
            "if it takes longer than today's way, they go back to that",
        ),
        (Deed::Presents, _) => (
            format!(
                "Whoever is shown {} can tell in under a minute whether it is valid, in 9 of 10 tries.",
                thing(claims)?
            ),
            "else those who check it stop accepting it",
        ),
        (Deed::Changes, _) => (
            format!(
                "9 of 10 {} can say afterwards what has changed and what has not.",
                claims.those_who(&act)
            ),
            "a change that is misunderstood is made twice or undone by hand",
        ),
        (Deed::Configures, _) => (
            format!("8 of 10 {many} {act} as they meant to at the first try."),
            "a wrong setting is noticed late, and by others",
        ),
        (Deed::Pays, _) => (
            format!("9 of 10 {} can say what they paid, and for what.", claims.those_who(&act)),
            "a payment that is not understood is asked about",
        ),
        (Deed::Requests, _) => (
            match claims.cues.channel.filter(|channel| channel.needs == "a smartphone") {
                Some(_) => format!("9 of 10 {many} {act} on a phone without help."),
                None => {
                    format!("9 of 10 {} reach the end at the first try.", claims.those_who(&begun(claims)))
                }
            },
            "those who give up halfway do not come back to it",
        ),
        _ if asks_for_ease || !is_at_work(&claims.actor.singular) => (
            format!("8 of 10 {many} {act} at the first try, unaided."),
            "those who give up halfway do not come back to it",
        ),
        _ => return None,
    };
    Some(Plan::new(
        AssumptionKind::Usability,
        statement,
        Importance::Medium,
        why.to_owned(),
        format!("{} confusing, not clear what to do, hard to find", claims.matter()),
    ))
}

fn begun(claims: &Claims) -> String {
    format!("begin to {}", claims.act.base())
}

/// One statement for each hardship that participants tell of.
fn hardships(claims: &Claims, today: &Today) -> Vec<Plan> {
    let from = |clause: &String| {
        let statement = format!(
            "{} can {} even when {clause}, in 9 of 10 cases.",
            capitalise(&claims.actor.plural),
            claims.act.base()
        );
        let why = format!("participants say so today: {clause}");
        let topic = format!("{clause} {}", claims.matter());
        Plan::new(kind_of_hardship(clause), statement, Importance::High, why, topic)
    };
    today.circumstances.iter().map(from).collect()
}

/// Words of a hardship that say what it is about, each list with its kind.
const HARDSHIPS: [(AssumptionKind, &[&str]); 3] = [
    (AssumptionKind::Viability, &["cost", "price", "money", "fee", "budget", "pay"]),
    (
        AssumptionKind::Feasibility,
        &[
            "signal",
            "network",
            "server",
            "system",
            "software",
            "database",
            "file",
            "scanner",
            "wifi",
            "wi-fi",
            "data ",
            "connection",
            "device",
        ],
    ),
    (AssumptionKind::Usability, &["screen", "button", "page", "word", "label", "letter", "form ", "app "]),
];

fn kind_of_hardship(clause: &str) -> AssumptionKind {
    HARDSHIPS
        .iter()
        .find(|(_, words)| words.iter().any(|word| clause.contains(word)))
        .map_or(AssumptionKind::Organisational, |(kind, _)| *kind)
}

/// What must hold in the product, by the first sign in the words: a figure, a link, breadth, freshness, records.
fn feasibility(claims: &Claims, today: &Today) -> Option<Plan> {
    let has_others = !(claims.others.is_empty() && today.others.is_empty());
    let (one, base) = (claims.actor.one(), claims.act.base());
    let cues = &claims.cues;
    let is_looked_at = matches!(cues.deed, Deed::Reads | Deed::Knows | Deed::IsTold);
    let figure = claims.gaps.figures.first();
    let (statement, why) = if let Some(figure) = figure.filter(|figure| figure.is_time) {
        (
            format!("The limit of {} is kept in 95 of 100 cases on ordinary days.", figure.text),
            format!("the item promises {}, and gives no source for it", figure.text),
        )
    } else if let Some(figure) = figure {
        (
            format!("With {}, {one} can {base} in 9 of 10 tries, no slower than today.", figure.text),
            format!("the item names {}, and gives no source for it", figure.text),
        )
    } else if (cues.linked && !is_looked_at) || cues.deed == Deed::Moves {
        (arriving(&thing(claims)?), "one record lost without a word costs the trust in all others".to_owned())
    } else if let Some(many) = &cues.breadth {
        (
            format!("95 of 100 {} are handled alike, with no exception made by hand.", counted(many)),
            format!(
                "the item speaks of all {}; each exception is a case of its own to build",
                plural_phrase(many)
            ),
        )
    } else if cues.live {
        (
            format!("What {} see is no more than five minutes old in 95 of 100 cases.", claims.actor.plural),
            "stale data is trusted once".to_owned(),
        )
    } else if is_looked_at && !is_a_whole_product(claims) {
        let thing = thing(claims)?;
        (
            format!(
                "{} {} already recorded, and correct, in 95 of 100 cases.",
                capitalise(&thing),
                if is_many(&thing) { "are" } else { "is" }
            ),
            "what nobody records cannot be shown".to_owned(),
        )
    } else if cues.deed == Deed::Requests || cues.deed == Deed::Changes && has_others {
        let what = message_of(claims);
        (
            format!(
                "95 of 100 {} by {} reach those who act on them the same day.",
                plural(what),
                claims.actor.plural
            ),
            format!("a {what} that comes too late is worse than none"),
        )
    } else {
        return None;
    };
    let topic = format!("{} missing, out of date, incomplete, does not match", claims.matter());
    Some(Plan::new(AssumptionKind::Feasibility, statement, Importance::Medium, why, topic))
}

/// `agent records` → `99 of 100 agent records arrive complete and unchanged.`
fn arriving(thing: &str) -> String {
    let has_determiner = ["a ", "an ", "the ", "all ", "any ", "each ", "every ", "their "]
        .iter()
        .any(|one| thing.starts_with(one));
    if is_many(thing) && !has_determiner {
        return format!("99 of 100 {thing} arrive complete and unchanged.");
    }
    let arrive = if is_many(thing) { "arrive" } else { "arrives" };
    format!("In 99 of 100 tries {} {arrive} complete and unchanged.", without_article(thing))
}

/// Whether the head of a thing is a plural: the last word before its first preposition.
pub(super) fn is_many(thing: &str) -> bool {
    let head = [" of ", " in ", " for ", " on ", " to ", " from ", " with "]
        .iter()
        .filter_map(|joint| thing.find(joint))
        .min()
        .map_or(thing, |at| &thing[..at]);
    is_plural(head.split_whitespace().next_back().unwrap_or_default())
}

/// Whether the act is on the product as such, of which nothing is recorded: "access the site".
fn is_a_whole_product(claims: &Claims) -> bool {
    const PRODUCTS: [&str; 8] =
        ["app", "application", "page", "platform", "portal", "site", "system", "website"];
    let object = claims.act.object().unwrap_or_default();
    ["have", "be"].contains(&claims.act.verb.as_str())
        || object.split(' ').next_back().is_some_and(|head| PRODUCTS.contains(&head))
}

fn without_article(object: &str) -> String {
    ["a ", "an "]
        .iter()
        .find_map(|article| object.strip_prefix(article))
        .map_or_else(|| object.to_owned(), |rest| format!("the {rest}"))
}

/// A noun as it stands after a number.
fn counted(noun: &str) -> String {
    let many = plural_phrase(noun);
    let head = many.split_whitespace().next_back().unwrap_or_default();
    if is_plural(head) || head == "people" { many } else { format!("cases of {many}") }
}

fn plural_phrase(noun: &str) -> String {
    match noun.rsplit_once(' ') {
        Some((stem, head)) => format!("{stem} {}", plural(head)),
        None => plural(noun),
    }
}

fn singular_message(message: &str) -> String {
    match message {
        "notify" | "notified" | "notifications" => "notification".into(),
        "remind" | "reminded" | "reminders" => "reminder".into(),
        "alert" | "alerted" | "alerts" => "alert".into(),
        "warn" | "warned" | "warnings" => "warning".into(),
        "emailed" | "email" | "emails" | "e-mails" => "e-mail".into(),
        other => other.strip_suffix('s').unwrap_or(other).to_owned(),
    }
}
