//! Evaluations: runs that were made, the verdicts of one, and a new run as work in the background.

use super::form::{Posted, go};
use super::page::EVALUATE;
use super::view::compare::ComparePage;
use super::view::evaluate::{EvaluatePage, NewRunPage, WrittenReport};
use super::visit::Visit;
use super::{Answer, Web};
use crate::evaluation::archive::Archive;
use crate::problem::Problem;
use crate::use_case::{Engine, Error, WantedRun};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use serde::Deserialize;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/evaluate", get(show))
        .route("/evaluate/compare", get(compare))
        .route("/evaluate/new", get(choose).post(start))
}

/// Which run, and where the list of runs begins.
#[derive(Deserialize)]
struct Wanted {
    run: Option<String>,
    #[serde(default)]
    from: usize,
}

async fn show(visit: Visit, Query(wanted): Query<Wanted>) -> Answer {
    let page = look(&visit, move |archive| read(&archive, &wanted)).await?;
    visit.show(EVALUATE, "evaluate.html", "Evaluate", &page).await
}

/// The runs that are kept, with the table of the one that is wanted, else of the latest.
fn read(archive: &Archive, wanted: &Wanted) -> Result<EvaluatePage, Error> {
    let runs = archive.runs()?;
    let chosen = match &wanted.run {
        Some(id) => runs.iter().find(|run| run.id == *id),
        None => runs.iter().find(|run| run.verdict.is_some()),
    };
    let report = chosen.map(|run| {
        let text = archive.written(&run.id, "json")?;
        let report: WrittenReport =
            serde_json::from_str(&text).map_err(|error| Error::Internal(Box::new(error)))?;
        Ok::<_, Error>((run, report))
    });
    Ok(EvaluatePage::of(&runs, report.transpose()?, wanted.from))
}

/// The runs that are held side by side.
#[derive(Deserialize)]
struct Pair {
    before: String,
    after: String,
}

async fn compare(visit: Visit, Query(Pair { before, after }): Query<Pair>) -> Answer {
    let page = look(&visit, move |archive| {
        let (found, cases) = archive.compare_cases(&before, &after)?;
        let runs = archive.runs()?;
        let run = |id: &str| runs.iter().find(|run| run.id == id);
        let (Some(a), Some(b)) = (run(&before), run(&after)) else {
            return Err(Error::not_found("run", &after, "/evaluate lists those that are kept"));
        };
        Ok(ComparePage::of([a, b], &found, cases))
    });
    let page = page.await?;
    visit.show(EVALUATE, "compare.html", format!("What changed in {}", page.suite), &page).await
}

/// Looks into the archive off the threads that answer requests.
async fn look<T: Send + 'static>(
    visit: &Visit,
    look: impl FnOnce(Archive) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let archive = Archive::from(visit.copilot.evaluations()?);
    let found = tokio::task::spawn_blocking(move || look(archive)).await;
    Ok(found.map_err(|error| Error::Internal(Box::new(error)))??)
}

async fn choose(visit: Visit) -> Answer {
    let page = NewRunPage::of(look(&visit, |archive| archive.suites()).await?);
    visit.show(EVALUATE, "new_run.html", "Start a run", &page).await
}

async fn start(Posted { visit, fields }: Posted) -> Answer {
    let suite = fields.text("suite").unwrap_or_default().to_owned();
    let name = suite.clone();
    look(&visit, move |archive| archive.may_run(&name)).await?;
    let wanted = WantedRun { suite, engine: Engine::Playbook, repeats: 1 };
    let job = visit.copilot.enqueue_evaluation(&visit.scope, wanted).await?;
    Ok(go(&format!("/jobs/{}", job.id)))
}
