//! What a client is told of the model: which engine drafted, what went wrong, and the figures.

use super::Desk;
use crate::support::provider::{Provider, Reply};
use serde_json::{Value, json};

/// A desk with the sample and a model behind this endpoint.
async fn with_model(provider: &Provider) -> Desk {
    let url = provider.url().to_owned();
    Desk::filled_with(move |name| match name {
        "HONE_MODEL_URL" => Some(url.clone()),
        "HONE_MODEL" => Some("tiny".into()),
        _ => None,
    })
    .await
}

async fn refine(desk: &Desk, engine: &str) -> Value {
    let wanted = json!({"kinds": ["question"], "engine": engine});
    desk.wait_for(&desk.post("items/HAR-20/refine", &wanted).await).await
}

#[tokio::test]
async fn a_model_that_fails_is_named_beside_the_proposals_and_in_the_figures() {
    let provider = Provider::start(vec![Reply::raw(401, "", "{}")]).await;
    let desk = with_model(&provider).await;
    let brought = refine(&desk, "both").await;
    let notice = brought["notices"][0].as_str().unwrap();
    assert!(notice.contains("does not accept the key") && notice.contains("the playbook's"), "{notice}");
    let id = brought["suggestions"][0].as_str().unwrap();
    let receipt = desk.get(&format!("suggestions/{id}")).await.json()["receipt"].clone();
    assert_eq!((&receipt["engine"], &receipt["fallback"]), (&"playbook".into(), &"unavailable".into()));
    let figures = desk.get("/metrics").await.text();
    let counted = "hone_model_requests{purpose=\"question\",outcome=\"unavailable\"} 1";
    assert!(figures.contains(counted), "{figures}");
    desk.close().await;
}

#[tokio::test]
async fn the_playbook_alone_asks_no_model_and_an_engine_that_is_not_there_is_refused() {
    let provider = Provider::start(vec![Reply::raw(401, "", "{}")]).await;
    let desk = with_model(&provider).await;
    assert_eq!(refine(&desk, "playbook").await["notices"], json!([]));
    assert!(provider.requests().is_empty());
    desk.close().await;
    let bare = Desk::filled().await;
    let refused = bare.post("items/HAR-20/refine", &json!({"engine": "model"})).await;
    assert_eq!(refused.problem(), "invalid");
    bare.close().await;
}
