//! A body as YAML that a person changes, in a file or in their editor.

use crate::config::environment;
use crate::problem::Problem;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// What the file says, or what the person left in the editor.
///
/// # Errors
/// `invalid` when there is no editor, it fails, or what it left is no YAML.
pub(super) fn body(shown: &impl Serialize, file: Option<&Path>) -> Result<Value, Problem> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file)
            .map_err(|error| Problem::new("unreadable", format!("{}: {error}", file.display()), ""))?,
        None => in_editor(shown)?,
    };
    serde_norway::from_str(&text).map_err(|error| {
        Problem::new("invalid", format!("this is no YAML: {error}"), "keep the names and the indentation")
    })
}

fn in_editor(shown: &impl Serialize) -> Result<String, Problem> {
    let failed = |why: String| Problem::new("invalid", why, "set EDITOR, or pass --file FILE");
    let editor = environment("VISUAL")
        .or_else(|| environment("EDITOR"))
        .ok_or_else(|| failed("no editor is set".into()))?;
    let text = serde_norway::to_string(shown).map_err(|error| failed(error.to_string()))?;
    let mut file = tempfile::Builder::new()
        .suffix(".yaml")
        .tempfile()
        .map_err(|error| failed(format!("no file to edit in: {error}")))?;
    file.write_all(text.as_bytes()).map_err(|error| failed(error.to_string()))?;
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default())
        .args(words)
        .arg(file.path())
        .status()
        .map_err(|error| failed(format!("{editor} cannot be started: {error}")))?;
    if !status.success() {
        return Err(failed(format!("{editor} ended with an error; nothing was changed")));
    }
    std::fs::read_to_string(file.path()).map_err(|error| failed(error.to_string()))
}
