use super::*;
use crate::llm::EndpointLimits;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use secrecy::SecretString;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

/// One answer of the scripted server.
struct Reply {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: String,
    delay: Duration,
}

fn reply(status: u16, body: &str) -> Reply {
    Reply { status, headers: Vec::new(), body: body.to_owned(), delay: Duration::ZERO }
}

fn vectors(rows: &[&[f64]]) -> Reply {
    let rows: Vec<Value> = rows.iter().map(|row| json!({"embedding": row})).collect();
    reply(200, &json!({"data": rows}).to_string())
}

#[derive(Default)]
struct Script {
    replies: Mutex<VecDeque<Reply>>,
    requests: Mutex<Vec<(HeaderMap, Value)>>,
}

/// A server on loopback that gives its replies in order and keeps the requests; it ends with the value.
struct Server {
    script: Arc<Script>,
    base_url: String,
    _running: JoinSet<()>,
}

impl Server {
    async fn start(replies: Vec<Reply>) -> Self {
        let script = Arc::new(Script { replies: Mutex::new(replies.into()), ..Script::default() });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1/", listener.local_addr().unwrap());
        let app = Router::new().fallback(answer).with_state(Arc::clone(&script));
        let mut running = JoinSet::new();
        running.spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { script, base_url, _running: running }
    }

    fn embedder(&self, api_key: &str) -> EndpointEmbedder {
        EndpointEmbedder::new(&config(&self.base_url, api_key)).unwrap()
    }

    async fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        self.embedder("key").embed(&texts).await
    }

    fn request_count(&self) -> usize {
        self.script.requests.lock().unwrap().len()
    }
}

async fn answer(State(script): State<Arc<Script>>, headers: HeaderMap, body: String) -> Response {
    let request = serde_json::from_str(&body).unwrap_or(Value::Null);
    script.requests.lock().unwrap().push((headers, request));
    let reply = script.replies.lock().unwrap().pop_front().unwrap_or_else(|| reply(418, "unscripted"));
    sleep(reply.delay).await;
    let mut response = (StatusCode::from_u16(reply.status).unwrap(), reply.body).into_response();
    for (name, value) in reply.headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn config(base_url: &str, api_key: &str) -> EndpointConfig {
    EndpointConfig {
        base_url: base_url.to_owned(),
        api_key: SecretString::from(api_key),
        model: "tiny".to_owned(),
        dimension: 2,
        limits: EndpointLimits {
            connect: Duration::from_millis(500),
            first_byte: Duration::from_millis(300),
            idle: Duration::from_millis(300),
            total: Duration::from_secs(3),
            longest_pause: Duration::from_millis(20),
            attempts: 3,
            body_bytes: 1_000,
        },
    }
}

#[tokio::test]
async fn vectors_come_back_as_unit_vectors_in_order_and_a_blank_text_is_not_sent() {
    let body = r#"{"object":"list","data":[{"index":1,"embedding":[0,-2]},{"index":0,"embedding":[3,4]}]}"#;
    let server = Server::start(vec![reply(200, body)]).await;
    let vectors = server.embed(&["refund", " ", "basket"]).await.unwrap();
    assert_eq!(vectors, [[0.6, 0.8], [0.0, 0.0], [0.0, -1.0]]);
    let requests = server.script.requests.lock().unwrap();
    let (headers, request) = &requests[0];
    assert_eq!(*request, json!({"model": "tiny", "input": ["refund", "basket"], "encoding_format": "float"}));
    let mut names: Vec<&str> = headers.keys().map(axum::http::HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "content-length", "content-type", "host", "user-agent"]);
    assert_eq!(headers["authorization"], "Bearer key");
}

#[tokio::test]
async fn without_a_key_nothing_is_authorised() {
    let server = Server::start(vec![vectors(&[&[1.0, 0.0]])]).await;
    server.embedder("").embed(&["refund".to_owned()]).await.unwrap();
    assert!(!server.script.requests.lock().unwrap()[0].0.contains_key("authorization"));
}

