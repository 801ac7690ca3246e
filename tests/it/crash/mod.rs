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

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

/// A small generator of numbers that a seed repeats (SplitMix64).
struct Dice(u64);

impl Dice {
    /// A new seed, printed; `HONE_TEST_SEED` repeats an old one.
    #[expect(clippy::disallowed_methods, reason = "each run tries other instants")]
    fn new(name: &str) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let seed = std::env::var("HONE_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(now);
        eprintln!("{name}: HONE_TEST_SEED={seed}");
        Self(seed)
    }

    /// The next number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
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
