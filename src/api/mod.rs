//! REST under `/api/v1`: one file per noun; each handler extracts, calls a use case, converts.

pub(crate) mod health;

use crate::domain::access::Person;
use crate::use_case::Copilot;
use axum::Router;
use tokio_util::sync::CancellationToken;

/// What the handlers work with.
#[derive(Clone)]
pub struct Api {
    /// The one door to all jobs.
    pub copilot: Copilot,
    /// Who decides here: the owner of this server.
    pub person: Person,
    /// Says when the server ends, so that a stream of events ends too.
    pub closing: CancellationToken,
}

/// Every route of the API.
pub fn routes() -> Router<Api> {
    Router::new()
}
