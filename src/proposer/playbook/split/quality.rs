//! Cuts inside one sentence: a quality put off, a rule cut away, a doubt made a question.

use super::super::reading::{Part, Reading, grammar, marks};
use super::plan::{Plan, Step};
use crate::domain::split::Pattern;
use crate::domain::text;
use regex::Regex;
use std::sync::LazyLock;

fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants of this file, compiled by its tests")]
    Regex::new(source).expect("a constant pattern")
}

static QUALITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\s*(?:,\s*)?\b(?: (?:without\s+(?:any\s+)?(?:performance\s+impact|delay|loss|waiting|downtime|slowing\s+\w+))
        | (?:with)?in\s+(?:under\s+|less\s+than\s+|a\s+few\s+)?(?:\d+|one|two|three|five|ten|a)?\s*(?:ms|milliseconds|seconds?|minutes?)
        | in\s+(?:near\s+)?real[\s-]time | instantly | immediately | quickly | fast | reliably | securely | simultaneously
        | even\s+(?:if|when|with|during|at)\s[^,.]+ | at\s+peak[^,.]* | while\s+offline | under\s+heavy\s+load[^,.]*
        | (?:for|from|by|with|of|to)\s+(?:up\s+to\s+)?(?:many\s+)?(?:thousands|millions|hundreds|[\d,.]{4,}|a\s+very\s+large\s+number|a\s+large\s+number|large\s+numbers)(?:\s+of)?\s[^,.]+ )",
    )
});
static LARGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:an?\s+)?(?:very\s+)?(?:large|huge|high)\s+(?:numbers?|amounts?|volumes?)\s+of\s+|\b(?:thousands|millions|hundreds)\s+of\s+|\bup\s+to\s+[\d,.]+\s+|\bvery\s+large\s+",
    )
});
static KINDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:different|all|various|several|many|any)\s+(?:types?|kinds?|sorts?)\s+of\s+|all\s+kinds\s+of\s+|any\s+(?:type|kind)\s+of\s+|a\s+(?:wide\s+)?variety\s+of\s+|(?:types|kinds)\s+of\s+|various\s+|several\s+|multiple\s+|different\s+|a\s+few\s+|a\s+number\s+of\s+|a\s+range\s+of\s+)([a-z-]+(?:\s+[a-z-]+)?)",
    )
});

static ALL_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:all|any|every)\s+((?:[a-z-]+\s+)?(?:characters?|formats?|languages?|currenc(?:y|ies)|file types?|types?|sizes?|units?|devices?|browsers?|providers?))\b",
    )
});

/// The noun that a rule turns on, when it is no clause: "dependent on its type" → `type`.
pub(super) fn turning_on(rule: &str) -> Option<String> {
    const JOINTS: [&str; 6] =
        ["depending on ", "dependent on ", "according to ", "based on ", "as per ", "in line with "];
    let rest = JOINTS.iter().find_map(|joint| rule.trim().strip_prefix(joint))?;
    let noun = grammar::object_of(rest).filter(|noun| text::words(noun).len() <= 3)?;
    (!grammar::says_something(&noun)).then(|| grammar::singular(&noun))
}

/// The want before and from the first of some joints on.
pub(super) fn cut_at(reading: &Reading, joints: &[&str]) -> Option<(String, String)> {
    let want = &reading.want;
    let at = joints.iter().filter_map(|joint| want.find(joint)).min()?;
    let core = want[..at].trim_end_matches([',', ' ']).to_owned();
    (text::words(&core).len() >= 2).then(|| (core, want[at..].trim_end_matches('.').to_owned()))
}

/// A variation whose members the item does not name.
pub(super) struct Kinds {
    /// The words before it.
    pub before: String,
    /// One member: `kind of waste`, `format`.
    pub one: String,
    /// The words after it.
    pub after: String,
    /// The words that stand for it: `different types of waste`.
    pub words: String,
}

/// Whether several is the point: "install several versions", "compare two offers side by side".
fn needs_several(before: &str, quantifier: &str, after: &str) -> bool {
    const TOGETHER: [&str; 7] = [
        "separately",
        "side by side",
        "at once",
        "together",
        "simultaneously",
        "in parallel",
        "at the same time",
    ];
    let lower = after.to_lowercase();
    let is_object = before.split_whitespace().count() == 1 && ["multiple", "several"].contains(&quantifier);
    is_object || TOGETHER.iter().any(|word| marks::contains_words(&lower, word))
}

