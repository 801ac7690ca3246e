//! Scores questions to stakeholders: the right gaps, the right people, asked well.

use super::citation;
use super::metric::Definition;
use super::wire::{self, Unreadable};
use super::{Bench, Figure};
use crate::domain::evidence::Quote;
use crate::domain::question::Question;
use crate::evaluation::measure::asking::QuestionRule;
use crate::evaluation::suite::{CUSTOMER, QuestionsCase, Task};
use serde_json::Value;

/// Questions that a person reads; more are cut for the precision of the first.
const READ: usize = 5;

const ON: &[Task] = &[Task::Questions];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("question.gap_precision", ON, 0.5),
    Definition::higher("question.gap_recall", ON, 0.5),
    Definition::higher("question.gap_f1", ON, 0.5),
    Definition::higher("question.precision_5", ON, 0.4),
    Definition::higher("question.addressee_ok", ON, 1.0).of_shares(),
    Definition::higher("question.addressee_named", ON, 1.0).of_shares(),
    Definition::lower("question.already_answered", ON, 0.0).of_shares(),
    Definition::higher("question.one_mark", ON, 1.0).of_shares(),
    Definition::higher("question.open", ON, 1.0).of_shares(),
    Definition::higher("question.not_leading", ON, 1.0).of_shares(),
    Definition::higher("question.one_topic", ON, 1.0).of_shares(),
    Definition::higher("question.length_ok", ON, 1.0).of_shares(),
    Definition::higher("question.diversity", ON, 0.7),
];

const RULES: [(QuestionRule, &str); 5] = [
    (QuestionRule::OneMark, "question.one_mark"),
    (QuestionRule::Open, "question.open"),
    (QuestionRule::NotLeading, "question.not_leading"),
    (QuestionRule::OneTopic, "question.one_topic"),
    (QuestionRule::Length, "question.length_ok"),
];

pub(super) fn score(
    gold: &QuestionsCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Vec<Figure>, Unreadable> {
    let proposed = wire::proposals::<Question>(output)?;
    let asked: Vec<&Question> = proposed.iter().map(|proposed| &proposed.body).collect();
    let ours: Vec<String> = asked.iter().map(|question| gap(&question.about, &question.text)).collect();
    let theirs: Vec<String> =
        gold.questions.iter().map(|question| gap(&question.about, &question.text)).collect();
    let matching = bench.match_texts(&ours, &theirs);
    let mut figures = Figure::of_counts(
        ["question.gap_precision", "question.gap_recall", "question.gap_f1"],
        matching.counts,
    );
    let first = bench.match_texts(&ours[..ours.len().min(READ)], &theirs);
    figures.extend(Figure::share("question.precision_5", first.counts.matched, READ.min(theirs.len())));
    let right = matching
        .pairs
        .iter()
        .filter(|(row, column)| asked[*row].addressee == gold.questions[*column].stakeholder)
        .count();
    figures.extend(Figure::share("question.addressee_ok", right, matching.pairs.len()));
    let count = |holds: &dyn Fn(&Question) -> bool| asked.iter().filter(|question| holds(question)).count();
    let named = count(&|question| is_somebody(&question.addressee, bench));
    figures.extend(Figure::share("question.addressee_named", named, asked.len()));
    let answered = count(&|question| !question.answered_by.is_empty());
    figures.extend(Figure::share("question.already_answered", answered, asked.len()));
    for (rule, metric) in RULES {
        figures.extend(Figure::share(metric, count(&|question| rule.is_met(&question.text)), asked.len()));
    }
    if asked.len() > 1 {
        figures.push(Figure::value("question.diversity", bench.lexicon.diversity(&ours)));
    }
    let quotes: Vec<&Quote> = proposed
        .iter()
        .flat_map(|proposed| proposed.evidence.quotes().chain(&proposed.body.answered_by))
        .collect();
    figures.extend(citation::score(&quotes, bench));
    Ok(figures)
}

/// A name of the register, a customer, or a name that is said not to be listed.
fn is_somebody(addressee: &str, bench: &Bench<'_>) -> bool {
    let unlisted = addressee.strip_prefix("unlisted: ").is_some_and(|name| !name.trim().is_empty());
    let register = &bench.suite.manifest.stakeholders;
    unlisted || addressee == CUSTOMER || register.iter().any(|person| person.name == addressee)
}

fn gap(about: &str, text: &str) -> String {
    format!("{about} {text}")
}
