//! From what an engine printed for each case to the metrics of a suite.
//!
//! One file a family; each scores one case, from the gold and the wire JSON, and
//! names its metrics. A case without a readable output is broken, never left out.

mod assumption;
mod baseline;
mod citation;
mod confidence;
mod cost;
mod decision;
mod duplicate;
mod form;
mod gold;
mod injection;
mod lint;
pub mod meaning;
mod metric;
mod question;
mod retrieval;
mod split;
mod summary;
mod support;
mod theme;
pub(in crate::evaluation) mod wire;

pub use cost::Spent;
pub use decision::of_decisions;
pub use gold::expected_output;
pub use metric::{Better, CaseOutcome, Definition, Metric, Spread};

use crate::domain::evidence::Quote;
use crate::domain::interview::Turn;
use crate::domain::split::Slice;
use crate::evaluation::measure::citation::CitedTexts;
use crate::evaluation::measure::matching::{Counts, Matching, match_one_to_one};
use crate::evaluation::measure::share;
use crate::evaluation::measure::similarity::Lexicon;
use crate::evaluation::statistics::verdict::Verdict;
use crate::evaluation::suite::{Case, Suite};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use wire::Unreadable;

/// Texts this alike say the same: cosine of weighted stems. Chosen by `hone eval pairs` and
/// frozen; another value is another version of the metrics.
const SAME: f64 = 0.31;

/// What decides that two texts say the same. Figures under another rule are other figures.
pub fn matching_rule() -> String {
    format!("words from {SAME}, {}", meaning::matching_rule())
}

/// What the engine gave for one case in one repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseOutput {
    /// Id of the case.
    pub case: String,
    /// 0-based repeat.
    pub repeat: usize,
    /// What the command of the case's task prints with `--json`, or why there is nothing.
    pub output: Result<Value, String>,
    /// Milliseconds that it took.
    pub ms: u64,
    /// What it took of a language model, whatever came of it; none where the receipts say it.
    pub spent: Option<Spent>,
}

impl CaseOutput {
    /// What it took of a language model.
    pub fn spent(&self) -> Spent {
        let by_receipts = || self.output.as_ref().map(Spent::in_receipts).unwrap_or_default();
        self.spent.unwrap_or_else(by_receipts)
    }
}

/// What one case in one repeat contributes to one metric.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseScore {
    /// Id of the case.
    pub case: String,
    /// 0-based repeat.
    pub repeat: usize,
    /// Unit of resampling: interview, parent item, or parent story.
    pub cluster: String,
    /// Id of the metric.
    pub metric: &'static str,
    /// Pass, fail, not applicable or broken.
    pub outcome: CaseOutcome,
    /// The raw numbers: what is added above and below the line.
    pub figure: Option<(f64, f64)>,
}

impl CaseScore {
    /// The score of a case by its figure under a metric; none where nothing is below the line,
    /// or no metric has this id.
    pub fn of(case: &str, cluster: &str, metric: &str, (part, whole): (f64, f64)) -> Option<Self> {
        let definition = definitions().find(|definition| definition.id == metric)?;
        let figure = Figure::ratio(definition.id, part, whole)?;
        let is_passed = definition.passes(share(part, whole));
        Some(Self {
            case: case.to_owned(),
            repeat: 0,
            cluster: cluster.to_owned(),
            metric: figure.metric,
            outcome: if is_passed { CaseOutcome::Pass } else { CaseOutcome::Fail },
            figure: Some((part, whole)),
        })
    }
}

/// A raw number of one case.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Figure {
    metric: &'static str,
    part: f64,
    whole: f64,
}

impl Figure {
    /// A value that counts as much as that of any other case.
    fn value(metric: &'static str, value: f64) -> Self {
        Self { metric, part: value, whole: 1.0 }
    }

    /// Whether it is so.
    fn is(metric: &'static str, so: bool) -> Self {
        Self::value(metric, if so { 1.0 } else { 0.0 })
    }

    /// So many of so many; none of nothing.
    fn share(metric: &'static str, part: usize, whole: usize) -> Option<Self> {
        Self::ratio(metric, part as f64, whole as f64)
    }

    /// One sum over another; none over nothing.
    fn ratio(metric: &'static str, part: f64, whole: f64) -> Option<Self> {
        (whole > 0.0).then_some(Self { metric, part, whole })
    }

