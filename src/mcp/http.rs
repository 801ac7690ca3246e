//! The protocol over HTTP: one message in, its answer out; no session and nothing pushed.

use super::Desk;
use super::message::Message;
use super::protocol::{answer, speaks};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::Value;

/// The route of the agents; who may ask is decided by the layers around it.
pub fn routes(desk: Desk) -> Router {
    Router::new().route("/mcp", post(hear)).with_state(desk)
}

async fn hear(State(desk): State<Desk>, headers: HeaderMap, Json(message): Json<Value>) -> Response {
    let version = headers.get("mcp-protocol-version").map(|version| version.to_str().unwrap_or_default());
    if version.is_some_and(|version| !speaks(version)) {
        let hint = "the method server/discover names those that are";
        return Problem::new("malformed", "this revision of the protocol is not spoken here", hint)
            .into_response();
    }
    match Message::read(message) {
        Ok(Message::Request(request)) => Json(answer(&desk, &request).await).into_response(),
        // A request over HTTP is given up by closing its connection.
        Ok(Message::Cancelled(_) | Message::Other) => StatusCode::ACCEPTED.into_response(),
        Err(refused) => Json(refused).into_response(),
    }
}
