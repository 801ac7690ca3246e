//! Transcripts in plain text and Markdown: labels before, above or in bold.

use super::block::{Block, parse_time, squeeze};
use super::captions::timing;
use super::label::{looks_like_name, split_label, split_stamp};
use crate::domain::interview::Aside;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `Name  0:01` or `Name   0:03`, as Otter and Teams write it.
static NAME_TIME: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\S.{0,40}?)\s{2,}(\d{1,2}:\d{2}(?::\d{2})?)\s*$").ok());
/// `Speaker 1 (00:04):`, as Rev writes it.
static NAME_IN_ROUND: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\S[^()]{0,40}?) \((\d{1,2}:\d{2}(?::\d{2})?)\):?\s*(.*)$").ok());
/// `00:00:05:39 - 00:00:31:13`, hours to frames, as Premiere writes it.
static FRAMES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(\d{2}:\d{2}:\d{2}):\d{2} - (\d{2}:\d{2}:\d{2}):\d{2}$").ok());
/// `[00:00.000 --> 00:04.000] text`, as Whisper writes it.
static WHISPER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\[([\d:.]+) --> ([\d:.]+)\]\s*(.*)$").ok());
/// `**Name:** text`, `**Name [00:00:00]** text`, `**Name**: text`.
static BOLD: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[-*] )?\*\*([^*]{1,60}?):?\*\*:?\s*(.*)$").ok());
/// `[Name] 10:01:02` or `10:01:02<TAB>Name<TAB>text`: chat, not speech.
static CHAT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:\[[^\]]{1,40}\] \d{1,2}:\d{2}:\d{2}\s*$|\d{1,2}:\d{2}:\d{2}\t)").ok());

const FOOTERS: [&str; 5] = [
    "transcribed by https://otter.ai",
    "transcription ended",
    "this editable transcript",
    "meeting ended after",
    "stopped transcription",
];

/// What a text file holds.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) blocks: Vec<Block>,
    pub(super) asides: Vec<Aside>,
    pub(super) records: usize,
    /// Records that are no speech, with the reason.
    pub(super) skipped: Vec<(usize, String)>,
}

impl Pages {
    fn skip(&mut self, kind: &str, text: &str, why: &str) {
        self.records += 1;
        self.skipped.push((self.records, why.to_owned()));
        self.asides.push(Aside { kind: kind.to_owned(), text: text.to_owned() });
    }

    fn keep(&mut self, block: Block) {
        self.records += 1;
        self.blocks.push(block);
    }
}

/// Reads a text or Markdown file paragraph by paragraph.
pub(super) fn read(text: &str, is_markdown: bool) -> Pages {
    let labels = Labels::of(text);
    let mut pages = Pages::default();
    let mut section = Section::Speech;
    let mut spoken = false;
    let mut time = None;
    let mut name_follows = false;
    for line in text.lines() {
        let line = line.trim_end();
        if line.trim().is_empty() {
            continue;
        }
        if is_markdown && let Some(heading) = line.strip_prefix('#') {
            section = Section::after(heading.trim_start_matches('#').trim());
            pages.skip("header", line, "heading");
            continue;
        }
        if section != Section::Speech {
            pages.skip(section.kind(), line, section.why());
        } else if CHAT.as_ref().is_some_and(|chat| chat.is_match(line)) {
            pages.skip("chat", line, "chat is not speech");
        } else if FOOTERS.iter().any(|footer| line.to_lowercase().contains(footer)) {
            pages.skip("footer", line, "footer of the tool");
        } else if let Some(ms) = parse_time(line.trim()).or_else(|| frames(line)) {
            time = Some(ms);
            name_follows = frames(line).is_some();
            pages.skip("header", line, "time mark");
        } else if std::mem::take(&mut name_follows) && looks_like_name(line.trim()) {
            spoken = true;
            pages.keep(Block::said(Some(line.trim()), "").at(time.take(), None));
        } else if let Some(block) = labels.read(line) {
            let is_apart = time.is_some();
            let start = block.start_ms.or(time.take());
            spoken = true;
            pages.keep(Block { start_ms: start, is_apart, ..block });
        } else if labels.is_labelled && !spoken {
            pages.skip("header", line, "before the first voice");
        } else {
            let said = squeeze(line.trim_start_matches(['>', '-', '*']));
            pages.keep(Block { is_note: !labels.is_labelled, text: said, ..Block::default() });
        }
    }
    if !labels.is_labelled {
        for block in &mut pages.blocks {
            block.is_note = is_markdown;
        }
    }
    pages
}

/// Which part of a document with headings a line stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Speech,
    Summary,
    Repeat,
}

