//! Search over what was said and what is planned; the words are the person's own.

use super::page::SEARCH;
use super::view::search::{SearchPage, SearchWanted};
use super::visit::{SEVERAL, Visit};
use super::{Answer, Web};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use std::collections::BTreeSet;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/search", get(search))
}

async fn search(visit: Visit, Query(wanted): Query<SearchWanted>) -> Answer {
    let interviews = visit.copilot.interviews(&visit.scope).await?;
    let segments: BTreeSet<String> = interviews.into_iter().filter_map(|one| one.segment).collect();
    let has_words = wanted.q.chars().any(char::is_alphanumeric);
    let answer = if has_words {
        Some(visit.copilot.search(&visit.scope, &wanted.q, &wanted.filter(), SEVERAL).await?)
    } else {
        None
    };
    let page = SearchPage::of(&wanted, &segments, answer.as_ref());
    visit.show(SEARCH, "search.html", "Search", &page).await
}
