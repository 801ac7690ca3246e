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
        if let Some(words) = quoted_words(block) {
            reading.kind = SourceKind::Note;
            let voice = Voice::Named(QUOTED_VOICE.to_owned());
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

/// The words of a block that is one quotation and nothing else.
///
/// It stands in quotation marks, or is an emphasised entry of a list or a block
/// quotation; and it has at least five words, one of them of the first person,
/// because a page's own text is quoted in the same way.
fn quoted_words(block: &Block) -> Option<&str> {
    let text = block.text.trim();
    let inner = text
        .strip_prefix(['"', '“'])
        .and_then(|rest| rest.trim_end_matches(['.', ',']).strip_suffix(['"', '”']))
        .map(|inner| inner.trim_matches(['"', '“', '”']))
        .filter(|inner| !inner.contains(['"', '“', '”']));
    let marked = block.kind == BlockKind::Item && block.emphasised;
    let spoken = match inner {
        Some(inner) => inner.trim(),
        None if marked && !text.contains(['"', '“', '”']) => text,
        None => return None,
    };
    let said = words(spoken);
    let personal = said.iter().any(|word| {
        matches!(word.as_str(), "i" | "me" | "my" | "we" | "our" | "us") || word.starts_with("i'")
    });
    (said.len() >= 5 && personal && block.kind != BlockKind::Heading).then_some(spoken)
}
