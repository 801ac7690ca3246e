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
    /// From sending an attempt to the first piece of its answer.
    pub first_byte: Duration,
    /// Between two pieces of an answer that has begun.
    pub idle: Duration,
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
            idle: Duration::from_secs(20),
            total: Duration::from_secs(90),
            longest_pause: Duration::from_secs(20),
            attempts: 3,
            body_bytes: 64 * 1024 * 1024,
        }
    }
}

/// Why the settings of an endpoint cannot be used; holds no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadSettings(pub(in crate::llm) &'static str);

impl From<BadSettings> for EmbedError {
    fn from(bad: BadSettings) -> Self {
        Self::Load(bad.0.to_owned())
    }
}

/// What the client library needs to know.
///
/// A type of ours instead of the library's, which reads environment variables
/// and panics on a key that no header can carry.
#[derive(Debug, Clone)]
pub(in crate::llm) struct Target {
    base_url: String,
    api_key: SecretString,
    headers: HeaderMap,
}

impl Target {
    /// The server at `base_url`, asked with `api_key` unless that is empty.
    pub(in crate::llm) fn new(base_url: &str, api_key: &SecretString) -> Result<Self, BadSettings> {
        if is_half_of_azure(base_url) {
            return Err(BadSettings(
                "an address at Azure ends in /openai/v1 and has no api-version; the model is the name of the deployment",
            ));
        }
        let base_url = checked_url(base_url)
            .ok_or(BadSettings("the base URL must be http(s)://HOST/PATH without user, query or fragment"))?;
        let mut headers = HeaderMap::new();
        let key = api_key.expose_secret();
        if !key.is_empty() {
            let unfit = |_| BadSettings("the API key has a character that no header can carry");
            let mut bearer = HeaderValue::from_str(&format!("Bearer {key}")).map_err(unfit)?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        Ok(Self { base_url, api_key: api_key.clone(), headers })
    }

    pub(in crate::llm) fn base_url(&self) -> &str {
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

/// Whether it is what Azure's portal shows as the endpoint, or the address of one deployment: neither
/// is where its OpenAI-compatible interface begins.
fn is_half_of_azure(base_url: &str) -> bool {
    Url::parse(base_url).is_ok_and(|url| {
        let is_azure = url.host_str().is_some_and(|host| host.ends_with(".azure.com"));
        let is_whole = url.path().trim_end_matches('/') == "/openai/v1" && url.query().is_none();
        is_azure && !is_whole
    })
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
