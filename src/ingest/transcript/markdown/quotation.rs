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

/// Cuts `"words" - who (what they do)` into the words and who; only the last few dashes are tried.
fn split_attribution(text: &str) -> (&str, Option<&str>) {
    let dashes = ['-', '–', '—'];
    let places = text.char_indices().rev().filter(|(_, character)| dashes.contains(character)).take(20);
    for (at, _) in places {
        let (before, after) = text.split_at(at);
        let who = after.trim_start_matches(dashes).split(['(', ',']).next().unwrap_or_default().trim();
        let after_mark = before.trim_end().ends_with(['"', '”']);
        if !who.is_empty() && (after_mark || is_a_participants_number(who)) {
            let words = before.trim_end_matches(|c: char| dashes.contains(&c) || c.is_whitespace());
            return (words, Some(who));
        }
    }
    (text, None)
}

fn names_a_participant(label: &str) -> bool {
    let label = label.to_lowercase();
    ["participant", "interviewee", "respondent", "tester", "user"].iter().any(|word| label.starts_with(word))
}

/// `Participant 12`, and not "users here", which may follow any dash.
fn is_a_participants_number(label: &str) -> bool {
    let mut words = label.split_whitespace().skip(1);
    names_a_participant(label)
        && words.next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
        && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Option<(String, String)> {
        let block =
            Block { kind: BlockKind::Quotation, text: text.to_owned(), bold_lead: None, emphasised: false };
        quotation(&block).map(|(speaker, words)| (speaker.to_owned(), words.to_owned()))
    }

    fn said(speaker: &str, words: &str) -> (String, String) {
        (speaker.to_owned(), words.to_owned())
    }

    #[test]
    fn a_printed_participant_is_the_speaker() {
        assert_eq!(
            quoted("\"It is slow.\" - Participant 12 (tester)"),
            Some(said("Participant 12", "It is slow."))
        );
        assert_eq!(quoted("It is slow - Participant 12"), Some(said("Participant 12", "It is slow")));
    }

    #[test]
    fn words_after_a_dash_are_no_speaker() {
        let text = "I never find it - users here, my team, give up";
        assert_eq!(quoted(text), Some(said(QUOTED_VOICE, text)));
        assert_eq!(quoted("\"It is slow for all of us.\" - the product lead"), None);
    }
}
