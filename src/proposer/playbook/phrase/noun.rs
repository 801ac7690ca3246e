//! Nouns: articles, plurals, and the one who acts.

use super::lower_first;
use crate::domain::text;

/// Nouns that have no plural of their own.
const UNCOUNTED: [&str; 26] = [
    "access",
    "advice",
    "content",
    "data",
    "development",
    "equipment",
    "evidence",
    "feedback",
    "finance",
    "furniture",
    "information",
    "knowledge",
    "legal",
    "management",
    "material",
    "metadata",
    "news",
    "operations",
    "people",
    "personnel",
    "police",
    "software",
    "staff",
    "support",
    "waste",
    "work",
];

const IRREGULAR: [(&str, &str); 8] = [
    ("person", "people"),
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("foot", "feet"),
    ("shelf", "shelves"),
    ("half", "halves"),
    ("analysis", "analyses"),
];

/// Words after which the head of a noun phrase is over.
const AFTER_HEAD: [&str; 15] = [
    "who", "whose", "that", "with", "of", "in", "at", "on", "for", "from", "without", "using", "working",
    "to", "by",
];

/// The plural of one noun, in the case it has.
pub fn plural(noun: &str) -> String {
    let lower = noun.to_lowercase();
    if is_plural(noun) || UNCOUNTED.contains(&lower.as_str()) {
        return noun.to_owned();
    }
    if let Some((one, many)) = IRREGULAR.iter().find(|(one, _)| lower.ends_with(one)) {
        return format!("{}{many}", &noun[..noun.len() - one.len()]);
    }
    if ["s", "sh", "ch", "x", "z"].iter().any(|end| lower.ends_with(end)) {
        return format!("{noun}es");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.to_lowercase().ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// `sea map` → `sea maps`: a noun phrase with its last word in the plural.
pub fn plural_phrase(noun: &str) -> String {
    match noun.rsplit_once(' ') {
        Some((stem, head)) => format!("{stem} {}", plural(head)),
        None => plural(noun),
    }
}

/// The last word before the first preposition: `list` of `a list of mills`.
pub fn head_of(thing: &str) -> &str {
    let noun =
        super::before_any(thing, &[" of ", " in ", " for ", " on ", " to ", " from ", " with ", " at "]);
    noun.split_whitespace().next_back().unwrap_or_default()
}

/// Whether a noun has no plural of its own: `content`, `data`.
pub fn is_uncounted(noun: &str) -> bool {
    UNCOUNTED.contains(&noun.to_lowercase().as_str())
}

/// Whether a noun looks like a plural.
pub fn is_plural(noun: &str) -> bool {
    let lower = noun.to_lowercase();
    IRREGULAR.iter().any(|(_, many)| lower == *many)
        || (lower.ends_with('s')
            && lower.len() > 3
            && !["ss", "us", "is", "ics"].iter().any(|end| lower.ends_with(end)))
}

/// `guest` → `a guest`; a plural, an uncounted noun and what has a determiner stay.
pub fn with_article(phrase: &str) -> String {
    let first = phrase.split_whitespace().next().unwrap_or_default();
    let head = phrase.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if starts_determined(phrase) || is_plural(&head) || UNCOUNTED.contains(&head.as_str()) {
        return phrase.to_owned();
    }
    format!("{} {phrase}", if sounds_like_a_vowel(first) { "an" } else { "a" })
}

/// Whether a phrase begins with an article, a possessive or a quantifier.
pub fn starts_determined(phrase: &str) -> bool {
    const DETERMINERS: [&str; 22] = [
        "a", "an", "the", "my", "our", "their", "your", "his", "her", "its", "this", "that", "these",
        "those", "each", "every", "all", "any", "some", "several", "no", "multiple",
    ];
    text::words(phrase).first().is_some_and(|word| DETERMINERS.contains(&word.as_str()))
}

fn sounds_like_a_vowel(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_spelt = (2..=3).contains(&word.len()) && word.chars().all(char::is_uppercase);
    if is_spelt {
        return word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X']);
    }
    let sounds_like_you = ["use", "usa", "uni", "uti", "eu", "one", "ubi"];
    let is_silent = ["hour", "honest", "heir"];
    (lower.starts_with(['a', 'e', 'i', 'o', 'u'])
        && !sounds_like_you.iter().any(|head| lower.starts_with(head)))
        || is_silent.iter().any(|head| lower.starts_with(head))
}

/// The one whom an item is for, in both numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `ward nurse`.
    pub singular: String,
    /// `ward nurses`.
    pub plural: String,
}

impl Actor {
    /// Reads a role as a story writes it, without article, in whatever number.
    pub fn read(role: &str) -> Self {
        let role = before_list(role.trim());
        let words: Vec<&str> = role.split_whitespace().collect();
        let role = if words.iter().skip(1).any(|word| word.starts_with(char::is_uppercase)) {
            words.join(" ")
        } else {
            lower_first(&words.join(" "))
        };
        let (head, tail) = cut_after_head(&role);
        let last = head.split_whitespace().next_back().unwrap_or_default().to_owned();
        let stem = &head[..head.len() - last.len()];
        if is_plural(&last) {
            let one = singular(&last);
            return Self { singular: format!("{stem}{one}{}", agree_with_one(tail)), plural: role };
        }
        Self { plural: format!("{stem}{}{}", plural(&last), agree_with_many(tail)), singular: role.clone() }
    }

    /// `a ward nurse`.
    pub fn one(&self) -> String {
        if self.singular == self.plural {
            return format!("one of the {}", self.plural);
        }
        let (head, tail) = cut_after_head(&self.singular);
        format!("{}{tail}", with_article(head))
    }
}

/// The first of several roles: `guest / owner` → `guest`.
fn before_list(role: &str) -> &str {
    super::before_any(role, &[" / ", " or ", " and ", " (", ", "])
}

fn cut_after_head(role: &str) -> (&str, &str) {
    let mut offset = 0;
    for (index, word) in role.split(' ').enumerate() {
        if index > 0 && AFTER_HEAD.contains(&word.to_lowercase().as_str()) {
            return (&role[..offset - 1], &role[offset - 1..]);
        }
        offset += word.len() + 1;
    }
    (role, "")
}

/// `nurses` → `nurse`.
fn singular(noun: &str) -> String {
    if let Some((one, _)) = IRREGULAR.iter().find(|(_, many)| noun.eq_ignore_ascii_case(many)) {
        return (*one).to_owned();
    }
    match noun.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => noun.strip_suffix('s').unwrap_or(noun).to_owned(),
    }
}

