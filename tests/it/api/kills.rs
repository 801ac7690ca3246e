//! Work that was acknowledged is done, whatever happens to the process.

use super::client::send;
use super::sample;
use hone::clock::FixedClock;
use hone::domain::access::{Person, Scope};
use hone::domain::suggestion::Kind;
use hone::ingest::Limits;
use hone::llm::{HashedEmbedder, SharedEmbedder};
use hone::store::{Location, Options, Store};
use hone::use_case::{Copilot, ImportContent, JobRequest, JobState, Lane, Means, RefineMany};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

const LEASE: Duration = Duration::from_secs(30);
const BACKLOG: ImportContent = ImportContent::Backlog { format: None, complete: false };

/// A copilot with a clock that is moved by hand.
struct Bench {
    copilot: Copilot,
    store: Store,
    clock: Arc<FixedClock>,
    scope: Scope,
    _folder: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at(1_790_000_000_000));
        let location = Location::Folder(folder.path().join("data"));
        let store = Store::open(&location, Options::default(), clock.clone()).await.unwrap();
        let means = Means {
            load_encoder: Arc::new(|| Ok((Arc::new(HashedEmbedder) as SharedEmbedder, None))),
            index_folder: None,
            patience: Duration::ZERO,
            model: None,
            limits: Limits::default(),
            clock: clock.clone(),
        };
        let copilot = Copilot::new(store.clone(), means);
        let scope = copilot.enter(Person::named("Ada"), None).await.unwrap();
        Self { copilot, store, clock, scope, _folder: folder }
    }

    async fn import(&self) -> String {
        let files = [("backlog.csv".to_owned(), sample("backlog.csv"))];
        self.copilot.enqueue_import(&self.scope, BACKLOG, &files).await.unwrap().id.to_string()
    }

    async fn run(&self) -> bool {
        self.copilot.run_next(Lane::Quick, LEASE, &CancellationToken::new()).await.unwrap()
    }
}

#[tokio::test]
async fn a_job_whose_process_died_is_taken_over_and_a_repeat_changes_nothing() {
    let bench = Bench::new().await;
    let id = bench.import().await;
    assert!(bench.store.claim_job(None, LEASE).await.unwrap().is_some(), "somebody takes it, and dies");
    assert!(!bench.run().await, "it is theirs until the lease is over");
    bench.clock.advance(31_000);
    assert!(bench.run().await);
    let first = bench.copilot.job(&bench.scope, &id).await.unwrap();
    let items = bench.copilot.items(&bench.scope).await.unwrap();
    assert_eq!((first.state, &first.outcome[0]["new"]), (JobState::Finished, &items.len().into()));
    let again = bench.import().await;
    assert_ne!(again, id);
    assert!(bench.run().await);
    let second = bench.copilot.job(&bench.scope, &again).await.unwrap();
    assert_eq!(
        (&second.outcome[0]["new"], &second.outcome[0]["unchanged"]),
        (&0.into(), &items.len().into())
    );
    assert_eq!(bench.copilot.items(&bench.scope).await.unwrap(), items);
}

#[tokio::test]
async fn a_job_that_never_ends_is_given_up_and_one_that_cannot_be_done_says_why() {
    let bench = Bench::new().await;
    let id = bench.import().await;
    for _ in 0..10 {
        assert!(bench.store.claim_job(None, LEASE).await.unwrap().is_some());
        bench.clock.advance(31_000);
    }
    assert!(bench.run().await);
    let job = bench.copilot.job(&bench.scope, &id).await.unwrap();
    assert_eq!(job.state, JobState::Failed);
    assert!(job.outcome.as_str().unwrap().contains("given up"));
    bench.import().await;
    assert!(bench.run().await);
    let request = JobRequest::Refine { item: "HAR-20".into(), kinds: vec![Kind::Split], engine: None };
    let job = bench.copilot.enqueue(&bench.scope, &request).await.unwrap();
    bench.copilot.delete(&bench.scope, "HAR-20").await.unwrap();
    assert!(bench.run().await);
    let failed = bench.copilot.job(&bench.scope, job.id.as_str()).await.unwrap();
    assert_eq!(failed.outcome, "there is no item \"HAR-20\" in this workspace");
    assert!(!bench.run().await, "nothing is left to do");
}

