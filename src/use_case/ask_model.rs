//! Asks the model for drafts, within the budget of the workspace.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::split::Verdict;
use crate::domain::suggestion::{Draft, Kind, Receipt, Status, Suggestion, Verified};
use crate::llm::{Outcome, SharedChatModel, Usage};
use crate::prompt::{Job, PromptError, Prompts};
use crate::proposer::model::{Prepared, Run, kind_of, prepare};
use crate::proposer::{Brief, Heard};
use crate::store::{Budget, Spent, SuggestionFilter};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Who drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// The rules of the craft.
    Playbook,
    /// The language model; the playbook only where the model brings nothing.
    Model,
    /// Both, without repeats.
    Both,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Playbook, Self::Model, Self::Both];

    /// The id on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Playbook => "playbook",
            Self::Model => "model",
            Self::Both => "both",
        }
    }

    /// Reads the id of the wire.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.id() == id)
    }

    /// Whether the model is asked for a kind: not on what is no story, and not to split what is small.
    pub(super) fn may_draft(self, kind: Kind, verdict: Option<Verdict>) -> bool {
        match verdict {
            _ if self == Self::Playbook => false,
            Some(Verdict::Refuse) => false,
            Some(Verdict::Small) => kind != Kind::Split,
            _ => true,
        }
    }
}

/// Prices of a million tokens.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prices {
    /// Of those sent.
    pub input: f64,
    /// Of those received.
    pub output: f64,
}

impl Prices {
    /// The cost in millionths: a price per million tokens is a price in millionths per token.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "prices are not below zero")]
    pub(super) fn of(self, usage: Usage) -> Spent {
        let cost = usage.input as f64 * self.input + usage.output as f64 * self.output;
        Spent { input_tokens: usage.input, output_tokens: usage.output, cost_micros: cost.ceil() as u64 }
    }
}

/// What is needed to ask a model.
#[derive(Clone)]
pub struct ModelMeans {
    /// The model.
    pub chat: SharedChatModel,
    /// What it is asked.
    pub prompts: Arc<Prompts>,
    /// Tokens that a prompt and its answer may have together, without what is thought.
    pub window: usize,
    /// Tokens that the model may think before each answer.
    pub thinking: u32,
    /// What its tokens cost.
    pub prices: Prices,
    /// What a workspace may spend in a month.
    pub budget: Budget,
}

/// What a model wrote for one item.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// One for each kind that was asked for.
    pub(super) runs: Vec<Run>,
    /// What they took together.
    pub(super) spent: Spent,
}

impl From<(Run, Spent)> for Written {
    fn from((run, spent): (Run, Spent)) -> Self {
        Self { runs: vec![run], spent }
    }
}

impl Written {
    /// One sentence for each way in which asking went less than well, and one for what it took.
    pub(super) fn notices(&self) -> Vec<String> {
        let mut notices: Vec<String> = Vec::new();
        for run in self.runs.iter().filter(|run| run.outcome != Outcome::Ok) {
            let fell_back = if run.drafts.is_empty() { " These are the playbook's proposals." } else { "" };
            let notice = format!("{}: {}{fell_back}", run.kind.id(), run.outcome.sentence());
            notices.push(notice);
        }
        let Spent { input_tokens, output_tokens, cost_micros } = self.spent;
        if input_tokens + output_tokens > 0 {
            let cost = if cost_micros > 0 {
                format!(", {:.4} by your prices", cost_micros as f64 / 1e6)
            } else {
                String::new()
            };
            notices.push(format!("The model took {input_tokens} tokens and gave {output_tokens}{cost}."));
        }
        notices
    }

    /// Kinds on which the model was asked and could not be heard.
    pub(super) fn silent(&self) -> Vec<Kind> {
        let was_heard = |run: &Run| matches!(run.outcome, Outcome::Invalid | Outcome::NothingToSay);
        let unheard = |run: &&Run| run.drafts.is_empty() && !was_heard(run);
        self.runs.iter().filter(unheard).map(|run| run.kind).collect()
    }

    /// Why the playbook speaks alone on a kind; empty where it does not, or was not meant to.
    pub(super) fn fallback(&self, kind: Kind) -> &'static str {
        let run = self.runs.iter().find(|run| run.kind == kind && run.drafts.is_empty());
        run.map_or("", |run| run.outcome.id())
    }
}

