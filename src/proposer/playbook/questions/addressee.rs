//! Whom to ask: the one who lived it, or the one on the register whom it concerns.

use crate::domain::stakeholder::Stakeholder;
use crate::proposer::Brief;
use crate::proposer::playbook::claims::{
    Claims, Fit, OWN_MATTER, best_fit, hears_users, same_people, speaks_for,
};

/// Who is asked, and why they.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addressee {
    /// A name of the register, `customer`, or `unlisted: NAME`.
    pub(super) name: String,
    /// Why this person.
    pub(super) why: String,
}

impl Addressee {
    /// The one who acts in the item: on the register if listed there, else the customer.
    pub(super) fn who_acts(brief: &Brief, claims: &Claims, because: &str) -> Self {
        let listed =
            claims.names_actor.then(|| speaks_for(&claims.actor.singular, &brief.stakeholders)).flatten();
        match listed {
            Some(one) => Self { name: one.name.clone(), why: format!("it is their own work: {because}") },
            None if claims.actor.singular.contains(" who ") => {
                Self { name: "customer".into(), why: because.to_owned() }
            }
            None => Self {
                name: "customer".into(),
                why: format!("{} with a case of the last month: {because}", claims.actor.one()),
            },
        }
    }

    /// The one on the register whom `matter` concerns; else the one who acts.
    pub(super) fn for_matter(brief: &Brief, claims: &Claims, matter: &str, because: &str) -> Self {
        Self::listed(brief, claims, matter).unwrap_or_else(|| Self::who_acts(brief, claims, because))
    }

    /// The one on the register whom `matter` concerns, unless that is who acts.
    pub(super) fn listed(brief: &Brief, claims: &Claims, matter: &str) -> Option<Self> {
        let actor = speaks_for(&claims.actor.singular, &brief.stakeholders);
        best_fit(matter, &brief.stakeholders)
            .into_iter()
            .find(|fit| {
                fit.score >= OWN_MATTER && actor.is_none_or(|actor| actor.name != fit.stakeholder.name)
            })
            .map(|fit| Self { name: fit.stakeholder.name.clone(), why: why_listed(&fit) })
    }

    /// The one on the register who hears from those who act, where these are customers.
    pub(super) fn who_hears<'a>(brief: &'a Brief, claims: &Claims) -> Option<&'a Stakeholder> {
        let is_customer = speaks_for(&claims.actor.singular, &brief.stakeholders).is_none();
        brief.stakeholders.iter().find(|one| is_customer && hears_users(one))
    }

    /// Whether somebody of a segment is one of those who are asked; whoever is not on the register is asked as a customer.
    pub(super) fn is_among(&self, segment: Option<&str>) -> bool {
        self.name == "customer" || segment.is_some_and(|segment| same_people(segment, &self.name))
    }

    /// Somebody who is named and not on the register.
    pub(super) fn unlisted(role: &str, why: &str) -> Self {
        Self { name: format!("unlisted: {role}"), why: why.to_owned() }
    }

    /// The one who may stop it: most power on the register.
    pub(super) fn who_decides(brief: &Brief) -> Option<Self> {
        let one =
            brief.stakeholders.iter().find(|one| one.power.eq_ignore_ascii_case("high")).or_else(|| {
                brief.stakeholders.iter().find(|one| {
                    let role = format!("{} {}", one.name, one.role).to_lowercase();
                    ["sponsor", "director", "head of", "executive", "chief", "owner", "lead"]
                        .iter()
                        .any(|word| role.contains(word))
                })
            })?;
        let why = if one.incentives.trim().is_empty() {
            format!("{} may stop it", role_or_name(&one.role, &one.name))
        } else {
            format!("may stop it, and is measured by «{}»", one.incentives.trim())
        };
        Some(Self { name: one.name.clone(), why })
    }
}

fn role_or_name<'a>(role: &'a str, name: &'a str) -> &'a str {
    if role.trim().is_empty() { name } else { role.trim() }
}

/// What the register says that makes it their matter.
fn why_listed(fit: &Fit<'_>) -> String {
    let one = fit.stakeholder;
    let touches = |text: &str| {
        let lower = text.to_lowercase();
        !text.trim().is_empty() && fit.words.iter().any(|word| lower.contains(word.as_str()))
    };
    if touches(&one.needs) {
        format!("the register says they need «{}»", one.needs.trim())
    } else if touches(&one.incentives) {
        format!("the register says they are measured by «{}»", one.incentives.trim())
    } else if !one.role.trim().is_empty() {
        format!("their work as on the register: «{}»", one.role.trim())
    } else {
        format!("{} answers for this on the register", one.name)
    }
}
