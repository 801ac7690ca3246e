//! What each maker's server does in a way of its own, by the shapes of its documents or its source:
//! OpenAI, Azure, Ollama, vLLM. llama-server is asked itself in `model_server`.

#![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]

use crate::support::provider::{Provider, Reply, client_of, piece, short_request};
use hone::llm::{
    ChatAnswer, ChatConfig, ChatModel, ChatRequest, ChatStop, EndpointChat, Outcome, chat_limits,
};
use serde_json::{Value, json};
use std::time::Duration;

fn model(url: &str) -> EndpointChat {
    let mut limits = chat_limits(Duration::from_secs(4), Duration::from_secs(2));
    limits.longest_pause = Duration::from_millis(30);
    let config = ChatConfig {
        model: "mine".into(),
        effort: "low".into(),
        thinking_tokens: 500,
        ..client_of(url, limits)
    };
    EndpointChat::new(&config).unwrap()
}

fn refusal(status: u16, body: &Value) -> Reply {
    Reply::raw(status, "content-type: application/json\r\n", body.to_string())
}

fn ends(reason: &str) -> Value {
    json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
}

/// What comes of one request, and the requests that it took.
async fn ask(replies: Vec<Reply>) -> (Result<ChatAnswer, ChatStop>, Vec<Value>) {
    let provider = Provider::start(replies).await;
    let answer = model(provider.url()).ask(&short_request()).await;
    (answer, provider.requests())
}

#[tokio::test]
async fn a_model_of_openai_that_thinks_is_asked_as_it_likes_whatever_its_name_and_from_then_on() {
    let unsupported = |param: &str, code: &str| {
        let message = format!("Unsupported parameter: '{param}' is not supported with this model.");
        refusal(
            400,
            &json!({"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}),
        )
    };
    let replies = vec![
        unsupported("max_tokens", "unsupported_parameter"),
        unsupported("temperature", "unsupported_value"),
        Reply::says("{}"),
    ];
    let provider = Provider::start(replies).await;
    let model = model(provider.url());
    assert_eq!(model.ask(&short_request()).await.unwrap().text, "{}");
    model.ask(&short_request()).await.unwrap();
    let sent = provider.requests();
    assert_eq!(sent.len(), 4, "the second request is taken at once");
    assert_eq!((&sent[0]["max_tokens"], &sent[0]["temperature"]), (&json!(540), &json!(0)));
    assert_eq!(
        (&sent[3]["max_completion_tokens"], &sent[3]["reasoning_effort"]),
        (&json!(540), &json!("low"))
    );
    assert!(sent[3]["max_tokens"].is_null() && sent[3]["temperature"].is_null());
    assert!(sent[3]["response_format"]["json_schema"]["strict"] == true);
}

#[tokio::test]
async fn each_refusal_is_told_by_its_own_sentence_and_is_final() {
    let azure = |code: &str| json!({"error": {"code": code, "message": "Access denied."}});
    let filtered = json!({"error": {
        "message": "The response was filtered.", "type": null, "param": "prompt", "code": "content_filter",
        "status": 400, "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {}},
    }});
    let ollama = json!({"error": {
        "message": "model \"mine\" not found, try pulling it first", "type": "not_found_error", "param": null, "code": null,
    }});
    let too_long = json!({"error": {
        "message": "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
        "type": "BadRequestError", "param": null, "code": 400,
    }});
    let openai = json!({"error": {
        "message": "Incorrect API key provided.", "type": "invalid_request_error", "param": null, "code": "invalid_api_key",
    }});
    for (who, status, body, outcome) in [
        ("OpenAI, no such key", 401, openai, Outcome::Unavailable(Some(401))),
        ("Azure, no such key", 401, azure("401"), Outcome::Unavailable(Some(401))),
        ("Azure, no such deployment", 404, azure("DeploymentNotFound"), Outcome::Unavailable(Some(404))),
        ("Azure's filter, on the prompt", 400, filtered, Outcome::Filtered),
        ("Ollama, a model that was not pulled", 404, ollama, Outcome::Unavailable(Some(404))),
        ("vLLM, a prompt too long", 400, too_long, Outcome::Truncated),
        ("vLLM, no such key", 401, json!({"error": "Unauthorized"}), Outcome::Unavailable(Some(401))),
    ] {
        let (answer, sent) = ask(vec![refusal(status, &body)]).await;
        assert_eq!((answer.unwrap_err().outcome, sent.len()), (outcome, 1), "{who}");
    }
}

#[tokio::test]
async fn a_schema_that_a_server_cannot_enforce_is_left_out_and_the_answer_taken() {
    let shapes = [
        (
            "vLLM",
            json!({"error": {
                "message": "The provided JSON schema contains features not supported by xgrammar.",
                "type": "BadRequestError", "param": null, "code": 400,
            }}),
        ),
        (
            "OpenAI, an older model",
            json!({"error": {
                "message": "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
                "type": "invalid_request_error", "param": "response_format", "code": null,
            }}),
        ),
        ("a server that validates", json!({"detail": [{"loc": ["body", "response_format"]}]})),
    ];
    for (who, body) in shapes {
        let (answer, sent) = ask(vec![refusal(400, &body), Reply::says("{}")]).await;
        assert_eq!((answer.unwrap().text.as_str(), sent.len()), ("{}", 2), "{who}");
        assert!(sent[1]["response_format"].is_null() && sent[1]["temperature"] == 0, "{who}");
    }
    let never = json!({"error": {"message": "no", "type": "BadRequestError", "param": null, "code": 400}});
    let (answer, sent) = ask(vec![refusal(400, &never)]).await;
    assert_eq!((answer.unwrap_err().outcome, sent.len()), (Outcome::Unavailable(Some(400)), 2));
}

#[tokio::test]
async fn azure_streams_what_its_filter_found_beside_the_answer() {
    let verdict = json!({"hate": {"filtered": false, "severity": "safe"}});
    let prompt = json!({"choices": [], "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": verdict}]});
    let said = json!({"choices": [{"index": 0, "delta": {"content": "{}"}, "content_filter_results": verdict, "finish_reason": null}]});
    let (answer, _) = ask(vec![Reply::events(&[prompt.clone(), said.clone(), ends("stop")])]).await;
    assert_eq!(answer.unwrap().text, "{}");
    let (answer, _) = ask(vec![Reply::events(&[prompt, said, ends("content_filter")])]).await;
    assert_eq!(answer.unwrap_err().outcome, Outcome::Filtered, "stopped in the middle");
}

