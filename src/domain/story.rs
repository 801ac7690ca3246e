//! The story sentence: who, what, what for, with where each stands in the text.
//!
//! Reads the templates that backlogs really use ("As a …, I want …, so that …",
//! benefit first, one clause per line), then "the driver can …", then plain
//! titles ("Cancel a stay"). English only; see [`Language`].

use super::text;
use regex::{Match, Regex};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// The language of a text, as far as the rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English, or too short to be anything else.
    English,
    /// Another language: the rules do not apply.
    Other,
}

/// Words that any English text of some length has.
const ENGLISH_SIGNS: [&str; 20] = [
    "a", "an", "and", "are", "as", "be", "by", "can", "for", "i", "in", "is", "it", "of", "on", "that",
    "the", "to", "want", "with",
];

impl Language {
    /// Tells English from the rest; doubt about a short text counts as English.
    pub fn detect(text: &str) -> Self {
        let words = text::words(text);
        let english = words.iter().filter(|word| ENGLISH_SIGNS.contains(&word.as_str())).count();
        if english * 6 >= words.len().max(1) {
            return Self::English;
        }
        match whatlang::detect(text) {
            Some(info) if info.lang() == whatlang::Lang::Eng => Self::English,
            Some(info) if info.script() != whatlang::Script::Latin || info.is_reliable() => Self::Other,
            Some(_) if words.len() >= 8 && english == 0 && !text.is_ascii() => Self::Other,
            _ => Self::English,
        }
    }
}

/// Words of a text with their byte range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The words, without white space and punctuation around them.
    pub text: String,
    /// Byte offset in the parsed text.
    pub start: usize,
    /// Byte offset of the end in the parsed text.
    pub end: usize,
}

impl Phrase {
    /// The trimmed words of a range; none if nothing is left.
    fn cut(text: &str, range: Range<usize>) -> Option<Self> {
        let slice = text.get(range.clone())?;
        let edge = |c: char| c.is_whitespace() || ",;:.*_\"-–—".contains(c);
        let start = range.start + (slice.len() - slice.trim_start_matches(edge).len());
        let words = slice.trim_matches(edge);
        (!words.is_empty()).then(|| Self { text: words.to_owned(), start, end: start + words.len() })
    }
}

/// What kind of wish the want is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// To do something: the want begins with a verb.
    Act,
    /// To have something: the want begins with its name.
    Have,
    /// That something does not happen.
    Avoid,
}

/// How the story was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A role and a want in the first person.
    Template,
    /// A sentence about somebody who can or needs to do something.
    Statement,
    /// A short title without a role.
    Title,
    /// Anything else; the want is the first sentence.
    Prose,
}

/// Who wants what, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// How it was written.
    pub form: Form,
    /// Who, without the article.
    pub role: Option<Phrase>,
    /// What, without the lead-in ("I want to be able to").
    pub want: Option<Phrase>,
    /// Whether the want is an act, a thing, or something to avoid.
    pub wish: Wish,
    /// What for, without the lead-in ("so that").
    pub benefit: Option<Phrase>,
}

/// Compiles a pattern of this file.
fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "the patterns are constants of this file, compiled by its tests")]
    Regex::new(source).expect("a constant pattern")
}

static ROLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)(?:^|[.;:!?,]\s+|\n)[\s*_>-]*as\s+(?:(?:an?|the)\s+|\[|<)?"));
static WANT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:i|we)(?:\s+(?:also|really|only|just))?\s*
        (?: (?P<avoid>\s(?:do\s+not|don['’]t)\s+(?:want|need|like))
          | (?:['’]d|\s+would|\s+should)\s+(?:also\s+|really\s+)?(?:like|love|want|prefer|need)
          | \s+(?:want|need|wish|expect|prefer|require|have)(?:ed|s)?
          | (?P<modal>\s+(?:can|could|may|must|should|shall|will|am\s+able\s+to)) )\b
        (?P<to>\s+(?:to\s+)?(?:be\s+able\s+to|(?:have\s+)?(?:the|an)\s+(?:ability|option|opportunity|possibility)\s+to)
          |\s+to)?\b",
    )
});
static BENEFIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?: (?P<strong>so,?\s+that|in\s+order\s+(?:to|that|for)?|so\s+as\s+to|for\s+(?:the\s+)?purposes?\s+of)
          | so(?:\s+|,\s+)(?P<who>i|we|they|he|she|it|the|my|our|users?|people|everyone)\b )\s*",
    )
});
static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:the\s+|an?\s+|each\s+|every\s+|all\s+|any\s+)?(?P<role>[a-z][a-z'’]+(?:[\s-][a-z]+){0,3}?)\s+
        (?:(?:can|could|may)|(?:should|must|will|shall)\s+be\s+able\s+to|(?:needs?|wants?|wish(?:es)?|would\s+like)\s+to)\s+",
    )
});

