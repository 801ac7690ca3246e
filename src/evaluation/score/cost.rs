//! Scores what an output took: milliseconds, tokens, money.

use super::Figure;
use super::metric::Definition;
use crate::evaluation::suite::Task;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Milliseconds that a person waits without turning away.
const PATIENCE: f64 = 10_000.0;

const ON: &[Task] = &Task::ALL;

/// The metrics of this file: means over cases. Tokens and money have no bar.
pub(super) const METRICS: &[Definition] = &[
    Definition::lower("cost.ms", ON, PATIENCE),
    Definition::lower("cost.input_tokens", ON, f64::INFINITY),
    Definition::lower("cost.output_tokens", ON, f64::INFINITY),
    Definition::lower("cost.micros", ON, f64::INFINITY),
];

/// What an output took of a language model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spent {
    /// Tokens sent.
    pub input_tokens: u64,
    /// Tokens received.
    pub output_tokens: u64,
    /// What they cost, in millionths of the currency of the prices.
    pub micros: u64,
}

impl Spent {
    /// What its suggestions took by their receipts, wherever they stand. Drafts that were dropped
    /// have none.
    pub fn in_receipts(output: &Value) -> Self {
        let within: Vec<&Value> = match output {
            Value::Array(all) => all.iter().collect(),
            Value::Object(fields) => fields.values().collect(),
            _ => Vec::new(),
        };
        let number = |field: &str| output["receipt"][field].as_u64().unwrap_or(0);
        let own = Self {
            input_tokens: number("input_tokens"),
            output_tokens: number("output_tokens"),
            micros: number("cost_micros"),
        };
        within.into_iter().map(Self::in_receipts).fold(own, |sum, one| Self {
            input_tokens: sum.input_tokens + one.input_tokens,
            output_tokens: sum.output_tokens + one.output_tokens,
            micros: sum.micros + one.micros,
        })
    }
}

/// Tokens and money apply where a language model was asked, and prices are known.
pub(super) fn score(ms: u64, spent: Spent) -> Vec<Figure> {
    let mut figures = vec![Figure::value("cost.ms", ms as f64)];
    if spent.input_tokens > 0 {
        figures.push(Figure::value("cost.input_tokens", spent.input_tokens as f64));
        figures.push(Figure::value("cost.output_tokens", spent.output_tokens as f64));
    }
    if spent.micros > 0 {
        figures.push(Figure::value("cost.micros", spent.micros as f64));
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn receipts_are_added_up_wherever_they_stand_and_rules_spend_nothing() {
        let receipt =
            |tokens: u64| json!({"receipt": {"input_tokens": tokens, "output_tokens": 2, "cost_micros": 3}});
        let output = json!([receipt(5), {"themes": [receipt(7)]}, {"receipt": {"engine": "playbook"}}]);
        let spent = Spent::in_receipts(&output);
        assert_eq!((spent.input_tokens, spent.output_tokens, spent.micros), (12, 4, 6));
        let ids = |spent| -> Vec<&str> { score(4, spent).into_iter().map(|one| one.metric).collect() };
        assert_eq!(ids(spent).len(), 4);
        assert_eq!(ids(Spent::in_receipts(&json!([{"receipt": {"engine": "playbook"}}]))), ["cost.ms"]);
    }
}