#[tokio::test]
async fn a_busy_server_is_asked_again_after_a_pause_that_is_capped() {
    let busy = Reply { headers: vec![("retry-after", "3600")], ..reply(429, "slow down") };
    let server = Server::start(vec![busy, reply(502, ""), vectors(&[&[1.0, 0.0]])]).await;
    let started = Instant::now();
    assert_eq!(server.embed(&["refund"]).await, Ok(vec![vec![1.0, 0.0]]));
    assert!(started.elapsed() >= Duration::from_millis(40) && started.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn three_attempts_are_all_and_no_body_is_repeated() {
    let page = || reply(500, "<html>secret customer words</html>");
    let server = Server::start((0..4).map(|_| page()).collect()).await;
    let error = server.embed(&["refund"]).await.unwrap_err();
    assert_eq!(error, EmbedError::Unavailable("status 500".to_owned()));
    assert_eq!(server.request_count(), 3);
}

#[tokio::test]
async fn a_refusal_is_final() {
    for (status, body) in [(401, r#"{"error":{"code":401}}"#), (400, "no"), (302, ""), (501, "")] {
        let moved = vec![("location", "http://127.0.0.1:9/v1/embeddings")];
        let server = Server::start(vec![Reply { headers: moved, ..reply(status, body) }]).await;
        assert_eq!(server.embed(&["refund"]).await, Err(EmbedError::Refused(status)));
        assert_eq!(server.request_count(), 1);
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_the_question_is_invalid() {
    let twice = r#"{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]}"#;
    let large = format!(r#"{{"data":[{}]}}"#, " ".repeat(1_000));
    let cases = [
        (vectors(&[&[1.0, 0.0, 0.0], &[1.0, 0.0]]), "a vector of length 3, not 2"),
        (vectors(&[&[1.0, 0.0]]), "1 vectors for 2 texts"),
        (vectors(&[&[1.0, 0.0], &[0.0, 0.0]]), "a vector without direction"),
        (vectors(&[&[1.0, 0.0], &[1e300, 0.0]]), "a vector without direction"),
        (reply(200, twice), "two vectors for one text"),
        (reply(200, &large), "more bytes than allowed"),
        (reply(200, r#"{"error":"secret"}"#), "something that is not a list of vectors"),
        (reply(200, "<html>secret</html>"), "something that is not a list of vectors"),
    ];
    for (reply, what) in cases {
        let server = Server::start(vec![reply]).await;
        assert_eq!(server.embed(&["refund", "basket"]).await, Err(EmbedError::Invalid(what.to_owned())));
        assert_eq!(server.request_count(), 1);
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_left_and_not_asked_again() {
    let slow = Reply { delay: Duration::from_secs(30), ..vectors(&[&[1.0, 0.0]]) };
    let server = Server::start(vec![slow]).await;
    let started = Instant::now();
    assert_eq!(server.embed(&["refund"]).await, Err(EmbedError::Unavailable("no answer in time".to_owned())));
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(server.request_count(), 1);
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_unavailable() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let embedder = EndpointEmbedder::new(&config(&format!("http://{free}/v1"), "key")).unwrap();
    let error = embedder.embed(&["refund".to_owned()]).await.unwrap_err();
    assert_eq!(error, EmbedError::Unavailable("no connection".to_owned()));
}

#[test]
fn settings_that_cannot_work_or_that_hide_a_secret_are_refused() {
    let refused = |config: EndpointConfig| EndpointEmbedder::new(&config).err();
    let url = "the base URL must be http(s)://HOST/PATH without user, query or fragment";
    for base_url in ["", "localhost:11434", "file:///etc", "http://me:pass@host/v1", "http://host/v1?key=1"] {
        assert_eq!(refused(config(base_url, "key")), Some(EmbedError::Load(url.to_owned())), "{base_url}");
    }
    let azure = "an address at Azure ends in /openai/v1 and has no api-version; the model is the name of the deployment";
    for base_url in [
        "https://mine.openai.azure.com/",
        "https://mine.openai.azure.com/openai/deployments/chat?api-version=2024-10-21",
        "https://mine.openai.azure.com/openai/v1?api-version=preview",
    ] {
        assert_eq!(refused(config(base_url, "key")), Some(EmbedError::Load(azure.to_owned())), "{base_url}");
    }
    assert_eq!(refused(config("https://mine.openai.azure.com/openai/v1/", "key")), None);
    let key = "the API key has a character that no header can carry";
    assert_eq!(refused(config("http://host/v1", "a\nb")), Some(EmbedError::Load(key.to_owned())));
    let flat = EndpointConfig { dimension: 0, ..config("http://host/v1", "key") };
    assert_eq!(refused(flat), Some(EmbedError::Load("the dimension is zero".to_owned())));
}

#[test]
fn the_version_tells_servers_and_models_apart_and_forgives_a_slash() {
    let version = |base_url: &str| EndpointEmbedder::new(&config(base_url, "")).unwrap().version().to_owned();
    assert_eq!(version("http://host/v1"), version("http://host/v1/"));
    assert_ne!(version("http://host/v1"), version("http://other/v1"));
    assert!(version("http://host/v1").starts_with("endpoint/tiny/2/"));
}

#[test]
fn requests_are_cut_by_count_and_by_bytes() {
    assert!(requests(&[]).is_empty());
    assert_eq!(requests(&[10; 70]), [0..32, 32..64, 64..70]);
    assert_eq!(requests(&[60_000, 6_000, 100_000, 1]), [0..1, 1..2, 2..3, 3..4]);
}
