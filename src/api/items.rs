//! Backlog items: read, changed with the version that was seen, deleted with a preview, refined.

use super::Api;
use super::answer::{Made, Versioned};
use super::extract::{Body, IfMatch, Inside, Named, Path};
use super::jobs::JobView;
use crate::domain::item::{Item, Level};
use crate::domain::suggestion::{Kind, Stored};
use crate::problem::Problem;
use crate::use_case::{Engine, ItemChange, JobRequest, Preview, REFINED, RefineMany};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, change, delete))
        .routes(routes!(dependants))
        .routes(routes!(suggestions))
        .routes(routes!(refine))
        .routes(routes!(refine_many))
}

/// An item of the backlog on one line.
#[derive(Serialize, ToSchema)]
pub(super) struct ItemLine {
    /// What a person types.
    key: String,
    /// Its identity.
    id: String,
    /// Its title.
    title: String,
    /// Its level.
    level: Level,
    /// Status in the tracker's words.
    status: String,
    /// Key of its parent.
    parent: Option<String>,
    /// Labels.
    labels: Vec<String>,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Item> for ItemLine {
    fn from(item: Item) -> Self {
        let Item { id, key, version, record, .. } = item;
        Self {
            key,
            id: id.to_string(),
            title: record.title,
            level: record.level,
            status: record.status,
            parent: record.parent,
            labels: record.labels,
            version,
        }
    }
}

/// Which suggestions are wanted.
#[derive(Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Wanted {
    /// What to propose: split, assumption, question.
    kinds: Vec<Kind>,
    /// Who drafts; both where a model is configured.
    engine: Option<Engine>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { kinds: REFINED.to_vec(), engine: None }
    }
}

/// Which suggestions are wanted, on which items.
#[derive(Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WantedForMany {
    /// What to propose: split, assumption, question.
    kinds: Vec<Kind>,
    /// Only items of this level.
    level: Option<Level>,
    /// At most so many, from the top of the backlog.
    limit: Option<usize>,
}

impl Default for WantedForMany {
    fn default() -> Self {
        Self { kinds: REFINED.to_vec(), level: None, limit: None }
    }
}

/// Every item, in the order of the backlog.
#[utoipa::path(get, path = "/items", tag = "items", responses((status = 200, body = Vec<ItemLine>)))]
async fn list(inside: Inside) -> Result<Json<Vec<ItemLine>>, Problem> {
    let items = inside.copilot.items(&inside.scope).await?;
    Ok(Json(items.into_iter().map(ItemLine::from).collect()))
}

/// One item, with its version as the ETag.
#[utoipa::path(get, path = "/items/{key}", tag = "items",
    responses((status = 200, body = Item, headers(("ETag" = String)))))]
async fn show(inside: Inside, Path(at): Path<Named>) -> Result<Versioned<Item>, Problem> {
    let item = inside.copilot.item(&inside.scope, &at.name).await?;
    Ok(Versioned(item.version, item))
}

/// Change an item that has been read; open suggestions on it become stale.
#[utoipa::path(put, path = "/items/{key}", tag = "items", params(("If-Match" = String, Header)),
    request_body = ItemChange, responses((status = 200, body = Item, headers(("ETag" = String)))))]
async fn change(
    inside: Inside,
    Path(at): Path<Named>,
    seen: IfMatch,
    Body(change): Body<ItemChange>,
) -> Result<Versioned<Item>, Problem> {
    let item = inside.copilot.change_item(&inside.scope, &at.name, seen.required()?, change).await?;
    Ok(Versioned(item.version, item))
}

/// Delete an item; what depended on it is answered.
#[utoipa::path(delete, path = "/items/{key}", tag = "items", responses((status = 200, body = Preview)))]
async fn delete(inside: Inside, Path(at): Path<Named>) -> Result<Json<Preview>, Problem> {
    let item = inside.copilot.item(&inside.scope, &at.name).await?;
    Ok(Json(inside.copilot.delete(&inside.scope, item.id.as_str()).await?))
}

/// What would go, or lose its ground, if the item were deleted.
#[utoipa::path(get, path = "/items/{key}/dependants", tag = "items", responses((status = 200, body = Preview)))]
async fn dependants(inside: Inside, Path(at): Path<Named>) -> Result<Json<Preview>, Problem> {
    let item = inside.copilot.item(&inside.scope, &at.name).await?;
    Ok(Json(inside.copilot.preview_delete(&inside.scope, item.id.as_str()).await?))
}

/// Every suggestion on an item, in every state.
#[utoipa::path(get, path = "/items/{key}/suggestions", tag = "items", responses((status = 200, body = Vec<Stored>)))]
async fn suggestions(inside: Inside, Path(at): Path<Named>) -> Result<Json<Vec<Stored>>, Problem> {
    let item = inside.copilot.item(&inside.scope, &at.name).await?;
    Ok(Json(inside.copilot.suggestions_on(&inside.scope, &item.key).await?))
}

/// Propose a split, assumptions and questions; the job says when they are there.
#[utoipa::path(post, path = "/items/{key}/refine", tag = "items", request_body = Wanted,
    responses((status = 202, body = JobView)))]
async fn refine(
    inside: Inside,
    Path(at): Path<Named>,
    Body(wanted): Body<Wanted>,
) -> Result<Made<JobView>, Problem> {
    let request = JobRequest::Refine { item: at.name, kinds: wanted.kinds, engine: wanted.engine };
    Ok(inside.copilot.enqueue(&inside.scope, &request).await?.into())
}

/// The same for open items, from the top of the backlog.
#[utoipa::path(post, path = "/refine", tag = "items", request_body = WantedForMany,
    responses((status = 202, body = JobView)))]
async fn refine_many(inside: Inside, Body(wanted): Body<WantedForMany>) -> Result<Made<JobView>, Problem> {
    let which = RefineMany { level: wanted.level, limit: wanted.limit };
    let request = JobRequest::RefineMany { kinds: wanted.kinds, which };
    Ok(inside.copilot.enqueue(&inside.scope, &request).await?.into())
}
