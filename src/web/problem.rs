//! What went wrong, as a page for a person: what happened, what still stands, what to do.

use super::page::{Frame, render};
use super::visit::{FormToken, Look};
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::response::Response;
use serde::Serialize;

/// A request of a browser that wants a page.
pub struct Asked {
    token: FormToken,
    look: Look,
    place: String,
    /// The page of this server on which the form stood or the link was; empty when that is not known.
    back: String,
}

#[derive(Serialize)]
struct ProblemPage {
    heading: &'static str,
    detail: String,
    advice: &'static str,
    /// Where to go on after signing in.
    next: String,
    back: String,
}

impl Asked {
    /// What a browser asked for; none for a program, and for the API.
    pub fn of(request: &Request) -> Option<Self> {
        let accepts = request.headers().get(header::ACCEPT)?.to_str().ok()?;
        let path = request.uri().path();
        let is_page = accepts.contains("text/html") && !path.starts_with("/api/") && path != "/metrics";
        is_page.then(|| Self {
            token: FormToken::of(request.headers()),
            look: Look::of(request.headers()),
            place: place_of(request).to_owned(),
            back: back(request).unwrap_or_default().to_owned(),
        })
    }

    /// The refusal as a page; as it is when it cannot be drawn.
    pub fn explain(&self, refusal: Response) -> Response {
        let Some(problem) = refusal.extensions().get::<Problem>() else { return refusal };
        let (heading, advice) = words(problem);
        let template = if problem.code == "unauthorized" { "sign_in.html" } else { "problem.html" };
        let frame = self.look.dress(Frame::bare(heading, self.token.text()));
        let (next, back) = (self.place.clone(), self.back.clone());
        let page = ProblemPage { heading, detail: detail(problem), advice, next, back };
        let Ok(html) = render(template, &frame, &page) else { return refusal };
        let (mut parts, _) = refusal.into_parts();
        let (drawn, body) = self.token.page(parts.status, html).into_parts();
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::WWW_AUTHENTICATE);
        parts.headers.extend(drawn.headers);
        Response::from_parts(parts, Body::new(body))
    }
}

/// Where to go on once the person may; what was to be sent is not sent again.
fn place_of(request: &Request) -> &str {
    let whole = request.uri().path_and_query().map_or("/", |whole| whole.as_str());
    if request.method() == Method::GET { whole } else { "/" }
}

/// Where the person came from, if that is a page of this server and not the one that is refused.
fn back(request: &Request) -> Option<&str> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let (_, from) = header(header::REFERER)?.split_once("://")?;
    let place = from.strip_prefix(header(header::HOST)?)?;
    (place.starts_with('/') && place != place_of(request)).then_some(place)
}

/// What happened this time, where that says more than the heading.
fn detail(problem: &Problem) -> String {
    match problem.code {
        "not_found" | "invalid" | "conflict" | "withheld" | "unreadable" | "ambiguous" => {
            let mut letters = problem.detail.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            format!("{first}{}.", letters.as_str())
        }
        _ => String::new(),
    }
}

/// What is so, then what to do.
fn words(problem: &Problem) -> (&'static str, &'static str) {
    match problem.code {
        "not_found" => ("This is not here", "It may have been removed, or be in another workspace."),
        "unauthorized" => (
            "Sign in",
            "This server asks for its token. Whoever set it up has it: it is HONE_TOKEN, or token in the settings file.",
        ),
        "stale_form" => (
            "This form is older than your visit",
            "Nothing was saved. Go back, load the page again, and send it once more.",
        ),
        "invalid" | "malformed" | "precondition_required" => (
            "Something in the form cannot be used",
            "Nothing was saved. Go back, mend it, and send it again.",
        ),
        "withheld" => ("A required check was not met", "Nothing was saved. Go back and mend what it names."),
        "conflict" => {
            ("Something stands in the way", "Nothing was changed. Go back and look at it as it is now.")
        }
        "cross_site" => ("Another site sent this", "Nothing was done. Open Hone itself."),
        "wrong_host" => ("Hone is not reached under this name", "Use the address that Hone printed."),
        "full" => (
            "Hone cannot save: the disk is full",
            "Nothing you decided before is lost. Free some space, then load this page again.",
        ),
        "unavailable" | "overloaded" | "timed_out" => {
            ("Hone is busy", "Nothing is lost. Wait a moment, then load this page again.")
        }
        "too_large" => (
            "That is larger than Hone takes",
            "Nothing was saved. Bring in fewer or smaller files at a time.",
        ),
        "internal" => (
            "Hone failed",
            "Nothing of this request was kept. Try it once more; if it fails again, the server's log has the cause.",
        ),
        _ => (problem.title, "Nothing was changed."),
    }
}
