//! Turns and items cut into passages.
//!
//! A passage is a window over whole turns; a turn that is longer than a window
//! is taken sentence by sentence. A sentence is cut only when it alone is longer
//! than a window, between words, because the encoder would cut it silently.

use super::passage::{Owner, Passage};
use super::pieces::count_pieces;
use crate::domain::interview::{Interview, Turn};
use crate::domain::item::Item;
use crate::domain::text::sentences;
use std::ops::Range;

/// How long passages are: at most so many turns and at most so many word pieces.
///
/// Each passage begins where half of the one before it, by either measure, is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windowing {
    /// Most turns, which bounds a quick exchange.
    pub turns: usize,
    /// Most word pieces, which bounds a long story.
    pub pieces: usize,
}

/// The windowing that Hone uses; see [`super::fuse::WEIGHTS`] for how it was chosen.
pub const WINDOWING: Windowing = Windowing { turns: 8, pieces: 180 };

impl Windowing {
    fn halved(self) -> Self {
        Self { turns: self.turns / 2, pieces: self.pieces / 2 }
    }
}

/// The passages of an interview, in order. What is not speech is not searched.
pub fn passages_of_interview(interview: &Interview, windowing: Windowing) -> Vec<Passage> {
    let owner = Owner::Source(interview.id.clone());
    let pieces: Vec<Piece<'_>> =
        interview.turns.iter().flat_map(|turn| pieces_of_turn(turn, windowing.pieces)).collect();
    windows(&pieces, windowing).into_iter().map(|window| passage_of(&owner, &pieces, window)).collect()
}

/// The passages of an item: one, or several when its text is long; each begins with the title.
pub fn passages_of_item(item: &Item, windowing: Windowing) -> Vec<Passage> {
    let owner = Owner::Item(item.id.clone());
    let text = item.full_text();
    if count_pieces(&text) <= windowing.pieces {
        return vec![Passage::new(owner, 0, 0, text)];
    }
    let title = item.record.title.trim();
    let rest = text.get(item.record.title.len()..).unwrap_or_default();
    let room = windowing.pieces.saturating_sub(count_pieces(title)).max(windowing.pieces / 2);
    let inner = Windowing { pieces: room, ..windowing };
    let pieces: Vec<Piece<'_>> = pieces_of_text(rest, room)
        .map(|text| Piece { turn: 0, speaker: "", text, count: count_pieces(text) })
        .collect();
    windows(&pieces, inner)
        .into_iter()
        .map(|window| {
            let body = passage_of(&owner, &pieces, window);
            let text = format!("{title}\n{}", body.text);
            Passage { position: body.position, ..Passage::new(owner.clone(), 0, 0, text) }
        })
        .collect()
}

/// A turn, a sentence of a long turn, or a part of an endless sentence.
struct Piece<'a> {
    turn: usize,
    speaker: &'a str,
    text: &'a str,
    count: usize,
}

fn pieces_of_turn(turn: &Turn, longest: usize) -> impl Iterator<Item = Piece<'_>> {
    let text = turn.text.trim();
    let parts: Vec<&str> = if count_pieces(text) <= longest {
        if text.is_empty() { Vec::new() } else { vec![text] }
    } else {
        pieces_of_text(text, longest).collect()
    };
    parts.into_iter().map(move |text| Piece {
        turn: turn.index,
        speaker: &turn.speaker,
        text,
        count: count_pieces(text),
    })
}

fn pieces_of_text(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    sentences(text).into_iter().flat_map(move |range| cut_between_words(&text[range], longest))
}

/// The sentence itself, or parts of at most `longest` pieces where it has more.
fn cut_between_words(sentence: &str, longest: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut end, mut count) = (0, 0, 0);
    for word in sentence.split_inclusive(char::is_whitespace) {
        let pieces = count_pieces(word);
        if count > 0 && count + pieces > longest {
            parts.push(sentence[start..end].trim());
            (start, count) = (end, 0);
        }
        end += word.len();
        count += pieces;
    }
    parts.push(sentence[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Index ranges of the windows over `pieces`; the last one reaches the end.
fn windows(pieces: &[Piece<'_>], windowing: Windowing) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let end = reach(pieces, start, windowing);
        found.push(start..end);
        if end == pieces.len() {
            break;
        }
        start = reach(pieces, start, windowing.halved()).min(end);
    }
    found
}

/// The index after the last of the pieces from `start` on that fit together, always one at least.
fn reach(pieces: &[Piece<'_>], start: usize, room: Windowing) -> usize {
    let mut count = 0;
    let fitting = pieces[start..].iter().take_while(|piece| {
        count += piece.count;
        count <= room.pieces && piece.turn - pieces[start].turn < room.turns
    });
    (start + fitting.count()).max(start + 1)
}

fn passage_of(owner: &Owner, all: &[Piece<'_>], window: Range<usize>) -> Passage {
    let position = all[..window.start].iter().map(|piece| piece.text.split_whitespace().count()).sum();
    let pieces = &all[window];
    let (first, last) = (pieces.first().map_or(0, |p| p.turn), pieces.last().map_or(0, |p| p.turn));
    let mut text = String::new();
    let mut speakers: Vec<String> = Vec::new();
    let mut turn_before = None;
    for piece in pieces {
        if let Some(before) = turn_before {
            text.push(if before == piece.turn { ' ' } else { '\n' });
        }
        text.push_str(piece.text);
        turn_before = Some(piece.turn);
        if !piece.speaker.is_empty() && !speakers.iter().any(|known| known == piece.speaker) {
            speakers.push(piece.speaker.to_owned());
        }
    }
    Passage { position, speakers, ..Passage::new(owner.clone(), first, last, text) }
}

#[cfg(test)]
mod tests;