impl Section {
    fn after(heading: &str) -> Self {
        let heading = heading.to_lowercase();
        let summary =
            ["summary", "description", "key points", "takeaways", "overview", "action items", "chapters"];
        if heading.starts_with("raw ") || heading.contains("raw youtube") {
            Self::Repeat
        } else if summary.iter().any(|word| heading == *word || heading.starts_with(&format!("{word} "))) {
            Self::Summary
        } else {
            Self::Speech
        }
    }

    fn kind(self) -> &'static str {
        if self == Self::Repeat { "repeat" } else { "machine_summary" }
    }

    fn why(self) -> &'static str {
        if self == Self::Repeat { "the same talk once more, uncleaned" } else { "a summary is not speech" }
    }
}

/// How the file marks its voices.
struct Labels {
    is_labelled: bool,
    has_bold: bool,
    colon: BTreeMap<String, usize>,
}

impl Labels {
    fn of(text: &str) -> Self {
        let mut colon: BTreeMap<String, usize> = BTreeMap::new();
        let mut bold: BTreeMap<&str, usize> = BTreeMap::new();
        let mut timed = 0;
        for line in text.lines() {
            if let Some((label, _)) = bold_label(line) {
                *bold.entry(label_and_stamp(label).0).or_default() += 1;
            } else if timed_label(line).is_some() {
                timed += 1;
            } else if let Some((label, _)) = split_label(split_stamp(line.trim()).1) {
                *colon.entry(label.to_owned()).or_default() += 1;
            }
        }
        let listed = |name: &str| {
            text.lines().any(|line| line.contains(',') && line.split(',').any(|n| n.trim() == name))
        };
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        // A label counts when it comes again, stands in a list of attendees, or nearly every line has one.
        let dense = colon.values().sum::<usize>() * 2 >= lines;
        colon.retain(|label, n| *n >= 2 || dense || listed(label));
        // Bold words that never come again are emphasis, not voices.
        let bold_lines: usize = bold.values().sum();
        let has_bold = bold.values().filter(|&&n| n >= 2).count() >= 2 || bold_lines * 2 >= lines;
        let is_labelled = has_bold || timed >= 2 || !colon.is_empty() || frames_seen(text);
        Self { is_labelled, has_bold, colon }
    }

    fn read(&self, line: &str) -> Option<Block> {
        if self.has_bold
            && let Some((label, rest)) = bold_label(line)
        {
            let (inner_stamp, rest) = split_stamp(rest);
            let (label, stamp) = label_and_stamp(label);
            return Some(Block::said(Some(label), rest).at(stamp.or(inner_stamp), None));
        }
        if let Some((label, ms, rest)) = timed_label(line) {
            return Some(Block::said(Some(label), rest).at(Some(ms), None));
        }
        if let Some(whisper) = WHISPER.as_ref().and_then(|whisper| whisper.captures(line)) {
            return Some(Block::said(None, &whisper[3]).at(parse_time(&whisper[1]), parse_time(&whisper[2])));
        }
        let (stamp, rest) = split_stamp(line.trim());
        let (label, said) = split_label(rest).filter(|(label, _)| self.colon.contains_key(*label))?;
        let (inner, said) = split_stamp(said);
        Some(Block::said(Some(label), said).at(stamp.or(inner), None))
    }
}

fn bold_label(line: &str) -> Option<(&str, &str)> {
    let found = BOLD.as_ref()?.captures(line.trim_start())?;
    let label = found.get(1)?.as_str().trim();
    let (name, _) = label_and_stamp(label);
    (looks_like_name(name) || name.len() <= 2).then(|| (label, found.get(2).map_or("", |rest| rest.as_str())))
}

fn label_and_stamp(label: &str) -> (&str, Option<u64>) {
    match label.split_once('[') {
        Some((name, stamp)) => (name.trim(), parse_time(stamp.trim_end_matches(']').trim())),
        None => (label, None),
    }
}

fn timed_label(line: &str) -> Option<(&str, u64, &str)> {
    if let Some(found) = NAME_TIME.as_ref()?.captures(line) {
        let (name, time) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        return Some((name, parse_time(time)?, ""));
    }
    let found = NAME_IN_ROUND.as_ref()?.captures(line)?;
    let (name, time, rest) = (found.get(1)?.as_str(), found.get(2)?.as_str(), found.get(3)?.as_str());
    Some((name, parse_time(time)?, rest))
}

fn frames(line: &str) -> Option<u64> {
    let found = FRAMES.as_ref()?.captures(line.trim())?;
    parse_time(found.get(1)?.as_str())
}

fn frames_seen(text: &str) -> bool {
    text.lines().any(|line| frames(line).is_some() || timing(line).is_some())
}