/// Subjects that are nobody: a statement about them names no role.
const NOBODY: [&str; 13] =
    ["it", "this", "that", "there", "system", "we", "i", "you", "which", "application", "app", "they", "one"];

impl Story {
    /// Reads the story in `text`; always gives something unless the text is empty.
    pub fn parse(text: &str) -> Self {
        Self::template(text).or_else(|| Self::statement(text)).unwrap_or_else(|| Self::plain(text))
    }

    /// Whether somebody and something are named, in whatever form.
    pub fn is_complete(&self) -> bool {
        self.role.is_some() && self.want.is_some()
    }

    fn template(text: &str) -> Option<Self> {
        let role_lead = ROLE.find(text);
        let role_at = role_lead.map_or(0, |lead| lead.end());
        let want_lead = WANT.captures_at(text, role_at)?;
        let whole = want_lead.get(0)?;
        let is_lead = role_lead.is_some_and(|lead| whole.start() - lead.end() <= 120);
        if !is_lead && !starts_a_sentence(text, whole.start()) {
            return None;
        }
        let role = role_lead.filter(|_| is_lead).and_then(|lead| read_role(text, lead.end()..whole.start()));
        let want_end = clause_end(text, whole.end());
        let benefit_lead = benefit_in(text, whole.end()..want_end).or_else(|| benefit_after(text, want_end));
        let first_benefit = BENEFIT
            .find(text)
            .filter(|lead| lead.start() < role_lead.map_or(whole.start(), |r| r.start().max(1)));
        let (want_stop, benefit) = match (benefit_lead, first_benefit) {
            (Some(lead), _) => (
                lead.start().min(want_end),
                Phrase::cut(text, benefit_start(&lead)..clause_end(text, lead.end())),
            ),
            (None, Some(lead)) => {
                let stop =
                    role_lead.map_or(whole.start(), |role| role.start().max(lead.end())).min(whole.start());
                (want_end, Phrase::cut(text, benefit_start(&lead)..stop))
            }
            (None, None) => (want_end, None),
        };
        let wish = if want_lead.name("avoid").is_some() {
            Wish::Avoid
        } else if want_lead.name("to").is_some() || want_lead.name("modal").is_some() {
            Wish::Act
        } else {
            Wish::Have
        };
        let want = Phrase::cut(text, whole.end()..want_stop);
        Some(Self { form: Form::Template, role, want, wish, benefit })
    }

    fn statement(text: &str) -> Option<Self> {
        text::sentences(text).into_iter().take(12).find_map(|range| {
            let found = STATEMENT.captures(&text[range.clone()])?;
            let role = found.name("role")?;
            let first = role.as_str().to_lowercase();
            if NOBODY.contains(&first.as_str()) {
                return None;
            }
            let from = range.start + found.get(0)?.end();
            let benefit_lead = benefit_in(text, from..range.end);
            let stop = benefit_lead.as_ref().map_or(range.end, Match::start);
            Some(Self {
                form: Form::Statement,
                role: Phrase::cut(text, range.start + role.start()..range.start + role.end()),
                want: Phrase::cut(text, from..stop),
                wish: Wish::Act,
                benefit: benefit_lead.and_then(|lead| Phrase::cut(text, benefit_start(&lead)..range.end)),
            })
        })
    }

    fn plain(text: &str) -> Self {
        let sentence = text::sentences(text).into_iter().next().unwrap_or(0..0);
        let short = text::words(&text[sentence.clone()]).len() <= 14;
        let benefit_lead = benefit_in(text, sentence.clone());
        let stop = benefit_lead.as_ref().map_or(sentence.end, Match::start);
        Self {
            form: if short { Form::Title } else { Form::Prose },
            role: None,
            want: Phrase::cut(text, sentence.start..stop),
            wish: Wish::Act,
            benefit: benefit_lead.and_then(|lead| Phrase::cut(text, benefit_start(&lead)..sentence.end)),
        }
    }
}

fn read_role(text: &str, range: Range<usize>) -> Option<Phrase> {
    let end = text[range.clone()].find([',', '\n', ']', '>']).map_or(range.end, |at| range.start + at);
    Phrase::cut(text, range.start..end).filter(|role| text::words(&role.text).len() <= 12)
}

fn starts_a_sentence(text: &str, at: usize) -> bool {
    text[..at]
        .trim_end_matches([' ', '*', '_', '-'])
        .chars()
        .next_back()
        .is_none_or(|c| "\n.!?:,".contains(c))
}

