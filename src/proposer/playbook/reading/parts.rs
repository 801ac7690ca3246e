//! What there is several of in an item: criteria, list members, coordinated verbs, bullets.

use super::asked;
use super::list::list_parts;
use super::members::members;
use super::{bullets, grammar, marks};
use crate::domain::item::Item;
use crate::domain::split::Unit;
use crate::domain::story::{Form, Phrase, Story, Wish};
use crate::domain::text;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// More parts than these are noise of a long text.
const MOST_PARTS: usize = 24;

/// What kind of part it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// A verb with its object.
    Act,
    /// A member of a list of things.
    Thing,
    /// An acceptance criterion or scenario.
    Criterion,
    /// A bullet of the text.
    Bullet,
    /// A sentence of prose that tells a behaviour.
    Sentence,
    /// "etc.": a part that nobody has named.
    Open,
}

/// One part of the item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub unit: Unit,
    /// What kind it is.
    pub kind: PartKind,
    /// The part as a phrase that stands alone: `close accounts`.
    pub phrase: String,
    /// Words of the item that put it off.
    pub put_off: Option<String>,
}

impl Part {
    /// The verb of an act.
    pub fn verb(&self) -> Option<String> {
        grammar::leading_verb(&self.phrase)
    }
}

pub(super) fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants of this file, compiled by its tests")]
    Regex::new(source).expect("a constant pattern")
}

static LIST_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?::\s+|\s+(?:such as|for example|e\.g\.|including|for purposes? of|namely)[:,]?\s+|\s+\{)")
});

/// Reads the parts of an item: criteria, else the lists of the want, else bullets.
pub fn read_parts(item: &Item, story: &Story, field: &str) -> Vec<Part> {
    let record = &item.record;
    let mut drafts = Vec::new();
    let source = if field == "title" { &record.title } else { &record.text };
    if let Some(want) = &story.want {
        drafts = parts_of_want(source, want, story, field);
    }
    if record.criteria.len() > 2 || (drafts.len() < 2 && record.criteria.len() == 2) {
        drafts = criteria(&record.criteria);
    }
    if drafts.len() < 3 {
        let bullets = bullets::bullets(&record.text);
        if bullets.len() > 1 && bullets.len() >= drafts.len() {
            drafts = bullets;
        } else if field == "title" || story.form != Form::Template {
            let behaviours = bullets::behaviours(&record.text);
            if behaviours.len() > drafts.len().max(1) {
                drafts = behaviours;
            }
        }
    }
    drafts.truncate(MOST_PARTS);
    for (index, part) in drafts.iter_mut().enumerate() {
        part.unit.id = format!("u{}", index + 1);
    }
    drafts
}

pub(super) fn part(field: &str, source: &str, range: Range<usize>, kind: PartKind, phrase: String) -> Part {
    let words = source[range.clone()].to_owned();
    let put_off = marks::put_off_in(&words).map(str::to_owned);
    let unit =
        Unit { id: String::new(), text: words, field: field.to_owned(), start: range.start, end: range.end };
    Part { unit, kind, phrase, put_off }
}

fn criteria(criteria: &[String]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, criterion) in criteria.iter().enumerate() {
        let range = trimmed(criterion, 0..criterion.len());
        if range.is_empty() {
            continue;
        }
        let line = criterion[range.clone()].lines().next().unwrap_or_default();
        let line = line.trim_start_matches("Scenario:").trim();
        parts.push(part(
            &format!("criteria[{index}]"),
            criterion,
            range,
            PartKind::Criterion,
            grammar::imperative(line),
        ));
    }
    parts
}

/// The range without marks and loose joints at its ends: `, all the spare wheels or` → `all the spare wheels`.
pub(super) fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    const LOOSE: [&str; 3] = ["and/or", "and", "or"];
    let edge = |c: char| c.is_whitespace() || ",;:.-*{}".contains(c);
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let slice = &source[start..end];
        let inner = slice.trim_start_matches(edge);
        start += slice.len() - inner.len();
        end = start + inner.trim_end_matches(edge).len();
        let kept = &source[start..end];
        let last = |joint: &&&str| kept.strip_suffix(**joint).is_some_and(|rest| rest.ends_with(edge));
        let first = |joint: &&&str| kept.strip_prefix(**joint).is_some_and(|rest| rest.starts_with(edge));
        if let Some(joint) = LOOSE.iter().find(last) {
            end -= joint.len();
        } else if let Some(joint) = LOOSE.iter().find(first) {
            start += joint.len();
        } else {
            return start..end;
        }
    }
}

