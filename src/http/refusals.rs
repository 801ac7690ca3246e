//! Makes problem details of every refusal that a layer or the router makes on its own.

use crate::problem::Problem;
use axum::BoxError;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// The answer as it is, or problem details in the place of a bare error.
pub(super) async fn explain(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let explained = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/problem+json"));
    if explained || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let problem = Problem::of_status(status.as_u16())
        .unwrap_or_else(|| Problem::new("malformed", "the request cannot be read", ""));
    let mut answer = problem.into_response();
    // What goes with the status and says nothing of the body, for example `Allow`.
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// More requests at once than are worked on.
pub(super) async fn overloaded(_: BoxError) -> Problem {
    Problem::new("overloaded", "too many requests are being worked on", "try again in a moment")
}
