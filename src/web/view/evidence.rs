//! Quotes for and against, and the strongest of them in the place where it was said.

use super::time::clock;
use super::words::{counted, strength};
use super::{url, words};
use crate::domain::evidence::{Evidence, Quote};
use crate::domain::interview::{Interview, Role, Turn};
use serde::Serialize;
use std::collections::BTreeSet;

/// Turns before and after a quote that are shown with it.
const AROUND: usize = 2;

/// A quote with who said it, when, and how much it proves.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct QuoteView {
    /// The words, exactly.
    pub(crate) text: String,
    who: String,
    url: String,
    turn: String,
    strength: &'static str,
    /// 0 to 5.
    bars: u8,
}

impl QuoteView {
    pub(crate) fn of(quote: &Quote) -> Self {
        let (strength, bars) = strength(quote.strength);
        let time = quote.at.map_or_else(String::new, |at| format!(", {}", clock(at)));
        let speaker = quote.speaker.trim();
        let named = !speaker.is_empty() && speaker != quote.source;
        Self {
            text: quote.text.clone(),
            who: if named { format!("{}, {speaker}", quote.source) } else { quote.source.clone() },
            url: url::turn(&quote.source, quote.turn),
            turn: format!("Turn {}{time}", quote.turn + 1),
            strength,
            bars,
        }
    }
}

/// What speaks on one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Side {
    /// How many people, not how many quotes.
    pub(crate) people: usize,
    people_words: String,
    pub(crate) quotes: Vec<QuoteView>,
}

impl Side {
    fn of(quotes: &[Quote]) -> Self {
        let sources: BTreeSet<&str> = quotes.iter().map(|quote| quote.source.as_str()).collect();
        let people = sources.len();
        Self {
            people,
            people_words: counted(people, "person", "people"),
            quotes: quotes.iter().map(QuoteView::of).collect(),
        }
    }
}

/// Evidence for and against.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct EvidenceView {
    pub(crate) against: Side,
    pub(crate) supporting: Side,
    searched: String,
    /// Where the strongest voice was heard, once its interview has been read.
    pub(crate) place: Option<PlaceView>,
}

impl EvidenceView {
    pub(crate) fn of(evidence: &Evidence) -> Self {
        Self {
            against: Side::of(&evidence.against),
            supporting: Side::of(&evidence.supporting),
            searched: format!("Searched {}.", words::counted(evidence.searched, "passage", "passages")),
            place: None,
        }
    }
}

/// The quote that says most: one against before one for, a real occasion before an opinion.
pub(crate) fn strongest(evidence: &Evidence) -> Option<(&Quote, bool)> {
    let is_against = !evidence.against.is_empty();
    let side = if is_against { &evidence.against } else { &evidence.supporting };
    side.iter().min_by_key(|quote| quote.strength).map(|quote| (quote, is_against))
}

/// A quote in its turn, with the turns around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PlaceView {
    heading: &'static str,
    source: String,
    url: String,
    pub(crate) turns: Vec<TurnView>,
}

/// A turn of an interview, cut where the quote begins and ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TurnView {
    at: String,
    who: String,
    asks: bool,
    near: bool,
    before: String,
    pub(crate) marked: String,
    after: String,
    strength: &'static str,
    bars: u8,
}

impl PlaceView {
    /// The place of a quote in its interview; none when it is not there any more.
    pub(crate) fn of(quote: &Quote, is_against: bool, interview: &Interview) -> Option<Self> {
        let at = interview.turns.iter().position(|turn| turn.index == quote.turn)?;
        interview.turns[at].text.get(quote.start..quote.end)?;
        let from = at.saturating_sub(AROUND);
        let turns = interview.turns.iter().skip(from).take(at - from + 1 + AROUND);
        Some(Self {
            heading: if is_against {
                "The strongest voice against, where it was said"
            } else {
                "The strongest voice for it, where it was said"
            },
            source: quote.source.clone(),
            url: url::turn(&quote.source, quote.turn),
            turns: turns.map(|turn| TurnView::of(turn, quote)).collect(),
        })
    }
}

impl TurnView {
    fn of(turn: &Turn, quote: &Quote) -> Self {
        let holds = turn.index == quote.turn;
        let (start, end) = if holds { (quote.start, quote.end) } else { (turn.text.len(), turn.text.len()) };
        let cut = |range: std::ops::Range<usize>| turn.text.get(range).unwrap_or_default().to_owned();
        let asks = turn.role == Role::Interviewer;
        let speaker = if turn.speaker.trim().is_empty() { "Somebody" } else { turn.speaker.trim() };
        let (strength, bars) = strength(quote.strength);
        Self {
            at: turn.start_ms.map_or_else(|| format!("{}", turn.index + 1), clock),
            who: if asks { format!("{speaker} asks") } else { speaker.to_owned() },
            asks,
            near: !holds,
            before: cut(0..start),
            marked: cut(start..end),
            after: cut(end..turn.text.len()),
            strength: if holds { strength } else { "" },
            bars,
        }
    }
}
