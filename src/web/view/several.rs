//! Several suggestions of one kind, chosen first and decided together.

use super::inbox::Choices;
use super::suggestion::SuggestionView;
use super::words;
use crate::domain::suggestion::{Body, Kind, Stored};
use serde::Serialize;

/// The page on which several are chosen, and then decided.
#[derive(Debug, Serialize)]
pub(crate) struct SeveralPage {
    kind: &'static str,
    /// "questions".
    many: &'static str,
    rows: Vec<SuggestionView>,
    /// What deciding on the chosen ones comes to; none while they are being chosen.
    summary: Option<Summary>,
    choices: Choices,
}

#[derive(Debug, Serialize)]
struct Summary {
    /// "3 questions".
    counted: String,
    effect: String,
}

impl SeveralPage {
    /// A page to choose from these suggestions of one kind.
    pub(crate) fn to_choose(kind: Kind, all: &[Stored], choices: Choices) -> Self {
        let can_be = |one: &&Stored| has_one_yes(&one.suggestion.body);
        let rows = all.iter().filter(can_be).map(|one| SuggestionView::of(one, "", None)).collect();
        Self { kind: kind.id(), many: plural(kind), rows, summary: None, choices }
    }

    /// A page to decide on these, which were chosen.
    pub(crate) fn to_decide(kind: Kind, chosen: &[Stored], choices: Choices) -> Self {
        let page = Self::to_choose(kind, chosen, choices);
        let summary = Summary { counted: counted(kind, page.rows.len()), effect: effect(kind).into() };
        Self { summary: Some(summary), ..page }
    }

    pub(crate) fn title(&self) -> String {
        let together = |summary: &Summary| format!("{}, decided together", summary.counted);
        self.summary.as_ref().map_or_else(|| "Decide several".to_owned(), together)
    }
}

/// Whether there is one way to say yes to it.
pub(crate) fn has_one_yes(body: &Body) -> bool {
    match body {
        Body::Split(split) => split.candidates.len() < 2,
        _ => true,
    }
}

/// Several of a kind.
pub(crate) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Split => "splits",
        Kind::Assumption => "assumptions",
        Kind::Question => "questions",
        Kind::Snapshot => "pages on interviews",
        Kind::Theme => "themes",
        Kind::Duplicate => "possible duplicates",
    }
}

/// How many of a kind.
pub(crate) fn counted(kind: Kind, count: usize) -> String {
    words::counted(count, &words::kind(kind).0.to_lowercase(), plural(kind))
}

/// What a yes does to all of them.
fn effect(kind: Kind) -> &'static str {
    match kind {
        Kind::Split => "Where there is a way to cut an item, its slices become its children in Hone.",
        Kind::Assumption => "They enter the register of what has to be true.",
        Kind::Question => "They will wait under their stakeholders.",
        Kind::Snapshot | Kind::Theme | Kind::Duplicate => "They are kept as accepted.",
    }
}