/// The end of the clause that begins at `from`: a full stop, or a line that does not go on in lower case.
fn clause_end(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    for (at, c) in rest.char_indices() {
        let after = &rest[at + c.len_utf8()..];
        let ends = match c {
            '.' | '!' | '?' => {
                after.is_empty()
                    || (after.starts_with(char::is_whitespace)
                        && !["e.g", "i.e"].iter().any(|short| rest[..at].ends_with(short))
                        && (!rest[..at].ends_with("etc")
                            || !after.trim_start().starts_with(char::is_lowercase)))
            }
            '\n' => {
                at > 0
                    && !rest[..at].trim().is_empty()
                    && !after.starts_with(|next: char| next.is_lowercase())
            }
            _ => false,
        };
        if ends {
            return from + at;
        }
    }
    text.len()
}

/// The lead-in of the benefit: the last strong one, else the first weak one.
fn benefit_in(text: &str, range: Range<usize>) -> Option<Match<'_>> {
    let mut weak = None;
    let mut strong = None;
    for found in BENEFIT.captures_iter(text) {
        let Some(lead) = found.get(0).filter(|lead| lead.start() > range.start && lead.start() < range.end)
        else {
            continue;
        };
        if found.name("strong").is_some() {
            strong = Some(lead);
        } else if weak.is_none() {
            weak = Some(lead);
        }
    }
    strong.or(weak)
}

/// A benefit that stands as a line or sentence of its own after the want.
fn benefit_after(text: &str, from: usize) -> Option<Match<'_>> {
    BENEFIT.find_at(text, from).filter(|lead| {
        let between = &text[from..lead.start()];
        between.chars().all(|c| c.is_whitespace() || ".,*_-".contains(c))
    })
}

/// Where the words of the benefit begin: "so I can" keeps its "I".
fn benefit_start(lead: &Match<'_>) -> usize {
    let words = lead.as_str().to_lowercase();
    let weak = words.starts_with("so") && !words.contains("that") && !words.starts_with("so as");
    if weak { lead.start() + 2 } else { lead.end() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> [Option<String>; 3] {
        let story = Story::parse(text);
        for phrase in [&story.role, &story.want, &story.benefit].into_iter().flatten() {
            assert_eq!(&text[phrase.start..phrase.end], phrase.text);
        }
        [story.role, story.want, story.benefit].map(|phrase| phrase.map(|phrase| phrase.text))
    }

    fn some(role: &str, want: &str, benefit: &str) -> [Option<String>; 3] {
        [role, want, benefit].map(|words| (!words.is_empty()).then(|| words.to_owned()))
    }

    #[test]
    fn templates_are_read_in_their_many_forms() {
        let cases = [
            (
                "As a guest, I want to cancel a stay, so that I get my deposit back.",
                some("guest", "cancel a stay", "I get my deposit back"),
            ),
            (
                "As the head nurse I'd like to have the option to swap two shifts so I can cover illness.",
                some("head nurse", "swap two shifts", "I can cover illness"),
            ),
            (
                "In order to sell more\nAs an Administrator\nI want to set up a discount",
                some("Administrator", "set up a discount", "sell more"),
            ),
            (
                "As a teacher\nI want to see absences\nSo that I can call home",
                some("teacher", "see absences", "I can call home"),
            ),
            (
                "As a clerk, we need labels for purpose of sorting, storing.",
                some("clerk", "labels", "sorting, storing"),
            ),
            ("As a member I don't want to be charged twice.", some("member", "be charged twice", "")),
            (
                "The driver can report a flat tyre so that help comes.",
                some("driver", "report a flat tyre", "help comes"),
            ),
            ("Cancel a stay", some("", "Cancel a stay", "")),
            ("", some("", "", "")),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn the_kind_of_wish_is_told() {
        let wish = |text| Story::parse(text).wish;
        assert_eq!(wish("As a clerk, I want to print labels"), Wish::Act);
        assert_eq!(wish("As a clerk, I want printed labels"), Wish::Have);
        assert_eq!(wish("As a clerk, I don't want spam"), Wish::Avoid);
    }

    #[test]
    fn german_is_another_language_and_a_short_title_is_english() {
        assert_eq!(
            Language::detect("Als Pflegekraft möchte ich die Schicht tauschen, damit ich frei habe."),
            Language::Other
        );
        assert_eq!(Language::detect("JPEG2K viewer"), Language::English);
        assert_eq!(Language::detect("As a nurse I want to swap a shift"), Language::English);
    }
}
