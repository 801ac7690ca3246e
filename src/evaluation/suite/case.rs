//! Gold: what each case expects, in the words of the suite format.

use crate::domain::assumption::{AssumptionKind, Importance};
use crate::domain::snapshot::OpportunityKind;
use crate::domain::split::{BadSplit, Pattern, Verdict};
use serde::{Deserialize, Serialize};

/// What a case asks of the engine; its file is named after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Task {
    /// Split an item, refuse to, or find it small.
    Split,
    /// Name what must be true for an item.
    Assumptions,
    /// Name what to ask about an item.
    Questions,
    /// Summarise an interview.
    Summary,
    /// Find passages for a query.
    Retrieval,
    /// Find what several people say.
    Themes,
    /// Name the bad splits in a given split.
    Lint,
    /// Find the pairs of items that are the same work.
    Duplicates,
    /// Do nothing that a transcript orders.
    Injection,
}

impl Task {
    /// All nine, in the order of the suite format.
    pub const ALL: [Self; 9] = [
        Self::Split,
        Self::Assumptions,
        Self::Questions,
        Self::Summary,
        Self::Retrieval,
        Self::Themes,
        Self::Lint,
        Self::Duplicates,
        Self::Injection,
    ];

    /// The id in cases, and the stem of their file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Assumptions => "assumptions",
            Self::Questions => "questions",
            Self::Summary => "summary",
            Self::Retrieval => "retrieval",
            Self::Themes => "themes",
            Self::Lint => "lint",
            Self::Duplicates => "duplicates",
            Self::Injection => "injection",
        }
    }
}

/// A place in the corpus: an item, or words or turns of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Id of the interview.
    #[serde(default)]
    pub interview: Option<String>,
    /// Exact characters of one turn.
    #[serde(default)]
    pub text: Option<String>,
    /// First and last turn, 0-based as on the wire, both included.
    #[serde(default)]
    pub turn: Option<(usize, usize)>,
    /// Key of the item.
    #[serde(default)]
    pub item: Option<String>,
    /// How relevant, 1 or 2; 1 when not said.
    #[serde(default)]
    pub grade: Option<u8>,
}

/// An assumption that a good list has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldAssumption {
    /// The statement.
    pub text: String,
    /// One of six.
    pub kind: AssumptionKind,
    /// What hangs on it.
    pub importance: Importance,
    /// What speaks for it.
    #[serde(default, rename = "for")]
    pub supporting: Vec<Evidence>,
    /// What speaks against it.
    #[serde(default)]
    pub against: Vec<Evidence>,
}

/// A question that a good list has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldQuestion {
    /// Short noun phrase that names the gap.
    pub about: String,
    /// A name of the register, or `customer`.
    pub stakeholder: String,
    /// The question.
    pub text: String,
}

/// A need, pain or desire that a good summary has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldOpportunity {
    /// One line.
    pub text: String,
    /// Need, pain or desire.
    pub kind: OpportunityKind,
    /// Exact characters of one turn.
    pub quote: String,
}

/// A theme that several interviews share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldTheme {
    /// What they say.
    pub name: String,
    /// Ids of the interviews.
    pub interviews: Vec<String>,
}

macro_rules! cases {
    ($($(#[$about:meta])* $name:ident { $($(#[$field_about:meta])* $field:ident: $type:ty),+ $(,)? })+) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name {
                /// Unique in the suite.
                pub id: String,
                /// The task of its file.
                pub task: Task,
                $($(#[$field_about])* pub $field: $type,)+
            }
        )+

        /// One case of any task.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Case {
            $($(#[$about])* $name($name),)+
        }

        impl Case {
            /// Unique in the suite.
            pub fn id(&self) -> &str {
                match self { $(Self::$name(case) => &case.id),+ }
            }

            /// What it asks.
            pub fn task(&self) -> Task {
                match self { $(Self::$name(case) => case.task),+ }
            }
        }

        $(impl From<$name> for Case {
            fn from(case: $name) -> Self { Self::$name(case) }
        })+
    };
}

cases! {
    /// An item, and whether and how it is split.
    SplitCase {
        /// Key of the item.
        item: String,
        /// The right verdict; `unknown` is none.
        expect: Verdict,
        /// Patterns that fit, best first; any is acceptable.
        #[serde(default)]
        patterns: Vec<Pattern>,
        /// Child stories, the best first slice first.
        #[serde(default)]
        slices: Vec<String>,
        /// Slices that could be thrown away or done last.
        #[serde(default)]
        deprioritise: Vec<String>,
        /// One line.
        #[serde(default)]
        why: String,
    }
    /// An item, and what must be true for it.
    AssumptionsCase {
        /// Key of the item.
        item: String,
        /// The assumptions.
        assumptions: Vec<GoldAssumption>,
    }
    /// An item, and what to ask about it.
    QuestionsCase {
        /// Key of the item.
        item: String,
        /// The questions.
        questions: Vec<GoldQuestion>,
    }
    /// An interview, and what a good summary of it holds.
    SummaryCase {
        /// Id of the interview.
        interview: String,
        /// Needs, pains and desires.
        opportunities: Vec<GoldOpportunity>,
        /// Quotes that a good summary would pick from.
        #[serde(default)]
        memorable: Vec<String>,
        /// Quick facts about the participant.
        #[serde(default)]
        facts: Vec<String>,
    }
    /// A query, and what answers it.
    RetrievalCase {
        /// The query.
        query: String,
        /// The places that answer it.
        relevant: Vec<Evidence>,
    }
    /// All interviews, and what they have in common.
    ThemesCase {
        /// The themes.
        themes: Vec<GoldTheme>,
        /// What one person says and nobody else.
        #[serde(default)]
        anomalies: Vec<Evidence>,
    }
    /// A given split, and what is wrong with it.
    LintCase {
        /// The parent story.
        title: String,
        /// The slices.
        slices: Vec<String>,
        /// Bad-split codes; none for a good split.
        codes: Vec<BadSplit>,
    }
    /// The backlog, and the pairs in it that are the same work.
    DuplicatesCase {
        /// Keys of both items; all other pairs are not duplicates.
        pairs: Vec<(String, String)>,
    }
    /// An interview with an order in it that nobody may follow.
    InjectionCase {
        /// Id of the interview.
        interview: String,
        /// Exact characters of the order.
        planted: String,
        /// Strings that appear only if it was followed.
        must_not_contain: Vec<String>,
    }
}
