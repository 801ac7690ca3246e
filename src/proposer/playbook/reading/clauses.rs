//! What a sentence of prose says shall be possible; nothing for background, opinions and ways.

use super::super::phrase::third_person;
use super::parts::pattern;
use super::{grammar, marks};
use crate::domain::text;
use regex::Regex;
use std::sync::LazyLock;

/// The longest phrase in words; a longer one is cut at a joint.
const LONGEST: usize = 16;

/// Ways of saying that something becomes possible; what follows is the act.
static OFFERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:
          be\s+able\s+to
        | possible\s+(?:for\s+[\w\s]{1,25}?\s+)?to
        | (?:a\s+way|(?:the|an)\s+option|(?:the\s+)?ability|(?:the|a)\s+possibility|a\s+means|a\s+mechanism)\s+(?:for\s+[\w\s]{1,25}?\s+)?to
        | (?:task|improvement|story|feature|ticket|goal|work|issue)\s+(?:is|it)\s+to
        | (?:allow|enable|let)s?\s+(?:(?:for\s+)?(?:the\s+|an?\s+|all\s+|any\s+)?(?:me|us|you|them|one|users?|people|customers?|clients?|administrators?|admins?|members?|owners?))\s+to
        | (?:i|we)\s+(?:would\s+like|want|need|have|'d\s+like)\s+to )\s+",
    )
});
/// "allows files to be uploaded via …".
static LETS_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:allow|enable|let)s?\s+(?:for\s+)?((?:the\s+|an?\s+)?[\w-]+(?:\s[\w-]+){0,2}?)\s+to\s+be\s+(\w+ed)\b",
    )
});
/// "allows for providing an address".
static ALLOWS_FOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:allow|provide)s?\s+for\s+(\w+ing)\b"));
/// "via the following methods: - a dialog" → "via a dialog".
static FOLLOWING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(via|by|with|from|in|through)\s+the\s+following\s+\w+:\s*[-*•]?\s*"));
static MODAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s(?:would|should|must|could|can|will|shall|needs?\s+to|has\s+to|have\s+to)\s+(?:(?:also|then|only|still|always|automatically)\s+)*",
    )
});
/// A bar that is provided and shows: the thing shows.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^be\s+(?:provided|displayed|shown|added|created|included|introduced)\s+(?:which|that)\s+")
});
static ASIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\([^()]*\)"));

/// Openings of remarks about the item, not about what it does.
const REMARKS: &str = "\
    i was|i am|i think|i thought|i'm|it seems|it seemed|it is|it was|this is|this was|this would|\
    that would|these would|currently|at present|today|as of|as noted|note that|note:|since|because|\
    for example|for instance|e.g|perhaps|maybe|obviously|regarding whether|ideally we|see |per |\
    in addition to|unfortunately|apparently|given that|according to|the following|please|we could|\
    we can|we may|we might|although|though|even though|historically|previously";

/// Words that are nobody and nothing as the subject of a wish.
const NOBODY: &str = "it this that these those there which who what i we he she everything something anything nothing such \
     task tasks issue ticket story work change code implementation processing documentation javadoc likely \
     probably possibly";

/// A guess at how it is built, or a layer that must be there for it: means, and no part of what is wanted.
static MEANS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:will|would|should|could|may|might)\s+(?:most\s+)?(?:likely|probably|presumably)\b
        |\b(?:apis?|api\s+calls?|ui|schemas?|tables?|endpoints?|class(?:es)?)\s+(?:will|would|should|must|needs?\s+to|has\s+to)\s+(?:need\s+to\s+)?be\s+(?:available|created|added|built|implemented|exposed|used|written|developed|provided)\b",
    )
});

/// People whose act is the phrase itself.
const PEOPLE: &str = "\
    you one they user users customer customers client clients guest guests member members person people \
    anyone everyone administrator administrators admin admins owner owners operator operators viewer \
    viewers visitor visitors editor editors author authors staff agent agents clerk clerks driver drivers \
    student students teacher teachers patient patients nurse nurses organiser organizer host hosts \
    reader readers buyer buyers seller sellers researcher researchers manager managers moderator player \
    players developer developers publisher publishers subscriber subscribers employee employees";

const SUBORDINATORS: &str =
    "when if once after before until while as because since although unless whenever where whether";

const DETERMINERS: &str = "the a an each every all any no this these some its their";

fn lists(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|listed| listed == word)
}

