//! What the product asks of people: they can use it, and what was hard is no longer.

use super::today::Today;
use super::{Plan, feasibility};
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::playbook::claims::{Claims, Deed, Vagueness, is_at_work};
use crate::proposer::playbook::phrase::{head_of, is_bare_container, is_plural};

/// Longest thing, in words, that a statement names.
const LONGEST_THING: usize = 7;

/// The statements about the product itself, in the order of the slots.
pub(super) fn plans(claims: &Claims, today: &Today) -> Vec<Plan> {
    let mut plans: Vec<Plan> = usability(claims).into_iter().collect();
    plans.extend(hardships(claims, today));
    plans.extend(feasibility::plan(claims, today));
    plans
}

/// The thing acted on, when it is short enough to be named.
pub(super) fn thing(claims: &Claims) -> Option<String> {
    claims
        .act
        .object()
        .filter(|object| text::words(object).len() <= LONGEST_THING && !is_bare_container(object))
}

/// Whether a thing is worked with, so that somebody can fail at it; nobody fails at a refund.
fn is_operated(claims: &Claims) -> bool {
    const OPERATED: &str = "\
        app application board builder calculator calendar dashboard designer editor filter filters form forms \
        kiosk map menu page pages planner platform player portal report reports screen screens search site \
        system table timeline tool view viewer website widget wizard";
    let head = claims.act.object().map(|object| head_of(&object).to_lowercase()).unwrap_or_default();
    OPERATED.split_ascii_whitespace().any(|listed| listed == head)
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
        _ if !claims.has_verb && !is_operated(claims) => return None,
        _ if !claims.has_verb => (
            format!("8 of 10 {many} get to a result of their own, unaided, with {}.", claims.act.rest()),
            "what needs an explanation each time is not used twice",
        ),
        (Deed::Reads, _) => (looked_up(claims), "if it takes longer than today's way, they go back to that"),
        (Deed::Presents, _) => (
            format!(
                "Whoever is shown {} can tell in under a minute whether it is valid, in 9 of 10 tries.",
                thing(claims)?
            ),
            "else those who check it stop accepting it",
        ),
        (Deed::Changes, _) => (
            changed_alone(claims).unwrap_or_else(|| {
                format!(
                    "9 of 10 {} can say afterwards what has changed and what has not.",
                    claims.those_who(&act)
                )
            }),
            "a change that is misunderstood is made twice or undone by hand",
        ),
        (Deed::Configures, _) => (set_rightly(claims), "a wrong setting is noticed late, and by others"),
        (Deed::Pays, _) => (
            format!("9 of 10 {} can say what they paid, and for what.", claims.those_who(&act)),
            "a payment that is not understood is asked about",
        ),
        (Deed::Requests, _) => (
            match claims.cues.channel.filter(|channel| channel.needs == "a smartphone") {
                Some(_) => format!("9 of 10 {many} {act} on a phone without help."),
                None => {
                    format!("Of 100 {}, fewer than 10 give up halfway.", claims.those_who(&begun(claims)))
                }
            },
            "those who give up halfway do not come back to it",
        ),
        _ if asks_for_ease || !is_at_work(&claims.actor.singular) => {
            (done_well(claims), "what takes longer than today's way, or comes out wrong, is not done twice")
        }
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

/// What is set up stays as it is: nobody has to put it right.
fn set_rightly(claims: &Claims) -> String {
    let (many, act) = (&claims.actor.plural, claims.act.many());
    match thing(claims) {
        _ if ["assign", "choose", "select"].contains(&claims.act.verb.as_str()) => {
            format!("9 of 10 {} keep to it for a week.", claims.those_who(&act))
        }
        Some(thing) => {
            format!("Of 10 changes that {many} make to {thing}, at most 1 is taken back within a week.")
        }
        None => format!("Of 10 settings that {many} make, at most 1 is taken back within a week."),
    }
}

/// How an act must go, by what kind it is: entries right, answers understood, files taken in, nobody let in by mistake.
fn done_well(claims: &Claims) -> String {
    const ANSWERS: [&str; 8] =
        ["accept", "approve", "authorise", "authorize", "confirm", "decline", "reject", "vote"];
    let (many, act) = (&claims.actor.plural, claims.act.many());
    match claims.cues.deed {
        Deed::Records => {
            format!("Of 100 entries that {many} make when they {act}, fewer than 5 are corrected later.")
        }
        Deed::Moves => format!(
            "9 of 10 {} can say afterwards what came through and what did not.",
            claims.those_who(&act)
        ),
        Deed::Shares => {
            format!("9 of 10 {} can say who gets to see it, and who does not.", claims.those_who(&act))
        }
        _ if ANSWERS.contains(&claims.act.verb.as_str()) => {
            format!("9 of 10 {} can say beforehand what follows from their answer.", claims.those_who(&act))
        }
        _ => format!("8 of 10 {many} {act} in less time than it takes them today."),
    }
}

/// What looking must achieve, by the kind of look: to find, to keep an eye on, to weigh, to read.
fn looked_up(claims: &Claims) -> String {
    let (many, act) = (&claims.actor.plural, claims.act.many());
    let Some(thing) = thing(claims) else { return format!("8 of 10 {many} {act} within a minute, unaided.") };
    if claims.cues.money.is_some() {
        return format!("8 of 10 {many} can say from {thing} alone why the amount is what it is.");
    }
    match claims.act.verb.as_str() {
        "compare" => {
            format!("8 of 10 {} can say which one they take, and why, unaided.", claims.those_who(&act))
        }
        "monitor" | "track" | "watch" | "observe" => {
            format!("Of 10 changes to {thing}, {many} notice at least 9 on the day they happen.")
        }
        "read" | "review" => {
            format!("8 of 10 {many} get to the end of {thing} without asking what is meant.")
        }
        "explore" | "visualise" | "visualize" => {
            format!("8 of 10 {} can name one thing that they did not know before.", claims.those_who(&act))
        }
        _ => format!("8 of 10 {many} find {thing} within a minute, unaided."),
    }
}

/// People who change what is theirs find it, and need nobody: not said of those at work, who are shown how.
fn changed_alone(claims: &Claims) -> Option<String> {
    let own = claims.act.object().filter(|object| object.starts_with("their "))?;
    let is_one_verb = claims.act.base().starts_with(&format!("{} {own}", claims.act.verb));
    let it = if is_many(&own) { "them" } else { "it" };
    let on = claims.cues.channel.filter(|one| one.needs == "a smartphone").map_or("", |_| " on a phone");
    (is_one_verb && !is_at_work(&claims.actor.singular)).then(|| {
        format!("9 of 10 {} find {own} and {} {it}{on} without help.", claims.actor.plural, claims.act.verb)
    })
}

fn begun(claims: &Claims) -> String {
    format!("begin to {}", claims.act.base())
}

/// One statement for each hardship that participants tell of.
fn hardships(claims: &Claims, today: &Today) -> Vec<Plan> {
    let from = |clause: &String| {
        let statement = format!(
            "{} can {} even when {clause}, in 9 of 10 cases.",
            text::capitalise(&claims.actor.plural),
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

/// Whether the head of a thing is a plural: the last word before its first preposition.
pub(super) fn is_many(thing: &str) -> bool {
    is_plural(head_of(thing))
}

pub(super) fn singular_message(message: &str) -> String {
    match message {
        "notify" | "notified" | "notifications" => "notification".into(),
        "remind" | "reminded" | "reminders" => "reminder".into(),
        "alert" | "alerted" | "alerts" => "alert".into(),
        "warn" | "warned" | "warnings" => "warning".into(),
        "emailed" | "email" | "emails" | "e-mails" => "e-mail".into(),
        other => other.strip_suffix('s').unwrap_or(other).to_owned(),
    }
}
