//! Who does what, read from a story sentence or from a plain title.

use super::makers::{DEFECT, MAKES, TENDS, is_somebody};
use crate::domain::item::Item;
use crate::domain::story::{Form, Story, Wish};
use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, Actor, before_any, lower_first, pattern};
use crate::proposer::playbook::reading::{Part, PartKind, Reading, grammar, marks};
use regex::Regex;
use std::sync::LazyLock;

/// Who acts and what they do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    /// Named inside the want ("allow guests to …"), not by the role.
    pub(super) actor: Option<Actor>,
    pub(super) act: Act,
    pub(super) has_verb: bool,
}

/// The story of an item: the template or statement wherever it stands, else the title.
pub(super) fn story_of(item: &Item) -> Story {
    let title = Story::parse(&item.record.title);
    if title.form == Form::Template {
        return title;
    }
    let whole = Story::parse(&item.full_text());
    match whole.form {
        Form::Template => whole,
        Form::Statement if whole.role.as_ref().is_some_and(|role| is_somebody(&role.text)) => whole,
        _ => title,
    }
}

/// The first act that the description tells, for a title that only names a thing.
pub(super) fn act_in_text(item: &Item) -> Option<Act> {
    let told =
        |part: &Part| matches!(part.kind, PartKind::Sentence | PartKind::Bullet) && part.verb().is_some();
    let reading = Reading::of(item);
    reading.parts.iter().filter(|part| told(part)).find_map(|part| {
        let first = text::words(&part.phrase).into_iter().next()?;
        let is_use = !MAKES.contains(&first.as_str()) && !TENDS.contains(&first.as_str());
        is_use.then(|| Act::read(&part.phrase, Wish::Act)).flatten()
    })
}

/// The act of a story; none for a defect or a task of the makers.
pub(super) fn read(story: &Story) -> Option<Subject> {
    let want = &story.want.as_ref()?.text;
    match story.form {
        Form::Template | Form::Statement => read_want(want, story.wish),
        Form::Title | Form::Prose => read_title(want),
    }
}

fn read_want(want: &str, wish: Wish) -> Option<Subject> {
    if let Some(allowed) = read_permission(want) {
        return Some(allowed);
    }
    let act = match wish {
        Wish::Act | Wish::Avoid => Act::read_after_to(want),
        Wish::Have => Act::read(want, wish),
    }?;
    let has_verb = act.verb != "use" || wish == Wish::Act;
    Some(Subject { actor: None, act, has_verb })
}

fn read_title(title: &str) -> Option<Subject> {
    let words = text::words(title);
    if words.is_empty() || words.len() > 14 || words.iter().any(|word| DEFECT.contains(&word.as_str())) {
        return None;
    }
    let title = without_title_case(marks::without_label(title));
    let title = title.as_str();
    if let Some(allowed) = read_permission(title) {
        return Some(allowed);
    }
    let first = text::words(title).into_iter().next()?;
    if TENDS.contains(&first.as_str()) {
        return None;
    }
    if let Some(thing) = title.split_once(' ').map(|(_, thing)| thing).filter(|_| first == "show") {
        let act = Act::read(&format!("see {}", with_determiner(thing)), Wish::Act)?;
        return Some(Subject { actor: None, act, has_verb: true });
    }
    if let Some(told) = read_message(title) {
        return Some(told);
    }
    if MAKES.contains(&first.as_str()) {
        let thing = title.split_once(' ')?.1;
        let thing = thing.strip_prefix("support for ").unwrap_or(thing);
        return used(thing);
    }
    match Act::read(title, Wish::Act) {
        Some(act) => Some(Subject { actor: None, act, has_verb: true }),
        None if begins_with_an_act(title) => None,
        None => used(title),
    }
}

/// `Tell the miller when the flour is dry` → the miller, be told when the flour is dry.
fn read_message(title: &str) -> Option<Subject> {
    const TELLS: [(&str, &str); 6] = [
        ("tell ", "told"),
        ("inform ", "informed"),
        ("notify ", "notified"),
        ("warn ", "warned"),
        ("remind ", "reminded"),
        ("alert ", "alerted"),
    ];
    let lower = title.to_lowercase();
    let (lead, told) = TELLS.iter().find(|(lead, _)| lower.starts_with(lead))?;
    let whom = &title[lead.len()..];
    let at = [" when ", " that ", " of ", " about ", " if ", " to "]
        .iter()
        .filter_map(|joint| whom.find(joint))
        .min()?;
    let (who, what) = whom.split_at(at);
    let who =
        ["the ", "a ", "an ", "all ", "every "].iter().find_map(|word| who.strip_prefix(word)).unwrap_or(who);
    let is_short = (1..=3).contains(&text::words(who).len()) && !["me", "us", "them"].contains(&who);
    let act = is_short.then(|| Act::read_after_to(&format!("be {told}{what}"))).flatten()?;
    Some(Subject { actor: Some(Actor::read(who)), act, has_verb: true })
}

