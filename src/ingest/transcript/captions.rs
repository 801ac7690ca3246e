//! WebVTT and SRT: cues with times, voices by tag or by label.

use super::block::{Block, parse_time, squeeze};
use super::label::split_label;
use regex::Regex;
use std::sync::LazyLock;

static VOICE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<v(?:\.[^ \t>]*)?(?:[ \t]+([^>]*))?>").ok());
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<[^<>]*>").ok());
static BRACKETED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\[([^\]\d][^\]]{0,40})\]:?\s+(\S.*)$").ok());

/// The cues of a file, and how many cues it has.
pub(super) struct Captions {
    pub(super) blocks: Vec<Block>,
    pub(super) cues: usize,
    /// 1-based numbers of cues without a word, or that only repeat the cue before.
    pub(super) empty: Vec<usize>,
}

struct Cue<'a> {
    start_ms: u64,
    end_ms: u64,
    lines: Vec<&'a str>,
}

/// Reads WebVTT or SRT: everything between timing lines, whatever the cue ids look like.
pub(super) fn read(text: &str) -> Captions {
    let cues = cues(text);
    let is_rolling = is_rolling(&cues);
    let labelled = labels_seen(&cues);
    let mut captions = Captions { blocks: Vec::new(), cues: cues.len(), empty: Vec::new() };
    let mut shown: Vec<String> = Vec::new();
    for (at, cue) in cues.iter().enumerate() {
        let lines: Vec<&str> = cue.lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
        let blocks = if is_rolling {
            let fresh: Vec<String> =
                lines.iter().map(|line| plain(line)).filter(|line| !shown.contains(line)).collect();
            shown = lines.iter().map(|line| plain(line)).collect();
            vec![Block::said(Some(""), &fresh.join(" "))]
        } else {
            voices(&lines.join("\n"), labelled)
        };
        let before = captions.blocks.len();
        captions.blocks.extend(
            blocks
                .into_iter()
                .filter(|block| !block.text.is_empty())
                .map(|block| block.at(Some(cue.start_ms), Some(cue.end_ms))),
        );
        if captions.blocks.len() == before {
            captions.empty.push(at + 1);
        }
    }
    captions
}

fn cues(text: &str) -> Vec<Cue<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let timings: Vec<(usize, u64, u64)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| timing(line).map(|(start, end)| (at, start, end)))
        .collect();
    let mut cues = Vec::with_capacity(timings.len());
    for (n, &(at, start_ms, end_ms)) in timings.iter().enumerate() {
        let limit = timings.get(n + 1).map_or(lines.len(), |next| next.0);
        let mut payload = &lines[at + 1..limit];
        // The line before the next timing is its id when a blank line stands before it.
        if limit < lines.len() && payload.len() >= 2 {
            let last = payload.len() - 1;
            if !payload[last].trim().is_empty() && payload[last - 1].trim().is_empty() {
                payload = &payload[..last];
            } else if payload.len() == 1 {
                payload = &payload[..0];
            }
        }
        let note = payload.iter().position(|line| is_comment(line)).unwrap_or(payload.len());
        cues.push(Cue { start_ms, end_ms, lines: payload[..note].to_vec() });
    }
    cues
}

fn is_comment(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"].iter().any(|&word| line == word || line.starts_with(&format!("{word} ")))
}

/// Start and end in milliseconds of a timing line.
pub(super) fn timing(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((parse_time(start.trim())?, parse_time(end)?))
}

/// Rolling captions: no voices, word times inside, and lines that come again in the next cue.
fn is_rolling(cues: &[Cue<'_>]) -> bool {
    let has_word_times = cues.iter().any(|cue| cue.lines.iter().any(|line| line.contains("<c>")));
    let repeats = cues.windows(2).filter(|pair| {
        let first: Vec<String> = pair[0].lines.iter().map(|l| plain(l)).filter(|l| !l.is_empty()).collect();
        pair[1].lines.iter().map(|l| plain(l)).any(|line| first.contains(&line))
    });
    has_word_times && repeats.count() * 3 >= cues.len().max(3)
}

/// Whether labels such as `Name: text` carry the voices of this file.
fn labels_seen(cues: &[Cue<'_>]) -> bool {
    let first_lines = cues.iter().filter_map(|cue| cue.lines.first());
    let labelled = first_lines.filter(|line| split_label(&plain(line)).is_some()).count();
    labelled >= 1 && (labelled >= 2 || cues.len() <= 3)
}

fn voices(payload: &str, labelled: bool) -> Vec<Block> {
    let Some(voice) = VOICE.as_ref() else { return Vec::new() };
    let mut blocks = Vec::new();
    let found: Vec<_> = voice.captures_iter(payload).collect();
    if found.is_empty() {
        let text = plain(payload);
        if let Some(named) = BRACKETED.as_ref().and_then(|bracketed| bracketed.captures(&text)) {
            return vec![Block::said(Some(named[1].trim()), &named[2])];
        }
        return match split_label(&text).filter(|_| labelled) {
            Some((label, said)) => vec![Block::said(Some(label), said)],
            None if text.starts_with("- ") => {
                text.split("- ").filter(|s| !s.trim().is_empty()).map(|s| Block::said(Some(""), s)).collect()
            }
            None => vec![Block::said(None, &text)],
        };
    }
    let mut at = 0;
    let mut speaker: Option<String> = None;
    for captures in &found {
        let Some(whole) = captures.get(0) else { continue };
        blocks.push(Block::said(speaker.as_deref(), &plain(&payload[at..whole.start()])));
        speaker = Some(captures.get(1).map_or_else(String::new, |name| entities(name.as_str().trim())));
        at = whole.end();
    }
    blocks.push(Block::said(speaker.as_deref(), &plain(&payload[at..])));
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

fn plain(text: &str) -> String {
    let without_tags =
        TAG.as_ref().map_or_else(|| text.to_owned(), |tag| tag.replace_all(text, "").into_owned());
    squeeze(&entities(&without_tags))
}

/// The entities that WebVTT knows.
pub(super) fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    NAMED.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}
