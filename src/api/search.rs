//! Search over what interviews and items say.

use super::Api;
use super::extract::{Inside, Query};
use crate::problem::Problem;
use crate::use_case::{Filter, PassageKind, SearchAnswer};
use axum::Json;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Hits that an answer has when the client does not say.
const HITS: usize = 10;
/// Hits that an answer has at most.
const MOST_HITS: usize = 100;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(search))
}

/// Turns of interviews, or items.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Among {
    Turn,
    Item,
}

/// What to look for, and where.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SearchFor {
    /// A few words.
    q: String,
    /// At most so many hits; 10 if left out, 100 at most.
    limit: Option<usize>,
    /// Only turns of interviews, or only items.
    #[param(inline)]
    kind: Option<Among>,
    /// Only this customer segment.
    segment: Option<String>,
    /// Only this participant.
    participant: Option<String>,
    /// Only from this day on, YYYY-MM-DD.
    from: Option<String>,
    /// Only up to this day, YYYY-MM-DD.
    until: Option<String>,
}

/// Find what interviews and items say, by words and meaning.
#[utoipa::path(get, path = "/search", tag = "search", params(SearchFor), responses((status = 200, body = SearchAnswer)))]
async fn search(inside: Inside, Query(wanted): Query<SearchFor>) -> Result<Json<SearchAnswer>, Problem> {
    let kind = wanted.kind.map(|kind| match kind {
        Among::Turn => PassageKind::Turn,
        Among::Item => PassageKind::Item,
    });
    let SearchFor { segment, participant, from, until, .. } = wanted;
    let filter = Filter { kind, source: None, segment, participant, from, until };
    let limit = wanted.limit.unwrap_or(HITS).min(MOST_HITS);
    Ok(Json(inside.copilot.search(&inside.scope, &wanted.q, &filter, limit).await?))
}
