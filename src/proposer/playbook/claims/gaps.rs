//! What an item's words leave open: vague words, figures, doubts, optional parts, terms.

use crate::domain::item::Item;
use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, before_any, gerund, is_verb, pattern};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a vague word leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vagueness {
    /// Which cases it must bend to: flexible, customisable.
    Bends,
    /// How long it may take: fast, soon.
    Lasts,
    /// What effort is meant: easily, simple.
    Effort,
    /// By what it is judged: optimal, relevant, appropriate.
    Judged,
    /// What a fault in it would be: correct, accurate, proper.
    Right,
    /// How far away: nearby, local.
    Near,
    /// Which kinds: different types of, various.
    Kinds,
    /// How many: large, many.
    Amount,
    /// What else: etc.
    Rest,
    /// Who may: secure, authorised.
    Guarded,
}

/// A vague word with the noun that it hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vague {
    /// The word as written.
    pub word: String,
    /// What it leaves open.
    pub class: Vagueness,
    /// The words that it is about; empty for an adverb.
    pub noun: String,
}

/// A number with its unit, without a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// `24 hours`.
    pub text: String,
    /// Whether it is a span of time.
    pub is_time: bool,
    /// The sentence in which it stands.
    pub said_in: String,
}

/// The gaps of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// Vague words, in the order of the text.
    pub vague: Vec<Vague>,
    /// Numbers with a unit.
    pub figures: Vec<Figure>,
    /// The item's own doubts, word for word.
    pub doubts: Vec<String>,
    /// What the item calls optional.
    pub optional: Vec<String>,
    /// Abbreviations that it does not explain.
    pub terms: Vec<String>,
}

static VAGUE: LazyLock<Vec<(Vagueness, Regex)>> = LazyLock::new(|| {
    [
        (Vagueness::Bends, r"(?i)\b(flexib(?:le|ility|ly)|customi[sz]able|configurable|adaptable|personali[sz]ed|custom)\b"),
        (Vagueness::Kinds, r"(?i)\b((?:different|various|all|certain|several)\s+(?:types|kinds|sorts)\s+of|various|different|additional|other\s+relevant|certain)\b"),
        (Vagueness::Lasts, r"(?i)\b(fast(?:er)?|quick(?:ly|er)?|soon(?:er)?|timely|in\s+time|promptly|real[\s-]time|immediately|in\s+seconds|as\s+soon\s+as\s+possible|more\s+frequent(?:ly)?|recent(?:ly)?)\b"),
        (Vagueness::Effort, r"(?i)\b(eas(?:y|ily|ier)|simple|simply|intuitive(?:ly)?|user[\s-]friendly|convenient(?:ly)?|seamless(?:ly)?|smooth(?:ly)?|comfortabl[ey]|effortless(?:ly)?|efficient(?:ly)?|effective(?:ly)?)\b"),
        (Vagueness::Judged, r"(?i)\b(optimal|best|better|relevant|appropriate(?:ly)?|important|suitable|useful|meaningful|good|necessary|interesting|granular|similar)\b"),
        (Vagueness::Right, r"(?i)\b(accurate|correct|adequate|proper|high[\s-]quality|valid|complete)\b"),
        (Vagueness::Near, r"(?i)\b(near(?:by|est)|local|closest)\b"),
        (Vagueness::Amount, r"(?i)\b(large|huge|very\s+large|big|many|lots?\s+of|bulk|massive|scal(?:e|able)|high[\s-]volume)\b"),
        (Vagueness::Rest, r"(?i)(\betc\b\.?|\band\s+so\s+on\b|\band\s+the\s+like\b|\band\s+other\s+stuffs?\b|\bas\s+needed\b)"),
        (Vagueness::Guarded, r"(?i)\b(secure(?:ly)?|securely|privately|authori[sz]ed|protected)\b"),
    ]
    .into_iter()
    .map(|(class, source)| (class, pattern(source)))
    .collect()
});

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?P<n>\d[\d.,]*|two|three|four|five|six|ten|twelve|twenty|thirty|sixty|ninety)[\s-]?(?:(?P<time>seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?)|(?P<other>%|percent|per\s+cent|[kmgt]b|files?|items?|records?|users?|people|pages?|characters?|metres?|km|miles?|kwh|pupils?|patients?|orders?|parcels?|attempts?|times|points?))(?:\b|$|\s)",
    )
});
static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:not\s+(?:sure|clear|driven|yet\s+(?:clear|known|decided))|unclear|uncertain|unknown|we\s+(?:assume|believe|think|expect|hope|suspect)|i\s+(?:assume|think|believe|suspect|guess)|assum(?:es|ing|ption)|presumably|probably|supposedly|in\s+theory|should\s+be\s+(?:enough|possible|easy|safe)|might\s+be\s+useful|would\s+be\s+very\s+handy|to\s+be\s+(?:confirmed|decided|determined)|tb[dc])\b",
    )
});
static OPTIONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:optional(?:ly)?|perhaps|possibly|ideally|if\s+possible|nice\s+to\s+have|at\s+some\s+point|later\s+on|could\s+also|maybe)\b[,:]?\s*(?:also\s+|even\s+)?((?:an?\s+|the\s+)?[a-z][a-z-]+(?:\s+[a-z][a-z-]+){0,5})",
    )
});
static TERM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z][A-Z0-9]{1,6}(?:[/&-][A-Z]{1,6})?)s?\b"));

