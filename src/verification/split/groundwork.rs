//! First slices that only prepare: nobody can use them alone.

/// Groundwork of the makers, which nobody sees.
const UNSEEN: [&str; 19] = [
    "architecture",
    "boilerplate",
    "configuration of",
    "data model",
    "empty ",
    "foundation",
    "framework",
    "groundwork",
    "infrastructure",
    "log in",
    "login",
    "prepare",
    "registration",
    "rules engine",
    "scaffold",
    "set up",
    "setup",
    "sign in",
    "skeleton",
];

/// What comes before the product and is no use of it, though somebody sees it.
const BEFORE_USE: [&str; 17] = [
    "configuration",
    "create an account",
    "dummy",
    "home page",
    "landing page",
    "logo",
    "main menu",
    "master data",
    "password",
    "placeholder",
    "settings",
    "sign up",
    "splash",
    "start page",
    "start screen",
    "user account",
    "welcome page",
];

/// The words of a first slice that only prepares; none when the parent asks for them.
pub(super) fn groundwork(lower: &str, parent: &str, is_seen: bool) -> Option<&'static str> {
    let is_new = |mark: &&str| text_has(lower, mark) && !text_has(parent, mark.trim());
    BEFORE_USE.into_iter().find(is_new).or_else(|| UNSEEN.into_iter().filter(|_| !is_seen).find(is_new))
}

/// Somebody else's groundwork: "administer the list of types", "define the categories"; not when the parent asks for it.
pub(super) fn tends_lists(words: &[String], parent: &str) -> bool {
    const TENDS: [&str; 8] =
        ["administer", "configure", "define", "maintain", "manage", "prepare", "set", "specify"];
    const KEPT: [&str; 14] = [
        "catalogue",
        "catalogues",
        "categories",
        "category",
        "configuration",
        "list",
        "permissions",
        "roles",
        "settings",
        "templates",
        "types",
        "users",
        "values",
        "kinds",
    ];
    words.first().is_some_and(|verb| TENDS.contains(&verb.as_str()) && !text_has(parent, verb))
        && words.iter().any(|word| KEPT.contains(&word.as_str()))
}

fn text_has(lower: &str, mark: &str) -> bool {
    lower.starts_with(mark) || lower.contains(&format!(" {}", mark.trim_start()))
}
