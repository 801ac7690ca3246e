//! Scores the page of an interview: what it found, what proves it, how short it is.

use super::meaning::Texts;
use super::metric::Definition;
use super::support::{self, Claim, Turns};
use super::wire::{self, Unreadable};
use super::{Bench, Figure, baseline, citation, gold as expected};
use crate::domain::evidence::Quote;
use crate::domain::snapshot::{Opportunity, Snapshot};
use crate::domain::text::words;
use crate::evaluation::measure::matching::{Matching, match_one_to_one};
use crate::evaluation::measure::similarity::{containment, stems};
use crate::evaluation::measure::spans::intersection_over_union;
use crate::evaluation::measure::wording::numbers;
use crate::evaluation::suite::{Case, GoldOpportunity, SummaryCase, Task};
use serde_json::Value;
use std::collections::BTreeSet;

/// Turns of a quote and its gold must overlap this much.
const SAME_PLACE: f64 = 0.3;
/// One line is worded freely: this much alike is enough beside the same place.
const SAME_CONTENT: f64 = 0.15;
/// Share of a fact's stems and numbers that a line must have to state it.
const STATED: f64 = 0.5;
/// Longest page, as a share of the words of the interview.
const LONGEST: f64 = 0.1;

const ON: &[Task] = &[Task::Summary];

/// The metrics of this file.
pub(super) const METRICS: &[Definition] = &[
    Definition::higher("summary.theme_precision", ON, 0.5),
    Definition::higher("summary.theme_recall", ON, 0.5),
    Definition::higher("summary.theme_f1", ON, 0.5),
    Definition::higher("summary.skill", ON, 0.1),
    Definition::higher("summary.minority", ON, 0.5).of_shares(),
    Definition::higher("summary.middle_recall", ON, 0.5).of_shares(),
    Definition::higher("summary.kind_ok", ON, 1.0).of_shares(),
    Definition::higher("summary.memorable_recall", ON, 0.5).of_shares(),
    Definition::higher("summary.fact_recall", ON, 0.5).of_shares(),
    Definition::higher("summary.quote_precision", ON, 1.0).of_shares(),
    Definition::lower("summary.compression", ON, LONGEST),
];

