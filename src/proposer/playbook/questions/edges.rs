//! Questions about the case that the item does not mention: late, refused, empty, changed.

use super::Gap;
use super::addressee::Addressee;
use super::by_deed;
use crate::domain::question::Serves;
use crate::domain::text;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{Claims, Deed};
use crate::proposer::playbook::phrase::{Person, with_article};

/// A case that kinds of acts forget, for the verbs that it belongs to.
struct Edge {
    verbs: &'static [&'static str],
    /// Words of which one in the item shows that the case was thought of.
    covered_by: &'static [&'static str],
    /// Names the gap; `{it}` is the thing acted on.
    about: &'static str,
    /// Asks for the last real case; `{do}` is the act, said to the one who did it.
    asks: &'static str,
    /// The criterion that waits for the answer.
    decides: &'static str,
    /// Words by which the register is searched for whom to ask; empty for the one who acts.
    concerns: &'static str,
}

/// Cases by verb; the first whose verb fits and that the item does not cover is asked.
const EDGES: [Edge; 23] = [
    Edge {
        verbs: &["cancel", "withdraw", "close", "terminate"],
        covered_by: &["late", "deadline", "before", "until", "refund"],
        about: "a late change of mind about {it}",
        asks: "Tell me about the last one that came too late. Who noticed, and what was done?",
        decides: "until when it is possible, and what happens after",
        concerns: "operations schedule refund",
    },
    Edge {
        verbs: &["book", "reserve", "rent", "borrow", "schedule", "hire"],
        covered_by: &["full", "taken", "unavailable", "waiting list", "no longer"],
        about: "two people who want the same at once",
        asks: "What happened the last time two people wanted the same one at the same time?",
        decides: "who gets it when two ask for the same",
        concerns: "operations schedule planner",
    },
    Edge {
        verbs: &["pay", "buy", "purchase", "order", "donate", "renew"],
        covered_by: &["refused", "declined", "fails", "failed", "rejected"],
        about: "a payment that is refused",
        asks: "What happened the last time a payment was refused?",
        decides: "the criterion for a refused payment",
        concerns: "payment finance billing",
    },
    Edge {
        verbs: &["import", "upload", "load", "migrate", "extract", "convert"],
        covered_by: &["invalid", "broken", "corrupt", "duplicate", "malformed", "validate", "validation"],
        about: "what arrives broken or twice",
        asks: "Walk me through the last file that came in broken or twice. Who put it right?",
        decides: "what is refused, what is kept, and who is told",
        concerns: "system file import operations",
    },
    Edge {
        verbs: &["export", "download", "copy", "print"],
        covered_by: &["large", "limit", "fails", "broken off", "empty"],
        about: "what happens to {it} afterwards",
        asks: "Show me what you did with the last one, from the moment you had it in hand.",
        decides: "the form and the fields that are needed first",
        concerns: "",
    },
    Edge {
        verbs: &["receive", "notify", "remind", "alert", "be"],
        covered_by: &["unread", "missed", "bounce", "opt out", "not read", "unsubscribe"],
        about: "a message that nobody saw in time",
        asks: "Tell me about the last message of this kind that you saw too late. What came of it?",
        decides: "by which channel it goes, and what happens when nobody reads it",
        concerns: "",
    },
    Edge {
        verbs: &["search", "find", "filter", "browse", "locate", "look", "query"],
        covered_by: &["no results", "nothing found", "empty", "not found", "no match"],
        about: "a search that finds nothing",
        asks: "What did you do the last time you looked for {it} and found nothing?",
        decides: "what is shown when nothing is found",
        concerns: "",
    },
    Edge {
        verbs: &["approve", "review", "authorise", "authorize", "accept", "confirm"],
        covered_by: &["reject", "refuse", "decline", "absent", "deputy"],
        about: "a refusal, or an approver who is away",
        asks: "Walk me through the last one that was not approved. What happened to it?",
        decides: "what follows a refusal",
        concerns: "manager approve",
    },
    Edge {
        verbs: &["edit", "change", "update", "modify", "correct", "adjust", "rename", "reschedule"],
        covered_by: &["history", "conflict", "at the same time", "version", "undo", "who changed"],
        about: "who hears of a change to {it}",
        asks: "Tell me about the last change to {it} that somebody needed to hear of and did not.",
        decides: "who is told, and whether the old value is kept",
        concerns: "",
    },
    Edge {
        verbs: &["delete", "remove", "unpublish", "archive", "hide", "merge"],
        covered_by: &["undo", "restore", "recover", "confirm", "recycle"],
        about: "something that is removed by mistake",
        asks: "What happened the last time something was removed that was still needed?",
        decides: "whether it can be brought back, for how long, and by whom",
        concerns: "compliance record retention",
    },
    Edge {
        verbs: &["swap", "delegate", "reassign"],
        covered_by: &["nobody", "declines", "refuses", "no one", "unassigned"],
        about: "nobody who takes it",
        asks: "What happened the last time nobody would take it over?",
        decides: "what happens to {it} that nobody takes",
        concerns: "manager roster planner",
    },
    Edge {
        verbs: &["invite", "nominate", "recruit"],
        covered_by: &["expire", "declin", "ignore", "remind", "already"],
        about: "an invitation that nobody takes up",
        asks: "What became of the last invitation that nobody took up?",
        decides: "how long an invitation stands, and who hears that it was not taken",
        concerns: "",
    },
    Edge {
        verbs: &["share", "publish", "grant", "send", "post", "forward"],
        covered_by: &["revoke", "withdraw", "wrong person", "leaves", "unshare", "expire"],
        about: "what went to the wrong people",
        asks: "Tell me about the last time something reached people it was not meant for. How was it taken back?",
        decides: "how it is taken back, and by whom",
        concerns: "privacy data protection compliance",
    },
    Edge {
        verbs: &["sign", "register", "subscribe", "join", "log", "authenticate"],
        covered_by: &["forgot", "locked", "already registered", "duplicate"],
        about: "who cannot get in",
        asks: "What happened the last time somebody could not get in?",
        decides: "who helps, and how the person is recognised",
        concerns: "support access account",
    },
    Edge {
        verbs: &["report", "submit", "apply", "request", "ask", "nominate"],
        covered_by: &["incomplete", "rejected", "missing", "duplicate", "draft"],
        about: "what comes in incomplete",
        asks: "Walk me through the last one that came in incomplete. Who chased the rest?",
        decides: "what must be there before it can be sent",
        concerns: "operations handle request",
    },
    Edge {
        verbs: &["track", "monitor", "observe", "watch"],
        covered_by: &["gap", "missing", "delay", "offline", "outage"],
        about: "a gap in what is tracked",
        asks: "When did you last not know where things stood, and how did you find out?",
        decides: "how old the information may be",
        concerns: "",
    },
    Edge {
        verbs: &["compare", "calculate", "estimate", "measure", "rate", "score"],
        covered_by: &["differ", "disagree", "rounding", "missing value"],
        about: "a result that people did not believe",
        asks: "Tell me about the last result that somebody did not believe. How was it settled?",
        decides: "what must be shown beside the result",
        concerns: "",
    },
    Edge {
        verbs: &[
            "manage",
            "configure",
            "administer",
            "maintain",
            "set",
            "define",
            "customize",
            "customise",
            "specify",
            "control",
        ],
        covered_by: &["default", "reset", "who may"],
        about: "which setting is touched first",
        asks: "Tell me about the last change you made to {it}. What made you do it?",
        decides: "which operation comes first",
        concerns: "",
    },
    Edge {
        verbs: &["choose", "select", "pick", "decide", "vote"],
        covered_by: &["default", "none", "no choice"],
        about: "what a choice rests on",
        asks: "Tell me about the last time you chose {it}. What did you look at first?",
        decides: "what is shown first",
        concerns: "",
    },
    Edge {
        verbs: &[
            "assign", "enter", "add", "create", "record", "write", "fill", "store", "save", "log", "attach",
            "link", "annotate", "tag", "indicate", "scan",
        ],
        covered_by: &["invalid", "mistake", "duplicate", "required", "correct"],
        about: "a mistake in {it}",
        asks: "Tell me about the last mistake you came across in {it}. How was it found?",
        decides: "which entries are refused, and who corrects them",
        concerns: "",
    },
    Edge {
        verbs: &[
            "see",
            "view",
            "check",
            "read",
            "display",
            "visualize",
            "list",
            "preview",
            "explore",
            "navigate",
            "get",
            "access",
        ],
        covered_by: &["empty", "outdated", "no permission", "not available", "not allowed"],
        about: "what was done with what they saw",
        asks: "When you last saw {it}, what did you do next?",
        decides: "what must be on it first",
        concerns: "",
    },
    Edge {
        verbs: &[
            "know",
            "find out",
            "understand",
            "identify",
            "determine",
            "distinguish",
            "learn",
            "recognise",
        ],
        covered_by: &["wrong", "mistake", "misread"],
        about: "a decision made without knowing",
        asks: "Tell me about the last decision you made without knowing this. What came of it?",
        decides: "when it must be known, and how surely",
        concerns: "",
    },
    Edge {
        verbs: &["use", "try"],
        covered_by: &["empty", "error", "fails"],
        about: "what stands in for {it} today",
        asks: "Walk me through the last time you were without {it}. What did you do?",
        decides: "which part of the need comes first",
        concerns: "",
    },
];

