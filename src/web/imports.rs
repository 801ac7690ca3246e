//! Bringing interviews and a backlog in, and what became of each file.

use super::form::{Sent, go};
use super::page::IMPORT;
use super::view::imports::{ImportPage, Imported};
use super::visit::Visit;
use super::{Answer, Web};
use crate::domain::import::FileReport;
use crate::problem::Problem;
use crate::use_case::{ImportContent, InterviewDetails, JobState};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::routing::{get, post};
use tower::limit::GlobalConcurrencyLimitLayer;

/// Bytes of one upload.
const UPLOAD: usize = 128 << 20;
/// Uploads that are held in memory at a time; others wait.
const AT_ONCE: usize = 4;

pub(super) fn routes() -> Router<Web> {
    let files = Router::new()
        .route("/import/interviews", post(interviews))
        .route("/import/backlog", post(backlog))
        .layer(DefaultBodyLimit::max(UPLOAD))
        .layer(GlobalConcurrencyLimitLayer::new(AT_ONCE));
    Router::new().route("/import", get(ask)).route("/imports/{id}", get(show)).merge(files)
}

async fn ask(visit: Visit) -> Answer {
    visit
        .show(
            IMPORT,
            "import.html",
            "Import and export",
            &ImportPage::new(visit.copilot.always_hides_names()),
        )
        .await
}

async fn interviews(Sent { visit, fields, files }: Sent) -> Answer {
    let details = InterviewDetails {
        participant: fields.text("participant").map(Into::into),
        segment: fields.text("segment").map(Into::into),
        date: fields.text("date").map(Into::into),
        pseudonyms: fields.text("pseudonyms").is_some(),
        ..InterviewDetails::default()
    };
    let content = ImportContent::Interviews(details);
    let job = visit.copilot.enqueue_import(&visit.scope, content, &files).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}

async fn backlog(Sent { visit, fields, files }: Sent) -> Answer {
    let format = fields.text("format").map(Into::into);
    let content = ImportContent::Backlog { format, complete: fields.text("complete").is_some() };
    let job = visit.copilot.enqueue_import(&visit.scope, content, &files).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}

/// What became of each file, once the job has ended.
async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let job = visit.copilot.job(&visit.scope, &id).await?;
    if job.state != JobState::Finished {
        return Ok(go(&format!("/jobs/{}", job.id)));
    }
    let reports: Result<Vec<FileReport>, _> = serde_json::from_value(job.outcome);
    let reports =
        reports.map_err(|_| Problem::new("not_found", "this brought no file in", "import files"))?;
    visit.show(IMPORT, "imported.html", "What came in", &Imported::of(reports)).await
}
