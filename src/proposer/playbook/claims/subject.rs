//! Who does what, read from a story sentence or from a plain title.

use crate::domain::item::Item;
use crate::domain::story::{Form, Story, Wish};
use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, Actor, before_any, is_plural, lower_first};

/// Verbs of makers whose object is something that others then use.
const MAKES: [&str; 11] = [
    "add",
    "build",
    "create",
    "design",
    "develop",
    "implement",
    "introduce",
    "offer",
    "provide",
    "show",
    "support",
];

/// Verbs of makers that leave nothing for anyone to use.
const TENDS: [&str; 24] = [
    "analyse",
    "change",
    "clean",
    "deploy",
    "disable",
    "document",
    "ensure",
    "fix",
    "handle",
    "improve",
    "investigate",
    "migrate",
    "move",
    "refactor",
    "remove",
    "rename",
    "replace",
    "research",
    "rewrite",
    "test",
    "update",
    "upgrade",
    "use",
    "verify",
];

/// Words of a title that reports a defect.
const DEFECT: [&str; 20] = [
    "bug",
    "broken",
    "can't",
    "cannot",
    "conflicts",
    "crash",
    "crashes",
    "doesn't",
    "error",
    "errors",
    "exception",
    "fails",
    "failure",
    "incorrect",
    "incorrectly",
    "missing",
    "throws",
    "unable",
    "won't",
    "wrong",
];

/// Who acts and what they do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    /// Named inside the want ("allow guests to …"), not by the role.
    pub(super) actor: Option<Actor>,
    pub(super) act: Act,
    pub(super) has_verb: bool,
}

/// Words of those who build it: where nobody is named, they say that nobody else is meant.
const BUILDERS: [&str; 39] = [
    "beans",
    "benchmark",
    "build",
    "cache",
    "ci",
    "class",
    "classes",
    "code",
    "codebase",
    "config",
    "container",
    "cron",
    "database",
    "dependencies",
    "dependency",
    "framework",
    "infrastructure",
    "jar",
    "jdbc",
    "junit",
    "libraries",
    "library",
    "log4j",
    "maven",
    "migration",
    "module",
    "modules",
    "plugin",
    "pom",
    "project",
    "property",
    "redis",
    "refactoring",
    "repo",
    "schema",
    "script",
    "scripts",
    "server",
    "service",
];

/// Whether an item that names nobody is a matter of its makers.
pub(super) fn is_for_builders(item: &Item, act: &Act) -> bool {
    const TASKS: [&str; 6] =
        ["this task", "this work is", "this issue", "this improvement", "this ticket", "this change"];
    let opening = item.record.text.trim_start().to_lowercase();
    let said = format!("{} {}", item.record.title, act.base());
    let has_identifier = said.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let has_humps =
            word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
        has_humps || word.contains(['_', '/', '\\', '.', '|', '='])
    });
    TASKS.iter().any(|task| opening.starts_with(task))
        || has_identifier
        || text::words(&said).iter().any(|word| BUILDERS.contains(&word.as_str()))
}

/// Whether the head of a role is a person or a group of people.
fn is_somebody(role: &str) -> bool {
    const THINGS: [&str; 24] = [
        "browser",
        "cluster",
        "computer",
        "container",
        "controller",
        "counter",
        "document",
        "filter",
        "folder",
        "handler",
        "header",
        "layer",
        "loader",
        "number",
        "order",
        "paper",
        "parameter",
        "parser",
        "printer",
        "router",
        "server",
        "trigger",
        "viewer",
        "wrapper",
    ];
    const PEOPLE: [&str; 26] = [
        "admin",
        "applicant",
        "candidate",
        "child",
        "citizen",
        "client",
        "couple",
        "employee",
        "guest",
        "host",
        "household",
        "member",
        "nurse",
        "parent",
        "patient",
        "people",
        "person",
        "pilot",
        "pupil",
        "resident",
        "staff",
        "student",
        "team",
        "tenant",
        "user",
        "volunteer",
    ];
    let words = text::words(role);
    let Some(head) =
        words.iter().take_while(|word| !["of", "who", "that", "in", "with"].contains(&word.as_str())).last()
    else {
        return false;
    };
    let one = if is_plural(head) { head.trim_end_matches('s') } else { head.as_str() };
    let ends_like_people =
        ["er", "or", "ist", "ian", "ant", "man", "men"].iter().any(|end| one.ends_with(end));
    PEOPLE.contains(&one) || (ends_like_people && !THINGS.contains(&one))
}

/// The story of an item: the template or statement wherever it stands, else the title.
pub(super) fn story_of(item: &Item) -> Story {
    let whole = Story::parse(&item.full_text());
    match whole.form {
        Form::Template => whole,
        Form::Statement if whole.role.as_ref().is_some_and(|role| is_somebody(&role.text)) => whole,
        _ => Story::parse(&item.record.title),
    }
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
    let title = title.split_once(": ").map_or(title, |(_, rest)| rest);
    if let Some(allowed) = read_permission(title) {
        return Some(allowed);
    }
    let first = text::words(title).into_iter().next()?;
    if TENDS.contains(&first.as_str()) {
        return None;
    }
    if MAKES.contains(&first.as_str()) {
        let thing = title.split_once(' ')?.1;
        let thing = thing.strip_prefix("support for ").unwrap_or(thing);
        return used(thing);
    }
    match Act::read(title, Wish::Act) {
        Some(act) => Some(Subject { actor: None, act, has_verb: true }),
        None => used(title),
    }
}

/// A thing that somebody uses.
fn used(thing: &str) -> Option<Subject> {
    let thing = before_any(thing, &[" so that ", ", ", " when ", " - "]);
    let is_thing = (1..=7).contains(&text::words(thing).len());
    let thing = lower_first(thing);
    let has_determiner = ["the ", "a ", "an ", "each ", "all ", "any "].iter().any(|d| thing.starts_with(d));
    let named = if has_determiner { thing } else { format!("the {thing}") };
    let act = is_thing.then(|| Act::read(&format!("use {named}"), Wish::Act)).flatten()?;
    Some(Subject { actor: None, act, has_verb: false })
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