#[tokio::test]
async fn what_a_model_thinks_aloud_is_no_answer() {
    let thought = |field: &str| json!({"choices": [{"index": 0, "delta": {"content": "", field: "Hm, {"}}]});
    let usage = json!({"choices": [], "usage": {"prompt_tokens": 9_000, "completion_tokens": 540}});
    for (who, field) in [("Ollama", "reasoning"), ("vLLM", "reasoning_content")] {
        let events = [thought(field), piece("{}"), ends("stop"), usage.clone()];
        let (answer, _) = ask(vec![Reply::events(&events)]).await;
        assert_eq!(answer.unwrap().text, "{}", "{who}");
        let events = [thought(field), ends("length"), usage.clone()];
        let (answer, _) = ask(vec![Reply::events(&events)]).await;
        let stop = answer.unwrap_err();
        assert_eq!((stop.outcome, stop.usage.output), (Outcome::CutOff, 540), "{who}: all of it was thought");
    }
}

#[tokio::test]
async fn ollama_that_cuts_a_prompt_is_found_out_and_one_that_counts_nothing_is_counted() {
    let long = ChatRequest { user: "The harbour keeps a list of berths. ".repeat(600), ..short_request() };
    let cut = json!({"choices": [], "usage": {"prompt_tokens": 2_048, "completion_tokens": 3}});
    let provider = Provider::start(vec![Reply::events(&[piece("{}"), ends("stop"), cut])]).await;
    assert_eq!(model(provider.url()).ask(&long).await.unwrap_err().outcome, Outcome::Truncated);
    let (answer, sent) = ask(vec![Reply::events(&[piece("{}"), ends("stop")])]).await;
    let answer = answer.unwrap();
    assert!(!answer.usage_is_reported && answer.usage.input > 0 && answer.usage.output > 0);
    assert_eq!(sent[0]["stream_options"]["include_usage"], true, "it says so only when it is asked");
}
