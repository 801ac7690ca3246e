//! The gold of the suites: its quotes are said, its items exist, its pairs are taken from it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use hone::ingest::{backlog, transcript};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const SUITES: [&str; 2] = ["check-dispensary", "dev-harbour"];

#[derive(Deserialize)]
struct Pair {
    kind: String,
    a: String,
    b: String,
    same: bool,
    from: String,
}

fn eval() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval")
}

fn yaml(path: &Path) -> Value {
    serde_norway::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn cases(suite: &str) -> Vec<Value> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(eval().join("suites").join(suite).join("cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().flat_map(|file| yaml(file).as_array().unwrap().clone()).collect()
}

/// What the participant says in each interview of a suite, turn by turn.
fn voices(suite: &str) -> BTreeMap<String, Vec<String>> {
    let folder = eval().join("suites").join(suite);
    let interviews = yaml(&folder.join("suite.yaml"))["interviews"].as_array().unwrap().clone();
    let said = |interview: &Value| {
        let path = interview["path"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let turns =
            transcript::read(path, &bytes, &transcript::TranscriptOptions::default()).1.unwrap().turns;
        let own = turns.into_iter().filter(|turn| interview["speaker"] == turn.speaker.as_str());
        own.map(|turn| turn.text).collect()
    };
    interviews.iter().map(|one| (one["id"].as_str().unwrap().to_owned(), said(one))).collect()
}

/// The quotes within a case, each with its interview, which may stand further out.
fn quotes<'a>(gold: &'a Value, interview: &'a str, found: &mut Vec<(&'a str, &'a str)>) {
    let interview = gold["interview"].as_str().unwrap_or(interview);
    let text = gold.get("interview").and(gold["text"].as_str());
    found
        .extend(text.or(gold["quote"].as_str()).or(gold["planted"].as_str()).map(|quote| (interview, quote)));
    let memorable = gold["memorable"].as_array().into_iter().flatten();
    found.extend(memorable.filter_map(Value::as_str).map(|quote| (interview, quote)));
    let within: Vec<&Value> = match gold {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => Vec::new(),
    };
    for value in within {
        quotes(value, interview, found);
    }
}

fn strings<'a>(gold: &'a Value, found: &mut BTreeSet<&'a str>) {
    match gold {
        Value::String(text) => drop(found.insert(text)),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

#[test]
fn every_quote_of_the_gold_is_said_by_its_participant_within_one_turn() {
    for suite in SUITES {
        let (cases, voices) = (cases(suite), voices(suite));
        let mut found = Vec::new();
        for case in &cases {
            quotes(case, "", &mut found);
        }
        for (interview, quote) in &found {
            let said =
                voices.get(*interview).is_some_and(|turns| turns.iter().any(|turn| turn.contains(quote)));
            assert!(said, "{suite}: {interview} does not say {quote:?}");
        }
        assert!(found.len() > 100, "{suite}: {}", found.len());
    }
}

#[test]
fn every_item_that_the_gold_names_is_in_the_backlog() {
    for suite in SUITES {
        let folder = eval().join("suites").join(suite);
        let about = yaml(&folder.join("suite.yaml"))["backlog"].clone();
        let path = about["path"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let (report, backlog) = backlog::read(path, &bytes, &backlog::BacklogOptions::default());
        assert_eq!((about["format"].as_str(), report.rejects.len()), (Some(report.format.as_str()), 0));
        let keys: BTreeSet<String> = backlog.unwrap().items.into_iter().map(|item| item.key).collect();
        let cases = cases(suite);
        let related = cases.iter().flat_map(|case| case["relevant"].as_array().into_iter().flatten());
        let paired = cases.iter().flat_map(|case| case["pairs"].as_array().into_iter().flatten());
        let named = cases.iter().chain(related).filter_map(|gold| gold.get("item"));
        for item in named.chain(paired.flat_map(|pair| pair.as_array().unwrap())) {
            assert!(keys.contains(item.as_str().unwrap()), "{suite}: there is no item {item}");
        }
    }
}

#[test]
fn pairs_come_from_the_gold_and_about_half_mean_the_same() {
    let gold: BTreeMap<&str, Vec<Value>> = SUITES.map(|suite| (suite, cases(suite))).into();
    let lines = std::fs::read_to_string(eval().join("pairs.jsonl")).unwrap();
    let pairs: Vec<Pair> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for Pair { kind, a, b, from, .. } in &pairs {
        let mut texts = BTreeSet::new();
        for case in &gold[from.as_str()] {
            strings(case, &mut texts);
        }
        assert!(texts.contains(a.as_str()), "{from} has no {kind} {a:?}");
        assert!(["assumption", "question", "theme", "slice"].contains(&kind.as_str()), "{kind}");
        assert_ne!(a, b);
    }
    let same = pairs.iter().filter(|pair| pair.same).count();
    assert!(
        pairs.len() >= 200 && (40..=60).contains(&(same * 100 / pairs.len())),
        "{same} of {}",
        pairs.len()
    );
}
