//! What somebody wants to do: a verb with its object, in every form that is needed.

use super::noun::starts_determined;
use super::{Person, before_any, gerund, is_verb, lower_first, shift_person, third_person};
use crate::domain::story::Wish;
use crate::domain::text;
use regex::Regex;

/// Longest act, in words, that still reads well inside a sentence.
const LONGEST: usize = 16;

/// Where an act is over although the sentence goes on.
const ENDS: [&str; 15] = [
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
const JOINTS: [&str; 14] = [
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

/// Adverbs that may stand before the verb.
const ADVERBS: [&str; 14] = [
    "also",
    "always",
    "anonymously",
    "automatically",
    "better",
    "directly",
    "easily",
    "electronically",
    "immediately",
    "only",
    "permanently",
    "quickly",
    "safely",
    "simply",
];

/// A verb with what follows it, in the third person plural.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    adverb: Option<String>,
    /// The verb in its base form.
    pub verb: String,
    /// A second verb on the same object: `search and filter`.
    second: Option<(String, String)>,
    rest: String,
    source: String,
}

impl Act {
    /// Reads a want; none if it cannot be said as "they can …" in a few words.
    pub fn read(want: &str, wish: Wish) -> Option<Self> {
        let want = without_brackets(want).replace('\u{2019}', "'");
        let want = before_any(&want, &ENDS);
        let want = lower_first(want);
        let mut words = want.split_whitespace().peekable();
        let adverb = words.next_if(|word| ADVERBS.contains(word)).map(str::to_owned);
        let verb = words.peek().map(|word| word.trim_end_matches(',').to_lowercase())?;
        let tail: Vec<&str> =
            if wish == Wish::Have && !is_verb(&verb) { words.collect() } else { words.skip(1).collect() };
        let verb = match wish {
            Wish::Have if !is_verb(&verb) && is_done_by_others(&tail) => "have".to_owned(),
            Wish::Have if !is_verb(&verb) => "use".to_owned(),
            _ if is_verb(&verb) => verb,
            _ => return None,
        };
        let (second, tail) = read_second_verb(&tail);
        let source = shorten(&end_at_next_act(&tail.join(" ")))?;
        let rest = shift_person(&source, Person::ThirdPlural);
        Some(Self { adverb, verb, second, rest, source })
    }

    /// `cancel a stay`.
    pub fn base(&self) -> String {
        self.say(str::to_owned, &self.rest)
    }

    /// `cancels a stay`.
    pub fn third(&self) -> String {
        self.say(third_person, &self.rest)
    }

    /// `cancelling a stay`.
    pub fn gerund(&self) -> String {
        self.say(gerund, &self.rest)
    }

    /// `cancel your stay`, said to the one who does it.
    pub fn to_you(&self) -> String {
        self.say(str::to_owned, &shift_person(&self.source, Person::Second))
    }

    /// The noun phrase that the verb acts on, in the third person: `a stay`.
    pub fn object(&self) -> Option<String> {
        self.source_object().map(|object| shift_person(&object, Person::ThirdPlural))
    }

    /// The noun phrase that the verb acts on, said to the one who acts: `your stay`.
    pub fn object_to_you(&self) -> Option<String> {
        self.source_object().map(|object| shift_person(&object, Person::Second))
    }

    /// What follows the verb, said to the one who acts.
    pub fn rest_to_you(&self) -> String {
        shift_person(&self.source, Person::Second)
    }

    /// Whether it is about the one who acts: `my stay`.
    pub fn is_their_own(&self) -> bool {
        text::words(&self.source).iter().any(|word| ["my", "our", "myself", "me"].contains(&word.as_str()))
    }

    /// The act without the words that `channel` matches: `show the permit on their phone` → `show the permit`.
    pub fn without(&self, channel: &Regex) -> String {
        channel.replace_all(&self.base(), "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The act with the noun that a leading "it" or "them" stands for.
    pub fn about(mut self, noun: &str) -> Self {
        for pronoun in ["it", "them", "this", "that"] {
            let is_whole_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
            if let Some(rest) = self.source.strip_prefix(pronoun).filter(|rest| is_whole_word(rest)) {
                self.source = format!("{noun}{rest}");
                self.rest = shift_person(&self.source, Person::ThirdPlural);
                return self;
            }
        }
        self
    }

    fn source_object(&self) -> Option<String> {
        const AFTER_OBJECT: [&str; 30] = [
            " in ",
            " on ",
            " from ",
            " to ",
            " for ",
            " with ",
            " when ",
            " as ",
            " by ",
            " via ",
            " at ",
            " near ",
            " around ",
            " that ",
            " which ",
            " who ",
            " into ",
            " without ",
            " before ",
            " after ",
            " using ",
            " if ",
            " within ",
            " through ",
            " during ",
            " across ",
            " and ",
            ", ",
            " or ",
            " than ",
        ];
        let object = before_any(&self.source, &AFTER_OBJECT);
        let first = text::words(object).into_iter().next()?;
        let is_noun_phrase =
            starts_determined(object) || !(NO_NOUN.contains(&first.as_str()) || is_gerund(&first));
        (is_noun_phrase && text::words(object).len() <= 8).then(|| object.to_owned())
    }

    fn say(&self, form: impl Fn(&str) -> String, rest: &str) -> String {
        let adverb = self.adverb.as_deref().map(|adverb| format!("{adverb} ")).unwrap_or_default();
        let second =
            self.second.as_ref().map(|(joint, verb)| format!(" {joint} {}", form(verb))).unwrap_or_default();
        format!("{adverb}{}{second} {rest}", form(&self.verb)).trim().to_owned()
    }
}

/// Whether a wish to have is one that something be done: `each hash checked by default`.
fn is_done_by_others(tail: &[&str]) -> bool {
    let is_participle =
        |word: &str| word.len() > 4 && word.ends_with("ed") && word != "need" && word != "shared";
    tail.iter().skip(1).take(4).enumerate().any(|(at, word)| {
        let next = tail.get(at + 2).copied().unwrap_or_default();
        is_participle(word)
            && ["", "by", "in", "when", "on", "at", "as", "to", "for", "with", "before", "after"]
                .contains(&next)
    })
}

/// Words with which no noun phrase begins.
const NO_NOUN: [&str; 27] = [
    "about", "as", "at", "by", "for", "from", "how", "if", "in", "into", "it", "of", "on", "out", "that",
    "them", "they", "through", "to", "up", "what", "when", "where", "whether", "which", "who", "with",
];

fn is_gerund(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ing")
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `and filter my orders` → the second verb with its joint, and the rest.
fn read_second_verb<'a>(tail: &'a [&'a str]) -> (Option<(String, String)>, &'a [&'a str]) {
    match tail {
        [joint @ ("and" | "or" | "and/or"), verb, rest @ ..] if is_verb(verb) && !rest.is_empty() => {
            (Some(((*joint).to_owned(), (*verb).to_owned())), rest)
        }
        _ => (None, tail),
    }
}

/// Cuts at "and" plus a verb that begins another act.
fn end_at_next_act(rest: &str) -> String {
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

fn shorten(rest: &str) -> Option<String> {
    let mut rest = rest.trim_end_matches(['.', ',', ':', ';', '!', '"']).to_owned();
    while text::words(&rest).len() > LONGEST {
        let joint = JOINTS.iter().filter_map(|joint| rest.rfind(joint)).filter(|&at| at > 6).max()?;
        rest.truncate(joint);
    }
    let is_clean = !rest.contains("http") && !rest.contains(['<', '>', '`', '|', '=', '"', '*']);
    is_clean.then(|| rest.trim_end_matches([',', ' ']).to_owned())
}
