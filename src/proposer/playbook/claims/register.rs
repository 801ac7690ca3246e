//! Who on the stakeholder register a matter concerns.

use super::makers::is_somebody;
use super::people::same_people;
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::playbook::phrase::{before_any, is_plural, is_verb, lower_first};
use std::collections::{BTreeMap, BTreeSet};

/// A stakeholder whom a matter concerns, and the words that say so.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit<'a> {
    /// Who.
    pub stakeholder: &'a Stakeholder,
    /// How much, from 0.
    pub score: f64,
    /// The register's words in common with the matter, as written there.
    pub words: Vec<String>,
}

/// Fields of work: words of a matter, and words by which the register names who is responsible.
const FIELDS: [(&str, &str); 9] = [
    (
        "pay payment fee price refund deposit charge cost invoice bill billing discount money budget revenue tariff fine",
        "finance billing accountant accounts revenue cost budget cash controller treasurer payment commercial",
    ),
    (
        "privacy personal data consent record access permission gdpr audit legal law regulation medication photo password secure",
        "compliance legal privacy data protection audit regulator security governance safeguarding officer risk",
    ),
    (
        "system integration import export sync interface api network server file format migration database performance",
        "it engineering developer architect operations infrastructure technical platform systems integration",
    ),
    (
        "complaint question confused help call support phone",
        "support service desk helpdesk customer care call complaints",
    ),
    (
        "schedule route delivery shift plan staff roster pick delay capacity load",
        "operations planner dispatch logistics manager coordinator scheduling warehouse",
    ),
    (
        "patient ward discharge medication bed clinic nurse doctor",
        "nurse ward clinical doctor pharmacy matron bed discharge",
    ),
    ("pupil student class lesson grade attendance absence parent", "teacher school head tutor parent office"),
    (
        "campaign promotion offer customer churn brand newsletter sale",
        "marketing sales commercial growth product",
    ),
    (
        "launch stop scope budget goal outcome deadline contract",
        "sponsor director head executive owner chief board lead",
    ),
];

/// Words that stand in many needs and name no matter.
const EMPTY: &str =
    "case day early know less look month more need other own people person role time week work year";

/// What a word in common counts, by where the register has it.
const BY_NAME: f64 = 0.9;
const BY_OFFICE: f64 = 0.65;
const BY_ROLE: f64 = 0.7;
const BY_NEED: f64 = 0.45;
const BY_INCENTIVE: f64 = 0.3;

/// Fit from which a matter is somebody's own, not only a word in common.
pub const OWN_MATTER: f64 = 0.5;

/// The stakeholders whom `matter` concerns, best first; ties in the order of the register.
///
/// Words in common count by their rarity in the register and by where they stand: a name for more than a need. A
/// shared field of work counts like half a word.
pub fn best_fit<'a>(matter: &str, register: &'a [Stakeholder]) -> Vec<Fit<'a>> {
    let empty: BTreeSet<String> = EMPTY.split_ascii_whitespace().map(text::stem).collect();
    let matter: BTreeSet<String> =
        text::content_stems(matter).into_iter().filter(|stem| !empty.contains(stem)).collect();
    let described: Vec<BTreeSet<String>> =
        register.iter().map(|one| text::content_stems(&description(one)).into_iter().collect()).collect();
    let mut fits: Vec<Fit<'a>> = register
        .iter()
        .map(|stakeholder| {
            let shared: BTreeMap<String, f64> = weights(stakeholder)
                .into_iter()
                .filter(|(stem, _)| matter.contains(stem))
                .map(|(stem, weight)| {
                    let holders = described.iter().filter(|other| other.contains(&stem)).count().max(1);
                    (stem, weight / holders as f64)
                })
                .collect();
            let words = text::content_words(&description(stakeholder))
                .into_iter()
                .filter(|word| shared.contains_key(&text::stem(word)))
                .collect();
            let own: f64 = shared.values().sum();
            Fit { stakeholder, score: own + field_in_common(&matter, stakeholder), words }
        })
        .filter(|fit| fit.score > 0.0)
        .collect();
    fits.sort_by(|a, b| b.score.total_cmp(&a.score));
    fits
}

/// Each stem of the register's words on somebody, with the most that it counts: people are known by their name,
/// a department of two words by both.
fn weights(one: &Stakeholder) -> BTreeMap<String, f64> {
    let name = text::content_words(&one.name);
    let by_name = if is_somebody(&one.name) { BY_NAME } else { BY_OFFICE / name.len().max(1) as f64 };
    let head = name.last().map(|last| text::stem(last));
    let fields =
        [(&one.incentives, BY_INCENTIVE), (&one.needs, BY_NEED), (&one.role, BY_ROLE), (&one.name, by_name)];
    fields
        .into_iter()
        .flat_map(|(words, weight)| text::content_stems(words).into_iter().map(move |stem| (stem, weight)))
        .map(|(stem, weight)| {
            // `Island` of `Island Hosts` says less than `Hosts`.
            let is_first_name = weight >= BY_NAME && head.as_ref() != Some(&stem);
            (stem, if is_first_name { BY_NEED } else { weight })
        })
        .collect()
}

