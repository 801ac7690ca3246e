//! The formulas of evaluation against the reference: every vector, to nine digits.
#![expect(clippy::unwrap_used, reason = "a fixture that does not parse fails the test")]

use hone::domain::counting;
use hone::evaluation::measure::citation::CitedTexts;
use hone::evaluation::measure::confidence::{self, Forecast};
use hone::evaluation::measure::matching::match_one_to_one;
use hone::evaluation::measure::{decision, grouping, retrieval, slices, spans};
use hone::evaluation::statistics::{cluster, compare, repeats, verdict};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const VECTORS: &str = include_str!("../../fixtures/reference/vectors.json");

#[derive(Deserialize)]
struct Vector {
    #[serde(rename = "fn")]
    function: String,
    args: Vec<Value>,
    expect: Value,
}

impl Vector {
    fn arg<T: DeserializeOwned>(&self, at: usize) -> T {
        serde_json::from_value(self.args[at].clone()).unwrap()
    }

    fn ranked(&self) -> (Vec<String>, BTreeMap<String, f64>, usize) {
        (self.arg(0), self.arg(1), self.arg(2))
    }

    /// Numbers in the first argument, their clusters in the second.
    fn clustered(&self) -> Vec<(String, f64)> {
        self.arg::<Vec<String>>(1).into_iter().zip(self.arg::<Vec<f64>>(0)).collect()
    }

    fn spans(&self, at: usize) -> std::collections::BTreeSet<usize> {
        let spans: Vec<(usize, usize)> = self.arg(at);
        spans::turns_of(&spans.into_iter().map(|(start, end)| start..=end).collect::<Vec<_>>())
    }

    fn forecasts(&self) -> Vec<Forecast> {
        let came_true: Vec<u8> = self.arg(1);
        self.arg::<Vec<f64>>(0).into_iter().zip(came_true.into_iter().map(|came| came == 1)).collect()
    }
}

fn classify(vector: &Vector) -> Value {
    let sources: BTreeMap<String, Vec<(String, String)>> = vector.arg(1);
    let mut texts = CitedTexts::default();
    for (source, turns) in &sources {
        texts.add(source, turns.iter().map(|(_, text)| text.as_str()));
    }
    let turn = (vector.args.len() > 3).then(|| vector.arg(3));
    let (class, hits) = texts.classify(&vector.arg::<String>(0), &vector.arg::<String>(2), turn);
    json!({"class": class.id(), "hits": hits})
}

fn matching(vector: &Vector) -> Value {
    let similarity: Vec<Vec<f64>> = vector.arg(0);
    let gold = similarity.first().map_or(0, Vec::len);
    let found = match_one_to_one(&similarity, gold, vector.arg(1));
    json!({
        "tp": found.counts.matched, "precision": found.counts.precision(), "recall": found.counts.recall(),
        "f1": found.counts.f1(), "soft_f1": found.soft_f1, "pairs": found.pairs,
    })
}

fn computed(vector: &Vector) -> Option<Value> {
    let found = match vector.function.as_str() {
        "wilson" => json!(counting::wilson(vector.arg(0), vector.arg(1))),
        "cluster_se" => json!(cluster::standard_error(&vector.clustered())),
        "paired_signflip" => json!(compare::sign_flip(&vector.clustered())),
        "mcnemar_exact" => json!(compare::mcnemar(vector.arg(0), vector.arg(1))),
        "holm" => json!(compare::holm(&vector.arg::<Vec<f64>>(0))),
        "pass_at_k" => json!(repeats::pass_at_k(vector.arg(0), vector.arg(1), vector.arg(2))),
        "pass_hat_k" => json!(repeats::pass_hat_k(vector.arg(0), vector.arg(1), vector.arg(2))),
        "verdict" => json!(verdict::at_least(vector.arg(0), vector.arg(1), vector.arg(2)).id()),
        "recall_at" => {
            let (ranked, gain, k) = vector.ranked();
            json!(retrieval::recall_at(&ranked, &gain, k))
        }
        "capped_recall_at" => {
            let (ranked, gain, k) = vector.ranked();
            json!(retrieval::capped_recall_at(&ranked, &gain, k))
        }
        "rr_at" => {
            let (ranked, gain, k) = vector.ranked();
            json!(retrieval::reciprocal_rank_at(&ranked, &gain, k))
        }
        "ndcg_at" => {
            let (ranked, gain, k) = vector.ranked();
            json!(retrieval::ndcg_at(&ranked, &gain, k))
        }
        "rank_ties" => json!(retrieval::rank(&vector.arg::<BTreeMap<String, f64>>(0))),
        "citation" => classify(vector),
        "span_iou" => json!(spans::intersection_over_union(&vector.spans(0), &vector.spans(1))),
        "span_pr" => json!(spans::precision_and_recall(&vector.spans(0), &vector.spans(1))),
        "match" => matching(vector),
        "b_cubed" => {
            json!(grouping::b_cubed(&vector.arg::<BTreeMap<String, u32>>(0), &vector.arg(1)))
        }
        "residual_overlap" => {
            let (slices, parent, common): (Vec<Vec<String>>, Vec<String>, Vec<String>) =
                (vector.arg(0), vector.arg(1), vector.arg(2));
            json!(slices::residual_overlap(&slices, &parent, &common))
        }
        "cv" => json!(slices::size_variation(&vector.arg::<Vec<f64>>(0))),
        "edit_ratio" => json!(counting::edit_ratio(&vector.arg::<String>(0), &vector.arg::<String>(1))),
        "cohen_kappa" => {
            json!(decision::cohen_kappa(&vector.arg::<Vec<String>>(0), &vector.arg::<Vec<String>>(1)))
        }
        "brier" => json!(confidence::brier(&vector.forecasts())),
        "brier_skill" => json!(confidence::brier_skill(&vector.forecasts())),
        "ece_equal_mass" => {
            json!(confidence::expected_calibration_error(&vector.forecasts(), vector.arg(2)))
        }
        "auroc" => json!(confidence::auroc(&vector.forecasts())),
        "norm_quote" => json!(hone::domain::text::normalise_quote(&vector.arg::<String>(0))),
        _ => return None,
    };
    Some(found)
}

/// Equal in shape and words, and in numbers to 1e-9.
fn is_close(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(a), Value::Number(b)) => (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= 1e-9,
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_close(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_close(a, b)))
        }
        _ => found == expected,
    }
}

#[test]
fn every_vector_of_the_reference_is_met() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    assert_eq!(vectors.len(), 53, "the reference has another number of vectors");
    for (at, vector) in vectors.iter().enumerate() {
        let found = computed(vector).unwrap_or_else(|| panic!("no formula named {}", vector.function));
        assert!(
            is_close(&found, &vector.expect),
            "vector {at}, {}: {found} is not {}",
            vector.function,
            vector.expect
        );
    }
}
