//! A request to a model endpoint over real HTTP: what is sent, what is taken, and how it may fail
//! besides the faults of `model_faults`.

#![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]

use crate::support::deaf::{Deaf, Manner};
use crate::support::provider::{Provider, Reply, client_of, piece, short_request};
use hone::llm::{ChatAnswer, ChatModel, ChatStop, EndpointChat, EndpointLimits, Outcome};
use serde_json::json;
use std::time::{Duration, Instant};

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
    EndpointChat::new(&client_of(url, limits)).unwrap()
}

async fn ask(replies: Vec<Reply>) -> (Result<ChatAnswer, ChatStop>, usize) {
    let provider = Provider::start(replies).await;
    let started = Instant::now();
    let answer = model(provider.url()).ask(&short_request()).await;
    assert!(started.elapsed() < Duration::from_secs(3), "bounded by the budget of time");
    (answer, provider.requests().len())
}

#[tokio::test]
async fn a_whole_answer_is_taken_with_what_it_took() {
    let provider = Provider::start(vec![Reply::says(r#"{"ok":true}"#)]).await;
    let answer = model(provider.url()).ask(&short_request()).await.unwrap();
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
    vec![
        ("has no quota left", error(429, spent), Outcome::RateLimited(None), 1),
        ("is broken", Reply::raw(500, "", "<html>oops</html>"), unavailable(500), 3),
        ("has a broken gateway", Reply::raw(502, "", ""), unavailable(502), 3),
        ("does not know the key", error(401, "<html>"), unavailable(401), 1),
        ("forbids it", error(403, "{}"), unavailable(403), 1),
        ("does not know the model", error(404, "{}"), unavailable(404), 1),
        ("moves elsewhere", Reply::raw(302, "location: http://127.0.0.1:9/\r\n", ""), unavailable(302), 1),
        ("finds fault with the request", error(422, r#"{"detail":[]}"#), unavailable(422), 2),
        (
            "says everything twice",
            Reply::raw(200, "", "data: {\"choices\":[],\"choices\":[]}\n\n"),
            Outcome::Invalid,
            1,
        ),
        ("calls a tool", Reply::events(&[piece("{}"), ends("tool_calls")]), Outcome::Invalid, 1),
        (
            "fails in the middle",
            Reply::events(&[piece("{"), json!({"error": {"message": "overloaded"}})]),
            Outcome::Unavailable(None),
            1,
        ),
        ("is cut in the middle", Reply::raw(200, cut, "ff\r\ndata: {}"), Outcome::Unavailable(None), 3),
        ("begins too late", Reply::says("{}").after(Duration::from_secs(1)), Outcome::TimedOut, 1),
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
        let answer = model(&format!("{}/v1", deaf.url())).ask(&short_request()).await;
        assert_eq!(answer.unwrap_err().outcome, outcome, "{manner:?}");
    }
    let nowhere = model("http://no-such-host.invalid/v1").ask(&short_request()).await;
    assert_eq!(nowhere.unwrap_err().outcome, Outcome::Unavailable(None));
}

#[tokio::test]
async fn a_busy_server_is_asked_again_and_its_answer_taken() {
    let (answer, asked) =
        ask(vec![Reply::raw(429, "", ""), Reply::raw(503, "", ""), Reply::says("{}")]).await;
    assert_eq!((answer.unwrap().text.as_str(), asked), ("{}", 3));
}

#[tokio::test]
async fn a_request_that_is_dropped_ends_on_the_wire() {
    let provider =
        Provider::start(vec![Reply::says("{}").after(Duration::from_millis(300)), Reply::says("{}")]).await;
    let model = model(provider.url());
    let one = short_request();
    let given_up = tokio::time::timeout(Duration::from_millis(50), model.ask(&one)).await;
    assert!(given_up.is_err());
    assert_eq!(model.ask(&one).await.unwrap().text, "{}", "its slot is free again");
}
