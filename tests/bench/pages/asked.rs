//! A server of its own process, asked for one page at a time as a browser does.

use crate::loopback::{Served, get};
use anyhow::Result;
use std::path::Path;
use std::time::{Duration, Instant};

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

/// How a browser asks for a page.
const PAGE: [(&str, &str); 2] = [("accept", "text/html"), ("accept-encoding", "gzip")];
/// The same, for the page as it is.
const WHOLE: [(&str, &str); 2] = [("accept", "text/html"), ("accept-encoding", "identity")];

/// The server with its index.
pub(super) struct Server(Served);

impl Server {
    /// Starts it over a data folder, and searches once, so that its index is there.
    pub(super) async fn start(binary: &Path, data: &Path) -> Result<Self> {
        let served = Served::start(binary, data)?;
        get(&mut served.connect().await?, "/search?q=booking", &WHOLE).await?;
        // What the worker has to do after a start is done by then.
        tokio::time::sleep(Duration::from_secs(5)).await;
        Ok(Self(served))
    }

    /// Asks for a page again and again, one at a time.
    pub(super) async fn ask(&self, path: &str) -> Result<Asked> {
        let mut connection = self.0.connect().await?;
        let start = Instant::now();
        let whole = get(&mut connection, path, &WHOLE).await?;
        let first = milliseconds(start);
        let mut wire = 0;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let start = Instant::now();
            wire = get(&mut connection, path, &PAGE).await?;
            times.push(milliseconds(start));
        }
        times.sort_unstable_by(f64::total_cmp);
        Ok(Asked { first, p50: times[TIMES / 2], p95: times[TIMES * 95 / 100], wire, whole })
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}
