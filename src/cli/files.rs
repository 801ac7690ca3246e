//! Files that a person names: read or written whole, or a problem that says what to do.

use crate::problem::Problem;
use std::path::Path;

/// The text of a file.
///
/// # Errors
/// `unreadable` when it is not there, may not be read, or is no text.
pub(super) fn read(file: &Path) -> Result<String, Problem> {
    std::fs::read_to_string(file)
        .map_err(|error| unusable(file, &error, "name a text file in UTF-8 that you may read"))
}

/// Writes a file anew.
///
/// # Errors
/// `unreadable` when it cannot be written.
pub(super) fn write(file: &Path, text: &str) -> Result<(), Problem> {
    std::fs::write(file, text)
        .map_err(|error| unusable(file, &error, "name a file in a folder that is there and may be written"))
}

/// A file that cannot be used, and what to do instead.
pub(super) fn unusable(file: &Path, error: &dyn std::error::Error, hint: &str) -> Problem {
    Problem::new("unreadable", format!("{}: {error}", file.display()), hint)
}
