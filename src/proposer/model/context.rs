//! What a model is told of an item, as data.

use crate::domain::body::Body;
use crate::domain::decision::RejectCode;
use crate::domain::item::Item;
use crate::domain::text;
use crate::prompt::{
    AcceptedContext, Data, ItemContext, JobContext, Optional, PersonContext, RejectedContext, UnitContext,
};
use crate::proposer::Brief;
use crate::proposer::playbook::reading::{PartKind, Reading};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Neighbours, and other things of one sort, that a prompt names at most.
const MOST: usize = 6;
/// Earlier decisions of each sort: a few that are near say more than many.
const MOST_DECIDED: usize = 4;

/// What the PO decided on suggestions of a kind, latest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Memory {
    /// What was accepted.
    pub accepted: Vec<Decided>,
    /// What was turned down, and why.
    pub rejected: Vec<(Decided, RejectCode, String)>,
}

/// A suggestion that somebody decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// Key of its item.
    pub item: String,
    /// Its title.
    pub title: String,
    /// What it proposed.
    pub body: Body,
}

/// Everything but the evidence.
pub(super) fn of(brief: &Brief, memory: &Memory) -> JobContext {
    let record = &brief.item.record;
    let optional = |text: &str| Optional(Data::of(text));
    let titles = |items: &mut dyn Iterator<Item = &Item>| {
        items.take(MOST).map(|item| Data::of(&item.record.title)).collect()
    };
    let several = |texts: &[String]| texts.iter().take(MOST).map(|text| Data::of(text)).collect();
    JobContext {
        item: ItemContext {
            key: Data::of(&brief.item.key),
            title: Data::of(&record.title),
            text: optional(&record.text),
            criteria: record.criteria.iter().map(|criterion| Data::of(criterion)).collect(),
        },
        parent: optional(brief.parent.as_ref().map_or("", |parent| parent.record.title.as_str())),
        siblings: titles(&mut siblings(brief)),
        children: titles(&mut brief.children.iter()),
        big_idea: optional(&brief.big_idea.better_future),
        constraints: several(&brief.big_idea.constraints),
        non_goals: several(&brief.big_idea.non_goals),
        units: Reading::of(&brief.item)
            .parts
            .iter()
            .map(|part| UnitContext {
                id: part.unit.id.clone(),
                words: Data::of(&part.unit.text),
                is_open: part.kind == PartKind::Open,
            })
            .collect(),
        people: brief
            .stakeholders
            .iter()
            .map(|one| PersonContext { name: Data::of(&one.name), role: optional(&one.role) })
            .collect(),
        accepted: nearest(brief, &memory.accepted, |one| one)
            .map(|one| AcceptedContext { what: said(one), is_here: one.item == brief.item.key })
            .collect(),
        rejected: nearest(brief, &memory.rejected, |(one, _, _)| one)
            .map(|(one, code, note)| RejectedContext {
                what: said(one),
                is_here: one.item == brief.item.key,
                why: reason(*code),
                note: optional(note),
            })
            .collect(),
        evidence: Vec::new(),
    }
}

/// Items of the same parent.
fn siblings(brief: &Brief) -> impl Iterator<Item = &Item> {
    let parent = brief.item.record.parent.as_ref();
    brief.backlog.iter().filter(move |other| parent.is_some() && other.record.parent.as_ref() == parent)
}

/// The decisions nearest to the item: those on it first, then by the words that they have in
/// common with it; of equals the latest.
fn nearest<'a, T>(
    brief: &Brief,
    decided: &'a [T],
    what: impl Fn(&T) -> &Decided,
) -> impl Iterator<Item = &'a T> {
    let own: BTreeSet<String> = text::content_stems(&brief.item.full_text()).into_iter().collect();
    let nearness = |one: &Decided| {
        let words: BTreeSet<String> = text::content_stems(&words_of(one)).into_iter().collect();
        (one.item == brief.item.key, words.intersection(&own).count())
    };
    let mut ranked: Vec<&T> = decided.iter().collect();
    ranked.sort_by_cached_key(|one| Reverse(nearness(what(one))));
    ranked.into_iter().take(MOST_DECIDED)
}

