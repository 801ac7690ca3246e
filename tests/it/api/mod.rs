//! The API over HTTP, against a server that listens.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a request that does not get through fails the test"
)]

mod agents;
pub(crate) mod client;
mod document;
mod endings;
pub(crate) mod evaluations;
mod guards;
mod kills;
mod model;
mod refusals;
mod understanding;
mod whole_loop;

use client::Answer;
use hone::app;
use hone::config::Config;
use hone::domain::access::Person;
use hone::http::Server;
use hone::use_case::Copilot;
use hone::worker;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// A server on a port of its own, with a worker.
pub(crate) struct Desk {
    pub(crate) address: SocketAddr,
    pub(crate) copilot: Copilot,
    closing: CancellationToken,
    running: TaskTracker,
    folder: TempDir,
}

impl Desk {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| None).await
    }

    /// The same with settings by the names of their variables.
    pub(crate) async fn open_with(settings: impl Fn(&str) -> Option<String>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let config = Config::load(None, |name| match name {
            "HONE_DATA" => Some(folder.path().display().to_string()),
            "HONE_ADDR" => Some("127.0.0.1:0".into()),
            "HONE_EMBEDDINGS_MODEL" => Some("words".into()),
            _ => settings(name),
        })
        .expect("settings");
        let copilot = app::build(&config, Duration::ZERO).await.expect("a copilot");
        let closing = CancellationToken::new();
        let owner = Person::named("Ada");
        let server =
            Server::bind(copilot.clone(), &config.server, owner, closing.clone()).await.expect("a port");
        let address = server.address();
        let running = TaskTracker::new();
        running.spawn(server.run());
        running.spawn(worker::run(copilot.clone(), closing.clone()));
        Self { address, copilot, closing, running, folder }
    }

    /// The data folder of the server.
    pub(crate) fn data(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The same with an interview and a backlog in it.
    pub(crate) async fn filled() -> Self {
        Self::filled_with(|_| None).await
    }

    async fn filled_with(settings: impl Fn(&str) -> Option<String>) -> Self {
        let desk = Self::open_with(settings).await;
        let interview = sample("interviews/P01.vtt");
        let told = desk.upload("imports/interviews?name=P01.vtt&participant=P01", &interview).await;
        desk.wait_for(&told).await;
        let told = desk.upload("imports/backlog?name=backlog.csv", &sample("backlog.csv")).await;
        desk.wait_for(&told).await;
        desk
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], body.to_string()).await
    }

    pub(crate) async fn upload(&self, path: &str, bytes: &[u8]) -> Answer {
        self.send("POST", path, &[("content-type", "application/octet-stream")], bytes.to_vec()).await
    }

    /// What came of the job that an answer tells of, once it has ended.
    pub(crate) async fn wait_for(&self, told: &Answer) -> Value {
        assert_eq!(told.status, 202, "{}", told.text());
        let id = told.json()["id"].as_str().unwrap().to_owned();
        let events = self.get(&format!("jobs/{id}/events")).await.text();
        let last = events.lines().rfind(|line| line.starts_with("data: ")).unwrap().to_owned();
        let job: Value = serde_json::from_str(&last["data: ".len()..]).unwrap();
        assert_eq!(job["state"], "finished", "{job}");
        job["result"].clone()
    }

    /// Refines an item; the suggestions in order.
    pub(crate) async fn refine(&self, key: &str) -> Vec<Value> {
        let result = self.wait_for(&self.post(&format!("items/{key}/refine"), &json!({})).await).await;
        let mut suggestions = Vec::new();
        for id in result["suggestions"].as_array().unwrap() {
            suggestions.push(self.get(&format!("suggestions/{}", id.as_str().unwrap())).await.json());
        }
        suggestions
    }

    /// The first item of which an assumption or a question quotes somebody, with that suggestion.
    pub(crate) async fn refine_until_quoted(&self) -> (String, Value) {
        let mut found = None;
        let items = self.get("items").await.json();
        for item in items.as_array().unwrap() {
            let key = item["key"].as_str().unwrap();
            let quoted = |one: &Value| {
                one["kind"] != "split"
                    && one["evidence"]["for"].as_array().is_some_and(|quotes| !quotes.is_empty())
            };
            found = self.refine(key).await.into_iter().find(quoted).map(|one| (key.to_owned(), one));
            if found.is_some() {
                break;
            }
        }
        found.unwrap()
    }

    pub(crate) async fn close(self) {
        self.closing.cancel();
        self.running.close();
        self.running.wait().await;
    }
}

fn sample(path: &str) -> Vec<u8> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour");
    std::fs::read(suite.join(path)).unwrap()
}
