//! What an item is good for, in forms that can be continued and denied.

use super::pronouns;
use crate::domain::text;
use crate::proposer::playbook::phrase::{
    Act, Person, before_any, gerund, is_plural, is_verb, shift_person, with_article,
};

/// Longest benefit, in words, that is repeated.
const LONGEST: usize = 18;

/// What the item promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// What it says, in the third person.
    pub promise: Promise,
    /// The case in which it failed, said to those who act: `you could not get your deposit back`.
    pub failed_to_you: Option<String>,
    /// The same in the third person.
    pub failed: Option<String>,
}

/// A benefit in a form that can be continued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promise {
    /// What those who act then do: `get their deposit back`, `can cover illness`.
    TheyDo(String),
    /// What then holds: `their research is visible`.
    Holds(String),
}

impl Benefit {
    /// Reads the words after "so that"; none when they are too long or no clause.
    pub fn read(text: &str, act: &Act) -> Option<Self> {
        const STOPS: [&str; 8] =
            [". ", "; ", ", which ", " so that ", ", so ", " (", " because ", " without having"];
        let joined = text::one_line(text).replace('\u{2019}', "'");
        let said = ["that ", "so that ", "so "]
            .iter()
            .fold(joined.as_str(), |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
        let said = shorten(before_any(said, &STOPS))?;
        if said.contains(['"', '<', '>', '*', '_', '|']) || text::words(&said).len() < 2 {
            return None;
        }
        let named = pronouns::named(&said, act);
        let told = |person, who| failure(&shift_person(named.as_ref()?, person), who);
        let (failed_to_you, failed) = (told(Person::Second, "you"), told(Person::ThirdPlural, "they"));
        Some(Self { promise: Promise::read(named.as_ref().unwrap_or(&said))?, failed_to_you, failed })
    }

    /// The words, for a search.
    pub fn words(&self) -> &str {
        match &self.promise {
            Promise::TheyDo(words) | Promise::Holds(words) => words,
        }
    }

    /// As a clause about "they".
    pub fn clause(&self) -> String {
        match &self.promise {
            Promise::TheyDo(words) => format!("they {words}"),
            Promise::Holds(words) => words.clone(),
        }
    }
}

impl Promise {
    fn read(said: &str) -> Option<Self> {
        let is_about_others = said.starts_with("they ") || said.starts_with("They ");
        // `when it rains, the rye stays dry`: what holds stands after the occasion.
        let said = match said.split_once(", ") {
            Some((occasion, rest))
                if ["when ", "if ", "once "].iter().any(|lead| occasion.starts_with(lead)) =>
            {
                rest
            }
            _ => said,
        };
        let shifted = shift_person(said, Person::ThirdPlural);
        let words = text::words(&shifted);
        if let Some(predicate) = shifted.strip_prefix("they ").filter(|_| !is_about_others) {
            return Some(Self::TheyDo(without_contraction(predicate)));
        }
        // `to tell me the price`: somebody else does it.
        let is_for_me = text::words(said).iter().skip(1).any(|word| word == "me" || word == "us");
        if is_verb(words.first()?) && is_for_me {
            return None;
        }
        if is_verb(words.first()?) && !is_about_others {
            return Some(Self::TheyDo(shifted));
        }
        words.iter().skip(1).any(|word| is_finite(word)).then_some(Self::Holds(shifted))
    }
}

fn shorten(said: &str) -> Option<String> {
    let mut said = said.trim_end_matches(['.', ',', '!']).to_owned();
    while text::words(&said).len() > LONGEST {
        let joint = [" and ", ", ", " when ", " if "].iter().filter_map(|joint| said.rfind(joint)).max()?;
        said.truncate(joint);
    }
    Some(said)
}

/// The past occasion on which a clause did not hold; none where English needs more than a rule.
fn failure(clause: &str, who: &str) -> Option<String> {
    let clause = without_contraction(clause);
    let first = text::words(&clause).into_iter().next()?;
    if ["it", "this", "that", "these", "those", "there"].contains(&first.as_str()) {
        return None;
    }
    let clause = if is_verb(&first) { format!("{who} {clause}") } else { clause };
    let (subject, predicate) = cut_at_verb(&clause)?;
    let subject = ["every ", "each ", "all "].iter().find_map(|all| subject.strip_prefix(all)).map_or(
        subject.clone(),
        |rest| match rest.split(' ').next() {
            Some("your" | "their" | "the" | "these") => format!("some of {rest}"),
            _ => format!("some {rest}"),
        },
    );
    let is_nobody = ["nobody", "no one"].contains(&subject.to_lowercase().as_str());
    if subject.to_lowercase().starts_with("nothing") {
        return None;
    }
    let is_pronoun = ["you", "they"].contains(&subject.as_str());
    // `no lane is left empty` fails when one was.
    if let Some(rest) = subject.strip_prefix("no ").filter(|rest| *rest != "one") {
        let state = ["is ", "are ", "gets ", "get "].iter().find_map(|lead| predicate.strip_prefix(lead))?;
        let was = if is_plural(rest) { "were" } else { "was" };
        return Some(format!("some {rest} {was} {}", first_of_two(state)));
    }
    let predicate = first_of_two(&predicate);
    let predicate = before_any(
        predicate,
        &[" when ", " once ", " as soon as ", " while ", " in case ", " before ", " after "],
    );
    let (verb, rest) = predicate.split_once(' ').unwrap_or((predicate, ""));
    let failed = match verb {
        "can" | "could" | "may" if is_nobody => format!("somebody could {rest}"),
        "can" | "could" | "may" => match denied(rest) {
            Some((after, act)) => format!("{subject} could {act}{after}"),
            None => format!("{subject} could not {rest}"),
        },
        "cannot" => format!("{subject} could {rest} after all"),
        "is" | "are" if is_nobody || rest.contains("without ") => return None,
        "is" | "are" => {
            // Every one of them, taken singly, becomes some of them: `every box is shut` → `some box was not shut`.
            let past = if verb == "are" || is_pronoun { "were" } else { "was" };
            match denied(rest) {
                Some((" still", state)) => format!("{subject} {past} still {state}"),
                Some((_, state)) => format!("{subject} {past} {state}"),
                None => format!("{subject} {past} not {}", rest.strip_prefix("always ").unwrap_or(rest)),
            }
        }
        "do" | "does" => {
            let act = rest.strip_prefix("not ")?;
            match act.strip_prefix("have to ").or_else(|| act.strip_prefix("need to ")) {
                Some(chore) => format!("{subject} had to {chore}"),
                None => format!("{subject} ended up {}", in_gerund(act)?),
            }
        }
        "will" | "has" | "have" | "had" | "should" | "must" | "would" | "know" | "knows" => return None,
        "need" if rest.starts_with("no ") => format!("{subject} needed {}", with_article(&rest[3..])),
        _ if is_nobody => format!("somebody did {} {rest}", base_of(verb)?),
        _ if is_pronoun => format!("{subject} could not {} {rest}", base_of(verb)?),
        _ => format!("{subject} did not {} {rest}", base_of(verb)?),
    };
    Some(failed.trim().to_owned())
}

/// What a denial says without it, and the word that turns it round: `no longer lost` → ` still`, `lost`.
fn denied(rest: &str) -> Option<(&'static str, &str)> {
    [("no longer ", " still"), ("not ", " after all"), ("never ", " after all")]
        .into_iter()
        .find_map(|(lead, turn)| rest.strip_prefix(lead).map(|state| (turn, state)))
}

/// The predicate before "and", when a second clause follows it.
fn first_of_two(predicate: &str) -> &str {
    let Some((first, second)) = predicate.split_once(" and ") else { return predicate };
    let is_clause =
        second.split(' ').take(4).any(|word| ["can", "is", "are", "will", "has", "have"].contains(&word));
    if is_clause { first } else { predicate }
}

/// Subject and predicate at the first finite verb near the beginning; an auxiliary goes before a verb in `-s`.
fn cut_at_verb(clause: &str) -> Option<(String, String)> {
    let words: Vec<&str> = clause.split(' ').collect();
    let is_pronoun = matches!(words.first(), Some(&("you" | "they")));
    let found = |from: usize, to: usize, is_wanted: &dyn Fn(&str) -> bool| {
        (from..words.len().min(to)).find(|&at| is_wanted(&words[at].to_lowercase()))
    };
    let at = if is_pronoun {
        found(1, 2, &|word| is_finite(word) || is_verb(word))
    } else {
        found(1, 9, &is_auxiliary).or_else(|| found(1, 6, &is_finite))
    }?;
    // `the list matches who travels`: the verb is of a clause within.
    let is_within = ["who", "whom", "what", "which", "how", "where"].contains(&words[at - 1]);
    (!is_within).then(|| (words[..at].join(" "), words[at..].join(" ")))
}

fn in_gerund(act: &str) -> Option<String> {
    let (verb, rest) = act.split_once(' ').unwrap_or((act, ""));
    is_verb(verb).then(|| format!("{} {rest}", gerund(verb)).trim().to_owned())
}

/// `pays` → `pay`.
fn base_of(verb: &str) -> Option<String> {
    let with_y = verb.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [
        Some(verb.to_owned()),
        verb.strip_suffix('s').map(str::to_owned),
        verb.strip_suffix("es").map(str::to_owned),
        with_y,
    ]
    .into_iter()
    .flatten()
    .find(|base| is_verb(base))
}

fn without_contraction(predicate: &str) -> String {
    predicate
        .replace("don't ", "do not ")
        .replace("doesn't ", "does not ")
        .replace("can't ", "cannot ")
        .replace("isn't ", "is not ")
}

fn is_finite(word: &str) -> bool {
    is_auxiliary(word) || word.strip_suffix('s').is_some_and(is_verb)
}

fn is_auxiliary(word: &str) -> bool {
    const AUXILIARIES: [&str; 22] = [
        "am", "are", "can", "cannot", "could", "do", "does", "doesn't", "don't", "get", "gets", "goes",
        "had", "has", "have", "is", "isn't", "may", "must", "need", "should", "will",
    ];
    AUXILIARIES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_of_a_clause_within_is_not_denied() {
        assert_eq!(failure("the list matches who travels", "they"), None);
        assert_eq!(failure("the room is free", "they").as_deref(), Some("the room was not free"));
    }

    #[test]
    fn an_occasion_before_a_promise_and_a_promise_to_me_are_told_apart() {
        assert_eq!(
            Promise::read("when it rains, I do not have to move the rye"),
            Some(Promise::TheyDo("do not have to move the rye".into()))
        );
        assert_eq!(Promise::read("tell me the price of rye"), None);
    }

    #[test]
    fn the_past_of_a_promise_follows_number_and_denial() {
        let cases = [
            ("old notes are no longer kept", "old notes were still kept"),
            ("the bus is no longer late", "the bus was still late"),
            ("you are no longer rung up", "you were still rung up"),
            ("all the mills are dry", "some of the mills were not dry"),
            ("every box is shut", "some box was not shut"),
            ("you can no longer lose a key", "you could lose a key still"),
            ("the flour is never wet", "the flour was wet"),
            ("the list is always right", "the list was not right"),
            ("no barrel is left empty", "some barrel was left empty"),
            ("no barrels are lost", "some barrels were lost"),
        ];
        for (clause, failed) in cases {
            assert_eq!(failure(clause, "you").as_deref(), Some(failed), "{clause}");
        }
    }
}
