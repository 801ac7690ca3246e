//! People whom a text names by what they do.

use crate::domain::text;
use crate::proposer::playbook::phrase::pattern;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)\b(?:the|an?|our|each|my|their|your|from|by|with|to|and|ask|call|ring)\s+
        ((?:(?:night|ward|head|charge|duty|shift|line|floor|front|back|case|site|account|store|data|product|project|plant|field|school|class|tax|legal|finance|accounts|billing|customer|
        technical|social|community|discharge|home|local|regional|senior|chief|support|security|compliance|procurement|network|control|dispatch|loading|customs|works|transport|repository|system|systems|event|facility|grid|branch|loan|credit|fraud)\s+)?
        (?:nurses?|doctors?|consultants?|pharmac(?:y|ists?)|physios?|physiotherapists?|porters?|matrons?|clerks?|managers?|administrators?|admins?|drivers?|dispatchers?|teachers?|tutors?|officers?|accountants?|cashiers?|
        receptionists?|librarians?|caretakers?|wardens?|supervisors?|technicians?|engineers?|operators?|agents?|planners?|auditors?|lawyers?|solicitors?|secretar(?:y|ies)|coordinators?|moderators?|editors?|reviewers?|approvers?|
        cleaners?|carriers?|suppliers?|landlords?|installers?|inspectors?|rangers?|reception|front\s+desk|help\s?desk|service\s+desk|back\s+office|call\s+cent(?:re|er)|control\s+room|warehouse|works\s+council|kitchen|laborator(?:y|ies)|lab|social\s+workers?|key\s+workers?|case\s+workers?|carers?|GPs?|head\s?teachers?|janitors?|maintainers?|
        (?:billing|finance|legal|support|sales|security|compliance|operations|payroll|accounts|procurement|transport|safeguarding|marketing|customer\s+service)\s+(?:team|department|office|desk)))\b",
    )
});

/// Roles that a text names, in lower case unless abbreviated, each once.
pub fn roles_in(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    const OF_A_PRODUCT: [&str; 9] =
        ["ui", "gui", "panel", "page", "pages", "interface", "console", "screen", "account"];
    ROLE.captures_iter(text)
        .filter_map(|found| found.get(1))
        .filter(|role| {
            let next = text::words(&text[role.end()..]).into_iter().next().unwrap_or_default();
            !OF_A_PRODUCT.contains(&next.as_str())
        })
        .map(|role| {
            let role = role.as_str();
            if role.starts_with("GP") { role.to_owned() } else { role.to_lowercase() }
        })
        .filter(|role| seen.insert(text::stem(role)))
        .collect()
}

/// Whether two role names mean the same people: the head of one stands in the other.
pub fn same_people(a: &str, b: &str) -> bool {
    let stems = |name: &str| -> BTreeSet<String> { text::content_stems(name).into_iter().collect() };
    let (a, b) = (stems(a), stems(b));
    !a.is_empty() && !b.is_empty() && (a.is_subset(&b) || b.is_subset(&a))
}

/// Whether somebody acts as part of their work, with the tools that work gives them.
pub fn is_at_work(role: &str) -> bool {
    const WORK: [&str; 14] = [
        "admin",
        "agency",
        "archivist",
        "designer",
        "developer",
        "engineer",
        "executive",
        "manager",
        "moderator",
        "owner",
        "publisher",
        "researcher",
        "scientist",
        "team",
    ];
    !roles_in(&format!("the {}", role.rsplit(' ').next().unwrap_or(role))).is_empty()
        || text::words(role).iter().any(|word| WORK.contains(&word.as_str()))
}
