//! What goes with an interview, before it is forgotten.

use super::split::Link;
use super::url;
use super::words::counted;
use crate::use_case::Preview;
use serde::Serialize;
use std::collections::BTreeSet;

/// Suggestions that are named; the others are counted.
const NAMED: usize = 12;

/// The page that asks before an interview is forgotten.
#[derive(Debug, Serialize)]
pub(crate) struct RemovePage {
    key: String,
    title: String,
    url: String,
    own: Loss,
    /// Who was interviewed.
    person: String,
    /// What goes with all that they said; none where that is this interview alone.
    all: Option<Loss>,
}

/// What goes, or loses its words.
#[derive(Debug, Serialize)]
struct Loss {
    /// "2 interviews".
    interviews: String,
    /// "4 suggestions"; empty where nothing rests on it.
    suggestions: String,
    is_one_suggestion: bool,
    named: Vec<Link>,
    /// How many more there are.
    more: usize,
    /// "3 decisions"; empty where there is none.
    decisions: String,
    is_one_decision: bool,
    /// Whether recordings of a model or runs of suites hold their words.
    has_copies: bool,
}

impl RemovePage {
    /// The page of one interview, with what all interviews of its participant come to.
    pub(crate) fn of(person: &str, own: &Preview, all: &[Preview]) -> Self {
        Self {
            key: own.key.clone(),
            title: own.title.clone(),
            url: url::interview(&own.key),
            own: Loss::of(std::slice::from_ref(own)),
            person: person.to_owned(),
            all: (all.len() > 1).then(|| Loss::of(all)),
        }
    }
}

impl Loss {
    fn of(previews: &[Preview]) -> Self {
        let dependants = || previews.iter().map(|preview| &preview.dependants);
        let mut seen = BTreeSet::new();
        let suggestions: Vec<Link> = dependants()
            .flat_map(|one| &one.suggestions)
            .filter(|one| seen.insert(one.0.clone()))
            .map(|one| Link { url: format!("/suggestions/{}", one.0), words: one.2.clone() })
            .collect();
        let decisions: BTreeSet<i64> = dependants().flat_map(|one| one.decisions.iter().copied()).collect();
        let some = |count: usize, one: &str, many: &str| match count {
            0 => String::new(),
            _ => counted(count, one, many),
        };
        Self {
            interviews: counted(previews.len(), "interview", "interviews"),
            suggestions: some(suggestions.len(), "suggestion", "suggestions"),
            is_one_suggestion: suggestions.len() == 1,
            more: suggestions.len().saturating_sub(NAMED),
            named: suggestions.into_iter().take(NAMED).collect(),
            decisions: some(decisions.len(), "decision", "decisions"),
            is_one_decision: decisions.len() == 1,
            has_copies: previews.iter().any(|preview| preview.copies > 0),
        }
    }
}
