//! Research notes: whole quotations of participants, apart from the researcher's sentences.

use super::block::{Block, BlockKind};
use crate::domain::interview::SourceKind;
use crate::domain::text::words;
use crate::ingest::transcript::reading::{Piece, Reading, Voice};
use crate::ingest::transcript::role::QUOTED_VOICE;

/// Reads blocks as somebody's notes; a document when nothing in it is a quotation.
pub(super) fn read_note(blocks: &[Block], reading: &mut Reading) {
    reading.kind = SourceKind::Document;
    for block in blocks {
        if let Some((speaker, words)) = quotation(block) {
            reading.kind = SourceKind::Note;
            let voice = Voice::Named(speaker.to_owned());
            reading.keep(vec![Piece { begins_turn: true, ..Piece::new(voice, words) }]);
        } else {
            reading.keep(vec![Piece::note(&block.text)]);
        }
    }
    reading.warnings.push(match reading.kind {
        SourceKind::Note => "a note: only whole quotations in it count as a participant's words".to_owned(),
        _ => "no speakers found: kept as a document, nothing in it can be quoted".to_owned(),
    });
}

/// Speaker and words of a block that is one quotation and nothing else.
///
/// It stands in quotation marks, or is a block quotation, or an entry of a list
/// that is all emphasised. Unless the note prints that a participant said it, it
/// has at least five words, one of them of the first person, because a page's
/// own text is quoted in the same way.
fn quotation(block: &Block) -> Option<(&str, &str)> {
    let (text, attribution) = split_attribution(block.text.trim());
    let inner = text
        .strip_prefix(['"', '“'])
        .and_then(|rest| rest.trim_end_matches(['.', ',']).strip_suffix(['"', '”']))
        .map(|inner| inner.trim_matches(['"', '“', '”']));
    let marks = ['"', '“', '”'];
    let spoken = match (block.kind, inner) {
        (BlockKind::Heading, _) => return None,
        (BlockKind::Quotation, inner) => inner.unwrap_or(text),
        (_, Some(inner)) if !inner.contains(marks) => inner,
        (BlockKind::Item, None) if block.emphasised && !text.contains(marks) => text,
        _ => return None,
    };
    let printed = attribution.filter(|label| names_a_participant(label));
    let said = words(spoken);
    let personal =
        said.iter().any(|word| matches!(word.as_str(), "i" | "me" | "my" | "we") || word.starts_with("i'"));
    let counts = printed.is_some() || (attribution.is_none() && said.len() >= 5 && personal);
    counts.then(|| (printed.unwrap_or(QUOTED_VOICE), spoken.trim()))
}

/// Cuts `"words" - who (what they do)` into the words and who.
fn split_attribution(text: &str) -> (&str, Option<&str>) {
    let dashes = ['-', '–', '—'];
    let printed =
        text.char_indices().rev().filter(|(_, character)| dashes.contains(character)).find_map(|(at, _)| {
            let who = text[at..].trim_start_matches(dashes).split(['(', ',']).next()?.trim();
            let after_mark = text[..at].trim_end().ends_with(['"', '”']);
            let counts = names_a_participant(who) || (after_mark && !who.is_empty());
            counts.then(|| {
                (text[..at].trim_end_matches(|c: char| dashes.contains(&c) || c.is_whitespace()), who)
            })
        });
    printed.map_or((text, None), |(words, who)| (words, Some(who)))
}

fn names_a_participant(label: &str) -> bool {
    let label = label.to_lowercase();
    ["participant", "interviewee", "respondent", "tester", "user"].iter().any(|word| label.starts_with(word))
}
