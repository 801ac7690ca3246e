//! The inbox: what waits, by item, and the selected suggestion beside it.

use super::several::has_one_yes;
use super::suggestion::{Chip, SuggestionView, addressee, flag, statement};
use super::time::Later;
use super::words::{self, Reason};
use crate::domain::check::Check;
use crate::domain::suggestion::{Body, Kind, Stored, Withheld};
use crate::use_case::{FirstSteps, Waiting};
use serde::Serialize;
use std::collections::BTreeSet;

/// The inbox as a page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct InboxPage {
    pub(crate) total: usize,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) groups: Vec<Group>,
    pub(crate) selected: Option<SuggestionView>,
    /// Whether a person chose it, or it is only the first.
    pub(crate) picked: bool,
    pub(crate) withheld: Vec<String>,
    pub(crate) more: Option<String>,
    /// How far the way to a first suggestion was gone; none where something waits.
    pub(crate) first: Option<FirstSteps>,
    pub(crate) choices: Choices,
}

/// What the forms of a decision offer, and where they lead.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Choices {
    pub(crate) wrong: &'static [Reason],
    pub(crate) not_for_us: &'static [Reason],
    pub(crate) later: Later,
    /// Name of the page to which a decision leads back.
    pub(crate) back: &'static str,
    /// The kind that the inbox shows; empty for all.
    pub(crate) only: &'static str,
}

impl Choices {
    /// Choices on a page of this name, when today is this day.
    pub(crate) fn on(back: &'static str, only: Option<Kind>, today: &str) -> Self {
        Self {
            wrong: &words::WRONG,
            not_for_us: &words::NOT_FOR_US,
            later: super::time::later(today),
            back,
            only: only.map_or("", Kind::id),
        }
    }
}

/// A part of the inbox.
#[derive(Debug, Serialize)]
pub(crate) struct Tab {
    words: String,
    url: String,
    current: bool,
}

/// What waits on one item.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) rows: Vec<Row>,
}

/// A suggestion on two lines.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    id: String,
    url: String,
    icon: &'static str,
    statement: String,
    kind_word: &'static str,
    note: String,
    people_for: usize,
    people_against: usize,
    flag: Option<Chip>,
    /// Whether it can be decided on together with others.
    can_choose: bool,
    current: bool,
}

impl Row {
    pub(crate) fn of(stored: &Stored, only: Option<Kind>, current: bool) -> Self {
        let suggestion = &stored.suggestion;
        let (kind_word, icon) = words::kind(suggestion.kind());
        let people = |quotes: &[crate::domain::evidence::Quote]| {
            quotes.iter().map(|quote| quote.source.as_str()).collect::<BTreeSet<_>>().len()
        };
        let filter = only.map_or_else(String::new, |kind| format!("&kind={}", kind.id()));
        Self {
            id: stored.id.to_string(),
            url: format!("/inbox?at={}{filter}", stored.id),
            icon,
            statement: statement(stored),
            kind_word,
            note: match &suggestion.body {
                Body::Question(question) => format!("for {}", addressee(question)),
                _ => String::new(),
            },
            people_for: people(&suggestion.evidence.supporting),
            people_against: people(&suggestion.evidence.against),
            flag: flag(&suggestion.body),
            can_choose: has_one_yes(&suggestion.body),
            current,
        }
    }
}

/// One tab for each kind that waits, and one for all.
pub(crate) fn tabs(waiting: &[Waiting], only: Option<Kind>) -> Vec<Tab> {
    const PLURALS: [&str; 6] = ["Splits", "Assumptions", "Questions", "Interviews", "Themes", "Duplicates"];
    let count = |kind: Kind| waiting.iter().filter(|one| one.kind == kind).count();
    let all = Tab { words: format!("All {}", waiting.len()), url: "/inbox".into(), current: only.is_none() };
    let of_kind = |(kind, word): (Kind, &str)| {
        let found = count(kind);
        (found > 0 || only == Some(kind)).then(|| Tab {
            words: format!("{word} {found}"),
            url: format!("/inbox?kind={}", kind.id()),
            current: only == Some(kind),
        })
    };
    std::iter::once(all).chain(Kind::ALL.into_iter().zip(PLURALS).filter_map(of_kind)).collect()
}

/// One sentence for each draft that was held back; words that nobody said are not shown.
pub(crate) fn withheld(drafts: &[Withheld]) -> Vec<String> {
    drafts
        .iter()
        .map(|draft| {
            let kind = words::kind(draft.kind).0.to_lowercase();
            let item = &draft.item;
            match (draft.check, &draft.title) {
                (Check::Phase, _) => format!("The {kind} of {item} waits for room: {}.", draft.reason),
                (Check::QuotesProved, _) | (_, None) => {
                    format!("One on {item} ({kind}) rested on words that nobody said. It is only counted.")
                }
                (Check::Ledger, Some(title)) => {
                    format!("“{title}” ({kind}, {item}) comes back to what you rejected: {}.", draft.reason)
                }
                (check, Some(title)) => format!(
                    "“{title}” ({kind}, {item}) did not pass “{}”: {}.",
                    words::check(check),
                    draft.reason
                ),
            }
        })
        .collect()
}