    /// Precision, recall and F1 by their ids; nothing expected and nothing given is perfect.
    fn of_counts([precision, recall, f1]: [&'static str; 3], counts: Counts) -> Vec<Self> {
        if counts.predicted + counts.gold == 0 {
            return vec![Self::value(precision, 1.0), Self::value(recall, 1.0), Self::value(f1, 1.0)];
        }
        [
            Self::share(precision, counts.matched, counts.predicted),
            Self::share(recall, counts.matched, counts.gold),
            Self::share(f1, 2 * counts.matched, counts.predicted + counts.gold),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Everything that a scorer looks things up in.
struct Bench<'a> {
    suite: &'a Suite,
    lexicon: Lexicon,
    texts: CitedTexts,
    /// Statements by case, for telling a platitude by where else it is said.
    statements: BTreeMap<&'a str, Vec<String>>,
}

impl<'a> Bench<'a> {
    fn new(suite: &'a Suite, outputs: &'a [CaseOutput]) -> Self {
        let mut texts = CitedTexts::default();
        for interview in &suite.corpus.interviews {
            texts.add(&interview.about.id, interview.turns.iter().map(|turn| turn.text.as_str()));
        }
        let lexicon = suite.corpus.lexicon();
        let mut statements: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for output in outputs.iter().filter(|output| output.repeat == 0) {
            let said = output.output.as_ref().map(assumption::statements).unwrap_or_default();
            statements.entry(&output.case).or_default().extend(said);
        }
        Self { suite, lexicon, texts, statements }
    }

    /// The suite's id of an interview that the wire names by its key.
    fn interview_id(&self, key: &str) -> Option<&str> {
        let interviews = &self.suite.corpus.interviews;
        let by_id = interviews.iter().find(|interview| interview.about.id == key);
        by_id
            .or_else(|| interviews.iter().find(|interview| interview.about.participant == key))
            .map(|interview| interview.about.id.as_str())
    }

    /// The turn that a quote cites.
    fn turn(&self, quote: &Quote) -> Option<&Turn> {
        self.suite.corpus.interview(self.interview_id(&quote.source)?)?.turns.get(quote.turn)
    }

    /// Matches what was predicted with the gold, one to one, by words.
    fn match_texts(&self, predicted: &[String], gold: &[String]) -> Matching {
        match_one_to_one(&self.lexicon.matrix(predicted, gold), gold.len(), SAME)
    }

    /// Whether two texts say the same.
    fn says_the_same(&self, a: &str, b: &str) -> bool {
        self.lexicon.similarity(a, b) >= SAME
    }

    /// The cluster of an item: its parent, whose children are alike.
    fn cluster_of_item(&self, key: &str) -> String {
        let parent = self.suite.corpus.item(key).and_then(|item| item.parent.clone());
        parent.unwrap_or_else(|| key.to_owned())
    }

    fn cluster_of(&self, case: &Case) -> String {
        match case {
            Case::SplitCase(gold) => self.cluster_of_item(&gold.item),
            Case::AssumptionsCase(gold) => self.cluster_of_item(&gold.item),
            Case::QuestionsCase(gold) => self.cluster_of_item(&gold.item),
            Case::SummaryCase(gold) => gold.interview.clone(),
            Case::RetrievalCase(gold) => {
                let spoken = gold.relevant.iter().find_map(|evidence| evidence.interview.clone());
                let written = || gold.relevant.iter().find_map(|evidence| evidence.item.as_deref());
                spoken.or_else(|| written().map(|key| self.cluster_of_item(key))).unwrap_or_default()
            }
            Case::LintCase(gold) => gold.title.clone(),
            Case::InjectionCase(gold) => gold.interview.clone(),
            Case::ThemesCase(_) | Case::DuplicatesCase(_) => self.suite.manifest.suite.clone(),
        }
    }

    fn figures(&self, case: &Case, output: &Value) -> Result<Vec<Figure>, Unreadable> {
        match case {
            Case::SplitCase(gold) => split::score(gold, self, output),
            Case::AssumptionsCase(gold) => assumption::score(gold, self, output),
            Case::QuestionsCase(gold) => question::score(gold, self, output),
            Case::SummaryCase(gold) => summary::score(gold, self, output),
            Case::RetrievalCase(gold) => retrieval::score(gold, self, output),
            Case::ThemesCase(gold) => theme::score(gold, self, output),
            Case::LintCase(gold) => lint::score(gold, output),
            Case::DuplicatesCase(gold) => duplicate::score(gold, self, output),
            Case::InjectionCase(gold) => Ok(injection::score(gold, output)),
        }
    }
}

/// Every metric that there is, family by family.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    [
        retrieval::METRICS,
        citation::METRICS,
        support::METRICS,
        form::METRICS,
        split::METRICS,
        lint::METRICS,
        assumption::METRICS,
        question::METRICS,
        summary::METRICS,
        theme::METRICS,
        duplicate::METRICS,
        injection::METRICS,
        decision::METRICS,
        confidence::METRICS,
        cost::METRICS,
    ]
    .into_iter()
    .flatten()
}

/// Scores every case of a suite in every repeat; a case without an output is broken.
pub fn score_cases(suite: &Suite, outputs: &[CaseOutput]) -> Vec<CaseScore> {
    let bench = Bench::new(suite, outputs);
    let mut scores = Vec::new();
    for case in &suite.cases {
        let mut of_case: Vec<&CaseOutput> =
            outputs.iter().filter(|output| output.case == case.id()).collect();
        of_case.sort_by_key(|output| output.repeat);
        if of_case.is_empty() {
            scores.extend(score_case(&bench, case, 0, None));
        }
        for output in of_case {
            scores.extend(score_case(&bench, case, output.repeat, Some(output)));
        }
    }
    scores
}

fn score_case(bench: &Bench<'_>, case: &Case, repeat: usize, given: Option<&CaseOutput>) -> Vec<CaseScore> {
    let figures = given.and_then(|given| {
        let output = given.output.as_ref().ok()?;
        let mut figures = bench.figures(case, output).ok()?;
        figures.extend(confidence::score(&confidence::forecasts(case, bench, output)));
        figures.extend(cost::score(given.ms, given.spent()));
        Some(figures)
    });
    let cluster = bench.cluster_of(case);
    let score = |definition: &Definition| {
        let found = figures.as_ref().map(|all| all.iter().find(|figure| figure.metric == definition.id));
        let outcome = match found {
            None => CaseOutcome::Broken,
            Some(None) => CaseOutcome::NotApplicable,
            Some(Some(figure)) if definition.passes(share(figure.part, figure.whole)) => CaseOutcome::Pass,
            Some(Some(_)) => CaseOutcome::Fail,
        };
        CaseScore {
            case: case.id().to_owned(),
            repeat,
            cluster: cluster.clone(),
            metric: definition.id,
            outcome,
            figure: found.flatten().map(|figure| (figure.part, figure.whole)),
        }
    };
    definitions().filter(|definition| definition.tasks.contains(&case.task())).map(score).collect()
}

/// The form of one story by itself.
pub fn story_scores(case: &str, cluster: &str, story: &str) -> Vec<CaseScore> {
    let slice = Slice { narrative: Some(story.to_owned()), ..Slice::default() };
    // One story alone is always unlike the others.
    let figures = form::score(&[slice]).into_iter().filter(|one| one.metric != "story.unique");
    figures.filter_map(|one| CaseScore::of(case, cluster, one.metric, (one.part, one.whole))).collect()
}

/// The metrics of scores, without baselines.
pub fn metrics_of(scores: &[CaseScore]) -> Vec<Metric> {
    aggregate_all(scores)
}

/// The metrics of a suite, each beside its null baseline and its cheap trick.
pub fn score(suite: &Suite, outputs: &[CaseOutput]) -> Vec<Metric> {
    let mut metrics = aggregate_all(&score_cases(suite, outputs));
    confidence::complete(&mut metrics, &confidence::of_run(suite, outputs));
    let nulls = aggregate_all(&score_cases(suite, &baseline::null(suite)));
    let tricks = aggregate_all(&score_cases(suite, &baseline::cheap_trick(suite)));
    for ((metric, null), trick) in metrics.iter_mut().zip(nulls).zip(tricks) {
        metric.baseline = null.value;
        metric.cheap_trick = trick.value;
        metric.skill = metric.skill_over(null.value);
    }
    metrics
}

fn aggregate_all(scores: &[CaseScore]) -> Vec<Metric> {
    let of = |definition: &Definition| {
        let own: Vec<&CaseScore> = scores.iter().filter(|score| score.metric == definition.id).collect();
        metric::aggregate(definition, &own)
    };
    definitions().map(of).collect()
}

/// Cases whose every repeat gave the same output: repeating them showed nothing.
///
/// From an engine that draws, this is the mark of a cache.
pub fn repeated_to_the_letter(outputs: &[CaseOutput]) -> BTreeSet<&str> {
    let mut by_case: BTreeMap<&str, Vec<&CaseOutput>> = BTreeMap::new();
    for output in outputs {
        by_case.entry(&output.case).or_default().push(output);
    }
    by_case
        .into_iter()
        .filter(|(_, repeats)| {
            repeats.len() > 1 && repeats.iter().all(|repeat| repeat.output == repeats[0].output)
        })
        .map(|(case, _)| case)
        .collect()
}

/// The verdict of a run: its worst gate, and broken when too many cases are.
pub fn verdict_of(metrics: &[Metric]) -> Verdict {
    let broken = metrics.iter().filter(|metric| metric.is_broken()).map(|_| Verdict::Broken);
    Verdict::of_run(metrics.iter().filter_map(|metric| metric.verdict).chain(broken))
}

#[cfg(test)]
mod tests;
