//! Interviews: listed, read turn by turn, corrected, forgotten.

use super::Api;
use super::extract::{Body, Inside, Named, Path, Query};
use crate::domain::interview::{Interview, Role, SourceKind, SpeakerRole, Turn};
use crate::problem::Problem;
use crate::use_case::Preview;
use axum::Json;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show, forget))
        .routes(routes!(dependants))
        .routes(routes!(turns))
        .routes(routes!(correct_roles))
}

/// An interview on one line.
#[derive(Serialize, ToSchema)]
pub(super) struct InterviewLine {
    /// What a person types.
    key: String,
    /// Its identity.
    id: String,
    /// Title or file name.
    title: String,
    /// Interview, note or document.
    kind: SourceKind,
    /// Who was interviewed.
    participant: Option<String>,
    /// Customer segment.
    segment: Option<String>,
    /// Day of the conversation, `YYYY-MM-DD`.
    date: Option<String>,
    /// Format that was recognised.
    format: String,
    /// What the import wants a person to know.
    warnings: Vec<String>,
}

impl From<Interview> for InterviewLine {
    fn from(one: Interview) -> Self {
        Self {
            key: one.key,
            id: one.id.to_string(),
            title: one.title,
            kind: one.kind,
            participant: one.participant,
            segment: one.segment,
            date: one.date,
            format: one.format,
            warnings: one.warnings,
        }
    }
}

/// A stretch of the turns.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Stretch {
    /// Index of the first turn.
    #[serde(default)]
    from: usize,
    /// At most so many turns.
    limit: Option<usize>,
}

/// Who has which part now, and what that changed.
#[derive(Serialize, ToSchema)]
pub(super) struct Corrected {
    /// Key of the interview.
    interview: String,
    /// Every speaker with their part.
    roles: Vec<SpeakerRole>,
    /// Suggestions that became stale, since they quote a voice that has another part now.
    stale: u64,
}

/// Every interview, by key.
#[utoipa::path(get, path = "/interviews", tag = "interviews", responses((status = 200, body = Vec<InterviewLine>)))]
async fn list(inside: Inside) -> Result<Json<Vec<InterviewLine>>, Problem> {
    let interviews = inside.copilot.interviews(&inside.scope).await?;
    Ok(Json(interviews.into_iter().map(InterviewLine::from).collect()))
}

/// One interview, with its turns.
#[utoipa::path(get, path = "/interviews/{key}", tag = "interviews", responses((status = 200, body = Interview)))]
async fn show(inside: Inside, Path(at): Path<Named>) -> Result<Json<Interview>, Problem> {
    Ok(Json(inside.copilot.interview(&inside.scope, &at.name).await?))
}

/// Forget an interview; what quotes it stands, marked and without the words.
#[utoipa::path(delete, path = "/interviews/{key}", tag = "interviews", responses((status = 200, body = Preview)))]
async fn forget(inside: Inside, Path(at): Path<Named>) -> Result<Json<Preview>, Problem> {
    let interview = inside.copilot.interview(&inside.scope, &at.name).await?;
    Ok(Json(inside.copilot.delete(&inside.scope, interview.id.as_str()).await?))
}

/// What would go if the interview were forgotten.
#[utoipa::path(get, path = "/interviews/{key}/dependants", tag = "interviews", responses((status = 200, body = Preview)))]
async fn dependants(inside: Inside, Path(at): Path<Named>) -> Result<Json<Preview>, Problem> {
    let interview = inside.copilot.interview(&inside.scope, &at.name).await?;
    Ok(Json(inside.copilot.preview_delete(&inside.scope, interview.id.as_str()).await?))
}

/// The turns of an interview, or a stretch of them.
#[utoipa::path(get, path = "/interviews/{key}/turns", tag = "interviews", params(Stretch),
    responses((status = 200, body = Vec<Turn>)))]
async fn turns(
    inside: Inside,
    Path(at): Path<Named>,
    Query(stretch): Query<Stretch>,
) -> Result<Json<Vec<Turn>>, Problem> {
    let turns = inside.copilot.interview(&inside.scope, &at.name).await?.turns.into_iter();
    Ok(Json(turns.skip(stretch.from).take(stretch.limit.unwrap_or(usize::MAX)).collect()))
}

/// Say who has which part, by label; suggestions that quote a barred voice become stale.
#[utoipa::path(put, path = "/interviews/{key}/roles", tag = "interviews",
    request_body = BTreeMap<String, Role>, responses((status = 200, body = Corrected)))]
async fn correct_roles(
    inside: Inside,
    Path(at): Path<Named>,
    Body(roles): Body<BTreeMap<String, Role>>,
) -> Result<Json<Corrected>, Problem> {
    let (interview, stale) = inside.copilot.correct_roles(&inside.scope, &at.name, &roles).await?;
    Ok(Json(Corrected { interview: interview.key, roles: interview.roles, stale }))
}
