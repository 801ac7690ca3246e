//! The whole way of a suggestion: the words it rests on, what it is part of, what was decided.

use super::evidence::QuoteView;
use super::receipt::{CheckView, sentence};
use super::split::Link;
use super::suggestion::statement;
use super::time::{Moment, day, moment};
use super::url;
use crate::domain::check::Outcome;
use crate::use_case::{Stance, Trace, TracedDecision, TracedQuote};
use serde::Serialize;

/// The way of a suggestion as a page shows it.
#[derive(Debug, Serialize)]
pub(crate) struct TracePage {
    id: String,
    pub(crate) statement: String,
    quotes: Vec<QuoteLine>,
    items: Vec<Link>,
    big_idea: String,
    decisions: Vec<DecisionLine>,
    made: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct QuoteLine {
    side: &'static str,
    quote: QuoteView,
    check: CheckView,
}

#[derive(Debug, Serialize)]
struct DecisionLine {
    words: String,
    by: String,
    at: Moment,
    note: String,
}

impl TracePage {
    pub(crate) fn of(trace: Trace) -> Self {
        let link = |key: &str, title: &str| Link { url: url::item(key), words: format!("{key} {title}") };
        Self {
            id: trace.suggestion.id.to_string(),
            statement: statement(&trace.suggestion),
            quotes: trace.evidence.iter().map(QuoteLine::of).collect(),
            items: trace.items.iter().map(|item| link(&item.key, &item.title)).collect(),
            big_idea: trace.big_idea.purpose,
            decisions: trace.decisions.iter().map(DecisionLine::of).collect(),
            made: trace.made.iter().map(|key| link(key, "")).collect(),
        }
    }
}

impl QuoteLine {
    fn of(traced: &TracedQuote) -> Self {
        let (outcome, detail) = if traced.stands {
            (Outcome::Pass, "It stands word for word in the interview.".to_owned())
        } else {
            (Outcome::Fail, sentence(&traced.why_not))
        };
        let side = match traced.stance {
            Stance::Against => "against",
            Stance::For => "",
            Stance::Within => "plainq",
        };
        let quote = QuoteView::of(&traced.quote);
        Self { side, quote, check: CheckView::new(outcome, "Looked up today", detail) }
    }
}

impl DecisionLine {
    fn of(decision: &TracedDecision) -> Self {
        let words = match (decision.verb, decision.candidate, decision.reason, &decision.until) {
            ("accept", Some(way), ..) => format!("Accepted, way {}", super::split::letter(way)),
            ("accept", ..) => "Accepted".into(),
            ("edit", ..) => "Edited".into(),
            ("reject", _, Some(code), _) => format!("Rejected: {}", code.in_words()),
            ("defer", _, _, Some(until)) => format!("Put off to {}", day(until)),
            _ => "Taken back".into(),
        };
        Self { words, by: decision.by.clone(), at: moment(decision.at), note: decision.note.clone() }
    }
}
