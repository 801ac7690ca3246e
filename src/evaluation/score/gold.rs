//! The gold of a case as an engine would print it that knew the answer.

use crate::domain::assumption::{Assumption, Certainty};
use crate::domain::evidence::{Evidence as Cited, Quote};
use crate::domain::interview::{Strength, Turn};
use crate::domain::question::{Question, Serves};
use crate::domain::snapshot::{Line, Opportunity, Snapshot};
use crate::domain::split::{Candidate, Pattern, Slice, Split, Unit, Verdict};
use crate::domain::suggestion::Proposal;
use crate::domain::text::sentences;
use crate::domain::theme::{Duplicate, Relation};
use crate::evaluation::measure::similarity::{containment, stems};
use crate::evaluation::suite::{
    AssumptionsCase, Case, CorpusInterview, Evidence, RetrievalCase, SplitCase, Suite, ThemesCase,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::ops::Range;

/// A suggestion as it stands on the wire, before anybody decided.
#[derive(Serialize)]
pub(super) struct Suggest<'a, B> {
    kind: &'static str,
    item: &'a str,
    state: &'static str,
    body: &'a B,
    evidence: Cited,
}

impl<'a, B: Proposal> Suggest<'a, B> {
    pub(super) fn about(item: &'a str, body: &'a B) -> Value {
        Self::with(item, body, Cited::default())
    }

    fn with(item: &'a str, body: &'a B, evidence: Cited) -> Value {
        json!(Self { kind: B::KIND.id(), item, state: "proposed", body, evidence })
    }
}

/// What the command of a case's task would print if the engine knew the gold.
///
/// The ceiling of each metric: what this output does not reach, no engine does.
pub fn expected_output(suite: &Suite, case: &Case) -> Value {
    match case {
        Case::SplitCase(gold) => json!([expected_split(suite, gold)]),
        Case::AssumptionsCase(gold) => expected_assumptions(suite, gold),
        Case::QuestionsCase(gold) => {
            let question = |about: &str, stakeholder: &str, text: &str| Question {
                text: text.to_owned(),
                about: about.to_owned(),
                addressee: stakeholder.to_owned(),
                why_them: String::new(),
                serves: Serves::Decision(about.to_owned()),
                answered_by: Vec::new(),
            };
            let asked = gold.questions.iter().map(|expected| {
                let body = question(&expected.about, &expected.stakeholder, &expected.text);
                Suggest::about(&gold.item, &body)
            });
            json!(asked.collect::<Vec<_>>())
        }
        Case::SummaryCase(gold) => snapshot_as(suite, case, &gold.interview),
        Case::RetrievalCase(gold) => expected_hits(suite, gold),
        Case::ThemesCase(gold) => expected_themes(suite, gold),
        Case::LintCase(gold) => {
            json!(gold.codes.iter().map(|code| json!({"family": "split", "code": code})).collect::<Vec<_>>())
        }
        Case::DuplicatesCase(gold) => {
            let pair = |(a, b): &(String, String)| Duplicate {
                a: a.clone(),
                b: b.clone(),
                score: 1.0,
                why: String::new(),
                relation: Relation::Duplicate,
            };
            json!(gold.pairs.iter().map(pair).collect::<Vec<_>>())
        }
        Case::InjectionCase(_) => json!([]),
    }
}

/// The gold slices, each criterion in the one that is nearest to it.
fn expected_split(suite: &Suite, gold: &SplitCase) -> Value {
    let criteria = suite.corpus.item(&gold.item).map_or(&[][..], |item| &item.criteria);
    let slices: Vec<Slice> =
        gold.slices.iter().enumerate().map(|(at, title)| slice(title, at == 0)).collect();
    let last: Vec<usize> =
        (0..slices.len()).filter(|at| gold.deprioritise.contains(&gold.slices[*at])).collect();
    let best = gold.patterns.first().map(|pattern| candidate(*pattern, slices, last));
    let mut body = split(gold.expect, best.into_iter().collect());
    body.units = criteria.iter().enumerate().map(|(at, text)| unit(at, text)).collect();
    let slices = body.candidates.iter_mut().flat_map(|candidate| &mut candidate.slices);
    let mut slices: Vec<&mut Slice> = slices.collect();
    for unit in &body.units {
        let near = |slice: &Slice| containment(&stems(&unit.text), &stems(&slice.title));
        // Of slices that are equally near, the one with the fewest units.
        slices.sort_by(|a, b| near(b).total_cmp(&near(a)).then(a.covers.len().cmp(&b.covers.len())));
        if let Some(nearest) = slices.first_mut() {
            nearest.covers.push(unit.id.clone());
        }
    }
    Suggest::about(&gold.item, &body)
}

