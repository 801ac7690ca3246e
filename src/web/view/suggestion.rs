//! A suggestion with its evidence, whatever it proposes.

use super::edited::ChangeView;
use super::evidence::EvidenceView;
use super::receipt::{CheckView, ReceiptView, checks, sentence};
use super::split::{SplitView, headline};
use super::time::with_dates;
use super::toast::Ruling;
use super::{url, words};
use crate::domain::assumption::{Assumption, Certainty, Importance};
use crate::domain::decision::Decision;
use crate::domain::evidence::Quote;
use crate::domain::question::{Question, Serves};
use crate::domain::snapshot::Snapshot;
use crate::domain::suggestion::{Body, Kind, Status, Stored};
use crate::domain::text as spoken;
use serde::Serialize;

/// A word in a coloured oval.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Chip {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) words: String,
}

impl Chip {
    pub(crate) fn new(class: &'static str, icon: &'static str, words: impl Into<String>) -> Self {
        Self { class, icon, words: words.into() }
    }
}

/// A name with what it says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Fact {
    name: &'static str,
    text: String,
}

/// A heading with lines under it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Section {
    heading: &'static str,
    lines: Vec<SectionLine>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SectionLine {
    text: String,
    quote: Option<super::evidence::QuoteView>,
}

impl SectionLine {
    /// A line with the quote that proves it, or the quote alone where it says just that.
    fn proved(text: &str, quote: &Quote) -> Self {
        let (said, line) = (spoken::words(&quote.text), spoken::words(text));
        let repeats = said.windows(line.len().max(1)).any(|part| part == line);
        Self {
            text: if repeats { String::new() } else { text.to_owned() },
            quote: Some(super::evidence::QuoteView::of(quote)),
        }
    }
}

/// A suggestion as a page shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct SuggestionView {
    pub(crate) id: String,
    kind_word: &'static str,
    pub(crate) item: String,
    item_url: String,
    pub(crate) item_title: String,
    pub(crate) statement: String,
    lead: String,
    chips: Vec<Chip>,
    facts: Vec<Fact>,
    sections: Vec<Section>,
    pub(crate) split: Option<SplitView>,
    pub(crate) evidence: EvidenceView,
    checks: Vec<CheckView>,
    receipt: ReceiptView,
    version: i64,
    is_open: bool,
    is_stale: bool,
    /// Why the phase leaves nothing of it open: it cannot be decided yet.
    pub(crate) held: Option<String>,
    /// Whether the page has a form for changing it.
    can_edit: bool,
    /// Who it is decided for: the name of the group of buttons.
    subject: String,
    pub(crate) ruling: Option<Ruling>,
    /// What the person changed before they accepted it.
    pub(crate) changes: Vec<ChangeView>,
}

impl SuggestionView {
    /// The view of a suggestion on an item with this title, and of the decision that stands.
    pub(crate) fn of(stored: &Stored, item_title: &str, decision: Option<&Decision>) -> Self {
        let suggestion = &stored.suggestion;
        let kind = suggestion.kind();
        let (kind_word, icon) = words::kind(kind);
        let item_url = match kind {
            Kind::Snapshot => url::interview(&suggestion.item),
            Kind::Theme => String::new(),
            _ => url::item(&suggestion.item),
        };
        let mut chips = vec![Chip::new("", icon, kind_word)];
        chips.extend(own_chips(&suggestion.body));
        if suggestion.evidence.withdrawn > 0 {
            chips.push(Chip::new("warn", "warn", "Evidence withdrawn"));
        }
        Self {
            id: stored.id.to_string(),
            kind_word,
            item: suggestion.item.clone(),
            item_url,
            item_title: item_title.to_owned(),
            statement: statement(stored),
            lead: lead(stored),
            chips,
            facts: facts(&suggestion.body),
            sections: sections(&suggestion.body),
            split: match &suggestion.body {
                Body::Split(split) => Some(SplitView::of(split)),
                _ => None,
            },
            evidence: EvidenceView::of(&suggestion.evidence),
            checks: checks(suggestion.report()),
            receipt: ReceiptView::of(stored),
            version: stored.version,
            is_open: stored.status.is_open(),
            is_stale: stored.status == Status::Stale,
            held: None,
            can_edit: can_edit(&suggestion.body),
            subject: subject(stored),
            ruling: decision.and_then(|decision| Ruling::of(stored, decision)),
            changes: Vec::new(),
        }
    }
}

/// Whether there is a form for changing it.
pub(crate) fn can_edit(body: &Body) -> bool {
    match body {
        Body::Split(split) => !split.candidates.is_empty(),
        Body::Assumption(_) | Body::Question(_) | Body::Theme(_) => true,
        Body::Snapshot(_) | Body::Duplicate(_) => false,
    }
}

/// The one line that a suggestion comes to.
pub(crate) fn statement(stored: &Stored) -> String {
    match &stored.suggestion.body {
        Body::Split(split) => headline(split),
        Body::Assumption(assumption) => assumption.statement.clone(),
        Body::Question(question) => question.text.clone(),
        Body::Theme(theme) => theme.label.clone(),
        Body::Snapshot(_) | Body::Duplicate(_) => stored.suggestion.title.clone(),
    }
}

