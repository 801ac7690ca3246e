//! The 34 faults of a model endpoint, each by its name: none hangs, none is taken for an answer,
//! and the next request is served.
//!
//! The first sixteen are the scenarios of Failover Bench 0.1, the others are ours.

#![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]

use crate::support::deaf::{Deaf, Manner};
use crate::support::provider::{Provider, Reply, client_of, piece};
use hone::domain::item::Item;
use hone::llm::{EndpointChat, EndpointLimits, Outcome};
use hone::prompt::{Job, Prompts};
use hone::proposer::model::{Memory, Prepared, prepare};
use hone::proposer::{Brief, Heard};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The longest that any request here may take, its two seconds of budget and a repair included.
const BOUND: Duration = Duration::from_secs(5);

fn model(url: &str) -> EndpointChat {
    let limits = EndpointLimits {
        connect: Duration::from_millis(500),
        first_byte: Duration::from_millis(600),
        idle: Duration::from_millis(300),
        total: Duration::from_secs(2),
        longest_pause: Duration::from_millis(400),
        attempts: 3,
        body_bytes: 50_000,
    };
    EndpointChat::new(&client_of(url, limits)).unwrap()
}

fn request() -> Prepared {
    let item = Item { key: "BOAT-7".into(), ..Item::of("Change the nights of a stay", "") };
    let prompts = Prompts::load(None).unwrap();
    let (brief, heard) = (Brief::alone(item), Heard::default());
    prepare(Job::Assumption, &brief, &heard, &Memory::default(), &prompts, 8_000).unwrap().unwrap()
}

fn answer() -> Value {
    json!({"assumptions": [{
        "statement": "At least half of the guests change a night each season", "kind": "desirability",
        "importance": "high", "importance_why": "Without it nobody changes a night.",
        "supports": [], "contradicts": [],
    }]})
}

fn good() -> Reply {
    Reply::says(&answer().to_string())
}

fn ends(reason: &str) -> Value {
    json!({"choices": [{"delta": {}, "finish_reason": reason}]})
}

/// What an endpoint does, what comes of it, and how often it is asked.
struct Fault {
    replies: Vec<Reply>,
    outcome: Outcome,
    attempts: usize,
}

impl Fault {
    /// Is not asked again.
    fn once(reply: Reply, outcome: Outcome) -> Self {
        Self { replies: vec![reply], outcome, attempts: 1 }
    }

    /// Does it at every attempt.
    fn always(reply: Reply, outcome: Outcome) -> Self {
        Self { replies: vec![reply; 3], outcome, attempts: 3 }
    }

    /// Does it once, then answers.
    fn passing(reply: Reply) -> Self {
        Self { replies: vec![reply], outcome: Outcome::Ok, attempts: 2 }
    }

    /// Answers so, at the repair too.
    fn unusable(answer: &str) -> Self {
        Self { replies: vec![Reply::says(answer); 2], outcome: Outcome::Invalid, attempts: 2 }
    }

    /// Runs it, and then a request that is answered, on the same connection to the world.
    async fn hold(mut self) {
        self.replies.push(good());
        let provider = Provider::start(self.replies).await;
        let model = model(provider.url());
        let started = Instant::now();
        let run = request().run(&model).await;
        assert!(started.elapsed() < BOUND, "bounded by its budget");
        assert_eq!(run.outcome, self.outcome);
        assert_eq!(run.drafts.is_empty(), self.outcome != Outcome::Ok, "nothing partial is a draft");
        assert_eq!(provider.requests().len(), self.attempts);
        assert_eq!(request().run(&model).await.outcome, Outcome::Ok, "alive after it");
    }
}

macro_rules! faults {
    ($($name:ident: $fault:expr;)+) => {
        $(#[tokio::test]
        async fn $name() {
            $fault.hold().await;
        })+
    };
}

fn busy(headers: &str) -> Reply {
    Reply::raw(429, headers, "{}")
}

fn refuses(code: &str) -> Reply {
    Reply::raw(400, "content-type: application/json\r\n", json!({"error": {"code": code}}).to_string())
}

