//! What a model is asked: one folder of templates for each job, rendered strictly.
//!
//! The system part holds nothing of the item, so that a provider may keep it from request to
//! request. A template that names what its context does not have is an error, never a gap.

mod context;

pub use context::{
    AcceptedContext, Data, EvidenceLine, ItemContext, JobContext, JudgeContext, Optional, PageContext,
    PersonContext, RejectedContext, ThemeContext, ThemesContext, UnitContext,
};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// The files that are part of the program.
const FILES: [(&str, &str); 27] = [
    ("voice.md", include_str!("../../prompts/voice.md")),
    ("citing.md", include_str!("../../prompts/citing.md")),
    ("decided.md", include_str!("../../prompts/decided.md")),
    ("item.md", include_str!("../../prompts/item.md")),
    ("evidence.md", include_str!("../../prompts/evidence.md")),
    ("split/system.md", include_str!("../../prompts/split/system.md")),
    ("split/user.md", include_str!("../../prompts/split/user.md")),
    ("split/settings.toml", include_str!("../../prompts/split/settings.toml")),
    ("assumption/system.md", include_str!("../../prompts/assumption/system.md")),
    ("assumption/user.md", include_str!("../../prompts/assumption/user.md")),
    ("assumption/settings.toml", include_str!("../../prompts/assumption/settings.toml")),
    ("question/system.md", include_str!("../../prompts/question/system.md")),
    ("question/user.md", include_str!("../../prompts/question/user.md")),
    ("question/settings.toml", include_str!("../../prompts/question/settings.toml")),
    ("snapshot/system.md", include_str!("../../prompts/snapshot/system.md")),
    ("snapshot/user.md", include_str!("../../prompts/snapshot/user.md")),
    ("snapshot/settings.toml", include_str!("../../prompts/snapshot/settings.toml")),
    ("theme/system.md", include_str!("../../prompts/theme/system.md")),
    ("theme/user.md", include_str!("../../prompts/theme/user.md")),
    ("theme/settings.toml", include_str!("../../prompts/theme/settings.toml")),
    ("judge/system.md", include_str!("../../prompts/judge/system.md")),
    ("judge/user.md", include_str!("../../prompts/judge/user.md")),
    ("judge/support.md", include_str!("../../prompts/judge/support.md")),
    ("judge/usefulness.md", include_str!("../../prompts/judge/usefulness.md")),
    ("judge/novelty.md", include_str!("../../prompts/judge/novelty.md")),
    ("judge/same_theme.md", include_str!("../../prompts/judge/same_theme.md")),
    ("judge/settings.toml", include_str!("../../prompts/judge/settings.toml")),
];

/// What a model can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Smaller stories.
    Split,
    /// What must be true.
    Assumption,
    /// What to ask.
    Question,
    /// One page of an interview.
    Snapshot,
    /// What several people say.
    Theme,
    /// A verdict on what was drafted, for an evaluation alone.
    Judge,
}

impl Job {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Split, Self::Assumption, Self::Question, Self::Snapshot, Self::Theme, Self::Judge];

    /// Name of its folder.
    pub fn id(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Assumption => "assumption",
            Self::Question => "question",
            Self::Snapshot => "snapshot",
            Self::Theme => "theme",
            Self::Judge => "judge",
        }
    }
}

/// Limits of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Tokens that the answer may have.
    pub max_tokens: u32,
    /// Tokens of evidence at most.
    pub evidence_tokens: usize,
}

/// A prompt, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Who it is and how it answers.
    pub system: String,
    /// The item, the evidence and the task.
    pub user: String,
}

