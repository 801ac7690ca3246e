//! An interview as it was said: turn by turn, with the words that suggestions quote marked, and
//! what was hidden shown as hidden.

use super::imports::on_page;
use super::interviews::kind;
use super::paging::{PAGE, next, part};
use super::receipt::sentence;
use super::suggestion::{SuggestionView, statement};
use super::time::{clock, date};
use super::url;
use super::words::{self, counted};
use crate::domain::evidence::Quote;
use crate::domain::interview::{Interview, Role, Turn};
use crate::domain::suggestion::{Body, Kind, Stored};
use crate::use_case::Hidden;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// Which part of a transcript.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct TranscriptPart {
    #[serde(default)]
    from: usize,
    /// Words to find, of the person's own.
    #[serde(default)]
    find: String,
    /// How many suggestions do not hold any more since a role was corrected.
    pub(crate) stale: Option<u64>,
}

/// The page of an interview.
#[derive(Debug, Serialize)]
pub(crate) struct InterviewPage {
    key: String,
    title: String,
    about: String,
    warnings: Vec<String>,
    voices: Vec<Voice>,
    /// A voice that nobody knows is to be named first.
    asks_for_roles: bool,
    find: String,
    found: Option<String>,
    turns: Vec<SpokenTurn>,
    parts: Vec<PartLink>,
    asides: Vec<String>,
    hidden: usize,
    pub(crate) snapshot: Option<SuggestionView>,
    stale: Option<u64>,
    url: String,
    pub(crate) choices: super::inbox::Choices,
}

/// Somebody who speaks.
#[derive(Debug, Serialize)]
struct Voice {
    speaker: String,
    turns: String,
    role: &'static str,
    why: String,
}

/// A stretch of the transcript.
#[derive(Debug, Serialize)]
struct PartLink {
    words: String,
    url: String,
    current: bool,
}

/// A turn, cut where something in it begins or ends.
#[derive(Debug, Serialize)]
struct SpokenTurn {
    number: usize,
    at: String,
    who: String,
    asks: bool,
    unknown: bool,
    pieces: Vec<Piece>,
    uses: Vec<Use>,
}

/// Words of a turn.
#[derive(Debug, PartialEq, Serialize)]
struct Piece {
    text: String,
    marked: bool,
    /// What was hidden here; empty when nothing was.
    hidden: &'static str,
}

/// A suggestion that quotes a turn.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Use {
    url: String,
    icon: &'static str,
    words: String,
}

/// What is known of an interview beside its words.
pub(crate) struct Known<'a> {
    pub(crate) quoting: &'a [Stored],
    pub(crate) hidden: &'a [Hidden],
    pub(crate) snapshot: Option<SuggestionView>,
}

impl InterviewPage {
    pub(crate) fn of(
        interview: &Interview,
        known: Known<'_>,
        wanted: &TranscriptPart,
        choices: super::inbox::Choices,
    ) -> Self {
        let find = wanted.find.trim().to_lowercase();
        let holds = |turn: &&Turn| find.is_empty() || turn.text.to_lowercase().contains(&find);
        let shown: Vec<&Turn> = interview.turns.iter().filter(holds).collect();
        let key = &interview.key;
        let spoken = part(&shown, wanted.from).iter().map(|turn| SpokenTurn::of(turn, key, &known));
        Self {
            key: key.clone(),
            title: interview.title.clone(),
            about: about(interview),
            warnings: interview.warnings.iter().map(|said| sentence(&on_page(said))).collect(),
            voices: interview.roles.iter().map(|one| voice(interview, one)).collect(),
            asks_for_roles: interview.roles.iter().any(|one| one.role == Role::Unknown),
            found: (!find.is_empty()).then(|| counted(shown.len(), "place", "places")),
            find: wanted.find.trim().to_owned(),
            turns: spoken.collect(),
            parts: parts(shown.len(), wanted, &url::interview(key)),
            asides: interview.asides.iter().map(|aside| aside.text.clone()).collect(),
            hidden: known.hidden.len(),
            snapshot: known.snapshot,
            stale: wanted.stale.filter(|stale| *stale > 0),
            url: url::interview(key),
            choices,
        }
    }
}

fn about(interview: &Interview) -> String {
    let own = interview.turns.iter().filter(|turn| turn.role.testifies()).count();
    let mut parts = vec![kind(interview.kind).to_owned()];
    parts.extend(interview.participant.clone().filter(|who| *who != interview.title));
    parts.extend(interview.segment.clone());
    parts.extend(interview.date.as_deref().map(date));
    parts.push(format!("{}, {own} of a participant", counted(interview.turns.len(), "turn", "turns")));
    parts.join(" · ")
}

fn voice(interview: &Interview, one: &crate::domain::interview::SpeakerRole) -> Voice {
    let turns = interview.turns.iter().filter(|turn| turn.speaker == one.speaker).count();
    Voice {
        speaker: one.speaker.clone(),
        turns: counted(turns, "turn", "turns"),
        role: match one.role {
            Role::Participant => "participant",
            Role::Interviewer => "interviewer",
            Role::Other => "other",
            Role::Unknown => "unknown",
        },
        why: one.why.clone(),
    }
}

