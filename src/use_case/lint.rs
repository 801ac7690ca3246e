//! Names the bad splits in a given split, or in the one that an item's children are.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::split::{BadSplit, Slice};
use crate::verification::split::lint_split;
use serde::{Deserialize, Serialize};

/// One thing that a rule found, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct LintFinding {
    /// Family of the rule: `split`.
    pub family: &'static str,
    /// Code of the rule.
    pub code: BadSplit,
    /// Key of the item whose children are looked at.
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

/// The bad splits in a given split, in the order of their codes.
///
/// # Errors
/// [`Error::Invalid`] when there is no slice to look at.
pub fn lint_given(given: GivenSplit) -> Result<Vec<LintFinding>, Error> {
    if given.slices.is_empty() {
        return Err(Error::invalid("slices", "there is no slice", "write one title a line under slices"));
    }
    let slices: Vec<Slice> = given.slices.into_iter().map(Slice::from).collect();
    Ok(findings(&given.title, given.text.as_deref(), &slices, None))
}

impl Copilot {
    /// The bad splits that the children of an item make; of every item that has children when
    /// none is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown item.
    pub async fn lint(&self, scope: &Scope, key: Option<&str>) -> Result<Vec<LintFinding>, Error> {
        let items = match key {
            Some(key) => vec![self.store.item(&scope.workspace, key).await?],
            None => self.store.items(&scope.workspace).await?,
        };
        let mut found = Vec::new();
        for item in items {
            let children = self.store.children(&scope.workspace, &item.key).await?;
            let slices: Vec<Slice> = children
                .into_iter()
                .map(|child| Slice {
                    title: child.record.title,
                    acceptance_criteria: child.record.criteria,
                    ..Slice::default()
                })
                .collect();
            let text = (!item.record.text.is_empty()).then_some(item.record.text.as_str());
            found.extend(findings(&item.record.title, text, &slices, Some(&item.key)));
        }
        Ok(found)
    }
}

fn findings(title: &str, text: Option<&str>, slices: &[Slice], item: Option<&str>) -> Vec<LintFinding> {
    let finding = |found: crate::verification::split::SplitFinding| LintFinding {
        family: "split",
        code: found.code,
        item: item.map(str::to_owned),
        slice: found.slice,
        words: found.words,
        message: found.message,
    };
    lint_split(title, text, slices, None).into_iter().map(finding).collect()
}
