//! Decisions as they stand, each with the traits of what was decided on.

use crate::domain::body::Body;
use crate::domain::counting::edit_ratio;
use crate::domain::decision::{Decision, Verdict, standing};
use crate::domain::id::SuggestionId;
use crate::domain::suggestion::{Stored, Suggestion};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// By what suggestions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What it proposes.
    Kind,
    /// The splitting pattern; of an assumption what it is about.
    Pattern,
    /// A rule that it follows or touches: a bad-split code, whom a question goes to, whether it cites anybody.
    Rule,
    /// Who drafted it.
    Engine,
}

/// Something that several suggestions have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
pub struct Trait {
    /// By what it is counted.
    pub group: Group,
    /// Its name, for example `operations`.
    pub name: String,
}

impl Trait {
    fn new(group: Group, name: impl Into<String>) -> Self {
        Self { group, name: name.into() }
    }
}

/// A suggestion that a person has decided on, as far as counting needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// What it has in common with others.
    pub traits: Vec<Trait>,
    /// Whether it was accepted.
    pub accepted: bool,
    /// Whether it was right; none when the reason does not tell.
    pub correct: Option<bool>,
    /// How much of the words was changed before it was accepted, 0 to 1; none when it was not
    /// accepted, or its texts are forgotten.
    pub changed: Option<f64>,
}

/// The traits of a suggestion; of a split those of the candidate `chosen`, or of all of them.
pub fn traits_of<S>(suggestion: &Suggestion<S>, chosen: Option<usize>) -> Vec<Trait> {
    let mut traits = vec![
        Trait::new(Group::Kind, suggestion.kind().id()),
        Trait::new(Group::Engine, suggestion.receipt.engine.as_str()),
    ];
    match &suggestion.body {
        Body::Split(split) => {
            let shown = split.candidates.iter().enumerate();
            for (_, candidate) in shown.filter(|(at, _)| chosen.is_none_or(|chosen| chosen == *at)) {
                traits.push(Trait::new(Group::Pattern, candidate.pattern.id()));
                let warned = candidate.warnings.iter().map(|code| Trait::new(Group::Rule, code.id()));
                traits.extend(warned);
            }
            if split.candidates.is_empty() {
                traits.push(Trait::new(Group::Pattern, split.verdict.id()));
            }
        }
        Body::Assumption(assumption) => traits.push(Trait::new(Group::Pattern, assumption.kind.id())),
        Body::Question(question) => {
            let to = match question.addressee.as_str() {
                "customer" => "to a customer",
                unlisted if unlisted.starts_with("unlisted: ") => "to somebody unlisted",
                _ => "to a stakeholder",
            };
            traits.push(Trait::new(Group::Rule, to));
        }
        Body::Snapshot(_) | Body::Theme(_) | Body::Duplicate(_) => {}
    }
    let cites = if suggestion.evidence.supporting.is_empty() { "cites nobody" } else { "cites somebody" };
    traits.push(Trait::new(Group::Rule, cites));
    traits.sort();
    traits.dedup();
    traits
}

/// What stands of the decisions after `since`, oldest first. What was taken back, put off, or
/// changed and not yet accepted is not decided.
pub fn history(decisions: &[Decision], suggestions: &[Stored], since: i64) -> Vec<Ruled> {
    let known: BTreeMap<&SuggestionId, &Stored> =
        suggestions.iter().map(|stored| (&stored.id, stored)).collect();
    let mut logs: BTreeMap<&SuggestionId, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions {
        logs.entry(&decision.suggestion).or_default().push(decision);
    }
    let mut ruled: Vec<(i64, Ruled)> = logs
        .into_iter()
        .map(|(id, log)| (id, standing(log)))
        .filter(|(_, steps)| steps.last().is_some_and(|last| last.at > since))
        .filter_map(|(id, steps)| Some((steps.last()?.seq, ruled(known.get(id)?, &steps)?)))
        .collect();
    ruled.sort_by_key(|(seq, _)| *seq);
    ruled.into_iter().map(|(_, ruled)| ruled).collect()
}

fn ruled(stored: &Stored, steps: &[&Decision]) -> Option<Ruled> {
    let (first, last) = (steps.first()?, steps.last()?);
    match last.verdict {
        Verdict::Accept { candidate } => Some(Ruled {
            traits: traits_of(&stored.suggestion, candidate),
            accepted: true,
            correct: Some(true),
            changed: changed(&first.shown, &last.kept),
        }),
        Verdict::Reject { code } => Some(Ruled {
            traits: traits_of(&stored.suggestion, None),
            accepted: false,
            correct: code.says_wrong().then_some(false),
            changed: None,
        }),
        Verdict::Edit | Verdict::Defer { .. } | Verdict::Undo => None,
    }
}

/// Share of the words that are others in what was kept than in what was first shown.
fn changed(shown: &str, kept: &str) -> Option<f64> {
    let words = |json: &str| serde_json::from_str::<Value>(json).ok().map(|body| words_of(&body));
    Some(edit_ratio(&words(shown)?, &words(kept)?))
}

/// Every text in a body, in order.
fn words_of(body: &Value) -> String {
    match body {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(words_of).collect::<Vec<_>>().join(" "),
        Value::Object(fields) => fields.values().map(words_of).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
