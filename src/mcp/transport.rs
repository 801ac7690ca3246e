//! The two ways to an agent: the streams of this process, and HTTP without a session.

use super::Desk;
use crate::problem::Problem;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::post_service;
use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use rmcp::transport::StreamableHttpServerConfig;
use rmcp::transport::streamable_http_server::StreamableHttpService;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};

/// Answers what comes on `input` on `output` until there is no more; what is still being worked on
/// then has a few seconds.
///
/// # Errors
/// When what comes first does not begin a conversation.
pub async fn serve(
    desk: Desk,
    input: impl AsyncRead + Send + Unpin + 'static,
    output: impl AsyncWrite + Send + Unpin + 'static,
) -> Result<(), Problem> {
    match Box::pin(desk.serve((input, output))).await {
        Ok(conversation) => conversation.waiting().await.map(drop).map_err(|_| {
            Problem::new("internal", "an internal fault ended the conversation", "run `hone doctor`")
        }),
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::TransportError { .. }) => {
            Ok(())
        }
        // What came is not repeated: it may hold a customer's words.
        Err(_) => Err(Problem::new(
            "malformed",
            "the agent does not begin as the protocol asks",
            "begin with `initialize`, or with a request whose `_meta` names the revision",
        )),
    }
}

/// The route of the agents, for requests up to so many bytes; who may ask is decided by the layers
/// around it.
pub fn routes(desk: Desk, longest: usize) -> Router {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(longest)
        .disable_allowed_hosts();
    let service =
        StreamableHttpService::new(move || Ok(desk.clone()), Arc::<NeverSessionManager>::default(), config);
    Router::new().route("/mcp", post_service(service)).layer(map_response(explain))
}

/// Problem details in the place of a refusal in plain text.
async fn explain(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE);
    let is_protocol = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if is_protocol || !matches!(response.status().as_u16(), 400 | 406 | 415) {
        return response;
    }
    let hint = "POST a message of JSON-RPC 2.0 as `application/json`, accept `application/json, \
                text/event-stream`, and name no revision but one of those that `server/discover` lists";
    Problem::new("malformed", "this is not the protocol as it is spoken here", hint).into_response()
}
