//! Lines that begin a block of speech in plain text, in the forms of the common tools.

use super::label::{is_plausible, split_label};
use super::time::{parse_clock, parse_cue_times, parse_frames};
use regex::Regex;
use std::sync::LazyLock;

/// How a line begins a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Head<'a> {
    /// A name with a time, alone on the line or before the text.
    Timed { name: &'a str, start: u64, rest: &'a str },
    /// `Name: text`, to be believed or not.
    Labelled { name: &'a str, start: Option<u64>, rest: &'a str },
    /// A time range; the name stands on the next line.
    RangeThenName { start: u64, end: Option<u64> },
    /// A time range before text of nobody.
    Range { start: u64, end: u64, rest: &'a str },
    /// A time alone: the start of what follows.
    Mark(u64),
    /// A message of a chat beside the talk.
    Chat,
}

macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
    };
}

pattern!(NAME_TIME, r"^(.{1,60}?)(?: {2,}|\t)\s*(\d{1,2}:\d\d(?::\d\d)?)\s*$");
pattern!(NAME_ONE_SPACE, r"^(.{1,60}?) (\d{1,2}:\d\d(?::\d\d)?)$");
pattern!(NAME_PARENTHESIS, r"^(.{1,60}?) \((\d{1,2}:\d\d(?::\d\d)?)\):?\s*(.*)$");
pattern!(TIME_NAME, r"^\[(\d{1,2}:\d\d(?::\d\d)?)\]\s*([^:]{1,60}):\s+(.*)$");
pattern!(BRACKET_NAME, r"^\[([^\]]{1,60})\] (\d{1,2}:\d\d:\d\d)\s*$");
pattern!(NAME_BRACKET, r"^([^\[:]{1,60}?):?\s*\[(\d{1,2}:\d\d(?::\d\d)?)\]:?\s*(.*)$");
pattern!(RANGE, r"^\[([\d:.]+) --> ([\d:.]+)\]\s*(.*)$");
pattern!(FRAMES, r"^(\d{1,2}:\d\d:\d\d:\d\d) - (\d{1,2}:\d\d:\d\d:\d\d)\s*$");
pattern!(CHAT, r"^\d{1,2}:\d\d:\d\d\t\s*(?:From )?[^\t:]{1,80}[\t:]");

fn capture<'a, const N: usize>(pattern: &LazyLock<Option<Regex>>, line: &'a str) -> Option<[&'a str; N]> {
    let found = pattern.as_ref()?.captures(line)?;
    let mut parts = [""; N];
    for (place, part) in parts.iter_mut().enumerate() {
        *part = found.get(place + 1)?.as_str().trim();
    }
    Some(parts)
}

/// Reads `line` as the beginning of a block.
pub(super) fn parse_head(line: &str) -> Option<Head<'_>> {
    let line = line.trim();
    if let Some((start, end)) = parse_cue_times(line) {
        return Some(Head::RangeThenName { start, end: Some(end) });
    }
    if let Some([start, end]) = capture(&FRAMES, line) {
        return Some(Head::RangeThenName { start: parse_frames(start)?, end: parse_frames(end) });
    }
    if let Some([start, end, rest]) = capture(&RANGE, line) {
        return Some(Head::Range { start: parse_clock(start)?, end: parse_clock(end)?, rest });
    }
    if CHAT.as_ref().is_some_and(|chat| chat.is_match(line)) {
        return Some(Head::Chat);
    }
    if line.len() <= 8
        && let Some(mark) = parse_clock(line)
    {
        return Some(Head::Mark(mark));
    }
    timed(line).or_else(|| split_label(line).map(|(name, rest)| Head::Labelled { name, start: None, rest }))
}

fn timed(line: &str) -> Option<Head<'_>> {
    if let Some([start, name, rest]) = capture(&TIME_NAME, line) {
        return is_plausible(name).then_some(Head::Timed { name, start: parse_clock(start)?, rest });
    }
    if let Some([name, start]) = capture(&BRACKET_NAME, line).or_else(|| capture(&NAME_TIME, line)) {
        return is_plausible(name).then_some(Head::Timed { name, start: parse_clock(start)?, rest: "" });
    }
    if let Some([name, start, rest]) = capture(&NAME_PARENTHESIS, line) {
        return is_plausible(name).then_some(Head::Timed { name, start: parse_clock(start)?, rest });
    }
    // One space is also how a sentence ends in a time, so the label has to be believed.
    if let Some([name, start]) = capture(&NAME_ONE_SPACE, line) {
        let start = Some(parse_clock(start)?);
        return is_plausible(name).then_some(Head::Labelled { name, start, rest: "" });
    }
    let [name, start, rest] = capture(&NAME_BRACKET, line)?;
    is_plausible(name).then_some(Head::Labelled { name, start: Some(parse_clock(start)?), rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_its_own_head() {
        let timed = |name, start, rest| Some(Head::Timed { name, start, rest });
        assert_eq!(parse_head("Ada Quist  1:02:15  "), timed("Ada Quist", 3_735_000, ""));
        assert_eq!(parse_head("Speaker 1 (00:04): I call"), timed("Speaker 1", 4_000, "I call"));
        assert_eq!(parse_head("[0:01:17] spk_1: I call."), timed("spk_1", 77_000, "I call."));
        assert_eq!(parse_head("[Ada Quist] 10:01:02"), timed("Ada Quist", 36_062_000, ""));
        assert_eq!(
            parse_head("Ada 00:04"),
            Some(Head::Labelled { name: "Ada", start: Some(4_000), rest: "" })
        );
        assert_eq!(
            parse_head("B: [00:00:03] Per Telefon."),
            Some(Head::Labelled { name: "B", start: Some(3_000), rest: "Per Telefon." })
        );
        assert_eq!(
            parse_head("[00:00.000 --> 00:04.000] I call"),
            Some(Head::Range { start: 0, end: 4_000, rest: "I call" })
        );
        assert_eq!(parse_head("00:05:00"), Some(Head::Mark(300_000)));
        assert_eq!(parse_head("10:01:02\t From Ada to Everyone:\thello"), Some(Head::Chat));
    }

    #[test]
    fn a_sentence_is_no_head() {
        assert_eq!(parse_head("We met at 10:30"), None);
        assert_eq!(parse_head("I said (at 10:30): no"), None);
    }
}
