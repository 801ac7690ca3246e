//! JSON: QMSum meetings and Whisper segments.

use super::reading::{Piece, Reading, Voice};
use serde::Deserialize;

#[derive(Deserialize)]
struct Meeting {
    meeting_transcripts: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    speaker: String,
    content: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Segments {
    Wrapped { segments: Vec<Segment> },
    Bare(Vec<Segment>),
}

#[derive(Deserialize)]
struct Segment {
    start: f64,
    end: f64,
    text: String,
    #[serde(default)]
    speaker: Option<String>,
}

/// Reads a QMSum meeting or Whisper segments; none if the JSON is neither.
pub(super) fn read_json(text: &str) -> Option<Reading> {
    if let Ok(meeting) = serde_json::from_str::<Meeting>(text) {
        return Some(read_meeting(meeting));
    }
    serde_json::from_str::<Segments>(text).ok().map(read_segments)
}

fn read_meeting(meeting: Meeting) -> Reading {
    let mut reading = Reading::of("qmsum-json");
    for said in meeting.meeting_transcripts {
        reading.keep(vec![Piece::new(voice(Some(&said.speaker)), said.content)]);
    }
    reading
}

fn read_segments(segments: Segments) -> Reading {
    let mut reading = Reading::of("whisper-json");
    let (Segments::Wrapped { segments } | Segments::Bare(segments)) = segments;
    for (place, segment) in segments.into_iter().enumerate() {
        match (milliseconds(segment.start), milliseconds(segment.end)) {
            (Some(start), Some(end)) => {
                let piece = Piece::new(voice(segment.speaker.as_deref()), segment.text);
                reading.keep(vec![piece.at(Some(start), Some(end))]);
            }
            _ => reading.reject(1, (place + 1).to_string(), "the segment's time is not a number of seconds"),
        }
    }
    reading
}

fn voice(speaker: Option<&str>) -> Voice {
    match speaker.map(str::trim) {
        Some(name) if !name.is_empty() => Voice::Named(name.to_owned()),
        _ => Voice::Unnamed,
    }
}

fn milliseconds(seconds: f64) -> Option<u64> {
    let sensible = seconds.is_finite() && (0.0..1e9).contains(&seconds);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked; a fraction of a millisecond is noise"
    )]
    sensible.then(|| (seconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_keep_their_times_and_a_bad_one_is_rejected() {
        let text = r#"{"text": "x", "segments": [{"start": 0.5, "end": 2, "text": " I call."}, {"start": -1, "end": 3, "text": "x"}]}"#;
        let reading = read_json(text).unwrap();
        assert_eq!(reading.pieces, [Piece::new(Voice::Unnamed, " I call.").at(Some(500), Some(2_000))]);
        assert_eq!((reading.records, reading.items, reading.rejects.len()), (2, 1, 1));
    }

    #[test]
    fn a_sound_in_a_meeting_is_no_turn() {
        let text = r#"{"meeting_transcripts": [{"speaker": "A", "content": "{vocalsound}"}, {"speaker": "B", "content": "Okay {disfmarker}"}]}"#;
        let reading = read_json(text).unwrap();
        assert_eq!((reading.items, reading.skipped.len()), (1, 1));
    }
}
