//! One request over the wire: its time-outs, its attempts, and a cap on what comes back.

use super::config::EndpointLimits;
use super::failure::{Failure, retry_after};
use crate::llm::EmbedError;
use async_openai::middleware::HttpRequestFactory;
use hyper::http;
use reqwest::{Client, Response, redirect};
use tokio::time::{Instant, sleep, timeout};
use tower::{Service, service_fn};

/// Sends requests under limits of ours, with an HTTP client of ours.
#[derive(Clone)]
pub(super) struct Transport {
    http: Client,
    limits: EndpointLimits,
    /// Whether the client library will be able to read a body: what it cannot read it writes to the log.
    is_readable: fn(&[u8]) -> bool,
}

impl Transport {
    /// No redirects, no proxies, nothing from the environment.
    pub(super) fn new(limits: EndpointLimits, is_readable: fn(&[u8]) -> bool) -> Result<Self, EmbedError> {
        // An error says that the process has a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .connect_timeout(limits.connect)
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .user_agent(concat!("hone/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| EmbedError::Load("no TLS root certificates were found".to_owned()))?;
        Ok(Self { http, limits, is_readable })
    }

    pub(super) fn http(&self) -> &Client {
        &self.http
    }

    /// The transport as the client library takes it.
    pub(super) fn service(
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
            let pause = failure.pause(attempt, self.limits.longest_pause);
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
        let response = timeout(self.limits.first_byte, self.http.execute(request))
            .await
            .map_err(|_| Failure::TimedOut)?
            .map_err(|error| if error.is_timeout() { Failure::TimedOut } else { Failure::Connection })?;
        let status = response.status();
        if !status.is_success() {
            let retry_after = retry_after(response.headers());
            return Err(Failure::Status { code: status.as_u16(), retry_after });
        }
        let body = self.body(response).await?;
        if !(self.is_readable)(&body) {
            return Err(Failure::Unreadable);
        }
        Ok(Response::from(http::Response::new(body)))
    }

    /// The whole body, unless it is larger than allowed.
    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Failure::Connection)? {
            if body.len() + chunk.len() > self.limits.body_bytes {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}