/// "select different types of waste to recycle" → before, `kind of waste`, after.
pub(super) fn unnamed_kinds(want: &str) -> Option<Kinds> {
    let found = KINDS.captures(want).or_else(|| ALL_OF.captures(want))?;
    let (whole, noun) = (found.get(0)?, found.get(1)?);
    let quantifier = whole.as_str().to_lowercase();
    let is_of_kinds = ["types", "kinds", "sorts", "variety", "type", "kind"]
        .iter()
        .any(|word| quantifier.split_whitespace().any(|own| own == *word));
    let mut noun_words: Vec<&str> = noun.as_str().split(' ').collect();
    let joints = [
        "in", "for", "to", "at", "on", "and", "or", "that", "from", "by", "with", "so", "into", "of", "as",
        "is",
    ];
    let mut end = whole.end();
    if noun_words.len() > 1 && joints.contains(&noun_words[1]) {
        end = whole.start() + whole.as_str().len() - noun_words[1].len() - 1;
        noun_words.truncate(1);
    }
    let (before, after) = (want[..whole.start()].to_owned(), first_clause(&want[end..]));
    let noun = grammar::singular(&noun_words.join(" "));
    // "several times" counts, and names nothing that there are kinds of.
    let is_count = noun_words.first().is_some_and(|word| ["time", "times"].contains(word));
    let one = if is_of_kinds { format!("kind of {noun}") } else { noun };
    let first = grammar::first_word(&quantifier).to_owned();
    (!is_count && !needs_several(&before, &first, &want[end..])).then_some(Kinds {
        before,
        one,
        after,
        words: whole.as_str().to_owned(),
    })
}

fn first_clause(words: &str) -> String {
    words.split([',', ';']).next().unwrap_or_default().trim_end().to_owned()
}

/// Makes it work, then makes it satisfy the quality.
pub(super) fn works_first(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    let want = &reading.want;
    let quality = QUALITY.find(want).map(|found| (found.start(), found.end()));
    let large = LARGE.find(want).map(|found| (found.start(), found.end()));
    let mut core = want.clone();
    let mut what = String::new();
    if let Some((start, end)) = quality {
        want[start..end].trim().trim_start_matches(',').trim().clone_into(&mut what);
        core.replace_range(start..end, "");
    }
    if let Some(found) = LARGE.find(&core).map(|found| found.range()) {
        if what.is_empty() {
            what = format!("with {}", core[found.clone()].trim());
        }
        core.replace_range(found, "a few ");
    }
    if quality.is_none() && large.is_none() {
        let words =
            ["share the load", "speed up", "reliably", "performance", "fast", "secure", "scale", "offline"];
        let word = words.into_iter().find(|word| marks::contains_words(&reading.lower, word))?;
        if parts.len() < 2 {
            return None;
        }
        let is_quality =
            |part: &&&Part| words.iter().any(|word| part.unit.text.to_lowercase().contains(word));
        let qualities: Vec<&Part> = parts.iter().filter(is_quality).copied().collect();
        let rest: Vec<&Part> = parts.iter().filter(|part| !is_quality(part)).copied().collect();
        let (first, others) = rest.split_first()?;
        let mut steps = vec![step(first.phrase.clone(), &[first], "slowly, for one case", false)];
        steps.extend(others.iter().map(|part| step(part.phrase.clone(), &[part], "", false)));
        steps.extend(qualities.iter().map(|part| step(part.phrase.clone(), &[part], "", true)));
        return Some(quality_plan(word, steps));
    }
    let core = text::one_line(&core);
    if text::words(&core).len() < 2 {
        return None;
    }
    let mut steps = vec![step(core, parts, "however slowly", false)];
    let whole = want.trim_end_matches('.').to_owned();
    steps.push(step(whole, &[], "", true));
    Some(quality_plan(&what, steps))
}

fn step(phrase: String, covers: &[&Part], note: &str, is_optional: bool) -> Step {
    let covers = covers.iter().map(|part| part.unit.id.clone()).collect();
    Step { phrase, note: note.to_owned(), covers, is_optional, ..Step::default() }
}

fn quality_plan(what: &str, steps: Vec<Step>) -> Plan {
    Plan {
        pattern: Pattern::DeferPerformance,
        core: "the right result every time, before it is quick".into(),
        variations: vec![what.to_owned()],
        reduced_to: "a few, slowly and completely".into(),
        steps,
    }
}

static LINK: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[([^\]|]+)\|[^\]]*\]|https?://\S+"));
static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:research|investigate|determine|find out|explore|unclear|not sure|do(?:es)? not know|don['’]t know|unknown|not known|nobody knows|uncertain|feasib\w*)(?:[^.?!\n]|[.?!][^\s.?!])*[.?!]?",
    )
});

