//! What a model is told of an item, as data.

use crate::domain::item::Item;
use crate::prompt::{Data, ItemContext, JobContext, Optional, PersonContext, RejectedContext, UnitContext};
use crate::proposer::Brief;
use crate::proposer::playbook::reading::Reading;

/// Neighbours, and earlier decisions of each sort, that a prompt names at most.
const MOST: usize = 6;

/// What the PO decided on suggestions of a kind, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// What was accepted.
    pub accepted: Vec<String>,
    /// What was turned down, with the code of the reason.
    pub rejected: Vec<(String, &'static str)>,
}

/// Everything but the evidence.
pub(super) fn of(brief: &Brief, memory: &Memory) -> JobContext {
    let record = &brief.item.record;
    let optional = |text: &str| Optional(Data::of(text));
    JobContext {
        item: ItemContext {
            key: Data::of(&brief.item.key),
            title: Data::of(&record.title),
            text: optional(&record.text),
            criteria: record.criteria.iter().map(|criterion| Data::of(criterion)).collect(),
        },
        parent: optional(brief.parent.as_ref().map_or("", |parent| parent.record.title.as_str())),
        siblings: siblings(brief).take(MOST).map(|item| Data::of(&item.record.title)).collect(),
        big_idea: optional(&brief.big_idea.better_future),
        units: Reading::of(&brief.item)
            .parts
            .iter()
            .map(|part| UnitContext { id: part.unit.id.clone(), words: Data::of(&part.unit.text) })
            .collect(),
        people: brief
            .stakeholders
            .iter()
            .map(|one| PersonContext { name: Data::of(&one.name), role: optional(&one.role) })
            .collect(),
        accepted: memory.accepted.iter().take(MOST).map(|what| Data::of(what)).collect(),
        rejected: memory
            .rejected
            .iter()
            .take(MOST)
            .map(|(what, why)| RejectedContext { what: Data::of(what), why })
            .collect(),
        evidence: Vec::new(),
    }
}

/// Items of the same parent.
fn siblings(brief: &Brief) -> impl Iterator<Item = &Item> {
    let parent = brief.item.record.parent.as_ref();
    brief.backlog.iter().filter(move |other| parent.is_some() && other.record.parent.as_ref() == parent)
}
