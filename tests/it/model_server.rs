//! A real model behind a real server: form and limits, never wording.

#![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]

use crate::support::llama::{CONTEXT, KEY, Llama};
use hone::config::{Config, Model};
use hone::domain::access::Person;
use hone::domain::suggestion::Kind;
use hone::llm::{
    ChatConfig, ChatModel, ChatRequest, Embedder, EndpointChat, EndpointConfig, EndpointEmbedder,
    EndpointLimits, Outcome, chat_limits,
};
use hone::use_case::{Copilot, Engine};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

fn request(user: &str, max_tokens: u32) -> ChatRequest {
    ChatRequest {
        system: "Answer with JSON.".into(),
        user: user.into(),
        schema_name: "colour",
        schema: json!({
            "type": "object", "additionalProperties": false, "required": ["colour"],
            "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
        }),
        max_tokens,
    }
}

/// A question whose answer is as long as it may be.
fn endless() -> ChatRequest {
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["story"],
        "properties": {"story": {"type": "array", "items": {"type": "string"}}},
    });
    ChatRequest { schema, ..request("Tell a very long story, sentence by sentence.", 2_000) }
}

fn model(server: &Llama, key: &str) -> EndpointChat {
    let config = ChatConfig {
        base_url: server.url(),
        api_key: key.into(),
        model: "tiny".into(),
        effort: String::new(),
        thinking_tokens: 0,
        parallel: 8,
        limits: chat_limits(Duration::from_mins(2), Duration::from_mins(1)),
    };
    EndpointChat::new(&config).unwrap()
}

#[tokio::test]
async fn a_real_server_answers_by_the_schema_and_its_refusals_are_told_apart() {
    let Some(server) = Llama::start().await else { return };
    let model = model(&server, KEY);
    let answer = model.ask(&request("Which colour is the sky?", 60)).await.unwrap();
    let colour: Value = serde_json::from_str(&answer.text).unwrap();
    assert!(colour["colour"] == "red" || colour["colour"] == "blue", "{colour}");
    assert!(answer.usage_is_reported && answer.usage.input > 10 && answer.usage.output > 1);
    let long = request(&"The harbour has many berths. ".repeat(CONTEXT / 4), 60);
    assert_eq!(model.ask(&long).await.unwrap_err().outcome, Outcome::Truncated, "larger than the context");
    let short = model.ask(&ChatRequest { max_tokens: 30, ..endless() }).await;
    assert_eq!(short.unwrap_err().outcome, Outcome::CutOff, "cut at its limit");
    let stranger = self::model(&server, "wrong").ask(&request("Which colour?", 20)).await;
    assert_eq!(stranger.unwrap_err().outcome, Outcome::Unavailable(Some(401)));
    let all = (0..8).map(|_| async { model.ask(&request("Which colour is grass?", 40)).await.is_ok() });
    let answered = futures::future::join_all(all).await;
    assert_eq!(answered, [true; 8], "eight at once, on two slots");
}

#[tokio::test]
async fn a_dropped_request_frees_its_slot_and_a_killed_server_leaves_nothing_half_done() {
    let Some(mut server) = Llama::start().await else { return };
    let (model, story) = (model(&server, KEY), endless());
    let dropped = tokio::time::timeout(Duration::from_secs(3), model.ask(&story)).await;
    assert!(dropped.is_err(), "the story is longer than that");
    let since = Instant::now();
    while server.is_busy().await {
        assert!(since.elapsed() < Duration::from_secs(5), "the server still works for nobody");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let killed = async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        server.kill();
    };
    let (answer, ()) = tokio::join!(model.ask(&story), killed);
    assert_eq!(answer.unwrap_err().outcome, Outcome::Unavailable(None));
}

#[tokio::test]
async fn its_embeddings_are_taken_too() {
    let Some(server) = Llama::start().await else { return };
    let config = EndpointConfig {
        base_url: server.url(),
        api_key: KEY.into(),
        model: "tiny".into(),
        dimension: 576,
        limits: EndpointLimits::default(),
    };
    let texts = ["a berth".to_owned(), "an invoice".to_owned()];
    let vectors = EndpointEmbedder::new(&config).unwrap().embed(&texts).await.unwrap();
    assert_eq!(vectors.iter().map(Vec::len).collect::<Vec<_>>(), [576, 576]);
}

/// Prompts that a model of this size can answer in seconds.
fn small_prompts(folder: &Path) {
    for job in ["split", "assumption", "question"] {
        std::fs::create_dir_all(folder.join(job)).unwrap();
        std::fs::write(folder.join(job).join("settings.toml"), "max_tokens = 300\nevidence_tokens = 200\n")
            .unwrap();
        std::fs::write(folder.join(job).join("system.md"), "Answer with JSON, in few words.").unwrap();
    }
}

async fn copilot(server: &Llama, folder: &Path) -> Copilot {
    small_prompts(&folder.join("prompts"));
    let mut config = Config::for_testing(&folder.join("data")).unwrap();
    config.embeddings.model = "words".into();
    config.model = Model {
        base_url: server.url(),
        api_key: KEY.into(),
        model: "tiny".into(),
        context: CONTEXT,
        first_piece_seconds: 60,
        total_seconds: 120,
        prompts: folder.join("prompts").display().to_string(),
        ..config.model
    };
    hone::app::build(&config, Duration::from_mins(1)).await.unwrap()
}

#[tokio::test]
async fn an_item_is_refined_end_to_end_and_whatever_is_kept_is_proved() {
    let Some(server) = Llama::start().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let copilot = copilot(&server, folder.path()).await;
    let scope = copilot.demo(Person::named("Ada")).await.unwrap().scope;
    let parts = copilot.doctor(&scope).await;
    let part = parts.iter().find(|part| part.part == "model").unwrap();
    assert!(part.works && part.detail.contains("keeps to a schema"), "{}", part.detail);
    for kind in [Kind::Assumption, Kind::Question] {
        let both =
            copilot.with_engine(Engine::Both).unwrap().refine(&scope, "HAR-20", &[kind]).await.unwrap();
        let playbook =
            copilot.with_engine(Engine::Playbook).unwrap().refine(&scope, "HAR-20", &[kind]).await.unwrap();
        let by_playbook =
            both.suggestions.iter().filter(|one| one.suggestion.receipt.engine == "playbook").count();
        assert_eq!(by_playbook, playbook.suggestions.len(), "the playbook's stay whatever the model says");
        for one in both.suggestions.iter().filter(|one| one.suggestion.receipt.engine == "model") {
            let receipt = &one.suggestion.receipt;
            assert!(receipt.input_tokens > 0 && receipt.model == "tiny");
            let checks = serde_json::to_value(one.suggestion.report()).unwrap();
            let proved = |check: &Value| check["check"] == "quotes_proved" && check["outcome"] == "pass";
            assert!(checks.as_array().unwrap().iter().any(proved), "{checks}");
        }
        assert!(both.notices.iter().any(|notice| notice.contains("tokens and gave")), "{:?}", both.notices);
    }
}
