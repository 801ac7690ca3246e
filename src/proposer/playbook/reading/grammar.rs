//! Just enough English: base forms, articles, imperatives, objects of verbs.

use crate::domain::text;

/// Verbs that stories are made of, in the base form.
const VERBS: &str = "
    traverse propagate stage explore limit require weigh continue throttle mount render parse embed repair rebook allocate carry bring drop
    go say offer spare waive issue recalculate warn arrive come implement need stand stay try turn ingest play adapt scroll enjoy expand collapse crop zoom rotate
    accept access acknowledge activate add adjust administer administrate agree allocate allow analyse analyze annotate answer
    appeal apply appoint approve archive arrange ask assess assign attach attend authorise authorize backup ban block book
    borrow browse buy calculate call cancel capture categorise categorize change charge chat check choose claim classify
    clear clone close collect combine comment compare complete compute configure confirm connect contact 
    convert copy correct count create customise customize deactivate decide declare decline define delegate delete deliver deny
    deposit describe detect determine disable dismiss dispatch display dispose dispute donate download draft drag draw duplicate
    edit email enable end enroll enrol ensure enter escalate estimate evaluate exchange exclude export extend extract fetch file fill
    filter find finish fix flag follow forward generate get give grant group handle hand hide highlight hold identify import
    include inform inspect install invite invoice issue join keep label learn leave lend link list listen load locate lock log
    look lookup mail maintain make manage manipulate map mark match measure merge message migrate modify monitor move name
    navigate notify nominate observe obtain open operate order organise organize pack pause pay pick place plan play post
    prefer prepare prescribe present preserve prevent preview print prioritise prioritize process produce promote propose
    protect prove provide publish purchase put query quote rank rate reach read rearrange receive recommend reconcile record recover
    redeem reduce refer refill refund register reject relate release reload remind remove rename renew reopen reorder repay repeat replace
    reply report request reschedule reserve reset resend resolve respond restart restore restrict retrieve retry return reuse
    reverse review revoke roll route run save scan schedule search see select sell send separate set settle share ship show sign skip
    sort specify split start stop store stream submit subscribe suggest summarise summarize supply suspend swap switch synchronise
    synchronize sync tag take tell test track train transfer transition translate trigger turn undo unlock unsubscribe update upgrade upload
    use validate verify view visit visualise visualize vote wait warn watch withdraw work write";

/// Whether a lower-case word is a verb of the lexicon, in its base form.
pub fn is_verb(word: &str) -> bool {
    VERBS.split_ascii_whitespace().any(|verb| verb == word)
}

/// The base form of a verb in -ing ("closing" → "close"), if it is one.
pub fn base_of_gerund(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let stem = lower.strip_suffix("ing").filter(|stem| stem.len() >= 2)?;
    let with_e = format!("{stem}e");
    let chars: Vec<char> = stem.chars().collect();
    let halved = (chars.len() > 2 && chars[chars.len() - 1] == chars[chars.len() - 2])
        .then(|| chars[..chars.len() - 1].iter().collect::<String>());
    [stem.to_owned(), with_e].into_iter().chain(halved).find(|form| is_verb(form))
}

/// The base form of a verb in -s ("cancels" → "cancel"), if it is one.
fn base_of_third_person(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    let short = word.strip_suffix("es");
    let with_y = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [Some(stem.to_owned()), short.map(str::to_owned), with_y].into_iter().flatten().find(|form| is_verb(form))
}

/// The verb that a phrase begins with, in its base form.
pub fn leading_verb(phrase: &str) -> Option<String> {
    let first = phrase
        .split_whitespace()
        .map(bare)
        .find(|word| !word.is_empty() && (is_verb(word) || !word.ends_with("ly")))?;
    if is_verb(&first) { Some(first) } else { base_of_gerund(&first) }
}