/// Whether a word of looking into something tells the team to do so: "Research the format", and not "as a
/// student, I want to research a topic" or "engaged in research".
pub(super) fn is_order(lower: &str, at: usize) -> bool {
    const LOOKS: [&str; 5] = ["research", "investigat", "determine", "find out", "explore"];
    if !LOOKS.iter().any(|look| lower[at..].starts_with(look)) {
        return true;
    }
    let before = lower[..at].trim_end_matches([' ', '\t', '*', '-', '#', '_']);
    let is_first = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n']);
    let is_asked = ["need to", "needs to", "must", "should", "please", "have to", "first", "required to"]
        .iter()
        .any(|lead| before.ends_with(lead) && !before.ends_with(&format!("i {lead}")));
    is_first || is_asked
}

/// One to three questions in a time box, then what their answers allow.
pub(super) fn spike(reading: &Reading, parts: &[&Part]) -> Option<Plan> {
    let mut questions: Vec<String> = Vec::new();
    let plain = LINK.replace_all(&reading.whole, "$1");
    let lower = plain.to_lowercase();
    for found in DOUBT.find_iter(&plain) {
        // Where lower case is longer than the text, its places do not agree; then nothing is left out.
        if lower.len() == plain.len() && !is_order(&lower, found.start()) {
            continue;
        }
        let question = question_of(found.as_str());
        let goes_on = question.contains(" about and ") || question.contains(" about or ");
        if text::words(&question).len() >= 4
            && !goes_on
            && !questions.contains(&question)
            && questions.len() < 3
        {
            questions.push(question);
        }
    }
    if questions.iter().any(|question| !question.starts_with(OPEN_QUESTION)) {
        questions.retain(|question| !question.starts_with(OPEN_QUESTION));
    }
    if questions.is_empty() {
        return None;
    }
    let topic = grammar::object_of(&reading.want).unwrap_or_else(|| reading.want.clone());
    let first = Step {
        phrase: format!("spike: {}", questions[0].trim_end_matches('?')),
        questions,
        ..Step::default()
    };
    let mut smallest = reading.want.trim_end_matches('.');
    for lead in ["investigate ", "research ", "explore ", "evaluate "] {
        smallest = smallest.strip_prefix(lead).unwrap_or(smallest);
    }
    let smallest = grammar::imperative(smallest);
    let steps = vec![first, step(smallest, parts, "for one case, if the answer is yes", false)];
    Some(Plan {
        pattern: Pattern::Spike,
        core: format!("whether it can be done at all: {topic}"),
        variations: Vec::new(),
        reduced_to: "the question that would stop us".into(),
        steps,
    })
}

/// How a doubt begins that names no question.
const OPEN_QUESTION: &str = "what do we need to know";

fn question_of(doubt: &str) -> String {
    let doubt = text::capitalise(doubt.trim());
    let doubt = doubt.chars().next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + &doubt[first.len_utf8()..]
    });
    let mut rest = doubt.as_str().trim().trim_end_matches(['.', '!', '?', ':']);
    for lead in [
        "research the feasibility of ",
        "research ",
        "investigate ",
        "determine ",
        "find out ",
        "explore ",
        "although ",
        "we ",
        "the feasibility of ",
        "feasibility of ",
        "unclear ",
        "not sure ",
        "do not know ",
        "don't know ",
        "does not know ",
        "unknown ",
        "not known ",
        "nobody knows ",
        "uncertain ",
    ] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    let first = grammar::first_word(rest);
    if ["whether", "if"].contains(&first) {
        return format!("is it true that {}?", rest.trim_start_matches(first).trim());
    }
    if ["how", "which", "what", "who", "where", "when", "why"].contains(&first) {
        return format!("{rest}?");
    }
    if grammar::base_of_gerund(first).is_some() {
        format!("can we {}?", grammar::imperative(rest))
    } else {
        format!("{OPEN_QUESTION} about {rest}?")
    }
}

#[cfg(test)]
mod tests {
    use super::is_order;

    #[test]
    fn what_a_user_looks_into_is_no_doubt_of_the_team() {
        let is_told = |text: &str, word: &str| is_order(text, text.find(word).unwrap());
        assert!(is_told("research the grain of flour.", "research"));
        assert!(is_told("we need to investigate two mills", "investigate"));
        assert!(!is_told("as a miller, i want to research a topic", "research"));
        assert!(!is_told("who is engaged in research on rye", "research"));
        assert!(is_told("it is not known whether rye keeps", "not known"));
    }
}
