//! How long the server takes for each page of a large workspace, and how much goes over the wire.
//!
//!     cargo bench --bench pages -- [PASSAGES [SUGGESTIONS]]
//!
//! The workspace is made of the sample: its interviews mixed and multiplied to 10,000 passages,
//! its backlog five times over, refined up to 1,000 suggestions of which half are decided. Texts
//! are read by word stems. Printed, never asserted.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

mod asked;
#[path = "../loopback.rs"]
mod loopback;
mod workspace;

use anyhow::{Context, Result};
use asked::{Asked, Server};
use std::path::Path;

/// Server time for 95 of 100 requests, in milliseconds, and bytes on the wire that a page may take.
const GOAL: (f64, usize) = (20.0, 60_000);

#[tokio::main]
async fn main() -> Result<()> {
    let mut sizes = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let (passages, suggestions) = (sizes.next().unwrap_or(10_000), sizes.next().unwrap_or(1_000));
    let data = tempfile::tempdir()?;
    let made = workspace::make(data.path(), passages, suggestions).await?;
    println!("{}", made.about);
    let server = Server::start(Path::new(env!("CARGO_BIN_EXE_hone")), data.path()).await?;
    let mut measured = Vec::new();
    for path in &made.paths {
        measured.push(server.ask(path).await.with_context(|| path.clone())?);
    }
    println!("{:>8} {:>8} {:>8} {:>9} {:>9}  page", "first ms", "p50 ms", "p95 ms", "wire B", "whole B");
    for (path, Asked { first, p50, p95, wire, whole }) in made.paths.iter().zip(&measured) {
        let missed = if *p95 > GOAL.0 || *wire > GOAL.1 { "  over the goal" } else { "" };
        println!("{first:>8.1} {p50:>8.1} {p95:>8.1} {wire:>9} {whole:>9}  {path}{missed}");
    }
    let missed = measured.iter().filter(|one| one.p95 > GOAL.0 || one.wire > GOAL.1).count();
    println!("{} pages, {missed} over {} ms or {} bytes", measured.len(), GOAL.0, GOAL.1);
    Ok(())
}
