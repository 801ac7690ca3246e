//! Where a want ends: its first act, without what is said beside it.

use super::noun::starts_determined;
use super::{is_participle, is_verb};
use crate::domain::text;

/// Longest act, in words, that still reads well inside a sentence.
const LONGEST: usize = 16;

/// Where an act is over although the sentence goes on.
pub(super) const ENDS: [&str; 16] = [
    ": ",
    ", so ",
    " so that ",
    " such that ",
    " because ",
    "; ",
    ", which ",
    " in order to ",
    ", i.e",
    ", e.g",
    " - ",
    " -- ",
    ". ",
    "\n",
    ", but ",
    " for purpose",
];

/// Where a long act can be cut without becoming false.
const JOINTS: [&str; 17] = [
    " as well as ",
    " via ",
    " through ",
    " and ",
    ", ",
    " when ",
    " if ",
    " by ",
    " based on ",
    " as part of ",
    " including ",
    " while ",
    " after ",
    " before ",
    " in case ",
    " since ",
    " where ",
];

/// Base forms that are as often nouns: after "and" they begin a new act only before a determiner.
const NOUNISH: [&str; 34] = [
    "access", "address", "answer", "book", "change", "charge", "check", "comment", "display", "document",
    "download", "email", "file", "filter", "group", "label", "limit", "link", "list", "log", "map", "name",
    "order", "plan", "query", "record", "release", "report", "request", "review", "search", "test", "update",
    "view",
];

/// Whether a wish to have is one that something be done: `each hash checked by default`.
pub(super) fn is_done_by_others(tail: &[&str]) -> bool {
    tail.iter().skip(1).take(4).enumerate().any(|(at, word)| {
        let next = tail.get(at + 2).copied().unwrap_or_default();
        says_what_was_done(word)
            && ["", "by", "in", "when", "on", "at", "as", "to", "for", "with", "before", "after"]
                .contains(&next)
    })
}

/// Words with which no noun phrase begins.
pub(super) const NO_NOUN: [&str; 31] = [
    "about", "across", "among", "between", "within", "as", "at", "by", "for", "from", "how", "if", "in",
    "into", "it", "of", "on", "out", "that", "them", "they", "through", "to", "up", "what", "when", "where",
    "whether", "which", "who", "with",
];

/// Whether a word has the ending of a noun and of no verb: `submission`, `ability`.
pub(super) fn is_abstract(word: &str) -> bool {
    ["ssion", "ation", "ition", "ness", "ity", "ability"]
        .iter()
        .any(|end| word.len() > 6 && word.ends_with(end))
}

pub(super) fn is_gerund(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing")
}

pub(super) fn without_brackets(text: &str) -> String {
    // `collection(s)` is a plural, not an aside.
    let text = text.replace("(s)", "s").replace("(es)", "es");
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    text::one_line(&kept)
}

