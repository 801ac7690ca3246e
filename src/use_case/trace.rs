//! Follows a suggestion back to what it rests on, and on to what was decided.

use super::{Copilot, Error};
use crate::clock::day;
use crate::domain::access::Scope;
use crate::domain::big_idea::BigIdea;
use crate::domain::decision::{Decision, RejectCode, Verdict};
use crate::domain::evidence::Quote;
use crate::domain::interview::Interview;
use crate::domain::item::{Item, Level, SLICE_MARK};
use crate::domain::suggestion::{Body, Status, Stored};
use crate::store::StoreError;
use crate::verification::quotes::Transcripts;
use serde::Serialize;
use std::collections::BTreeSet;

/// The whole way: suggestion, evidence, item, parents, Big Idea, decisions, receipt.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Trace {
    /// The suggestion, with its checks and its receipt.
    pub suggestion: Stored,
    /// Its quotes, each looked up anew in the transcripts.
    pub evidence: Vec<TracedQuote>,
    /// The item that it is about, then the item's parent, and so on to the top; empty for a
    /// suggestion that is about no item.
    pub items: Vec<TracedItem>,
    /// The outcome that everything serves.
    pub big_idea: BigIdea,
    /// What was decided on it, oldest first.
    pub decisions: Vec<TracedDecision>,
    /// Keys of the items that accepting it made.
    pub made: Vec<String>,
}

/// A quote, and whether it still stands where it was found.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct TracedQuote {
    /// What it does for the suggestion.
    pub stance: Stance,
    /// The words and their place.
    #[serde(flatten)]
    pub quote: Quote,
    /// Whether the words stand there today.
    pub stands: bool,
    /// Why they do not; empty when they do.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why_not: String,
}

/// What a quote does for a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Speaks for it.
    For,
    /// Speaks against it.
    Against,
    /// Is a part of it.
    Within,
}

impl Stance {
    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Within => "within",
        }
    }
}

/// An item on the way up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TracedItem {
    /// What a person types.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its level.
    pub level: Level,
    /// Status in the tracker's words.
    pub status: String,
    /// Grows with each change.
    pub version: i64,
}

/// A decision, without the texts that it was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TracedDecision {
    /// Place in the chain of the workspace.
    pub seq: i64,
    /// `accept`, `edit`, `reject`, `defer` or `undo`.
    pub verb: &'static str,
    /// Who decided.
    pub by: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The day of it in UTC.
    pub day: String,
    /// 0-based index of the chosen candidate of a split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub candidate: Option<usize>,
    /// Why it was turned down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<RejectCode>,
    /// The day until which it was put off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Words of the one who decided; blank once forgotten.
    pub note: String,
    /// Hash of the entry over the one before it.
    pub hash: String,
}

impl From<Item> for TracedItem {
    fn from(item: Item) -> Self {
        let Item { key, version, record, .. } = item;
        Self { key, title: record.title, level: record.level, status: record.status, version }
    }
}

impl From<Decision> for TracedDecision {
    fn from(decision: Decision) -> Self {
        let verb = decision.verdict.verb();
        let (mut candidate, mut reason, mut until) = (None, None, None);
        match decision.verdict {
            Verdict::Accept { candidate: chosen } => candidate = chosen,
            Verdict::Reject { code } => reason = Some(code),
            Verdict::Defer { until: day } => until = Some(day),
            Verdict::Edit | Verdict::Undo => {}
        }
        let Decision { seq, by, at, note, hash, .. } = decision;
        Self { seq, verb, by, at, day: day(at), candidate, reason, until, note, hash }
    }
}

impl Copilot {
    /// Follows a suggestion, by its id or the first characters of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] and [`Error::Ambiguous`] for an id that is not one suggestion's.
    pub async fn trace(&self, scope: &Scope, id: &str) -> Result<Trace, Error> {
        let suggestion = self.suggestion(scope, id).await?;
        let quotes = quotes_of(&suggestion);
        let cited: BTreeSet<&String> = quotes.iter().map(|(_, quote)| &quote.source).collect();
        let mut interviews: Vec<Interview> = Vec::new();
        for key in cited {
            match self.store.interview(&scope.workspace, key).await {
                Ok(interview) => interviews.push(interview),
                // A quote of it is told to stand no more.
                Err(StoreError::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut transcripts = Transcripts::default();
        for interview in &interviews {
            transcripts.add(&interview.key, &interview.turns);
        }
        let decisions = self.store.decisions_on(&scope.workspace, &suggestion.id).await?;
        Ok(Trace {
            evidence: looked_up(quotes, &transcripts),
            made: self.made(scope, &suggestion).await?,
            items: self.upwards(scope, &suggestion.suggestion.item).await?,
            big_idea: self.store.workspace(scope.workspace.as_str()).await?.big_idea,
            decisions: decisions.into_iter().map(TracedDecision::from).collect(),
            suggestion,
        })
    }

    /// The item and its parents; a parent that is its own ancestor ends the way.
    async fn upwards(&self, scope: &Scope, key: &str) -> Result<Vec<TracedItem>, Error> {
        let (mut way, mut next): (Vec<TracedItem>, _) = (Vec::new(), Some(key.to_owned()));
        while let Some(key) = next.take().filter(|key| way.iter().all(|item| item.key != *key)) {
            let item = match self.store.item(&scope.workspace, &key).await {
                Ok(item) if item.key == key => item,
                Ok(_) | Err(StoreError::NotFound { .. }) => break,
                Err(error) => return Err(error.into()),
            };
            next.clone_from(&item.record.parent);
            way.push(TracedItem::from(item));
        }
        Ok(way)
    }

    /// Slices that took the place of the item.
    async fn made(&self, scope: &Scope, stored: &Stored) -> Result<Vec<String>, Error> {
        let is_applied =
            stored.status == Status::Accepted && matches!(stored.suggestion.body, Body::Split(_));
        if !is_applied {
            return Ok(Vec::new());
        }
        let parent = &stored.suggestion.item;
        let mark = format!("{SLICE_MARK}{parent}/");
        let mut children = self.store.children(&scope.workspace, parent).await?;
        children.retain(|item| item.record.labels.iter().any(|label| label.starts_with(&mark)));
        Ok(children.into_iter().map(|item| item.key).collect())
    }
}

/// Every quote once, those of the evidence before those that the body alone has.
fn quotes_of(stored: &Stored) -> Vec<(Stance, Quote)> {
    let evidence = &stored.suggestion.evidence;
    let mut body = stored.suggestion.body.clone();
    let within = body.quotes_mut().into_iter().map(|quote| (Stance::Within, quote.clone()));
    let supporting = evidence.supporting.iter().map(|quote| (Stance::For, quote.clone()));
    let against = evidence.against.iter().map(|quote| (Stance::Against, quote.clone()));
    let mut found: Vec<(Stance, Quote)> = Vec::new();
    for (stance, quote) in supporting.chain(against).chain(within) {
        if found.iter().all(|(_, known)| *known != quote) {
            found.push((stance, quote));
        }
    }
    found
}

fn looked_up(quotes: Vec<(Stance, Quote)>, transcripts: &Transcripts<'_>) -> Vec<TracedQuote> {
    let look_up = |(stance, quote): (Stance, Quote)| {
        let proof = transcripts.prove(&quote);
        let why_not = proof.as_ref().err().map(ToString::to_string).unwrap_or_default();
        TracedQuote { stance, stands: proof.is_ok(), why_not, quote }
    };
    quotes.into_iter().map(look_up).collect()
}
