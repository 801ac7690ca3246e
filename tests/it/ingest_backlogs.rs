//! Backlogs as trackers write them: byte-exact files, real files, and noise.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may say what broke and stop"
)]

use hone::domain::import::FileReport;
use hone::domain::item::ItemRecord;
use hone::ingest::backlog::{Backlog, BacklogFormat, BacklogOptions, looks_like_backlog, read};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of the real data; none, with a message, where they are absent.
#[expect(clippy::disallowed_methods, reason = "tests find the shared data by a variable")]
fn data_folder(within: &str) -> Option<PathBuf> {
    let root = std::env::var("HONE_TEST_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let folder = root.join(within);
    if !folder.is_dir() {
        println!("skipped: the real data are not here (set HONE_TEST_DATA to their folder)");
        return None;
    }
    Some(folder)
}

/// Every file below a folder, in byte order of the paths.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/backlogs")
}

fn fixture(name: &str) -> (FileReport, Option<Backlog>) {
    read(name, &std::fs::read(fixtures().join(name)).unwrap(), &BacklogOptions::default())
}

fn expected() -> BTreeMap<String, Value> {
    serde_json::from_slice(&std::fs::read(fixtures().join("expected.json")).unwrap()).unwrap()
}

/// The name of a format in reports by its name in the list of what is expected.
fn format_id(expected: &str) -> String {
    match expected {
        "jira_rest" => "jira-json".into(),
        "github_rest" => "github-json".into(),
        "gh_cli" => "gh-json".into(),
        "trello" => "trello-json".into(),
        other => other.replace('_', "-"),
    }
}

fn raw(item: &ItemRecord, field: &str) -> Value {
    item.raw.get(field).map_or(Value::Null, |values| json!(values))
}

fn first_raw(item: &ItemRecord, field: &str) -> Value {
    raw(item, field).get(0).cloned().unwrap_or(Value::Null)
}

/// The value of a field by the name that the list of what is expected has for it.
fn value(item: &ItemRecord, field: &str) -> Value {
    match field {
        "labels" | "tags" => json!(item.labels),
        "sprints" => raw(item, "Sprint"),
        "components" => raw(item, "Component/s"),
        "parent" => json!(item.parent),
        "links" => item.links.iter().map(|link| json!([link.kind, link.key])).collect(),
        "duplicate_of" => {
            json!(item.links.iter().find(|link| link.kind == "Duplicate of").map(|link| &link.key))
        }
        "estimate" => json!(item.estimate),
        "due" => json!(item.due),
        "title" => json!(item.title),
        "description" => json!(item.text),
        "status" | "state" => json!(item.status),
        "checklist" => item.checklist.iter().map(|(task, done)| json!([task, done])).collect(),
        "comments" => json!(item.comments.len()),
        "comments[0].body" => json!(item.comments[0].body),
        "comments[1].body" => json!(item.comments[1].body),
        "area" => first_raw(item, "Area Path"),
        "id" if item.key.is_empty() => Value::Null,
        "assignee" => json!(first_raw(item, "Assigned To").as_str().and_then(|name| name.split(" <").next())),
        "priority" => Some(first_raw(item, "Priority")).filter(|priority| priority != "No priority").into(),
        other => panic!("no field {other}"),
    }
}

fn check_path(items: &[ItemRecord], path: &str, expected: &Value, name: &str) {
    let (key, field) = path.split_once('.').unwrap_or(("", path));
    let item = match key {
        "" => Some(&items[0]),
        "new" => items.iter().find(|item| item.key.is_empty()),
        key => items.iter().find(|item| item.key == key),
    };
    let item = item.unwrap_or_else(|| panic!("{name}: no item {key}"));
    if field == "description_contains" {
        for part in expected.as_array().unwrap() {
            assert!(
                item.text.contains(part.as_str().unwrap()),
                "{name}: {path}: no {part} in {:?}",
                item.text
            );
        }
    } else {
        assert_eq!(&value(item, field), expected, "{name}: {path}");
    }
}

