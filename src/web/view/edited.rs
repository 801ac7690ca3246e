//! What a person changed before they accepted: what was shown and what was kept, word by word.

use super::split::letter;
use super::suggestion::addressee;
use super::words;
use crate::domain::split::Candidate;
use crate::domain::suggestion::Body;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};

/// Share of words and spaces in common from which two texts are read as one that was changed.
const ALIKE: f32 = 0.6;

/// A part of a suggestion that is not as it was shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct ChangeView {
    name: String,
    pieces: Vec<Piece>,
}

/// Words that stayed, went, or came.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Piece {
    how: &'static str,
    text: String,
}

/// Every part in which `kept` is not what was shown.
pub(crate) fn changes(shown: &Body, kept: &Body) -> Vec<ChangeView> {
    let (before, after) = (texts(shown), texts(kept));
    let at = |texts: &[(String, String)], index: usize| texts.get(index).cloned().unwrap_or_default();
    (0..before.len().max(after.len()))
        .map(|index| (at(&before, index), at(&after, index)))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((old_name, before), (name, after))| ChangeView {
            name: if name.is_empty() { old_name } else { name },
            pieces: pieces(&before, &after),
        })
        .collect()
}

/// The parts that the form of a suggestion can change, each with its name.
fn texts(body: &Body) -> Vec<(String, String)> {
    let named = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    match body {
        Body::Assumption(assumption) => vec![
            named("What must be true", &assumption.statement),
            named("Importance", words::importance(assumption.importance)),
        ],
        Body::Question(question) => {
            vec![named("The question", &question.text), named("Who is asked", &addressee(question))]
        }
        Body::Theme(theme) => vec![named("What they say", &theme.label)],
        Body::Split(split) => {
            let way = |(index, way): (usize, &Candidate)| (format!("Way {}", letter(index)), outline(way));
            split.candidates.iter().enumerate().map(way).collect()
        }
        Body::Snapshot(_) | Body::Duplicate(_) => Vec::new(),
    }
}

/// The slices of a way in order, each with what it is done when.
fn outline(way: &Candidate) -> String {
    let mut lines = Vec::new();
    for slice in &way.slices {
        lines.push(format!("• {}", slice.title));
        lines.extend(slice.acceptance_criteria.iter().map(|text| format!("   – {text}")));
    }
    lines.join("\n")
}

/// The words of both, those that went before those that came in their place; where few words
/// stayed, the one text whole and then the other.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    if diff.ratio() < ALIKE {
        for (how, text) in [("gone", before), ("same", "\n"), ("new", after)] {
            add(&mut pieces, how, text);
        }
        return pieces;
    }
    let (mut gone, mut came, mut space) = (String::new(), String::new(), String::new());
    for change in diff.iter_all_changes() {
        let text = change.value();
        let is_between = text.trim().is_empty() && !(gone.is_empty() && came.is_empty());
        match change.tag() {
            // One space between two changed words is no word that stayed.
            ChangeTag::Equal if is_between => space.push_str(text),
            ChangeTag::Equal => {
                flush(&mut pieces, &mut gone, &mut came, &mut space);
                add(&mut pieces, "same", text);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                gone.push_str(&space);
                came.push_str(&space);
                space.clear();
                let changed = if change.tag() == ChangeTag::Delete { &mut gone } else { &mut came };
                changed.push_str(text);
            }
        }
    }
    flush(&mut pieces, &mut gone, &mut came, &mut space);
    pieces
}

fn flush(pieces: &mut Vec<Piece>, gone: &mut String, came: &mut String, space: &mut String) {
    for (how, text) in [("gone", gone), ("new", came), ("same", space)] {
        add(pieces, how, text);
        text.clear();
    }
}

fn add(pieces: &mut Vec<Piece>, how: &'static str, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.how == how => last.text.push_str(text),
        _ => pieces.push(Piece { how, text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_went_stand_before_those_that_came_in_their_place() {
        let cut = pieces("At least 10 in 20 guests cancel.", "At least 12 of 20 guests cancel alone.");
        let shown: Vec<(&str, &str)> = cut.iter().map(|one| (one.how, one.text.as_str())).collect();
        let expected = [
            ("same", "At least "),
            ("gone", "10 in"),
            ("new", "12 of"),
            ("same", " 20 guests "),
            ("gone", "cancel."),
            ("new", "cancel alone."),
        ];
        assert_eq!(shown, expected);
        let rebuilt = |without: &str| -> String {
            cut.iter().filter(|one| one.how != without).map(|one| one.text.as_str()).collect()
        };
        assert_eq!(rebuilt("new"), "At least 10 in 20 guests cancel.");
        assert_eq!(rebuilt("gone"), "At least 12 of 20 guests cancel alone.");
        let anew = pieces("In a quarter Finance gets it back", "At least 12 guests ring a friend");
        assert_eq!(anew.iter().map(|one| one.how).collect::<Vec<_>>(), ["gone", "same", "new"]);
        assert!(pieces("same words", "same words").iter().all(|one| one.how == "same"));
    }
}
