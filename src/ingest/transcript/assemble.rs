//! Pieces to turns: the stored normalised text and byte ranges into it.

use super::reading::{Piece, Reading, Voice};
use crate::domain::interview::{Cue, Role, Turn};
use crate::domain::text;

/// Joins consecutive pieces of one speaker to turns and lays them out in one text.
///
/// White space runs become one space. The text has one paragraph a turn, with
/// its label before it where there is one; a turn's range leaves the label out.
/// A turn that would pass `turn_bytes` is closed and another begun.
pub(super) fn assemble(reading: &Reading, turn_bytes: usize) -> (String, Vec<Turn>) {
    let mut turns: Vec<Turn> = Vec::new();
    for piece in &reading.pieces {
        let text = text::one_line(&piece.text);
        let speaker = speaker_of(piece, turns.last());
        let role = piece.role.unwrap_or_default();
        match turns.last_mut() {
            Some(turn)
                if !piece.begins_turn
                    && turn.speaker == speaker
                    && turn.role == role
                    && turn.text.len() + text.len() < turn_bytes =>
            {
                extend(turn, piece, &text);
            }
            _ => turns.push(begin(turns.len(), speaker, role, piece, text)),
        }
    }
    let text = lay_out(&mut turns);
    (text, turns)
}

fn speaker_of(piece: &Piece, before: Option<&Turn>) -> String {
    match &piece.voice {
        Voice::Named(name) => name.clone(),
        Voice::Same => before.map(|turn| turn.speaker.clone()).unwrap_or_default(),
        Voice::Unnamed => String::new(),
    }
}

fn begin(index: usize, speaker: String, role: Role, piece: &Piece, text: String) -> Turn {
    let cues = piece.start_ms.map(|start_ms| Cue { offset: 0, start_ms }).into_iter().collect();
    let (start_ms, end_ms) = (piece.start_ms, piece.end_ms);
    Turn { index, speaker, role, start_ms, end_ms, text, start: 0, end: 0, cues }
}

fn extend(turn: &mut Turn, piece: &Piece, text: &str) {
    turn.text.push(' ');
    let last = turn.cues.last().map(|cue| cue.start_ms);
    if let Some(start_ms) = piece.start_ms.filter(|start| Some(*start) != last) {
        turn.cues.push(Cue { offset: turn.text.len(), start_ms });
    }
    turn.text.push_str(text);
    turn.end_ms = piece.end_ms.or(turn.end_ms);
}

/// The text of turns, one paragraph each, and where each stands in it.
pub(super) fn lay_out(turns: &mut [Turn]) -> String {
    let mut text = String::new();
    for turn in turns {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        if !turn.speaker.is_empty() {
            text.push_str(&turn.speaker);
            text.push_str(": ");
        }
        turn.start = text.len();
        text.push_str(&turn.text);
        turn.end = text.len();
    }
    text
}