fn check_file(name: &str, expected: &Value) {
    let (report, backlog) = fixture(name);
    assert_eq!(report.format, format_id(expected["format"].as_str().unwrap()), "{name}: {report:?}");
    assert!(report.adds_up(), "{name}: {report:?}");
    for (field, found) in [("records_in", json!(report.records_in)), ("items", json!(report.items))] {
        assert_eq!(found, expected.get(field).cloned().unwrap_or(json!(0)), "{name}: {field}");
    }
    assert_eq!(json!(report.error), expected["error"], "{name}");
    assert_eq!(backlog.is_none(), report.error.is_some(), "{name}");
    if let Some(encoding) = expected.get("encoding") {
        assert_eq!(&json!(report.encoding), encoding, "{name}");
    }
    let list = |field: &str| expected[field].as_array().cloned().unwrap_or_default();
    assert_eq!(report.warnings.len(), list("warnings").len(), "{name}: {:?}", report.warnings);
    for warning in list("warnings") {
        let said = report.warnings.iter().any(|said| said.contains(warning.as_str().unwrap()));
        assert!(said, "{name}: {warning} is not in {:?}", report.warnings);
    }
    let skipped: Vec<Value> =
        report.skipped.iter().map(|skipped| json!({"record": skipped.record, "why": skipped.why})).collect();
    assert_eq!(skipped, list("skipped"), "{name}");
    assert_eq!(report.rejects.len(), list("rejects").len(), "{name}");
    for (reject, expected) in report.rejects.iter().zip(list("rejects")) {
        let found =
            json!({"record": reject.record, "why": reject.why, "key": reject.key, "line": reject.line});
        for (field, value) in expected.as_object().unwrap() {
            assert_eq!(&found[field], value, "{name}: {field} of {reject:?}");
        }
    }
    let items = backlog.map(|backlog| backlog.items).unwrap_or_default();
    for (path, value) in expected["checks"].as_object().into_iter().flatten() {
        check_path(&items, path, value, name);
    }
}

#[test]
fn every_file_gives_what_is_expected_of_it() {
    let expected = expected();
    let mut checked = 0;
    for path in files_below(&fixtures()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name != "expected.json" {
            check_file(name, expected.get(name).unwrap_or_else(|| panic!("nothing is expected of {name}")));
            checked += 1;
        }
    }
    assert_eq!(checked, 25);
}

#[test]
fn cells_are_kept_byte_for_byte() {
    let items = fixture("formula_cells.csv").1.unwrap().items;
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["=1+1", "+44 20 7946 0000", "\t=cmd"]);
    let hostile = fixture("prompt_injection_cell.csv").1.unwrap().items;
    assert!(hostile[0].text.starts_with("Ignore previous instructions"));
    let huge = fixture("huge_cell.csv").1.unwrap().items;
    assert_eq!(huge[0].text.len(), 200_000);
}

#[test]
fn the_same_bytes_give_the_same_records() {
    for path in files_below(&fixtures()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(fixture(name), fixture(name), "{name}");
    }
}

#[test]
fn every_backlog_looks_like_one_and_no_transcript_does() {
    let refused = ["empty.csv", "html_saved_as.xls", "expected.json"];
    for path in files_below(&fixtures()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let looks = looks_like_backlog(name, &std::fs::read(&path).unwrap());
        assert_eq!(looks, !refused.contains(&name), "{name}");
    }
    for path in files_below(&fixtures().with_file_name("transcripts")) {
        let name = path.to_string_lossy().into_owned();
        assert!(!looks_like_backlog(&name, &std::fs::read(&path).unwrap()), "{name}");
    }
}

