//! Interviews understood: one page of each, and what all say together.

use super::extract::{Body, Inside, Named, Path, Query};
use super::jobs::JobView;
use super::{Api, Nothing, answer::Made};
use crate::domain::suggestion::{Kind, Status, Stored};
use crate::domain::tree::Tree;
use crate::problem::Problem;
use crate::use_case::{JobRequest, Preview, Segments, Themes};
use axum::Json;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(summarize))
        .routes(routes!(snapshot))
        .routes(routes!(themes, read_together))
        .routes(routes!(merge))
        .routes(routes!(split))
        .routes(routes!(rename))
        .routes(routes!(tree))
        .routes(routes!(segments))
        .routes(routes!(forget_participant))
        .routes(routes!(participant_dependants))
}

/// Two or more themes that are one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Merged {
    /// Ids of the themes.
    ids: Vec<String>,
}

/// Quotes that are a theme of their own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Leaving {
    /// Numbers of the quotes that leave, from 1.
    quotes: Vec<usize>,
}

/// A theme's name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Label {
    /// A sentence that someone could deny.
    label: String,
}

/// Two segments to compare.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Pair {
    /// The first.
    a: Option<String>,
    /// The second.
    b: Option<String>,
}

/// Put an interview on one page; the job says when it is there.
#[utoipa::path(post, path = "/interviews/{key}/summarize", tag = "interviews", request_body = Nothing,
    responses((status = 202, body = JobView)))]
async fn summarize(
    inside: Inside,
    Path(at): Path<Named>,
    Body(Nothing {}): Body<Nothing>,
) -> Result<Made<JobView>, Problem> {
    let request = JobRequest::Summarize { interview: at.name };
    Ok(inside.copilot.enqueue(&inside.scope, &request).await?.into())
}

/// The page of an interview: the one that a person kept, else the last proposed.
#[utoipa::path(get, path = "/interviews/{key}/snapshot", tag = "interviews", responses((status = 200, body = Stored)))]
async fn snapshot(inside: Inside, Path(at): Path<Named>) -> Result<Json<Stored>, Problem> {
    let key = inside.copilot.interview(&inside.scope, &at.name).await?.key;
    let pages = inside.copilot.suggestions_on(&inside.scope, &key).await?.into_iter();
    let standing = pages.filter(|one| one.suggestion.kind() == Kind::Snapshot && one.status != Status::Stale);
    let kept = |one: &Stored| matches!(one.status, Status::Accepted | Status::Edited);
    let page = standing.max_by_key(|one| (kept(one), one.created_at));
    page.map(Json).ok_or_else(|| Problem::new("not_found", "it has no page yet", "POST to …/summarize first"))
}

/// Themes, what only one says, and what does not agree, as it was read last.
#[utoipa::path(get, path = "/themes", tag = "themes", responses((status = 200, body = Themes)))]
async fn themes(inside: Inside) -> Result<Json<Themes>, Problem> {
    Ok(Json(known(&inside).await?))
}

/// Read all interviews together; the job says when it is done.
#[utoipa::path(post, path = "/themes", tag = "themes", request_body = Nothing,
    responses((status = 202, body = JobView)))]
async fn read_together(inside: Inside, Body(Nothing {}): Body<Nothing>) -> Result<Made<JobView>, Problem> {
    again(&inside).await
}

/// Make themes one, now and every later time.
#[utoipa::path(post, path = "/themes/merge", tag = "themes", request_body = Merged,
    responses((status = 202, body = JobView)))]
async fn merge(inside: Inside, Body(merged): Body<Merged>) -> Result<Made<JobView>, Problem> {
    inside.copilot.merge_themes(&inside.scope, &merged.ids).await?;
    again(&inside).await
}

/// Take quotes out of a theme: they become one of their own.
#[utoipa::path(post, path = "/themes/{id}/split", tag = "themes", request_body = Leaving,
    responses((status = 202, body = JobView)))]
async fn split(
    inside: Inside,
    Path(at): Path<Named>,
    Body(leaving): Body<Leaving>,
) -> Result<Made<JobView>, Problem> {
    inside.copilot.split_theme(&inside.scope, &at.name, &leaving.quotes).await?;
    again(&inside).await
}

/// Give a theme a label of yours.
#[utoipa::path(post, path = "/themes/{id}/rename", tag = "themes", request_body = Label,
    responses((status = 202, body = JobView)))]
async fn rename(
    inside: Inside,
    Path(at): Path<Named>,
    Body(given): Body<Label>,
) -> Result<Made<JobView>, Problem> {
    inside.copilot.rename_theme(&inside.scope, &at.name, &given.label).await?;
    again(&inside).await
}

/// The opportunity tree, as it was drawn when all interviews were read last.
#[utoipa::path(get, path = "/tree", tag = "themes", responses((status = 200, body = Tree)))]
async fn tree(inside: Inside) -> Result<Json<Tree>, Problem> {
    inside.copilot.last_tree(&inside.scope).await?.map(Json).ok_or_else(not_read)
}

/// How far each segment was heard; of two, what they have in common.
#[utoipa::path(get, path = "/segments", tag = "themes", params(Pair), responses((status = 200, body = Segments)))]
async fn segments(inside: Inside, Query(pair): Query<Pair>) -> Result<Json<Segments>, Problem> {
    let themes = known(&inside).await?.themes;
    let pair = pair.a.as_deref().zip(pair.b.as_deref());
    Ok(Json(inside.copilot.segments(&inside.scope, &themes, pair).await?))
}

/// Forget everything that a participant said; what quotes it stands, marked and without the words.
#[utoipa::path(delete, path = "/participants/{name}", tag = "interviews", responses((status = 200, body = Vec<Preview>)))]
async fn forget_participant(inside: Inside, Path(at): Path<Named>) -> Result<Json<Vec<Preview>>, Problem> {
    Ok(Json(inside.copilot.forget(&inside.scope, &at.name).await?))
}

/// What would go if a participant were forgotten.
#[utoipa::path(get, path = "/participants/{name}/dependants", tag = "interviews",
    responses((status = 200, body = Vec<Preview>)))]
async fn participant_dependants(
    inside: Inside,
    Path(at): Path<Named>,
) -> Result<Json<Vec<Preview>>, Problem> {
    Ok(Json(inside.copilot.preview_forget(&inside.scope, &at.name).await?))
}

async fn known(inside: &Inside) -> Result<Themes, Problem> {
    inside.copilot.insights(&inside.scope).await?.ok_or_else(not_read)
}

async fn again(inside: &Inside) -> Result<Made<JobView>, Problem> {
    Ok(inside.copilot.enqueue(&inside.scope, &JobRequest::Themes).await?.into())
}

fn not_read() -> Problem {
    Problem::new("not_found", "the interviews were not read together yet", "POST to …/themes first")
}
