//! Logs: one line per event, never a customer's words.
//!
//! Some crates print whole bodies, of what does not parse or of every message; they
//! are silenced here, in code, whatever the filter says. So is what a panic says,
//! which may be the very text that could not be cut.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Crates whose log lines may hold the text of a request or an answer.
const SILENCED: [&str; 5] = ["async_openai=off", "sqlx::query=off", "hyper=warn", "reqwest=warn", "rmcp=off"];

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for a person at a terminal.
    Text,
    /// One JSON object per line.
    Json,
}

/// The filter for a verbosity: -1 errors, 0 warnings, 1 information, 2 and above details.
pub fn filter(verbosity: i8) -> EnvFilter {
    let level = match verbosity {
        i8::MIN..=-1 => "error",
        0 => "warn",
        1 => "info",
        _ => "debug",
    };
    SILENCED
        .iter()
        .filter_map(|directive| directive.parse().ok())
        .fold(EnvFilter::new(format!("{level},hone={level}")), EnvFilter::add_directive)
}

/// Starts logging to standard error. A second start is ignored.
pub fn start(verbosity: i8, format: LogFormat) {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a fault of ours");
    }));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter(verbosity))
        .with_writer(std::io::stderr)
        .with_span_events(FmtSpan::NONE);
    let _ = match format {
        LogFormat::Text => logs.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init(),
        LogFormat::Json => logs.json().with_current_span(true).try_init(),
    };
}
