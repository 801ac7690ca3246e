//! Prints for a person or for a program; a closed pipe is a quiet end.

use crate::domain::text;
use crate::problem::Problem;
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// Writes results to standard output and problems to standard error.
pub(super) struct Printer {
    json: bool,
}

impl Printer {
    pub(super) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints `value` as JSON, or else the lines that `lines` makes.
    pub(super) fn result<T: Serialize>(&self, value: &T, lines: impl FnOnce() -> Vec<String>) {
        if self.json {
            self.write(&serde_json::to_string_pretty(value).unwrap_or_default());
        } else {
            self.write(&lines().join("\n"));
        }
    }

    /// Prints a line for a person; nothing with `--json`.
    pub(super) fn line(&self, line: &str) {
        if !self.json {
            self.write(line);
        }
    }

    /// Prints a problem and gives its exit code.
    pub(super) fn fail(&self, problem: &Problem) -> ExitCode {
        let text = if self.json {
            serde_json::to_string_pretty(problem).unwrap_or_default()
        } else if problem.hint.is_empty() {
            format!("error: {}", problem.detail)
        } else {
            format!("error: {}\nhint: {}", problem.detail, problem.hint)
        };
        let _ = writeln!(io::stderr(), "{text}");
        ExitCode::from(problem.exit_code())
    }

    #[expect(clippy::unused_self, reason = "one place decides where results go")]
    fn write(&self, text: &str) {
        if !text.is_empty() {
            let _ = writeln!(io::stdout(), "{text}");
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
