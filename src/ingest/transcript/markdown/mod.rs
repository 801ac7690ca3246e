//! Markdown: interviews with bold names, research notes with quotations, documents.

mod block;
mod quotation;

use self::block::{Block, BlockKind, parse_blocks};
use super::head::{Head, parse_head};
use super::label::{Labels, is_plausible};
use super::markup::decode_entities;
use super::reading::{Piece, Reading, Voice};
use super::time::find_day;
use crate::domain::interview::SourceKind;

/// Headings of text that a tool or an editor put before or beside the talk.
const MACHINE_MADE: &[&str] =
    &["action items", "ai summary", "highlights", "key points", "key takeaways", "meeting notes", "summary"];

/// Reads Markdown as an interview if its blocks are labelled, else as a note or document.
pub(super) fn read_markdown(text: &str) -> Reading {
    let (front, blocks) = parse_blocks(text);
    let mut labels = Labels::default();
    for line in blocks.iter().filter(|block| block.kind != BlockKind::Heading).flat_map(lines_of) {
        labels.count(line.label.as_deref());
    }
    let mut reading = Reading::of("md");
    reading.title = front.and_then(|front| front_value(front, "title")).or_else(|| first_heading(&blocks));
    reading.date = front.and_then(|front| front_value(front, "date")).and_then(|date| find_day(&date));
    let transcript = blocks
        .iter()
        .any(|block| block.kind == BlockKind::Heading && block.text.to_lowercase().contains("transcript"));
    let edited = front.is_some() && !labels.covers(60) && !transcript;
    let few = labels.covers(60) && (2..=6).contains(&labels.distinct()) && text.contains('?');
    let conversation = labels.covers(25) && (labels.take_turns() || few);
    if transcript || (conversation && !edited) {
        read_interview(&blocks, &labels, &mut reading);
    } else {
        quotation::read_note(&blocks, &mut reading);
    }
    if let Some(front) = front {
        reading.set_aside("header", front, "front matter, kept as header");
    }
    reading
}

/// A line of a block, with the label that begins it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    label: Option<String>,
    start_ms: Option<u64>,
    text: String,
}

/// Splits a block where a new label begins a line; other lines stay together.
fn lines_of(block: &Block) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (place, text) in block.text.lines().enumerate() {
        let bold = block.bold_lead.as_deref().filter(|_| place == 0);
        let line = bold.and_then(|bold| bold_label(bold, text)).or_else(|| plain_label(text));
        match (line, lines.last_mut()) {
            (Some(line), _) => lines.push(line),
            (None, Some(last)) => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            (None, None) => lines.push(Line { label: None, start_ms: None, text: text.to_owned() }),
        }
    }
    lines
}

fn plain_label(text: &str) -> Option<Line> {
    match parse_head(text)? {
        Head::Labelled { name, start, rest } => {
            Some(Line { label: Some(name.to_owned()), start_ms: start, text: rest.to_owned() })
        }
        Head::Timed { name, start, rest } => {
            Some(Line { label: Some(name.to_owned()), start_ms: Some(start), text: rest.to_owned() })
        }
        _ => None,
    }
}

/// A bold name alone on its line.
fn bold_label(bold: &str, line: &str) -> Option<Line> {
    let name = bold.trim();
    let alone = line.trim() == name && !name.ends_with([':', '.']);
    (alone && is_plausible(name)).then(|| Line {
        label: Some(name.to_owned()),
        start_ms: None,
        text: String::new(),
    })
}

/// Whether a paragraph without a label belongs to the speaker before it.
///
/// Where no label says who asks, the host may have none: a paragraph that asks
/// is then nobody's, and so is what follows it, until the next label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carry {
    Never,
    UntilAQuestion,
    Always,
}

/// Where in the file a block of an interview stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    MachineMade,
    Talk,
    SecondBody,
}

fn read_interview(blocks: &[Block], labels: &Labels, reading: &mut Reading) {
    reading.kind = SourceKind::Interview;
    let carries = if !labels.covers(25) {
        Carry::Never
    } else if labels.name_the_asker() {
        Carry::Always
    } else {
        Carry::UntilAQuestion
    };
    let announced = blocks.iter().any(|block| is_heading_with(block, "description"));
    let mut part = if announced { Part::Head } else { Part::Talk };
    let mut carried = Voice::Unnamed;
    for block in blocks {
        if block.kind == BlockKind::Heading {
            part = next_part(part, block, announced);
            carried = Voice::Unnamed;
        }
        match part {
            Part::Head => reading.set_aside("header", &block.text, "before the talk, kept as header"),
            Part::MachineMade => {
                reading.set_aside("machine_summary", &block.text, "a machine-made summary, kept apart");
            }
            Part::SecondBody => {
                reading.set_aside(
                    "machine_summary",
                    &block.text,
                    "a second body of the same talk, kept apart",
                );
            }
            Part::Talk if block.kind == BlockKind::Heading => reading.keep(vec![Piece::note(&block.text)]),
            Part::Talk => {
                let pieces = pieces_of(block, labels, &mut carried, carries);
                reading.keep(pieces);
            }
        }
    }
    if reading.skipped.iter().any(|skipped| skipped.why.starts_with("a second body")) {
        reading
            .warnings
            .push("the talk is in the file twice; the first body is read, the other kept apart".to_owned());
    }
}

fn is_heading_with(block: &Block, text: &str) -> bool {
    block.kind == BlockKind::Heading && block.text.trim().to_lowercase() == text
}

fn next_part(part: Part, heading: &Block, announced: bool) -> Part {
    let text = heading.text.trim().to_lowercase();
    if text.starts_with("raw ") && text.contains("transcript") {
        Part::SecondBody
    } else if part == Part::SecondBody {
        part
    } else if MACHINE_MADE.contains(&text.as_str()) && (announced || part != Part::Talk) {
        Part::MachineMade
    } else if part == Part::MachineMade {
        Part::Talk
    } else {
        part
    }
}

fn pieces_of(block: &Block, labels: &Labels, carried: &mut Voice, carries: Carry) -> Vec<Piece> {
    if block.bold_lead.as_deref() == Some(block.text.as_str())
        && !lines_of(block).iter().any(|line| line.label.as_ref().is_some_and(|name| labels.believes(name)))
    {
        *carried = Voice::Unnamed;
        return vec![Piece::note(&block.text)];
    }
    lines_of(block)
        .into_iter()
        .map(|line| match line.label {
            Some(name) if labels.believes(&name) => {
                *carried = Voice::Named(name);
                Piece::new(carried.clone(), line.text).at(line.start_ms, None)
            }
            Some(name) => unlabelled(carried, carries, &format!("{name}: {}", line.text)),
            None => unlabelled(carried, carries, &line.text),
        })
        .collect()
}

fn unlabelled(carried: &mut Voice, carries: Carry, text: &str) -> Piece {
    if carries == Carry::Never || (carries == Carry::UntilAQuestion && text.contains('?')) {
        *carried = Voice::Unnamed;
    }
    let begins_turn = *carried == Voice::Unnamed;
    Piece { begins_turn, ..Piece::new(carried.clone(), text) }
}

fn front_value(front: &str, key: &str) -> Option<String> {
    let value = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    let value = value.trim().trim_matches(['\'', '"']);
    (!value.is_empty()).then(|| value.to_owned())
}

fn first_heading(blocks: &[Block]) -> Option<String> {
    let heading = blocks.iter().take(3).find(|block| block.kind == BlockKind::Heading)?;
    Some(decode_entities(heading.text.trim()))
}
