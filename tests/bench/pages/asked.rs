//! A server of its own process, asked for one page at a time as a browser does.

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

/// Requests by which a page is judged, after the first.
const TIMES: usize = 40;

/// What a page took: milliseconds, and bytes compressed and whole.
pub(super) struct Asked {
    pub(super) first: f64,
    pub(super) p50: f64,
    pub(super) p95: f64,
    pub(super) wire: usize,
    pub(super) whole: usize,
}

/// The server, ended when this is dropped.
pub(super) struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Server {
    /// Starts it over a data folder, and searches once, so that its index is there.
    pub(super) async fn start(binary: &Path, data: &Path) -> Result<Self> {
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
                break places["address"].as_str().context("its address")?.replace("http://", "");
            }
        };
        let server = Self { process, address };
        server.get(&mut server.connect().await?, "/search?q=booking", false).await?;
        // What the worker has to do after a start is done by then.
        tokio::time::sleep(Duration::from_secs(5)).await;
        Ok(server)
    }

    /// Asks for a page again and again, one at a time.
    pub(super) async fn ask(&self, path: &str) -> Result<Asked> {
        let mut connection = self.connect().await?;
        let whole = self.get(&mut connection, path, false);
        let start = Instant::now();
        let whole = whole.await?;
        let first = milliseconds(start);
        let mut wire = 0;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let start = Instant::now();
            wire = self.get(&mut connection, path, true).await?;
            times.push(milliseconds(start));
        }
        times.sort_unstable_by(f64::total_cmp);
        Ok(Asked { first, p50: times[TIMES / 2], p95: times[TIMES * 95 / 100], wire, whole })
    }

    async fn connect(&self) -> Result<SendRequest<Body>> {
        let (sender, connection) = handshake(TokioIo::new(TcpStream::connect(&self.address).await?)).await?;
        TaskTracker::new().spawn(connection);
        Ok(sender)
    }

    /// Bytes of the answer.
    async fn get(&self, connection: &mut SendRequest<Body>, path: &str, compressed: bool) -> Result<usize> {
        connection.ready().await?;
        let encoding = if compressed { "gzip" } else { "identity" };
        let request = Request::get(path)
            .header("host", "localhost")
            .header("accept", "text/html")
            .header("accept-encoding", encoding)
            .body(Body::empty())?;
        let response = connection.send_request(request).await?;
        let status = response.status();
        let bytes = to_bytes(Body::new(response.into_body()), usize::MAX).await?;
        ensure!(status.is_success(), "answered {status}");
        Ok(bytes.len())
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
