//! Words of work that only the team sees: layers, activities, internals, gains.

use super::super::reading::marks;
use crate::domain::{craft, text};

/// Layers that no customer's domain shares.
const SURE_LAYERS: &str = "\
    api apis backend back-end codebase crud css database db endpoint endpoints frontend front-end \
    infrastructure middleware microservice microservices orm schema schemas sql ui";

/// Work of the team that looks like a wish, whoever wishes it.
const ACTIVITIES: &str = "\
    technical debt|tech debt|code quality|code base|codebase|unit test|unit tests|test coverage|\
    test suite|acceptance test|acceptance tests|regression test|regression tests|integration test|\
    integration tests|ci pipeline|build pipeline|continuous integration|pull request|code review|\
    code reviews|the code|refactor|dependency|dependencies|latest version of|clean code|\
    coding standard|coding standards|data model|docker|kubernetes|logging framework|\
    usability testing|user testing|round of|next round|another round|move on to|wireframes|mockups|\
    approvals from|sprint|sign-off from|mock-ups|mock-up|round 1|round 2|round 3|\
    component library|design system";

/// Insides of the software: work of the team when a team role asks for them.
const INTERNALS: &str = "\
    tests|test cases|test data|test plan|test environment|test environments|staging environment|\
    branch|branches|builds|the build|ci|build scripts|source code|architecture|design pattern|\
    event bus|message queue|stubs|mocks|repository structure|log levels|log format|linter|\
    static analysis|performance baselines|technical documentation|service boundaries|\
    module boundaries|modules decoupled|deployment script|deployment scripts|feature flags|\
    performance testing|load testing|benchmarks|folder structure|naming conventions|bounded contexts|design and document";

/// What a team can do afterwards, and nobody else.
const GAINS: &str = "\
    i can develop|i can build|we can develop|we can build|we can deploy|i can deploy|i can code|\
    easier to test|easier to maintain|easier to extend|easier to change|easier to read|maintainab|\
    testab|i can test|we can test|i can debug|we can debug|i can reuse|we can reuse|code is|\
    builds|regression|release pipeline|follow the architecture|violations|working on the project|\
    on the same page|everyone on the team|the whole team";

/// Whether a lower-case word names a layer and nothing else.
pub(super) fn is_sure_layer(word: &str) -> bool {
    SURE_LAYERS.split_ascii_whitespace().any(|layer| layer == word)
}

/// The activity of the team that a lower-case phrase names.
pub(super) fn activity_in(lower: &str) -> Option<&'static str> {
    ACTIVITIES.split('|').find(|work| marks::contains_words(lower, work))
}

/// The inside of the software that a lower-case phrase names.
pub(super) fn internals_in(lower: &str) -> Option<&'static str> {
    INTERNALS.split('|').find(|inside| marks::contains_words(lower, inside))
}

/// Whether only the team gains by a lower-case benefit.
pub(super) fn is_gain_of_the_team(lower: &str) -> bool {
    GAINS.split('|').any(|gain| lower.contains(gain))
}

/// Whether a lower-case benefit is that somebody can design, write or mend the software: "I can easily develop it".
pub(super) fn is_making_it(lower: &str) -> bool {
    const MAKING: [&str; 7] = ["code", "debug", "design", "develop", "implement", "program", "refactor"];
    let words = text::words(lower);
    let verb = words.iter().position(|word| word == "can").and_then(|at| {
        words[at + 1..]
            .iter()
            .find(|word| !word.ends_with("ly") && !["better", "more"].contains(&word.as_str()))
    });
    verb.is_some_and(|verb| MAKING.contains(&verb.as_str()))
}

/// Whether a word is a name in a program: `lorryReader`, `LorryReader`, `lorry_reader`.
pub(super) fn is_identifier(word: &str) -> bool {
    let humps = word.chars().zip(word.chars().skip(1)).filter(|(a, b)| a.is_lowercase() && b.is_uppercase());
    humps.count() > 0 || word.contains('_')
}

/// Whether what is wanted ends in a thing that only its builders see: `a pricing engine`.
pub(super) fn ends_in_built_thing(want: &str) -> bool {
    let words = text::words(want);
    let technical = [
        "module",
        "component",
        "components",
        "service",
        "engine",
        "class",
        "classes",
        "wiring",
        "logic",
        "job",
        "table",
        "tables",
        "model",
        "models",
        "framework",
        "skeleton",
        "scaffolding",
        "migration",
        "migrations",
        "cache",
        "queue",
        "layer",
        "pipeline",
        "script",
    ];
    let object_end = words
        .iter()
        .position(|word| ["for", "of", "in", "to", "with", "on"].contains(&word.as_str()))
        .unwrap_or(words.len());
    words[..object_end].last().is_some_and(|last| technical.contains(&last.as_str()))
}

/// Whether a role is somebody in particular outside the team: what they upgrade or merge is their own.
pub(super) fn is_somebody_of_their_own(role: &str) -> bool {
    let lower = role.to_lowercase();
    let is_anybody =
        ["user", "users", "admin", "administrator", "system", "product"].contains(&lower.as_str());
    !is_anybody && !craft::is_team_role(role)
}