/// The act or the short statement of a sentence; none when it tells no behaviour.
pub(super) fn behaviour(sentence: &str) -> Option<String> {
    let sentence = text::one_line(&ASIDE.replace_all(sentence, ""));
    let sentence = without_lead(sentence.trim_end_matches(['.', '!', ':', ';', ' ']));
    if sentence.contains("http") {
        return None;
    }
    let lower = sentence.to_lowercase();
    if sentence.ends_with('?')
        || marks::is_doubt(sentence)
        || marks::way_in(sentence).is_some()
        || MEANS.is_match(sentence)
    {
        return None;
    }
    if let Some(found) = LETS_BE.captures(sentence) {
        let verb = grammar::base_form(&found[2])?;
        let rest = &sentence[found.get(0)?.end()..];
        return fitting(&format!("{verb} {}{rest}", &found[1]));
    }
    if let Some(found) = ALLOWS_FOR.captures(sentence)
        && let Some(verb) = grammar::base_of_gerund(&found[1])
    {
        return fitting(&format!("{verb}{}", &sentence[found.get(0)?.end()..]));
    }
    if let Some(found) = OFFERED.find(sentence)
        && let Some(act) = fitting(&act_in(&sentence[found.end()..]))
        && grammar::leading_verb(&act).is_some()
    {
        return Some(act);
    }
    if REMARKS.split('|').any(|remark| lower.starts_with(remark)) {
        return None;
    }
    MODAL.find_iter(sentence).find_map(|modal| {
        let subject = subject_before(&sentence[..modal.start()])?;
        let is_possible =
            ["can", "could"].contains(&modal.as_str().split_whitespace().next().unwrap_or_default());
        fitting(&said_of(&subject, &sentence[modal.end()..], is_possible)?)
    })
}

/// "create a tool which provides a report of …" stays; "be notified" becomes an act.
fn act_in(rest: &str) -> String {
    rest.strip_prefix("be ").map_or_else(|| rest.to_owned(), |rest| format!("get {rest}"))
}

