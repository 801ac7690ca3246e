//! A light lexicon of the craft: layers, activities, technical roles, vague words.
//!
//! Proposer and verification must mean the same thing by "a layer" or "an
//! activity", so the words live here. All entries are lower case; lists of stems
//! say so. Sources: handbook of the craft §1.1 and the quality user story rules
//! (Lucassen et al., 2016, <https://doi.org/10.1007/s00766-016-0250-x>).

use super::text;

/// Nouns of technical layers; nobody outside the team asks for one.
const LAYERS: &str = "
    api apis backend back-end cache caching class classes client-side code codebase controller crud
    css database db dao ddl endpoint endpoints framework frontend front-end graphql html index indexes
    infrastructure json layer library middleware migration migrations microservice microservices model
    models orm persistence pipeline plumbing queue repository rest router schema schemas scaffolding
    server server-side skeleton sql stack storage table tables ui
";

/// Nouns that are a layer only as the thing that is built ("build the screens").
const BUILT_THINGS: &str = "
    backend component components engine form forms integration job jobs logic mailer mockup mockups
    module page pages screen screens script service services view views widget wiring worker
";

/// Verbs of making software, as a team says them.
const MAKING: &str = "
    add architect automate build code configure connect create define deploy develop expose extend
    hook implement install integrate make migrate persist prepare provision refactor scaffold set wire
    write
";

/// Verbs that only a team does to software, whatever the object.
const CHORES: &str = "
    bump containerise containerize debug deprecate dockerise dockerize instrument merge migrate
    modularise modularize optimise optimize port rearchitect refactor refactoring reindex restructure
    redesign restyle rewrite rework scaffold spike upgrade upgrading migrating
";

/// Roles that build the product; alone they make no beneficiary.
const TEAM_ROLES: &str = "
    coder coders dba designer dev developer developers devops devs programmer programmers qa sdet sre
    tester testers
";

/// Kinds of architect, engineer, lead and team that build software; others build houses or heal.
const TEAM_KINDS: &str = "
    api application automation backend build cloud data database dev development devops engineering
    enterprise frontend full-stack fullstack integration it lead mobile product-development qa quality
    release scrum security senior software solution solutions stack system systems tech technical
    test testing ui ux web
";

/// Words before "developer" that tell of the person or the language, not of what is made with the product.
const DEVELOPERS_OWN: &str = "
    android angular another any back c core dot each experienced front individual ios java javascript junior
    kotlin lead maintaining net new node other our php principal product project python react remote ruby
    rust single the typical
";

/// Titles of the team that end in an ordinary word.
const TEAM_TITLES: [&str; 13] = [
    "architect",
    "build manager",
    "development team",
    "engineer",
    "engineering manager",
    "maintainer of the code",
    "product manager",
    "product owner",
    "project manager",
    "quality assurance",
    "release manager",
    "scrum master",
    "team lead",
];

/// Words whose meaning somebody must still say.
const VAGUE: &str = "
    adequate advanced appropriate better clean convenient custom customizable easily easy efficient
    efficiently etc fast faster flexible friendly good improved intuitive many minimal modern nice
    normal optimal periodically properly quick quickly reasonable reliable reliably robust seamless
    several simple suitable timely various
";

/// Nouns that nobody asked for and everybody adds; a slice may have one only if its parent has it.
const GOLD_PLATING: &str = "
    ai ai-powered alexa analytics animation animations augmented avatar badge badges blockchain chat
    chatbot contest dashboard dashboards emoji facebook forecast forecasting forum gamification gdpr heatmap
    instagram leaderboard loyalty marketplace newsletter personalised personalized personalization points
    predictive prediction quiz raffle recommendation recommendations reward rewards smart smartwatch sweepstake
    twitter whatsapp wishlist
";

/// Words that a slice may bring along: they narrow, show, refuse or count.
const NEUTRAL: &str = "
    able abroad act add again agree alone already alike another answer appear apply ask asked away
    back bare basic beginning beside big bigger blank bring by case cases change changed check choose
    chosen clear come complete correct different done earlier edit else empty end ends enough enter
    entry every everything exactly example existing extra few filled find first fixed follow found
    full further give given hand handle hear hold items keep kept kind known last later learn leave
    left less let line list listed little long look lost main message missing more moment name named
    names new next none nothing number old once order others part person pick place plain put read
    ready reason refuse refused remaining remove rest result same save saved second set several short
    show shown simple single slow slowly small smaller start state stay still stop tell third three
    time told took turn two type unchanged unknown use
";

fn lists(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|listed| listed == word)
}

/// Whether a lower-case word names a technical layer.
pub fn is_layer(word: &str) -> bool {
    lists(LAYERS, word)
}

/// Whether a lower-case word names something that a team builds.
pub fn is_built_thing(word: &str) -> bool {
    lists(BUILT_THINGS, word) || is_layer(word)
}

/// Whether a lower-case verb is one of making software.
pub fn is_making(word: &str) -> bool {
    lists(MAKING, word)
}

/// Whether a lower-case verb is a chore of the team, whatever its object.
pub fn is_chore(word: &str) -> bool {
    lists(CHORES, word)
}

/// Whether a word promises something without saying how much.
pub fn is_vague(word: &str) -> bool {
    lists(VAGUE, word)
}

/// Whether a word is a favourite addition that needs an ancestor in the parent.
pub fn is_gold_plating(word: &str) -> bool {
    lists(GOLD_PLATING, word)
}

