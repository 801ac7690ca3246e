//! Prints for a person or for a program; a closed pipe is a quiet end.

use super::eval::Format;
use crate::domain::text;
use crate::problem::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// Writes results to standard output and problems to standard error.
pub(super) struct Printer {
    json: bool,
    /// Why standard output took no more; a disk that is full must not look like a result.
    broken: OnceLock<io::Error>,
}

impl Printer {
    pub(super) fn new(json: bool) -> Self {
        Self { json, broken: OnceLock::new() }
    }

    /// The format that a report is printed in: the one that was asked for, else JSON with `--json`.
    pub(super) fn format(&self, wanted: Option<Format>) -> Format {
        wanted.unwrap_or(if self.json { Format::Json } else { Format::Table })
    }

    /// Prints `value` as JSON, or else the lines that `lines` makes.
    pub(super) fn result<T: Serialize>(&self, value: &T, lines: impl FnOnce() -> Vec<String>) {
        if self.json {
            self.write(&serde_json::to_string_pretty(value).unwrap_or_default());
        } else {
            self.write(&lines().join("\n"));
        }
    }

    /// Prints a text as it is.
    pub(super) fn raw(&self, text: &str) {
        if let Err(error) = io::stdout().write_all(text.as_bytes()) {
            self.broken.get_or_init(|| error);
        }
    }

    /// Hands over all that was printed; whoever closed the pipe had read enough.
    ///
    /// # Errors
    /// When standard output did not take it.
    pub(super) fn finish(self) -> Result<(), Problem> {
        let broken = self.broken.into_inner().map_or_else(|| io::stdout().flush(), Err);
        match broken {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let detail = format!("the result was not written whole: {error}");
                Err(Problem::new("internal", detail, "what was asked for is done; print it somewhere else"))
            }
            _ => Ok(()),
        }
    }

    /// A bar for long work, on a terminal and not with `--json`.
    pub(super) fn bar(&self, label: &'static str) -> Bar {
        let seen = !self.json && io::stderr().is_terminal();
        Bar(seen.then(|| {
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}, {eta} left");
            let bar = ProgressBar::new(0).with_message(label);
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        }))
    }

    /// Prints a problem and gives its exit code.
    pub(super) fn fail(&self, problem: &Problem) -> ExitCode {
        self.problem(problem);
        ExitCode::from(problem.exit_code())
    }

    /// Prints a problem to standard error, and its cause to the log.
    pub(super) fn problem(&self, problem: &Problem) {
        if let Some(cause) = &problem.cause {
            tracing::error!(cause = &*cause.0, "failed");
        }
        let text = if self.json {
            serde_json::to_string_pretty(problem).unwrap_or_default()
        } else if problem.hint.is_empty() {
            format!("error: {}", problem.detail)
        } else {
            format!("error: {}\nhint: {}", problem.detail, problem.hint)
        };
        let _ = writeln!(io::stderr(), "{text}");
    }

    fn write(&self, text: &str) {
        if !text.is_empty() {
            self.raw(&format!("{text}\n"));
        }
    }
}

/// Progress on a terminal; nothing anywhere else.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// So many are done of so many.
    pub(super) fn show(&self, done: usize, total: usize) {
        if let Some(bar) = &self.0 {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

/// `text` on one line of at most `width` characters, cut with an ellipsis.
pub(super) fn shorten(text: &str, width: usize) -> String {
    let line = text::one_line(text);
    if line.chars().count() <= width {
        return line;
    }
    let mut cut: String = line.chars().take(width.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
