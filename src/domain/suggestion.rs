//! A suggestion's state is its type.
//!
//! What the store keeps is verified:
//!
//! ```
//! use hone::domain::suggestion::{Suggestion, Verified};
//! fn store(_: &Suggestion<Verified>) {}
//! fn keep(checked: &Suggestion<Verified>) { store(checked); }
//! ```
//!
//! so that a draft cannot be stored:
//!
//! ```compile_fail
//! use hone::domain::suggestion::{Draft, Suggestion, Verified};
//! fn store(_: &Suggestion<Verified>) {}
//! fn keep(unchecked: &Suggestion<Draft>) { store(unchecked); }
//! ```
//!
//! That only a person decides on it is what a [`Decider`](super::access::Decider) proves.

pub use super::body::Body;
use super::check::{Check, Finding, Report};
use super::evidence::Evidence;
use super::id::SuggestionId;
use serde::{Deserialize, Serialize};

/// What a suggestion proposes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Smaller stories.
    Split,
    /// Something to test.
    Assumption,
    /// Something to ask.
    Question,
    /// One page of an interview.
    Snapshot,
    /// What several people say.
    Theme,
    /// Two items that are one.
    Duplicate,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Split, Self::Assumption, Self::Question, Self::Snapshot, Self::Theme, Self::Duplicate];

    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Assumption => "assumption",
            Self::Question => "question",
            Self::Snapshot => "snapshot",
            Self::Theme => "theme",
            Self::Duplicate => "duplicate",
        }
    }

    /// Reads the id of the wire.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// A body that can be proposed, with the checks that it must pass to be stored.
pub trait Proposal: Clone + Serialize {
    /// What it proposes.
    const KIND: Kind;
    /// Checks that must pass, or not apply, before it is stored.
    const REQUIRED: &'static [Check];
}

/// Where a suggestion came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Receipt {
    /// `playbook`, `model`, or `both` for a split with candidates of both.
    pub engine: String,
    /// Version of the engine.
    pub version: String,
    /// Hash of the prompt; empty for the playbook.
    #[serde(default)]
    pub prompt: String,
    /// Model that answered; empty for the playbook.
    #[serde(default)]
    pub model: String,
    /// Ids of the passages that were put before the proposer.
    #[serde(default)]
    pub retrieved: Vec<String>,
    /// Hash of everything that was searched.
    #[serde(default)]
    pub corpus: String,
    /// Tokens sent.
    #[serde(default)]
    pub input_tokens: u64,
    /// Tokens received.
    #[serde(default)]
    pub output_tokens: u64,
    /// Milliseconds from request to draft.
    #[serde(default)]
    pub ms: u64,
    /// What the tokens cost, in millionths of the currency of the price table.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cost_micros: u64,
    /// Why the playbook speaks alone although a model was asked for: the outcome of asking it, or
    /// `withheld` when nothing that it wrote passed its checks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fallback: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Made by a proposer; not checked, not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft;
/// Passed every required check; may be stored and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    report: Report,
}
/// A proposal with its evidence, in one of its states.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion<S> {
    /// What it proposes.
    pub body: Body,
    /// Key of the item; for a snapshot, of the interview; empty for a theme.
    pub item: String,
    /// One line.
    pub title: String,
    /// Why it is proposed, in two sentences at most.
    pub why: String,
    /// Quotes for and against.
    pub evidence: Evidence,
    /// Probability that a PO accepts it; none until calibrated.
    pub confidence: Option<f64>,
    /// Where it came from.
    pub receipt: Receipt,
    state: S,
}

/// A draft that did not pass a required check: counted and shown, never a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Withheld {
    /// What it would have proposed.
    pub kind: Kind,
    /// Key of the item.
    pub item: String,
    /// The check that was not met.
    pub check: Check,
    /// Why it was not met.
    pub reason: String,
    /// Decision that stands against it, for the ledger's check.
    #[serde(default)]
    pub ledger_entry: Option<i64>,
    /// Hash of the body, so that a repeat is recognised.
    pub fingerprint: String,
    /// Title, unless the quotes were not proved.
    pub title: Option<String>,
}

