//! Decided suggestions become cases: what was accepted is gold, what was rejected must not
//! come back.
//!
//! All cases of an item go to one side, so that nothing is tuned on an item and judged on it.
//! A case whose answer stands in the corpus is left out: it would measure copying.

mod case;
mod folder;

pub use folder::{PromoteError, write};

use super::suite::{MustNot, Suite};
use crate::domain::access::Scope;
use crate::domain::suggestion::{Status, Stored};
use crate::domain::text::normalise_quote;
use crate::use_case::{Copilot, Error};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A decided suggestion that became no case, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Short id of the suggestion.
    pub suggestion: String,
    /// Key of the item.
    pub item: String,
    /// Why.
    pub why: &'static str,
}

/// What the decisions on one item give.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OfItem {
    /// Case of a split.
    pub split: Option<Value>,
    /// Accepted assumptions.
    pub assumptions: Vec<Value>,
    /// Accepted questions.
    pub questions: Vec<Value>,
    /// What was turned down.
    pub must_not: Vec<MustNot>,
}

/// The decisions of a workspace as cases, by item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Promoted {
    /// By the item's key.
    pub items: BTreeMap<String, OfItem>,
    /// What became no case.
    pub left_out: Vec<LeftOut>,
}

/// Turns the decided suggestions of a workspace into cases over a corpus.
///
/// # Errors
/// When the workspace cannot be read.
pub async fn promote(copilot: &Copilot, scope: &Scope, corpus: &Suite) -> Result<Promoted, Error> {
    let mut promoted = Promoted::default();
    let items = copilot.items(scope).await?;
    let rejected: BTreeMap<String, String> = copilot
        .ledger(scope)
        .await?
        .into_iter()
        .map(|one| (one.suggestion.id.to_string(), one.reason.id().to_owned()))
        .collect();
    for item in &items {
        let children: Vec<&str> = items
            .iter()
            .filter(|child| child.record.parent.as_ref() == Some(&item.key))
            .map(|child| child.record.title.as_str())
            .collect();
        for stored in copilot.suggestions_on(scope, &item.key).await? {
            let reason = rejected.get(&stored.id.to_string());
            match (stored.status, reason) {
                (Status::Accepted, _) => promoted.accept(&stored, &children, corpus),
                (Status::Rejected, Some(reason)) => promoted.reject(&stored, reason, corpus),
                _ => {}
            }
        }
    }
    Ok(promoted)
}

impl Promoted {
    fn accept(&mut self, stored: &Stored, children: &[&str], corpus: &Suite) {
        match case::of(stored, children, corpus) {
            Err(why) => self.leave_out(stored, why),
            Ok(made) if made.texts.iter().any(|text| stands_in(text, corpus)) => {
                self.leave_out(stored, "its words stand in the corpus, where a search finds them");
            }
            Ok(made) => {
                let own = self.items.entry(stored.suggestion.item.clone()).or_default();
                match made.gold {
                    case::Gold::Split(case) => own.split = Some(case),
                    case::Gold::Assumption(gold) => own.assumptions.push(gold),
                    case::Gold::Question(gold) => own.questions.push(gold),
                }
            }
        }
    }

    fn reject(&mut self, stored: &Stored, reason: &str, corpus: &Suite) {
        if corpus.corpus.item(&stored.suggestion.item).is_none() {
            return self.leave_out(stored, NO_ITEM);
        }
        let wire = serde_json::to_value(stored).unwrap_or_default();
        let own = self.items.entry(stored.suggestion.item.clone()).or_default();
        own.must_not.push(MustNot {
            id: format!("must-not-{}", stored.id.short()),
            item: stored.suggestion.item.clone(),
            kind: stored.suggestion.kind(),
            texts: super::returned::texts(&wire),
            reason: reason.to_owned(),
        });
    }

    fn leave_out(&mut self, stored: &Stored, why: &'static str) {
        self.left_out.push(LeftOut {
            suggestion: stored.id.short().to_owned(),
            item: stored.suggestion.item.clone(),
            why,
        });
    }
}

const NO_ITEM: &str = "the corpus has no such item";

/// Whether a text stands in an item or a turn, word for word.
fn stands_in(text: &str, suite: &Suite) -> bool {
    let sought = normalise_quote(text).to_lowercase();
    let holds = |whole: &str| normalise_quote(whole).to_lowercase().contains(&sought);
    let turns = suite.corpus.interviews.iter().flat_map(|interview| &interview.turns);
    let items = suite.corpus.items.iter();
    turns.map(|turn| turn.text.as_str()).any(holds)
        || items
            .flat_map(|item| [&item.title, &item.text].into_iter().chain(&item.criteria))
            .any(|own| holds(own))
}
