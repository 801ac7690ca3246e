//! Cues of WebVTT and SRT: time lines, voices, carried-over labels, rolling captions.

use super::label::{Labels, split_bracketed, split_label};
use super::markup::{Voiced, split_voices};
use super::reading::{Piece, Reading, Voice};
use super::time::parse_cue_times;

/// A cue as the file has it.
#[derive(Debug)]
struct RawCue<'a> {
    line: usize,
    times: Option<(u64, u64)>,
    payload: Vec<&'a str>,
}

/// Reads WebVTT or SRT text; `format` is `vtt` or `srt`.
pub(super) fn read_cues(text: &str, format: &'static str) -> Reading {
    let mut reading = Reading::of(format);
    let lines: Vec<&str> = text.lines().collect();
    let cues = split_cues(&lines, &mut reading);
    let payloads: Vec<Vec<Voiced>> = cues.iter().map(|cue| split_voices(&cue.payload)).collect();
    let rolling = is_rolling(&payloads);
    let mut labels = Labels::default();
    for voiced in payloads.iter().filter_map(|lines| lines.first()).filter(|voiced| voiced.name.is_none()) {
        labels.count(candidate(&voiced.text).map(|(label, _)| label));
    }
    let mut before: Vec<String> = Vec::new();
    for (cue, payload) in cues.iter().zip(&payloads) {
        let Some((start, end)) = cue.times else {
            reading.reject(cue.line, "", "the time line of the cue cannot be read");
            continue;
        };
        let payload = if rolling { without_repeats(payload, &mut before) } else { payload.clone() };
        if rolling && payload.is_empty() {
            reading.skip("repeats the cue before");
            continue;
        }
        let pieces = payload.into_iter().map(|voiced| to_piece(voiced, &labels).at(Some(start), Some(end)));
        let pieces = pieces.collect();
        reading.keep(pieces);
    }
    reading
}

/// Splits at time lines, so that a blank line inside a cue loses nothing.
fn split_cues<'a>(lines: &[&'a str], reading: &mut Reading) -> Vec<RawCue<'a>> {
    let mut cues: Vec<RawCue<'a>> = Vec::new();
    let mut place = 0;
    while place < lines.len() {
        let line = lines[place];
        let after_blank = place == 0 || lines[place - 1].trim().is_empty();
        let next_is_time = lines.get(place + 1).is_some_and(|next| next.contains("-->"));
        if line.contains("-->") {
            cues.push(RawCue { line: place + 1, times: parse_cue_times(line), payload: Vec::new() });
        } else if after_blank && is_comment(line) {
            let end = lines[place..].iter().position(|line| line.trim().is_empty());
            let end = end.map_or(lines.len(), |length| place + length);
            let comment = lines[place..end].join("\n");
            reading.set_aside("note", &comment, "a comment or style, not speech");
            place = end;
        } else if !(next_is_time && (after_blank || line.trim().parse::<u64>().is_ok()))
            && let Some(cue) = cues.last_mut()
            && !line.trim().is_empty()
        {
            cue.payload.push(line);
        }
        place += 1;
    }
    cues
}

fn is_comment(line: &str) -> bool {
    let word = line.split_whitespace().next().unwrap_or_default();
    ["NOTE", "STYLE", "REGION"].contains(&word)
}

/// Captions roll when a third of the cues begin with the line that ended the cue before.
fn is_rolling(payloads: &[Vec<Voiced>]) -> bool {
    let repeats = payloads
        .windows(2)
        .filter(|pair| match (pair[0].last(), pair[1].first()) {
            (Some(last), Some(first)) => first.name.is_none() && last.text == first.text,
            _ => false,
        })
        .count();
    repeats >= 2 && repeats * 3 >= payloads.len()
}

fn without_repeats(payload: &[Voiced], before: &mut Vec<String>) -> Vec<Voiced> {
    let fresh = payload.iter().filter(|voiced| !before.contains(&voiced.text)).cloned().collect();
    if !payload.is_empty() {
        *before = payload.iter().map(|voiced| voiced.text.clone()).collect();
    }
    fresh
}

fn candidate(text: &str) -> Option<(&str, &str)> {
    split_bracketed(text).or_else(|| split_label(text))
}

fn to_piece(voiced: Voiced, labels: &Labels) -> Piece {
    let begins_turn = voiced.changes_speaker;
    let piece = match voiced.name {
        Some(name) if name.is_empty() => Piece::new(Voice::Unnamed, voiced.text),
        Some(name) => Piece::new(Voice::Named(name), voiced.text),
        None => match candidate(&voiced.text) {
            Some((label, rest)) if labels.believes(label) => Piece::new(Voice::Named(label.to_owned()), rest),
            _ if begins_turn => Piece::new(Voice::Unnamed, voiced.text),
            _ => Piece::new(Voice::Same, voiced.text),
        },
    };
    Piece { begins_turn, ..piece }
}