/// ` who buys online` → ` who buy online`.
fn agree_with_many(tail: &str) -> String {
    agree(tail, |verb| match verb {
        "is" => "are".into(),
        "has" => "have".into(),
        "does" => "do".into(),
        "was" => "were".into(),
        other => base_of_third_person(other),
    })
}

/// ` who buy online` → ` who buys online`.
fn agree_with_one(tail: &str) -> String {
    agree(tail, |verb| match verb {
        "are" => "is".into(),
        "have" => "has".into(),
        "were" => "was".into(),
        base if super::is_verb(base) => super::third_person(base),
        other => other.into(),
    })
}

/// The clause that tells of somebody, with its verb in another number.
fn agree(tail: &str, in_number: impl Fn(&str) -> String) -> String {
    let mut words: Vec<String> = tail.split(' ').map(str::to_owned).collect();
    if words.get(1).is_some_and(|word| word == "who" || word == "that")
        && let Some(verb) = words.get_mut(2)
    {
        *verb = in_number(verb);
    }
    words.join(" ")
}

fn base_of_third_person(verb: &str) -> String {
    let candidates = [verb.strip_suffix('s'), verb.strip_suffix("es")];
    let known = candidates.into_iter().flatten().find(|base| super::is_verb(base)).map(str::to_owned);
    let with_y = verb.strip_suffix("ies").map(|stem| format!("{stem}y")).filter(|base| super::is_verb(base));
    known.or(with_y).unwrap_or_else(|| verb.to_owned())
}
