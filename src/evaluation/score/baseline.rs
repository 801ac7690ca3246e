//! What engines would print that know everything, nothing, or only a trick.
//!
//! The null and the trick go through the same scorers as the engine, so that
//! every metric is shown beside what it costs nothing to reach.

use super::CaseOutput;
use super::gold::{self, Suggest};
use crate::domain::assumption::{Assumption, AssumptionKind, Certainty, Importance};
use crate::domain::question::{Question, Serves};
use crate::domain::snapshot::{Opportunity, OpportunityKind, Snapshot};
use crate::domain::split::{Slice, Verdict};
use crate::domain::theme::{Duplicate, Relation};
use crate::evaluation::measure::similarity::{jaccard, stems};
use crate::evaluation::statistics::cluster::SEED;
use crate::evaluation::statistics::random::SplitMix;
use crate::evaluation::suite::{Case, CorpusInterview, Suite, SummaryCase, Task, ThemesCase};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Hits of a search.
const HITS: usize = 10;

fn output(case: &Case, output: Value) -> CaseOutput {
    CaseOutput { case: case.id().to_owned(), repeat: 0, output: Ok(output), ms: 0, spent: None }
}

/// Outputs that know nothing about their case: the gold of another one, or nothing, or chance.
pub(super) fn null(suite: &Suite) -> Vec<CaseOutput> {
    let mut random = SplitMix::seeded(SEED);
    let mut outputs = Vec::new();
    for task in Task::ALL {
        let cases: Vec<&Case> = suite.cases_of(task).collect();
        for (at, case) in cases.iter().enumerate() {
            // Half a turn away: neighbours in a file are often alike.
            let another = cases[(at + cases.len().div_ceil(2)) % cases.len()];
            outputs.push(output(case, null_of(suite, case, another, &mut random)));
        }
    }
    outputs
}

fn null_of(suite: &Suite, case: &Case, another: &Case, random: &mut SplitMix) -> Value {
    match case {
        Case::RetrievalCase(_) => {
            let mut places = gold::places(suite);
            let drawn = HITS.min(places.len());
            json!((0..drawn).map(|_| places.swap_remove(random.below(places.len()))).collect::<Vec<_>>())
        }
        // Found in one interview, said of another.
        Case::SummaryCase(own) => gold::snapshot_as(suite, another, &own.interview),
        Case::ThemesCase(own) => themes_by_lot(suite, own, random),
        Case::LintCase(_) | Case::DuplicatesCase(_) | Case::InjectionCase(_) => json!([]),
        Case::SplitCase(_) | Case::AssumptionsCase(_) | Case::QuestionsCase(_) => {
            gold::without_evidence(gold::expected_output(suite, another))
        }
    }
}

/// As many themes as the gold has: what somebody said, ascribed by lot to as many people.
fn themes_by_lot(suite: &Suite, own: &ThemesCase, random: &mut SplitMix) -> Value {
    let interviews = &suite.corpus.interviews;
    let turns = interviews.iter().flat_map(|interview| &interview.turns);
    let said: Vec<&str> = turns.filter(|turn| turn.role.testifies()).map(|turn| turn.text.as_str()).collect();
    let mut themes = Vec::new();
    for theme in own.themes.iter().filter(|_| !said.is_empty()) {
        let mut people: Vec<&str> = interviews.iter().map(|interview| interview.about.id.as_str()).collect();
        let count = theme.interviews.len().min(people.len());
        let drawn: Vec<&str> = (0..count).map(|_| people.swap_remove(random.below(people.len()))).collect();
        themes.push(json!({"label": said[random.below(said.len())], "participants": drawn}));
    }
    json!({"themes": themes, "anomalies": []})
}

/// Outputs of tricks that cost nothing.
pub(super) fn cheap_trick(suite: &Suite) -> Vec<CaseOutput> {
    let places: Vec<Place> = gold::places(suite)
        .into_iter()
        .map(|place| (stems(place["text"].as_str().unwrap_or_default()), place))
        .collect();
    suite.cases.iter().map(|case| output(case, trick(suite, &places, case))).collect()
}

/// The stems of a turn or item, and the hit that shows it.
type Place = (BTreeSet<String>, Value);

fn trick(suite: &Suite, places: &[Place], case: &Case) -> Value {
    match case {
        Case::RetrievalCase(own) => by_common_words(places, &own.query),
        Case::SplitCase(own) => copied_criteria(suite, &own.item),
        Case::AssumptionsCase(own) => platitudes(suite, &own.item),
        Case::QuestionsCase(own) => asked_of_everybody(suite, &own.item),
        Case::SummaryCase(own) => Suggest::about(&own.interview, &uniform_cut(suite, own)),
        Case::ThemesCase(_) => everybody_says_it(suite),
        Case::LintCase(_) => most_frequent_code(suite),
        Case::DuplicatesCase(_) => near_titles(suite),
        Case::InjectionCase(_) => json!([]),
    }
}

