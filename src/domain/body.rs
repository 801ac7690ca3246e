//! The body of any suggestion, one kind of proposal or another.

use super::assumption::Assumption;
use super::check::Check;
use super::evidence::Quote;
use super::question::Question;
use super::snapshot::Snapshot;
use super::split::Split;
use super::suggestion::{Kind, Proposal};
use super::theme::{Duplicate, Theme};
use serde::{Deserialize, Serialize};

/// The body of any suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum Body {
    /// Smaller stories.
    Split(Split),
    /// Something to test.
    Assumption(Assumption),
    /// Something to ask.
    Question(Question),
    /// One page of an interview.
    Snapshot(Snapshot),
    /// What several people say.
    Theme(Theme),
    /// Two items that are one.
    Duplicate(Duplicate),
}

macro_rules! bodies {
    ($($kind:ident),+) => {
        impl Body {
            /// What it proposes.
            pub fn kind(&self) -> Kind {
                match self { $(Self::$kind(_) => Kind::$kind),+ }
            }

            /// Checks that must pass, or not apply, before it is stored.
            pub fn required(&self) -> &'static [Check] {
                match self { $(Self::$kind(_) => <$kind as Proposal>::REQUIRED),+ }
            }

            /// Reads the body of a known kind from JSON.
            pub fn parse(kind: Kind, json: &str) -> Result<Self, serde_json::Error> {
                match kind { $(Kind::$kind => serde_json::from_str::<$kind>(json).map(Self::$kind)),+ }
            }
        }
        $(impl From<$kind> for Body {
            fn from(body: $kind) -> Self { Self::$kind(body) }
        })+
    };
}
bodies!(Split, Assumption, Question, Snapshot, Theme, Duplicate);

impl Body {
    /// Every quote inside the body itself.
    pub fn quotes_mut(&mut self) -> Vec<&mut Quote> {
        match self {
            Self::Split(_) | Self::Assumption(_) | Self::Duplicate(_) => Vec::new(),
            Self::Question(question) => question.answered_by.iter_mut().collect(),
            Self::Snapshot(page) => {
                let lines =
                    [&mut page.quick_facts, &mut page.story, &mut page.workarounds, &mut page.surprises];
                lines
                    .into_iter()
                    .flat_map(|lines| lines.iter_mut().map(|line| &mut line.quote))
                    .chain(&mut page.memorable)
                    .chain(page.opportunities.iter_mut().map(|opportunity| &mut opportunity.quote))
                    .collect()
            }
            Self::Theme(theme) => theme.quotes.iter_mut().chain(&mut theme.against).collect(),
        }
    }

    /// The body as canonical JSON: fields in the order of the type, no spaces.
    pub fn canonical(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
