//! Backlogs of every tracker, byte for byte as they are exported, and real ones where they are at hand.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test finds real data, or says that there are none"
)]

use hone::domain::item::ItemRecord;
use hone::ingest::backlog::{BacklogOptions, looks_like_backlog, read};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/backlogs")
}

fn expected() -> serde_json::Map<String, Value> {
    serde_json::from_slice(&std::fs::read(fixtures().join("expected.json")).unwrap()).unwrap()
}

/// Names that the fixtures give to what the command line calls otherwise.
fn format_id(named: &str) -> &str {
    match named {
        "jira_csv" => "jira-csv",
        "jira_rest" => "jira-json",
        "linear_csv" => "linear-csv",
        "azure_csv" => "azure-csv",
        "github_rest" => "github-json",
        "gh_cli" => "gh-json",
        "trello" => "trello-json",
        "tsv" => "csv",
        other => other,
    }
}

fn raw_list(item: &ItemRecord, header: &str) -> Value {
    json!(item.raw.get(header).cloned().unwrap_or_default())
}

fn raw_first(item: &ItemRecord, header: &str) -> String {
    item.raw.get(header).and_then(|values| values.first()).cloned().unwrap_or_default()
}

/// What an item says at a path of the checks.
fn value_at(item: &ItemRecord, path: &str) -> Value {
    if let Some(index) = path.strip_prefix("comments[").and_then(|rest| rest.strip_suffix("].body")) {
        return json!(item.comments[index.parse::<usize>().unwrap()].body);
    }
    match path {
        "title" => json!(item.title),
        "labels" | "tags" => json!(item.labels),
        "parent" => json!(item.parent),
        "description" => json!(item.text),
        "due" => json!(item.due),
        "estimate" => json!(item.estimate),
        "status" | "state" => json!(item.status),
        "checklist" => json!(item.checklist),
        "comments" => json!(item.comments.len()),
        "links" => json!(item.links.iter().map(|link| (&link.kind, &link.key)).collect::<Vec<_>>()),
        "duplicate_of" => {
            json!(item.links.iter().find(|link| link.kind == "Duplicate of").map(|link| &link.key))
        }
        "sprints" => raw_list(item, "Sprint"),
        "components" => raw_list(item, "Component/s"),
        "area" => json!(raw_first(item, "Area Path")),
        "assignee" => json!(raw_first(item, "Assigned To").split(" <").next()),
        "priority" => match raw_first(item, "Priority").as_str() {
            "No priority" => Value::Null,
            priority => json!(priority),
        },
        "id" => json!(Some(&item.key).filter(|key| !key.is_empty())),
        other => panic!("no check is known for {other}"),
    }
}

fn check(file: &str, items: &[ItemRecord], path: &str, wanted: &Value) {
    let (item, path) = match path.split_once('.') {
        Some(("new", path)) => (items.iter().find(|item| item.key.is_empty()), path),
        Some((key, path)) => (items.iter().find(|item| item.key == key), path),
        None => (items.first(), path),
    };
    let item = item.unwrap_or_else(|| panic!("{file}: no item for {path}"));
    if let Some(path) = path.strip_suffix("_contains") {
        let text = value_at(item, path).as_str().unwrap().to_owned();
        for part in wanted.as_array().unwrap() {
            assert!(text.contains(part.as_str().unwrap()), "{file} {path}: {part} is not in {text:?}");
        }
        return;
    }
    assert_eq!(&value_at(item, path), wanted, "{file} {path}");
}

