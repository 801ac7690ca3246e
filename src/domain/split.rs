//! Story splitting: three gates, nine patterns, five questions, eleven bad splits.
//!
//! Source of the procedure: the Humanizing Work guide to splitting user stories
//! (Richard Lawrence), <https://www.humanizingwork.com/the-humanizing-work-guide-to-splitting-user-stories/>.
//! INVEST: Bill Wake, 2003, <https://xp123.com/articles/invest-in-good-stories-and-smart-tasks/>.

use super::check::{Check, Outcome};
use super::suggestion::{Kind, Proposal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A named move that makes several smaller stories of one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// P1: beginning and end of a flow first, the middle later.
    WorkflowSteps,
    /// P2: one story per operation hidden in "manage".
    Operations,
    /// P3: a subset of the rules first.
    BusinessRules,
    /// P4: one kind of data first.
    DataVariations,
    /// P5: a simple interface, or one of several, first.
    InterfaceVariations,
    /// P6: one of several alike first, since it pays for the rest.
    MajorEffort,
    /// P7: the simple core first, each variation later.
    SimpleComplex,
    /// P8: make it work, then make it satisfy the quality.
    DeferPerformance,
    /// P9, the last resort: answer one to three questions in a time box.
    Spike,
}

impl Pattern {
    /// All nine, in the order of the cheat sheet.
    pub const ALL: [Self; 9] = [
        Self::WorkflowSteps,
        Self::Operations,
        Self::BusinessRules,
        Self::DataVariations,
        Self::InterfaceVariations,
        Self::MajorEffort,
        Self::SimpleComplex,
        Self::DeferPerformance,
        Self::Spike,
    ];

    /// The id on the wire and in test suites.
    pub fn id(self) -> &'static str {
        match self {
            Self::WorkflowSteps => "workflow-steps",
            Self::Operations => "operations",
            Self::BusinessRules => "business-rules",
            Self::DataVariations => "data-variations",
            Self::InterfaceVariations => "interface-variations",
            Self::MajorEffort => "major-effort",
            Self::SimpleComplex => "simple-complex",
            Self::DeferPerformance => "defer-performance",
            Self::Spike => "spike",
        }
    }
}

/// A split that makes work without making value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum BadSplit {
    /// B1: by technical layer.
    Horizontal,
    /// B2: by activity (design, develop, test).
    ByTask,
    /// B3: one story per step, nothing usable until the last.
    ByStage,
    /// B4: by system, component or team.
    ByComponent,
    /// B5: part 1, part 2.
    NoPattern,
    /// B6: spike first, or without one to three questions.
    BadSpike,
    /// B7: the first slice has no value alone.
    WorthlessFirst,
    /// B8: content in neither parent nor evidence.
    InventedScope,
    /// B9: a part of the parent is in no slice.
    LostScope,
    /// B10: the parent has no user value.
    NotAStory,
    /// B11: more than the next handful in complex work.
    OverEnumerated,
}

impl BadSplit {
    /// All eleven.
    pub const ALL: [Self; 11] = [
        Self::Horizontal,
        Self::ByTask,
        Self::ByStage,
        Self::ByComponent,
        Self::NoPattern,
        Self::BadSpike,
        Self::WorthlessFirst,
        Self::InventedScope,
        Self::LostScope,
        Self::NotAStory,
        Self::OverEnumerated,
    ];

    /// The id on the wire and in test suites.
    pub fn id(self) -> &'static str {
        match self {
            Self::Horizontal => "horizontal",
            Self::ByTask => "by-task",
            Self::ByStage => "by-stage",
            Self::ByComponent => "by-component",
            Self::NoPattern => "no-pattern",
            Self::BadSpike => "bad-spike",
            Self::WorthlessFirst => "worthless-first",
            Self::InventedScope => "invented-scope",
            Self::LostScope => "lost-scope",
            Self::NotAStory => "not-a-story",
            Self::OverEnumerated => "over-enumerated",
        }
    }
}