/// Abbreviations that everybody knows.
const KNOWN_TERMS: [&str; 67] = [
    "ASCII", "DNS", "HDFS", "JDBC", "JMS", "OAI", "SSH", "SSL", "TCP", "UDP", "URI", "URIS", "URN", "UTF",
    "API", "AND", "BY", "CD", "CSV", "DOC", "DOI", "DOCX", "DVD", "EU", "FAQ", "FAQS", "FTP", "GB", "GPS",
    "HTML", "HTTP", "HTTPS", "ID", "IDS", "IE", "IF", "IN", "IP", "IS", "IT", "JPEG", "JPG", "JSON", "KB",
    "MB", "NOT", "OK", "OR", "PC", "PDF", "PIN", "PNG", "PO", "QR", "REST", "RSS", "SMS", "SQL", "TB", "TV",
    "UI", "UK", "URL", "US", "USB", "XML", "ZIP",
];

impl Gaps {
    pub(super) fn read(item: &Item, act: &Act) -> Self {
        let text = item.full_text();
        Self {
            vague: vague_in(&text, act),
            figures: figures_in(&text),
            doubts: doubts_in(&text),
            optional: optional_in(&text),
            terms: terms_in(item),
        }
    }
}

fn vague_in(text: &str, act: &Act) -> Vec<Vague> {
    let promise_starts = text.find("so that");
    let mut found: Vec<(usize, Vague)> = Vec::new();
    for (class, pattern) in VAGUE.iter() {
        let Some(word) = pattern.find(text) else { continue };
        let is_of_the_act =
            !matches!(class, Vagueness::Bends | Vagueness::Effort | Vagueness::Rest | Vagueness::Guarded);
        if is_of_the_act && promise_starts.is_some_and(|at| word.start() > at) {
            continue;
        }
        let before = text[..word.start()].chars().next_back();
        let after = text[word.end()..].chars().next();
        if matches!(before, Some('"' | '\'' | '“' | '«')) || after == Some('-') {
            continue;
        }
        let is_adverb = word.as_str().ends_with("ly") || *class == Vagueness::Lasts;
        let noun = if is_adverb { String::new() } else { noun_after(&text[word.end()..]) };
        let needs_noun =
            !matches!(class, Vagueness::Lasts | Vagueness::Effort | Vagueness::Rest | Vagueness::Guarded);
        let noun = if *class == Vagueness::Rest { act.object().unwrap_or_default() } else { noun };
        let is_of_a_verb = matches!(class, Vagueness::Judged | Vagueness::Right | Vagueness::Near)
            && noun.split(' ').next().is_some_and(is_verb);
        if is_of_a_verb || (needs_noun && noun.is_empty()) {
            continue;
        }
        found.push((word.start(), Vague { word: word.as_str().to_lowercase(), class: *class, noun }));
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, vague)| vague).collect()
}

