//! Accepted questions: by person, asked, answered by a note.

use super::form::{Posted, go};
use super::page::QUESTIONS;
use super::view::questions::QuestionsPage;
use super::visit::Visit;
use super::{Answer, Web};
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/questions", get(list))
        .route("/questions/{id}/asked", post(mark_asked))
        .route("/questions/{id}/answer", post(answer))
        .route("/questions/{id}/back", post(take_back))
}

async fn list(visit: Visit) -> Answer {
    let (agendas, all) = visit.copilot.conversations(&visit.scope).await?;
    let page = QuestionsPage::of(&agendas, &all);
    visit.show(QUESTIONS, "questions.html", "Questions", &page).await
}

async fn mark_asked(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    visit.copilot.mark_asked(&visit.scope, &id, fields.text("whom")).await?;
    Ok(go(&format!("/questions#q{id}")))
}

async fn answer(Path(id): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let said = fields.text("answer").unwrap_or_default();
    visit.copilot.record_answer(&visit.scope, &id, said, fields.text("whom")).await?;
    Ok(go(&format!("/questions#q{id}")))
}

async fn take_back(Path(id): Path<String>, Posted { visit, .. }: Posted) -> Answer {
    visit.copilot.take_back_asking(&visit.scope, &id).await?;
    Ok(go(&format!("/questions#q{id}")))
}
