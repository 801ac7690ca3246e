//! Backlog items as they were imported, at the three levels of the craft.

use super::id::ItemId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the label of a slice begins with; its key follows.
pub const SLICE_MARK: &str = "hone:";

/// Level of an item (Big Idea → MMF → slice).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The strategic outcome.
    BigIdea,
    /// Minimum marketable feature; imports call it epic or feature.
    Mmf,
    /// A story of one to three days.
    Slice,
    /// The import did not say.
    #[default]
    Unlevelled,
}

/// A remark under an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Comment {
    /// Author as the tracker names them.
    #[serde(default)]
    pub author: String,
    /// Date as the file has it.
    #[serde(default)]
    pub date: String,
    /// Text of the remark, plain.
    pub body: String,
}

/// A link to another item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Link {
    /// Kind in the tracker's words, for example `Blocks` or `Duplicate of`.
    pub kind: String,
    /// Key of the other item.
    pub key: String,
}

/// What an import says of one item, before it has a place in a workspace.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ItemRecord {
    /// External key; empty when the source has none.
    pub key: String,
    /// Numeric or opaque id of the tracker, when it differs from the key.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Type in the tracker's words: Story, Epic, Bug …
    #[serde(default)]
    pub issue_type: String,
    /// Level derived from the type.
    #[serde(default)]
    pub level: Level,
    /// Title, byte for byte.
    pub title: String,
    /// Description as plain text with LF line ends.
    #[serde(default)]
    pub text: String,
    /// Acceptance criteria: scenario titles, checklist entries, or a criteria field.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// Which of `criteria` are ticked, where the source says so.
    #[serde(default)]
    pub checklist: Vec<(String, bool)>,
    /// Labels or tags.
    #[serde(default)]
    pub labels: Vec<String>,
    /// Status in the tracker's words.
    #[serde(default)]
    pub status: String,
    /// Key of the parent as resolved inside the file, else the text that could not be resolved.
    #[serde(default)]
    pub parent: Option<String>,
    /// Remarks.
    #[serde(default)]
    pub comments: Vec<Comment>,
    /// Links to other items.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Estimate in the tracker's unit (points where it has points).
    #[serde(default)]
    pub estimate: Option<f64>,
    /// Due date, `YYYY-MM-DD`, when it is not ambiguous.
    #[serde(default)]
    pub due: Option<String>,
    /// 1-based line of the file at which the record begins.
    #[serde(default)]
    pub line: usize,
    /// Every field as the file had it, repeated headers as several values.
    #[serde(default)]
    pub raw: BTreeMap<String, Vec<String>>,
}

impl ItemRecord {
    /// Whether an accepted split made it.
    pub fn is_slice(&self) -> bool {
        self.labels.iter().any(|label| label.starts_with(SLICE_MARK))
    }
}

/// A backlog item in a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Item {
    /// Identity: workspace, source system and external key.
    pub id: ItemId,
    /// What a person types: the external key, or Hone's own where there is none.
    pub key: String,
    /// Source system and project, for example `jira:HAR`.
    pub system: String,
    /// Place in the backlog, 0 first.
    pub position: i64,
    /// Grows by one with each change; the ETag of the API.
    pub version: i64,
    /// Set when the item's open work was replaced by slices.
    #[serde(default)]
    pub replaced_by_slices: bool,
    /// What the import or an accepted split says.
    #[serde(flatten)]
    pub record: ItemRecord,
}

impl Item {
    /// An item of no backlog: a title and a text, without a key.
    pub fn of(title: &str, text: &str) -> Self {
        Self {
            id: ItemId::derive(&[title]),
            key: String::new(),
            system: String::new(),
            position: 0,
            version: 0,
            replaced_by_slices: false,
            record: ItemRecord { title: title.to_owned(), text: text.to_owned(), ..ItemRecord::default() },
        }
    }

    /// Title, text and criteria as one text, in that order, one per line.
    pub fn full_text(&self) -> String {
        let record = &self.record;
        let mut text = record.title.clone();
        for part in std::iter::once(&record.text).chain(&record.criteria) {
            if !part.trim().is_empty() {
                text.push('\n');
                text.push_str(part);
            }
        }
        text
    }

    /// The text of a field by the name that a passage of an item carries.
    pub fn field(&self, name: &str) -> Option<&str> {
        match name {
            "title" => Some(&self.record.title),
            "text" => Some(&self.record.text),
            _ => {
                let index = name.strip_prefix("criteria[")?.strip_suffix(']')?;
                self.record.criteria.get(index.parse::<usize>().ok()?).map(String::as_str)
            }
        }
    }
}
