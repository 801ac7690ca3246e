//! Accepted assumptions: where each stands on the map, and the tests that move it.

use super::extract::{Body, Inside, Named, Path};
use super::{Api, Nothing};
use crate::domain::assumption::Importance;
use crate::domain::experiment::{LearningCard, TestCard};
use crate::problem::Problem;
use crate::use_case::MapPoint;
use axum::Json;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
        .routes(routes!(weigh))
        .routes(routes!(test))
        .routes(routes!(data))
        .routes(routes!(learn))
        .routes(routes!(undo))
}

/// A new judgement of what hangs on an assumption.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    /// How much.
    importance: Importance,
    /// Why.
    why: String,
}

/// Something that was measured.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Measured {
    /// What was measured.
    value: f64,
    /// On what occasion.
    #[serde(default)]
    note: String,
    /// Digest of the criteria it was measured against; other criteria are refused.
    #[serde(default)]
    criteria_sha256: Option<String>,
}

type Moved = Result<Json<MapPoint>, Problem>;

/// Accepted assumptions in the order of the work: leaps of faith first, three numbered to test now.
#[utoipa::path(get, path = "/assumptions", tag = "assumptions", responses((status = 200, body = Vec<MapPoint>)))]
async fn list(inside: Inside) -> Result<Json<Vec<MapPoint>>, Problem> {
    Ok(Json(inside.copilot.assumption_map(&inside.scope).await?))
}

/// One accepted assumption with its tests.
#[utoipa::path(get, path = "/assumptions/{id}", tag = "assumptions", responses((status = 200, body = MapPoint)))]
async fn one(inside: Inside, Path(at): Path<Named>) -> Moved {
    Ok(Json(inside.copilot.assumption(&inside.scope, &at.name).await?))
}

/// Weigh an assumption anew; its certainty stays what the evidence allows.
#[utoipa::path(post, path = "/assumptions/{id}/importance", tag = "assumptions", request_body = Weight,
    responses((status = 200, body = MapPoint)))]
async fn weigh(inside: Inside, Path(at): Path<Named>, Body(new): Body<Weight>) -> Moved {
    Ok(Json(inside.copilot.weigh(&inside.scope, &at.name, new.importance, &new.why).await?))
}

/// Open a test, or change it while it has no data point.
#[utoipa::path(post, path = "/assumptions/{id}/test", tag = "assumptions", request_body = TestCard,
    responses((status = 200, body = MapPoint)))]
async fn test(inside: Inside, Path(at): Path<Named>, Body(card): Body<TestCard>) -> Moved {
    Ok(Json(inside.copilot.open_test(&inside.scope, &at.name, card).await?))
}

/// Record a data point; the first one fixes the criteria.
#[utoipa::path(post, path = "/assumptions/{id}/data", tag = "assumptions", request_body = Measured,
    responses((status = 200, body = MapPoint)))]
async fn data(inside: Inside, Path(at): Path<Named>, Body(new): Body<Measured>) -> Moved {
    let seen = new.criteria_sha256.as_deref();
    Ok(Json(inside.copilot.add_data(&inside.scope, &at.name, new.value, &new.note, seen).await?))
}

/// End the open test with what it taught; the point moves on the map.
#[utoipa::path(post, path = "/assumptions/{id}/learn", tag = "assumptions", request_body = LearningCard,
    responses((status = 200, body = MapPoint)))]
async fn learn(inside: Inside, Path(at): Path<Named>, Body(card): Body<LearningCard>) -> Moved {
    Ok(Json(inside.copilot.learn(&inside.scope, &at.name, card).await?))
}

/// Take the last step on an assumption back.
#[utoipa::path(post, path = "/assumptions/{id}/undo", tag = "assumptions", request_body = Nothing,
    responses((status = 200, body = MapPoint)))]
async fn undo(inside: Inside, Path(at): Path<Named>, Body(Nothing {}): Body<Nothing>) -> Moved {
    Ok(Json(inside.copilot.take_back_step(&inside.scope, &at.name).await?))
}