/// The forgotten case of the item's act, and the way the act is done today.
pub(super) fn gaps(brief: &Brief, claims: &Claims) -> Vec<Gap> {
    let is_done =
        claims.has_verb && (claims.act.verb != "be" || claims.act.occasion(Person::Second).is_some());
    let mut gaps: Vec<Gap> = is_done.then(|| as_done_today(brief, claims)).into_iter().collect();
    let lower = claims.text.to_lowercase();
    let fitting = EDGES.iter().find(|edge| {
        edge.verbs.contains(&claims.act.verb.as_str())
            && !edge.covered_by.iter().any(|word| lower.contains(word))
            && (!["be", "receive"].contains(&claims.act.verb.as_str()) || claims.cues.message.is_some())
    });
    gaps.extend(fitting.and_then(|edge| forgotten_case(brief, claims, edge)));
    gaps.extend(claims.hands_over().then(|| others_involved(brief, claims)));
    gaps
}

fn as_done_today(brief: &Brief, claims: &Claims) -> Gap {
    let you = claims.act.to_you();
    let occasion = claims.act.occasion(Person::Second);
    let text = match (claims.cues.deed, occasion) {
        (_, Some(occasion)) => format!("Walk me through the last time {occasion}. What did you do?"),
        _ if claims.act.verb == "have" => format!(
            "Walk me through the last time you went without {}. What did you do?",
            claims.act.rest_to_you()
        ),
        (Deed::IsTold, None) if claims.act.object_to_you().is_some() => format!(
            "How did you get by the last time you went without {}?",
            claims.act.object_to_you().unwrap_or_default()
        ),
        (deed, None) => by_deed::today(deed, &claims.act.verb, &you),
    };
    Gap {
        about: format!("today's way of {}", claims.act.gerund()),
        text,
        to: Addressee::who_acts(brief, claims, "they did it with what there is today"),
        serves: Serves::Decision("what the first slice must do better than today".into()),
        weight: 6,
        answer: claims.topic(),
        heard: vec![],
    }
}

