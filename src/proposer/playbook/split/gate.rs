//! Gate 1: is it a story with value, and is it already small?

use super::super::claims::is_a_log;
use super::super::heading::is_heading;
use super::super::phrase::{Person, shift_person};
use super::super::reading::{Part, PartKind, Reading, grammar, marks};
use super::{criteria, quality, refusal};
use crate::domain::item::Item;
use crate::domain::split::{Pattern, Verdict};
use crate::domain::story::{Form, Language, Wish};
use crate::domain::{craft, text};
use crate::proposer::Brief;
use std::collections::BTreeMap;

/// What gate 1 says, with what to do instead of splitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub reason: String,
    /// What to do instead.
    pub instead: Vec<String>,
}

/// Items under a heading that are named; of the others their number is said.
const MOST_NAMED: usize = 6;

/// The judgement on a heading: its items are what can be refined.
pub(super) fn heading(brief: &Brief) -> Option<Judgement> {
    is_heading(brief).then(|| {
        let stand = match brief.children.len() {
            1 => "one item stands".to_owned(),
            many => format!("{many} items stand"),
        };
        unknown(
            &format!("A heading: it names a topic and asks for nothing itself; {stand} under it."),
            vec![
                format!("Refine what stands under it: {}.", named(&brief.children)),
                "Say for the whole who can do what when it is done, and by which sign you would notice."
                    .to_owned(),
            ],
        )
    })
}

fn named(items: &[Item]) -> String {
    let keys: Vec<&str> = items.iter().take(MOST_NAMED).map(|item| item.key.as_str()).collect();
    match items.len().saturating_sub(MOST_NAMED) {
        0 => keys.join(", "),
        more => format!("{} and {more} more", keys.join(", ")),
    }
}

/// Judges an item by structure and words; `cues` only help to tell small from large.
pub fn judge(item: &Item, reading: &Reading, cues: &BTreeMap<Pattern, Vec<String>>) -> Judgement {
    if reading.language == Language::Other {
        return unknown("The item is not in English; the rules of the playbook do not apply.", Vec::new());
    }
    if reading.want.is_empty() || text::words(&reading.lower).len() < 2 {
        return unknown(
            "The item has no words to work with.",
            vec!["Who wants to do what, and what for?".into()],
        );
    }
    if is_a_log(&reading.whole) {
        return unknown(
            "The text is a log or a program, and says nothing of what somebody wants.",
            vec!["What did somebody want to do when this was written, and what do they see instead?".into()],
        );
    }
    if let Some((reason, instead)) = refusal::refusal(item, reading) {
        return Judgement { verdict: Verdict::Refuse, reason, instead };
    }
    if let Some(mark) = marks::defect_in(&item.record.title, &reading.lower) {
        return defect(mark);
    }
    let parts = counted_parts(reading, cues);
    let broad = is_broad(reading);
    let hidden = hidden_variation(reading, cues);
    if parts >= 3 || (parts == 2 && (!cues.is_empty() || has_two_acts(reading))) {
        let reason = format!("A story with value, and {} that can be delivered one by one.", counted(parts));
        return Judgement { verdict: Verdict::Split, reason, instead: Vec::new() };
    }
    if broad || hidden {
        let reason = "A story with value; one word in it stands for several behaviours.".to_owned();
        return Judgement { verdict: Verdict::Split, reason, instead: Vec::new() };
    }
    if is_one_behaviour(item, reading) {
        return small(reading);
    }
    unknown("A story, but the text names no parts and shows no pattern.", ask_first(reading))
}

/// The judgement on a story that looked like several behaviours and that no pattern cuts.
pub(super) fn uncut(item: &Item, reading: &Reading) -> Judgement {
    if is_one_behaviour(item, reading)
        && reading.parts.len() < 2
        && quality::unnamed_kinds(&reading.want).is_none()
    {
        return small(reading);
    }
    unknown("A story, but no pattern cuts it so that each part can be used alone.", ask_first(reading))
}

fn unknown(reason: &str, instead: Vec<String>) -> Judgement {
    Judgement { verdict: Verdict::Unknown, reason: reason.to_owned(), instead }
}

fn counted(parts: usize) -> String {
    const NUMBERS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    NUMBERS.get(parts).map_or_else(|| format!("{parts} parts"), |word| format!("{word} parts"))
}

/// Parts that multiply: "etc." does not count, few criteria or sentences of one behaviour neither.
fn counted_parts(reading: &Reading, cues: &BTreeMap<Pattern, Vec<String>>) -> usize {
    let named: Vec<&Part> = reading.parts.iter().filter(|part| part.kind != PartKind::Open).collect();
    let criteria = named.iter().filter(|part| part.kind == PartKind::Criterion).count();
    let points_to_many = cues.iter().any(|(pattern, words)| *pattern != Pattern::Spike && words.len() >= 2);
    let sentences = named.iter().filter(|part| part.kind == PartKind::Sentence).count();
    let few = sentences == named.len() && sentences < 3
        || criteria == named.len() && (criteria < 3 || criteria == 3 && !points_to_many);
    if few { 1 } else { named.len() }
}

