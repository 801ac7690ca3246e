//! Looks at the prompts before a model sees them.

use super::Error;
use crate::llm::count_tokens;
use crate::prompt::{Job, Prompts};
use serde::Serialize;
use std::path::Path;

/// A prompt that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckedPrompt {
    /// What it asks for.
    pub job: &'static str,
    /// Its hash, as receipts carry it.
    pub hash: String,
    /// Tokens of the part that is the same for every item.
    pub fixed_tokens: usize,
    /// Files that the override folder replaced.
    pub overridden: Vec<String>,
}

/// The prompts of the program, with those that `folder` replaces; an empty name replaces none.
///
/// # Errors
/// [`Error::Invalid`] names the file that cannot be used.
pub fn load_prompts(folder: &str) -> Result<Prompts, Error> {
    let folder = (!folder.is_empty()).then(|| Path::new(folder));
    Prompts::load(folder).map_err(|error| {
        Error::invalid("prompts", error.to_string(), "mend the file, or leave model.prompts empty")
    })
}

/// Reads every prompt and fills it with a sample.
///
/// # Errors
/// As [`load_prompts`].
pub fn check_prompts(folder: &str) -> Result<Vec<CheckedPrompt>, Error> {
    let prompts = load_prompts(folder)?;
    let checked = |job: Job| {
        let rendered = prompts.render_sample(job).map_err(|error| Error::Internal(Box::new(error)))?;
        let concerns = |name: &&String| !name.contains('/') || name.starts_with(job.id());
        Ok(CheckedPrompt {
            job: job.id(),
            hash: prompts.hash(job).to_owned(),
            fixed_tokens: count_tokens(&rendered.system),
            overridden: prompts.overridden().iter().filter(concerns).cloned().collect(),
        })
    };
    Job::ALL.into_iter().map(checked).collect()
}