/// The five questions of gate 3.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
pub enum Evaluation {
    /// Are the new stories roughly equal in size?
    E1,
    /// Is each small enough?
    E2,
    /// Does each satisfy INVEST?
    E3,
    /// Is there something to deprioritise or throw away?
    E4,
    /// Is there an obvious first story with early value, learning or less risk?
    E5,
}

/// What gate 1 says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A story with value, large enough: candidates follow.
    Split,
    /// Not a story: combine or reformulate it first.
    Refuse,
    /// Small enough as it is.
    Small,
    /// A story in whose text no part and no pattern is found.
    Unknown,
}

impl Verdict {
    /// The id on the wire and in test suites.
    pub fn id(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Refuse => "refuse",
            Self::Small => "small",
            Self::Unknown => "unknown",
        }
    }
}

/// A part of the parent that a split must keep or drop aloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Unit {
    /// `u1`, `u2` …
    pub id: String,
    /// The words of the item.
    pub text: String,
    /// `title`, `text` or `criteria[n]`.
    pub field: String,
    /// Byte offset in the field.
    pub start: usize,
    /// Byte offset of the end in the field.
    pub end: usize,
}

/// A unit that no slice takes, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Dropped {
    /// Id of the unit.
    pub unit: String,
    /// Why, with the words that gave the reason.
    pub why: String,
}

/// One small story of a split.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Slice {
    /// Plain-language title.
    pub title: String,
    /// Story sentence, when the parent gives a role and a want.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrative: Option<String>,
    /// One to four checkable statements.
    #[serde(default)]
    pub acceptance_criteria: Vec<String>,
    /// Ids of the units that it covers.
    #[serde(default)]
    pub covers: Vec<String>,
    /// Whether it is the one to begin with.
    #[serde(default)]
    pub first: bool,
    /// The one to three questions of a spike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The time box of a spike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_box: Option<String>,
}

/// One way to split the item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Candidate {
    /// The named move.
    pub pattern: Pattern,
    /// Words of the item that triggered it.
    #[serde(default)]
    pub triggers: Vec<String>,
    /// What is most likely to surprise the team.
    #[serde(default)]
    pub core_complexity: String,
    /// What there is many of.
    #[serde(default)]
    pub variations: Vec<String>,
    /// The one variation that the first slice keeps.
    #[serde(default)]
    pub reduced_to: String,
    /// The slices, in order.
    pub slices: Vec<Slice>,
    /// 0-based indexes of slices that could be thrown away or done last.
    #[serde(default)]
    pub deprioritise: Vec<usize>,
    /// Answers to E1–E5.
    #[serde(default)]
    pub evaluation: BTreeMap<Evaluation, Outcome>,
    /// One sentence for each answer that is not pass.
    #[serde(default)]
    pub why_not: BTreeMap<Evaluation, String>,
    /// Bad-split codes that this candidate touches.
    #[serde(default)]
    pub warnings: Vec<BadSplit>,
}

/// The body of a split suggestion: exactly one per item, whatever the verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Split {
    /// What gate 1 says.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub reason: String,
    /// What to do instead of splitting, for refuse, small and unknown.
    #[serde(default)]
    pub instead: Vec<String>,
    /// Keys of items to combine it with, only if found.
    #[serde(default)]
    pub merge_with: Vec<String>,
    /// The parts of the parent.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// The units that are in no slice, with the reason.
    #[serde(default)]
    pub dropped: Vec<Dropped>,
    /// Ways to split it; the first is the recommended one.
    #[serde(default)]
    pub candidates: Vec<Candidate>,
}

impl Proposal for Split {
    const KIND: Kind = Kind::Split;
    const REQUIRED: &'static [Check] =
        &[Check::QuotesProved, Check::NoInventedScope, Check::NoLostScope, Check::Ledger];
}