fn said(one: &Decided) -> Data {
    Data::of(&words_of(one))
}

/// What a suggestion proposed, in one line: of a split its first candidate, slice by slice.
fn words_of(one: &Decided) -> String {
    let Body::Split(split) = &one.body else { return one.title.clone() };
    let Some(candidate) = split.candidates.first() else { return split.reason.clone() };
    let slices: Vec<&str> = candidate.slices.iter().map(|slice| slice.title.as_str()).collect();
    format!("{} by {}: {}", one.item, candidate.pattern.id(), slices.join("; "))
}

/// A reason as a model is told it, who is none of "us".
fn reason(code: RejectCode) -> &'static str {
    match code {
        RejectCode::WrongSplit => "cut in the wrong place",
        RejectCode::AlreadyDone => "it is done or known already",
        RejectCode::NotSupported => "the evidence does not say it",
        RejectCode::Other => "not said",
        other => other.in_words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::split::{Candidate, Pattern, Slice, Split, Verdict};
    use std::collections::BTreeMap;

    fn brief() -> Brief {
        Brief::alone(Item { key: "BOAT-7".into(), ..Item::of("Change the berth of a stay", "") })
    }

    fn decided(item: &str, reason: &str, candidates: Vec<Candidate>) -> Decided {
        let split = Split {
            verdict: Verdict::Split,
            reason: reason.into(),
            instead: Vec::new(),
            merge_with: Vec::new(),
            units: Vec::new(),
            dropped: Vec::new(),
            candidates,
        };
        Decided { item: item.into(), title: format!("Split {item}"), body: split.into() }
    }

    fn candidate(titles: [&str; 2]) -> Candidate {
        Candidate {
            pattern: Pattern::Operations,
            triggers: Vec::new(),
            core_complexity: String::new(),
            variations: Vec::new(),
            reduced_to: String::new(),
            deprioritise: Vec::new(),
            slices: titles.map(|title| Slice { title: title.into(), ..Slice::default() }).into(),
            evaluation: BTreeMap::new(),
            why_not: BTreeMap::new(),
            warnings: Vec::new(),
        }
    }

    #[test]
    fn few_decisions_are_told_those_on_the_item_first_and_then_those_like_it() {
        let far = |number| decided("BOAT-1", &format!("Invoice {number} is paid in a week"), Vec::new());
        let others = (0..9).map(far);
        let near = [("BOAT-2", "Half of the stays change a berth"), ("BOAT-7", "Fuel is dear")];
        let near = near.map(|(item, said)| decided(item, said, Vec::new()));
        let memory = Memory { accepted: others.chain(near).collect(), ..Memory::default() };
        let told: Vec<(Data, bool)> =
            of(&brief(), &memory).accepted.into_iter().map(|one| (one.what, one.is_here)).collect();
        assert_eq!(told.len(), MOST_DECIDED);
        assert_eq!(told[0], (Data::of("Fuel is dear"), true));
        assert_eq!(told[1], (Data::of("Half of the stays change a berth"), false));
        assert_eq!(told[2], (Data::of("Invoice 0 is paid in a week"), false), "of equals the latest");
    }

    #[test]
    fn a_split_that_was_turned_down_is_told_by_its_slices_with_the_reason_in_words() {
        let one = decided("BOAT-7", "", vec![candidate(["Berth table", "Berth screen"])]);
        let memory = Memory {
            rejected: vec![(one, RejectCode::WrongSplit, "these are layers".into())],
            ..Memory::default()
        };
        let told = of(&brief(), &memory).rejected.remove(0);
        assert_eq!(told.what, Data::of("BOAT-7 by operations: Berth table; Berth screen"));
        assert_eq!(told.why, "cut in the wrong place");
        assert_eq!(told.note, Optional(Data::of("these are layers")));
    }
}