#[test]
fn every_real_backlog_adds_up() {
    let Some(folder) = data_folder("dev/backlogs") else { return };
    let mut sums: BTreeMap<String, [usize; 6]> = BTreeMap::new();
    for path in files_below(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let options = BacklogOptions { path: name.clone(), ..BacklogOptions::default() };
        let (report, backlog) = read(&name, &std::fs::read(&path).unwrap(), &options);
        assert!(report.adds_up(), "{name}: {report:?}");
        assert_eq!(backlog.is_none(), report.error.is_some(), "{name}");
        let group = if report.format == "gherkin" { "sylius-features" } else { name.as_str() };
        let criteria =
            backlog.iter().flat_map(|backlog| &backlog.items).map(|item| item.criteria.len()).sum();
        let row = [
            report.records_in,
            report.items,
            report.skipped.len(),
            report.rejects.len(),
            criteria,
            report.warnings.len(),
        ];
        let sum = sums.entry(format!("{group} {}", report.format)).or_default();
        sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
    }
    println!("file format: records, items, skipped, rejected, criteria, warnings");
    for (group, row) in &sums {
        println!("{group}: {row:?}");
    }
    assert_eq!(sums["sylius-features gherkin"][..4], [820, 820, 0, 0]);
    assert_eq!(sums["jira-storypoints/springxd.csv jira-csv"][..4], [3526, 3526, 0, 0]);
    assert_eq!(sums["dalpiaz-user-stories/g23-archivesspace.txt stories"][..4], [57, 56, 1, 0]);
}

#[test]
fn no_real_interview_looks_like_a_backlog() {
    let Some(folder) = data_folder("dev/interviews") else { return };
    for path in files_below(&folder) {
        let name = path.to_string_lossy().into_owned();
        assert!(!looks_like_backlog(&name, &std::fs::read(&path).unwrap()), "{name}");
    }
}

/// A story and its scenarios as another program took them from the same files.
#[test]
fn real_features_give_their_titles_and_scenarios() {
    let Some(folder) = data_folder("dev") else { return };
    let gold = std::fs::read_to_string(folder.join("gold/story_ac_sylius.jsonl")).unwrap();
    let mut untitled = 0;
    for line in gold.lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let source = gold["source"].as_str().unwrap();
        let (report, backlog) =
            read(source, &std::fs::read(folder.join(source)).unwrap(), &BacklogOptions::default());
        let item = &backlog.unwrap().items[0];
        assert_eq!(json!(item.criteria), gold["acceptance_criteria"], "{source}");
        if report.warnings.iter().any(|warning| warning.contains("no title")) {
            untitled += 1;
            continue;
        }
        let narrative: Vec<&str> = item.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            json!([item.title, narrative.join(" ")]),
            json!([gold["title"], gold["narrative"]]),
            "{source}"
        );
    }
    assert_eq!((gold.lines().count(), untitled), (820, 1));
}

fn any_options() -> impl Strategy<Value = BacklogOptions> {
    let ids =
        ["auto", "csv", "jira-csv", "jira-json", "linear-csv", "github-json", "gitlab-csv", "azure-csv"];
    let more = ["trello-json", "stories", "markdown", "gherkin"];
    proptest::sample::select([ids.as_slice(), more.as_slice()].concat())
        .prop_map(|id| BacklogOptions { format: BacklogFormat::parse(id), ..BacklogOptions::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), options in any_options()) {
        let (report, _) = read("x.txt", &bytes, &options);
        prop_assert!(report.adds_up());
    }

    #[test]
    fn no_table_loses_a_record(
        text in "(Title|Summary,Issue key|ID,Work Item Type,Title 1,Title 2|id;title;hone)\n([a-zé,;\"'\n =]{0,12}\n){0,9}",
        options in any_options(),
    ) {
        let (report, backlog) = read("x.csv", text.as_bytes(), &options);
        prop_assert!(report.adds_up());
        prop_assert_eq!(&read("x.csv", text.as_bytes(), &options), &(report, backlog));
    }

    #[test]
    fn no_markup_makes_it_panic(
        text in "(---\n|# |Feature: |As a |- \\[ \\] |[a-z]|\\*|<[a-z/]{0,3}|&|\\{code\\}|h1\\. |\\||\\[|\n|\"|```){0,40}",
        options in any_options(),
    ) {
        let (report, _) = read("x.md", text.as_bytes(), &options);
        prop_assert!(report.adds_up());
        let quoted = format!("Summary,Issue key,Description\nx,A-1,\"{}\"", text.replace('"', "\"\""));
        prop_assert!(read("x.csv", quoted.as_bytes(), &BacklogOptions::default()).0.adds_up());
    }
}
