//! Names bad splits and bad form: in a given split, in the backlog, in an interview guide.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::content_hash;
use crate::domain::item::Item;
use crate::domain::language::Language;
use crate::domain::split::Slice;
use crate::verification::form::{Written, lint_form};
pub use crate::verification::guide::GuideFinding;
use crate::verification::guide::{lint_guide, questions_of};
use crate::verification::split::lint_split;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Families {
    /// The eleven bad splits.
    #[default]
    Split,
    /// These, and the rules of form.
    SplitAndForm,
}

/// One thing that a rule found, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct LintFinding {
    /// The same for what the same rule finds in the same words at the same place.
    pub id: String,
    /// Family of the rule: `split` or `form`.
    pub family: &'static str,
    /// Code of the rule.
    pub code: &'static str,
    /// Key of the item that is looked at, or whose children are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// 0-based index of the slice; none when it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slice: Option<usize>,
    /// Words that triggered it.
    pub words: String,
    /// One sentence with what to do.
    pub message: String,
}

/// A split that a person wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenSplit {
    /// Title of the parent story.
    pub title: String,
    /// Its text.
    #[serde(default)]
    pub text: Option<String>,
    /// The slices.
    pub slices: Vec<GivenSlice>,
}

/// A slice by its title alone, or with more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema, schemars::JsonSchema)]
#[serde(untagged)]
pub enum GivenSlice {
    /// Its title.
    Title(String),
    /// Title, story sentence and criteria.
    Written {
        /// Its title.
        title: String,
        /// Story sentence.
        #[serde(default)]
        narrative: Option<String>,
        /// Checkable statements.
        #[serde(default)]
        acceptance_criteria: Vec<String>,
    },
}

impl From<GivenSlice> for Slice {
    fn from(given: GivenSlice) -> Self {
        match given {
            GivenSlice::Title(title) => Self { title, ..Self::default() },
            GivenSlice::Written { title, narrative, acceptance_criteria } => {
                Self { title, narrative, acceptance_criteria, ..Self::default() }
            }
        }
    }
}

/// What the rules find in a given split: bad splits in the order of their codes, then form.
///
/// # Errors
/// [`Error::Invalid`] when there is no slice to look at.
pub fn lint_given(given: GivenSplit, families: Families) -> Result<Vec<LintFinding>, Error> {
    if given.slices.is_empty() {
        return Err(Error::invalid("slices", "there is no slice", "write one title a line under slices"));
    }
    let slices: Vec<Slice> = given.slices.into_iter().map(Slice::from).collect();
    let mut found = bad_splits(&given.title, given.text.as_deref(), &slices, None);
    if families == Families::SplitAndForm {
        let written: Vec<Written> = slices.iter().map(Written::from).collect();
        found.extend(lint_form(&written).into_iter().map(|of_form| {
            let place = &slices[of_form.at].title;
            LintFinding { slice: Some(of_form.at), ..form_finding(of_form, place) }
        }));
    }
    Ok(found)
}

/// The faults of an interview guide that a person wrote down, in the order of its lines.
///
/// # Errors
/// [`Error::Invalid`] when there is no question to look at, or none in English.
pub fn lint_questions(guide: &str) -> Result<Vec<GuideFinding>, Error> {
    let questions = questions_of(guide);
    if questions.is_empty() {
        let hint = "write one question a line, with its question mark";
        return Err(Error::invalid("questions", "there is no question", hint));
    }
    let asked: Vec<&str> = questions.iter().map(|question| question.text.as_str()).collect();
    if Language::detect(&asked.join(" ")) != Language::English {
        let why = "they are not in English, and the rules are for English";
        return Err(Error::invalid("questions", why, "what was not looked at is not free of faults"));
    }
    Ok(lint_guide(guide))
}

impl Copilot {
    /// What the rules find on an item and its children, or in the whole backlog, also what is
    /// not heeded.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item.
    pub async fn lint(
        &self,
        scope: &Scope,
        key: Option<&str>,
        families: Families,
    ) -> Result<Vec<LintFinding>, Error> {
        let wanted = match key {
            Some(key) => Some(self.store.item(&scope.workspace, key).await?.key),
            None => None,
        };
        let is_wanted = |placed: &&Placed| {
            let is_of_family = families == Families::SplitAndForm || placed.finding.family == "split";
            let is_there = |wanted: &String| {
                placed.finding.item.as_ref() == Some(wanted) || placed.parent.as_ref() == Some(wanted)
            };
            is_of_family && wanted.as_ref().is_none_or(is_there)
        };
        let all = self.while_no_item_changed(&self.findings, scope, self.look_through(scope)).await?;
        Ok(all.iter().filter(is_wanted).map(|placed| placed.finding.clone()).collect())
    }

    /// Asks every rule of the whole backlog, off the threads that answer requests.
    async fn look_through(&self, scope: &Scope) -> Result<Vec<Placed>, Error> {
        let backlog = self.store.items(&scope.workspace).await?;
        let work = tokio::task::spawn_blocking(move || all_findings(&backlog));
        work.await.map_err(|error| Error::Internal(Box::new(error)))
    }
}

/// A finding, and where it is looked for besides its item.
pub(super) struct Placed {
    finding: LintFinding,
    /// For a finding of form, the parent of its item.
    parent: Option<String>,
}

/// Bad splits in the order of the backlog, then form.
fn all_findings(backlog: &[Item]) -> Vec<Placed> {
    let mut children: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in backlog {
        if let Some(parent) = &item.record.parent {
            children.entry(parent).or_default().push(item);
        }
    }
    let none = Vec::new();
    let of_splits =
        backlog.iter().flat_map(|item| of_children(item, children.get(item.key.as_str()).unwrap_or(&none)));
    let mut found: Vec<Placed> = of_splits.map(|finding| Placed { finding, parent: None }).collect();
    let written: Vec<Written> = backlog.iter().map(Written::from).collect();
    for of_form in lint_form(&written) {
        let item = &backlog[of_form.at];
        let finding = form_finding(of_form, &item.key);
        found.push(Placed {
            finding: LintFinding { item: Some(item.key.clone()), ..finding },
            parent: item.record.parent.clone(),
        });
    }
    found
}

fn of_children(item: &Item, children: &[&Item]) -> Vec<LintFinding> {
    let slices: Vec<Slice> = children
        .iter()
        .map(|child| Slice {
            title: child.record.title.clone(),
            acceptance_criteria: child.record.criteria.clone(),
            ..Slice::default()
        })
        .collect();
    let text = (!item.record.text.is_empty()).then_some(item.record.text.as_str());
    bad_splits(&item.record.title, text, &slices, Some(&item.key))
}

fn bad_splits(title: &str, text: Option<&str>, slices: &[Slice], item: Option<&str>) -> Vec<LintFinding> {
    let finding = |found: crate::verification::split::SplitFinding| LintFinding {
        id: content_hash(&["split", found.code.id(), item.unwrap_or(title), &found.words]),
        family: "split",
        code: found.code.id(),
        item: item.map(str::to_owned),
        slice: found.slice,
        words: found.words,
        message: found.message,
    };
    lint_split(title, text, slices, None).into_iter().map(finding).collect()
}

fn form_finding(found: crate::verification::form::FormFinding, place: &str) -> LintFinding {
    LintFinding {
        id: content_hash(&["form", found.rule, place, &found.words]),
        family: "form",
        code: found.rule,
        item: None,
        slice: None,
        words: found.words,
        message: found.message.to_owned(),
    }
}