/// The stakeholder who is, by name or role, one of `people`.
pub fn speaks_for<'a>(people: &str, register: &'a [Stakeholder]) -> Option<&'a Stakeholder> {
    let is_role = |role: &str| text::content_words(role).len() <= 3 && same_people(role, people);
    register.iter().find(|one| same_people(&one.name, people) || is_role(&one.role))
}

/// The name as it stands inside a sentence: `the front desk`, `Compliance`, `Ana Ruiz`.
pub fn say_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied().unwrap_or_default();
    let is_small = words.iter().skip(1).all(|word| word.starts_with(char::is_lowercase));
    const GROUPS: [&str; 8] =
        ["team", "desk", "department", "office", "group", "board", "committee", "staff"];
    let is_group = GROUPS.contains(&last.to_lowercase().as_str());
    match words.len() {
        0 => "someone".into(),
        _ if name.starts_with("The ") || name.starts_with("the ") => lower_first(name),
        1 if is_plural(last)
            && !name.chars().all(char::is_uppercase)
            && name != "Operations"
            && name != "Sales" =>
        {
            format!("the {}", lower_first(name))
        }
        1 => name.to_owned(),
        _ if is_small || is_group => {
            format!("the {}", words.iter().map(|word| lower_first(word)).collect::<Vec<_>>().join(" "))
        }
        _ => name.to_owned(),
    }
}

/// What a stakeholder needs, as a short noun phrase; none when the register says it otherwise.
pub fn stake(one: &Stakeholder) -> Option<String> {
    let needs = before_any(one.needs.trim(), &[";", ". ", ", "]);
    let words = text::words(needs);
    let is_noun_phrase =
        !words.first().is_some_and(|word| is_verb(word) || word == "to") && !needs.contains(" that ");
    ((2..=9).contains(&words.len()) && is_noun_phrase).then(|| lower_first(needs))
}

/// Words by which the register names who answers for money, and who for the rules.
const MONEY_WATCH: [&str; 13] = [
    "income",
    "occupancy",
    "profit",
    "finance",
    "financial",
    "controller",
    "accounting",
    "accounts",
    "billing",
    "treasurer",
    "revenue",
    "commercial",
    "budget",
];
const RULES_WATCH: [&str; 10] = [
    "compliance",
    "legal",
    "privacy",
    "protection",
    "audit",
    "auditor",
    "regulator",
    "security",
    "safeguarding",
    "governance",
];

/// Whether a stakeholder is one of those whom `words` name.
fn watches(one: &Stakeholder, words: &[&str]) -> bool {
    text::words(&format!("{} {}", one.name, one.role)).iter().any(|word| words.contains(&word.as_str()))
}

/// Whether a stakeholder answers for money.
pub fn watches_money(one: &Stakeholder) -> bool {
    watches(one, &MONEY_WATCH)
}

/// Whether a stakeholder hears from those who use the product: takes their calls, answers their questions.
pub fn hears_users(one: &Stakeholder) -> bool {
    const HEARS: [&str; 12] = [
        "answers",
        "answer",
        "calls",
        "care",
        "desk",
        "enquiries",
        "help",
        "helpdesk",
        "inquiries",
        "questions",
        "reception",
        "support",
    ];
    let answers_for = one.role.to_lowercase().contains("answers for");
    watches(one, &HEARS) && (!answers_for || watches(one, &HEARS[2..]))
}

/// Whether a stakeholder answers for rules that others set.
pub fn watches_rules(one: &Stakeholder) -> bool {
    watches(one, &RULES_WATCH)
}

fn description(one: &Stakeholder) -> String {
    [&one.name, &one.role, &one.needs, &one.incentives].map(String::as_str).join(" ")
}

fn field_in_common(matter: &BTreeSet<String>, one: &Stakeholder) -> f64 {
    let who: BTreeSet<String> =
        text::content_stems(&format!("{} {}", one.name, one.role)).into_iter().collect();
    let shares = FIELDS.iter().filter(|(matters, people)| {
        let has = |stems: &BTreeSet<String>, words: &str| {
            text::content_stems(words).iter().any(|stem| stems.contains(stem))
        };
        has(matter, matters) && has(&who, people)
    });
    0.5 * shares.count() as f64
}
