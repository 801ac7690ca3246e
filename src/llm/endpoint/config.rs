//! Where an endpoint is, who asks, and how long an answer may take.

use crate::llm::EmbedError;
use async_openai::config::Config;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// An OpenAI-compatible embedding endpoint.
#[derive(Debug, Clone)]
pub struct EndpointConfig {
    /// The address up to and including `/v1`.
    pub base_url: String,
    /// Sent as a bearer token; empty for a server that asks for none.
    pub api_key: SecretString,
    /// The model's name as the server knows it.
    pub model: String,
    /// Length that every vector must have.
    pub dimension: usize,
    /// How long and how much; [`EndpointLimits::default`] suits all known servers.
    pub limits: EndpointLimits,
}

/// How long one request may take, and how much it may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndpointLimits {
    /// To open a connection.
    pub connect: Duration,
    /// From sending an attempt to the first byte of its answer.
    pub first_byte: Duration,
    /// For all attempts and pauses of one request together.
    pub total: Duration,
    /// The longest pause before another attempt, whatever the server asks for.
    pub longest_pause: Duration,
    /// Attempts in all, the first one included.
    pub attempts: u32,
    /// Bytes of an answer's body.
    pub body_bytes: usize,
}

impl Default for EndpointLimits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            first_byte: Duration::from_secs(30),
            total: Duration::from_secs(90),
            longest_pause: Duration::from_secs(20),
            attempts: 3,
            body_bytes: 64 * 1024 * 1024,
        }
    }
}

/// What the client library needs to know.
///
/// A type of ours instead of the library's, which reads environment variables
/// and panics on a key that no header can carry.
#[derive(Debug, Clone)]
pub(super) struct Target {
    base_url: String,
    api_key: SecretString,
    headers: HeaderMap,
}

impl Target {
    pub(super) fn new(config: &EndpointConfig) -> Result<Self, EmbedError> {
        let base_url = checked_url(&config.base_url).ok_or_else(|| {
            EmbedError::Load(
                "the base URL must be http(s)://HOST/PATH without user, query or fragment".to_owned(),
            )
        })?;
        let mut headers = HeaderMap::new();
        if !config.api_key.expose_secret().is_empty() {
            let mut value = HeaderValue::from_str(&format!("Bearer {}", config.api_key.expose_secret()))
                .map_err(|_| {
                    EmbedError::Load("the API key has a character that no header can carry".to_owned())
                })?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(Self { base_url, api_key: config.api_key.clone(), headers })
    }

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl Config for Target {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.api_key
    }
}

/// The address without a slash at its end, if it is plain http(s) and holds no secret.
fn checked_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    is_plain.then(|| url.as_str().trim_end_matches('/').to_owned())
}
