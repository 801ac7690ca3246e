//! Blocks of speech as a file has them, and the turns that they make together.

use crate::domain::interview::{Cue, Role, Turn};

/// One cue or paragraph: what was said, by whom and when, as far as the file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Block {
    /// Label; none when the block carries on what the one before it said.
    pub(super) speaker: Option<String>,
    pub(super) start_ms: Option<u64>,
    pub(super) end_ms: Option<u64>,
    pub(super) text: String,
    /// A note of the researcher between the voices.
    pub(super) is_note: bool,
    /// Begins a turn of its own, whoever spoke before.
    pub(super) is_apart: bool,
}

impl Block {
    pub(super) fn said(speaker: Option<&str>, text: &str) -> Self {
        Self { speaker: speaker.map(str::to_owned), text: squeeze(text), ..Self::default() }
    }

    pub(super) fn at(mut self, start_ms: Option<u64>, end_ms: Option<u64>) -> Self {
        self.start_ms = start_ms;
        self.end_ms = end_ms;
        self
    }
}

/// White space runs to one space.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Joins the consecutive blocks of one speaker by one space, and the turns by line breaks.
///
/// Returns the stored text and its turns. Blocks without a word are left out.
pub(super) fn join(blocks: &[Block]) -> (String, Vec<Turn>) {
    let mut turns: Vec<Turn> = Vec::new();
    let mut speaker = String::new();
    let mut pending = None;
    for block in blocks {
        if let Some(label) = &block.speaker {
            label.clone_into(&mut speaker);
        }
        if block.text.is_empty() {
            pending = block.start_ms.or(pending);
            continue;
        }
        let start_ms = block.start_ms.or(pending.take());
        let label = if block.is_note { "" } else { &speaker };
        let role = if block.is_note { Role::Other } else { Role::Unknown };
        let carries_on = |turn: &&mut Turn| turn.speaker == label && turn.role == role && !block.is_note;
        match turns.last_mut().filter(|turn| !block.is_apart && carries_on(turn)) {
            Some(turn) => {
                turn.text.push(' ');
                push_cue(turn, start_ms);
                turn.text.push_str(&block.text);
                turn.end_ms = block.end_ms.or(turn.end_ms);
            }
            None => {
                let mut turn = Turn {
                    index: turns.len(),
                    speaker: label.to_owned(),
                    role,
                    start_ms,
                    end_ms: block.end_ms,
                    text: String::new(),
                    start: 0,
                    end: 0,
                    cues: Vec::new(),
                };
                push_cue(&mut turn, start_ms);
                turn.text.push_str(&block.text);
                turns.push(turn);
            }
        }
    }
    let mut text = String::new();
    for turn in &mut turns {
        if !turn.speaker.is_empty() {
            text.push_str(&turn.speaker);
            text.push_str(": ");
        }
        turn.start = text.len();
        text.push_str(&turn.text);
        turn.end = text.len();
        text.push('\n');
    }
    (text, turns)
}

fn push_cue(turn: &mut Turn, start_ms: Option<u64>) {
    if let Some(start_ms) = start_ms {
        turn.cues.push(Cue { offset: turn.text.len(), start_ms });
    }
}

/// Milliseconds of `h:mm:ss.mmm`, `mm:ss`, `h:mm:ss,mmm`; none when it is no time.
pub(super) fn parse_time(text: &str) -> Option<u64> {
    let (clock, fraction) = match text.split_once(['.', ',']) {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut seconds = 0_u64;
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for part in &parts {
        if part.is_empty() || part.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        seconds = seconds * 60 + part.parse::<u64>().ok()?;
    }
    let millis = match fraction {
        None => 0,
        Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<3}")[..3].parse().ok()?
        }
        Some(_) => return None,
    };
    Some(seconds * 1000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consecutive_blocks_of_one_speaker_are_one_turn() {
        let blocks = [
            Block::said(Some("P3"), "I call").at(Some(4000), Some(5000)),
            Block::said(None, "and  wait.").at(Some(5000), Some(9000)),
            Block::said(Some("Ada"), "Why?"),
        ];
        let (text, turns) = join(&blocks);
        assert_eq!(turns.len(), 2);
        assert_eq!(turns[0].text, "I call and wait.");
        assert_eq!(turns[0].cues.iter().map(|cue| cue.offset).collect::<Vec<_>>(), [0, 7]);
        for turn in &turns {
            assert_eq!(&text[turn.start..turn.end], turn.text);
        }
    }

    #[test]
    fn times_are_read_in_all_their_forms() {
        assert_eq!(parse_time("0:03"), Some(3000));
        assert_eq!(parse_time("1:02:15"), Some(3_735_000));
        assert_eq!(parse_time("00:00:03.147"), Some(3147));
        assert_eq!(parse_time("0:0:11.0"), Some(11_000));
        assert_eq!(parse_time("4"), None);
    }
}