/// Why the templates cannot be used. Names the file, never a text of an item.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// A file of the override folder cannot be read.
    #[error("the prompt file {0} cannot be read")]
    Unreadable(String, #[source] std::io::Error),
    /// A template does not parse, or uses what its context does not have.
    #[error("the template {name}, line {line}: {what}")]
    Template {
        /// Which file.
        name: String,
        /// 1-based line.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A settings file has an unknown key or a wrong value.
    #[error("the prompt settings of {0} are wrong: {1}")]
    Settings(&'static str, String),
}

impl From<minijinja::Error> for PromptError {
    fn from(error: minijinja::Error) -> Self {
        Self::Template {
            name: error.name().unwrap_or_default().to_owned(),
            line: error.line().unwrap_or(0),
            what: error.kind().to_string(),
        }
    }
}

/// The templates of all jobs.
pub struct Prompts {
    environment: Environment<'static>,
    settings: BTreeMap<Job, Settings>,
    hashes: BTreeMap<Job, String>,
    overridden: Vec<String>,
}

impl Prompts {
    /// The templates of the program, each replaced by the file of the same name in `folder`, if there is one.
    ///
    /// # Errors
    /// [`PromptError`] for a file that cannot be read, parsed, or filled with a sample.
    pub fn load(folder: Option<&Path>) -> Result<Self, PromptError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        let (mut files, mut overridden) = (BTreeMap::new(), Vec::new());
        for (name, own) in FILES {
            let path = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
            let text = match path {
                None => own.to_owned(),
                Some(path) => {
                    overridden.push(name.to_owned());
                    std::fs::read_to_string(path)
                        .map_err(|error| PromptError::Unreadable(name.to_owned(), error))?
                }
            };
            files.insert(name, text);
        }
        let is_template = |name: &str| name.strip_suffix(".md").is_some();
        for (&name, text) in files.iter().filter(|(name, _)| is_template(name)) {
            environment.add_template_owned(name, text.clone())?;
        }
        let (mut settings, mut hashes) = (BTreeMap::new(), BTreeMap::new());
        for job in Job::ALL {
            let text = files.get(format!("{}/settings.toml", job.id()).as_str()).map_or("", String::as_str);
            let read = toml::from_str(text)
                .map_err(|error| PromptError::Settings(job.id(), error.message().to_owned()))?;
            settings.insert(job, read);
            hashes.insert(job, hash_of(job, &files));
        }
        let prompts = Self { environment, settings, hashes, overridden };
        for job in Job::ALL {
            prompts.render_sample(job)?;
        }
        for criterion in JudgeContext::CRITERIA {
            prompts.render(Job::Judge, &JudgeContext::sample(criterion))?;
        }
        Ok(prompts)
    }

    /// Fills the templates of a job.
    ///
    /// # Errors
    /// [`PromptError::Template`] when a template asks for more than the context has.
    pub fn render(&self, job: Job, context: &impl Serialize) -> Result<Rendered, PromptError> {
        let template = |part: &str| self.environment.get_template(&format!("{}/{part}", job.id()));
        Ok(Rendered {
            system: template("system.md")?.render(())?,
            user: template("user.md")?.render(Serde(context))?,
        })
    }

    /// Fills the templates of a job with what was made up for them.
    ///
    /// # Errors
    /// As [`Prompts::render`].
    pub fn render_sample(&self, job: Job) -> Result<Rendered, PromptError> {
        match job {
            Job::Split | Job::Assumption | Job::Question => self.render(job, &JobContext::sample()),
            Job::Snapshot => self.render(job, &PageContext::sample()),
            Job::Theme => self.render(job, &ThemesContext::sample()),
            Job::Judge => self.render(job, &JudgeContext::sample("usefulness")),
        }
    }

    /// The limits of a job.
    pub fn settings(&self, job: Job) -> Settings {
        self.settings.get(&job).copied().unwrap_or(Settings { max_tokens: 1_000, evidence_tokens: 1_000 })
    }

    /// Hash of everything that a job's prompt is made of, the item aside: 16 hex digits.
    pub fn hash(&self, job: Job) -> &str {
        self.hashes.get(&job).map_or("", String::as_str)
    }

    /// Names of the files that the override folder replaced.
    pub fn overridden(&self) -> &[String] {
        &self.overridden
    }
}

/// The job's own files and the shared ones, by name.
fn hash_of(job: Job, files: &BTreeMap<&str, String>) -> String {
    let mut digest = Sha256::new();
    let concerns = |name: &str| !name.contains('/') || name.starts_with(&format!("{}/", job.id()));
    for (name, text) in files.iter().filter(|(name, _)| concerns(name)) {
        digest.update(format!("{name}\0{}\0", text.len()));
        digest.update(text);
    }
    let digest = digest.finalize();
    let bytes: Vec<String> = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    bytes.concat()
}

#[cfg(test)]
mod tests;
