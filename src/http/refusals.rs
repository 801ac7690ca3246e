//! Makes problem details of every refusal that a layer or the router makes on its own.

use crate::problem::Problem;
use axum::BoxError;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::any::Any;

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
            assert!(text(explain(status.into_response()).await).await.contains(code), "{status}");
        }
        assert_eq!(explain(StatusCode::NO_CONTENT.into_response()).await.status(), StatusCode::NO_CONTENT);
    }

    #[tokio::test]
    async fn overload_says_when_to_come_back_and_a_panic_says_nothing_of_its_words() {
        let refused = overloaded("full".into()).await.into_response();
        assert_eq!(refused.headers()[header::RETRY_AFTER], "1");
        let fault = text(panicked(Box::new("the guest wept"))).await;
        assert!(fault.contains("\"internal\"") && !fault.contains("wept"), "{fault}");
    }
}
