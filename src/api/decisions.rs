//! Decisions: a person accepts, edits, turns down, puts off, or takes a decision back.
//!
//! `If-Match` may name the version that the person saw; another one is refused.

use super::answer::Versioned;
use super::extract::{Body, IfMatch, Inside, Named, Path};
use super::{Api, Nothing};
use crate::domain::decision::RejectCode;
use crate::domain::suggestion::Stored;
use crate::problem::Problem;
use crate::use_case::Seen;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(accept))
        .routes(routes!(edit))
        .routes(routes!(reject))
        .routes(routes!(defer))
        .routes(routes!(undo))
}

/// A yes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Acceptance {
    /// Which way to split, from 1; needed where there is more than one.
    #[serde(default)]
    candidate: Option<usize>,
}

/// Another body in the place of the proposed one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Edit {
    /// The whole body, of the same kind.
    #[schema(value_type = Object)]
    body: Value,
}

/// A no, with its reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rejection {
    /// Reason.
    reason: RejectCode,
    /// More in the person's own words.
    #[serde(default)]
    note: String,
}

/// Not now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deferral {
    /// The day on which it waits again, `YYYY-MM-DD`.
    until: String,
}

type Decided = Result<Versioned<Stored>, Problem>;

fn decided(stored: Stored) -> Versioned<Stored> {
    Versioned(stored.version, stored)
}

/// Accept a suggestion: one change that can be undone.
#[utoipa::path(post, path = "/suggestions/{id}/accept", tag = "decisions", request_body = Acceptance,
    params(("If-Match" = Option<String>, Header)), responses((status = 200, body = Stored)))]
async fn accept(
    inside: Inside,
    Path(at): Path<Named>,
    seen: IfMatch,
    Body(yes): Body<Acceptance>,
) -> Decided {
    let seen = Seen { id: &at.name, version: seen.version() };
    Ok(decided(inside.copilot.accept(&inside.scope, seen, yes.candidate).await?))
}

/// Change a suggestion before it is accepted; its checks run again.
#[utoipa::path(post, path = "/suggestions/{id}/edit", tag = "decisions", request_body = Edit,
    params(("If-Match" = Option<String>, Header)), responses((status = 200, body = Stored)))]
async fn edit(inside: Inside, Path(at): Path<Named>, seen: IfMatch, Body(edit): Body<Edit>) -> Decided {
    let seen = Seen { id: &at.name, version: seen.version() };
    Ok(decided(inside.copilot.edit(&inside.scope, seen, &edit.body).await?))
}

/// Turn a suggestion down; the ledger remembers why.
#[utoipa::path(post, path = "/suggestions/{id}/reject", tag = "decisions", request_body = Rejection,
    params(("If-Match" = Option<String>, Header)), responses((status = 200, body = Stored)))]
async fn reject(inside: Inside, Path(at): Path<Named>, seen: IfMatch, Body(no): Body<Rejection>) -> Decided {
    let seen = Seen { id: &at.name, version: seen.version() };
    Ok(decided(inside.copilot.reject(&inside.scope, seen, no.reason, &no.note).await?))
}

/// Put a suggestion off until a day.
#[utoipa::path(post, path = "/suggestions/{id}/defer", tag = "decisions", request_body = Deferral,
    params(("If-Match" = Option<String>, Header)), responses((status = 200, body = Stored)))]
async fn defer(inside: Inside, Path(at): Path<Named>, seen: IfMatch, Body(later): Body<Deferral>) -> Decided {
    let seen = Seen { id: &at.name, version: seen.version() };
    Ok(decided(inside.copilot.defer(&inside.scope, seen, &later.until).await?))
}

/// Take the last decision on a suggestion back, unless something rests on it.
#[utoipa::path(post, path = "/suggestions/{id}/undo", tag = "decisions", request_body = Nothing,
    params(("If-Match" = Option<String>, Header)), responses((status = 200, body = Stored)))]
async fn undo(
    inside: Inside,
    Path(at): Path<Named>,
    seen: IfMatch,
    Body(Nothing {}): Body<Nothing>,
) -> Decided {
    let seen = Seen { id: &at.name, version: seen.version() };
    Ok(decided(inside.copilot.undo(&inside.scope, seen).await?))
}
