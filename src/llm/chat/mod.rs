//! A model that answers in words: what it is asked, what it answers, how it may fail.

mod assembly;
mod dialect;
mod endpoint;
mod outcome;
mod recording;

pub use endpoint::{ChatConfig, EndpointChat, chat_limits};
pub use outcome::Outcome;
pub use recording::{Recorded, Replayed};

use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// One question to a model.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRequest {
    /// Who it is and how it answers: the same for every item, so that a provider may keep it.
    pub system: String,
    /// The item, the evidence and the task.
    pub user: String,
    /// Name of the answer's form.
    pub schema_name: &'static str,
    /// JSON schema of the answer, in the portable subset.
    pub schema: Value,
    /// Tokens that the answer may have.
    pub max_tokens: u32,
}

/// Tokens of one or more requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Usage {
    /// Sent.
    pub input: u64,
    /// Received.
    pub output: u64,
}

impl std::ops::AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        self.input += other.input;
        self.output += other.output;
    }
}

/// A whole answer; nothing partial becomes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatAnswer {
    /// What it says.
    pub text: String,
    /// What it took.
    pub usage: Usage,
    /// Whether the server said so; else it was counted here.
    pub usage_is_reported: bool,
}

/// Why there is no answer, and what was spent all the same. Holds no word of any body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the model gave no answer: {}", outcome.id())]
pub struct ChatStop {
    /// How it ended.
    pub outcome: Outcome,
    /// What it took.
    pub usage: Usage,
}

impl From<Outcome> for ChatStop {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, usage: Usage::default() }
    }
}

/// Answers questions in words.
pub trait ChatModel: Send + Sync + 'static {
    /// The model's name, for receipts.
    fn name(&self) -> &str;

    /// One whole answer, within the model's own limits of time. Dropping the future cancels the request.
    fn ask<'a>(&'a self, request: &'a ChatRequest) -> BoxFuture<'a, Result<ChatAnswer, ChatStop>>;
}

/// A model that several parts share.
pub type SharedChatModel = Arc<dyn ChatModel>;

/// Reads the one JSON value of an answer; a fence or a train of thought around it is taken off.
///
/// # Errors
/// What the parser says, for the model's one repair.
pub fn whole_value<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let thought = text.trim_start().strip_prefix("<think>").and_then(|rest| rest.split_once("</think>"));
    let text = thought.map_or(text, |(_, answer)| answer).trim();
    let fenced = text.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    let text = fenced.map_or(text, |inner| inner.trim_start_matches("json")).trim();
    serde_json::from_str(text).map_err(|error| error.to_string())
}
