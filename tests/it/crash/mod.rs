//! What a kill, at any instant, and a damaged index leave behind: rounds with a printed seed.
//!
//! `cargo test` runs a few; the full numbers run with `--release -- --ignored`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a round that cannot run fails; the seed is for a repeat"
)]

mod index;
mod kill;

use hone::evaluation::statistics::random::SplitMix;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// Draws that a seed repeats.
struct Dice(SplitMix);

impl Dice {
    /// A new seed, printed; `HONE_TEST_SEED` repeats an old one.
    #[expect(clippy::disallowed_methods, reason = "each run tries other instants")]
    fn new(name: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let seed = std::env::var("HONE_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(now);
        eprintln!("{name}: HONE_TEST_SEED={seed}");
        Self(SplitMix::seeded(seed))
    }

    /// The next number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0.below(end.max(1))
    }
}

fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hone"));
    command.arg("--data").arg(data).arg("--json").args(arguments).env("HONE_EMBEDDINGS_MODEL", "words");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    command(data, arguments).output().unwrap()
}

fn ask(data: &Path, arguments: &[&str]) -> serde_json::Value {
    let output = run(data, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(
        |_| serde_json::json!({ "failed": arguments, "stderr": String::from_utf8_lossy(&output.stderr) }),
    )
}

fn harbour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")
}