fn has_two_acts(reading: &Reading) -> bool {
    reading.parts.iter().filter(|part| part.kind == PartKind::Act).count() >= 2
}

/// Verbs that hide several operations.
pub const BROAD_VERBS: [&str; 9] = [
    "manage",
    "administer",
    "administrate",
    "maintain",
    "handle",
    "configure",
    "organise",
    "organize",
    "process",
];

/// Whether the leading verb hides several operations.
pub fn is_broad(reading: &Reading) -> bool {
    let verb = grammar::leading_verb(&reading.want).unwrap_or_default();
    BROAD_VERBS.contains(&verb.as_str())
        || ["look after ", "keep track of ", "take care of "]
            .iter()
            .any(|lead| reading.want.starts_with(lead))
}

/// Whether words stand for variations that nobody has listed: data, quality, interface, rules, doubt.
fn hidden_variation(reading: &Reading, cues: &BTreeMap<Pattern, Vec<String>>) -> bool {
    let want = reading.want.to_lowercase();
    let is_quality_put_off = cues
        .get(&Pattern::DeferPerformance)
        .is_some_and(|words| words.iter().any(|word| want.contains(word.as_str())));
    let rules = cues.get(&Pattern::BusinessRules).is_some_and(|words| {
        words.iter().any(|word| {
            want.contains(word.as_str())
                && !matches!(word.as_str(), "dates" | "allowed" | "until" | "if the" | "limit")
                && !word.starts_with("permission")
        })
    });
    let doubt = cues.get(&Pattern::Spike).is_some_and(|words| !words.is_empty());
    quality::unnamed_kinds(&want).is_some()
        || is_quality_put_off
        || rules
        || doubt
        || want.contains("flexible")
        || ["drag", "graphical", "look like", "interactive", "as well as"]
            .iter()
            .any(|mark| want.contains(mark))
}

fn is_one_behaviour(item: &Item, reading: &Reading) -> bool {
    let words = text::words(&item.full_text()).len();
    let acts = reading.parts.iter().filter(|part| part.kind == PartKind::Act).count();
    let vague = marks::vague_words(&reading.want).len();
    let says_what = matches!(reading.story.form, Form::Template | Form::Statement)
        || grammar::verb_of_sentence(&reading.want).is_some()
        || [" would ", " should ", " can ", " must "].iter().any(|modal| reading.lower.contains(modal));
    says_what
        && acts < 2
        && !hides_more(reading)
        && words <= 110
        && vague == 0
        && text::words(&reading.want).len() <= 30
}

/// Things to build that say nothing of what is done with them.
const CONTAINERS: &str = "\
    app application capabilities capability client component connector dashboard engine environment \
    experience feature features framework functionality infrastructure integration integrations \
    interface library mechanism module platform plugin portal service services site solution support \
    system tool tools toolkit ui utility website wizard workflow";

/// Verbs that promise something without an act that could be shown once.
const OPEN_VERBS: &str = "\
    access collaborate communicate enable enhance engage ensure facilitate govern implement improve \
    integrate interact leverage onboard optimise optimize participate promote provide streamline \
    support understand use work";

/// Words that stand for an unknown number of behaviours.
const OPEN_AMOUNTS: &str = "all full everything comprehensive some multiple stuff";

/// Sentences of what must be, from which on a text asks for more than one behaviour.
const MOST_ORDERS: usize = 3;

/// Words of a text that tells more than one behaviour when two of its sentences do.
const LONG: usize = 80;

/// Whether a lower-case noun names software as such.
pub(super) fn is_container(noun: &str) -> bool {
    CONTAINERS.split_ascii_whitespace().any(|listed| listed == noun)
}

/// Whether the text promises more than one behaviour without naming them.
fn hides_more(reading: &Reading) -> bool {
    let lists = |words: &str, word: &str| words.split_ascii_whitespace().any(|listed| listed == word);
    let verb = grammar::first_word(&reading.want).to_lowercase();
    let object = grammar::object_of(&reading.want).unwrap_or_default().to_lowercase();
    let head = text::words(&object).pop().unwrap_or_default();
    let wants_a_thing = reading.story.wish == Wish::Have || craft::is_making(&verb) || verb == "have";
    let from = usize::from(reading.story.wish == Wish::Act);
    let amount = text::words(&reading.want).iter().skip(from).take(3).any(|word| lists(OPEN_AMOUNTS, word));
    let told = reading.parts.iter().filter(|part| part.kind == PartKind::Sentence).count();
    let ordered = [" will ", " should ", " must ", " shall "]
        .iter()
        .map(|modal| reading.lower.matches(modal).count())
        .sum::<usize>();
    lists(OPEN_VERBS, &verb)
        || wants_a_thing && is_container(&head)
        || amount
        || told >= 2 && text::words(&reading.lower).len() > LONG
        || ordered >= MOST_ORDERS
}

