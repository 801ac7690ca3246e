//! `hone serve` under load, by clients on loopback.

use super::generated::word;
use super::print_each;
use anyhow::{Context, Result, ensure};
use axum::body::{Body, to_bytes};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio_util::task::TaskTracker;

const CLIENTS: usize = 32;
const SECONDS: u64 = 10;

/// A server of its own process, ended when this is dropped.
struct Served {
    process: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// Serves `data`, and prints how soon it is ready, how much it answers, and its memory.
pub(super) async fn measure(binary: &Path, data: &Path) -> Result<()> {
    let start = Instant::now();
    let served = serve(binary, data)?;
    answer(&mut connect(&served.address).await?, "/readyz").await?;
    println!("served: ready {:.2?} after its start", start.elapsed());
    let start = Instant::now();
    answer(&mut connect(&served.address).await?, &question(1)).await?;
    println!("served: first search {:.2?}", start.elapsed());
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let work = (0..CLIENTS).map(|client| ask(&served.address, client, until));
    let times: Vec<Duration> = futures::future::try_join_all(work).await?.into_iter().flatten().collect();
    println!("served: {} searches/s to {CLIENTS} clients", times.len() as u64 / SECONDS);
    print_each("served: search", times);
    println!("served: memory {} MB", super::resident_mb(&served.process.id().to_string()));
    Ok(())
}

fn serve(binary: &Path, data: &Path) -> Result<Served> {
    let mut process = Command::new(binary)
        .args(["serve", "--json", "--addr", "127.0.0.1:0", "--data"])
        .arg(data)
        .env("HONE_EMBEDDINGS_MODEL", "words")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut lines = BufReader::new(process.stdout.take().context("its output")?).lines();
    let mut told = String::new();
    let address = loop {
        told.push_str(&lines.next().context("the server ended")??);
        if let Ok(places) = serde_json::from_str::<serde_json::Value>(&told) {
            break places["address"]
                .as_str()
                .context("its address")?
                .trim_start_matches("http://")
                .to_owned();
        }
    };
    Ok(Served { process, address })
}

/// One client: the next question as soon as the last is answered.
async fn ask(address: &str, client: usize, until: Instant) -> Result<Vec<Duration>> {
    let mut connection = connect(address).await?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let start = Instant::now();
        answer(&mut connection, &question(client * 7919 + times.len() * 31)).await?;
        times.push(start.elapsed());
    }
    Ok(times)
}

fn question(seed: usize) -> String {
    format!("/api/v1/workspaces/current/search?q={}", word(seed))
}

async fn connect(address: &str) -> Result<SendRequest<Body>> {
    let (sender, connection) = handshake(TokioIo::new(TcpStream::connect(address).await?)).await?;
    TaskTracker::new().spawn(connection);
    Ok(sender)
}

async fn answer(connection: &mut SendRequest<Body>, path: &str) -> Result<()> {
    connection.ready().await?;
    let request = Request::get(path).header("host", "localhost").body(Body::empty())?;
    let response = connection.send_request(request).await?;
    let status = response.status();
    to_bytes(Body::new(response.into_body()), usize::MAX).await?;
    ensure!(status.is_success(), "{path} answered {status}");
    Ok(())
}