fn bare(word: &str) -> String {
    word.split('/')
        .find(|part| !part.is_empty())
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// The first word, without punctuation.
pub fn first_word(phrase: &str) -> &str {
    phrase
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .find(|word| !word.is_empty())
        .unwrap_or_default()
}

/// Lead-ins that say nothing: the phrase begins after them.
const LEADS: [&str; 29] = [
    "make it possible to ",
    "need to ",
    "needs to ",
    "must be able to ",
    "should be able to ",
    "to be able to ",
    "be able to ",
    "able to ",
    "have the ability to ",
    "the ability to ",
    "ability to ",
    "have the option to ",
    "have an option to ",
    "provide a way to ",
    "provide the ability to ",
    "allow users to ",
    "allow the user to ",
    "allow user to ",
    "enable users to ",
    "enable the user to ",
    "easily ",
    "quickly ",
    "also ",
    "then ",
    "and ",
    "or ",
    "this task is to ",
    "this improvement is to ",
    "to ",
];

/// A phrase as an imperative: lead-ins gone, its verb in the base form, lower case where it was a sentence's.
pub fn imperative(phrase: &str) -> String {
    let mut rest = phrase.trim().trim_matches(|c: char| ",;:.-*".contains(c)).trim();
    loop {
        let lower = rest.to_lowercase();
        let Some(lead) =
            LEADS.iter().find(|lead| lower.starts_with(**lead) && rest.is_char_boundary(lead.len()))
        else {
            break;
        };
        rest = rest[lead.len()..].trim_start();
    }
    rest = strip_subject(rest);
    let first = first_word(rest);
    let Some(at) = rest.find(first).filter(|_| !first.is_empty()) else { return rest.to_owned() };
    let tail = &rest[at + first.len()..];
    let is_name = first.starts_with(char::is_uppercase) && tail.trim_start().starts_with(char::is_uppercase);
    if is_name
        && phrase.starts_with(first)
        && tail.chars().any(char::is_lowercase)
        && verb_of_sentence(tail.trim_start()).is_some()
    {
        return rest.to_owned();
    }
    let lower = first.to_lowercase();
    let verb = base_of_gerund(first).or_else(|| is_verb(&lower).then_some(lower));
    match verb {
        Some(verb) => format!("{verb}{tail}"),
        None => lower_common(rest),
    }
}

/// "The guest can cancel" → "cancel", "user cancels a stay" → "cancel a stay"; otherwise unchanged.
fn strip_subject(phrase: &str) -> &str {
    for modal in [
        " should be able to ",
        " must be able to ",
        " can ",
        " may ",
        " is able to ",
        " are able to ",
        " could ",
        " would ",
        " should ",
        " must ",
        " will ",
        " needs to ",
        " need to ",
    ] {
        if let Some(at) = phrase.to_lowercase().find(modal) {
            let subject = &phrase[..at.min(phrase.len())];
            let rest = phrase.get(at + modal.len()..).unwrap_or_default();
            if text::words(subject).len() <= 4 && leading_verb(rest).is_some() && !subject.contains(',') {
                return rest;
            }
        }
    }
    phrase
}

/// First letter in lower case where the first word is surely common: a verb, or one without content.
///
/// For words of an item, where any other may be a name.
pub fn lower_common(phrase: &str) -> String {
    let first = first_word(phrase);
    let second = phrase.split_whitespace().nth(1).unwrap_or_default();
    let is_plain = !second.starts_with(char::is_uppercase)
        && first.chars().skip(1).all(|c| c.is_lowercase() || c == '-')
        && first.len() > 1;
    let is_common = is_plain && (text::is_stop_word(&first.to_lowercase()) || leading_verb(first).is_some());
    let mut letters = phrase.chars();
    match letters.next() {
        Some(letter) if is_common => letter.to_lowercase().chain(letters).collect(),
        _ => phrase.to_owned(),
    }
}

/// `a` or `an`.
pub fn article(noun: &str) -> &'static str {
    let word = first_word(noun);
    let lower = word.to_lowercase();
    let spelt = word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    let vowel = if spelt {
        word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else if ["use", "uni", "eur", "one", "ut"].iter().any(|start| lower.starts_with(start)) {
        lower.starts_with("unin") || lower.starts_with("unim")
    } else {
        lower.starts_with(['a', 'e', 'i', 'o', 'u'])
            || ["hour", "honest", "heir"].iter().any(|start| lower.starts_with(start))
    };
    if vowel { "an" } else { "a" }
}

/// Words at which a noun phrase ends.
const BOUNDARIES: &str = "
    about above across after against along among and around as at based because before below between but by during either for from
    if in inside into is near of off on once onto or over per so than that through to under unless until upon using via
    when where whether which while who whose will with within without";

/// Words before the noun that say which or how many.
const DETERMINERS: &str = "
    a an the my our their his her all any every each some one this these
    those up out back new few existing multiple several different various its your";

/// The object of the leading verb: its noun phrase, up to a preposition or comma.
pub fn object_of(phrase: &str) -> Option<String> {
    let before_object = leading_verb(phrase).map_or(0, |_| {
        let adverbs =
            phrase.split_whitespace().take_while(|word| word.ends_with("ly") && !is_verb(&bare(word)));
        adverbs.count() + 1
    });
    let words = phrase.split_whitespace().skip(before_object);
    let mut object: Vec<&str> = Vec::new();
    for word in words {
        let plain = word.trim_matches(|c: char| ",;:.()?!\"".contains(c));
        let lower = plain.to_lowercase();
        let joins_adjectives = lower == "and" && object.len() == 1 && object[0].ends_with("ing");
        if joins_adjectives {
            object.push(plain);
            continue;
        }
        let is_owned = object.last().is_some_and(|last| last.ends_with("'s") || last.ends_with("s'"));
        let ends_noun = !object.is_empty()
            && !is_owned
            && (lower.ends_with("ed") || ["anyway", "now", "online", "again"].contains(&lower.as_str()));
        if ends_noun
            || BOUNDARIES.split_ascii_whitespace().any(|boundary| boundary == lower)
            || word.starts_with('(')
        {
            break;
        }
        object.push(plain);
        if word.ends_with([',', ';', ':', '.', ')', '?']) {
            break;
        }
    }
    let is_determiner =
        |word: &str| DETERMINERS.split_ascii_whitespace().any(|listed| listed == word.to_lowercase());
    while object.first().is_some_and(|word| is_determiner(word)) {
        object.remove(0);
    }
    if let Some(owner) = object
        .iter()
        .rposition(|word| word.ends_with("'s") || word.ends_with("s'"))
        .filter(|owner| owner + 1 < object.len())
    {
        object.drain(..=owner);
    }
    (!object.is_empty() && object.len() <= 5).then(|| object.join(" ")).filter(|object| {
        !["it", "them", "this", "that", "him", "me", "us", "you", "who"]
            .contains(&object.to_lowercase().as_str())
    })
}

/// A noun phrase in the singular, by its last word.
pub fn singular(noun_phrase: &str) -> String {
    let (head, last) = noun_phrase.rsplit_once(' ').map_or(("", noun_phrase), |(head, last)| (head, last));
    let lower = last.to_lowercase();
    let one = if lower == "people" {
        "person".to_owned()
    } else if lower.ends_with("ies") && lower.len() > 4 {
        format!("{}y", &last[..last.len() - 3])
    } else if ["sses", "shes", "ches", "xes"].iter().any(|end| lower.ends_with(end)) {
        last[..last.len() - 2].to_owned()
    } else if lower.ends_with('s')
        && lower.len() > 3
        && !["ss", "us", "is", "as"].iter().any(|end| lower.ends_with(end))
    {
        last[..last.len() - 1].to_owned()
    } else {
        last.to_owned()
    };
    if head.is_empty() { one } else { format!("{head} {one}") }
}

/// The verb of a sentence about somebody ("the organiser submits …" → "submit").
pub fn verb_of_sentence(phrase: &str) -> Option<String> {
    leading_verb(phrase).or_else(|| {
        phrase.split_whitespace().skip(1).take(4).find_map(|word| base_of_third_person(&bare(word)))
    })
}

/// Whether the phrase is a sentence or an imperative, not only a name.
pub fn says_something(phrase: &str) -> bool {
    verb_of_sentence(phrase).is_some()
        || phrase
            .split_whitespace()
            .any(|word| matches!(word, "is" | "are" | "was" | "were" | "has" | "have"))
}

/// Whether the head of a noun phrase is in the plural.
pub fn is_plural(noun_phrase: &str) -> bool {
    singular(noun_phrase) != noun_phrase
}

/// The base form of a regular verb in -ed ("looked" → "look"), if it is one.
fn base_of_past(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ed").filter(|stem| stem.len() >= 2)?;
    let halved = stem.char_indices().next_back().map(|(at, _)| stem[..at].to_owned());
    let with_y = stem.strip_suffix('i').map(|stem| format!("{stem}y"));
    [Some(stem.to_owned()), Some(format!("{stem}e")), with_y, halved]
        .into_iter()
        .flatten()
        .find(|form| is_verb(form))
}

/// The base form of a verb in any form that the lexicon knows.
pub fn base_form(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if is_verb(&lower) {
        Some(lower)
    } else {
        base_of_gerund(&lower).or_else(|| base_of_third_person(&lower)).or_else(|| base_of_past(&lower))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gerunds_and_lead_ins_become_imperatives() {
        assert_eq!(imperative("closing accounts"), "close accounts");
        assert_eq!(imperative("resetting a password."), "reset a password");
        assert_eq!(imperative("Must be able to move content"), "move content");
        assert_eq!(imperative("The guest can cancel a stay"), "cancel a stay");
        assert_eq!(imperative("to be able to see invoices"), "see invoices");
        assert_eq!(imperative("make it possible to weigh lorries"), "weigh lorries");
    }

    #[test]
    fn articles_follow_the_sound() {
        assert_eq!(
            ["hour", "user", "MRI scan", "unit", "administrator"].map(article),
            ["an", "a", "an", "a", "an"]
        );
    }

    #[test]
    fn the_object_of_a_verb_ends_at_a_preposition() {
        assert_eq!(object_of("see the opening hours of a clinic").as_deref(), Some("opening hours"));
        assert_eq!(object_of("reject them"), None);
        assert_eq!(singular("delivery addresses"), "delivery address");
    }
}
