//! An item with what was proposed on it.

use super::inbox::Choices;
use super::split::Link;
use super::suggestion::SuggestionView;
use super::{url, words};
use crate::domain::item::{Item, Level};
use crate::domain::suggestion::{Kind, Status, Stored};
use serde::Serialize;

/// The page of an item.
#[derive(Debug, Serialize)]
pub(crate) struct ItemPage {
    key: String,
    title: String,
    about: String,
    text: Vec<String>,
    criteria: Vec<String>,
    parent: Option<Link>,
    children: Vec<Link>,
    pub(crate) split: Option<SuggestionView>,
    pub(crate) assumptions: Vec<SuggestionView>,
    pub(crate) questions: Vec<SuggestionView>,
    pub(crate) others: Vec<SuggestionView>,
    withheld: Vec<String>,
    /// How many suggestions do not hold any more.
    stale: usize,
    was_refined: bool,
    refine_url: String,
    choices: Choices,
}

/// An item with its family and what was held back on it.
pub(crate) struct Around {
    pub(crate) parent: Option<Item>,
    pub(crate) children: Vec<Item>,
    pub(crate) withheld: Vec<String>,
}

impl ItemPage {
    /// The page of an item, before its suggestions are put on it.
    pub(crate) fn of(item: &Item, around: &Around, stale: usize, choices: Choices) -> Self {
        let record = &item.record;
        Self {
            key: item.key.clone(),
            title: record.title.clone(),
            about: about(item, around.children.len()),
            text: record
                .text
                .split("\n\n")
                .map(str::trim)
                .filter(|p| !p.is_empty())
                .map(Into::into)
                .collect(),
            criteria: record.criteria.clone(),
            parent: around.parent.as_ref().map(link),
            children: around.children.iter().map(link).collect(),
            split: None,
            assumptions: Vec::new(),
            questions: Vec::new(),
            others: Vec::new(),
            withheld: around.withheld.clone(),
            stale,
            was_refined: false,
            refine_url: format!("{}/refine", url::item(&item.key)),
            choices,
        }
    }

    /// Puts a suggestion where it belongs.
    pub(crate) fn add(&mut self, kind: Kind, view: SuggestionView) {
        self.was_refined = true;
        match kind {
            Kind::Split if self.split.is_none() => self.split = Some(view),
            Kind::Assumption => self.assumptions.push(view),
            Kind::Question => self.questions.push(view),
            _ => self.others.push(view),
        }
    }
}

/// What is shown of an item's suggestions: all that hold, those that wait first.
pub(crate) fn in_order(mut suggestions: Vec<Stored>) -> (Vec<Stored>, usize) {
    let all = suggestions.len();
    suggestions.retain(|one| one.status != Status::Stale);
    suggestions.sort_by_key(|one| match one.status {
        Status::Proposed | Status::Edited => 0,
        Status::Accepted => 1,
        _ => 2,
    });
    let stale = all - suggestions.len();
    (suggestions, stale)
}

fn link(item: &Item) -> Link {
    Link { url: url::item(&item.key), words: format!("{} {}", item.key, item.record.title) }
}

fn about(item: &Item, children: usize) -> String {
    let level = match item.record.level {
        Level::BigIdea => "Big Idea",
        Level::Mmf => "Increment",
        Level::Slice => "Slice",
        Level::Unlevelled => "No level yet",
    };
    let mut parts = vec![level.to_owned()];
    if !item.record.status.is_empty() {
        parts.push(item.record.status.clone());
    }
    parts.push(match children {
        0 => "no children yet".to_owned(),
        some => words::counted(some, "child", "children"),
    });
    if item.replaced_by_slices {
        parts.push("replaced by its slices".into());
    }
    parts.join(" · ")
}
