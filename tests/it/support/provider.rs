//! A model endpoint on loopback that answers as scripted, fault by fault, over real HTTP.

use hone::llm::{ChatConfig, ChatRequest, EndpointLimits};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// One answer: bytes as they go over the wire, each piece after a pause, then the connection closes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pieces: Vec<(Duration, Vec<u8>)>,
}

impl Reply {
    /// An answer of any status and kind.
    pub(crate) fn raw(status: u16, headers: &str, body: impl Into<Vec<u8>>) -> Self {
        let head = format!("HTTP/1.1 {status} Scripted\r\nconnection: close\r\n{headers}\r\n");
        Self { pieces: vec![(Duration::ZERO, head.into_bytes()), (Duration::ZERO, body.into())] }
    }

    /// An event stream of these events, ended by closing the connection.
    pub(crate) fn events(events: &[Value]) -> Self {
        let events: Vec<String> = events.iter().map(|event| format!("data: {event}\n\n")).collect();
        Self::raw(200, "content-type: text/event-stream\r\n", events.concat())
    }

    /// A whole answer with this text, as a sound server streams it.
    pub(crate) fn says(text: &str) -> Self {
        let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let mut reply = Self::events(&[
            json!({"choices": [{"index": 0, "delta": {"role": "assistant", "content": null}}]}),
            piece(&text[..middle]),
            piece(&text[middle..]),
            json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}),
            json!({"choices": [], "usage": {"prompt_tokens": 9_000, "completion_tokens": 50}}),
        ]);
        reply.pieces.push((Duration::ZERO, b"data: [DONE]\n\n".to_vec()));
        reply
    }

    /// The same answer, its body split into single bytes with a pause before each.
    pub(crate) fn dripping(self, pause: Duration) -> Self {
        let mut pieces = self.pieces.into_iter();
        let mut slow: Vec<(Duration, Vec<u8>)> = pieces.next().into_iter().collect();
        slow.extend(pieces.flat_map(|(_, bytes)| bytes).map(|byte| (pause, vec![byte])));
        Self { pieces: slow }
    }

    /// The same answer, begun after a pause.
    pub(crate) fn after(mut self, pause: Duration) -> Self {
        if let Some(first) = self.pieces.first_mut() {
            first.0 = pause;
        }
        self
    }
}

/// A piece of streamed text.
pub(crate) fn piece(text: &str) -> Value {
    json!({"choices": [{"index": 0, "delta": {"content": text}}]})
}

#[derive(Default)]
struct Script {
    replies: Vec<Reply>,
    requests: Vec<Value>,
}

/// The endpoint; it gives its replies in order, the last one for ever, and ends with the value.
pub(crate) struct Provider {
    script: Arc<Mutex<Script>>,
    url: String,
    _running: JoinSet<()>,
}

impl Provider {
    /// Listens on a free port of loopback.
    #[expect(clippy::unwrap_used, reason = "without it the test cannot run")]
    pub(crate) async fn start(replies: Vec<Reply>) -> Self {
        let script = Arc::new(Mutex::new(Script { replies, requests: Vec::new() }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let mut running = JoinSet::new();
        let shared = Arc::clone(&script);
        running.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((connection, _)) = listener.accept().await {
                open.spawn(serve(connection, Arc::clone(&shared)));
            }
        });
        Self { script, url, _running: running }
    }

    /// Where a client finds it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The bodies of the requests so far.
    #[expect(clippy::unwrap_used, reason = "a poisoned script fails the test")]
    pub(crate) fn requests(&self) -> Vec<Value> {
        self.script.lock().unwrap().requests.clone()
    }
}

/// The shortest question that a model can be asked.
pub(crate) fn short_request() -> ChatRequest {
    ChatRequest {
        system: "You help.".into(),
        user: "Say it.".into(),
        schema_name: "answer",
        schema: json!({"type": "object"}),
        max_tokens: 40,
    }
}

/// How a client asks the provider at `url`, within these limits.
pub(crate) fn client_of(url: &str, limits: EndpointLimits) -> ChatConfig {
    ChatConfig {
        base_url: url.into(),
        api_key: "key".into(),
        model: "tiny".into(),
        effort: String::new(),
        thinking_tokens: 0,
        parallel: 2,
        limits,
    }
}

/// Reads one request and answers it.
#[expect(clippy::unwrap_used, reason = "a poisoned script fails the test")]
async fn serve(mut connection: TcpStream, script: Arc<Mutex<Script>>) {
    let Some(request) = Box::pin(read(&mut connection)).await else { return };
    let reply = {
        let mut script = script.lock().unwrap();
        script.requests.push(request);
        if script.replies.len() > 1 { script.replies.remove(0) } else { script.replies[0].clone() }
    };
    for (pause, bytes) in reply.pieces {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        if connection.write_all(&bytes).await.is_err() {
            return;
        }
    }
    drop(connection.shutdown().await);
}

async fn read(connection: &mut TcpStream) -> Option<Value> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let count = connection.read(&mut buffer).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&buffer[..count]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length: usize =
            head.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
        if bytes.len() >= end + 4 + length {
            return serde_json::from_slice(&bytes[end + 4..]).ok();
        }
    }
}