/// The noun phrase that begins right after a word; empty if there is none.
fn noun_after(rest: &str) -> String {
    const STOPS: [&str; 44] = [
        "a", "about", "after", "and", "are", "as", "at", "be", "because", "before", "but", "by", "can",
        "for", "from", "he", "how", "i", "if", "in", "is", "it", "of", "on", "or", "so", "such", "than",
        "that", "the", "they", "this", "to", "via", "we", "what", "when", "where", "which", "who", "will",
        "with", "without", "you",
    ];
    const MEASURES: [&str; 8] = [
        "number of ",
        "numbers of ",
        "amount of ",
        "amounts of ",
        "volume of ",
        "volumes of ",
        "set of ",
        "sets of ",
    ];
    const MANNERS: [&str; 8] = ["fashion", "way", "manner", "time", "times", "extent", "basis", "thing"];
    // A full stop inside a number or a version, `0.9`, ends nothing.
    let same_line = before_any(rest, &["\n", ". ", ",", ";", ":", "(", ")", "?", "!", "\""]).trim_start();
    let same_line = MEASURES.iter().find_map(|lead| same_line.strip_prefix(lead)).unwrap_or(same_line);
    let noun = same_line
        .split_whitespace()
        .take_while(|word| {
            !(STOPS.contains(&word.to_lowercase().as_str()) || (word.len() > 5 && word.ends_with("ing")))
        })
        .take(3)
        .collect::<Vec<_>>()
        .join(" ");
    let is_noun = noun.chars().all(|c| c.is_alphanumeric() || " -.'\u{2019}".contains(c))
        && !MANNERS.contains(&noun.as_str());
    if is_noun { noun } else { String::new() }
}

fn figures_in(text: &str) -> Vec<Figure> {
    let mut seen = BTreeSet::new();
    FIGURE
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?.as_str().trim().to_lowercase();
            let is_new = seen.insert(whole.clone());
            let at = found.get(0)?.start();
            let sentence = text::sentences(text).into_iter().find(|range| range.contains(&at))?;
            let is_time = found.name("time").is_some();
            is_new.then(|| Figure { text: whole, is_time, said_in: text[sentence].to_owned() })
        })
        .take(3)
        .collect()
}

fn doubts_in(text: &str) -> Vec<String> {
    text::sentences(text)
        .into_iter()
        .map(|range| text[range].trim())
        .filter(|sentence| DOUBT.is_match(sentence) && !sentence.ends_with('?'))
        .filter_map(|sentence| {
            let clause = sentence.split([':', ';']).find(|clause| DOUBT.is_match(clause))?;
            let clause = clause.split(", but ").next().unwrap_or(clause).trim().trim_end_matches('.');
            (3..=22).contains(&text::words(clause).len()).then(|| clause.to_owned())
        })
        .filter(|clause| !clause.contains(['{', '}', '|', '<', '>', '=']))
        .take(2)
        .collect()
}

fn optional_in(text: &str) -> Vec<String> {
    OPTIONAL
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|part| {
            before_any(
                part.as_str(),
                &[" so ", " to ", " when ", " if ", " and ", " that ", " which ", " is ", " are ", " for "],
            )
            .to_owned()
        })
        .filter_map(|part| match part.split_once(' ') {
            Some((verb, rest)) if is_verb(&verb.to_lowercase()) => {
                Some(format!("{} {rest}", gerund(&verb.to_lowercase())))
            }
            None if is_verb(&part.to_lowercase()) => None,
            _ => Some(part),
        })
        .filter(|part| {
            !["something", "anything", "at", "by", "for", "in", "on", "to", "via", "with"]
                .iter()
                .any(|lead| part.split(' ').next() == Some(*lead))
        })
        .filter(|part| (1..=5).contains(&text::words(part).len()) && !text::content_words(part).is_empty())
        .take(2)
        .collect()
}

/// Whether capitals only stress a common word: "placed UNDER it".
fn is_shouted(term: &str) -> bool {
    const STRESSED: [&str; 10] =
        ["above", "always", "both", "every", "must", "never", "only", "over", "same", "under"];
    let lower = term.to_lowercase();
    text::is_stop_word(&lower) || is_verb(&lower) || STRESSED.contains(&lower.as_str())
}

fn terms_in(item: &Item) -> Vec<String> {
    let text = item.full_text();
    let shouts = text.chars().filter(|c| c.is_uppercase()).count() * 3
        > text.chars().filter(|c| c.is_alphabetic()).count();
    let mut seen = BTreeSet::new();
    TERM.captures_iter(&text)
        .filter_map(|found| found.get(1))
        .map(|term| term.as_str().to_owned())
        .filter(|term| !shouts && !KNOWN_TERMS.contains(&term.as_str()) && !item.key.contains(term.as_str()))
        .filter(|term| !text.contains(&format!("({term})")) && !is_shouted(term))
        .filter(|term| seen.insert(term.clone()))
        .take(2)
        .collect()
}