fn unit(at: usize, text: &str) -> Unit {
    Unit {
        id: format!("u{}", at + 1),
        text: text.to_owned(),
        field: format!("criteria[{at}]"),
        start: 0,
        end: text.len(),
    }
}

/// A slice from one line; "Spike, two days: …?" has a time box and a question.
fn slice(title: &str, first: bool) -> Slice {
    let spike = title.strip_prefix("Spike, ").and_then(|rest| rest.split_once(": "));
    let is_story = title.starts_with("As a");
    Slice {
        title: title.to_owned(),
        narrative: is_story.then(|| title.to_owned()),
        first,
        time_box: spike.map(|(time_box, _)| time_box.to_owned()),
        questions: spike.map(|(_, question)| question.to_owned()).into_iter().collect(),
        ..Slice::default()
    }
}

pub(super) fn candidate(pattern: Pattern, slices: Vec<Slice>, deprioritise: Vec<usize>) -> Candidate {
    Candidate {
        pattern,
        triggers: Vec::new(),
        core_complexity: String::new(),
        variations: Vec::new(),
        reduced_to: String::new(),
        slices,
        deprioritise,
        evaluation: std::collections::BTreeMap::new(),
        why_not: std::collections::BTreeMap::new(),
        warnings: Vec::new(),
    }
}

pub(super) fn split(verdict: Verdict, candidates: Vec<Candidate>) -> Split {
    Split {
        verdict,
        reason: String::new(),
        instead: Vec::new(),
        merge_with: Vec::new(),
        units: Vec::new(),
        dropped: Vec::new(),
        candidates,
    }
}

fn expected_assumptions(suite: &Suite, gold: &AssumptionsCase) -> Value {
    let all = gold.assumptions.iter().map(|expected| {
        let quotes = |all: &[Evidence]| all.iter().filter_map(|one| quote_of(suite, one)).collect();
        let evidence = Cited {
            supporting: quotes(&expected.supporting),
            against: quotes(&expected.against),
            ..Cited::default()
        };
        let body = Assumption {
            statement: expected.text.clone(),
            kind: expected.kind,
            importance: expected.importance,
            importance_why: String::new(),
            certainty: Certainty::Weak,
            searched: 0,
        };
        Suggest::with(&gold.item, &body, evidence)
    });
    json!(all.collect::<Vec<_>>())
}

/// The gold of a summary, its quotes said to be of the interview `source`.
pub(super) fn snapshot_as(suite: &Suite, case: &Case, source: &str) -> Value {
    let Case::SummaryCase(gold) = case else { return json!([]) };
    let quote = |text: &str| {
        let found = quote_in(suite, &gold.interview, text)?;
        Some(Quote { source: source.to_owned(), ..found })
    };
    let opportunities: Vec<Opportunity> = gold
        .opportunities
        .iter()
        .filter_map(|expected| {
            let quote = quote(&expected.quote)?;
            Some(Opportunity { text: expected.text.clone(), kind: expected.kind, quote })
        })
        .collect();
    let facts = gold.facts.iter().filter_map(|fact| {
        let found = nearest_turn(suite.corpus.interview(&gold.interview)?, fact)?;
        Some(Line { text: fact.clone(), quote: Quote { source: source.to_owned(), ..found } })
    });
    let page = Snapshot {
        interview: source.to_owned(),
        quick_facts: facts.collect(),
        memorable: gold.memorable.iter().filter_map(|text| quote(text)).collect(),
        opportunities,
        ..empty_page()
    };
    Suggest::about(source, &page)
}

