//! The rules of the tree: who may import whom, how long a file may be, what each begins with.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines that no file exceeds.
const LONGEST_FILE: usize = 400;

/// Each room and the rooms of the crate that it may use; `app` may use all.
const MAY_USE: [(&str, &[&str]); 23] = [
    ("domain", &[]),
    ("clock", &[]),
    ("config", &[]),
    ("telemetry", &[]),
    ("llm", &["domain"]),
    ("prompt", &[]),
    ("ingest", &["domain"]),
    ("store", &["domain", "clock"]),
    ("retrieval", &["domain", "llm"]),
    ("proposer", &["domain", "llm", "prompt"]),
    ("verification", &["domain", "llm", "proposer"]),
    ("review", &["domain"]),
    (
        "use_case",
        &[
            "domain",
            "clock",
            "ingest",
            "store",
            "retrieval",
            "proposer",
            "prompt",
            "verification",
            "review",
            "llm",
        ],
    ),
    ("evaluation", &["domain", "ingest", "use_case", "llm", "prompt"]),
    ("problem", &["domain", "use_case"]),
    ("http", &["domain", "use_case", "problem", "api", "web", "mcp", "config", "telemetry"]),
    (
        "cli",
        &[
            "domain",
            "use_case",
            "evaluation",
            "http",
            "mcp",
            "problem",
            "app",
            "config",
            "telemetry",
            "worker",
        ],
    ),
    ("api", &["domain", "use_case", "evaluation", "problem"]),
    ("web", &["domain", "use_case", "evaluation", "problem"]),
    ("mcp", &["domain", "use_case", "evaluation", "problem"]),
    ("worker", &["domain", "use_case", "evaluation", "problem"]),
    ("lib", &[]),
    ("main", &["cli"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The rooms that the source names with `crate::`.
fn rooms_used(source: &str) -> BTreeSet<&str> {
    let name = |rest: &str| rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    source.split("crate::").skip(1).map(|rest| &rest[..name(rest)]).filter(|room| !room.is_empty()).collect()
}

#[test]
fn each_room_uses_only_the_rooms_it_may() {
    let source = root().join("src");
    let mut faults = Vec::new();
    for path in rust_files(&source) {
        let within = path.strip_prefix(&source).unwrap();
        let room = within.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs");
        if room == "app" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        match MAY_USE.iter().find(|(name, _)| *name == room) {
            None => faults.push(format!("{}: no such room in the plan", within.display())),
            Some((_, may)) => faults.extend(
                rooms_used(&text)
                    .into_iter()
                    .filter(|used| *used != room && !may.contains(used) && room != "lib")
                    .map(|used| format!("{}: uses {used}", within.display())),
            ),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_is_too_long_and_each_says_what_it_is_for() {
    let mut faults = Vec::new();
    for folder in ["src", "tests"] {
        for path in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().count();
            if lines > LONGEST_FILE {
                faults.push(format!("{}: {lines} lines", path.display()));
            }
            let is_test_module = path.file_name().is_some_and(|name| name == "tests.rs");
            if !text.starts_with("//!") && !is_test_module && !path.to_string_lossy().contains("/tests/") {
                faults.push(format!("{}: does not say what it is for", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_domain_neither_waits_nor_reads_nor_asks_the_time() {
    let forbidden = ["async fn", ".await", "std::fs", "std::net", "std::time", "tokio::", "sqlx::"];
    for path in rust_files(&root().join("src/domain")) {
        let text = fs::read_to_string(&path).unwrap();
        for word in forbidden {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn the_top_of_the_tree_holds_what_was_agreed() {
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "NOTICE",
        "README.md",
        "eval",
        "prompts",
        "src",
        "tests",
        "target",
        "hone-data",
    ];
    let found: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && !agreed.contains(&name.as_str()))
        .collect();
    assert!(found.is_empty(), "not agreed: {found:?}");
}
