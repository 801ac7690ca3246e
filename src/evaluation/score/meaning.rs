//! The second similarity: what was matched by words, matched by meaning.
//!
//! How near two texts are is asked of the encoder once, when the suite is run, and kept
//! with the outputs, so that a run can be judged again without it.

use super::metric::{Definition, aggregate};
use super::{CaseOutcome, CaseOutput, CaseScore, Figure, Metric, assumption, baseline, question, split};
use crate::evaluation::measure::matching::{Counts, match_one_to_one};
use crate::evaluation::measure::share;
use crate::evaluation::score::Bench;
use crate::evaluation::suite::{Case, Suite, Task};
use crate::llm::{EmbedError, Embedder, cosine};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The encoder for which a threshold was chosen, and that threshold: see `hone eval pairs`.
const CALIBRATED: (&str, f64) = ("all-minilm-l6-v2-int8/0012ac34010b57c1/1", 0.57);

const METRICS: [Definition; 3] = [
    Definition::higher("split.match_f1_meaning", &[Task::Split], 0.5),
    Definition::higher("assumption.f1_meaning", &[Task::Assumptions], 0.5),
    Definition::higher("question.gap_f1_meaning", &[Task::Questions], 0.5),
];

/// How near each predicted text (row) is to each of the gold (column).
type Matrix = Vec<Vec<f64>>;

/// How near the texts of a case are to its gold, by meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nearness {
    /// Texts of the gold.
    pub gold: usize,
    /// Those of the engine.
    pub own: Matrix,
    /// Those of an output that knows nothing.
    pub null: Matrix,
    /// Those of a trick that costs nothing.
    pub trick: Matrix,
}

/// Nearness by case and repeat.
pub type ByMeaning = BTreeMap<(String, usize), Nearness>;

/// What was said and what is gold, by case and repeat.
type Texts = BTreeMap<(String, usize), (Vec<String>, Vec<String>)>;

/// Whether a threshold was chosen for this encoder.
pub fn is_calibrated(encoder: &str) -> bool {
    encoder == CALIBRATED.0
}

/// The encoder and its threshold.
pub(super) fn matching_rule() -> String {
    format!("{} from {}", CALIBRATED.0, CALIBRATED.1)
}

/// The texts of an output and those of the gold, where a case has texts that are matched.
fn texts(case: &Case, output: &Value) -> Option<(Vec<String>, Vec<String>)> {
    match case {
        Case::SplitCase(gold) => split::matched_texts(gold, output),
        Case::AssumptionsCase(gold) => Some(assumption::matched_texts(gold, output)),
        Case::QuestionsCase(gold) => Some(question::matched_texts(gold, output)),
        _ => None,
    }
}

/// Asks the encoder how near everything that is matched is to its gold.
///
/// # Errors
/// When the encoder fails.
pub async fn nearness(
    suite: &Suite,
    outputs: &[CaseOutput],
    encoder: &dyn Embedder,
) -> Result<ByMeaning, EmbedError> {
    let of = |outputs: &[CaseOutput]| -> Texts {
        let found = outputs.iter().filter_map(|one| {
            let said = texts(suite.case(&one.case)?, one.output.as_ref().ok()?)?;
            Some(((one.case.clone(), one.repeat), said))
        });
        found.collect()
    };
    let (own, nulls, tricks) = (of(outputs), of(&baseline::null(suite)), of(&baseline::cheap_trick(suite)));
    let all = own.values().chain(nulls.values()).chain(tricks.values());
    let distinct: BTreeSet<&String> = all.flat_map(|(ours, theirs)| ours.iter().chain(theirs)).collect();
    let distinct: Vec<String> = distinct.into_iter().cloned().collect();
    let vectors: BTreeMap<&String, Vec<f32>> = distinct.iter().zip(encoder.embed(&distinct).await?).collect();
    let matrix = |ours: &[String], theirs: &[String]| -> Matrix {
        let near = |a: &String, b: &String| {
            vectors.get(a).zip(vectors.get(b)).map_or(0.0, |(a, b)| cosine(a, b).max(0.0))
        };
        ours.iter().map(|a| theirs.iter().map(|b| near(a, b)).collect()).collect()
    };
    let cheap = |of: &Texts, case: &str, gold: &[String]| {
        of.get(&(case.to_owned(), 0)).map(|(ours, _)| matrix(ours, gold)).unwrap_or_default()
    };
    let near = own.iter().map(|((case, repeat), (ours, theirs))| {
        let found = Nearness {
            gold: theirs.len(),
            own: matrix(ours, theirs),
            null: cheap(&nulls, case, theirs),
            trick: cheap(&tricks, case, theirs),
        };
        ((case.clone(), *repeat), found)
    });
    Ok(near.collect())
}

/// The metrics of the second similarity, each beside its null baseline and its cheap trick.
pub fn metrics(suite: &Suite, near: &ByMeaning) -> Vec<Metric> {
    let bench = Bench::new(suite, &[]);
    let of = |definition: &Definition| {
        let by = |pick: fn(&Nearness) -> &Matrix| {
            let scores: Vec<CaseScore> = near
                .iter()
                .filter_map(|((id, repeat), near)| {
                    let case = suite.case(id).filter(|case| definition.tasks.contains(&case.task()))?;
                    let matching = match_one_to_one(pick(near), near.gold, CALIBRATED.1);
                    Some(score(definition, &bench, case, *repeat, matching.counts))
                })
                .collect();
            aggregate(definition, &scores.iter().collect::<Vec<_>>())
        };
        let mut metric = by(|near| &near.own);
        metric.baseline = by(|near| &near.null).value;
        metric.cheap_trick = by(|near| &near.trick).value;
        metric
    };
    METRICS.iter().map(of).collect()
}

fn score(
    definition: &Definition,
    bench: &Bench<'_>,
    case: &Case,
    repeat: usize,
    counts: Counts,
) -> CaseScore {
    let sides = counts.predicted + counts.gold;
    let figure = match case {
        // A split is one thing that is more or less right; a list is as many as it holds.
        Case::SplitCase(_) => Some(Figure::value(definition.id, counts.f1())),
        _ => Figure::share(definition.id, 2 * counts.matched, sides),
    };
    let value = figure.map(|figure| share(figure.part, figure.whole));
    CaseScore {
        case: case.id().to_owned(),
        repeat,
        cluster: bench.cluster_of(case),
        metric: definition.id,
        outcome: match value {
            None => CaseOutcome::NotApplicable,
            Some(value) if definition.passes(value) => CaseOutcome::Pass,
            Some(_) => CaseOutcome::Fail,
        },
        figure: figure.map(|figure| (figure.part, figure.whole)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::score::expected_output;
    use crate::llm::HashedEmbedder;
    use std::path::Path;

    #[tokio::test]
    async fn the_gold_is_near_itself_and_beats_nothing_and_the_trick() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
        let suite = Suite::load(&folder).unwrap();
        let gold = suite.cases.iter().map(|case| CaseOutput {
            case: case.id().to_owned(),
            repeat: 0,
            output: Ok(expected_output(&suite, case)),
            ms: 0,
        });
        let gold: Vec<CaseOutput> = gold.collect();
        let near = nearness(&suite, &gold, &HashedEmbedder).await.unwrap();
        let found = metrics(&suite, &near);
        assert_eq!(found.iter().map(|metric| metric.n).collect::<Vec<_>>(), [12, 9, 8]);
        for metric in found {
            let cheap = metric.baseline.unwrap().max(metric.cheap_trick.unwrap());
            assert!((metric.value.unwrap() - 1.0).abs() < 1e-9 && cheap < 0.9, "{metric:?}");
        }
    }
}
