//! Usability and feasibility: they can use it, it can be built and run.

use super::Plan;
use super::today::Today;
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::proposer::playbook::claims::{Claims, Deed};
use crate::proposer::playbook::phrase::{capitalise, is_plural, plural};

/// The statements about the product itself, in the order of the slots.
pub(super) fn plans(claims: &Claims, today: &Today) -> Vec<Plan> {
    let mut plans = vec![usability(claims)];
    plans.extend(hardships(claims, today));
    plans.extend(feasibility(claims));
    plans
}

fn usability(claims: &Claims) -> Plan {
    let (many, base) = (&claims.actor.plural, claims.act.many());
    let (statement, why) = match (claims.cues.deed, &claims.cues.message) {
        (Deed::IsTold, Some(message)) => (
            format!(
                "8 of 10 {many} can say from the {} alone what happened and what to do next.",
                singular_message(message)
            ),
            "a message that leaves them guessing costs a call".to_owned(),
        ),
        (Deed::IsTold, None) if claims.act.verb == "have" => (
            format!(
                "8 of 10 {many} find {} at the first try, without being shown where it is.",
                claims.act.object().unwrap_or_else(|| claims.act.rest().to_owned())
            ),
            "what is not found is not used, however good it is".to_owned(),
        ),
        (Deed::IsTold, None) => (
            format!("8 of 10 {many} notice when it fails them, and can say what to do next."),
            "what goes wrong unseen is found by somebody else, later".to_owned(),
        ),
        (Deed::Knows, _) => (
            format!(
                "Of 10 {many} shown three cases, at least 8 read each one rightly in under a minute when they need to {}.",
                claims.act.base()
            ),
            "a wrong answer is worse than none".to_owned(),
        ),
        _ if !claims.has_verb => (
            format!(
                "8 of 10 {many} get to a result of their own with {}, without asking anyone.",
                claims.act.rest()
            ),
            "what needs an explanation each time is not used twice".to_owned(),
        ),
        (Deed::Reads, _) => (
            format!("8 of 10 {many} {base} at the first try, in under a minute and without help."),
            "if it takes longer than today's way, they go back to that".to_owned(),
        ),
        (Deed::Presents, _) => (
            format!(
                "Whoever is shown {} can tell in under a minute whether it is valid, in 9 of 10 tries.",
                claims.act.object().unwrap_or_else(|| "it".into())
            ),
            "else those who check it stop accepting it".to_owned(),
        ),
        (Deed::Changes, _) => (
            format!(
                "9 of 10 {} can say afterwards what has changed and what has not.",
                claims.those_who(&base)
            ),
            "a change that is misunderstood is made twice or undone by hand".to_owned(),
        ),
        (Deed::Configures, _) => (
            format!("8 of 10 {many} {base} as they meant to at the first try, without asking anyone."),
            "a wrong setting is noticed late, and by others".to_owned(),
        ),
        (Deed::Pays, _) => (
            format!(
                "9 of 10 {} finish it at the first try and can say what they paid.",
                claims.those_who(&format!("begin to {base}"))
            ),
            "a payment broken off halfway is lost, and asked about".to_owned(),
        ),
        _ => (
            format!("8 of 10 {many} {base} at the first try, in under five minutes and without help."),
            "those who give up halfway do not come back to it".to_owned(),
        ),
    };
    Plan::new(
        AssumptionKind::Usability,
        statement,
        Importance::Medium,
        why,
        format!("{} confusing, not clear what to do, hard to find", claims.matter()),
    )
}

/// One statement for each hardship that participants tell of.
fn hardships(claims: &Claims, today: &Today) -> Vec<Plan> {
    let from = |clause: &String| {
        let statement = format!(
            "{} can {} even when {clause}, in at least 9 of 10 cases.",
            capitalise(&claims.actor.plural),
            claims.act.base()
        );
        let why = format!("participants say so today: {clause}");
        Plan::new(
            kind_of_hardship(clause),
            statement,
            Importance::High,
            why,
            format!("{clause} {}", claims.matter()),
        )
    };
    today.circumstances.iter().map(from).collect()
}

