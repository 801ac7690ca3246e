//! Hone on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    hone::cli::run()
}
