//! Who on the stakeholder register a matter concerns.

use super::people::same_people;
use crate::domain::stakeholder::Stakeholder;
use crate::domain::text;
use crate::proposer::playbook::phrase::{is_plural, lower_first};
use std::collections::BTreeSet;

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

/// The stakeholders whom `matter` concerns, best first; ties in the order of the register.
///
/// Words in common count once each by rarity in the register; a shared field of work counts like half a word.
pub fn best_fit<'a>(matter: &str, register: &'a [Stakeholder]) -> Vec<Fit<'a>> {
    let matter: BTreeSet<String> = text::content_stems(matter).into_iter().collect();
    let described: Vec<BTreeSet<String>> =
        register.iter().map(|one| text::content_stems(&description(one)).into_iter().collect()).collect();
    let mut fits: Vec<Fit<'a>> = register
        .iter()
        .zip(&described)
        .map(|(stakeholder, stems)| {
            let shared: Vec<&String> = matter.intersection(stems).collect();
            let rarity = |stem: &String| {
                1.0 / described.iter().filter(|other| other.contains(stem)).count().max(1) as f64
            };
            let own: f64 = shared.iter().map(|stem| rarity(stem)).sum();
            let words = text::content_words(&description(stakeholder))
                .into_iter()
                .filter(|word| shared.contains(&&text::stem(word)))
                .collect();
            Fit { stakeholder, score: own + field_in_common(&matter, stakeholder), words }
        })
        .filter(|fit| fit.score > 0.0)
        .collect();
    fits.sort_by(|a, b| b.score.total_cmp(&a.score));
    fits
}

/// The stakeholder who is, by name or role, one of `people`.
pub fn speaks_for<'a>(people: &str, register: &'a [Stakeholder]) -> Option<&'a Stakeholder> {
    register.iter().find(|one| {
        same_people(&one.name, people) || (!one.role.is_empty() && same_people(&one.role, people))
    })
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