fn kind_of_hardship(clause: &str) -> AssumptionKind {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    if has(&["cost", "price", "money", "fee", "budget", "pay"]) {
        AssumptionKind::Viability
    } else if has(&[
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
    ]) {
        AssumptionKind::Feasibility
    } else if has(&["screen", "button", "page", "word", "label", "letter", "form ", "app "]) {
        AssumptionKind::Usability
    } else {
        AssumptionKind::Organisational
    }
}

fn feasibility(claims: &Claims) -> Option<Plan> {
    let (one, third, base) = (claims.actor.one(), claims.act.third(), claims.act.base());
    let cues = &claims.cues;
    let object = claims.act.object();
    let is_looked_at =
        matches!(cues.deed, Deed::Reads | Deed::Knows | Deed::IsTold) && !is_a_whole_product(claims);
    let figure = claims.gaps.figures.first();
    let (statement, why) = if let Some(figure) = figure.filter(|figure| figure.is_time) {
        (
            format!(
                "The {} that the item names are kept in 95 of 100 cases on ordinary working days.",
                figure.text
            ),
            format!("the item promises {}, and gives no source for it", figure.text),
        )
    } else if let Some(figure) = figure {
        (
            format!(
                "With {}, {one} can still {base} in 9 of 10 tries, and waits no longer than today.",
                figure.text
            ),
            format!("the item names {}, and gives no source for it", figure.text),
        )
    } else if (cues.linked && !is_looked_at) || cues.deed == Deed::Moves {
        let what =
            object.clone().map_or_else(|| "what is passed on".to_owned(), |object| without_article(&object));
        (
            format!("In 99 of 100 cases {what} {} complete and unchanged when {one} {third}.", arrive(&what)),
            "one record lost without a word costs the trust in all others".to_owned(),
        )
    } else if let Some(many) = &cues.breadth {
        (
            format!(
                "At least 95 of 100 {} can be handled in the same way when {one} {third}, with no exception made by hand.",
                counted(many)
            ),
            format!(
                "the item speaks of all {}; each exception is a case of its own to build",
                plural_phrase(many)
            ),
        )
    } else if cues.live {
        (
            format!(
                "In 95 of 100 cases in which {one} {third}, what is shown is no more than five minutes old."
            ),
            "stale data is trusted once".to_owned(),
        )
    } else if is_looked_at {
        (
            format!(
                "In 95 of 100 cases what {one} needs in order to {base} is already recorded, and correct."
            ),
            "what nobody records cannot be shown".to_owned(),
        )
    } else if matches!(cues.deed, Deed::Changes | Deed::Requests) {
        let what = message_of(claims);
        (
            format!(
                "When {one} {third}, the {what} reaches those who act on it in time, in 95 of 100 cases."
            ),
            format!("a {what} that comes too late is worse than none"),
        )
    } else {
        return None;
    };
    Some(Plan::new(
        AssumptionKind::Feasibility,
        statement,
        Importance::Medium,
        why,
        format!("{} missing, out of date, incomplete, does not match", claims.matter()),
    ))
}

/// Whether the act is on the product as such, of which nothing is recorded: "access the site".
fn is_a_whole_product(claims: &Claims) -> bool {
    const PRODUCTS: [&str; 8] =
        ["app", "application", "page", "platform", "portal", "site", "system", "website"];
    let object = claims.act.object().unwrap_or_default();
    claims.act.verb == "have" || object.split(' ').next_back().is_some_and(|head| PRODUCTS.contains(&head))
}

fn without_article(object: &str) -> String {
    ["a ", "an "]
        .iter()
        .find_map(|article| object.strip_prefix(article))
        .map_or_else(|| object.to_owned(), |rest| format!("the {rest}"))
}

fn arrive(what: &str) -> &'static str {
    let head = what.split(" of ").next().unwrap_or(what).split_whitespace().next_back().unwrap_or_default();
    if is_plural(head) { "arrive" } else { "arrives" }
}

/// What an act sends to others: `order`, `booking`, `change`.
fn message_of(claims: &Claims) -> &'static str {
    match claims.act.verb.as_str() {
        "report" => "report",
        "book" | "reserve" => "booking",
        "order" => "order",
        "cancel" | "withdraw" => "cancellation",
        _ if claims.cues.deed == Deed::Changes => "change",
        _ => "request",
    }
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
