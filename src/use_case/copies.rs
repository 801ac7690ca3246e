//! Copies of what people said outside the database: recordings of a model's traffic, and runs of suites.
//!
//! A file that holds words of somebody who is forgotten goes whole, and with it what has its name:
//! the reports of a run.

use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::interview::Interview;
use crate::domain::withdrawal::Traces;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Copilot {
    /// The same copilot, which knows of folders beside its database that may hold what people said.
    #[must_use]
    pub fn with_copies(self, folders: Vec<PathBuf>) -> Self {
        Self { copies: Arc::new(folders), ..self }
    }

    /// The files beside the database that hold words of these interviews.
    pub(super) async fn copies_of(
        &self,
        scope: &Scope,
        interviews: &[Interview],
    ) -> Result<Vec<PathBuf>, Error> {
        if self.copies.iter().all(|folder| !folder.is_dir()) {
            return Ok(Vec::new());
        }
        let traces = self.store.traces(&scope.workspace, interviews).await?;
        let folders = Arc::clone(&self.copies);
        let found = tokio::task::spawn_blocking(move || copies_in(&folders, &traces)).await;
        found.map_err(|error| Error::Internal(Box::new(error)))
    }
}

/// Removes the files; one that cannot be removed is told to whoever keeps the log.
pub(super) fn remove(copies: &[PathBuf]) {
    for path in copies {
        if let Err(error) = fs::remove_file(path) {
            tracing::warn!(%error, "a file with words of somebody who was forgotten could not be removed");
        }
    }
}

fn copies_in(folders: &[PathBuf], traces: &Traces) -> Vec<PathBuf> {
    let files: Vec<PathBuf> = folders.iter().flat_map(|folder| files_in(folder)).collect();
    let theirs: BTreeSet<&str> =
        files.iter().filter(|path| holds_a_copy(path, traces)).filter_map(|path| name_of(path)).collect();
    files.iter().filter(|path| name_of(path).is_some_and(|name| theirs.contains(name))).cloned().collect()
}

/// The name that a run and its reports have in common.
fn name_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()?.split('.').next()
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files_in(&entry.path())),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    found.sort();
    found
}

/// Whether a file of JSON, of lines of JSON or of plain text holds their words.
fn holds_a_copy(path: &Path, traces: &Traces) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    match serde_json::from_str(&text) {
        Ok(value) => traces.copied_within(&value),
        Err(_) => text.lines().any(|line| match serde_json::from_str(line) {
            Ok(value) => traces.copied_within(&value),
            Err(_) => traces.copied_in(line),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_run_goes_with_its_reports_and_what_holds_nothing_of_theirs_stays() {
        let said = "I rowed the tender across myself on Sunday.";
        let interview: Interview = serde_json::from_value(json!({
            "id": "i", "key": "P03", "title": "t", "format": "vtt",
            "turns": [{"index": 0, "speaker": "Pat", "text": said, "start": 0, "end": said.len()}]
        }))
        .unwrap();
        let traces = Traces::of(&[interview], std::iter::empty());
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("runs/a1.jsonl", "{\"case\": 1}\n{\"quote\": \"rowed the tender across\"}\n");
        write("a1.html", "<p>nothing</p>");
        write("runs/b2.jsonl", "{\"quote\": \"We pay at the desk\"}\n");
        write("kept/c3.json", &json!({"user": format!("P03:\n{said}")}).to_string());
        let gone = copies_in(&[folder.path().to_owned()], &traces);
        let names: BTreeSet<&str> = gone.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        assert_eq!(names, BTreeSet::from(["a1.html", "a1.jsonl", "c3.json"]));
        remove(&gone);
        assert_eq!(files_in(folder.path()), [folder.path().join("runs/b2.jsonl")]);
    }
}
