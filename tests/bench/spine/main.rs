//! How long the spine takes: taking in, reading, searching, refining, starting,
//! serving; and how big it is.
//!
//!     cargo bench --bench spine -- [PASSAGES]
//!
//! The sample is refined with the sentence encoder; the large workspace (10,000 passages unless
//! told otherwise) is generated and searched by word stems. Printed, never asserted.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod generated;
#[path = "../loopback.rs"]
mod loopback;
mod served;

use anyhow::{Context, Result};
use generated::{PASSAGES_PER_INTERVIEW, TURNS, interview, word};
use hone::app;
use hone::config::Config;
use hone::domain::access::{Person, Scope};
use hone::use_case::{Copilot, Filter, InterviewDetails, REFINED};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const SEARCHES: usize = 200;

#[tokio::main]
async fn main() -> Result<()> {
    let size = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let binary = Path::new(env!("CARGO_BIN_EXE_hone"));
    println!("binary: {:.1} MB", std::fs::metadata(binary)?.len() as f64 / 1e6);
    sample().await?;
    large(size, binary).await
}

/// The sample workspace with the encoder: reading it, and refining every item of it.
async fn sample() -> Result<()> {
    let data = tempfile::tempdir()?;
    let copilot = copilot(data.path(), "").await?;
    let start = Instant::now();
    let scope = copilot.demo(Person::named("bench")).await.context("the sample")?.scope;
    let taken = start.elapsed();
    let start = Instant::now();
    copilot.embed_pending(&scope, &|_, _| ()).await?;
    let embedded = start.elapsed();
    let parts = copilot.doctor(&scope).await;
    println!("sample: taken in in {taken:.2?}, read by the encoder in {embedded:.2?}; {}", parts[1].detail);
    let mut times = Vec::new();
    for item in copilot.items(&scope).await? {
        let start = Instant::now();
        copilot.refine(&scope, &item.key, &REFINED).await?;
        times.push(start.elapsed());
    }
    print_each("refine, with the encoder", times);
    Ok(())
}

async fn large(size: usize, binary: &Path) -> Result<()> {
    let data = tempfile::tempdir()?;
    let copilot = copilot(data.path(), "words").await?;
    let scope = copilot.init(Person::named("bench"), "large").await?.scope;
    let count = size.div_ceil(PASSAGES_PER_INTERVIEW);
    let start = Instant::now();
    for number in 0..count {
        let text = interview(number);
        let details = InterviewDetails::default();
        copilot.add_interview(&scope, &format!("{number}.txt"), text.as_bytes(), &details).await?;
    }
    let taken = start.elapsed();
    println!(
        "{size} passages: {count} interviews taken in in {taken:.2?}, {:.0} turns/s",
        (count * TURNS) as f64 / taken.as_secs_f64()
    );
    let start = Instant::now();
    search(&copilot, &scope, "first").await?;
    println!("first search, which builds the index: {:.2?}", start.elapsed());
    let start = Instant::now();
    copilot.embed_pending(&scope, &|_, _| ()).await?;
    println!("vectors of word stems: {:.0} passages/s", size as f64 / start.elapsed().as_secs_f64());
    let mut times = Vec::new();
    for number in 0..SEARCHES {
        let start = Instant::now();
        search(&copilot, &scope, &word(number * 31)).await?;
        times.push(start.elapsed());
    }
    print_each("search", times);
    println!("memory with the index: {} MB", resident_mb("self"));
    drop(copilot);
    let mut times = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let done = Command::new(binary)
            .args(["--json", "--data"])
            .arg(data.path())
            .args(["search", &word(7)])
            .env("HONE_EMBEDDINGS_MODEL", "words")
            .output()?;
        anyhow::ensure!(done.status.success(), "the search failed");
        times.push(start.elapsed());
    }
    print_each("a new process, from start to the answer of a search", times);
    served::measure(binary, data.path()).await
}

async fn copilot(data: &Path, model: &str) -> Result<Copilot> {
    let variables = |name: &str| match name {
        "HONE_DATA" => Some(data.display().to_string()),
        "HONE_EMBEDDINGS_MODEL" if !model.is_empty() => Some(model.to_owned()),
        _ => None,
    };
    Ok(app::build(&Config::load(None, variables)?, Duration::ZERO).await?)
}

async fn search(copilot: &Copilot, scope: &Scope, question: &str) -> Result<()> {
    copilot.search(scope, question, &Filter::default(), 10).await?;
    Ok(())
}

fn print_each(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (middle, tail) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("{what}: p50 {middle:.2?}, p99 {tail:.2?}, {} times", times.len());
}

/// Resident memory of a process in megabytes; 0 where the system does not tell.
fn resident_mb(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
