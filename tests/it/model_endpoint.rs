//! What becomes of a request when the model endpoint fails, fault by fault, over real HTTP.

#![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]

use crate::support::deaf::{Deaf, Manner};
use crate::support::provider::{Provider, Reply, piece};
use hone::llm::{
    ChatAnswer, ChatConfig, ChatModel, ChatRequest, ChatStop, EndpointChat, EndpointLimits, Outcome,
};
use serde_json::json;
use std::time::{Duration, Instant};

fn request() -> ChatRequest {
    ChatRequest {
        system: "You help.".into(),
        user: "Say it.".into(),
        schema_name: "answer",
        schema: json!({"type": "object"}),
        max_tokens: 40,
    }
}

fn model(url: &str) -> EndpointChat {
    let limits = EndpointLimits {
        connect: Duration::from_millis(500),
        first_byte: Duration::from_millis(400),
        idle: Duration::from_millis(200),
        total: Duration::from_secs(2),
        longest_pause: Duration::from_millis(30),
        attempts: 3,
        body_bytes: 50_000,
    };
    let config =
        ChatConfig { base_url: url.into(), api_key: "key".into(), model: "tiny".into(), parallel: 2, limits };
    EndpointChat::new(&config).unwrap()
}

async fn ask(replies: Vec<Reply>) -> (Result<ChatAnswer, ChatStop>, usize) {
    let provider = Provider::start(replies).await;
    let started = Instant::now();
    let answer = model(provider.url()).ask(&request()).await;
    assert!(started.elapsed() < Duration::from_secs(3), "bounded by the budget of time");
    (answer, provider.requests().len())
}

