//! What an engine printed, read as the kinds of suggestions that it holds.

use crate::domain::contradiction::Contradiction;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::suggestion::{Kind, Proposal};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An output that does not have the shape of its task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::evaluation) struct Unreadable(pub(in crate::evaluation) String);

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// A suggestion of one kind with its evidence.
pub(in crate::evaluation) struct Proposed<B> {
    pub(in crate::evaluation) body: B,
    pub(in crate::evaluation) evidence: Evidence,
}

#[derive(Deserialize)]
struct Suggested {
    kind: Kind,
    body: Value,
    #[serde(default)]
    evidence: Evidence,
}

/// The suggestions of a kind in an array, or in a single suggestion.
pub(in crate::evaluation) fn proposals<B: Proposal + DeserializeOwned>(
    output: &Value,
) -> Result<Vec<Proposed<B>>, Unreadable> {
    let all: Vec<Suggested> = match output {
        Value::Array(_) => read(output)?,
        _ => vec![read(output)?],
    };
    all.into_iter()
        .filter(|suggested| suggested.kind == B::KIND)
        .map(|suggested| Ok(Proposed { body: read(&suggested.body)?, evidence: suggested.evidence }))
        .collect()
}

/// Reads a value as a type of the wire.
pub(in crate::evaluation) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Unreadable> {
    Ok(T::deserialize(value)?)
}

/// One hit of a search: a turn of an interview, or an item.
#[derive(Debug, Deserialize)]
pub(in crate::evaluation) struct Hit {
    #[serde(default)]
    pub(in crate::evaluation) source: Option<String>,
    #[serde(default)]
    pub(in crate::evaluation) item: Option<String>,
    #[serde(default)]
    pub(in crate::evaluation) turn: Option<usize>,
    pub(in crate::evaluation) text: String,
}

/// The themes of all interviews.
#[derive(Debug, Deserialize)]
pub(in crate::evaluation) struct Understood {
    pub(in crate::evaluation) themes: Vec<crate::domain::theme::Theme>,
    #[serde(default)]
    pub(in crate::evaluation) anomalies: Vec<Quote>,
    #[serde(default)]
    pub(in crate::evaluation) contradictions: Vec<Contradiction>,
}

/// One finding of the lint.
#[derive(Debug, Deserialize)]
pub(in crate::evaluation) struct LintFinding {
    pub(in crate::evaluation) family: String,
    pub(in crate::evaluation) code: String,
}

/// Every string in a value, keys left out.
pub(in crate::evaluation) fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}
