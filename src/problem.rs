//! What went wrong, for the one who must act: RFC 9457 problem details.
//!
//! One catalogue of codes serves the API and the command line. A problem never
//! carries a customer's words: ids, keys, file names and counts only.

use crate::use_case::Error;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;

/// A problem as a client sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `about:blank#CODE`: the codes are the catalogue of this API.
    #[serde(rename = "type")]
    pub kind: String,
    /// The same for every problem of this code.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// Code of the catalogue.
    pub code: &'static str,
    /// What to do next.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// What lies behind it: for the log alone.
    #[serde(skip)]
    pub cause: Option<Arc<Cause>>,
}

/// The chain of errors behind a problem, which is logged once and never sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause(pub String);

impl Cause {
    fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        let chain = std::iter::successors(Some(error), |error| error.source());
        Self(chain.map(ToString::to_string).collect::<Vec<_>>().join(": "))
    }
}

/// Code, HTTP status, exit code of the command line, title.
pub const CATALOGUE: [(&str, u16, u8, &str); 24] = [
    ("not_found", 404, 2, "There is no such thing here"),
    ("ambiguous", 409, 2, "The id fits more than one thing"),
    ("invalid", 422, 2, "Something in the request cannot be used"),
    ("unreadable", 422, 2, "The file cannot be read"),
    ("conflict", 409, 1, "Someone or something was there first"),
    ("already_decided", 409, 1, "The suggestion has been decided"),
    ("criteria_locked", 409, 1, "The criteria of a test do not change once there is data"),
    ("withheld", 422, 1, "A required check was not met"),
    ("forbidden", 403, 1, "Only a person may do this"),
    ("unauthorized", 401, 1, "The request carries no valid token"),
    ("stale_form", 403, 1, "The form is older than the browser's visit"),
    ("cross_site", 403, 1, "The request comes from another site"),
    ("precondition_failed", 412, 1, "The thing has changed since it was read"),
    ("malformed", 400, 2, "The request cannot be read"),
    ("method_not_allowed", 405, 2, "This cannot be done with that"),
    ("timed_out", 408, 3, "The request took too long"),
    ("too_large", 413, 2, "The request is larger than Hone takes"),
    ("unsupported_media", 415, 2, "The request has a type that is not read here"),
    ("wrong_host", 421, 1, "Hone is not reached under this name"),
    ("precondition_required", 428, 2, "The request must name the version that it changes"),
    ("full", 507, 3, "There is no space left to keep this"),
    ("unavailable", 503, 3, "A part that is needed does not answer"),
    ("overloaded", 503, 3, "Too many requests at once"),
    ("internal", 500, 3, "Hone failed"),
];

impl Problem {
    /// A problem of the catalogue; an unknown code is `internal`.
    pub fn new(code: &str, detail: impl Into<String>, hint: impl Into<String>) -> Self {
        let (code, status, _, title) =
            CATALOGUE.into_iter().find(|entry| entry.0 == code).unwrap_or(CATALOGUE[CATALOGUE.len() - 1]);
        Self {
            kind: format!("about:blank#{code}"),
            title,
            status,
            detail: detail.into(),
            code,
            hint: hint.into(),
            cause: None,
        }
    }

    /// The problem that a bare HTTP status stands for; none for a status that is not in the catalogue.
    pub fn of_status(status: u16) -> Option<Self> {
        let (code, _, _, title) = CATALOGUE.into_iter().find(|entry| entry.1 == status)?;
        Some(Self::new(code, title, "/api/openapi.json says what is there and how it is asked for"))
    }

    /// Exit code of the command line: 1 refused, 2 bad usage, 3 broken.
    pub fn exit_code(&self) -> u8 {
        CATALOGUE.into_iter().find(|entry| entry.0 == self.code).map_or(3, |entry| entry.2)
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        let detail = error.to_string();
        match error {
            Error::NotFound { hint, .. } => Self::new("not_found", detail, hint),
            Error::Ambiguous { fits, .. } => {
                Self::new("ambiguous", detail, format!("use one of {}", fits.join(", ")))
            }
            Error::Invalid { hint, .. } => Self::new("invalid", detail, hint),
            Error::Unreadable { hint, .. } => Self::new("unreadable", detail, hint),
            Error::Conflict { hint, .. } => Self::new("conflict", detail, hint),
            Error::AlreadyDecided { .. } => {
                Self::new("already_decided", detail, "`hone undo ID` takes the decision back")
            }
            Error::Changed { .. } => Self::new("precondition_failed", detail, "read it again, then decide"),
            Error::Withheld { .. } => {
                Self::new("withheld", detail, "mend what the check names and try again")
            }
            Error::CriteriaLocked { .. } => {
                let hint = "learn from this test, then open another; or take its data points back";
                Self::new("criteria_locked", detail, hint)
            }
            Error::Forbidden => {
                Self::new("forbidden", detail, "decide in the web page or on the command line")
            }
            Error::Full => {
                Self::new("full", detail, "free some space; everything acknowledged so far is kept")
            }
            Error::Unavailable { hint, .. } => Self::new("unavailable", detail, hint),
            Error::Damaged { .. } => {
                let hint = "put your last backup in its place; `hone check` looks closer";
                Self { cause: Some(Arc::new(Cause::of(error))), ..Self::new("internal", detail, hint) }
            }
            Error::Internal(cause) => {
                let cause = Some(Arc::new(Cause::of(&**cause)));
                Self { cause, ..Self::new("internal", detail, "run `hone doctor`; the log has the cause") }
            }
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(mut self) -> Response {
        const JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
        let advice: Option<(HeaderName, HeaderValue)> = match self.status {
            401 => Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
            503 => Some((header::RETRY_AFTER, HeaderValue::from_static("1"))),
            _ => None,
        };
        let cause = self.cause.take();
        let kept = self.clone();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, JSON)], body).into_response();
        response.headers_mut().extend(advice);
        response.extensions_mut().insert(kept);
        if let Some(cause) = cause {
            response.extensions_mut().insert(cause);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_stays_small_and_its_codes_differ() {
        let codes: std::collections::BTreeSet<&str> = CATALOGUE.iter().map(|entry| entry.0).collect();
        assert_eq!(codes.len(), CATALOGUE.len());
        assert!(CATALOGUE.len() <= 25);
    }

    #[test]
    fn a_cause_is_not_shown() {
        let problem = Problem::from(&Error::Internal("SELECT secret".into()));
        assert_eq!(problem.cause, Some(Arc::new(Cause("SELECT secret".into()))));
        assert!(!serde_json::to_string(&problem).unwrap().contains("SELECT"));
    }
}