#[tokio::test]
async fn a_job_that_is_stopped_keeps_what_is_whole_and_nothing_else() {
    let bench = Bench::new().await;
    bench.import().await;
    assert!(bench.run().await);
    let kinds = vec![Kind::Split, Kind::Assumption, Kind::Question];
    let which = RefineMany { level: None, limit: Some(20) };
    let request = JobRequest::RefineMany { kinds: kinds.clone(), which };
    let id = bench.copilot.enqueue(&bench.scope, &request).await.unwrap().id.to_string();
    let stop = async {
        while bench.copilot.job(&bench.scope, &id).await.unwrap().done < 2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bench.copilot.cancel(&bench.scope, &id).await.unwrap()
    };
    let (worked, stopped) = tokio::join!(bench.run(), stop);
    assert!(worked);
    assert_eq!((stopped.state, &stopped.outcome), (JobState::Cancelled, &serde_json::Value::Null));
    assert_eq!(bench.copilot.job(&bench.scope, &id).await.unwrap().state, JobState::Cancelled);
    assert!(!bench.run().await, "nobody takes it up again");
    let (mut whole, items) = (0, bench.copilot.items(&bench.scope).await.unwrap());
    for item in &items {
        let before = bench.copilot.suggestions_on(&bench.scope, &item.key).await.unwrap();
        if before.is_empty() {
            continue;
        }
        whole += 1;
        bench.copilot.refine(&bench.scope, &item.key, &kinds).await.unwrap();
        let after = bench.copilot.suggestions_on(&bench.scope, &item.key).await.unwrap();
        assert_eq!(before, after, "{} was refined in part", item.key);
    }
    assert!((2..20).contains(&whole), "{whole} of {} items are done", items.len());
    let late = bench.copilot.cancel(&bench.scope, &id).await;
    assert!(late.unwrap_err().to_string().contains("ended already"));
    let waiting = bench.import().await;
    bench.copilot.cancel(&bench.scope, &waiting).await.unwrap();
    assert!(!bench.run().await, "one that waits is never begun");
    let program = Scope { person: Person::agent("helper"), ..bench.scope.clone() };
    assert!(bench.copilot.cancel(&program, &waiting).await.is_err(), "a program stops nothing");
}

#[tokio::test]
async fn what_was_acknowledged_is_done_after_a_kill() {
    let data = tempfile::tempdir().unwrap();
    let (mut server, address) = serve(data.path());
    let path = "/api/v1/workspaces/current/imports/backlog?name=backlog.csv";
    let kind = [("content-type", "application/octet-stream")];
    let told = send(address, "POST", path, &kind, sample("backlog.csv")).await;
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(told.status, 202, "{}", told.text());
    let id = told.json()["id"].as_str().unwrap().to_owned();
    let (mut server, address) = serve(data.path());
    let path = format!("/api/v1/workspaces/current/jobs/{id}/events");
    let events = send(address, "GET", &path, &[], "").await;
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(events.text().contains("event: result"), "{}", events.text());
}

#[tokio::test]
async fn a_job_of_a_server_is_stopped_from_the_command_line() {
    let data = tempfile::tempdir().unwrap();
    let (mut server, address) = serve(data.path());
    let base = "/api/v1/workspaces/current";
    let kind = [("content-type", "application/octet-stream")];
    let path = format!("{base}/imports/backlog?name=backlog.csv");
    let told = send(address, "POST", &path, &kind, sample("backlog.csv")).await.json();
    let ended = |id: &str| format!("{base}/jobs/{id}/events");
    send(address, "GET", &ended(told["id"].as_str().unwrap()), &[], "").await;
    let wanted = [("content-type", "application/json")];
    let told = send(address, "POST", &format!("{base}/refine"), &wanted, r#"{"limit": 40}"#).await.json();
    let id = told["id"].as_str().unwrap();
    let hone = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
        command.arg("--data").arg(data.path()).args(arguments).output().unwrap()
    };
    let stopped = hone(&["jobs", "stop", &id[..8]]);
    let said = String::from_utf8_lossy(&stopped.stdout).into_owned();
    assert!(stopped.status.success() && said.contains("refine_many  stopped"), "{said}");
    let events = send(address, "GET", &ended(id), &[], "").await.text();
    assert!(events.contains("event: cancelled"), "{events}");
    assert_eq!(hone(&["jobs", "stop", id]).status.code(), Some(1), "it has ended already");
    assert_eq!(hone(&["jobs", "stop", "zz"]).status.code(), Some(2), "there is none");
    let listed = hone(&["jobs"]).stdout;
    assert!(String::from_utf8_lossy(&listed).lines().count() == 2, "{}", String::from_utf8_lossy(&listed));
    server.kill().unwrap();
    server.wait().unwrap();
}

/// A server of its own process, and where it listens.
fn serve(data: &Path) -> (Child, SocketAddr) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_hone"))
        .args(["--quiet", "--data"])
        .arg(data)
        .args(["serve", "--addr", "127.0.0.1:0"])
        .env("HONE_EMBEDDINGS_MODEL", "words")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let first = BufReader::new(server.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    let address = first.rsplit_once("http://").unwrap().1.parse().unwrap();
    (server, address)
}
