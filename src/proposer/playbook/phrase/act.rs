//! What somebody wants to do: a verb with its object, in every form that is needed.

use super::noun::starts_determined;
use super::want::{
    ENDS, NO_NOUN, brief, end_at_next_act, is_abstract, is_done_by_others, is_gerund, read_second_verb,
    says_what_was_done, shorten, with_particle, without_brackets,
};
use super::{Person, before_any, gerund, is_verb, lower_first, shift_person, third_person};
use crate::domain::story::Wish;
use crate::domain::text;
use regex::Regex;

/// Adverbs that may stand before the verb.
const ADVERBS: [&str; 16] = [
    "explicitly",
    "manually",
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

/// Longest object with its place, in words, that is kept whole.
const LONGEST_WITH_PLACE: usize = 10;

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
    /// Reads a want that stood after "to": its first word is a verb even when no list has it.
    pub fn read_after_to(want: &str) -> Option<Self> {
        Self::read_with(want, Wish::Act, |word| {
            is_verb(word) || (!NO_NOUN.contains(&word) && !starts_determined(word) && !is_abstract(word))
        })
    }

    /// Reads a want; none if it cannot be said as "they can …" in a few words.
    pub fn read(want: &str, wish: Wish) -> Option<Self> {
        Self::read_with(want, wish, is_verb)
    }

    fn read_with(want: &str, wish: Wish, is_verb: impl Fn(&str) -> bool) -> Option<Self> {
        let want = without_brackets(want).replace('\u{2019}', "'");
        let want = before_any(&want, &ENDS).replace("the following ", "the ");
        let want = lower_first(&want);
        let mut words = want.split_whitespace().peekable();
        let second = want.split_whitespace().nth(1).unwrap_or_default();
        let is_adverb = |word: &str| {
            ADVERBS.contains(&word) || word.ends_with("ly") && !is_verb(word) && super::is_verb(second)
        };
        let adverb = words.next_if(|word| is_adverb(word)).map(str::to_owned);
        let verb = words.peek().map(|word| word.trim_end_matches(',').to_lowercase())?;
        if wish == Wish::Have && NO_NOUN.contains(&verb.as_str()) {
            return None;
        }
        if second == "of" {
            return None;
        }
        let tail: Vec<&str> =
            if wish == Wish::Have && !is_verb(&verb) { words.collect() } else { words.skip(1).collect() };
        let verb = match wish {
            Wish::Have if !is_verb(&verb) && is_done_by_others(&tail) => "have".to_owned(),
            Wish::Have if !is_verb(&verb) => "use".to_owned(),
            _ if is_verb(&verb) => verb,
            _ => return None,
        };
        let (verb, tail) = with_particle(verb, &tail);
        let (second, tail) = read_second_verb(tail);
        let source = shorten(&end_at_next_act(&tail.join(" ")))?;
        let rest = shift_person(&source, Person::ThirdPlural);
        Some(Self { adverb, verb, second, rest, source })
    }

    /// The act in a few words: `hide a record that I added last year` → `hide a record`.
    ///
    /// None when what follows the verb is a clause; the occasion that sets it off stays.
    pub fn brief(&self) -> Option<Self> {
        if self.occasion(Person::ThirdPlural).is_some() {
            return Some(self.clone());
        }
        // `put a lorry` says nothing without where.
        let needs_place = ["put", "place", "bring", "lay"].contains(&self.verb.as_str());
        let is_short = self.source.split_whitespace().count() <= LONGEST_WITH_PLACE;
        let source = if needs_place && is_short { self.source.clone() } else { brief(&self.source)? };
        Some(Self { rest: shift_person(&source, Person::ThirdPlural), source, ..self.clone() })
    }

    /// `cancel a stay`.
    pub fn base(&self) -> String {
        self.say(str::to_owned, &self.rest)
    }

    /// What several people do: `cancel a stay`, `are told`.
    pub fn many(&self) -> String {
        self.say(|verb| if verb == "be" { "are".to_owned() } else { verb.to_owned() }, &self.rest)
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

    /// What follows the verb, in the third person.
    pub fn rest(&self) -> &str {
        &self.rest
    }

    /// What follows the verb, said to the one who acts.
    pub fn rest_to_you(&self) -> String {
        shift_person(&self.source, Person::Second)
    }

    /// What follows the verb, as the item says it.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Whether it is about the one who acts: `my stay`.
    pub fn is_their_own(&self) -> bool {
        text::words(&self.source).iter().any(|word| ["my", "our", "myself", "me"].contains(&word.as_str()))
    }

    /// The act without the words that `channel` matches: `show the permit on their phone` → `show the permit`.
    pub fn without(&self, channel: &Regex) -> String {
        text::one_line(&channel.replace_all(&self.base(), ""))
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
        if self.verb == "be" {
            return None;
        }
        const AFTER_OBJECT: [&str; 46] = [
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
            " prior ",
            " until ",
            " since ",
            " per ",
            " against ",
            " between ",
            " because ",
            " while ",
            " where ",
            " once ",
            " according ",
            " based ",
            " except ",
            " including ",
            " instead ",
            " regardless ",
        ];
        let object = before_any(&self.source, &AFTER_OBJECT);
        let object = object.strip_prefix("only ").unwrap_or(object);
        let object = match object.rsplit_once(' ') {
            Some((noun, participle)) if says_what_was_done(participle) => noun,
            _ => object,
        };
        let first = text::words(object).into_iter().next()?;
        let is_noun_phrase =
            starts_determined(object) || !(NO_NOUN.contains(&first.as_str()) || is_gerund(&first));
        (is_noun_phrase && text::words(object).len() <= 8).then(|| object.to_owned())
    }

    fn say(&self, form: impl Fn(&str) -> String, rest: &str) -> String {
        let adverb = self.adverb.as_deref().map(|adverb| format!("{adverb} ")).unwrap_or_default();
        let second =
            self.second.as_ref().map(|(joint, verb)| format!(" {joint} {}", form(verb))).unwrap_or_default();
        let (verb, particle) = self
            .verb
            .split_once(' ')
            .map_or((self.verb.as_str(), String::new()), |(verb, particle)| (verb, format!(" {particle}")));
        format!("{adverb}{}{particle}{second} {rest}", form(verb)).trim().to_owned()
    }
}