#[test]
fn every_export_gives_what_is_written_beside_it() {
    for (file, wanted) in expected() {
        let bytes = std::fs::read(fixtures().join(&file)).unwrap();
        let (report, backlog) =
            read(&file, &bytes, &BacklogOptions { path: file.clone(), ..Default::default() });
        assert!(report.adds_up(), "{file}: {report:?}");
        assert_eq!(report.format, format_id(wanted["format"].as_str().unwrap()), "{file}");
        assert_eq!(json!(report.error), wanted["error"], "{file}");
        for (count, name) in [(report.records_in, "records_in"), (report.items, "items")] {
            assert_eq!(count, usize::try_from(wanted[name].as_u64().unwrap_or(0)).unwrap(), "{file} {name}");
        }
        if let Some(encoding) = wanted["encoding"].as_str() {
            assert_eq!(report.encoding, encoding, "{file}");
        }
        for reject in wanted["rejects"].as_array().into_iter().flatten() {
            let found = report.rejects.iter().find(|found| json!(found.record) == reject["record"]).unwrap();
            assert_eq!(found.why, reject["why"].as_str().unwrap(), "{file}");
            assert_eq!(found.key, reject["key"].as_str().unwrap_or(&found.key), "{file}");
        }
        for skipped in wanted["skipped"].as_array().into_iter().flatten() {
            assert!(
                report.skipped.iter().any(|found| &json!(found) == skipped),
                "{file}: {:?}",
                report.skipped
            );
        }
        for warning in wanted["warnings"].as_array().into_iter().flatten() {
            let warning = warning.as_str().unwrap();
            assert!(report.warnings.iter().any(|w| w.contains(warning)), "{file}: {:?}", report.warnings);
        }
        let items = backlog.map(|backlog| backlog.items).unwrap_or_default();
        for (path, value) in wanted["checks"].as_object().into_iter().flatten() {
            check(&file, &items, path, value);
        }
    }
}

#[test]
fn a_cell_that_looks_like_a_formula_is_kept_byte_for_byte() {
    let bytes = std::fs::read(fixtures().join("formula_cells.csv")).unwrap();
    let items = read("formula_cells.csv", &bytes, &BacklogOptions::default()).1.unwrap().items;
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["=1+1", "+44 20 7946 0000", "\t=cmd"]);
}

#[test]
fn the_guard_of_a_cell_is_undone_only_in_our_own_export() {
    let title = |csv: &str| {
        read("a.csv", csv.as_bytes(), &BacklogOptions::default()).1.unwrap().items[0].title.clone()
    };
    assert_eq!(title("Title,Hone\n'=1+1,1\n"), "=1+1");
    assert_eq!(title("Title,Notes\n'=1+1,1\n"), "'=1+1");
}

#[test]
fn an_interview_is_no_backlog() {
    let talk = "Ada Quist  0:01\nThanks for joining.\n\nP3  0:07\nSure.\n";
    assert!(!looks_like_backlog("talk.txt", talk.as_bytes()));
    assert!(looks_like_backlog("g02-x.txt", b"As a guest, I want to cancel, so that I am refunded.\n"));
}

#[test]
fn the_key_of_a_story_is_its_line_and_that_of_a_feature_its_folder_and_stem() {
    let stories = b"As a guest, I want to cancel.\nAs a guest, I want to pay.\n";
    let backlog = read("g02-spending.txt", stories, &BacklogOptions::default()).1.unwrap();
    let keys: Vec<&str> = backlog.items.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys, ["g02:1", "g02:2"]);
    let feature = b"Feature: Adding\n  As an admin\n  I want to add\n\n  Scenario: Adding one\n    Given a\n";
    let options = BacklogOptions { path: "admin/adding.feature".into(), ..Default::default() };
    let backlog = read("adding.feature", feature, &options).1.unwrap();
    assert_eq!(backlog.items[0].key, "admin/adding");
    assert_eq!(backlog.items[0].criteria, ["Adding one"]);
}

#[test]
fn every_real_backlog_is_read_whole() {
    let root = std::env::var("HONE_TEST_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from)
        .join("dev/backlogs");
    if !root.exists() {
        eprintln!("skipped: no real backlogs at hand (set HONE_TEST_DATA)");
        return;
    }
    let mut files = Vec::new();
    walk(&root, &mut files);
    for file in files {
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (report, _) =
            read(&name, &std::fs::read(&file).unwrap(), &BacklogOptions { path, ..Default::default() });
        eprintln!(
            "{} {} in {} items {} skipped {} rejects {} {:?} {:?}",
            report.path,
            report.format,
            report.records_in,
            report.items,
            report.skipped.len(),
            report.rejects.len(),
            report.warnings,
            report.error
        );
        assert!(report.adds_up(), "{}", report.path);
        assert_eq!(report.error, None, "{}", report.path);
        let untitled = report.rejects.iter().any(|reject| reject.why == "empty Feature title");
        assert!(report.items > 0 || untitled, "{}", report.path);
    }
}

/// Files that are backlogs; what explains them (pages and read-mes) is not.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            walk(&entry, files);
        } else if entry
            .extension()
            .is_some_and(|ending| ["txt", "csv", "feature"].iter().any(|e| ending == *e))
        {
            files.push(entry);
        }
    }
}
