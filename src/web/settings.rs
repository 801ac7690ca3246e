//! How this browser wants its pages, which workspace is the current one, and the words of the craft.

use super::cookies::{KEYS, THEME, keep};
use super::form::{Posted, go};
use super::page::{HELP, SETTINGS};
use super::view::help::HelpPage;
use super::visit::Visit;
use super::{Answer, Web};
use crate::problem::Problem;
use crate::use_case::WorkspaceSummary;
use axum::Router;
use axum::http::header;
use axum::routing::{get, post};
use serde::Serialize;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/settings", get(show).post(save))
        .route("/settings/workspace", post(change_workspace))
        .route("/help", get(help))
}

/// What can be set.
#[derive(Serialize)]
struct SettingsPage {
    workspaces: Vec<WorkspaceSummary>,
}

async fn show(visit: Visit) -> Answer {
    let page = SettingsPage { workspaces: visit.copilot.workspaces().await? };
    visit.show(SETTINGS, "settings.html", "Settings", &page).await
}

/// Keeps the theme and the keys in this browser alone.
async fn save(Posted { fields, .. }: Posted) -> Answer {
    let theme = fields.text("theme").filter(|theme| ["light", "dark"].contains(theme)).unwrap_or("system");
    let keys = if fields.text("keys").is_some() { "on" } else { "off" };
    let mut answer = go("/settings");
    for cookie in [keep(THEME, theme), keep(KEYS, keys)].into_iter().flatten() {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// Makes a workspace that is there the current one.
async fn change_workspace(Posted { visit, fields }: Posted) -> Answer {
    let wanted = fields.text("workspace").unwrap_or_default();
    let known = visit.copilot.workspaces().await?.into_iter().find(|one| one.name == wanted);
    let known = known.ok_or_else(|| Problem::new("not_found", "there is no such workspace", "choose one"))?;
    visit.copilot.init(visit.scope.person, &known.name).await?;
    Ok(go("/"))
}

async fn help(visit: Visit) -> Answer {
    visit.show(HELP, "help.html", "Help", &HelpPage::new()).await
}
