//! Plain text: "Name: text" blocks and the layouts of the common transcription tools.

use super::head::{Head, parse_head};
use super::label::{Labels, is_plausible};
use super::reading::{Piece, Reading, Voice};
use super::time::find_day;
use crate::domain::interview::SourceKind;

/// A block while its lines are gathered.
#[derive(Debug)]
struct Block {
    voice: Voice,
    start: Option<u64>,
    end: Option<u64>,
    text: String,
    /// Whether the last line was cut at the width of the export.
    cut: bool,
    begins_turn: bool,
}

/// Reads plain text, or the paragraphs of a DOCX, as `format`.
pub(super) fn read_plain(text: &str, format: &'static str) -> Reading {
    let lines: Vec<&str> = text.lines().collect();
    let labels = count_labels(&lines);
    let wrap = wrap_width(&lines);
    let mut reader = Reader { reading: Reading::of(format), labels, block: None, mark: None, wrap };
    let mut place = 0;
    while place < lines.len() {
        place += reader.take(&lines, place);
    }
    reader.close();
    let mut reading = reader.reading;
    if let (Some(width), false) = (wrap, reading.pieces.is_empty()) {
        reading
            .warnings
            .push(format!("lines are cut at {width} characters, even inside words: joined without a space"));
    }
    reading.date = lines.iter().take(5).find_map(|line| find_day(line));
    if reading.pieces.is_empty() && reading.asides.iter().all(|aside| aside.kind == "header") {
        return read_paragraphs(text, format);
    }
    reading
}

/// Text without speakers: a document, a record for each paragraph; in a DOCX a line is one.
fn read_paragraphs(text: &str, format: &'static str) -> Reading {
    let mut reading = Reading { kind: SourceKind::Document, ..Reading::of(format) };
    let mut paragraph = String::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            paragraph.push_str(line);
            paragraph.push(' ');
        }
        if (line.trim().is_empty() || format == "docx") && !paragraph.is_empty() {
            reading.keep(vec![Piece::note(std::mem::take(&mut paragraph))]);
        }
    }
    if !reading.pieces.is_empty() {
        let note = "no speakers found: kept as a document, nothing in it can be quoted";
        reading.warnings.push(note.to_owned());
    }
    reading
}

fn count_labels(lines: &[&str]) -> Labels {
    let mut labels = Labels::default();
    let mut listing = false;
    for line in lines {
        let line = line.trim();
        if ["attendees", "participants", "teilnehmer"]
            .contains(&line.trim_end_matches(':').to_lowercase().as_str())
        {
            listing = true;
        } else if listing && !line.is_empty() && !line.eq_ignore_ascii_case("transcript") {
            line.split(',').for_each(|name| labels.list(name));
        } else {
            listing = false;
            match parse_head(line) {
                Some(Head::Labelled { name, .. }) => labels.count(Some(name)),
                None if !line.is_empty() && !is_frame(line) => labels.count(None),
                _ => {}
            }
        }
    }
    labels
}

/// The width at which an export cut its lines, even inside words: three full lines that do not end
/// where a sentence does, and none longer.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let width = lines.iter().map(|line| line.chars().count()).max()?;
    let is_cut =
        |line: &&&str| line.chars().count() == width && !line.ends_with(['.', '?', '!', '…', '”', '"']);
    let full = lines.iter().filter(is_cut).count();
    (width >= 60 && full >= 3).then_some(width)
}

fn is_frame(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["transcribed by http", "this editable transcript was computer generated", "transcription ended after"]
        .iter()
        .any(|start| lower.starts_with(start))
        || lower.ends_with(" started transcription")
        || lower.ends_with(" stopped transcription")
}

struct Reader {
    reading: Reading,
    labels: Labels,
    block: Option<Block>,
    mark: Option<u64>,
    wrap: Option<usize>,
}

impl Reader {
    /// Reads the line at `place` and says how many lines that took.
    fn take(&mut self, lines: &[&str], place: usize) -> usize {
        let line = lines[place];
        if line.trim().is_empty() {
            return 1;
        }
        if is_frame(line.trim()) {
            self.close();
            self.reading.set_aside("footer", line.trim(), "a line of the tool, not speech");
            return 1;
        }
        match parse_head(line) {
            Some(Head::Timed { name, start, rest }) => self.begin(named(name), Some(start), None, rest),
            Some(Head::Labelled { name, start, rest }) if self.labels.believes(name) => {
                self.begin(named(name), start, None, rest);
            }
            Some(Head::RangeThenName { start, end }) => {
                let name = lines.get(place + 1).map(|next| next.trim()).filter(|next| is_plausible(next));
                let Some(name) = name else {
                    self.begin(Voice::Same, Some(start), end, "");
                    return 1;
                };
                self.begin(named(name), Some(start), end, "");
                return 2;
            }
            Some(Head::Range { start, end, rest }) => self.begin(Voice::Same, Some(start), Some(end), rest),
            Some(Head::Mark(mark)) => {
                self.close();
                self.mark = Some(mark);
            }
            Some(Head::Chat) => {
                self.close();
                self.reading.set_aside("chat", line.trim(), "a chat message, kept apart");
            }
            _ => self.continue_block(line),
        }
        1
    }

    fn begin(&mut self, voice: Voice, start: Option<u64>, end: Option<u64>, rest: &str) {
        self.close();
        let mark = self.mark.take();
        let (start, begins_turn) = (start.or(mark), mark.is_some());
        self.block = Some(Block { voice, start, end, text: rest.to_owned(), cut: false, begins_turn });
    }

    fn continue_block(&mut self, line: &str) {
        let full = self.wrap == Some(line.chars().count());
        match &mut self.block {
            Some(block) => {
                if !block.cut && !block.text.is_empty() {
                    block.text.push('\n');
                }
                block.text.push_str(line);
                block.cut = full;
            }
            None if self.reading.items == 0 => {
                self.reading.set_aside("header", line.trim(), "before the first speaker, kept as header");
            }
            None => self.begin(Voice::Unnamed, None, None, line),
        }
    }

    fn close(&mut self) {
        if let Some(block) = self.block.take() {
            let piece = Piece::new(block.voice, block.text).at(block.start, block.end);
            self.reading.keep(vec![Piece { begins_turn: block.begins_turn, ..piece }]);
        }
    }
}

fn named(name: &str) -> Voice {
    Voice::Named(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_a_record_for_each_paragraph() {
        assert_eq!(read_plain("One\nline.\n\nTwo.\n", "txt").items, 2);
        assert_eq!(read_plain("One.\nTwo.\nThree.\n", "docx").items, 3);
    }

    #[test]
    fn lines_cut_inside_words_are_joined_as_they_were() {
        let cut = "x".repeat(60);
        let text = format!("Ada  0:01\n{cut}\nyz\nAda  0:02\n{cut}\n{cut}\nend\n");
        let reading = read_plain(&text, "txt");
        assert_eq!(reading.pieces[0].text, format!("{cut}yz"));
        assert_eq!(reading.pieces[1].text, format!("{cut}{cut}end"));
    }
}
