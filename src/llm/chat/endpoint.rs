//! Answers from any OpenAI-compatible endpoint: OpenAI, Azure, Ollama, llama-server, vLLM.
//!
//! The request always streams, so that leaving it frees the server; the transport that the
//! embedder uses too keeps the limits, and nothing is believed before it is whole.

use super::assembly::{Assembly, Piece};
use super::dialect::Dialect;
use super::{ChatAnswer, ChatModel, ChatRequest, ChatStop, Outcome};
use crate::llm::endpoint::{BadSettings, EndpointLimits, Failure, Target, Transport};
use crate::llm::{Breaker, count_tokens};
use async_openai::Client;
use async_openai::error::OpenAIError;
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

/// Where a model is, and how it may be asked.
#[derive(Debug, Clone)]
pub struct ChatConfig {
    /// The address up to and including `/v1`.
    pub base_url: String,
    /// Sent as a bearer token; empty for a server that asks for none.
    pub api_key: SecretString,
    /// The model's name as the server knows it.
    pub model: String,
    /// How long the model may think, in the server's words; empty leaves it to the server.
    pub effort: String,
    /// Tokens that it may think besides those of its answer.
    pub thinking_tokens: u32,
    /// Requests that may be under way at the same time.
    pub parallel: usize,
    /// How long and how much.
    pub limits: EndpointLimits,
}

/// The limits of one answer: up to `total` in all, with no more than `first_piece` until its first
/// piece and between two: a busy machine of one's own stands still in the middle, too.
pub fn chat_limits(total: Duration, first_piece: Duration) -> EndpointLimits {
    EndpointLimits {
        total,
        first_byte: first_piece.min(total),
        idle: first_piece.min(total),
        body_bytes: 4 * 1024 * 1024,
        ..EndpointLimits::default()
    }
}

type Pieces = BoxStream<'static, Result<Piece, OpenAIError>>;

/// Asks an endpoint.
pub struct EndpointChat {
    client: Client<Target>,
    model: String,
    effort: String,
    thinking_tokens: u32,
    /// As the server took it last.
    dialect: Mutex<Dialect>,
    patience: Duration,
    slots: Semaphore,
    breaker: Breaker,
}

impl EndpointChat {
    /// Checks the settings and prepares the client; nothing is sent yet.
    ///
    /// # Errors
    /// [`BadSettings`] for a base URL that is not plain http(s), and a key that no header can carry.
    pub fn new(config: &ChatConfig) -> Result<Self, BadSettings> {
        let target = Target::new(&config.base_url, &config.api_key)?;
        let dialect = Mutex::new(Dialect::guessed(target.base_url(), &config.model));
        let transport = Transport::new(config.limits, Piece::all_readable)?;
        let client = Client::build(transport.http().clone(), target).with_http_service(transport.service());
        Ok(Self {
            client,
            model: config.model.clone(),
            effort: config.effort.clone(),
            thinking_tokens: config.thinking_tokens,
            dialect,
            patience: config.limits.total,
            slots: Semaphore::new(config.parallel.max(1)),
            breaker: Breaker::default(),
        })
    }

    async fn answer(&self, request: &ChatRequest) -> Result<ChatAnswer, ChatStop> {
        if !self.breaker.permits(Instant::now().into_std()) {
            return Err(Outcome::Unavailable(None).into());
        }
        let deadline = Instant::now() + self.patience;
        let slot = timeout_at(deadline, self.slots.acquire()).await.map_err(|_| Outcome::TimedOut)?;
        let _slot = slot.map_err(|_| Outcome::Unavailable(None))?;
        let answer = timeout_at(deadline, self.exchange(request)).await;
        let mut answer = answer.unwrap_or_else(|_| Err(Outcome::TimedOut.into()));
        if let Err(stop) = &mut answer
            && stop.outcome == Outcome::TimedOut
        {
            // The prompt was sent, and is paid for whatever came of it.
            stop.usage.input = prompt_tokens(request);
        }
        let trouble = answer.as_ref().is_err_and(|stop| stop.outcome.is_trouble());
        self.breaker.note(Instant::now().into_std(), !trouble);
        answer
    }

    async fn exchange(&self, request: &ChatRequest) -> Result<ChatAnswer, ChatStop> {
        let stopped = |failure| ChatStop::from(Outcome::from(failure));
        let mut pieces = self.opened(request).await.map_err(stopped)?;
        let mut assembly = Assembly::default();
        while let Some(piece) = pieces.next().await {
            assembly.add(piece.map_err(|error| stopped(Failure::from(error)))?);
        }
        assembly.finish(prompt_tokens(request), count)
    }

    /// The answer, piece by piece; a server that refuses a field is asked again without it, and
    /// from then on.
    async fn opened(&self, request: &ChatRequest) -> Result<Pieces, Failure> {
        let mut dialect = *self.dialect.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tried = vec![dialect];
        loop {
            match self.client.chat().create_stream_byot(self.body(request, dialect)).await {
                Ok(pieces) => {
                    *self.dialect.lock().unwrap_or_else(PoisonError::into_inner) = dialect;
                    return Ok(pieces);
                }
                Err(error) => {
                    let failure = Failure::from(error);
                    let next = dialect.after(failure).filter(|next| !tried.contains(next));
                    dialect = next.ok_or(failure)?;
                    tried.push(dialect);
                }
            }
        }
    }

    fn body(&self, request: &ChatRequest, dialect: Dialect) -> Value {
        let mut body = json!({
            "model": self.model,
            "messages": [
                {"role": "system", "content": request.system},
                {"role": "user", "content": request.user},
            ],
            "stream": true,
            "stream_options": {"include_usage": true},
        });
        let schema = json!({"name": request.schema_name, "strict": true, "schema": request.schema});
        let limit = request.max_tokens.saturating_add(self.thinking_tokens);
        dialect.write(&mut body, limit, &schema, &self.effort);
        body
    }
}

impl ChatModel for EndpointChat {
    fn name(&self) -> &str {
        &self.model
    }

    fn ask<'a>(&'a self, request: &'a ChatRequest) -> BoxFuture<'a, Result<ChatAnswer, ChatStop>> {
        Box::pin(async move {
            let since = Instant::now();
            let answer = self.answer(request).await;
            let (outcome, usage) = match &answer {
                Ok(answer) => (Outcome::Ok, answer.usage),
                Err(stop) => (stop.outcome, stop.usage),
            };
            tracing::info!(
                outcome = outcome.id(),
                form = request.schema_name,
                input_tokens = usage.input,
                output_tokens = usage.output,
                ms = since.elapsed().as_millis(),
                "asked the model"
            );
            answer
        })
    }
}

fn count(text: &str) -> u64 {
    u64::try_from(count_tokens(text)).unwrap_or(u64::MAX)
}

fn prompt_tokens(request: &ChatRequest) -> u64 {
    count(&request.system) + count(&request.user)
}