/// Whether a word carries no scope of its own.
pub fn is_neutral(word: &str) -> bool {
    lists(NEUTRAL, word) || text::is_stop_word(word) || word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a role belongs to the team that builds the product.
pub fn is_team_role(role: &str) -> bool {
    let words = text::words(role);
    let ends_in_team =
        words.last().is_some_and(|last| lists(TEAM_ROLES, last)) && !makes_something_of_it(&words);
    let lower = words.join(" ");
    let is_head = |last: &String| {
        matches!(
            last.as_str(),
            "architect" | "engineer" | "engineers" | "analyst" | "lead" | "team" | "manager"
        )
    };
    let of_software = words.len() > 1
        && words.last().is_some_and(is_head)
        && words[..words.len() - 1].iter().all(|word| lists(TEAM_KINDS, word))
        && !matches!(lower.as_str(), "data analyst" | "data engineer" | "security analyst" | "web analyst");
    ends_in_team || of_software || TEAM_TITLES.contains(&lower.as_str())
}

/// Whether a role is a developer who builds something of their own with the product: its customer.
pub fn is_making_customer(role: &str) -> bool {
    makes_something_of_it(&text::words(role))
}

/// `plugin developer` and `app developer` make plugins and apps; `web developer` and `new developer` make the product.
fn makes_something_of_it(words: &[String]) -> bool {
    let is_developer = words.last().is_some_and(|last| ["developer", "developers"].contains(&last.as_str()));
    let kinds = &words[..words.len().saturating_sub(1)];
    is_developer
        && !kinds.is_empty()
        && !kinds.iter().any(|word| lists(TEAM_KINDS, word) || lists(DEVELOPERS_OWN, word))
}

/// Phases of work on software, for splits by activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Activity {
    /// Analysing, researching, specifying.
    Analyse,
    /// Designing, sketching.
    Design,
    /// Building, coding.
    Build,
    /// Testing.
    Test,
    /// Deploying, releasing.
    Deploy,
    /// Documenting, training.
    Document,
}

/// The activity that a title begins or ends with, if it is one.
pub fn activity_of(title: &str) -> Option<Activity> {
    let words = text::words(title);
    let first = words.first()?.as_str();
    let last = words.last()?.as_str();
    let second = words.get(1).map_or("", String::as_str);
    match first {
        "analyse" | "analyze" | "analysis" | "specify" | "specification" | "requirements" | "gather"
        | "elicit" | "research" => Some(Activity::Analyse),
        "design" | "wireframe" | "wireframes" | "mockup" | "mockups" | "mock" | "prototype" | "sketch"
        | "ux" => Some(Activity::Design),
        "build" | "code" | "coding" | "develop" | "development" | "implement" | "implementation"
        | "program" => Some(Activity::Build),
        "test" | "testing" | "qa" | "tests" => Some(Activity::Test),
        "unit" | "integration" | "regression" | "acceptance" | "user" | "load"
            if second.starts_with("test") || last == "tests" || last == "testing" =>
        {
            Some(Activity::Test)
        }
        "write" | "add" | "automate" | "run" | "perform"
            if last == "tests" || last == "testing" || second == "tests" =>
        {
            Some(Activity::Test)
        }
        "deploy" | "deployment" | "release" | "rollout" => Some(Activity::Deploy),
        "roll" if second == "out" => Some(Activity::Deploy),
        "document" | "documentation" | "docs" | "train" | "training" => Some(Activity::Document),
        "write" | "draft" if matches!(last, "specification" | "specifications" | "spec" | "requirements") => {
            Some(Activity::Analyse)
        }
        "write"
            if matches!(last, "documentation" | "docs" | "manual" | "guide")
                || matches!(second, "documentation" | "docs") =>
        {
            Some(Activity::Document)
        }
        "update" if matches!(last, "documentation" | "docs") => Some(Activity::Document),
        _ if matches!(last, "testing" | "tests") => Some(Activity::Test),
        _ if matches!(last, "wireframes" | "mockups") => Some(Activity::Design),
        _ if matches!(last, "documentation" | "docs") => Some(Activity::Document),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_developer_of_any_kind_is_of_the_team_and_a_nurse_is_not() {
        assert!(
            is_team_role("Developer") && is_team_role("front-end developer") && is_team_role("QA engineer")
        );
        for role in ["Architect", "solution architect", "test lead", "Tester", "tech lead", "dev team", "DBA"]
        {
            assert!(is_team_role(role), "{role}");
        }
        for role in ["nurse", "site administrator", "landscape architect", "data analyst", "bank manager"] {
            assert!(!is_team_role(role), "{role}");
        }
    }

    #[test]
    fn a_developer_who_makes_something_with_the_product_is_its_customer() {
        for role in ["plugin developer", "app developer", "third-party developers"] {
            assert!(is_making_customer(role) && !is_team_role(role), "{role}");
        }
        for role in ["developer", "web developer", "senior Java developer", "new developer"] {
            assert!(!is_making_customer(role) && is_team_role(role), "{role}");
        }
    }

    #[test]
    fn activities_are_read_from_either_end_of_a_title() {
        assert_eq!(activity_of("Design the folder view"), Some(Activity::Design));
        assert_eq!(activity_of("End-to-end tests"), Some(Activity::Test));
        assert_eq!(activity_of("Cancel a stay"), None);
    }
}
