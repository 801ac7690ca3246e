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
mod labels;
mod page;
mod schema;

pub use context::{Decided, Memory};
pub use instruction::{instructs, without_instructions};
pub use labels::prepare_labels;
pub use page::prepare_page;

use crate::domain::interview::Interview;
use crate::domain::suggestion::{Draft, Kind, Suggestion};
use crate::llm::{ChatAnswer, ChatModel, ChatRequest, Outcome, Usage, count_tokens, with_margin};
use crate::prompt::{Job, JobContext, PromptError, Prompts, Rendered};
use crate::proposer::{Brief, Heard};
use drafts::{Asked, Drafted};
use evidence::Lines;
use serde::Serialize;
use serde_json::Value;

/// A request that is ready, with all that is needed to read its answer.
pub struct Prepared {
    subject: Subject,
    lines: Lines,
    request: ChatRequest,
    examples: Vec<String>,
    /// Tokens that a second answer may have, where the first did not end.
    longer: u32,
    /// Tokens that it may take at most, in and out, a second answer included.
    pub estimate: Usage,
    /// Hash of the prompt.
    pub prompt: String,
}

/// What a request is about.
enum Subject {
    Item { asked: Asked, brief: Box<Brief>, searched: usize },
    Interview(Box<Interview>),
    Themes(Vec<Suggestion<Draft>>),
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
    /// What must not come back as the model's own.
    pub told: Told,
}

/// What a model was shown, by which a copy of it is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The fixed part of the prompt.
    pub system: String,
    /// What was accepted before, as the prompt tells it.
    pub examples: Vec<String>,
}

/// The kind of suggestion that a job brings; none for one that drafts nothing.
pub fn kind_of(job: Job) -> Option<Kind> {
    match job {
        Job::Split => Some(Kind::Split),
        Job::Assumption => Some(Kind::Assumption),
        Job::Question => Some(Kind::Question),
        Job::Snapshot => Some(Kind::Snapshot),
        Job::Theme => Some(Kind::Theme),
        Job::Judge => None,
    }
}

impl Subject {
    fn kind(&self) -> Kind {
        match self {
            Self::Item { asked, .. } => asked.kind(),
            Self::Interview(_) => Kind::Snapshot,
            Self::Themes(_) => Kind::Theme,
        }
    }
}

/// Fills the templates of a job for an item; none when the item alone does not fit `window` tokens,
/// or the job is not about an item.
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
    let Some(asked) = Asked::of(job) else { return Ok(None) };
    let pack = |context: &mut JobContext, budget| {
        let lines = Lines::pack(heard, budget);
        context.evidence = lines.for_prompt();
        lines
    };
    let context = context::of(brief, memory);
    let examples = context.accepted.iter().map(|one| one.what.as_str().to_owned()).collect();
    let Some(fitted) = fit(job, prompts, window, context, pack)? else { return Ok(None) };
    let schema = drafts::schema(asked, brief, &fitted.lines);
    let subject = Subject::Item { asked, brief: Box::new(brief.clone()), searched: heard.pool.searched };
    Ok(Some(Prepared { examples, ..fitted.prepared(subject, schema) }))
}

/// A prompt with as much evidence as there is room for.
struct Fitted<'a> {
    job: Job,
    prompts: &'a Prompts,
    lines: Lines,
    rendered: Rendered,
    window: usize,
}

/// Fills `context` by `pack`, which is told how many tokens of evidence there is room for; none
/// when without any it does not fit.
fn fit<C: Serialize>(
    job: Job,
    prompts: &Prompts,
    window: usize,
    mut context: C,
    pack: impl FnOnce(&mut C, usize) -> Lines,
) -> Result<Option<Fitted<'_>>, PromptError> {
    let settings = prompts.settings(job);
    let bare = with_margin(tokens(&prompts.render(job, &context)?));
    let output = usize::try_from(settings.max_tokens).unwrap_or(usize::MAX);
    let Some(room) = window.checked_sub(bare.saturating_add(output)) else { return Ok(None) };
    // What with a margin fills the room.
    let lines = pack(&mut context, settings.evidence_tokens.min(room * 10 / 13));
    Ok(Some(Fitted { job, prompts, lines, rendered: prompts.render(job, &context)?, window }))
}

fn tokens(rendered: &Rendered) -> usize {
    count_tokens(&rendered.system) + count_tokens(&rendered.user)
}

impl Fitted<'_> {
    fn prepared(self, subject: Subject, schema: Value) -> Prepared {
        let Self { job, prompts, lines, rendered, window } = self;
        let max_tokens = prompts.settings(job).max_tokens;
        let input = with_margin(tokens(&rendered));
        let room = u32::try_from(window.saturating_sub(input)).unwrap_or(u32::MAX);
        let longer = max_tokens.saturating_mul(2).min(room).max(max_tokens);
        let input = u64::try_from(input).unwrap_or(u64::MAX);
        Prepared {
            subject,
            lines,
            request: ChatRequest {
                schema_name: job.id(),
                schema,
                system: rendered.system,
                user: rendered.user,
                max_tokens,
            },
            examples: Vec::new(),
            longer,
            estimate: Usage { input: 2 * input, output: u64::from(max_tokens) + u64::from(longer) },
            prompt: prompts.hash(job).to_owned(),
        }
    }
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
            told: Told::default(),
        }
    }
}

impl Prepared {
    /// Asks the model and reads its answer; once more where it cannot be read, or did not end.
    pub async fn run(self, model: &dyn ChatModel) -> Run {
        let mut usage = Usage::default();
        let mut drafted = self.ask(&self.request, model, &mut usage).await;
        if let Some(again) = drafted.as_ref().err().and_then(|why| self.again(why)) {
            drafted = self.ask(&again, model, &mut usage).await;
        }
        let (outcome, drafts) = match drafted {
            Ok(Drafted { drafts, dropped: 0 }) if !drafts.is_empty() => (Outcome::Ok, drafts),
            Ok(Drafted { drafts, dropped }) if !drafts.is_empty() => (Outcome::Partial(dropped), drafts),
            Ok(Drafted { dropped: 0, .. }) => (Outcome::NothingToSay, Vec::new()),
            Ok(_) | Err(Unusable::Form(_)) => (Outcome::Invalid, Vec::new()),
            Err(Unusable::Stopped(outcome)) => (outcome, Vec::new()),
        };
        Run {
            kind: self.subject.kind(),
            outcome,
            drafts,
            usage,
            prompt: self.prompt,
            told: Told { system: self.request.system, examples: self.examples },
        }
    }

    /// The request that may bring what the first did not.
    fn again(&self, why: &Unusable) -> Option<ChatRequest> {
        let mut again = self.request.clone();
        match why {
            Unusable::Form(fault) => {
                again.user = format!(
                    "{}\n\nYour last answer was not of the given form: {fault}. Answer again, with one JSON value only.",
                    again.user
                );
            }
            Unusable::Stopped(Outcome::CutOff) if self.longer > again.max_tokens => {
                again.max_tokens = self.longer;
            }
            Unusable::Stopped(_) => return None,
        }
        Some(again)
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
        let lines = &self.lines;
        let read = match &self.subject {
            Subject::Item { asked, brief, searched } => drafts::read(*asked, &text, brief, lines, *searched),
            Subject::Interview(interview) => page::read(&text, interview, lines),
            Subject::Themes(themes) => labels::read(&text, themes),
        };
        read.map_err(Unusable::Form)
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