fn lead(stored: &Stored) -> String {
    match &stored.suggestion.body {
        Body::Split(split) => sentence(&split.reason),
        Body::Assumption(assumption) => sentence(&assumption.importance_why),
        Body::Question(question) => sentence(&question.why_them),
        Body::Duplicate(duplicate) => sentence(&duplicate.why),
        Body::Snapshot(_) | Body::Theme(_) => with_dates(&sentence(&stored.suggestion.why)),
    }
}

/// Whether much hangs on it and little is known.
fn is_leap(assumption: &Assumption) -> bool {
    assumption.importance == Importance::High
        && matches!(assumption.certainty, Certainty::None | Certainty::Weak)
}

/// The one thing to know before opening it.
pub(crate) fn flag(body: &Body) -> Option<Chip> {
    match body {
        Body::Assumption(assumption) if is_leap(assumption) => {
            Some(Chip::new("warn", "leap", "Leap of faith"))
        }
        Body::Split(split) => match SplitView::of(split).warnings() {
            0 => None,
            found => Some(Chip::new("warn", "warn", words::counted(found, "warning", "warnings"))),
        },
        _ => None,
    }
}

fn own_chips(body: &Body) -> Vec<Chip> {
    match body {
        Body::Assumption(assumption) => {
            let certainty = words::certainty(assumption.certainty);
            let known = if is_leap(assumption) {
                Chip::new("warn", "leap", format!("Leap of faith: important, {certainty}"))
            } else {
                let importance = words::importance(assumption.importance);
                Chip::new("", "", format!("Importance {importance}, {certainty}"))
            };
            vec![Chip::new("", "", words::assumption_kind(assumption.kind)), known]
        }
        Body::Question(question) => vec![Chip::new("", "", format!("For {}", addressee(question)))],
        Body::Theme(theme) => {
            vec![Chip::new("", "two", words::counted(theme.participants.len(), "person", "people"))]
        }
        _ => Vec::new(),
    }
}

/// The one who is asked.
pub(crate) fn addressee(question: &Question) -> String {
    match question.addressee.as_str() {
        "customer" => "a customer".into(),
        name => name
            .strip_prefix("unlisted:")
            .map_or_else(|| name.to_owned(), |name| format!("{}, who is not in the register", name.trim())),
    }
}

fn facts(body: &Body) -> Vec<Fact> {
    match body {
        Body::Question(question) => {
            let serves = match &question.serves {
                Serves::Assumption(text) | Serves::Decision(text) => sentence(text),
            };
            vec![Fact { name: "About", text: question.about.clone() }, Fact { name: "Serves", text: serves }]
        }
        Body::Theme(theme) if !theme.segments.is_empty() => {
            vec![Fact { name: "Heard among", text: theme.segments.join(", ") }]
        }
        _ => Vec::new(),
    }
}

fn sections(body: &Body) -> Vec<Section> {
    use super::evidence::QuoteView;
    match body {
        Body::Question(question) if !question.answered_by.is_empty() => {
            let quotes = question.answered_by.iter();
            let lines = quotes
                .map(|quote| SectionLine { text: String::new(), quote: Some(QuoteView::of(quote)) })
                .collect();
            vec![Section { heading: "Already said about it", lines }]
        }
        Body::Snapshot(page) => of_snapshot(page),
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|section| !section.lines.is_empty())
    .collect()
}

fn of_snapshot(page: &Snapshot) -> Vec<Section> {
    use super::evidence::QuoteView;
    use crate::domain::snapshot::Line;
    let proved = |lines: &[Line]| {
        let line = |line: &Line| SectionLine::proved(&line.text, &line.quote);
        lines.iter().map(line).collect::<Vec<_>>()
    };
    let plain = |lines: &[String]| {
        let line = |text: &String| SectionLine { text: text.clone(), quote: None };
        lines.iter().map(line).collect::<Vec<_>>()
    };
    let memorable = page.memorable.iter().map(QuoteView::of);
    let opportunities = page.opportunities.iter();
    vec![
        Section { heading: "In short", lines: proved(&page.quick_facts) },
        Section {
            heading: "Worth repeating",
            lines: memorable.map(|quote| SectionLine { text: String::new(), quote: Some(quote) }).collect(),
        },
        Section { heading: "What happened", lines: proved(&page.story) },
        Section {
            heading: "Needs, pains and wishes",
            lines: opportunities.map(|one| SectionLine::proved(&one.text, &one.quote)).collect(),
        },
        Section { heading: "How they get by", lines: proved(&page.workarounds) },
        Section { heading: "What surprised", lines: proved(&page.surprises) },
        Section { heading: "Still open", lines: plain(&page.open_questions) },
        Section { heading: "Asked and not answered", lines: plain(&page.not_said) },
    ]
}

fn subject(stored: &Stored) -> String {
    let on = &stored.suggestion.item;
    match &stored.suggestion.body {
        Body::Split(_) => format!("the split of {on}"),
        Body::Assumption(assumption) => format!("the assumption “{}”", assumption.statement),
        Body::Question(question) => format!("the question for {}", addressee(question)),
        Body::Snapshot(_) => format!("the page on {on}"),
        Body::Theme(theme) => format!("the theme “{}”", theme.label),
        Body::Duplicate(duplicate) => format!("{} and {}", duplicate.a, duplicate.b),
    }
}
