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
}

#[derive(Serialize)]
struct ProblemPage {
    heading: &'static str,
    detail: String,
    advice: &'static str,
    /// Where to go on after signing in.
    next: String,
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
        })
    }

    /// The refusal as a page; as it is when it cannot be drawn.
    pub fn explain(&self, refusal: Response) -> Response {
        let Some(problem) = refusal.extensions().get::<Problem>() else { return refusal };
        let (heading, advice) = words(problem);
        let template = if problem.code == "unauthorized" { "sign_in.html" } else { "problem.html" };
        let frame = self.look.dress(Frame::bare(heading, self.token.text()));
        let page = ProblemPage { heading, detail: detail(problem), advice, next: self.place.clone() };
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
        "not_found" => ("There is no such page", "It may have been removed, or lie in another workspace."),
        "unauthorized" => ("Sign in", "This Hone asks for the token of its settings."),
        "stale_form" => (
            "This form is older than your browser's visit",
            "Nothing was saved. Go back, load the page again, and send it once more.",
        ),
        "invalid" | "malformed" | "precondition_required" => {
            ("Something in the form cannot be used", "Nothing was saved. Go back and look at it once more.")
        }
        "withheld" => ("A required check was not met", "Nothing was saved. Go back and mend what it names."),
        "conflict" => ("Something stands in the way", "Nothing was changed."),
        "cross_site" => ("Another site sent this", "Nothing was done. Open Hone itself."),
        "wrong_host" => ("Hone is not reached under this name", "Use the address that Hone printed."),
        "full" => (
            "Hone cannot save: the disk is full",
            "Nothing you decided before is lost. Free some space, then load this page again.",
        ),
        "unavailable" | "overloaded" | "timed_out" => {
            ("Hone is busy", "Nothing is lost. Wait a moment, then load this page again.")
        }
        "too_large" => ("That is larger than Hone takes", "Nothing was saved."),
        "internal" => ("Hone failed", "Nothing of this request was kept. The log has the cause."),
        _ => (problem.title, "Nothing was changed."),
    }
}
