//! The first step in an empty Hone: a sample to look around in.

use super::form::{Posted, go};
use super::{Answer, Web};
use crate::use_case::{DEMO, JobRequest, REFINED, SHOWN_IN_DEMO};
use axum::Router;
use axum::routing::post;

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/start/sample", post(sample))
}

/// Makes the sample workspace the current one, and refines a few of its items.
async fn sample(Posted { visit, .. }: Posted) -> Answer {
    let person = visit.scope.person;
    let scope = visit.copilot.demo(person.clone()).await?.scope;
    visit.copilot.init(person, DEMO).await?;
    visit.copilot.enqueue(&scope, &JobRequest::Reindex).await?;
    let mut place = "/".to_owned();
    for key in SHOWN_IN_DEMO {
        let request = JobRequest::Refine { item: key.into(), kinds: REFINED.to_vec(), engine: None };
        place = format!("/jobs/{}?then=inbox", visit.copilot.enqueue(&scope, &request).await?.id);
    }
    Ok(go(&place))
}
