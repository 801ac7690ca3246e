//! A body as YAML that a person changes, in a file or in their editor.

use super::files;
use crate::config::environment;
use crate::problem::Problem;
use crate::use_case::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use tempfile::TempPath;

/// What a person wrote.
pub(super) struct Edited {
    text: String,
    /// Where they wrote it in their editor; it goes when this goes.
    written: Option<TempPath>,
}

impl Edited {
    /// What the file says, or what the person leaves in the editor that shows `shown`.
    ///
    /// # Errors
    /// `unreadable` for a file that cannot be read; `invalid` when there is no editor, or it fails.
    pub(super) fn ask(shown: &impl Serialize, file: Option<&Path>) -> Result<Self, Problem> {
        match file {
            Some(file) => Ok(Self { text: files::read(file)?, written: None }),
            None => in_editor(shown),
        }
    }

    /// Saves what the words say; when that fails, what was written in the editor is kept where the
    /// person can go on with it.
    ///
    /// # Errors
    /// `invalid` when they are no YAML, or of another form; else as `save`.
    pub(super) async fn hand_to<T: DeserializeOwned, R>(
        self,
        save: impl AsyncFnOnce(T) -> Result<R, Error>,
    ) -> Result<R, Problem> {
        let saved = match self.read() {
            Ok(words) => save(words).await.map_err(Problem::from),
            Err(unread) => Err(unread),
        };
        saved.map_err(|problem| self.keep(problem))
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_norway::from_str(&self.text).map_err(|error| {
            let hint = "keep the names and the indentation as they were";
            Problem::new("invalid", format!("this cannot be read: {error}"), hint)
        })
    }

    /// The problem, with the place of the file.
    fn keep(self, mut problem: Problem) -> Problem {
        if let Some(Ok(kept)) = self.written.map(TempPath::keep) {
            let kept = format!("what you wrote is kept: go on with --file {}", kept.display());
            let hints = [problem.hint.as_str(), kept.as_str()];
            problem.hint = hints.into_iter().filter(|hint| !hint.is_empty()).collect::<Vec<_>>().join("; ");
        }
        problem
    }
}

fn in_editor(shown: &impl Serialize) -> Result<Edited, Problem> {
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
    let file = file.into_temp_path();
    let mut words = editor.split_whitespace();
    let status = Command::new(words.next().unwrap_or_default())
        .args(words)
        .arg(&file)
        .status()
        .map_err(|error| failed(format!("{editor} cannot be started: {error}")))?;
    if !status.success() {
        return Err(failed(format!("{editor} ended with an error; nothing was changed")));
    }
    Ok(Edited { text: files::read(&file)?, written: Some(file) })
}
