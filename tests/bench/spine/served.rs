//! `hone serve` under load, by clients on loopback.

use super::generated::word;
use super::print_each;
use crate::loopback::{Served, get};
use anyhow::Result;
use std::path::Path;
use std::time::{Duration, Instant};

const CLIENTS: usize = 32;
const SECONDS: u64 = 10;

/// Serves `data`, and prints how soon it is ready, how much it answers, and its memory.
pub(super) async fn measure(binary: &Path, data: &Path) -> Result<()> {
    let start = Instant::now();
    let served = Served::start(binary, data)?;
    get(&mut served.connect().await?, "/readyz", &[]).await?;
    println!("served: ready {:.2?} after its start", start.elapsed());
    let start = Instant::now();
    get(&mut served.connect().await?, &question(1), &[]).await?;
    println!("served: first search {:.2?}", start.elapsed());
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let work = (0..CLIENTS).map(|client| ask(&served, client, until));
    let times: Vec<Duration> = futures::future::try_join_all(work).await?.into_iter().flatten().collect();
    println!("served: {} searches/s to {CLIENTS} clients", times.len() as u64 / SECONDS);
    print_each("served: search", times);
    println!("served: memory {} MB", super::resident_mb(&served.process.id().to_string()));
    Ok(())
}

/// One client: the next question as soon as the last is answered.
async fn ask(served: &Served, client: usize, until: Instant) -> Result<Vec<Duration>> {
    let mut connection = served.connect().await?;
    let mut times = Vec::new();
    while Instant::now() < until {
        let start = Instant::now();
        get(&mut connection, &question(client * 7919 + times.len() * 31), &[]).await?;
        times.push(start.elapsed());
    }
    Ok(times)
}

fn question(seed: usize) -> String {
    format!("/api/v1/workspaces/current/search?q={}", word(seed))
}
