//! A suggestion as a form, and the body that the form makes of it.

use super::suggestion::statement;
use super::words;
use crate::domain::question::Question;
use crate::domain::split::{Candidate, Slice, Split};
use crate::domain::suggestion::{Body, Stored};
use crate::web::form::Fields;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Why a part is in no slice after a person left its slice out.
const LEFT_OUT: &str = "left out by hand";
/// What is said of the five questions once the slices are others.
const NOT_ASKED: &str = "not asked again since you changed the slices";

/// The form in which a suggestion is changed.
#[derive(Debug, Serialize)]
pub(crate) struct EditPage {
    id: String,
    kind_word: &'static str,
    statement: String,
    version: i64,
    pub(crate) back: String,
    only: String,
    text: Option<TextField>,
    importance: Option<&'static str>,
    addressees: Vec<(String, bool)>,
    way: usize,
    rows: Vec<SliceRow>,
    /// What is wrong with what was sent.
    pub(crate) fault: Option<String>,
}

#[derive(Debug, Serialize)]
struct TextField {
    label: &'static str,
    text: String,
}

/// A slice as a row of the form.
#[derive(Debug, Serialize)]
struct SliceRow {
    /// Its place, from 1.
    place: usize,
    /// The slice that it was, by its index; none for a new one.
    was: Option<usize>,
    title: String,
    criteria: String,
    keep: bool,
}

impl EditPage {
    /// The form of a suggestion; for a split, of the way with this number. `register` names those
    /// who can be asked.
    pub(crate) fn of(stored: &Stored, way: usize, register: &[String], back: (&str, &str)) -> Self {
        let body = &stored.suggestion.body;
        Self {
            id: stored.id.to_string(),
            kind_word: words::kind(body.kind()).0,
            statement: statement(stored),
            version: stored.version,
            back: back.0.to_owned(),
            only: back.1.to_owned(),
            text: text_of(body),
            importance: match body {
                Body::Assumption(assumption) => Some(words::importance(assumption.importance)),
                _ => None,
            },
            addressees: match body {
                Body::Question(question) => addressees(question, register),
                _ => Vec::new(),
            },
            way,
            rows: match body {
                Body::Split(split) => split.candidates.get(way - 1).map_or_else(Vec::new, rows),
                _ => Vec::new(),
            },
            fault: None,
        }
    }

    /// The form with what the person wrote, and what is wrong with it.
    pub(crate) fn again(mut self, fields: &Fields, fault: String) -> Self {
        if let (Some(field), Some(text)) = (&mut self.text, fields.text("text")) {
            text.clone_into(&mut field.text);
        }
        let (titles, criteria) = (fields.all("title"), fields.all("criteria"));
        for (row, (title, criteria)) in self.rows.iter_mut().zip(titles.zip(criteria)) {
            title.clone_into(&mut row.title);
            criteria.clone_into(&mut row.criteria);
        }
        Self { fault: Some(fault), ..self }
    }
}

fn text_of(body: &Body) -> Option<TextField> {
    let (label, text) = match body {
        Body::Assumption(assumption) => ("What must be true", &assumption.statement),
        Body::Question(question) => ("The question", &question.text),
        Body::Theme(theme) => ("What they say", &theme.label),
        _ => return None,
    };
    Some(TextField { label, text: text.clone() })
}

/// Everybody who can be asked, with the one who is.
fn addressees(question: &Question, register: &[String]) -> Vec<(String, bool)> {
    let mut names: Vec<String> = register.to_vec();
    names.push("customer".into());
    if !names.contains(&question.addressee) {
        names.push(question.addressee.clone());
    }
    names
        .into_iter()
        .map(|name| {
            let is = name == question.addressee;
            (name, is)
        })
        .collect()
}

/// The slices, and a row for one more.
fn rows(candidate: &Candidate) -> Vec<SliceRow> {
    let given = candidate.slices.iter().enumerate().map(|(index, slice)| SliceRow {
        place: index + 1,
        was: Some(index),
        title: slice.title.clone(),
        criteria: slice.acceptance_criteria.join("\n"),
        keep: true,
    });
    let place = candidate.slices.len() + 1;
    let new = SliceRow { place, was: None, title: String::new(), criteria: String::new(), keep: true };
    given.chain([new]).collect()
}

/// The body that a form makes of a suggestion.
pub(crate) fn changed(body: &Body, fields: &Fields) -> Value {
    let text = fields.text("text").unwrap_or_default();
    let mut value = json!(body);
    match body {
        Body::Assumption(_) => {
            value["statement"] = json!(text);
            value["importance"] = json!(fields.text("importance"));
        }
        Body::Question(_) => {
            value["text"] = json!(text);
            value["addressee"] = json!(fields.text("addressee"));
        }
        Body::Theme(_) => value["label"] = json!(text),
        Body::Split(split) => value = json!(cut_anew(split, fields)),
        Body::Snapshot(_) | Body::Duplicate(_) => {}
    }
    value
}