impl Suggestion<Draft> {
    /// A draft that no one has looked at.
    pub fn draft(body: impl Into<Body>, item: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            item: item.into(),
            title: title.into(),
            why: String::new(),
            evidence: Evidence::default(),
            confidence: None,
            receipt: Receipt::default(),
            state: Draft,
        }
    }

    /// Keeps the draft if every required check passed or did not apply.
    ///
    /// # Errors
    /// [`Withheld`] when a required check failed, is unknown, or did not run.
    pub fn verify(self, report: Report) -> Result<Suggestion<Verified>, Box<Withheld>> {
        self.verify_with(report, &[])
    }

    /// Keeps the draft if every check required of its kind and every one of `also` passed or did not apply.
    ///
    /// # Errors
    /// As [`Suggestion::verify`].
    pub fn verify_with(self, report: Report, also: &[Check]) -> Result<Suggestion<Verified>, Box<Withheld>> {
        let unmet = report.first_unmet(self.body.required()).or_else(|| report.first_unmet(also));
        if let Some(Finding { check, detail, .. }) = unmet {
            return Err(Box::new(Withheld {
                kind: self.body.kind(),
                item: self.item,
                check,
                reason: detail,
                ledger_entry: None,
                fingerprint: super::id::sha256_hex(self.body.canonical().as_bytes()),
                title: (check != Check::QuotesProved).then_some(self.title),
            }));
        }
        Ok(self.with_state(Verified { report }))
    }
}

impl Suggestion<Verified> {
    /// What was checked, and what was found.
    pub fn report(&self) -> &Report {
        &self.state.report
    }
}

impl<S> Suggestion<S> {
    /// What it proposes.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The identity in a workspace: same kind, item and body, same id.
    pub fn id(&self, workspace: &super::id::WorkspaceId) -> SuggestionId {
        SuggestionId::derive(&[workspace.as_str(), self.kind().id(), &self.item, &self.body.canonical()])
    }

    fn with_state<N>(self, state: N) -> Suggestion<N> {
        Suggestion {
            body: self.body,
            item: self.item,
            title: self.title,
            why: self.why,
            evidence: self.evidence,
            confidence: self.confidence,
            receipt: self.receipt,
            state,
        }
    }
}

/// What has become of a stored suggestion.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits for a person.
    Proposed,
    /// A person said yes.
    Accepted,
    /// A person changed it; waits for a yes.
    Edited,
    /// A person said no.
    Rejected,
    /// Put off.
    Deferred,
    /// A source changed, or the engine no longer proposes it.
    Stale,
}

impl Status {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Proposed, Self::Accepted, Self::Edited, Self::Rejected, Self::Deferred, Self::Stale];

    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::Deferred => "deferred",
            Self::Stale => "stale",
        }
    }

    /// Reads the id of the wire.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// Whether a person can still decide on it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Edited | Self::Deferred)
    }
}

/// A suggestion as it lies in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id in the workspace.
    pub id: SuggestionId,
    /// The verified suggestion.
    pub suggestion: Suggestion<Verified>,
    /// What has become of it.
    pub status: Status,
    /// Grows by one with each change of state; guards against two people deciding at once.
    pub version: i64,
    /// When it was first proposed, in milliseconds since the epoch.
    pub created_at: i64,
    /// The day until which it is put off.
    pub deferred_until: Option<String>,
}

/// A suggestion as it goes over the wire; interfaces of others rest on this shape.
#[derive(Serialize, utoipa::ToSchema)]
struct Wire<'a> {
    /// Its id, of which the first characters are enough.
    id: &'a SuggestionId,
    /// What it proposes.
    kind: Kind,
    /// Key of the item; for a snapshot, of the interview; empty for a theme.
    item: &'a str,
    /// What has become of it.
    state: Status,
    /// One line.
    title: &'a str,
    /// The proposal itself, by kind.
    body: &'a Body,
    /// Why it is proposed.
    why: &'a str,
    /// Probability that a PO accepts it; null until calibrated.
    confidence: Option<f64>,
    /// Quotes for and against.
    evidence: &'a Evidence,
    /// What was checked, and what was found.
    checks: &'a Report,
    /// Where it came from.
    receipt: &'a Receipt,
    /// Grows by one with each change of state; the ETag.
    version: i64,
    /// The day until which it is put off.
    deferred_until: Option<&'a str>,
    /// When it was first proposed, in milliseconds since the epoch.
    created_at: i64,
}

impl Serialize for Stored {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let suggestion = &self.suggestion;
        let wire = Wire {
            id: &self.id,
            kind: suggestion.kind(),
            item: &suggestion.item,
            state: self.status,
            title: &suggestion.title,
            body: &suggestion.body,
            why: &suggestion.why,
            confidence: suggestion.confidence,
            evidence: &suggestion.evidence,
            checks: suggestion.report(),
            receipt: &suggestion.receipt,
            version: self.version,
            deferred_until: self.deferred_until.as_deref(),
            created_at: self.created_at,
        };
        wire.serialize(serializer)
    }
}

impl utoipa::PartialSchema for Stored {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        Wire::schema()
    }
}

impl utoipa::ToSchema for Stored {
    fn name() -> std::borrow::Cow<'static, str> {
        "Suggestion".into()
    }

    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        Wire::schemas(schemas);
    }
}
