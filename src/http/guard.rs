//! Who may ask: the right host, the token where there is one, and no page of another site.
//!
//! A page that is open in a browser can send requests to this machine. The host stops those
//! that came by a name of its own (DNS rebinding); fetch metadata and the origin stop the rest.

use crate::problem::Problem;
use crate::web::Credential;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

/// What a request must show.
#[derive(Clone)]
pub(super) struct Rules(Arc<Known>);

struct Known {
    hosts: BTreeSet<String>,
    credential: Credential,
}

impl Rules {
    /// Rules for a server at `address` that is also reached under `hosts`.
    pub(super) fn new(address: SocketAddr, hosts: &[String], credential: Credential) -> Self {
        let mut known: BTreeSet<String> = hosts.iter().map(|host| host.trim().to_lowercase()).collect();
        known.insert("localhost".into());
        known.insert(host_of(&address.to_string()).unwrap_or_default());
        known.remove("");
        Self(Arc::new(Known { hosts: known, credential }))
    }

    fn check(&self, request: &Request) -> Result<(), Problem> {
        self.check_host(request)?;
        self.check_token(request)?;
        check_site(request)
    }

    fn check_host(&self, request: &Request) -> Result<(), Problem> {
        let host = authority(request).and_then(host_of);
        if host.is_some_and(|host| self.0.hosts.contains(&host)) {
            return Ok(());
        }
        let hint = "use the address that `hone serve` prints, or add the name to server.hosts";
        Err(Problem::new("wrong_host", "the Host header names another host", hint))
    }

    /// A program sends the token with each request; a browser signs in once, and then may use
    /// the pages and read what they read. The page that asks for the token is there for all.
    fn check_token(&self, request: &Request) -> Result<(), Problem> {
        let path = request.uri().path();
        let is_open = path == "/sign-in" || path == "/favicon.ico" || path.starts_with("/assets/");
        let for_programs = path == "/mcp" || path.starts_with("/api/");
        let for_browsers = reads(request) || !for_programs;
        let credential = &self.0.credential;
        let signed_in = for_browsers && credential.is_signed_in(request.headers());
        if is_open || signed_in || credential.is_borne(request.headers()) {
            return Ok(());
        }
        let hint = "send the header `Authorization: Bearer TOKEN` with the token of the settings";
        Err(Problem::new("unauthorized", "the token is missing or wrong", hint))
    }
}

/// Whether a request changes nothing.
fn reads(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// A request that changes something, or that asks the API, comes from this site or from no browser.
fn check_site(request: &Request) -> Result<(), Problem> {
    if reads(request) && !request.uri().path().starts_with("/api/") {
        return Ok(());
    }
    let text = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let own = authority(request);
    let origin = text("origin").is_none_or(|origin| {
        let named = origin.split_once("://").map(|(_, authority)| authority);
        named.is_some() && named.map(str::to_lowercase) == own.map(str::to_lowercase)
    });
    if site && origin {
        return Ok(());
    }
    Err(Problem::new("cross_site", "a page of another site sent this request", "open Hone itself"))
}

/// `host:port` as the client names it.
fn authority(request: &Request) -> Option<&str> {
    let header = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    header.or_else(|| request.uri().authority().map(Authority::as_str))
}

/// The host of `host:port`, in small letters; none when it is no such thing.
fn host_of(authority: &str) -> Option<String> {
    authority.parse::<Authority>().ok().map(|parsed| parsed.host().to_lowercase())
}

/// Lets a request through that follows the rules.
pub(super) async fn guard(State(rules): State<Rules>, request: Request, next: Next) -> Response {
    match rules.check(&request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}
