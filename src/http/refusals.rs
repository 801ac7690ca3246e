//! Makes problem details of every refusal that a layer or the router makes on its own, and a page
//! of it where a person asked.

use crate::problem::Problem;
use crate::web::Asked;
use axum::BoxError;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::any::Any;

/// The answer as it is, or why there is none: problem details, or a page for a browser.
pub(super) async fn explain(request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let response = explained(next.run(request).await);
    match asked {
        Some(asked) => asked.explain(response),
        None => response,
    }
}

/// The answer as it is, or problem details in the place of a bare error.
fn explained(response: Response) -> Response {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_said = |kind: &HeaderValue| {
        ["application/problem+json", "application/json", "text/html"]
            .iter()
            .any(|said| kind.as_bytes().starts_with(said.as_bytes()))
    };
    if kind.is_some_and(is_said) || !(status.is_client_error() || status.is_server_error()) {
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

/// A fault of ours. What a panic says may hold a customer's words, so it is not repeated.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::new("internal", "an internal fault; nothing of this request was kept", "run `hone doctor`")
        .into_response()
}

/// More requests at once than are worked on.
pub(super) async fn overloaded(_: BoxError) -> Problem {
    Problem::new("overloaded", "too many requests are being worked on", "try again in a moment")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use axum::http::StatusCode;

    async fn text(response: Response) -> String {
        let kind = response.headers()[header::CONTENT_TYPE].clone();
        assert_eq!(kind, "application/problem+json");
        String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_bare_error_of_a_layer_becomes_problem_details() {
        for (status, code) in [
            (StatusCode::REQUEST_TIMEOUT, "timed_out"),
            (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            (StatusCode::IM_A_TEAPOT, "malformed"),
        ] {
            assert!(text(explained(status.into_response())).await.contains(code), "{status}");
        }
        assert_eq!(explained(StatusCode::NO_CONTENT.into_response()).status(), StatusCode::NO_CONTENT);
    }

    #[tokio::test]
    async fn overload_says_when_to_come_back_and_a_panic_says_nothing_of_its_words() {
        let refused = overloaded("full".into()).await.into_response();
        assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
        let fault = text(panicked(Box::new("the guest wept"))).await;
        assert!(fault.contains("\"internal\"") && !fault.contains("wept"), "{fault}");
    }
}