/// A report of what goes wrong is one behaviour; the way there is no list of parts.
fn defect(mark: &str) -> Judgement {
    Judgement {
        verdict: Verdict::Small,
        reason: format!("A report of something that goes wrong (“{mark}”): one behaviour to put right."),
        instead: vec![
            "Keep it as it is.".to_owned(),
            "Criterion to agree on: the same steps as in the report end in what was expected.".to_owned(),
            "Ask who met it last, and what they did instead.".to_owned(),
        ],
    }
}

fn small(reading: &Reading) -> Judgement {
    let want = reading.want.trim_end_matches('.');
    let mut instead = vec!["Keep it as it is.".to_owned()];
    if let (None, Some(actor), true) =
        (&reading.story.benefit, reading.actor(), reading.story.wish == Wish::Act)
    {
        instead.push(format!(
            "Complete the sentence: As {actor}, I want to {want}, so that ….",
            want = without_end(want)
        ));
    }
    if let Some(refused) = criteria::prevented_in(want) {
        instead.push(format!("Criterion to agree on: {refused}"));
    } else if grammar::leading_verb(want).is_some() && grammar::object_of(want).is_some() {
        let criteria = [criteria::result_of(want), criteria::refusal_of(want)];
        instead.extend(
            criteria.into_iter().flatten().map(|criterion| format!("Criterion to agree on: {criterion}")),
        );
    }
    let reason = "One behaviour with one trigger, and no list in it that multiplies.".to_owned();
    Judgement { verdict: Verdict::Small, reason, instead }
}

fn without_end(want: &str) -> &str {
    want.trim_end_matches([',', '.', ' '])
}

/// Up to three questions before a split, from the gaps of the text.
pub fn ask_first(reading: &Reading) -> Vec<String> {
    let mut questions = Vec::new();
    if let Some(word) = marks::vague_words(&reading.lower).iter().find(|word| *word != "etc") {
        questions.push(format!("What does “{word}” mean here: by which sign would somebody notice it?"));
    }
    if let Some(amount) = open_amount(&reading.want) {
        questions.push(format!("What belongs to “{amount}”, and which of it was missed last?"));
    }
    let actor = reading.actor();
    let act = reading.act().filter(|act| text::words(act).len() <= LONGEST_ASKED);
    let is_use = |act: &String| !craft::is_making(grammar::first_word(act)) && !act.starts_with("provide ");
    let act = act.filter(is_use).map(|act| shift_person(&act, Person::ThirdPlural));
    match (&actor, &act) {
        (Some(actor), Some(act)) => {
            let act = without_end(act);
            questions.push(format!(
                "Think of the last time {actor} needed to {act}: what was done, step by step?"
            ));
        }
        (None, Some(act)) => {
            questions.push(format!("Who last needed to {}, and what did they do instead?", without_end(act)));
        }
        (Some(actor), None) => {
            questions.push(format!("Think of the last time {actor} needed this: what was done instead?"));
        }
        (None, None) => {
            questions.push("Who needed this last, and what did they do instead?".to_owned());
        }
    }
    if reading.story.benefit.is_none() {
        questions.push("The item gives no reason: what went wrong the last time it was missing?".to_owned());
    }
    questions.truncate(3);
    questions
}

/// The longest act, in words, that a question repeats.
const LONGEST_ASKED: usize = 16;

/// "do all the other things on all devices" → `all the other things`.
fn open_amount(want: &str) -> Option<String> {
    const WHOLE: [&str; 4] = ["all", "everything", "full", "comprehensive"];
    let lists = |word: &&str| WHOLE.contains(&word.to_lowercase().as_str());
    let words: Vec<&str> = want.split_whitespace().collect();
    let at = words.iter().position(lists)?;
    let phrase: Vec<&str> = words[at..]
        .iter()
        .copied()
        .take_while(|word| !["on", "in", "for", "to", "at", "from", "with", "of", "by", "and"].contains(word))
        .take(5)
        .collect();
    (phrase.len() > 1).then(|| phrase.join(" ").trim_end_matches([',', '.']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_sends_on_to_its_items() {
        let below = |number| Item { key: format!("M-{number}"), ..Item::of("Weigh a sack", "") };
        let brief =
            Brief { children: (1..=8).map(below).collect(), ..Brief::alone(Item::of("Mill days", "")) };
        let instead = heading(&brief).map(|judged| judged.instead[0].clone());
        let expected = "Refine what stands under it: M-1, M-2, M-3, M-4, M-5, M-6 and 2 more.";
        assert_eq!(instead.as_deref(), Some(expected));
    }
}
