//! Topics and summaries of the AMI meetings.

use super::{Found, found, row, words};
use anyhow::{Context, Result};
use hone::domain::evidence::Quote;
use hone::domain::id::SourceId;
use hone::domain::interview::{Interview, Role, SourceKind, SpeakerRole, Turn};
use hone::domain::suggestion::Body;
use hone::domain::text;
use hone::llm::MiniLm;
use hone::proposer::playbook::snapshot::snapshot;
use serde_json::Value;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

/// Words without which a turn is no line.
const FEWEST_WORDS: usize = 5;

/// A meeting with what people made of it.
struct Meeting {
    talk: Interview,
    topics: Vec<RangeInclusive<usize>>,
    summary: Vec<String>,
}

/// What one way of reading shows: turns, and their lines.
type Page = Vec<(usize, String)>;

/// A way of reading a meeting.
type Read = fn(&Interview) -> Page;

pub(crate) async fn print(folder: &Path, encoder: &MiniLm) -> Result<()> {
    let meetings = read(folder)?;
    let ways: [(&str, Read); 3] = [
        ("our page", ours),
        ("as many turns, evenly spread", evenly),
        ("as many turns from the start", lead),
    ];
    println!("AMI: {} meetings, human topics and summaries", meetings.len());
    for (name, way) in ways {
        let (mut topics, mut reached, mut sentences, mut same) = (0, 0, 0, Found::default());
        let (mut shown, mut spoken) = (0, 0);
        for meeting in &meetings {
            let page = way(&meeting.talk);
            topics += meeting.topics.len();
            reached += meeting
                .topics
                .iter()
                .filter(|topic| page.iter().any(|(turn, _)| topic.contains(turn)))
                .count();
            let lines: Vec<String> = page.into_iter().map(|(_, line)| line).collect();
            let hits = found(&meeting.summary, &lines, encoder).await?;
            sentences += meeting.summary.len();
            same.by_words += hits.by_words;
            same.by_meaning += hits.by_meaning;
            shown += words(&lines);
            spoken += meeting.talk.turns.iter().map(|turn| text::words(&turn.text).len()).sum::<usize>();
        }
        row(
            name,
            &[
                ("topics", reached, topics),
                ("summary by words", same.by_words, sentences),
                ("by meaning", same.by_meaning, sentences),
                ("length", shown, spoken),
            ],
        );
    }
    Ok(())
}

/// The lines of our page, each with its turn.
fn ours(talk: &Interview) -> Page {
    let Some(Body::Snapshot(page)) = snapshot(talk).map(|draft| draft.body) else { return Page::new() };
    let line = |text: &str, quote: &Quote| (quote.turn, text.to_owned());
    let mut lines: Page = Vec::new();
    for one in page.quick_facts.iter().chain(&page.story).chain(&page.workarounds).chain(&page.surprises) {
        lines.push(line(&one.text, &one.quote));
    }
    lines.extend(page.opportunities.iter().map(|one| line(&one.text, &one.quote)));
    lines
}

fn lines_of(talk: &Interview) -> Page {
    let long = talk.turns.iter().filter(|turn| text::words(&turn.text).len() >= FEWEST_WORDS);
    long.map(|turn| (turn.index, turn.text.clone())).collect()
}

fn evenly(talk: &Interview) -> Page {
    let (count, all) = (ours(talk).len(), lines_of(talk));
    (0..count).filter_map(|nth| all.get((2 * nth + 1) * all.len() / (2 * count)).cloned()).collect()
}

fn lead(talk: &Interview) -> Page {
    lines_of(talk).into_iter().take(ours(talk).len()).collect()
}

fn read(folder: &Path) -> Result<Vec<Meeting>> {
    let gold = fs::read_to_string(folder.join("gold/summary_qmsum_ami.jsonl"))?;
    gold.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line)?;
            let name = line["scope"]["sources"][0].as_str().context("a summary names no meeting")?;
            let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            let spans = line["themes"].as_array().into_iter().flatten();
            let topics = spans
                .flat_map(|theme| theme["evidence"].as_array().into_iter().flatten())
                .map(|span| number(&span["start"])..=number(&span["end"]))
                .collect();
            let summary = line["reference_summaries"][0]["text"].as_str().unwrap_or_default();
            let summary = text::sentences(summary).into_iter().map(|one| summary[one].to_owned()).collect();
            Ok(Meeting { talk: meeting(folder, name)?, topics, summary })
        })
        .collect()
}

/// The gold counts the file's own turns, so they are not joined as the import would. Everybody in
/// these meetings speaks for themselves.
fn meeting(folder: &Path, name: &str) -> Result<Interview> {
    let file: Value = serde_json::from_slice(&fs::read(folder.join(name))?)?;
    let mut turns = Vec::new();
    for (index, said) in file["meeting_transcripts"].as_array().into_iter().flatten().enumerate() {
        let words = said["content"].as_str().unwrap_or_default();
        turns.push(Turn {
            index,
            speaker: said["speaker"].as_str().unwrap_or_default().to_owned(),
            role: Role::Participant,
            start_ms: None,
            end_ms: None,
            text: as_written(words),
            start: 0,
            end: 0,
            cues: Vec::new(),
        });
    }
    let role = |speaker: &str| SpeakerRole {
        speaker: speaker.to_owned(),
        role: Role::Participant,
        confidence: 1.0,
        why: String::new(),
    };
    Ok(Interview {
        id: SourceId::derive(&[name]),
        key: name.to_owned(),
        title: name.to_owned(),
        kind: SourceKind::Interview,
        participant: None,
        segment: None,
        date: None,
        format: "qmsum".to_owned(),
        version: 0,
        roles: ["Project Manager", "Marketing", "User Interface", "Industrial Designer"].map(role).to_vec(),
        turns,
        asides: Vec::new(),
        warnings: Vec::new(),
    })
}

/// Without marks of noise, and with the marks of the sentence where one writes them.
fn as_written(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut depth = 0_usize;
    for character in words.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '.' | ',' | '?' | '!' if plain.ends_with(' ') => {
                plain.pop();
                plain.push(character);
            }
            ' ' if plain.is_empty() || plain.ends_with(' ') => {}
            other => plain.push(other),
        }
    }
    plain
}
