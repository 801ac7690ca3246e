//! How a question is put, by what kind of act the item is about: nobody asks a payer as one asks a reader.

use super::super::assumptions::message_of;
use crate::domain::assumption::AssumptionKind;
use crate::domain::text;
use crate::proposer::playbook::claims::{Claims, Deed};
use crate::proposer::playbook::phrase::{Person, head_of, is_plural, with_article};

/// What shows today's way, by what kind of act it is; said to the one who did it.
pub(super) fn today(deed: Deed, verb: &str, you: &str) -> String {
    match deed {
        Deed::Knows => format!("Whom did you ask the last time you needed to {you}?"),
        Deed::IsTold => format!("Walk me through the last time you needed to {you}. How did you find out?"),
        Deed::Reads => format!("Where did you look the last time you needed to {you}?"),
        Deed::Changes => format!("Take me through the last time you had to {you}. What made it necessary?"),
        Deed::Requests => format!("What did you wait for the last time you needed to {you}?"),
        Deed::Pays => format!("How did you know that it had gone through the last time you had to {you}?"),
        Deed::Configures if ["assign", "choose", "select"].contains(&verb) => {
            format!("What did you go by the last time you had to {you}?")
        }
        Deed::Configures => format!("What came out otherwise than you meant the last time you had to {you}?"),
        Deed::Shares if ["email", "forward", "post", "publish", "send", "share"].contains(&verb) => {
            format!("By which way did it reach them the last time you wanted to {you}?")
        }
        Deed::Moves => format!("What did you do by hand the last time you needed to {you}?"),
        Deed::Records => format!("What did you use the last time you needed to {you}?"),
        Deed::Presents => format!("What did the other side look at the last time you had to {you}?"),
        Deed::Shares | Deed::Other => format!("Walk me through the last time you needed to {you}."),
    }
}

/// What somebody needed it for, by what kind of act it is.
pub(super) fn used_for(deed: Deed, you: &str) -> String {
    match deed {
        Deed::Reads | Deed::Knows => {
            format!("What did you need it for the last time you wanted to {you}?")
        }
        Deed::IsTold => "What did you miss the last time nobody told you?".to_owned(),
        Deed::Records | Deed::Moves => format!("Who made use of it the last time you had to {you}?"),
        Deed::Shares => format!("What came of it the last time you wanted to {you}?"),
        Deed::Changes | Deed::Configures | Deed::Requests => {
            format!("What had happened when you last wanted to {you}?")
        }
        _ => format!("What were you in the middle of when you last wanted to {you}?"),
    }
}

/// What it costs somebody to do without, by what kind of act it is.
pub(super) fn missed(deed: Deed, you: &str, is_of_news: bool) -> String {
    match deed {
        Deed::IsTold if is_of_news => {
            format!("What did you learn too late the last time you could not {you}?")
        }
        Deed::Reads | Deed::Knows => format!("What did you miss the last time you could not {you}?"),
        Deed::Changes => format!("What did you do instead the last time you could not {you}?"),
        Deed::Pays | Deed::Requests => format!("What did it cost you the last time you could not {you}?"),
        Deed::Records => format!("How did you remember it the last time you could not {you}?"),
        _ => format!("What happened the last time you could not {you}?"),
    }
}

/// What somebody who works with it is asked, by what reaches them.
pub(super) fn of_a_colleague(claims: &Claims, case: &str, stake: Option<&str>, hears_users: bool) -> String {
    let (one, many) = (claims.actor.one(), &claims.actor.plural);
    if let Some(done) = done_for_somebody(claims).filter(|_| hears_users) {
        return format!(
            "Walk me through the last time you had to {done} for {one}. What did you have to check?"
        );
    }
    if claims.act.occasion_of_somebody().is_some() {
        return format!("Whom did you have to tell {case}?");
    }
    match (claims.cues.deed, claims.act.object()) {
        (Deed::Reads | Deed::Knows, Some(thing)) => {
            format!("What did {one} want to know the last time you were asked about {thing}?")
        }
        (Deed::Changes, Some(thing)) if !thing.starts_with("their ") => {
            format!("When did a change to {thing} last reach you too late?")
        }
        (Deed::Changes, _) => format!("When did a change by {one} last reach you too late?"),
        (Deed::Requests | Deed::Pays, _) => {
            format!(
                "Take me through the last {} by {one} that you could not settle the same day.",
                message_of(claims)
            )
        }
        (Deed::Shares | Deed::Records | Deed::Moves, _) => {
            format!("What did you last have to enter again from what {many} gave you?")
        }
        (Deed::Configures, _) => format!("What did you have to put right {case}?"),
        _ => match stake.filter(|stake| can_be_lacked(stake) && claims.shared_with(stake) > 1) {
            Some(stake) => format!("What did you do the last time you lacked {stake}?"),
            None => format!("Walk me through {case}. What did you have to do?"),
        },
    }
}

/// The act as somebody does it for those who own the thing: `move their ticket to another sailing` → `move a
/// ticket to another sailing`; none for what only they can do.
fn done_for_somebody(claims: &Claims) -> Option<String> {
    let is_done = matches!(claims.cues.deed, Deed::Changes | Deed::Requests | Deed::Pays);
    let base = claims.act.base();
    let object = claims.act.object().filter(|_| is_done && claims.has_verb)?;
    let noun = object.strip_prefix("their ").unwrap_or(&object);
    let taken = if noun == object || is_plural(head_of(noun)) { noun.to_owned() } else { with_article(noun) };
    let done = base.replacen(&object, &taken, 1);
    (!done.contains(" their ") && !done.contains(" they ") && text::words(&done).len() <= 8).then_some(done)
}

/// Nobody lacks `fewer calls` or `no empty beds`.
fn can_be_lacked(stake: &str) -> bool {
    const DEGREES: [&str; 9] =
        ["better", "faster", "fewer", "higher", "less", "lower", "more", "no", "quicker"];
    stake.split_whitespace().next().is_some_and(|first| !DEGREES.contains(&first))
}

/// What stood in the way, by what kind of assumption somebody spoke against.
pub(super) fn met_with(kind: AssumptionKind, claims: &Claims) -> String {
    let when = claims
        .act
        .occasion(Person::Second)
        .unwrap_or_else(|| format!("you needed to {}", claims.act.to_you()));
    match (kind, claims.act.object_to_you()) {
        (AssumptionKind::Usability, _) => format!("At which step did you need help the last time {when}?"),
        (AssumptionKind::Feasibility, Some(thing)) => {
            format!("When did you last find {thing} incomplete, or not as you had left it?")
        }
        (AssumptionKind::Organisational, _) => format!("For whom did you have to wait the last time {when}?"),
        (AssumptionKind::Viability, _) => format!("What did you lose the last time {when}?"),
        (AssumptionKind::Ethical, Some(thing)) => {
            format!("When did somebody last get at {thing} who should not have?")
        }
        _ => format!("What slowed you down the last time {when}?"),
    }
}
