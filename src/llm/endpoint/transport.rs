//! One request over the wire: its time-outs, its attempts, and a cap on what comes back.

use super::config::{BadSettings, EndpointLimits};
use super::failure::{Failure, Said, retry_after};
use async_openai::middleware::HttpRequestFactory;
use hyper::http;
use reqwest::{Client, Response, redirect};
use std::hash::{BuildHasher, Hasher, RandomState};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tower::{Service, service_fn};

/// Bytes of a refusal that are looked at for its reason.
const REFUSAL_BYTES: usize = 16 * 1024;

/// Sends requests under limits of ours, with an HTTP client of ours.
#[derive(Clone)]
pub(in crate::llm) struct Transport {
    http: Client,
    limits: EndpointLimits,
    /// Whether the client library will be able to read a body: what it cannot read it writes to the log.
    is_readable: fn(&[u8]) -> bool,
}

impl Transport {
    /// No redirects, no proxies, nothing from the environment.
    pub(in crate::llm) fn new(
        limits: EndpointLimits,
        is_readable: fn(&[u8]) -> bool,
    ) -> Result<Self, BadSettings> {
        // An error says that the process has a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .connect_timeout(limits.connect)
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .user_agent(concat!("hone/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| BadSettings("no TLS root certificates were found"))?;
        Ok(Self { http, limits, is_readable })
    }

    pub(in crate::llm) fn http(&self) -> &Client {
        &self.http
    }

    /// The transport as the client library takes it.
    pub(in crate::llm) fn service(
        self,
    ) -> impl Service<HttpRequestFactory, Response = Response, Error = Failure, Future: Send + 'static>
    + Clone
    + Send
    + Sync
    + 'static {
        service_fn(move |request| {
            let transport = self.clone();
            async move { transport.exchange(&request).await }
        })
    }

    /// Tries until there is an answer, no further attempt would help, or the time is over.
    async fn exchange(&self, request: &HttpRequestFactory) -> Result<Response, Failure> {
        let deadline = Instant::now() + self.limits.total;
        let mut attempt = 1;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let outcome = timeout(left, self.attempt(request)).await.unwrap_or(Err(Failure::TimedOut));
            let Err(failure) = outcome else { return outcome };
            let pause = failure.pause(attempt, self.limits.longest_pause, jitter());
            let is_last = attempt >= self.limits.attempts || Instant::now() + pause >= deadline;
            if is_last || !failure.may_pass() {
                return Err(failure);
            }
            sleep(pause).await;
            attempt += 1;
        }
    }

    async fn attempt(&self, request: &HttpRequestFactory) -> Result<Response, Failure> {
        let request = request.build().await.map_err(|_| Failure::Connection)?;
        let until = Instant::now() + self.limits.first_byte;
        let response = timeout_at(until, self.http.execute(request))
            .await
            .map_err(|_| Failure::TimedOut)?
            .map_err(|error| if error.is_timeout() { Failure::TimedOut } else { Failure::Connection })?;
        let status = response.status();
        if !status.is_success() {
            let retry_after = retry_after(response.headers());
            // Without its body a refusal is still a refusal.
            let body = self.body(response, until, REFUSAL_BYTES).await.unwrap_or_default();
            return Err(Failure::Status { code: status.as_u16(), retry_after, said: Said::read(&body) });
        }
        let body = self.body(response, until, self.limits.body_bytes).await?;
        if !(self.is_readable)(&body) {
            return Err(Failure::Unreadable);
        }
        Ok(Response::from(http::Response::new(body)))
    }

    /// The whole body, unless it is larger than `most`; its first piece must come before `first`.
    async fn body(&self, mut response: Response, first: Instant, most: usize) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        let mut until = first;
        loop {
            let chunk = timeout_at(until, response.chunk()).await.map_err(|_| Failure::TimedOut)?;
            let Some(chunk) = chunk.map_err(|_| Failure::Connection)? else { return Ok(body) };
            if body.len() + chunk.len() > most {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&chunk);
            until = Instant::now() + self.limits.idle;
        }
    }
}

/// A number from 0 to below 1, so that clients that failed together do not come back together.
fn jitter() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(random >> 32).unwrap_or(0)) / (f64::from(u32::MAX) + 1.0)
}
