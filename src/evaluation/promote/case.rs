//! An accepted suggestion as the gold of a case.

use super::NO_ITEM;
use crate::domain::assumption::Assumption;
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::question::Question;
use crate::domain::split::{Candidate, Split, Verdict};
use crate::domain::suggestion::{Body, Stored};
use crate::evaluation::suite::{CUSTOMER, Suite};
use serde_json::{Value, json};

/// Gold of one of the tasks that decisions are made on.
pub(super) enum Gold {
    Split(Value),
    Assumption(Value),
    Question(Value),
}

/// Gold, with the words of it that must not stand in the corpus.
pub(super) struct Made {
    pub(super) gold: Gold,
    pub(super) texts: Vec<String>,
}

/// The gold that an accepted suggestion is, or why it is none. `children` are the titles of
/// the items that accepting a split made.
pub(super) fn of(stored: &Stored, children: &[&str], corpus: &Suite) -> Result<Made, &'static str> {
    let suggestion = &stored.suggestion;
    if corpus.corpus.item(&suggestion.item).is_none() {
        return Err(NO_ITEM);
    }
    match &suggestion.body {
        Body::Split(split) => of_split(split, stored, children),
        Body::Assumption(assumption) => Ok(of_assumption(assumption, &suggestion.evidence, corpus)),
        Body::Question(question) => of_question(question, corpus),
        Body::Snapshot(_) | Body::Theme(_) | Body::Duplicate(_) => Err("it is about no single item"),
    }
}

fn of_split(split: &Split, stored: &Stored, children: &[&str]) -> Result<Made, &'static str> {
    let item = &stored.suggestion.item;
    let id = format!("split-{}", id_of(item));
    let head = |expect| json!({"id": id, "task": "split", "item": item, "expect": expect});
    if split.verdict == Verdict::Unknown {
        return Err("it says that nothing is known");
    }
    if split.verdict != Verdict::Split {
        return Ok(Made { gold: Gold::Split(head(split.verdict)), texts: Vec::new() });
    }
    let kept = |candidate: &&Candidate| {
        candidate.slices.iter().filter(|slice| children.contains(&slice.title.as_str())).count()
    };
    let chosen = split.candidates.iter().rev().max_by_key(kept).filter(|candidate| kept(candidate) > 0);
    let Some(chosen) = chosen else { return Err("none of its slices is in the backlog any more") };
    let mut slices: Vec<_> = chosen.slices.iter().collect();
    slices.sort_by_key(|slice| !slice.first);
    let titles: Vec<String> = slices.into_iter().map(|slice| slice.title.clone()).collect();
    let mut case = head(split.verdict);
    case["patterns"] = json!([chosen.pattern]);
    case["slices"] = json!(titles);
    Ok(Made { gold: Gold::Split(case), texts: titles })
}

fn of_assumption(assumption: &Assumption, evidence: &Evidence, corpus: &Suite) -> Made {
    let quotes =
        |all: &[Quote]| -> Vec<Value> { all.iter().filter_map(|quote| cited(quote, corpus)).collect() };
    let gold = json!({
        "text": assumption.statement,
        "kind": assumption.kind,
        "importance": assumption.importance,
        "for": quotes(&evidence.supporting),
        "against": quotes(&evidence.against),
    });
    Made { gold: Gold::Assumption(gold), texts: vec![assumption.statement.clone()] }
}

/// A quote by the suite's id of its interview, if it is said there.
fn cited(quote: &Quote, corpus: &Suite) -> Option<Value> {
    let interview = corpus
        .corpus
        .interviews
        .iter()
        .find(|interview| [&interview.about.id, &interview.about.participant].contains(&&quote.source))?;
    let said = !interview.turns_with(&quote.text).is_empty();
    said.then(|| json!({"interview": interview.about.id, "text": quote.text}))
}

fn of_question(question: &Question, corpus: &Suite) -> Result<Made, &'static str> {
    let register = &corpus.manifest.stakeholders;
    let known =
        question.addressee == CUSTOMER || register.iter().any(|person| person.name == question.addressee);
    if !known {
        return Err("the register of the suite does not have its addressee");
    }
    let gold = json!({
        "about": question.about, "stakeholder": question.addressee, "text": question.text,
    });
    Ok(Made { gold: Gold::Question(gold), texts: vec![question.text.clone()] })
}

/// A key as a part of an id.
pub(super) fn id_of(key: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    key.to_lowercase().chars().map(plain).collect()
}
