//! Forgetting an interview, or all that a participant said: the one thing that cannot be undone, so
//! the only one that asks first and shows what goes.

use super::form::{Posted, go};
use super::page::INTERVIEWS;
use super::view::remove::RemovePage;
use super::visit::Visit;
use super::{Answer, Web};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/interviews/{key}/remove", get(ask).post(remove))
}

/// What goes with it, before anything does.
async fn ask(visit: Visit, Path(key): Path<String>) -> Answer {
    let interview = visit.copilot.interview(&visit.scope, &key).await?;
    let own = visit.copilot.preview_delete(&visit.scope, &interview.key).await?;
    let all = visit.copilot.preview_forget(&visit.scope, interview.person()).await?;
    let page = RemovePage::of(interview.person(), &own, &all);
    visit.show(INTERVIEWS, "remove.html", format!("Remove {} for good?", interview.key), &page).await
}

/// Forgets the interview, or every one of its participant where the form says so.
async fn remove(Path(key): Path<String>, Posted { visit, fields }: Posted) -> Answer {
    let interview = visit.copilot.interview(&visit.scope, &key).await?;
    let gone = if fields.text("all").is_some() {
        visit.copilot.forget(&visit.scope, interview.person()).await?.len()
    } else {
        visit.copilot.delete(&visit.scope, &interview.key).await?;
        1
    };
    Ok(go(&format!("/interviews?gone={gone}")))
}