/// Links to the stretches of a long transcript; none when one page holds it.
fn parts(turns: usize, wanted: &TranscriptPart, url: &str) -> Vec<PartLink> {
    if next(turns, 0).is_none() {
        return Vec::new();
    }
    let find = match wanted.find.trim() {
        "" => String::new(),
        words => format!("&find={}", url::segment(words)),
    };
    let link = |from: usize| PartLink {
        words: format!("{} to {}", from + 1, turns.min(from + PAGE)),
        url: format!("{url}?from={from}{find}"),
        current: from == wanted.from,
    };
    (0..turns).step_by(PAGE).map(link).collect()
}

impl SpokenTurn {
    fn of(turn: &Turn, interview: &str, known: &Known<'_>) -> Self {
        let uses = known.quoting.iter().flat_map(|stored| {
            quotes(stored).into_iter().map(move |(quote, stance)| (stored, quote, stance))
        });
        let here: Vec<_> =
            uses.filter(|(_, quote, _)| quote.source == interview && quote.turn == turn.index).collect();
        let marks: Vec<Range<usize>> = here.iter().map(|(_, quote, _)| quote.start..quote.end).collect();
        let hidden: Vec<(Range<usize>, &'static str)> = known
            .hidden
            .iter()
            .filter(|one| one.turn == turn.index)
            .map(|one| (one.start..one.end, hidden_kind(&one.kind)))
            .collect();
        let asks = turn.role == Role::Interviewer;
        let speaker = if turn.speaker.trim().is_empty() { "Somebody" } else { turn.speaker.trim() };
        let used: BTreeSet<Use> = here.iter().map(|(stored, _, stance)| used(stored, stance)).collect();
        Self {
            number: turn.index + 1,
            at: turn.start_ms.map_or_else(|| (turn.index + 1).to_string(), clock),
            who: if asks { format!("{speaker} asks") } else { speaker.to_owned() },
            asks,
            unknown: turn.role == Role::Unknown,
            pieces: pieces(&turn.text, &marks, &hidden),
            uses: used.into_iter().collect(),
        }
    }
}

/// Every quote of a suggestion with what it does there; a page of the interview itself stands
/// beside the transcript and marks nothing.
fn quotes(stored: &Stored) -> Vec<(&Quote, &'static str)> {
    let evidence = &stored.suggestion.evidence;
    let supporting = evidence.supporting.iter().map(|quote| (quote, "Speaks for"));
    let against = evidence.against.iter().map(|quote| (quote, "Speaks against"));
    let mut all: Vec<_> = supporting.chain(against).collect();
    match &stored.suggestion.body {
        Body::Snapshot(_) => all.clear(),
        Body::Theme(theme) => {
            all.extend(theme.quotes.iter().map(|quote| (quote, "Theme")));
            all.extend(theme.against.iter().map(|quote| (quote, "Says otherwise")));
        }
        Body::Question(question) => all.extend(question.answered_by.iter().map(|quote| (quote, "Answers"))),
        Body::Split(_) | Body::Assumption(_) | Body::Duplicate(_) => {}
    }
    all
}

fn used(stored: &Stored, stance: &str) -> Use {
    let kind = stored.suggestion.kind();
    let subject = match kind {
        Kind::Split => format!("split of {}", stored.suggestion.item),
        _ => statement(stored),
    };
    Use {
        url: format!("/suggestions/{}", stored.id),
        icon: words::kind(kind).1,
        words: format!("{stance}: {subject}"),
    }
}

fn hidden_kind(kind: &str) -> &'static str {
    match kind {
        "email" => "an e-mail address",
        "phone" => "a phone number",
        "iban" => "an account number",
        "card" => "a card number",
        _ => "something personal",
    }
}

/// The text in pieces; a place that is no boundary of a character is left out.
fn pieces(text: &str, marks: &[Range<usize>], hidden: &[(Range<usize>, &'static str)]) -> Vec<Piece> {
    let ends = marks.iter().chain(hidden.iter().map(|(range, _)| range)).flat_map(|one| [one.start, one.end]);
    let mut cuts: BTreeSet<usize> = ends.filter(|at| text.is_char_boundary(*at)).collect();
    cuts.extend([0, text.len()]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let within = |outer: &Range<usize>, start: usize, end: usize| outer.start <= start && end <= outer.end;
    cuts.windows(2)
        .map(|cut| Piece {
            text: text[cut[0]..cut[1]].to_owned(),
            marked: marks.iter().any(|mark| within(mark, cut[0], cut[1])),
            hidden: hidden.iter().find(|(range, _)| within(range, cut[0], cut[1])).map_or("", |one| one.1),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_cut_where_quotes_and_hidden_places_begin_and_end() {
        let cut =
            pieces("é, I rang [phone] twice", std::slice::from_ref(&(4..18)), &[(11..18, "a phone number")]);
        let shown: Vec<(&str, bool, &str)> =
            cut.iter().map(|one| (one.text.as_str(), one.marked, one.hidden)).collect();
        let expected = [
            ("é, ", false, ""),
            ("I rang ", true, ""),
            ("[phone]", true, "a phone number"),
            (" twice", false, ""),
        ];
        assert_eq!(shown, expected);
        assert_eq!(pieces("é", std::slice::from_ref(&(1..2)), &[]).len(), 1, "no cut inside a character");
    }
}
