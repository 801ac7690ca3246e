//! `hone serve` as a process of its own on loopback, for benchmarks.

use anyhow::{Context, Result, ensure};
use axum::body::{Body, to_bytes};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tokio::net::TcpStream;
use tokio_util::task::TaskTracker;

/// The server, ended when this is dropped.
pub(crate) struct Served {
    pub(crate) process: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Served {
    /// Starts it over a data folder, without the sentence encoder; it takes requests from then on.
    pub(crate) fn start(binary: &Path, data: &Path) -> Result<Self> {
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
        Ok(Self { process, address })
    }

    pub(crate) async fn connect(&self) -> Result<SendRequest<Body>> {
        let (sender, connection) = handshake(TokioIo::new(TcpStream::connect(&self.address).await?)).await?;
        TaskTracker::new().spawn(connection);
        Ok(sender)
    }
}

/// Bytes of the answer to a request with these headers besides the host.
pub(crate) async fn get(
    connection: &mut SendRequest<Body>,
    path: &str,
    headers: &[(&'static str, &'static str)],
) -> Result<usize> {
    connection.ready().await?;
    let request = Request::get(path).header("host", "localhost");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = connection.send_request(request.body(Body::empty())?).await?;
    let status = response.status();
    let bytes = to_bytes(Body::new(response.into_body()), usize::MAX).await?;
    ensure!(status.is_success(), "{path} answered {status}");
    Ok(bytes.len())
}
