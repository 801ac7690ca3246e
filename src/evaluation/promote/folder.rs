//! Promoted cases as suites: the corpus, and the cases of half of the items each.

use super::case::id_of;
use super::{OfItem, Promoted};
use crate::domain::id::sha256_hex;
use crate::evaluation::suite::Suite;
use serde::Serialize;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Names of the two suites begin like this: the one to tune on, and the one to judge by.
const SIDES: [&str; 2] = ["dev", "check"];

/// Why the suites cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct PromoteError {
    path: String,
    why: String,
}

impl PromoteError {
    fn at(path: &Path, why: &impl ToString) -> Self {
        Self { path: path.display().to_string(), why: why.to_string() }
    }
}

/// Writes a suite for each side that has a case, and gives their folders.
pub fn write(promoted: &Promoted, corpus: &Suite, out: &Path) -> Result<Vec<PathBuf>, PromoteError> {
    let mut written = Vec::new();
    let name = corpus.manifest.suite.trim_start_matches("dev-").trim_start_matches("check-");
    for (at, side) in SIDES.into_iter().enumerate() {
        let own: Vec<(&String, &OfItem)> =
            promoted.items.iter().filter(|(key, _)| side_of(key) == at).collect();
        if own.iter().all(|(_, item)| cases_of(item) == 0) {
            continue;
        }
        let folder = out.join(format!("{side}-{name}-decided"));
        if folder.exists() {
            return Err(PromoteError::at(&folder, &"there is such a folder; name another with --out"));
        }
        copy_corpus(corpus, &folder)?;
        write_cases(&own, &folder)?;
        written.push(folder);
    }
    Ok(written)
}

/// Every case of an item is on the side that its key says, now and in a later promotion.
fn side_of(key: &str) -> usize {
    usize::from(sha256_hex(key.as_bytes()).as_bytes()[0] % 2)
}

fn cases_of(item: &OfItem) -> usize {
    usize::from(item.split.is_some()) + item.assumptions.len() + item.questions.len()
}

fn copy_corpus(corpus: &Suite, folder: &Path) -> Result<(), PromoteError> {
    let manifest = &corpus.manifest;
    let paths = manifest.interviews.iter().map(|interview| &interview.path);
    for path in paths.chain([&manifest.backlog.path]) {
        let to = folder.join(path);
        let parent = to.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| PromoteError::at(parent, &error))?;
        fs::copy(corpus.folder.join(path), &to).map_err(|error| PromoteError::at(&to, &error))?;
    }
    let from = corpus.folder.join("suite.yaml");
    let text = fs::read_to_string(&from).map_err(|error| PromoteError::at(&from, &error))?;
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let renamed: Vec<String> = text
        .lines()
        .map(|line| if line.starts_with("suite:") { format!("suite: {name}") } else { line.to_owned() })
        .collect();
    put(&folder.join("suite.yaml"), &(renamed.join("\n") + "\n"))
}

fn write_cases(own: &[(&String, &OfItem)], folder: &Path) -> Result<(), PromoteError> {
    let list = |task: &str, field: fn(&OfItem) -> &Vec<Value>| -> Vec<Value> {
        let with = own.iter().filter(|(_, item)| !field(item).is_empty());
        with.map(|(key, item)| {
            json!({"id": format!("{task}-{}", id_of(key)), "task": task, "item": key, task: field(item)})
        })
        .collect()
    };
    let splits: Vec<&Value> = own.iter().filter_map(|(_, item)| item.split.as_ref()).collect();
    yaml(&folder.join("cases/split.yaml"), &splits)?;
    yaml(&folder.join("cases/assumptions.yaml"), &list("assumptions", |item| &item.assumptions))?;
    yaml(&folder.join("cases/questions.yaml"), &list("questions", |item| &item.questions))?;
    let must_not: Vec<_> = own.iter().flat_map(|(_, item)| &item.must_not).collect();
    yaml(&folder.join("must-not.yaml"), &must_not)
}

/// Writes a list, unless it is empty.
fn yaml<T: Serialize>(path: &Path, list: &[T]) -> Result<(), PromoteError> {
    if list.is_empty() {
        return Ok(());
    }
    let text = serde_norway::to_string(list).map_err(|error| PromoteError::at(path, &error))?;
    put(path, &text)
}

fn put(path: &Path, text: &str) -> Result<(), PromoteError> {
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| PromoteError::at(path, &error))?;
    fs::write(path, text).map_err(|error| PromoteError::at(path, &error))
}
