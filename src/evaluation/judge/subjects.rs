//! What there is to judge in the outputs of a run.

use super::ask::{Criterion, Subject};
use crate::domain::assumption::Assumption;
use crate::domain::evidence::Quote;
use crate::domain::question::Question;
use crate::domain::snapshot::Snapshot;
use crate::evaluation::run::Run;
use crate::evaluation::score::wire::{self, Understood};
use crate::evaluation::suite::{Case, Suite};
use serde_json::Value;

/// Up to `most` subjects of each criterion, spread over the suite, from the first repeat.
pub(super) fn of_run(suite: &Suite, run: &Run, most: usize) -> Vec<Subject> {
    let mut all = Vec::new();
    for case in &suite.cases {
        let is_first = |id: &str, repeat: usize| id == case.id() && repeat == 0;
        let output = run.outputs.iter().find(|output| is_first(&output.case, output.repeat));
        if let Some(Ok(output)) = output.map(|output| &output.output) {
            all.extend(of_case(case, suite, output));
        }
    }
    let of = |criterion: Criterion| {
        let mine: Vec<&Subject> = all.iter().filter(|subject| subject.criterion == criterion).collect();
        let taken = most.min(mine.len());
        (0..taken).map(|at| mine[at * mine.len() / taken].clone()).collect::<Vec<_>>()
    };
    Criterion::ALL.into_iter().flat_map(of).collect()
}

fn of_case(case: &Case, suite: &Suite, output: &Value) -> Vec<Subject> {
    match case {
        Case::AssumptionsCase(gold) => assumptions(&gold.id, &gold.item, suite, output),
        Case::QuestionsCase(gold) => {
            let asked = wire::proposals::<Question>(output).unwrap_or_default();
            // Each is held against one of the gold, in the order of both.
            let pairs = asked.iter().zip(gold.questions.iter().cycle());
            let subject = |(at, (ours, theirs)): (usize, (&wire::Proposed<Question>, _))| {
                let theirs: &crate::evaluation::suite::GoldQuestion = theirs;
                Subject {
                    second: Some(theirs.text.clone()),
                    ..about(Criterion::Usefulness, &gold.id, at, of_item(suite, &gold.item), &ours.body.text)
                }
            };
            pairs.enumerate().map(subject).collect()
        }
        Case::SummaryCase(gold) => summary(&gold.id, output),
        Case::ThemesCase(gold) => {
            let lexicon = suite.corpus.lexicon();
            let found = wire::read::<Understood>(output).map(|found| found.themes).unwrap_or_default();
            let nearest = |label: &str| {
                let near = |name: &str| lexicon.similarity(label, name);
                gold.themes.iter().max_by(|a, b| near(&a.name).total_cmp(&near(&b.name)))
            };
            let pairs = found.iter().filter_map(|theme| Some((theme, nearest(&theme.label)?)));
            let subject = |(at, (theme, gold_theme)): (usize, (&crate::domain::theme::Theme, _))| {
                let gold_theme: &crate::evaluation::suite::GoldTheme = gold_theme;
                labels(&format!("{} {at}", gold.id), &theme.label, &gold_theme.name)
            };
            pairs.enumerate().map(subject).collect()
        }
        _ => Vec::new(),
    }
}

/// Two labels that may name one theme.
pub(super) fn labels(id: &str, one: &str, other: &str) -> Subject {
    Subject {
        cluster: id.to_owned(),
        second: Some(other.to_owned()),
        ..about(Criterion::SameTheme, id, 0, Vec::new(), one)
    }
}

fn about(criterion: Criterion, case: &str, at: usize, given: Vec<String>, first: &str) -> Subject {
    Subject {
        id: format!("{case} {} {at}", criterion.id()),
        cluster: case.to_owned(),
        criterion,
        measure: String::new(),
        given,
        first: first.to_owned(),
        second: None,
    }
}

fn of_item(suite: &Suite, key: &str) -> Vec<String> {
    let item = suite.corpus.item(key);
    item.map(|item| {
        [&item.title, &item.text]
            .into_iter()
            .chain(&item.criteria)
            .filter(|text| !text.is_empty())
            .cloned()
            .collect()
    })
    .unwrap_or_default()
}

/// Whether each says something new, and whether its quotes bear it out.
fn assumptions(case: &str, item: &str, suite: &Suite, output: &Value) -> Vec<Subject> {
    let proposed = wire::proposals::<Assumption>(output).unwrap_or_default();
    let mut all = Vec::new();
    for (at, one) in proposed.iter().enumerate() {
        let statement = &one.body.statement;
        all.push(about(Criterion::Novelty, case, at, of_item(suite, item), statement));
        all.extend(claim(case, at, statement, &one.evidence.supporting));
    }
    all
}

/// Whether the quote under each line of a page bears it out.
fn summary(case: &str, output: &Value) -> Vec<Subject> {
    let pages = wire::proposals::<Snapshot>(output).unwrap_or_default();
    let lines = pages.iter().flat_map(|page| {
        let body = &page.body;
        let noted = body.quick_facts.iter().chain(&body.story).chain(&body.workarounds);
        let felt = body.opportunities.iter().map(|felt| (&felt.text, &felt.quote));
        noted.map(|line| (&line.text, &line.quote)).chain(felt)
    });
    // A line that is its own quote needs no judge.
    let worded = lines.filter(|(text, quote)| !quote.text.contains(text.trim_end_matches('.')));
    let subject =
        |(at, (text, quote)): (usize, (&String, &Quote))| claim(case, at, text, std::slice::from_ref(quote));
    worded.enumerate().filter_map(subject).collect()
}

fn claim(case: &str, at: usize, text: &str, quotes: &[Quote]) -> Option<Subject> {
    let given: Vec<String> = quotes.iter().map(|quote| quote.text.clone()).collect();
    (!given.is_empty()).then(|| about(Criterion::Support, case, at, given, text))
}
