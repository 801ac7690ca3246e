//! Pages for a browser: made on the server, over the same use cases as the API.
//!
//! A page asks with `visit::Visit` and shows a view model of `view` through a template;
//! whatever changes something is a form that posts (`form::Posted`) and redirects. Script only
//! shortens the way. A new page is a file here with its routes, a view model, a template, and a
//! line in `page`'s list of places.
//!
//! Architecture invariant: every word that comes from a file or a person reaches a page through
//! the one escaping formatter of `page`, and no page names another host.

mod assets;
mod assumptions;
mod backlog;
mod conflict;
mod cookies;
mod credential;
mod decide;
mod decisions;
mod edit;
mod evaluate;
mod findings;
mod form;
mod imports;
mod inbox;
mod insights;
mod interviews;
mod item;
mod job;
mod page;
mod problem;
mod questions;
mod remove;
mod search;
mod settings;
mod several;
mod sign_in;
mod start;
mod suggestion;
mod view;
mod visit;

pub use credential::Credential;
pub use problem::Asked;

use crate::domain::access::Person;
use crate::problem::Problem;
use crate::use_case::Copilot;
use axum::Router;
use axum::response::Response;

/// What the pages work with.
#[derive(Clone)]
pub struct Web {
    /// The one door to all jobs.
    pub copilot: Copilot,
    /// Who decides here: the owner of this server.
    pub person: Person,
    /// What a browser must show, where the server has a token.
    pub credential: Credential,
}

/// A page, or why there is none.
type Answer = Result<Response, Problem>;

/// Every page.
pub fn routes() -> Router<Web> {
    Router::new()
        .merge(assets::routes())
        .merge(sign_in::routes())
        .merge(start::routes())
        .merge(inbox::routes())
        .merge(suggestion::routes())
        .merge(decide::routes())
        .merge(several::routes())
        .merge(edit::routes())
        .merge(item::routes())
        .merge(job::routes())
        .merge(interviews::routes())
        .merge(remove::routes())
        .merge(imports::routes())
        .merge(insights::routes())
        .merge(backlog::routes())
        .merge(findings::routes())
        .merge(assumptions::routes())
        .merge(questions::routes())
        .merge(search::routes())
        .merge(decisions::routes())
        .merge(settings::routes())
        .merge(evaluate::routes())
}
