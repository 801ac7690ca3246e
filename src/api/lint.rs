//! What the lint finds: bad splits and form, in the backlog or as they were sent, guides, and
//! items that are the same work twice.

use super::Api;
use super::extract::{Body, Inside, Named, Path, Query};
use crate::domain::theme::Duplicate;
use crate::problem::Problem;
use crate::use_case::{
    Families, GivenSplit, GuideFinding, LintFinding, RuleRate, lint_given, lint_questions,
};
use axum::Json;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Which rules are asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Whether the rules of form are asked too.
    #[serde(default)]
    form: bool,
}

impl Asked {
    fn families(&self) -> Families {
        if self.form { Families::SplitAndForm } else { Families::Split }
    }
}

/// An interview guide.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Guide {
    /// The text, one question a line.
    questions: String,
}

/// A finding that does not apply.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Unheeded {
    /// Id of the finding, or its first characters.
    id: String,
    /// Why.
    reason: String,
}

/// A finding that is shown again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Again {
    /// Id of the finding, or its first characters.
    id: String,
}

pub(super) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(all))
        .routes(routes!(item))
        .routes(routes!(ignore))
        .routes(routes!(heed))
        .routes(routes!(rules))
        .routes(routes!(duplicates))
}

/// What needs no workspace.
pub(super) fn given_routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(given)).routes(routes!(questions))
}

type Found = Result<Json<Vec<LintFinding>>, Problem>;

/// What the rules find in the backlog, without what is left out.
#[utoipa::path(get, path = "/lint", tag = "lint", params(Asked), responses((status = 200, body = Vec<LintFinding>)))]
async fn all(inside: Inside, Query(asked): Query<Asked>) -> Found {
    let found = inside.copilot.lint(&inside.scope, None, asked.families()).await?;
    Ok(Json(inside.copilot.heeded(&inside.scope, found).await?.open))
}

/// What the rules find on one item and its children, without what is left out.
#[utoipa::path(get, path = "/items/{key}/lint", tag = "lint", params(Asked),
    responses((status = 200, body = Vec<LintFinding>)))]
async fn item(inside: Inside, Path(at): Path<Named>, Query(asked): Query<Asked>) -> Found {
    let found = inside.copilot.lint(&inside.scope, Some(&at.name), asked.families()).await?;
    Ok(Json(inside.copilot.heeded(&inside.scope, found).await?.open))
}

/// Leave a finding in the backlog out from now on.
#[utoipa::path(post, path = "/lint/ignored", tag = "lint", request_body = Unheeded, responses((status = 204)))]
async fn ignore(inside: Inside, Body(one): Body<Unheeded>) -> Result<StatusCode, Problem> {
    let found = inside.copilot.lint(&inside.scope, None, Families::SplitAndForm).await?;
    inside.copilot.ignore(&inside.scope, &found, &one.id, &one.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Show a finding again that was left out.
#[utoipa::path(post, path = "/lint/heeded", tag = "lint", request_body = Again, responses((status = 204)))]
async fn heed(inside: Inside, Body(one): Body<Again>) -> Result<StatusCode, Problem> {
    inside.copilot.heed(&inside.scope, &one.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How often each rule is not heeded, with intervals.
#[utoipa::path(get, path = "/lint/rules", tag = "lint", responses((status = 200, body = Vec<RuleRate>)))]
async fn rules(inside: Inside) -> Result<Json<Vec<RuleRate>>, Problem> {
    Ok(Json(inside.copilot.rule_rates(&inside.scope).await?))
}

/// What the rules find in a split that is sent; nothing of it is kept.
#[utoipa::path(post, path = "/lint", tag = "lint", params(Asked), request_body = GivenSplit,
    responses((status = 200, body = Vec<LintFinding>)))]
async fn given(Query(asked): Query<Asked>, Body(split): Body<GivenSplit>) -> Found {
    Ok(Json(lint_given(split, asked.families())?))
}

/// The faults in an interview guide that is sent; nothing of it is kept.
#[utoipa::path(post, path = "/lint/questions", tag = "lint", request_body = Guide,
    responses((status = 200, body = Vec<GuideFinding>)))]
async fn questions(Body(guide): Body<Guide>) -> Result<Json<Vec<GuideFinding>>, Problem> {
    Ok(Json(lint_questions(&guide.questions)?))
}

/// What is held against each other.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Compared {
    /// Whether the slices that open splits propose are held against the backlog and each other.
    #[serde(default)]
    proposals: bool,
}

/// Pairs of items that are the same work twice, or have a part in common.
#[utoipa::path(get, path = "/duplicates", tag = "lint", params(Compared), responses((status = 200, body = Vec<Duplicate>)))]
async fn duplicates(
    inside: Inside,
    Query(compared): Query<Compared>,
) -> Result<Json<Vec<Duplicate>>, Problem> {
    let (copilot, scope) = (&inside.copilot, &inside.scope);
    let found = if compared.proposals {
        copilot.duplicates_of_proposals(scope).await?
    } else {
        copilot.duplicates(scope).await?
    };
    Ok(Json(found))
}
