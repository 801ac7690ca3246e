//! What is searched: passages, whose they are, and by what they are filtered.

pub use crate::domain::id::Owner;
use crate::domain::id::{SourceId, content_hash};
use crate::domain::interview::Interview;
use crate::domain::item::Item;
use std::collections::HashMap;

/// A window over the turns of an interview, or the text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Identity in the workspace: where it stands and what it says.
    pub id: String,
    /// Whose text it is.
    pub owner: Owner,
    /// Index of the first turn; 0 for an item.
    pub first_turn: usize,
    /// Index of the last turn; 0 for an item.
    pub last_turn: usize,
    /// Words of its owner before its first word; says how far passages are apart.
    pub position: usize,
    /// What is searched: turns on lines of their own, without labels.
    pub text: String,
    /// Labels of the speakers, each once, in order of appearance.
    pub speakers: Vec<String>,
}

impl Passage {
    /// A passage without voices; its identity follows from where it stands and what it says.
    pub fn new(owner: Owner, first_turn: usize, last_turn: usize, text: impl Into<String>) -> Self {
        let text = text.into();
        let (first, last) = (first_turn.to_string(), last_turn.to_string());
        let id = content_hash(&[owner.kind(), owner.id(), &first, &last, &text]);
        Self { id, owner, first_turn, last_turn, position: 0, text, speakers: Vec::new() }
    }

    /// Words of the text.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether it shares turns with another; passages of one item always do.
    pub fn shares_turns_with(&self, other: &Self) -> bool {
        self.owner == other.owner && self.first_turn <= other.last_turn && other.first_turn <= self.last_turn
    }

    /// Key of its vector: the same text has the same vector.
    pub fn text_hash(&self) -> String {
        content_hash(&[&self.text])
    }
}

/// What the passages of one owner have in common, and what they are filtered by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// Whose text it is.
    pub owner: Owner,
    /// Customer segment.
    pub segment: Option<String>,
    /// Who was interviewed.
    pub participant: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    pub date: Option<String>,
}

impl Tag {
    /// The tag of an interview.
    pub fn of_interview(interview: &Interview) -> Self {
        Self {
            owner: Owner::Source(interview.id.clone()),
            segment: interview.segment.clone(),
            participant: Some(interview.person().to_owned()),
            date: interview.date.clone(),
        }
    }

    /// The tag of an item.
    pub fn of_item(item: &Item) -> Self {
        Self { owner: Owner::Item(item.id.clone()), segment: None, participant: None, date: None }
    }
}

/// Turns of interviews, or items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// Passages of interviews, notes and documents.
    Turn,
    /// Passages of backlog items.
    Item,
}

/// What a search leaves out; the default leaves out nothing of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Turns or items only.
    pub kind: Option<PassageKind>,
    /// One source only.
    pub source: Option<SourceId>,
    /// One customer segment only.
    pub segment: Option<String>,
    /// One participant only.
    pub participant: Option<String>,
    /// First day, `YYYY-MM-DD`; what has no date is left out.
    pub from: Option<String>,
    /// Last day, `YYYY-MM-DD`, included; what has no date is left out.
    pub until: Option<String>,
}

impl Filter {
    /// Whether passages with this tag are searched.
    pub fn admits(&self, tag: &Tag) -> bool {
        let kind = match self.kind {
            None => true,
            Some(PassageKind::Turn) => matches!(tag.owner, Owner::Source(_)),
            Some(PassageKind::Item) => matches!(tag.owner, Owner::Item(_)),
        };
        let source = self.source.as_ref().is_none_or(|wanted| tag.owner == Owner::Source(wanted.clone()));
        let date = tag.date.as_ref();
        kind && source
            && (self.segment.is_none() || self.segment == tag.segment)
            && (self.participant.is_none() || self.participant == tag.participant)
            && self.from.as_ref().is_none_or(|from| date.is_some_and(|date| date >= from))
            && self.until.as_ref().is_none_or(|until| date.is_some_and(|date| date <= until))
    }
}

/// Tags by number, so that a filter is asked once per owner and not once per passage.
#[derive(Debug, Clone, Default)]
pub(super) struct TagTable {
    tags: Vec<Tag>,
    numbers: HashMap<Tag, usize>,
}

impl TagTable {
    /// The number of `tag`; the same tag has the same number for as long as the table lives.
    pub(super) fn number(&mut self, tag: &Tag) -> usize {
        if let Some(number) = self.numbers.get(tag) {
            return *number;
        }
        self.tags.push(tag.clone());
        self.numbers.insert(tag.clone(), self.tags.len() - 1);
        self.tags.len() - 1
    }

    /// For each number, whether the filter admits it.
    pub(super) fn admitted(&self, filter: &Filter) -> Vec<bool> {
        self.tags.iter().map(|tag| filter.admits(tag)).collect()
    }
}
