//! Suggestions: what waits, one of them, the next one, and what was held back.

use super::Api;
use super::answer::Versioned;
use super::extract::{Inside, Named, Path, Query};
use crate::domain::suggestion::{Kind, Stored, Withheld};
use crate::problem::Problem;
use crate::use_case::Trace;
use axum::Json;
use axum::extract::OriginalUri;
use axum::http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Suggestions of a page when the client does not say.
const PAGE: usize = 50;
/// Suggestions that a page has at most.
const LONGEST_PAGE: usize = 500;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(inbox))
        .routes(routes!(next))
        .routes(routes!(withheld))
        .routes(routes!(show))
        .routes(routes!(trace))
}

/// Which part of the inbox.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// Only this kind.
    #[param(inline)]
    kind: Option<Kind>,
    /// At most so many; 50 if left out, 500 at most.
    limit: Option<usize>,
    /// Id of the suggestion after which the page begins, as the Link header names it.
    cursor: Option<String>,
}

/// What waits for a decision, page by page.
///
/// The header `Link` leads to the next page, where there is one; `Hone-Withheld` counts the
/// drafts that a required check held back.
#[utoipa::path(get, path = "/inbox", tag = "suggestions", params(Page),
    responses((status = 200, body = Vec<Stored>, headers(("Link" = String), ("Hone-Withheld" = u64)))))]
async fn inbox(
    inside: Inside,
    OriginalUri(uri): OriginalUri,
    Query(page): Query<Page>,
) -> Result<(HeaderMap, Json<Vec<Stored>>), Problem> {
    let limit = page.limit.unwrap_or(PAGE).clamp(1, LONGEST_PAGE);
    let found = inside.copilot.inbox_page(&inside.scope, page.kind, page.cursor.as_deref(), limit).await?;
    let mut headers = HeaderMap::new();
    headers.insert("hone-withheld", inside.copilot.withheld(&inside.scope).await?.len().into());
    if let Some(next) = found.next {
        let kind = page.kind.map_or_else(String::new, |kind| format!("&kind={}", kind.id()));
        let link = format!("<{}?limit={limit}&cursor={next}{kind}>; rel=\"next\"", uri.path());
        headers.extend(HeaderValue::from_str(&link).ok().map(|link| (header::LINK, link)));
    }
    Ok((headers, Json(found.suggestions)))
}

/// The first suggestion that waits; null when none does.
#[utoipa::path(get, path = "/next", tag = "suggestions", responses((status = 200, body = Option<Stored>)))]
async fn next(inside: Inside) -> Result<Json<Option<Stored>>, Problem> {
    Ok(Json(inside.copilot.next(&inside.scope).await?))
}

/// Drafts that did not pass a required check.
#[utoipa::path(get, path = "/withheld", tag = "suggestions", responses((status = 200, body = Vec<Withheld>)))]
async fn withheld(inside: Inside) -> Result<Json<Vec<Withheld>>, Problem> {
    Ok(Json(inside.copilot.withheld(&inside.scope).await?))
}

/// One suggestion in whatever state, by its id or the first characters of it.
#[utoipa::path(get, path = "/suggestions/{id}", tag = "suggestions",
    responses((status = 200, body = Stored, headers(("ETag" = String)))))]
async fn show(inside: Inside, Path(at): Path<Named>) -> Result<Versioned<Stored>, Problem> {
    let stored = inside.copilot.suggestion(&inside.scope, &at.name).await?;
    Ok(Versioned(stored.version, stored))
}

/// The way of a suggestion: its quotes looked up anew, its item up to the Big Idea, its checks and
/// receipt, and what was decided.
#[utoipa::path(get, path = "/suggestions/{id}/trace", tag = "suggestions",
    responses((status = 200, body = Trace)))]
async fn trace(inside: Inside, Path(at): Path<Named>) -> Result<Json<Trace>, Problem> {
    Ok(Json(inside.copilot.trace(&inside.scope, &at.name).await?))
}
