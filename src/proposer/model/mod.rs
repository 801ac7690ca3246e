//! The model engine: drafts of the same types as the playbook's, from a language model.
//!
//! The model sees the item as data and numbered sentences of participants; it answers in closed
//! types and cites by id. Code puts the quotes in, so that none can be invented, and nothing
//! here decides what is kept: every draft goes the way of the playbook's.

mod answer;
mod context;
mod drafts;
mod evidence;
mod instruction;
mod schema;

pub use context::Memory;
pub use instruction::{instructs, without_instructions};

use crate::domain::suggestion::{Draft, Kind, Suggestion};
use crate::llm::{ChatAnswer, ChatModel, ChatRequest, Outcome, Usage, count_tokens, with_margin};
use crate::prompt::{Job, PromptError, Prompts, Rendered};
use crate::proposer::{Brief, Heard};
use drafts::Drafted;
use evidence::Lines;

/// A request that is ready, with all that is needed to read its answer.
pub struct Prepared {
    job: Job,
    brief: Brief,
    searched: usize,
    lines: Lines,
    request: ChatRequest,
    /// Tokens that it may take at most, in and out, one repair included.
    pub estimate: Usage,
    /// Hash of the prompt.
    pub prompt: String,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// What was asked for.
    pub kind: Kind,
    /// How it ended.
    pub outcome: Outcome,
    /// The drafts; a split has one for each candidate.
    pub drafts: Vec<Suggestion<Draft>>,
    /// What it took, whether it brought drafts or not.
    pub usage: Usage,
    /// Hash of the prompt.
    pub prompt: String,
    /// The fixed part of the prompt, by which a copy of it is recognised.
    pub system: String,
}

/// The kind of suggestion that a job brings.
pub fn kind_of(job: Job) -> Kind {
    match job {
        Job::Split => Kind::Split,
        Job::Assumption => Kind::Assumption,
        Job::Question => Kind::Question,
    }
}

/// Fills the templates of a job for an item; none when the item alone does not fit `window` tokens.
///
/// # Errors
/// [`PromptError`] when a template cannot be filled.
pub fn prepare(
    job: Job,
    brief: &Brief,
    heard: &Heard,
    memory: &Memory,
    prompts: &Prompts,
    window: usize,
) -> Result<Option<Prepared>, PromptError> {
    let settings = prompts.settings(job);
    let mut filled = context::of(brief, memory);
    let tokens = |rendered: &Rendered| count_tokens(&rendered.system) + count_tokens(&rendered.user);
    let bare = with_margin(tokens(&prompts.render(job, &filled)?));
    let output = usize::try_from(settings.max_tokens).unwrap_or(usize::MAX);
    let Some(room) = window.checked_sub(bare.saturating_add(output)) else { return Ok(None) };
    // What with a margin fills the room.
    let lines = Lines::pack(heard, settings.evidence_tokens.min(room * 10 / 13));
    filled.evidence = lines.for_prompt();
    let rendered = prompts.render(job, &filled)?;
    let input = u64::try_from(with_margin(tokens(&rendered))).unwrap_or(u64::MAX);
    Ok(Some(Prepared {
        job,
        brief: brief.clone(),
        searched: heard.pool.searched,
        request: ChatRequest {
            schema_name: job.id(),
            schema: drafts::schema(job, brief, &lines),
            system: rendered.system,
            user: rendered.user,
            max_tokens: settings.max_tokens,
        },
        lines,
        estimate: Usage { input: 2 * input, output: 2 * u64::from(settings.max_tokens) },
        prompt: prompts.hash(job).to_owned(),
    }))
}

impl Run {
    /// A request that was not sent.
    pub fn stopped(kind: Kind, outcome: Outcome) -> Self {
        Self {
            kind,
            outcome,
            drafts: Vec::new(),
            usage: Usage::default(),
            prompt: String::new(),
            system: String::new(),
        }
    }
}

impl Prepared {
    /// Asks the model and reads its answer; one that cannot be read may be mended once.
    pub async fn run(self, model: &dyn ChatModel) -> Run {
        let mut usage = Usage::default();
        let mut drafted = self.ask(&self.request, model, &mut usage).await;
        if let Err(Unusable::Form(fault)) = &drafted {
            let mut again = self.request.clone();
            again.user = format!(
                "{}\n\nYour last answer was not of the given form: {fault}. Answer again, with one JSON value only.",
                again.user
            );
            drafted = self.ask(&again, model, &mut usage).await;
        }
        let (outcome, drafts) = match drafted {
            Ok(Drafted { drafts, dropped: 0 }) if !drafts.is_empty() => (Outcome::Ok, drafts),
            Ok(Drafted { drafts, dropped }) if !drafts.is_empty() => (Outcome::Partial(dropped), drafts),
            Ok(_) | Err(Unusable::Form(_)) => (Outcome::Invalid, Vec::new()),
            Err(Unusable::Stopped(outcome)) => (outcome, Vec::new()),
        };
        Run {
            kind: kind_of(self.job),
            outcome,
            drafts,
            usage,
            prompt: self.prompt,
            system: self.request.system,
        }
    }

    async fn ask(
        &self,
        request: &ChatRequest,
        model: &dyn ChatModel,
        usage: &mut Usage,
    ) -> Result<Drafted, Unusable> {
        let ChatAnswer { text, usage: spent, .. } = model.ask(request).await.map_err(|stop| {
            *usage += stop.usage;
            Unusable::Stopped(stop.outcome)
        })?;
        *usage += spent;
        drafts::read(self.job, &text, &self.brief, &self.lines, self.searched).map_err(Unusable::Form)
    }
}

/// Why an answer brought nothing.
enum Unusable {
    Stopped(Outcome),
    /// Not of the form; what the parser says.
    Form(String),
}

#[cfg(test)]
mod tests;