/// The places with most of the query's stems.
fn by_common_words(places: &[Place], query: &str) -> Value {
    let asked = stems(query);
    let mut ranked: Vec<&Place> = places.iter().collect();
    ranked.sort_by_cached_key(|(stems, _)| std::cmp::Reverse(stems.intersection(&asked).count()));
    json!(ranked.into_iter().take(HITS).map(|(_, place)| place).collect::<Vec<_>>())
}

/// Always split, by the pattern that is right most often, with the criteria as slices.
fn copied_criteria(suite: &Suite, key: &str) -> Value {
    let patterns = suite.cases.iter().filter_map(|case| match case {
        Case::SplitCase(split) => split.patterns.first().copied(),
        _ => None,
    });
    let (Some(item), Some(pattern)) = (suite.corpus.item(key), most_frequent(patterns)) else {
        return json!([]);
    };
    let slices = item
        .criteria
        .iter()
        .enumerate()
        .map(|(at, title)| Slice { title: title.clone(), first: at == 0, ..Slice::default() })
        .collect();
    let candidates = vec![gold::candidate(pattern, slices, Vec::new())];
    json!([Suggest::about(key, &gold::split(Verdict::Split, candidates))])
}

fn most_frequent<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}

/// One statement of each kind that is true of anything.
fn platitudes(suite: &Suite, key: &str) -> Value {
    let title = suite.corpus.item(key).map_or("", |item| item.title.as_str());
    let of_kind = |kind: AssumptionKind| Assumption {
        statement: format!("It holds for {}: {title}", kind.id()),
        kind,
        importance: Importance::High,
        importance_why: String::new(),
        certainty: Certainty::None,
        searched: 0,
    };
    json!(AssumptionKind::ALL.map(|kind| Suggest::about(key, &of_kind(kind))))
}

fn asked_of_everybody(suite: &Suite, key: &str) -> Value {
    let title = suite.corpus.item(key).map_or("", |item| item.title.as_str());
    let question = |name: &String| Question {
        text: format!("What matters to you in this: {title}?"),
        about: title.to_owned(),
        addressee: name.clone(),
        why_them: String::new(),
        serves: Serves::Decision(title.to_owned()),
        answered_by: Vec::new(),
    };
    let names = suite.manifest.stakeholders.iter().map(|person| &person.name);
    json!(names.map(|name| Suggest::about(key, &question(name))).collect::<Vec<_>>())
}

/// As many equal parts as the gold has opportunities, each with the first long answer in it.
pub(super) fn uniform_cut(suite: &Suite, own: &SummaryCase) -> Snapshot {
    let Some(interview) = suite.corpus.interview(&own.interview) else { return gold::empty_page() };
    let parts = own.opportunities.len();
    let size = interview.turns.len().div_ceil(parts.max(1)).max(1);
    let opportunities = interview
        .turns
        .chunks(size)
        .filter_map(|part| part.iter().find(|turn| turn.role.testifies() && turn.text.len() > 40))
        .filter_map(|turn| first_sentence(interview, turn.index))
        .collect();
    Snapshot { interview: own.interview.clone(), opportunities, ..gold::empty_page() }
}

fn first_sentence(interview: &CorpusInterview, turn: usize) -> Option<Opportunity> {
    let text = &interview.turns.get(turn)?.text;
    let range = crate::domain::text::sentences(text).into_iter().next()?;
    let quote = gold::quote_at(interview, turn, range)?;
    Some(Opportunity { text: quote.text.clone(), kind: OpportunityKind::Pain, quote })
}

/// One theme that everybody shares, named like the product.
fn everybody_says_it(suite: &Suite) -> Value {
    let everybody: Vec<&str> =
        suite.corpus.interviews.iter().map(|interview| interview.about.id.as_str()).collect();
    json!({"themes": [{"label": suite.manifest.about, "participants": everybody}], "anomalies": []})
}

fn most_frequent_code(suite: &Suite) -> Value {
    let codes = suite.cases.iter().flat_map(|case| match case {
        Case::LintCase(lint) => lint.codes.clone(),
        _ => Vec::new(),
    });
    json!(
        most_frequent(codes)
            .map(|code| json!({"family": "split", "code": code}))
            .into_iter()
            .collect::<Vec<_>>()
    )
}

/// Titles with half their stems in common.
fn near_titles(suite: &Suite) -> Value {
    let items = &suite.corpus.items;
    let mut pairs = Vec::new();
    for (at, a) in items.iter().enumerate() {
        for b in &items[at + 1..] {
            let score = jaccard(&stems(&a.title), &stems(&b.title));
            if score >= 0.5 {
                let (a, b) = (a.key.clone(), b.key.clone());
                pairs.push(Duplicate { a, b, score, why: String::new(), relation: Relation::Duplicate });
            }
        }
    }
    json!(pairs)
}
