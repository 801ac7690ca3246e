//! Plain lists: one story per line, under headings, some broken over two lines.

use super::pattern::Pattern;
use super::reading::{Reading, Source};
use crate::domain::item::{ItemRecord, Level};
use std::collections::BTreeMap;

/// A story: a role and what it wants, or the benefit first.
static STORY: Pattern = Pattern::new(
    r"(?i)^[^\pL]*(?:as\s+(?:(?:an?|the|any)\s+)?\S.*\bI(?:'d|’d)?\b|as\s+an?\s+\S|in order to\s+\S|I\s+(?:want|need|would like|wish)\b)",
);
static EPIC: Pattern =
    Pattern::new(r"(?i)^\s*(?:#{1,6}\s+(?:epic\s*[:–-]\s*)?|epic\s*[:–-]\s*)(\S.*?)\s*:?\s*$");
static HEADING: Pattern = Pattern::new(r"^\s*(\S[^.!?]{0,80}?)\s*:\s*$");
/// A line that only goes on with what the line before it began.
static CONTINUES: Pattern =
    Pattern::new(r"^\s*(?:\p{Ll}|I (?:want|need|would like|can|should)\b|[Ss]o that\b|(?:[Bb]ut|[Aa]nd)\b)");
static OPENS_WITH_BENEFIT: Pattern = Pattern::new(r"(?i)^[^\pL]*in order to\b");
static NAMES_A_ROLE: Pattern = Pattern::new(r"(?i)\bas (?:an?|the)\b");
static LIST_MARK: Pattern = Pattern::new(r"^\s*(?:[-*+•–]|\d{1,4}[.)])\s+(.*)$");

/// Whether a line is shaped like a user story.
pub(super) fn is_story(line: &str) -> bool {
    STORY.is_match(line)
}

/// Whether half of the lines of a text, or more, are stories.
pub(super) fn is_story_list(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(400).collect();
    let stories = lines.iter().filter(|line| is_story(line)).count();
    stories > 0 && stories * 2 >= lines.len()
}

/// Reads one record per line that is not blank; keys are the line's numbers.
pub(super) fn read(text: &str, source: &Source, reading: &mut Reading) {
    reading.system = source.system();
    let mut epic: Option<String> = None;
    let mut open: Option<Line> = None;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line.trim().is_empty() {
            close(&mut open, source, epic.as_ref(), reading);
            continue;
        }
        let record = reading.begin();
        if let Some(begun) = open.as_mut().filter(|begun| begun.continues_with(line)) {
            begun.title.push(' ');
            begun.title.push_str(line.trim());
            begun.lines.push(line.to_owned());
            reading.skip(record, format!("continues line {}, joined to it", begun.number));
            continue;
        }
        close(&mut open, source, epic.as_ref(), reading);
        if let Some(title) = heading(line) {
            let key = source.line_key(number);
            reading.accept(record, heading_item(key.clone(), title, line, number), Vec::new());
            epic = Some(key);
            continue;
        }
        let title = LIST_MARK.group(line, 1).unwrap_or(line).trim().to_owned();
        open = Some(Line { record, number, title, lines: vec![line.to_owned()] });
    }
    close(&mut open, source, epic.as_ref(), reading);
}

/// A story that the next line may go on with.
struct Line {
    record: usize,
    number: usize,
    title: String,
    lines: Vec<String>,
}

impl Line {
    fn continues_with(&self, line: &str) -> bool {
        let lacks_its_role = OPENS_WITH_BENEFIT.is_match(&self.title) && !NAMES_A_ROLE.is_match(&self.title);
        CONTINUES.is_match(line) && !is_whole_story(line) || lacks_its_role && NAMES_A_ROLE.is_match(line)
    }
}

/// Whether a line names a role, and so begins a story of its own even in lower case.
fn is_whole_story(line: &str) -> bool {
    let start = line.trim_start().get(..3).unwrap_or_default();
    start.eq_ignore_ascii_case("as ") && is_story(line)
}

fn heading(line: &str) -> Option<&str> {
    if is_story(line) {
        return None;
    }
    EPIC.group(line, 1)
        .or_else(|| HEADING.group(line, 1).filter(|title| title.split_whitespace().count() <= 10))
}

fn heading_item(key: String, title: &str, line: &str, number: usize) -> ItemRecord {
    ItemRecord {
        key,
        issue_type: "Epic".into(),
        level: Level::Mmf,
        title: title.to_owned(),
        line: number,
        raw: BTreeMap::from([("line".into(), vec![line.to_owned()])]),
        ..ItemRecord::default()
    }
}

fn close(open: &mut Option<Line>, source: &Source, epic: Option<&String>, reading: &mut Reading) {
    let Some(line) = open.take() else { return };
    let story = is_story(&line.title);
    let item = ItemRecord {
        key: source.line_key(line.number),
        issue_type: if story { "Story".into() } else { String::new() },
        level: if story { Level::Slice } else { Level::Unlevelled },
        title: line.title,
        line: line.number,
        raw: BTreeMap::from([("line".into(), line.lines)]),
        ..ItemRecord::default()
    };
    reading.accept(line.record, item, epic.cloned().into_iter().collect());
}