/// `find` + `out which …` → `find out`.
pub(super) fn with_particle<'a>(verb: String, tail: &'a [&'a str]) -> (String, &'a [&'a str]) {
    const PARTICLES: [&str; 10] =
        ["back", "down", "in", "off", "on", "out", "over", "through", "together", "up"];
    const TAKES_ONE: [&str; 24] = [
        "back", "carry", "check", "clean", "drop", "fill", "find", "follow", "hand", "link", "log", "look",
        "move", "opt", "pass", "pick", "roll", "set", "shut", "sign", "sort", "switch", "take", "turn",
    ];
    match tail {
        _ if verb == "setup" => ("set up".to_owned(), tail),
        _ if verb == "login" => ("log in".to_owned(), tail),
        [particle, rest @ ..] if TAKES_ONE.contains(&verb.as_str()) && PARTICLES.contains(particle) => {
            (format!("{verb} {particle}"), rest)
        }
        _ => (verb, tail),
    }
}

/// `and filter my orders` → the second verb with its joint, and the rest.
pub(super) fn read_second_verb<'a>(tail: &'a [&'a str]) -> (Option<(String, String)>, &'a [&'a str]) {
    match tail {
        [joint @ ("and" | "or" | "and/or"), verb, rest @ ..] if is_verb(verb) && !rest.is_empty() => {
            (Some(((*joint).to_owned(), (*verb).to_owned())), rest)
        }
        _ => (None, tail),
    }
}

/// Cuts at "and" plus a verb that begins another act.
pub(super) fn end_at_next_act(rest: &str) -> String {
    let words: Vec<&str> = rest.split_whitespace().collect();
    for at in 1..words.len() {
        if !["and", "or", "and/or", "then"].contains(&words[at]) {
            continue;
        }
        let Some(next) = words.get(at + 1).map(|word| word.to_lowercase()) else { continue };
        let after = words.get(at + 2).copied().unwrap_or_default();
        let begins_act = is_verb(&next) && (!NOUNISH.contains(&next.as_str()) || starts_determined(after));
        let is_clause = ["i", "we", "they", "then", "have"].contains(&next.as_str());
        if begins_act || is_clause {
            return words[..at].join(" ").trim_end_matches(',').to_owned();
        }
    }
    words.join(" ")
}

pub(super) fn shorten(rest: &str) -> Option<String> {
    let mut rest = rest.trim_end_matches(['.', ',', ':', ';', '!']).to_owned();
    let whole = rest.len();
    while text::words(&rest).len() > LONGEST {
        let joint = JOINTS.iter().filter_map(|joint| rest.rfind(joint)).filter(|&at| at > 6).max()?;
        rest.truncate(joint);
    }
    let clause = [" that ", " which ", " who "].iter().filter_map(|joint| rest.rfind(joint)).max();
    if let Some(at) = clause.filter(|at| rest.len() < whole && *at > 6) {
        rest.truncate(at);
    }
    const LOOSE: [&str; 10] = [" and", " as", " at", " by", " for", " from", " in", " of", " on", " with"];
    while let Some(cut) = LOOSE.iter().find_map(|loose| rest.strip_suffix(loose)) {
        rest = cut.to_owned();
    }
    let is_clean = !rest.contains("http")
        && !rest.contains(['<', '>', '`', '|', '=', '*', '{', '}'])
        && rest.matches('"').count().is_multiple_of(2);
    is_clean.then(|| rest.trim_end_matches([',', ' ']).to_owned())
}

/// Longest object with what belongs to it, in words, inside a sentence that says more.
const BRIEF: usize = 7;

/// Words with which a clause begins that only tells more of the noun before it.
const CLAUSES: [&str; 9] =
    [" that ", " which ", " who ", " whose ", " where ", " when ", " if ", " while ", " so "];

/// Words with which an adjunct begins, which a brief sentence can do without.
const ADJUNCTS: [&str; 18] = [
    " in ",
    " on ",
    " at ",
    " from ",
    " with ",
    " via ",
    " through ",
    " by ",
    " as ",
    " for ",
    " to ",
    " into ",
    " within ",
    " based on ",
    " using ",
    " during ",
    " and ",
    ", ",
];

/// What follows a verb in a few words: without its clauses, then without its adjuncts, the last first.
///
/// None for a clause, which cannot stand where a thing stands.
pub(super) fn brief(source: &str) -> Option<String> {
    let count = |words: &str| words.split_whitespace().count();
    let first = source.split_whitespace().next().unwrap_or_default();
    const CLAUSE: [&str; 10] =
        ["that", "whether", "how", "what", "if", "when", "where", "which", "who", "why"];
    if CLAUSE.contains(&first) && count(source) > BRIEF {
        return None;
    }
    let mut kept = source;
    let is_of_all = ["all", "any", "each", "every", "only"].contains(&first);
    if count(kept) > BRIEF + if is_of_all { 4 } else { 0 }
        && let Some(at) = CLAUSES.iter().filter_map(|joint| kept.find(joint)).min()
    {
        kept = kept.get(..at).filter(|noun| starts_determined(noun) || count(noun) > 1)?;
    }
    while count(kept) > BRIEF && !(is_of_all && CLAUSES.iter().any(|joint| kept.contains(joint))) {
        let at = ADJUNCTS.iter().filter_map(|joint| kept.rfind(joint)).max()?;
        kept = without_loose_participle(&kept[..at]);
    }
    let is_cut = kept.len() < source.len();
    let kept = match (is_cut && is_bare_container(kept)).then(|| with_what_is_in_it(kept, source)) {
        Some(named) => named?,
        None => kept.to_owned(),
    };
    let is_whole = !["and", "or", "of"].iter().any(|loose| kept.ends_with(&format!(" {loose}")));
    is_whole.then(|| kept.trim_end_matches([',', ' ']).to_owned())
}

/// `packages owned` → `packages`, where what followed the participle was left out.
fn without_loose_participle(words: &str) -> &str {
    match words.rsplit_once(' ') {
        Some((noun, last)) if says_what_was_done(last) && noun.contains(' ') => noun,
        _ => words,
    }
}

/// Whether words name only that there is something, and not what: `lists`, `the details`.
pub fn is_bare_container(words: &str) -> bool {
    const CONTAINERS: [&str; 14] = [
        "content",
        "contents",
        "data",
        "detail",
        "details",
        "info",
        "information",
        "list",
        "lists",
        "number",
        "overview",
        "results",
        "status",
        "things",
    ];
    let bare: Vec<&str> = words.split_whitespace().filter(|word| !starts_determined(word)).collect();
    matches!(bare[..], [noun] if CONTAINERS.contains(&noun.to_lowercase().as_str()))
}

/// `lists on the site of all masters and makers` → `lists of all masters`; none where nothing says what is in it.
fn with_what_is_in_it(container: &str, source: &str) -> Option<String> {
    let (joint, rest) = [" of ", " about ", " for "]
        .into_iter()
        .find_map(|joint| source.split_once(joint).map(|(_, rest)| (joint, rest)))?;
    let end = [", ", " and ", " or ", " that ", " which ", " who ", " so ", " in ", " on ", " at "]
        .iter()
        .filter_map(|stop| rest.find(stop))
        .min()
        .unwrap_or(rest.len());
    let noun = &rest[..end];
    ((1..=BRIEF).contains(&noun.split_whitespace().count())).then(|| format!("{container}{joint}{noun}"))
}

/// Whether a word says what was done with a thing; `shared` says what kind of thing it is.
pub(super) fn says_what_was_done(word: &str) -> bool {
    is_participle(word) && word != "shared"
}
