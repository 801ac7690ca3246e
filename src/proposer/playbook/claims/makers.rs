//! What only the makers do, and defects: nothing that anyone else could want or judge.

use crate::domain::item::Item;
use crate::domain::text;
use crate::proposer::playbook::phrase::{Act, is_plural};

/// Verbs of makers whose object is something that others then use.
pub(super) const MAKES: [&str; 11] = [
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
pub(super) const TENDS: [&str; 18] = [
    "analyse",
    "clean",
    "deploy",
    "disable",
    "document",
    "ensure",
    "fix",
    "improve",
    "investigate",
    "migrate",
    "refactor",
    "remove",
    "rename",
    "replace",
    "research",
    "rewrite",
    "upgrade",
    "verify",
];

/// Words of a title that reports a defect.
pub(super) const DEFECT: [&str; 20] = [
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

/// Whether a lower-case word is one of those who build the software.
pub fn is_builders_word(word: &str) -> bool {
    BUILDERS.contains(&word)
}

/// Whether a lower-case verb leaves nothing for anyone to use, where its object is the software.
pub fn is_tending(verb: &str) -> bool {
    const MOVES: [&str; 9] =
        ["cleanup", "convert", "decouple", "enable", "move", "rerun", "switch", "test", "update"];
    TENDS.contains(&verb) || MOVES.contains(&verb)
}

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
pub fn is_somebody(role: &str) -> bool {
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
    // `everything a guest (can settle)` is a thing that is told of somebody.
    if words.iter().skip(1).any(|word| ["a", "an", "the"].contains(&word.as_str())) {
        return false;
    }
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
