//! What was turned down before and is proposed again.

use super::run::Run;
use super::suite::{MustNot, Suite};
use crate::domain::suggestion::Kind;
use serde::Serialize;
use serde_json::Value;

/// Texts this alike, by words, are the same text again; a paraphrase is for the ledger's own tests.
const AGAIN: f64 = 0.8;

/// A suggestion that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Returned {
    /// Id in `must-not.yaml`.
    pub rejected: String,
    /// Key of the item.
    pub item: String,
    /// What was proposed: split, assumption or question.
    pub kind: Kind,
}

/// The suggestions of a run that say again what a person turned down on the same item.
pub fn returned(suite: &Suite, run: &Run) -> Vec<Returned> {
    let lexicon = suite.corpus.lexicon();
    let again = |rejected: &&MustNot| {
        let same = |said: &String| rejected.texts.iter().any(|text| lexicon.similarity(said, text) >= AGAIN);
        let outputs = run.outputs.iter().filter_map(|output| output.output.as_ref().ok());
        let proposed = outputs
            .filter_map(Value::as_array)
            .flatten()
            .filter(|one| one["item"] == rejected.item.as_str() && one["kind"] == rejected.kind.id());
        // A split comes back when each of its slices does.
        proposed.map(texts).any(|said| !said.is_empty() && said.iter().all(same))
    };
    let found = suite.must_not.iter().filter(again);
    found
        .map(|rejected| Returned {
            rejected: rejected.id.clone(),
            item: rejected.item.clone(),
            kind: rejected.kind,
        })
        .collect()
}

/// What a suggestion says: its statement, its question, or the titles of its first slices.
pub(super) fn texts(suggestion: &Value) -> Vec<String> {
    let body = &suggestion["body"];
    let one = |field: &str| body[field].as_str().map(str::to_owned).into_iter().collect();
    match suggestion["kind"].as_str() {
        Some("assumption") => one("statement"),
        Some("question") => one("text"),
        Some("split") => {
            let slices = body["candidates"][0]["slices"].as_array();
            let titles = slices.into_iter().flatten().filter_map(|slice| slice["title"].as_str());
            titles.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}
