//! A transcript in which pseudonyms stand for names: labels, mentions, title and asides.

use super::Transcript;
use super::assemble::lay_out;
use crate::domain::import::FileReport;
use crate::domain::interview::MaskedSpan;
use crate::ingest::names::Names;

/// What a span is called where a name stood.
const NAME: &str = "name";

impl Transcript {
    /// Puts pseudonyms in the place of names, everywhere; what was hidden before stays hidden.
    pub fn rename(&mut self, names: &Names) {
        let hidden = std::mem::take(&mut self.masked);
        let mut of_turns: Vec<Vec<MaskedSpan>> = Vec::new();
        for turn in &mut self.turns {
            let veiled = names.veil(&turn.text);
            let inside = hidden.iter().filter(|span| turn.start <= span.start && span.end <= turn.end);
            let mut spans: Vec<MaskedSpan> = inside
                .map(|span| MaskedSpan {
                    start: veiled.place(span.start - turn.start),
                    end: veiled.place(span.end - turn.start),
                    kind: span.kind.clone(),
                })
                .collect();
            spans.extend(veiled.edits.iter().map(|(_, now)| MaskedSpan {
                start: now.start,
                end: now.end,
                kind: NAME.to_owned(),
            }));
            spans.sort_by_key(|span| span.start);
            for cue in &mut turn.cues {
                cue.offset = veiled.place(cue.offset);
            }
            turn.text = veiled.text;
            if let Some(label) = names.label(&turn.speaker) {
                label.clone_into(&mut turn.speaker);
            }
            of_turns.push(spans);
        }
        self.text = lay_out(&mut self.turns);
        for (turn, spans) in self.turns.iter().zip(of_turns) {
            let placed = |span: MaskedSpan| MaskedSpan {
                start: turn.start + span.start,
                end: turn.start + span.end,
                kind: span.kind,
            };
            self.masked.extend(spans.into_iter().map(placed));
        }
        for role in &mut self.roles {
            role.speaker = named(names, &role.speaker);
            role.why = names.without_names(&role.why);
        }
        for aside in &mut self.asides {
            aside.text = names.without_names(&aside.text);
        }
        self.title = names.without_names(&self.title);
    }
}

/// Puts pseudonyms in the place of names in what is told of a file.
pub fn rename_report(report: &mut FileReport, names: &Names) {
    let texts = report.rejects.iter_mut().flat_map(|one| [&mut one.key, &mut one.why]);
    let texts = texts.chain(report.skipped.iter_mut().map(|one| &mut one.why));
    for text in texts.chain(&mut report.warnings).chain([&mut report.path]) {
        *text = names.without_names(text);
    }
    for label in &mut report.speakers {
        *label = named(names, label);
    }
}

fn named(names: &Names, label: &str) -> String {
    names.label(label).map_or_else(|| label.to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::{TranscriptOptions, read};
    use super::*;

    #[test]
    fn turns_stay_ranges_of_the_text_and_what_was_hidden_stays_in_its_place() {
        let file = "WEBVTT\n\n00:01.000 --> 00:02.000\nBea: Hello Nadia Kovac, how are you?\n\n\
                    00:03.000 --> 00:05.000\nNadia Kovac: Fine. Bea knows me.\n\n\
                    00:06.000 --> 00:08.000\nNadia Kovac: Write to n.k@example.org, not to Nadia at work.\n";
        let (mut report, transcript) =
            read("nadia-kovac.vtt", file.as_bytes(), &TranscriptOptions::default());
        let mut transcript = transcript.unwrap();
        let known = [("Nadia Kovac".to_owned(), "P01".to_owned()), ("Bea".to_owned(), "I01".to_owned())];
        let names = Names::of(&known, &[]);
        transcript.rename(&names);
        rename_report(&mut report, &names);
        for turn in &transcript.turns {
            assert_eq!(transcript.text[turn.start..turn.end], turn.text);
        }
        let second = &transcript.turns[1];
        assert_eq!(second.text, "Fine. I01 knows me. Write to [email********], not to P01 at work.");
        assert_eq!(&second.text[second.cues[1].offset..][..5], "Write");
        let seen: Vec<(&str, &str)> = transcript
            .masked
            .iter()
            .map(|span| (&*span.kind, &transcript.text[span.start..span.end]))
            .collect();
        assert_eq!(seen, [("name", "P01"), ("name", "I01"), ("email", "[email********]"), ("name", "P01")]);
        assert_eq!((&*transcript.title, &*report.path), ("P01", "P01.vtt"));
        assert!(!format!("{transcript:?}{report:?}").contains("adia"), "{transcript:?} {report:?}");
    }
}