pub(super) fn empty_page() -> Snapshot {
    Snapshot {
        interview: String::new(),
        quick_facts: Vec::new(),
        memorable: Vec::new(),
        story: Vec::new(),
        opportunities: Vec::new(),
        workarounds: Vec::new(),
        surprises: Vec::new(),
        open_questions: Vec::new(),
        not_said: Vec::new(),
    }
}

fn expected_hits(suite: &Suite, gold: &RetrievalCase) -> Value {
    let hit = |evidence: &Evidence| match &evidence.item {
        Some(key) => item_hit(suite, key),
        None => quote_of(suite, evidence).map(|quote| json!(quote)),
    };
    json!(gold.relevant.iter().filter_map(hit).collect::<Vec<_>>())
}

fn item_hit(suite: &Suite, key: &str) -> Option<Value> {
    let item = suite.corpus.item(key)?;
    Some(json!({"item": key, "text": format!("{}\n{}", item.title, item.text)}))
}

/// Every turn and every item as a hit of a search.
pub(super) fn places(suite: &Suite) -> Vec<Value> {
    let turns = suite.corpus.interviews.iter().flat_map(|interview| {
        let id = &interview.about.id;
        interview.turns.iter().map(move |turn| json!({"source": id, "turn": turn.index, "text": turn.text}))
    });
    turns.chain(suite.corpus.items.iter().filter_map(|item| item_hit(suite, &item.key))).collect()
}

fn expected_themes(suite: &Suite, gold: &ThemesCase) -> Value {
    let themes =
        gold.themes.iter().map(|theme| json!({"label": theme.name, "participants": theme.interviews}));
    let anomalies = gold.anomalies.iter().filter_map(|anomaly| quote_of(suite, anomaly));
    json!({"themes": themes.collect::<Vec<_>>(), "anomalies": anomalies.collect::<Vec<_>>()})
}

fn quote_of(suite: &Suite, evidence: &Evidence) -> Option<Quote> {
    let id = evidence.interview.as_deref()?;
    match (&evidence.text, evidence.turn) {
        (Some(text), _) => quote_in(suite, id, text),
        (None, Some((first, _))) => {
            let interview = suite.corpus.interview(id)?;
            quote_at(interview, first, 0..interview.turns.get(first)?.text.len())
        }
        (None, None) => None,
    }
}

fn quote_in(suite: &Suite, id: &str, text: &str) -> Option<Quote> {
    let interview = suite.corpus.interview(id)?;
    let turn = *interview.turns_with(text).first()?;
    let start = interview.turns[turn].text.find(text)?;
    quote_at(interview, turn, start..start + text.len())
}

/// The participant's turn that has most of a text's stems, up to where a quote would be too long.
fn nearest_turn(interview: &CorpusInterview, text: &str) -> Option<Quote> {
    let sought = stems(text);
    let own = interview.turns.iter().filter(|turn| turn.role.testifies());
    let common = |turn: &&Turn| stems(&turn.text).intersection(&sought).count();
    let best = own.rev().max_by_key(common)?;
    let end = sentences(&best.text).into_iter().map(|range| range.end).take_while(|end| *end <= 240).last();
    quote_at(interview, best.index, 0..end.unwrap_or(best.text.len()))
}

/// The words of a turn as a quote.
pub(super) fn quote_at(interview: &CorpusInterview, turn: usize, range: Range<usize>) -> Option<Quote> {
    let said = interview.turns.get(turn)?;
    Some(Quote {
        source: interview.about.id.clone(),
        turn,
        start: range.start,
        end: range.end,
        text: said.text.get(range.clone())?.to_owned(),
        speaker: said.speaker.clone(),
        role: said.role,
        at: said.time_at(range.start),
        strength: Strength::Opinion,
    })
}

/// The same suggestions with nothing cited for them.
pub(super) fn without_evidence(mut output: Value) -> Value {
    for suggestion in output.as_array_mut().into_iter().flatten() {
        suggestion["evidence"] = json!(Cited::default());
    }
    output
}
