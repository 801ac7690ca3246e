//! Accepted questions: what waits to be asked, agendas, answers.

use super::extract::{Body, Inside, Named, Path, Query};
use super::{Api, Nothing};
use crate::problem::Problem;
use crate::use_case::{Agenda, AskedQuestion};
use axum::Json;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(agenda))
        .routes(routes!(one))
        .routes(routes!(asked))
        .routes(routes!(answer))
        .routes(routes!(undo))
}

/// Whose agenda.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct With {
    /// Only with this person.
    stakeholder: Option<String>,
}

/// Who was asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Whom {
    /// Name; the addressee if left out.
    #[serde(default)]
    whom: Option<String>,
}

/// What was answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    /// What was said, as it was noted.
    text: String,
    /// Who answered; the addressee if left out.
    #[serde(default)]
    whom: Option<String>,
}

type Moved = Result<Json<AskedQuestion>, Problem>;

/// Accepted questions with whom to ask and how far each is, oldest first.
#[utoipa::path(get, path = "/questions", tag = "questions", responses((status = 200, body = Vec<AskedQuestion>)))]
async fn list(inside: Inside) -> Result<Json<Vec<AskedQuestion>>, Problem> {
    Ok(Json(inside.copilot.questions(&inside.scope).await?))
}

/// What to talk about with whom: open questions, those that serve a leap of faith first.
#[utoipa::path(get, path = "/agenda", tag = "questions", params(With), responses((status = 200, body = Vec<Agenda>)))]
async fn agenda(inside: Inside, Query(with): Query<With>) -> Result<Json<Vec<Agenda>>, Problem> {
    Ok(Json(inside.copilot.agenda(&inside.scope, with.stakeholder.as_deref()).await?))
}

/// One accepted question.
#[utoipa::path(get, path = "/questions/{id}", tag = "questions", responses((status = 200, body = AskedQuestion)))]
async fn one(inside: Inside, Path(at): Path<Named>) -> Moved {
    Ok(Json(inside.copilot.question(&inside.scope, &at.name).await?))
}

/// Say that a question was asked.
#[utoipa::path(post, path = "/questions/{id}/asked", tag = "questions", request_body = Whom,
    responses((status = 200, body = AskedQuestion)))]
async fn asked(inside: Inside, Path(at): Path<Named>, Body(body): Body<Whom>) -> Moved {
    Ok(Json(inside.copilot.mark_asked(&inside.scope, &at.name, body.whom.as_deref()).await?))
}

/// Keep an answer as a note: searched and shown as one, never as a customer's voice.
#[utoipa::path(post, path = "/questions/{id}/answer", tag = "questions", request_body = Answer,
    responses((status = 200, body = AskedQuestion)))]
async fn answer(inside: Inside, Path(at): Path<Named>, Body(body): Body<Answer>) -> Moved {
    let whom = body.whom.as_deref();
    Ok(Json(inside.copilot.record_answer(&inside.scope, &at.name, &body.text, whom).await?))
}

/// Take the last step on a question back.
#[utoipa::path(post, path = "/questions/{id}/undo", tag = "questions", request_body = Nothing,
    responses((status = 200, body = AskedQuestion)))]
async fn undo(inside: Inside, Path(at): Path<Named>, Body(Nothing {}): Body<Nothing>) -> Moved {
    Ok(Json(inside.copilot.take_back_asking(&inside.scope, &at.name).await?))
}