/// The parts of a want: a list after its lead-in, else coordinated verbs, else coordinated things.
fn parts_of_want(source: &str, want: &Phrase, story: &Story, field: &str) -> Vec<Part> {
    if story.form == Form::Prose && story.role.is_none() && text::words(&want.text).len() > 40 {
        return Vec::new();
    }
    let range = want.start..want.end;
    if let Some(lead) = LIST_LEAD.find(&source[range.clone()]) {
        let members = members(source, range.start + lead.end()..range.end);
        if members.len() > 1 {
            let stem = grammar::imperative(&source[range.start..range.start + lead.start()]);
            return list_parts(source, &members, &stem, field);
        }
    }
    let range = range.start..before_example(source, range);
    let asked = asked::parts(source, range.clone(), field);
    if asked.len() > 1 {
        return asked;
    }
    let members = members(source, range.clone());
    let acts = merge_acts(source, &members, story.wish == Wish::Act);
    if acts.len() > 1 {
        return act_parts(source, &acts, field);
    }
    thing_parts(source, &members, field)
}

/// Where a want ends before a single example: "the outcome, e.g., a lorry was sent back".
fn before_example(source: &str, range: Range<usize>) -> usize {
    let lower = source[range.clone()].to_ascii_lowercase();
    let example = [" e.g", "(e.g", " i.e", "(i.e", ", for example", ", for instance"];
    example.iter().filter_map(|mark| lower.find(mark)).min().map_or(range.end, |at| range.start + at)
}

pub(super) fn is_open(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["etc", "etc.", "and so on", "so on", "more", "others", "other"].contains(&lower.trim_matches('.'))
        || ["all other ", "any other ", "all the other ", "other such "]
            .iter()
            .any(|lead| lower.starts_with(lead))
}

/// Members that begin with a verb; the others belong to the one before.
fn merge_acts(source: &str, members: &[Range<usize>], first_is_act: bool) -> Vec<Range<usize>> {
    let words = |range: &Range<usize>| &source[range.clone()];
    let is_gerund =
        |range: &Range<usize>| grammar::base_of_gerund(grammar::first_word(words(range))).is_some();
    let mut acts: Vec<Range<usize>> = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let imperative = grammar::imperative(words(member));
        let verb = grammar::leading_verb(&imperative);
        let earlier_are_lone =
            members[..index].iter().all(|member| words(member).split_whitespace().count() == 1);
        let in_row = first_is_act && earlier_are_lone && grammar::leading_verb(words(&members[0])).is_some();
        let in_form = !is_gerund(member) || is_gerund(&members[0]);
        let is_act = in_row || (in_form && verb.is_some_and(|verb| !is_noun_here(&imperative, &verb)));
        match acts.last_mut() {
            Some(last) if !is_act => last.end = member.end,
            _ if is_act => acts.push(member.clone()),
            _ => return Vec::new(),
        }
    }
    acts
}

/// Words before which a word like "view" was a noun.
const AFTER_NOUNS: [&str; 11] = ["of", "for", "and", "or", "in", "at", "per", "from", "on", "by", "to"];

/// Verbs that are as often nouns: "orders and returns", "name and address".
fn is_noun_here(phrase: &str, verb: &str) -> bool {
    let words = text::words(phrase);
    let ambiguous = [
        "name", "order", "record", "report", "address", "number", "date", "time", "message", "email",
        "phone", "file", "view", "list", "plan", "review", "comment", "label", "rate", "invoice", "link",
        "place", "post", "quote", "change", "hand", "visit", "work", "return", "search", "display", "map",
        "process", "access", "contact", "measure", "store", "schedule", "block", "group", "share", "swap",
        "test", "document", "request", "tag", "note", "mark", "position", "stream", "book", "lock", "sign",
        "count", "charge", "mail", "pack", "feature", "track", "transfer", "update", "wait", "watch", "load",
        "upgrade", "release", "grant",
    ];
    const DETERMINERS: [&str; 22] = [
        "a", "an", "the", "my", "our", "their", "his", "her", "its", "all", "any", "each", "every", "them",
        "it", "new", "one", "these", "some", "up", "out", "into",
    ];
    const MOSTLY_VERBS: [&str; 12] = [
        "view", "track", "update", "search", "review", "display", "book", "schedule", "store", "transfer",
        "change", "list",
    ];
    let next = words.get(1).map(String::as_str);
    let has_bare_object =
        next.is_some_and(|next| MOSTLY_VERBS.contains(&verb) && !AFTER_NOUNS.contains(&next));
    ambiguous.contains(&verb) && !has_bare_object && next.is_none_or(|next| !DETERMINERS.contains(&next))
}

/// Acts as phrases; a lone verb or "reject them" takes the object of its neighbours.
fn act_parts(source: &str, acts: &[Range<usize>], field: &str) -> Vec<Part> {
    let phrases: Vec<String> = acts.iter().map(|range| grammar::imperative(&source[range.clone()])).collect();
    let mut parts = Vec::new();
    for (index, range) in acts.iter().enumerate() {
        if is_open(&source[range.clone()]) {
            parts.push(part(field, source, range.clone(), PartKind::Open, phrases[index].clone()));
            continue;
        }
        let phrase = complete_act(&phrases, index);
        parts.push(part(field, source, range.clone(), PartKind::Act, phrase));
    }
    parts
}