fn page(body: impl Into<Vec<u8>>) -> Reply {
    Reply::raw(200, "content-type: text/html\r\n", body)
}

/// The good answer without the event of this place.
fn without_done() -> Reply {
    Reply::events(&[piece(&answer().to_string()), ends("stop"), json!({"usage": {"prompt_tokens": 9_000}})])
}

/// The good answer, of which the server says that there is more.
fn endless() -> Reply {
    Reply::events(&[piece(&answer().to_string()), ends("length")])
}

fn broken_chunk() -> Reply {
    let text = answer().to_string();
    let (one, other) = text.split_at(20);
    let events = format!("data: {}\n\ndata: {{\"choices\":[\n\ndata: {}\n\n", piece(one), piece(other));
    Reply::raw(200, "content-type: text/event-stream\r\n", events)
}

faults! {
    busy_with_a_time_to_wait: Fault::passing(busy("retry-after-ms: 300\r\n"));
    busy_for_ever: Fault::always(busy(""), Outcome::RateLimited(None));
    broken_once: Fault::passing(Reply::raw(500, "", "<html>oops</html>"));
    overloaded_for_ever: Fault::always(Reply::raw(503, "", ""), Outcome::Unavailable(Some(503)));
    reset_before_the_head: Fault::passing(Reply::default());
    no_response_at_all: Fault::once(good().after(Duration::from_secs(9)), Outcome::TimedOut);
    slow_first_token: Fault { replies: vec![good().after(Duration::from_millis(300))], outcome: Outcome::Ok, attempts: 1 };
    stream_cut_in_the_answer: Fault::once(Reply::events(&[piece(&answer().to_string())]), Outcome::Truncated);
    stream_stalls: Fault::once(good().dripping(Duration::from_secs(9)), Outcome::TimedOut);
    malformed_chunk: Fault::once(broken_chunk(), Outcome::Invalid);
    no_done_at_the_end: Fault { replies: vec![without_done()], outcome: Outcome::Ok, attempts: 1 };
    context_exceeded: Fault::once(refuses("context_length_exceeded"), Outcome::Truncated);
    content_policy_refuses_the_prompt: Fault::once(refuses("content_policy_violation"), Outcome::Filtered);

    web_page_with_status_200: Fault::once(page("<html>hello</html>"), Outcome::Invalid);
    empty_answer_with_status_200: Fault::once(page(""), Outcome::Invalid);
    packed_bytes: Fault::once(Reply::raw(200, "content-encoding: gzip\r\n", vec![0x1f, 0x8b, 8, 0]), Outcome::Invalid);
    ten_megabytes: Fault::once(page(vec![b' '; 10 << 20]), Outcome::Invalid);
    a_byte_at_a_time: Fault::once(good().dripping(Duration::from_millis(20)), Outcome::TimedOut);
    content_is_null: Fault::once(Reply::events(&[json!({"choices": [{"delta": {"content": null}}]}), ends("stop")]), Outcome::Invalid);
    model_declines: Fault::once(Reply::events(&[json!({"choices": [{"delta": {"refusal": "no"}}]}), ends("stop")]), Outcome::Refused);
    filter_stops_the_answer: Fault::once(Reply::events(&[piece("{"), ends("content_filter")]), Outcome::Filtered);
    limit_of_the_answer_is_hit: Fault { replies: vec![endless(); 2], outcome: Outcome::CutOff, attempts: 2 };
    prompt_was_cut: Fault::once(Reply::events(&[piece(&answer().to_string()), ends("stop"), json!({"usage": {"prompt_tokens": 9}})]), Outcome::Truncated);
    duplicate_keys: Fault::unusable(r#"{"assumptions":[],"assumptions":[]}"#);
    numbers_that_are_none: Fault::unusable(r#"{"assumptions":[{"statement":NaN,"kind":1e999}]}"#);
    a_day_to_wait: Fault::always(busy("retry-after: 86400\r\n"), Outcome::RateLimited(Some(Duration::from_hours(24))));
    another_content_type: Fault::once(Reply::raw(200, "content-type: application/json\r\n", r#"{"choices":[]}"#), Outcome::Invalid);
}

#[tokio::test]
async fn answer_of_another_form() {
    let mut missing = answer();
    missing["assumptions"][0].as_object_mut().unwrap().remove("kind");
    let mut unknown = answer();
    unknown["assumptions"][0]["state"] = "accepted".into();
    let mut wrong = answer();
    wrong["assumptions"][0]["supports"] = "s1".into();
    let two = format!("{}{}", answer(), answer());
    for answer in
        [missing.to_string(), unknown.to_string(), wrong.to_string(), two, "I would be glad to!".into()]
    {
        Fault::unusable(&answer).hold().await;
    }
}

#[tokio::test]
async fn ids_that_were_not_given() {
    let mut cites = answer();
    cites["assumptions"][0]["supports"] = json!([{"id": "s99", "words": "rang the office"}]);
    Fault::once(Reply::says(&cites.to_string()), Outcome::Invalid).hold().await;
}

#[tokio::test]
async fn an_answer_that_did_not_end_is_asked_for_anew_with_more_room() {
    let provider = Provider::start(vec![endless(), good()]).await;
    let run = request().run(&model(provider.url())).await;
    assert_eq!((run.outcome, run.drafts.len()), (Outcome::Ok, 1));
    let sent = provider.requests();
    let room = |at: usize| sent[at]["max_tokens"].as_u64().unwrap();
    assert_eq!((sent.len(), room(1)), (2, 2 * room(0)));
    assert_eq!(sent[0]["messages"], sent[1]["messages"]);
}

#[tokio::test]
async fn a_cut_answer_is_never_continued() {
    let cut = Reply::events(&[piece(&answer().to_string()[..40])]);
    let provider = Provider::start(vec![cut, good()]).await;
    let model = model(provider.url());
    assert_eq!(request().run(&model).await.outcome, Outcome::Truncated);
    assert_eq!(request().run(&model).await.outcome, Outcome::Ok);
    for sent in provider.requests() {
        let roles: Vec<&Value> =
            sent["messages"].as_array().unwrap().iter().map(|message| &message["role"]).collect();
        assert_eq!(roles, ["system", "user"], "no beginning of an answer is put into its mouth");
    }
}

#[tokio::test]
async fn down_then_healthy() {
    let mut replies = vec![Reply::raw(503, "retry-after-ms: 1\r\n", ""); 9];
    replies.push(good());
    let provider = Provider::start(replies).await;
    let model = model(provider.url());
    for _ in 0..4 {
        assert!(matches!(request().run(&model).await.outcome, Outcome::Unavailable(_)));
    }
    assert_eq!(provider.requests().len(), 9, "the fourth was not sent");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(request().run(&model).await.outcome, Outcome::Ok, "and it is tried again within seconds");
}

#[tokio::test]
async fn failed_attempts_cost_nothing_and_what_was_sent_in_vain_does() {
    let provider = Provider::start(vec![Reply::raw(503, "retry-after-ms: 1\r\n", "")]).await;
    let run = request().run(&model(provider.url())).await;
    assert_eq!((run.outcome, run.usage.input + run.usage.output), (Outcome::Unavailable(Some(503)), 0));
    let provider = Provider::start(vec![Reply::says("I would be glad to!")]).await;
    let run = request().run(&model(provider.url())).await;
    assert_eq!((run.usage.input, run.usage.output), (18_000, 100), "the answer and its repair");
}

#[tokio::test]
async fn broken_encryption() {
    let deaf = Deaf::listen(Manner::HangUp).await;
    let address = deaf.url().replace("http:", "https:") + "/v1";
    assert_eq!(request().run(&model(&address)).await.outcome, Outcome::Unavailable(None));
}

#[tokio::test]
async fn name_that_leads_nowhere() {
    let run = request().run(&model("http://no-such-host.invalid/v1")).await;
    assert_eq!(run.outcome, Outcome::Unavailable(None));
}