/// The split with the slices of one way as the form has them.
fn cut_anew(split: &Split, fields: &Fields) -> Split {
    let mut split = split.clone();
    let way = fields.number::<usize>("way").unwrap_or(1);
    let Some(candidate) = way.checked_sub(1).and_then(|index| split.candidates.get_mut(index)) else {
        return split;
    };
    let kept = kept_rows(fields);
    let slices: Vec<Slice> = kept
        .iter()
        .enumerate()
        .map(|(index, row)| Slice {
            title: row.title.clone(),
            acceptance_criteria: row.criteria.clone(),
            first: index == 0,
            ..row.was.and_then(|was| candidate.slices.get(was)).cloned().unwrap_or_default()
        })
        .collect();
    let same = |(old, new): (&Slice, &Slice)| old.title == new.title;
    let is_same = slices.len() == candidate.slices.len() && candidate.slices.iter().zip(&slices).all(same);
    if !is_same {
        let questions: Vec<_> = candidate.evaluation.keys().copied().collect();
        for question in questions {
            candidate.evaluation.insert(question, crate::domain::check::Outcome::Unknown);
            candidate.why_not.insert(question, NOT_ASKED.into());
        }
    }
    let could_go = |row: &KeptRow| row.was.is_some_and(|was| candidate.deprioritise.contains(&was));
    candidate.deprioritise =
        kept.iter().enumerate().filter(|(_, row)| could_go(row)).map(|(index, _)| index).collect();
    candidate.slices = slices;
    drop_aloud(&mut split, way - 1);
    split
}

/// Says of every part that no slice of this way takes any more that it was left out.
fn drop_aloud(split: &mut Split, way: usize) {
    let slices = split.candidates[way].slices.iter();
    let covered: BTreeSet<&String> = slices.flat_map(|slice| &slice.covers).collect();
    let dropped: BTreeSet<&String> = split.dropped.iter().map(|dropped| &dropped.unit).collect();
    let lost: Vec<String> = split
        .units
        .iter()
        .map(|unit| &unit.id)
        .filter(|unit| !covered.contains(unit) && !dropped.contains(unit))
        .cloned()
        .collect();
    split
        .dropped
        .extend(lost.into_iter().map(|unit| crate::domain::split::Dropped { unit, why: LEFT_OUT.into() }));
}

/// A row that stays, as it was sent.
struct KeptRow {
    place: f64,
    was: Option<usize>,
    title: String,
    criteria: Vec<String>,
}

/// The rows that stay, in the order that the person gave them.
fn kept_rows(fields: &Fields) -> Vec<KeptRow> {
    let left_out: BTreeSet<&str> = fields.all("leave_out").collect();
    let (titles, criteria) = (fields.all("title"), fields.all("criteria"));
    let (places, was) = (fields.all("place"), fields.all("was"));
    let mut rows: Vec<KeptRow> = titles
        .zip(criteria)
        .zip(places.zip(was))
        .filter(|((title, _), (_, was))| {
            !title.trim().is_empty() && (was.is_empty() || !left_out.contains(was))
        })
        .map(|((title, criteria), (place, was))| KeptRow {
            place: place.trim().parse().unwrap_or(f64::MAX),
            was: was.parse().ok(),
            title: title.trim().to_owned(),
            criteria: criteria
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(Into::into)
                .collect(),
        })
        .collect();
    rows.sort_by(|a, b| a.place.total_cmp(&b.place));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::split::{Pattern, Unit, Verdict};

    fn split() -> Split {
        let slice = |title: &str, unit: &str| Slice {
            title: title.into(),
            covers: vec![unit.into()],
            acceptance_criteria: vec!["it is shown".into()],
            ..Slice::default()
        };
        let unit = |id: &str| Unit { id: id.into(), text: id.into(), field: "text".into(), start: 0, end: 1 };
        Split {
            verdict: Verdict::Split,
            reason: String::new(),
            instead: Vec::new(),
            merge_with: Vec::new(),
            units: ["u1", "u2", "u3"].map(unit).to_vec(),
            dropped: Vec::new(),
            candidates: vec![Candidate {
                pattern: Pattern::Operations,
                triggers: Vec::new(),
                core_complexity: String::new(),
                variations: Vec::new(),
                reduced_to: String::new(),
                slices: vec![slice("one", "u1"), slice("two", "u2"), slice("three", "u3")],
                deprioritise: vec![2],
                evaluation: [(crate::domain::split::Evaluation::E1, crate::domain::check::Outcome::Pass)]
                    .into(),
                why_not: std::collections::BTreeMap::new(),
                warnings: Vec::new(),
            }],
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect())
    }

    #[test]
    fn slices_are_moved_renamed_left_out_and_added() {
        let sent = fields(&[
            ("way", "1"),
            ("title", "one"),
            ("criteria", ""),
            ("place", "3"),
            ("was", "0"),
            ("title", "two"),
            ("criteria", ""),
            ("place", "2"),
            ("was", "1"),
            ("leave_out", "1"),
            ("title", "THREE "),
            ("criteria", "a\r\n\r\n b "),
            ("place", "1"),
            ("was", "2"),
            ("title", "new"),
            ("criteria", ""),
            ("place", "2"),
            ("was", ""),
        ]);
        let cut = cut_anew(&split(), &sent);
        let way = &cut.candidates[0];
        let titles: Vec<&str> = way.slices.iter().map(|slice| slice.title.as_str()).collect();
        assert_eq!(titles, ["THREE", "new", "one"]);
        assert_eq!(way.slices[0].acceptance_criteria, ["a", "b"]);
        assert_eq!(way.slices[0].covers, ["u3"]);
        assert!(way.slices[0].first && !way.slices[2].first);
        assert_eq!(way.deprioritise, [0]);
        assert_eq!(cut.dropped[0].unit, "u2");
        let asked = &way.evaluation[&crate::domain::split::Evaluation::E1];
        assert_eq!(*asked, crate::domain::check::Outcome::Unknown, "an answer about other slices is none");
    }
}
