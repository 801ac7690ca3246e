//! Interviews: listed, read turn by turn with what was made of them, voices told apart.

use super::form::{Posted, go};
use super::page::INTERVIEWS;
use super::view::inbox::Choices;
use super::view::interviews::{InterviewFilter, InterviewsPage};
use super::view::suggestion::SuggestionView;
use super::view::transcript::{InterviewPage, Known, TranscriptPart};
use super::view::url;
use super::visit::Visit;
use super::{Answer, Web, suggestion};
use crate::domain::interview::Role;
use crate::domain::suggestion::{Kind, Status, Stored};
use crate::problem::Problem;
use crate::use_case::JobRequest;
use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/interviews", get(list))
        .route("/interviews/{key}", get(read))
        .route("/interviews/{key}/roles", post(correct_roles))
        .route("/interviews/{key}/summarize", post(summarize))
}

async fn list(visit: Visit, Query(filter): Query<InterviewFilter>) -> Answer {
    let all = visit.copilot.interviews(&visit.scope).await?;
    visit.show(INTERVIEWS, "interviews.html", "Interviews", &InterviewsPage::of(&all, &filter)).await
}

async fn read(visit: Visit, Path(key): Path<String>, Query(wanted): Query<TranscriptPart>) -> Answer {
    let interview = visit.copilot.interview(&visit.scope, &key).await?;
    let quoting = visit.copilot.quoting(&visit.scope, &interview.key).await?;
    let hidden = visit.copilot.masking(&visit.scope, &interview.key).await?;
    let snapshot = snapshot(&visit, &quoting, &interview.key).await?;
    let known = Known { quoting: &quoting, hidden: &hidden, snapshot };
    let choices = Choices::on("interview", None, &visit.copilot.today());
    let page = InterviewPage::of(&interview, known, &wanted, choices);
    visit.show(INTERVIEWS, "interview.html", interview.title, &page).await
}

/// The page of the interview: the one that a person kept, else the last that was proposed.
async fn snapshot(visit: &Visit, quoting: &[Stored], key: &str) -> Result<Option<SuggestionView>, Problem> {
    let pages =
        quoting.iter().filter(|one| one.suggestion.kind() == Kind::Snapshot && one.suggestion.item == key);
    let kept = |one: &Stored| matches!(one.status, Status::Accepted | Status::Edited);
    match pages.max_by_key(|one| (kept(one), one.created_at)) {
        Some(page) => Ok(Some(suggestion::brief(visit, page, "").await?)),
        None => Ok(None),
    }
}

/// Says who is who; what quotes a voice that may not be quoted does not hold any more.
async fn correct_roles(Path(key): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let given = fields.all("speaker").zip(fields.all("was")).zip(fields.all("role"));
    let changed = given.filter(|((_, was), role)| was != role);
    let roles = changed.map(|((speaker, _), role)| Some((speaker.to_owned(), Role::parse(role)?)));
    let roles: Option<BTreeMap<String, Role>> = roles.collect();
    let roles =
        roles.ok_or_else(|| Problem::new("invalid", "this is no part in a conversation", "choose one"))?;
    let (interview, stale) = visit.copilot.correct_roles(&visit.scope, &key, &roles).await?;
    Ok(go(&format!("{}?stale={stale}", url::interview(&interview.key))))
}

async fn summarize(Path(key): Path<String>, Posted { visit, .. }: Posted) -> Answer {
    let job = visit.copilot.enqueue(&visit.scope, &JobRequest::Summarize { interview: key }).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}