impl Copilot {
    /// Asks the model for each of the kinds at once. Whatever goes wrong is an outcome, not an error.
    ///
    /// # Errors
    /// When the database or a prompt fails.
    pub(super) async fn ask_model(
        &self,
        scope: &Scope,
        brief: &Brief,
        heard: &Heard,
        kinds: &[Kind],
    ) -> Result<Written, Error> {
        let Some(means) = &self.means.model else { return Ok(Written::default()) };
        let wanted = |job| Some((job, kind_of(job).filter(|kind| kinds.contains(kind))?));
        let jobs = Job::ALL.into_iter().filter_map(wanted);
        let asked = jobs.map(|job| self.ask_for(scope, brief, heard, job, means));
        let mut written = Written::default();
        for result in futures::future::join_all(asked).await {
            let (run, spent) = result?;
            written.spent.input_tokens += spent.input_tokens;
            written.spent.output_tokens += spent.output_tokens;
            written.spent.cost_micros += spent.cost_micros;
            written.runs.push(run);
        }
        Ok(written)
    }

    async fn ask_for(
        &self,
        scope: &Scope,
        brief: &Brief,
        heard: &Heard,
        (job, kind): (Job, Kind),
        means: &ModelMeans,
    ) -> Result<(Run, Spent), Error> {
        let memory = self.decided_before(scope, kind).await?;
        let prepared = prepare(job, brief, heard, &memory, &means.prompts, means.window);
        self.run_prepared(scope, kind, prepared, means).await
    }

    /// Asks the model what has been prepared, within the budget. Whatever goes wrong with it is an
    /// outcome, not an error.
    ///
    /// # Errors
    /// When the database or a prompt fails.
    pub(super) async fn run_prepared(
        &self,
        scope: &Scope,
        kind: Kind,
        prepared: Result<Option<Prepared>, PromptError>,
        means: &ModelMeans,
    ) -> Result<(Run, Spent), Error> {
        let stopped = |outcome| (Run::stopped(kind, outcome), Spent::default());
        let prepared = prepared.map_err(|error| Error::Internal(Box::new(error)))?;
        let Some(prepared) = prepared else { return Ok(stopped(Outcome::Truncated)) };
        let (workspace, name) = (&scope.workspace, means.chat.name());
        let Usage { input, output } = prepared.estimate;
        // Asked twice at most: once for the answer, once for its repair.
        let output = output + 2 * u64::from(means.thinking);
        let estimate = means.prices.of(Usage { input, output });
        let reserved =
            self.store.reserve_spending(workspace, name, kind.id(), estimate, means.budget).await?;
        let Some(reservation) = reserved else { return Ok(stopped(Outcome::OverBudget)) };
        let since = self.means.clock.now_ms();
        let mut run = prepared.run(&*means.chat).await;
        let spent = means.prices.of(run.usage);
        self.store.settle_spending(workspace, reservation, run.outcome.id(), spent).await?;
        let ms = u64::try_from(self.means.clock.now_ms() - since).unwrap_or(0);
        let shares = u64::try_from(run.drafts.len()).unwrap_or(1).max(1);
        let receipt = Receipt {
            engine: "model".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            prompt: run.prompt.clone(),
            model: name.to_owned(),
            input_tokens: spent.input_tokens.div_ceil(shares),
            output_tokens: spent.output_tokens.div_ceil(shares),
            cost_micros: spent.cost_micros.div_ceil(shares),
            ms,
            ..Receipt::default()
        };
        run.drafts.iter_mut().for_each(|draft: &mut Suggestion<Draft>| draft.receipt = receipt.clone());
        Ok((run, spent))
    }

    /// What the model proposed earlier and nobody has decided: a model that cannot be heard takes
    /// nothing back. Splits are left out, of which an item has one.
    pub(super) async fn standing_of_model(
        &self,
        scope: &Scope,
        key: &str,
        kind: Kind,
    ) -> Result<Vec<Suggestion<Verified>>, Error> {
        if kind == Kind::Split {
            return Ok(Vec::new());
        }
        let filter = SuggestionFilter { kind: Some(kind), status: Some(Status::Proposed), item: Some(key) };
        let standing = self.store.suggestions(&scope.workspace, filter).await?;
        let by_model = |suggestion: &Suggestion<Verified>| !suggestion.receipt.model.is_empty();
        Ok(standing.into_iter().map(|stored| stored.suggestion).filter(by_model).collect())
    }
}