/// Whoever else had a hand in it, for the register.
fn others_involved(brief: &Brief, claims: &Claims) -> Gap {
    let when = if claims.has_verb {
        format!("you needed to {}", claims.act.to_you())
    } else {
        format!("you did without {}", claims.act.rest_to_you())
    };
    Gap {
        about: format!("who else has a part in {}", claims.act.gerund()),
        text: format!("Who else was involved the last time {when}?"),
        to: Addressee::who_acts(brief, claims, "they know who helped them, and the item names nobody else"),
        serves: Serves::Decision("who must agree before it is built".into()),
        weight: 3,
        answer: String::new(),
        heard: vec![],
    }
}

/// A thing as somebody met it once: `any loaf` → `a loaf`, `all the loaves` → `the loaves`.
fn singled_out(thing: &str) -> String {
    let Some((all, rest)) = thing.split_once(' ') else { return thing.to_owned() };
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    match all {
        "all" => rest.to_owned(),
        "any" | "each" | "every" => with_article(rest),
        _ => thing.to_owned(),
    }
}

/// The case that the item does not mention; none where it needs the name of a thing and there is none.
fn forgotten_case(brief: &Brief, claims: &Claims, edge: &Edge) -> Option<Gap> {
    let names_it = [edge.about, edge.asks, edge.decides].iter().any(|template| template.contains("{it}"));
    let it = claims.act.object().or_else(|| (!names_it).then(String::new))?;
    let yours = singled_out(&claims.act.object_to_you().unwrap_or_default());
    let fill = |template: &str| template.replace("{it}", &it);
    let because = "they were there when it happened, and the item does not mention it";
    let to = if edge.concerns.is_empty() {
        Addressee::who_acts(brief, claims, because)
    } else {
        Addressee::for_matter(
            brief,
            claims,
            &format!("{} {}", edge.concerns, text::content_words(&it).join(" ")),
            because,
        )
    };
    Some(Gap {
        about: fill(edge.about),
        text: edge.asks.replace("{it}", &yours),
        to,
        serves: Serves::Decision(fill(edge.decides)),
        weight: 8,
        answer: fill(edge.about),
        heard: vec![],
    })
}