pub(super) fn score(
    gold: &SummaryCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Vec<Figure>, Unreadable> {
    let page = &page_in(output)?;
    let matching = matched(page, gold, bench);
    let mut figures = Figure::of_counts(
        ["summary.theme_precision", "summary.theme_recall", "summary.theme_f1"],
        matching.counts,
    );
    let same_kind = matching
        .pairs
        .iter()
        .filter(|(row, column)| page.opportunities[*row].kind == gold.opportunities[*column].kind)
        .count();
    figures.extend(Figure::share("summary.kind_ok", same_kind, matching.pairs.len()));
    figures.extend(skill(&matching, gold, bench));
    figures.extend(easily_lost(&matching, gold, bench));
    figures.extend(picks(gold, page, bench));
    let quotes = quotes_of(page);
    let exact = quotes.iter().filter(|quote| citation::is_exact(quote, bench)).count();
    figures.extend(Figure::share("summary.quote_precision", exact, quotes.len()));
    figures.extend(citation::score(&quotes, bench));
    let per_claim = page.opportunities.iter().map(|opportunity| vec![&opportunity.quote]);
    figures.extend(citation::per_claim(per_claim, bench));
    figures.extend(support::alarms(&claims_of(page), bench));
    Ok(figures)
}

/// The page in an output; one that was held back is empty.
fn page_in(output: &Value) -> Result<Snapshot, Unreadable> {
    let pages = wire::proposals::<Snapshot>(output)?;
    Ok(pages.into_iter().next().map_or_else(expected::empty_page, |proposed| proposed.body))
}

/// The opportunities of the page and of the gold; those can be the same that stand in one place.
pub(super) fn matched_texts(
    gold: &SummaryCase,
    bench: &Bench<'_>,
    output: &Value,
) -> Result<Texts, Unreadable> {
    let page = page_in(output)?;
    let row = |ours: &Opportunity| {
        gold.opportunities.iter().map(|theirs| is_in_its_place(ours, theirs, gold, bench)).collect()
    };
    Ok(Texts {
        ours: page.opportunities.iter().map(|ours| ours.text.clone()).collect(),
        theirs: gold.opportunities.iter().map(|theirs| theirs.text.clone()).collect(),
        may: page.opportunities.iter().map(row).collect(),
    })
}

fn matched(page: &Snapshot, gold: &SummaryCase, bench: &Bench<'_>) -> Matching {
    let row = |ours: &Opportunity| {
        gold.opportunities.iter().map(|theirs| similarity(ours, theirs, gold, bench)).collect()
    };
    let similarity: Vec<Vec<f64>> = page.opportunities.iter().map(row).collect();
    match_one_to_one(&similarity, gold.opportunities.len(), SAME_CONTENT)
}

/// What is better than cutting the interview into equal parts, as a share of what that leaves.
fn skill(matching: &Matching, gold: &SummaryCase, bench: &Bench<'_>) -> Option<Figure> {
    let cut = matched(&baseline::uniform_cut(bench.suite, gold), gold, bench).counts.f1();
    (cut < 1.0).then(|| Figure::value("summary.skill", (matching.counts.f1() - cut) / (1.0 - cut)))
}

/// Recall of what averages lose: said in this interview alone, or in the middle of it.
fn easily_lost(matching: &Matching, gold: &SummaryCase, bench: &Bench<'_>) -> Vec<Figure> {
    let found = |at: usize| matching.pairs.iter().any(|(_, column)| *column == at);
    let recall = |metric, is_one: &dyn Fn(&GoldOpportunity) -> bool| {
        let all: Vec<usize> =
            (0..gold.opportunities.len()).filter(|at| is_one(&gold.opportunities[*at])).collect();
        Figure::share(metric, all.iter().filter(|at| found(**at)).count(), all.len())
    };
    let turns = bench.suite.corpus.interview(&gold.interview).map_or(0, |interview| interview.turns.len());
    let is_in_the_middle = |theirs: &GoldOpportunity| {
        let first = turns_with(&theirs.quote, gold, bench).into_iter().map(|(_, turn)| turn).min();
        first.is_some_and(|turn| (turns..2 * turns).contains(&(3 * turn)))
    };
    [
        recall("summary.minority", &|theirs| is_of_one_interview(theirs, gold, bench)),
        recall("summary.middle_recall", &is_in_the_middle),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// No gold of another interview says the same.
fn is_of_one_interview(theirs: &GoldOpportunity, gold: &SummaryCase, bench: &Bench<'_>) -> bool {
    let others = bench.suite.cases.iter().filter_map(|case| match case {
        Case::SummaryCase(other) if other.interview != gold.interview => Some(&other.opportunities),
        _ => None,
    });
    !others.flatten().any(|other| bench.says_the_same(&other.text, &theirs.text))
}

/// How alike the content is, if the quote is true and the place is the same; else 0.
fn similarity(ours: &Opportunity, theirs: &GoldOpportunity, gold: &SummaryCase, bench: &Bench<'_>) -> f64 {
    if !is_in_its_place(ours, theirs, gold, bench) {
        return 0.0;
    }
    let alike = |text: &str| bench.lexicon.similarity(&ours.text, text);
    alike(&theirs.text).max(alike(&theirs.quote))
}

/// The quote is true, and stands where that of the gold stands.
fn is_in_its_place(
    ours: &Opportunity,
    theirs: &GoldOpportunity,
    gold: &SummaryCase,
    bench: &Bench<'_>,
) -> bool {
    let cited = support::cited([&ours.quote], bench);
    let expected = turns_with(&theirs.quote, gold, bench);
    intersection_over_union(&cited, &expected) >= SAME_PLACE && citation::is_exact(&ours.quote, bench)
}

/// The turns of the gold's interview that hold these words.
fn turns_with(words: &str, gold: &SummaryCase, bench: &Bench<'_>) -> Turns {
    let found = bench.suite.corpus.interview(&gold.interview).map(|interview| interview.turns_with(words));
    found.unwrap_or_default().into_iter().map(|turn| (gold.interview.clone(), turn)).collect()
}

/// Memorable quotes, facts, and how long the page is.
fn picks(gold: &SummaryCase, page: &Snapshot, bench: &Bench<'_>) -> Vec<Figure> {
    let interview = bench.suite.corpus.interview(&gold.interview);
    let picked =
        support::cited(page.memorable.iter().filter(|quote| citation::is_exact(quote, bench)), bench);
    let remembered =
        gold.memorable.iter().filter(|words| !turns_with(words, gold, bench).is_disjoint(&picked)).count();
    let stated: Vec<BTreeSet<String>> =
        page.quick_facts.iter().map(|line| terms(&format!("{} {}", line.text, line.quote.text))).collect();
    let told = gold
        .facts
        .iter()
        .filter(|fact| stated.iter().any(|line| containment(&terms(fact), line) >= STATED))
        .count();
    let spoken: usize =
        interview.map_or(0, |found| found.turns.iter().map(|turn| words(&turn.text).len()).sum());
    [
        Figure::share("summary.memorable_recall", remembered, gold.memorable.len()),
        Figure::share("summary.fact_recall", told, gold.facts.len()),
        Figure::share("summary.compression", length_of(page), spoken),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Stems, and numbers in digits: people say them in words.
fn terms(text: &str) -> BTreeSet<String> {
    let numbers = numbers(text).into_iter().map(|number| number.to_string());
    stems(text).into_iter().chain(numbers).collect()
}

fn lines_of(page: &Snapshot) -> impl Iterator<Item = (&str, &Quote)> {
    let lines = [&page.quick_facts, &page.story, &page.workarounds, &page.surprises];
    let told = page.opportunities.iter().map(|opportunity| (opportunity.text.as_str(), &opportunity.quote));
    lines.into_iter().flatten().map(|line| (line.text.as_str(), &line.quote)).chain(told)
}

fn quotes_of(page: &Snapshot) -> Vec<&Quote> {
    lines_of(page).map(|(_, quote)| quote).chain(&page.memorable).collect()
}

fn claims_of(page: &Snapshot) -> Vec<Claim<'_>> {
    lines_of(page).map(|(text, quote)| Claim { text, quotes: vec![quote], participants: None }).collect()
}

/// Words of the page itself; quotes are the interview's.
fn length_of(page: &Snapshot) -> usize {
    let own = page.open_questions.iter().chain(&page.not_said).map(String::as_str);
    lines_of(page).map(|(text, _)| text).chain(own).map(|text| words(text).len()).sum()
}
