//! Feasibility: it can be built and run, and what it shows is there.

use super::product_slots::{is_many, singular_message, thing};
use super::today::Today;
use super::{Plan, message_of};
use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::text;
use crate::proposer::playbook::claims::{Claims, Deed};
use crate::proposer::playbook::phrase::{is_plural, plural, plural_phrase};

/// What must hold in the product, by the first sign in the words: a figure, a link, breadth, freshness, records.
pub(super) fn plan(claims: &Claims, today: &Today) -> Option<Plan> {
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
        (passing(&thing(claims)?), "one record lost without a word costs the trust in all others".to_owned())
    } else if cues.is_offline {
        (
            format!(
                "What {} do without a connection arrives within an hour of the next one, in 19 of 20 tries.",
                claims.actor.plural
            ),
            "what is lost between two connections is noticed by nobody".to_owned(),
        )
    } else if let (Deed::IsTold, Some(message)) = (cues.deed, &cues.message) {
        (
            format!(
                "The {} reaches {} within ten minutes in 9 of 10 tries.",
                singular_message(message),
                claims.actor.plural
            ),
            "a message that comes late is acted on late, or not at all".to_owned(),
        )
    } else if let Some(many) = &cues.breadth {
        of_all(cues.deed, many)
    } else if cues.live {
        (
            format!("What {} see is no more than five minutes old in 95 of 100 cases.", claims.actor.plural),
            "stale data is trusted once".to_owned(),
        )
    } else if is_looked_at && !is_a_whole_product(claims) {
        let thing = thing(claims)?;
        (recorded(&thing), "what nobody records cannot be shown".to_owned())
    } else if let Some(thing) =
        thing(claims).filter(|_| cues.deed == Deed::Changes && claims.details.len() > 1)
    {
        (
            format!(
                "In 95 of 100 cases what belongs to {} changes with it, and nothing stays behind.",
                the(&thing)
            ),
            "half a change has to be put right by hand".to_owned(),
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

/// What must hold for each of many: that it is found, that it is kept, that none is an exception.
fn of_all(deed: Deed, many: &str) -> (String, String) {
    let (counted, all) = (counted(many), plural_phrase(many));
    match deed {
        Deed::Reads | Deed::Knows | Deed::IsTold => (
            format!("Of 100 {counted} looked for, at least 95 are there, and none twice."),
            format!("the item speaks of all {all}; what is missing once is looked for elsewhere after"),
        ),
        Deed::Records => (
            format!("Of 100 {counted}, at least 95 are there and can be read a month later."),
            format!("the item speaks of all {all}; one that is missing spoils the rest"),
        ),
        _ => (
            format!("95 of 100 {counted} are handled alike, with no exception made by hand."),
            format!("the item speaks of all {all}; each exception is a case of its own to build"),
        ),
    }
}

/// What is looked at is recorded, or is made from what is.
fn recorded(thing: &str) -> String {
    if is_a_summary(thing) {
        return format!(
            "What goes into {} is already recorded, and correct, in 95 of 100 cases.",
            the(thing)
        );
    }
    let are = if is_many(thing) { "are" } else { "is" };
    format!("{} {are} already recorded, and correct, in 95 of 100 cases.", text::capitalise(thing))
}

/// What goes through a link, or the things that are moved, arrives whole.
fn passing(thing: &str) -> String {
    const LINKS: [&str; 8] =
        ["api", "connection", "connector", "export", "import", "integration", "interface", "sync"];
    let of_head = thing.split(" with ").next().unwrap_or(thing).split(" to ").next().unwrap_or(thing);
    let head = of_head.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if LINKS.contains(&head.as_str()) {
        return format!(
            "In 99 of 100 tries what goes through {} arrives complete and unchanged.",
            the(thing)
        );
    }
    arriving(thing)
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

/// Whether a thing is made from what is recorded, and is not recorded itself.
fn is_a_summary(thing: &str) -> bool {
    const MADE: [&str; 12] = [
        "chart",
        "comparison",
        "dashboard",
        "forecast",
        "graph",
        "overview",
        "ranking",
        "report",
        "statistics",
        "summary",
        "total",
        "trend",
    ];
    let head =
        thing.split(" of ").next().and_then(|head| head.split_whitespace().next_back()).unwrap_or_default();
    MADE.iter().any(|made| text::stem(made) == text::stem(&head.to_lowercase()))
}

/// Whether the act is on the product as such, of which nothing is recorded: "access the site".
fn is_a_whole_product(claims: &Claims) -> bool {
    const PRODUCTS: [&str; 8] =
        ["app", "application", "page", "platform", "portal", "site", "system", "website"];
    let object = claims.act.object().unwrap_or_default();
    ["have", "be"].contains(&claims.act.verb.as_str())
        || object.split(' ').next_back().is_some_and(|head| PRODUCTS.contains(&head))
}

/// `a stay` and `stay` → `the stay`; what is somebody's stays.
fn the(thing: &str) -> String {
    let first = thing.split(' ').next().unwrap_or_default();
    match first {
        "a" | "an" => without_article(thing),
        "the" | "their" | "all" | "any" | "each" | "every" | "this" | "these" => thing.to_owned(),
        _ => format!("the {thing}"),
    }
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