fn complete_act(phrases: &[String], index: usize) -> String {
    let phrase = &phrases[index];
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let earlier = || phrases[..index].iter().rev().find_map(|phrase| grammar::object_of(phrase));
    let later = || phrases[index + 1..].iter().find_map(|phrase| tail_after_verb(phrase));
    if words.len() == 1 {
        let object = later().or_else(earlier);
        return object.map_or_else(|| phrase.clone(), |object| format!("{phrase} {object}"));
    }
    if let Some(at) = words.iter().position(|word| ["them", "it"].contains(word))
        && let Some(object) = earlier()
    {
        let mut words = words.clone();
        let object = with_determiner(&object);
        words[at] = &object;
        return words.join(" ");
    }
    phrase.clone()
}

fn with_determiner(object: &str) -> String {
    if grammar::is_plural(object) { object.to_owned() } else { format!("the {object}") }
}

fn tail_after_verb(phrase: &str) -> Option<String> {
    let (_, tail) = phrase.split_once(' ')?;
    let first = grammar::first_word(tail);
    (!["it", "them", "or", "and"].contains(&first)).then(|| tail.to_owned())
}

/// Three things or more in one list, or two after "via/as/in … as well as".
fn thing_parts(source: &str, members: &[Range<usize>], field: &str) -> Vec<Part> {
    // `rye and oats by weight and price` is two pairs, not a list of three.
    let is_comma = |from: usize| source[members[from].end..members[from + 1].start].contains([',', ';', '/']);
    let are_short =
        |inner: &[Range<usize>]| inner.iter().all(|one| source[one.clone()].split(' ').count() < 3);
    let has_comma_list = members.len() > 2
        && (is_comma(0) || is_comma(members.len() - 2) && are_short(&members[1..members.len() - 1]));
    let pair = members.len() == 2 && {
        let between = source[members[0].end..members[1].start].to_lowercase();
        let is_way = [" via ", " through "].iter().any(|way| {
            source[members[0].clone()].contains(way) && text::words(&source[members[1].clone()]).len() < 5
        });
        between.contains("as well as") || between.contains("or") || between.contains("plus") || is_way
    };
    if !(has_comma_list || pair)
        || members.iter().skip(1).any(|member| source[member.clone()].split_whitespace().count() > 9)
    {
        return Vec::new();
    }
    let first = &source[members[0].clone()];
    if [" that ", " which ", " when ", " who ", " whose ", " where "]
        .iter()
        .any(|clause| first.contains(clause))
    {
        return Vec::new();
    }
    let (stem, head) = split_head(first);
    let determiner = grammar::first_word(head);
    let shared =
        ["any", "all", "my", "each", "every", "the"].contains(&determiner).then(|| format!("{determiner} "));
    let head_at = members[0].start + first.len() - head.len();
    let mut parts =
        vec![part(field, source, head_at..members[0].end, PartKind::Thing, grammar::imperative(first))];
    for member in &members[1..] {
        let words = &source[member.clone()];
        let kind = if is_open(words) { PartKind::Open } else { PartKind::Thing };
        let preposition = grammar::first_word(words).to_lowercase();
        let is_adjunct = ["on", "via", "in", "by", "with", "for", "from", "through", "at", "to"]
            .contains(&preposition.as_str());
        let stem = if is_adjunct { stem.rsplit_once(' ').map_or(stem, |(rest, _)| rest) } else { stem };
        parts.push(part(
            field,
            source,
            member.clone(),
            kind,
            format!(
                "{} {}{words}",
                grammar::imperative(stem),
                shared
                    .as_deref()
                    .filter(|_| !is_adjunct && !words.contains(' ') && !words.starts_with(char::is_uppercase))
                    .unwrap_or_default()
            )
            .trim()
            .to_owned(),
        ));
    }
    parts
}

/// Where the first member of a list begins inside its phrase: after the last preposition, else after the verb.
fn split_head(phrase: &str) -> (&str, &str) {
    let prepositions = [
        " on ",
        " via ",
        " in ",
        " by ",
        " with ",
        " for ",
        " from ",
        " through ",
        " to ",
        " as ",
        " of ",
        " between ",
    ];
    let at = prepositions.iter().filter_map(|word| phrase.rfind(word).map(|at| at + word.len())).max();
    let at = at.map(|at| match phrase[at..].split_once(' ') {
        Some((first, _)) if grammar::base_of_gerund(first).is_some() => at + first.len() + 1,
        _ => at,
    });
    let at = at.or_else(|| phrase.find(' ').map(|at| at + 1)).unwrap_or(0);
    (phrase[..at].trim_end(), &phrase[at..])
}