/// `Say in the letter until when` names no thing; `Order history` does.
fn begins_with_an_act(title: &str) -> bool {
    const JOINTS: [&str; 14] =
        ["a", "an", "at", "by", "for", "from", "how", "in", "on", "that", "the", "to", "when", "where"];
    let words = text::words(title);
    words.first().is_some_and(|first| grammar::is_verb(first))
        && words.get(1).is_some_and(|second| JOINTS.contains(&second.as_str()))
}

/// `Download Multiple Items` → `Download multiple items`, where most words have a capital.
fn without_title_case(title: &str) -> String {
    let is_capital = |word: &str| {
        word.starts_with(char::is_uppercase) && word.len() > 1 && word.chars().skip(1).all(char::is_lowercase)
    };
    let long: Vec<&str> = title.split(' ').filter(|word| word.len() > 3).collect();
    let capitals = long.iter().filter(|word| is_capital(word)).count();
    if long.len() < 2 || capitals * 5 < long.len() * 3 {
        return title.to_owned();
    }
    let words: Vec<String> = title
        .split(' ')
        .map(|word| if is_capital(word) { word.to_lowercase() } else { word.to_owned() })
        .collect();
    words.join(" ")
}

/// A thing that somebody uses.
fn used(thing: &str) -> Option<Subject> {
    let thing = before_any(thing, &[" so that ", ", ", " when ", " - "]);
    let is_thing = (1..=7).contains(&text::words(thing).len());
    let named = with_determiner(thing);
    let act = is_thing.then(|| Act::read(&format!("use {named}"), Wish::Act)).flatten()?;
    Some(Subject { actor: None, act, has_verb: false })
}

fn with_determiner(thing: &str) -> String {
    let thing = lower_first(thing);
    let has_one = ["the ", "a ", "an ", "each ", "all ", "any "].iter().any(|lead| thing.starts_with(lead));
    if has_one { thing } else { format!("the {thing}") }
}

static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.!?]\s+|\n\s*)(?:An?|The|Each|Every)\s+(?P<who>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)\s+(?:asks|wants|needs|can|may|must|gets|sees|has|is|are|who|chooses|enters|sends|tells|calls|pays|books|changes|opens|gives|takes|reads)\b",
    )
});

/// Somebody whom the description puts first: `An organiser asks …`.
pub(super) fn somebody_in(text: &str) -> Option<Actor> {
    SUBJECT
        .captures_iter(text)
        .filter_map(|found| found.name("who"))
        .find(|who| is_somebody(who.as_str()))
        .map(|who| Actor::read(who.as_str()))
}

/// What a role is busy with, for an "it" in the want: `person who buys a permit` → `the permit`.
pub(super) fn thing_in_role(role: &str) -> Option<String> {
    let (_, clause) = role.split_once(" who ").or_else(|| role.split_once(" that "))?;
    let (_, object) = clause.split_once(' ')?;
    let object =
        before_any(object, &[" online", " in ", " on ", " at ", " from ", " for ", " with ", " to ", " by "]);
    let noun = ["a ", "an ", "the ", "my "].iter().find_map(|article| object.strip_prefix(article))?;
    Some(format!("the {noun}"))
}

/// `allow guests to cancel a stay` → guests, cancel a stay.
fn read_permission(want: &str) -> Option<Subject> {
    let lower = want.to_lowercase();
    let lead = ["allow ", "enable ", "let ", "permit "].into_iter().find(|lead| lower.starts_with(lead))?;
    let rest = &want[lead.len()..];
    let (who, what) = rest.split_once(" to ")?;
    let is_somebody = (1..=3).contains(&text::words(who).len());
    let act = is_somebody.then(|| Act::read(what, Wish::Act)).flatten()?;
    let who = who.trim_start_matches("the ").trim_start_matches("an ").trim_start_matches("a ");
    Some(Subject { actor: Some(Actor::read(who)), act, has_verb: true })
}