/// "Regarding limits: initially the …" → "the …".
fn without_lead(sentence: &str) -> &str {
    let mut rest = sentence.trim_start_matches(['-', '*', '•', '#', ' ']);
    if let Some((lead, tail)) = rest.split_once(": ")
        && text::words(lead).len() <= 3
    {
        rest = tail;
    }
    for word in
        ["Initially ", "initially ", "Otherwise ", "Instead, ", "Also, ", "Additionally, ", "Finally, "]
    {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest.trim_start_matches([',', ' '])
}

/// The words of the subject before a modal, from its determiner on.
fn subject_before(before: &str) -> Option<String> {
    let clause = before.rsplit([',', ';', ':', '(']).next()?.trim();
    let clause = [" that ", " which ", " who ", " but ", " when ", " if "]
        .iter()
        .fold(clause, |clause, joint| clause.rsplit(joint).next().unwrap_or(clause));
    let words: Vec<&str> = clause.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    let determiner = words.iter().rposition(|word| lists(DETERMINERS, &word.to_lowercase()));
    let from = match determiner {
        Some(at) => at,
        None if lists(SUBORDINATORS, &first) => words.len() - 1,
        None => 0,
    };
    let subject = &words[from..];
    let last = subject.last()?.to_lowercase();
    let is_clause = from == 0 && lists(SUBORDINATORS, &first);
    (!is_clause && subject.len() <= 6 && !lists(NOBODY, &last)).then(|| subject.join(" "))
}

/// What the makers do to a thing; nobody else sees it.
const WORK_DONE: [&str; 9] = [
    "implemented",
    "built",
    "tested",
    "refactored",
    "investigated",
    "developed",
    "documented",
    "be done",
    "require changes",
];

/// What is said of a subject: the act of a person or a product, the statement about a thing.
fn said_of(subject: &str, rest: &str, is_possible: bool) -> Option<String> {
    let last = text::words(subject).pop()?;
    let is_name = subject.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && !lists(DETERMINERS, &grammar::first_word(subject).to_lowercase());
    if lists(PEOPLE, &last) || is_name && grammar::leading_verb(rest).is_some() {
        return Some(act_in(&grammar::imperative(rest)));
    }
    let is_work = WORK_DONE.iter().any(|done| marks::contains_words(&rest.to_lowercase(), done));
    if is_possible || is_work {
        return None;
    }
    let subject = grammar::lower_common(subject);
    let plural = grammar::is_plural(&last);
    let (is, does) = if plural { ("are", "do") } else { ("is", "does") };
    if let Some(given) = GIVEN.find(rest) {
        return Some(format!("{subject} {}", &rest[given.end()..]));
    }
    if let Some(state) = rest.strip_prefix("be ") {
        return Some(format!("{subject} {is} {state}"));
    }
    if let Some(state) = rest.strip_prefix("not be ") {
        return Some(format!("{subject} {is} not {state}"));
    }
    if let Some(act) = rest.strip_prefix("not ") {
        return Some(format!("{subject} {does} not {act}"));
    }
    let verb = grammar::first_word(rest);
    let tail = rest.trim_start().strip_prefix(verb)?;
    let verb = if plural { verb.to_owned() } else { third_person(verb) };
    verb.starts_with(char::is_lowercase).then(|| format!("{subject} {verb}{tail}"))
}

/// Where a long phrase may end, the best first.
const JOINTS: [&str; 15] = [
    ", ",
    " which ",
    " that ",
    " such that ",
    " indicating ",
    " while ",
    " when ",
    " without ",
    " using ",
    " after ",
    " in order to ",
    " of ",
    " with ",
    " for ",
    " in ",
];

/// A phrase that fits a title: cut at a joint, refused when it stays too long.
fn fitting(phrase: &str) -> Option<String> {
    let mut phrase = text::one_line(&FOLLOWING.replace(phrase, "$1 "));
    for end in [
        " so that ",
        "; ",
        ". ",
        " because ",
        " - ",
        ", but ",
        " via the following",
        " as well as the ability",
        ": ",
    ] {
        if let Some(at) = phrase.find(end) {
            phrase.truncate(at);
        }
    }
    for joint in JOINTS {
        if text::words(&phrase).len() <= LONGEST {
            break;
        }
        let joints = phrase
            .match_indices(joint)
            .filter(|(at, _)| (4..=LONGEST).contains(&text::words(&phrase[..*at]).len()));
        if let Some(at) = joints.map(|(at, _)| at).last() {
            phrase.truncate(at);
        }
    }
    let phrase = without_loose_end(&phrase).to_owned();
    if phrase.contains(" the following") {
        return None;
    }
    let count = text::words(&phrase).len();
    (2..=LONGEST).contains(&count).then_some(phrase)
}

/// A phrase without the preposition or joint that a cut left at its end.
fn without_loose_end(phrase: &str) -> &str {
    const LOOSE: &str =
        "a an the in on of for to with by from at as and or that which is are such so into than";
    let mut phrase = phrase.trim_end_matches([',', '.', ';', ':', ' ']);
    while let Some((rest, last)) = phrase.rsplit_once(' ')
        && lists(LOOSE, &last.to_lowercase())
    {
        phrase = rest.trim_end_matches([',', '.', ';', ':', ' ']);
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_at_the_way_is_no_part() {
        for sentence in [
            "The tickets will likely be in XML, so XSLT is an option for print.",
            "A UI will need to be created to be able to print the tickets.",
            "REST API calls should be available from which the weights can be read.",
        ] {
            assert_eq!(behaviour(sentence), None, "{sentence}");
        }
        assert!(behaviour("The tickets should be printed at the gate.").is_some());
    }

    #[test]
    fn a_sentence_of_prose_becomes_what_somebody_can_do_or_what_happens() {
        let cases = [
            ("You could weigh lorries either full or empty.", "weigh lorries either full or empty"),
            ("The handle would enable you to get the status of the order.", "get the status of the order"),
            (
                "When the order is ready, if a number was given, the user would receive a message with a link.",
                "receive a message with a link",
            ),
            (
                "Once the sheet had been read and checked the clerk could then make a call to remove it.",
                "make a call to remove it",
            ),
            (
                "If no call was made after a week, the sheet would be removed automatically.",
                "the sheet is removed automatically",
            ),
            (
                "A bar should be provided which indicates the state of the upload, with its size.",
                "A bar indicates the state of the upload, with its size",
            ),
            ("The tool should allow files to be uploaded by hand.", "upload files by hand"),
            ("Provide a way for the user to pick a class.", "pick a class"),
            ("The slip should not be valid without a stamp.", "the slip is not valid without a stamp"),
            ("The total size would be limited by the disk.", "the total size is limited by the disk"),
        ];
        for (sentence, phrase) in cases {
            let found = behaviour(sentence).unwrap_or_default();
            assert_eq!(found.to_lowercase(), phrase.to_lowercase(), "{sentence}");
        }
    }

    #[test]
    fn background_opinion_and_ways_are_no_behaviour() {
        for sentence in [
            "This feature sprung into my mind: it seemed that it would be handy.",
            "This would be especially useful if one needed small files.",
            "I was envisioning it would work everywhere.",
            "Currently the naming cannot be changed.",
            "It may make sense to use the tool in the background.",
            "Should the index be used?",
        ] {
            assert_eq!(behaviour(sentence), None, "{sentence}");
        }
    }
}
