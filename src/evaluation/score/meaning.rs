//! The second similarity: what was matched by words, matched by meaning.
//!
//! How near two texts are is asked of the encoder once, when the suite is run, and kept
//! with the outputs, so that a run can be judged again without it.

use super::metric::{Definition, aggregate};
use super::{
    CaseOutcome, CaseOutput, CaseScore, Figure, Metric, assumption, baseline, question, split, summary, theme,
};
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

const METRICS: [Definition; 5] = [
    Definition::higher("split.match_f1_meaning", &[Task::Split], 0.5),
    Definition::higher("assumption.f1_meaning", &[Task::Assumptions], 0.5),
    Definition::higher("question.gap_f1_meaning", &[Task::Questions], 0.5),
    Definition::higher("summary.theme_f1_meaning", &[Task::Summary], 0.5),
    Definition::higher("theme.f1_meaning", &[Task::Themes], 0.5),
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

/// What an output says and what its gold says.
#[derive(Default)]
pub(super) struct Texts {
    /// Those of the output.
    pub(super) ours: Vec<String>,
    /// Those of the gold.
    pub(super) theirs: Vec<String>,
    /// Which of them can be the same at all, row by row; empty where any can.
    pub(super) may: Vec<Vec<bool>>,
}

impl From<(Vec<String>, Vec<String>)> for Texts {
    fn from((ours, theirs): (Vec<String>, Vec<String>)) -> Self {
        Self { ours, theirs, may: Vec::new() }
    }
}

/// By case and repeat.
type AllTexts = BTreeMap<(String, usize), Texts>;

/// Whether a threshold was chosen for this encoder.
pub fn is_calibrated(encoder: &str) -> bool {
    encoder == CALIBRATED.0
}

/// The encoder and its threshold.
pub(super) fn matching_rule() -> String {
    format!("{} from {}", CALIBRATED.0, CALIBRATED.1)
}

/// The texts of an output and those of the gold, where a case has texts that are matched.
fn texts(case: &Case, bench: &Bench<'_>, output: &Value) -> Option<Texts> {
    match case {
        Case::SplitCase(gold) => split::matched_texts(gold, output).map(Texts::from),
        Case::AssumptionsCase(gold) => Some(assumption::matched_texts(gold, output).into()),
        Case::QuestionsCase(gold) => Some(question::matched_texts(gold, output).into()),
        Case::SummaryCase(gold) => summary::matched_texts(gold, bench, output).ok(),
        Case::ThemesCase(gold) => theme::matched_texts(gold, bench, output).ok(),
        Case::RetrievalCase(_) | Case::LintCase(_) | Case::DuplicatesCase(_) | Case::InjectionCase(_) => None,
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
    let bench = Bench::new(suite, &[]);
    let of = |outputs: &[CaseOutput]| -> AllTexts {
        let found = outputs.iter().filter_map(|one| {
            let said = texts(suite.case(&one.case)?, &bench, one.output.as_ref().ok()?)?;
            Some(((one.case.clone(), one.repeat), said))
        });
        found.collect()
    };
    let (own, nulls, tricks) = (of(outputs), of(&baseline::null(suite)), of(&baseline::cheap_trick(suite)));
    let all = own.values().chain(nulls.values()).chain(tricks.values());
    let distinct: BTreeSet<&String> = all.flat_map(|texts| texts.ours.iter().chain(&texts.theirs)).collect();
    let distinct: Vec<String> = distinct.into_iter().cloned().collect();
    let vectors: BTreeMap<&String, Vec<f32>> = distinct.iter().zip(encoder.embed(&distinct).await?).collect();
    let matrix = |texts: &Texts| -> Matrix {
        let near = |row: usize, column: usize| {
            let (a, b) = (vectors.get(&texts.ours[row]), vectors.get(&texts.theirs[column]));
            let may = texts.may.get(row).is_none_or(|may| may[column]);
            a.zip(b).filter(|_| may).map_or(0.0, |(a, b)| cosine(a, b).max(0.0))
        };
        let row = |row| (0..texts.theirs.len()).map(|column| near(row, column)).collect();
        (0..texts.ours.len()).map(row).collect()
    };
    let cheap = |of: &AllTexts, case: &str| of.get(&(case.to_owned(), 0)).map(matrix).unwrap_or_default();
    let near = own.iter().map(|((case, repeat), texts)| {
        let found = Nearness {
            gold: texts.theirs.len(),
            own: matrix(texts),
            null: cheap(&nulls, case),
            trick: cheap(&tricks, case),
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
        metric.skill = metric.skill_over(metric.baseline);
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
            spent: None,
        });
        let gold: Vec<CaseOutput> = gold.collect();
        let near = nearness(&suite, &gold, &HashedEmbedder).await.unwrap();
        let found = metrics(&suite, &near);
        assert_eq!(found.iter().map(|metric| metric.n).collect::<Vec<_>>(), [12, 9, 8, 6, 1]);
        for metric in found {
            let cheap = metric.baseline.unwrap().max(metric.cheap_trick.unwrap());
            assert!((metric.value.unwrap() - 1.0).abs() < 1e-9 && cheap < 0.9, "{metric:?}");
        }
    }
}
