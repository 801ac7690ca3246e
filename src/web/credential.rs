//! The token of a server, as a program sends it and as a browser keeps it.

use super::cookies::{SESSION, cookie, set};
use crate::domain::id::sha256_hex;
use axum::http::{HeaderMap, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// What a request must show; nothing where the server has no token.
///
/// A browser keeps a hash in the place of the token, which is worthless once the token changes.
#[derive(Clone)]
pub struct Credential(Option<Arc<Known>>);

struct Known {
    /// Hash of the token.
    token: String,
    /// What the cookie holds.
    session: String,
}

impl Credential {
    /// The credential of this token; an empty one asks for nothing.
    pub fn new(token: &SecretString) -> Self {
        let token = token.expose_secret();
        if token.is_empty() {
            return Self(None);
        }
        let session = sha256_hex(format!("session of a browser\u{1f}{token}").as_bytes());
        Self(Some(Arc::new(Known { token: sha256_hex(token.as_bytes()), session })))
    }

    /// Whether this is the token.
    pub(super) fn is_token(&self, given: &str) -> bool {
        self.0.as_ref().is_none_or(|known| same(&sha256_hex(given.as_bytes()), &known.token))
    }

    /// Whether the request carries the token.
    pub fn is_borne(&self, headers: &HeaderMap) -> bool {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        self.0.is_none() || bearer.is_some_and(|given| self.is_token(given))
    }

    /// Whether the request comes from a browser that has signed in.
    pub fn is_signed_in(&self, headers: &HeaderMap) -> bool {
        let Some(known) = &self.0 else { return true };
        cookie(headers, SESSION).is_some_and(|given| same(given, &known.session))
    }

    /// The header that signs a browser in.
    pub(super) fn session(&self) -> Option<HeaderValue> {
        self.0.as_ref().and_then(|known| set(SESSION, &known.session))
    }
}

/// Whether two texts are the same; takes as long whatever differs.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