#[tokio::test]
async fn a_whole_answer_is_taken_with_what_it_took() {
    let provider = Provider::start(vec![Reply::says(r#"{"ok":true}"#)]).await;
    let answer = model(provider.url()).ask(&request()).await.unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.usage.input, answer.usage.output),
        (r#"{"ok":true}"#, 9_000, 50)
    );
    let sent = provider.requests().remove(0);
    assert_eq!(
        (&sent["stream"], &sent["max_tokens"], &sent["temperature"]),
        (&true.into(), &40.into(), &0.into())
    );
    assert_eq!(sent["response_format"]["json_schema"]["strict"], true);
}

/// Each fault: what the server sends, how it is called, how often it is asked.
fn faults() -> Vec<(&'static str, Reply, Outcome, usize)> {
    let json_header = "content-type: application/json\r\n";
    let error = |status, body: &str| Reply::raw(status, json_header, body);
    let ends = |reason: &str| json!({"choices": [{"delta": {}, "finish_reason": reason}]});
    let cut = "transfer-encoding: chunked\r\ncontent-type: text/event-stream\r\n";
    let unavailable = |status| Outcome::Unavailable(Some(status));
    let spent = r#"{"error":{"code":"insufficient_quota"}}"#;
    let overflow = r#"{"error":{"code":400,"type":"exceed_context_size_error"}}"#;
    let filtered = r#"{"error":{"code":"content_filter"}}"#;
    let slow_down = Reply::raw(429, "retry-after: 86400\r\n", "<html>slow down</html>");
    let day = Outcome::RateLimited(Some(Duration::from_hours(24)));
    vec![
        ("is busy for a day", slow_down, day, 3),
        ("is busy", error(429, "{}"), Outcome::RateLimited(None), 3),
        ("has no quota left", error(429, spent), Outcome::RateLimited(None), 1),
        ("is broken", Reply::raw(500, "", "<html>oops</html>"), unavailable(500), 3),
        ("has a broken gateway", Reply::raw(502, "", ""), unavailable(502), 3),
        ("is overloaded", Reply::raw(503, "", ""), unavailable(503), 3),
        ("does not know the key", error(401, "<html>"), unavailable(401), 1),
        ("forbids it", error(403, "{}"), unavailable(403), 1),
        ("does not know the model", error(404, "{}"), unavailable(404), 1),
        ("moves elsewhere", Reply::raw(302, "location: http://127.0.0.1:9/\r\n", ""), unavailable(302), 1),
        ("finds fault with the request", error(422, r#"{"detail":[]}"#), unavailable(422), 1),
        ("has too small a context", error(400, overflow), Outcome::Truncated, 1),
        ("filters the prompt", error(400, filtered), Outcome::Filtered, 1),
        ("answers with a web page", Reply::raw(200, "", "<html>hello</html>"), Outcome::Invalid, 1),
        ("answers with nothing", Reply::raw(200, "", ""), Outcome::Invalid, 1),
        ("does not stream", error(200, r#"{"choices":[]}"#), Outcome::Invalid, 1),
        ("sends too much", Reply::raw(200, "", vec![b' '; 60_000]), Outcome::Invalid, 1),
        (
            "sends packed bytes",
            Reply::raw(200, "content-encoding: gzip\r\n", vec![0x1f, 0x8b]),
            Outcome::Invalid,
            1,
        ),
        ("sends broken events", Reply::raw(200, "", "data: {\"choices\":[\n\n"), Outcome::Invalid, 1),
        (
            "says everything twice",
            Reply::raw(200, "", "data: {\"choices\":[],\"choices\":[]}\n\n"),
            Outcome::Invalid,
            1,
        ),
        ("stops without an end", Reply::events(&[piece("{}")]), Outcome::Truncated, 1),
        ("hits its limit", Reply::events(&[piece("{"), ends("length")]), Outcome::Truncated, 1),
        ("filters the answer", Reply::events(&[piece("{"), ends("content_filter")]), Outcome::Filtered, 1),
        ("says nothing", Reply::events(&[ends("stop")]), Outcome::Invalid, 1),
        ("calls a tool", Reply::events(&[piece("{}"), ends("tool_calls")]), Outcome::Invalid, 1),
        (
            "declines",
            Reply::events(&[
                json!({"choices": [{"delta": {"content": null, "refusal": "no"}}]}),
                ends("stop"),
            ]),
            Outcome::Refused,
            1,
        ),
        (
            "fails in the middle",
            Reply::events(&[piece("{"), json!({"error": {"message": "overloaded"}})]),
            Outcome::Unavailable(None),
            1,
        ),
        (
            "cuts the prompt",
            Reply::events(&[piece("{}"), ends("stop"), json!({"usage": {"prompt_tokens": 2}})]),
            Outcome::Truncated,
            1,
        ),
        ("is cut in the middle", Reply::raw(200, cut, "ff\r\ndata: {}"), Outcome::Unavailable(None), 3),
        ("begins too late", Reply::says("{}").after(Duration::from_secs(1)), Outcome::TimedOut, 1),
        ("drips", Reply::says("{}").dripping(Duration::from_millis(20)), Outcome::TimedOut, 1),
        ("falls silent", Reply::says("{}").dripping(Duration::from_secs(9)), Outcome::TimedOut, 1),
    ]
}

#[tokio::test]
async fn nothing_is_kept_half_done_whatever_the_model_does() {
    for (what, reply, outcome, attempts) in faults() {
        let (answer, asked) = ask(vec![reply]).await;
        let is_paid = answer.as_ref().is_err_and(|stop| stop.usage.input > 0);
        assert!(is_paid || outcome != Outcome::TimedOut, "what was sent is paid when the model {what}");
        assert_eq!(answer.map_err(|stop| stop.outcome), Err(outcome), "when the model {what}");
        assert_eq!(asked, attempts, "when the model {what}");
    }
}

#[tokio::test]
async fn nobody_there_and_somebody_mute_are_told_apart() {
    for (manner, outcome) in [
        (Manner::Gone, Outcome::Unavailable(None)),
        (Manner::HangUp, Outcome::Unavailable(None)),
        (Manner::Mute, Outcome::TimedOut),
    ] {
        let deaf = Deaf::listen(manner).await;
        let answer = model(&format!("{}/v1", deaf.url())).ask(&request()).await;
        assert_eq!(answer.unwrap_err().outcome, outcome, "{manner:?}");
    }
    let nowhere = model("http://no-such-host.invalid/v1").ask(&request()).await;
    assert_eq!(nowhere.unwrap_err().outcome, Outcome::Unavailable(None));
}

#[tokio::test]
async fn a_busy_server_is_asked_again_and_its_answer_taken() {
    let (answer, asked) =
        ask(vec![Reply::raw(429, "", ""), Reply::raw(503, "", ""), Reply::says("{}")]).await;
    assert_eq!((answer.unwrap().text.as_str(), asked), ("{}", 3));
}

#[tokio::test]
async fn a_server_in_trouble_is_left_alone_and_asked_again_later() {
    let mut replies = vec![Reply::raw(500, "", ""); 9];
    replies.push(Reply::says("{}"));
    let provider = Provider::start(replies).await;
    let model = model(provider.url());
    for _ in 0..4 {
        assert!(model.ask(&request()).await.is_err());
    }
    assert_eq!(provider.requests().len(), 9, "the fourth was not sent");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(model.ask(&request()).await.unwrap().text, "{}");
}

#[tokio::test]
async fn a_request_that_is_dropped_ends_on_the_wire() {
    let provider =
        Provider::start(vec![Reply::says("{}").after(Duration::from_millis(300)), Reply::says("{}")]).await;
    let model = model(provider.url());
    let one = request();
    let given_up = tokio::time::timeout(Duration::from_millis(50), model.ask(&one)).await;
    assert!(given_up.is_err());
    assert_eq!(model.ask(&one).await.unwrap().text, "{}", "its slot is free again");
}
