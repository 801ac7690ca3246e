//! The bad-split rules, on cases with and without each fault.

use hone::domain::split::{BadSplit, Slice};
use hone::verification::split::lint_split;
use std::collections::{BTreeMap, BTreeSet};

const CASES: &str = include_str!("../fixtures/lint_cases.txt");

struct Case<'a> {
    parent: &'a str,
    slices: Vec<Slice>,
    expected: BTreeSet<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    CASES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('|').map(str::trim);
            let parent = fields.next()?;
            let slices = fields.next()?.split(';');
            let slices =
                slices.map(|title| Slice { title: title.trim().to_owned(), ..Slice::default() }).collect();
            Some(Case { parent, slices, expected: fields.next()?.split_whitespace().collect() })
        })
        .collect()
}

#[derive(Default)]
struct Counts {
    hits: usize,
    alarms: usize,
    misses: usize,
}

/// Hits, false alarms and misses per code, and the cases that differ.
fn measure() -> (BTreeMap<&'static str, Counts>, Vec<String>) {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut differences = Vec::new();
    for case in cases() {
        let found: BTreeSet<&str> = lint_split(case.parent, None, &case.slices, None)
            .iter()
            .map(|finding| finding.code.id())
            .collect();
        for code in found.union(&case.expected) {
            let count = counts.entry(code).or_default();
            match (found.contains(code), case.expected.contains(code)) {
                (true, true) => count.hits += 1,
                (true, false) => count.alarms += 1,
                _ => count.misses += 1,
            }
        }
        if found != case.expected {
            differences.push(format!("{}: expected {:?}, found {found:?}", case.parent, case.expected));
        }
    }
    (counts, differences)
}

#[test]
fn bad_splits_are_named_with_few_misses_and_few_false_alarms() {
    let (counts, differences) = measure();
    let mut table = String::new();
    let (mut hits, mut alarms, mut misses) = (0, 0, 0);
    for (code, count) in &counts {
        let Counts { hits: right, alarms: wrong, misses: missed } = count;
        table = format!(
            "{table}{code:16} hits {right:2} false alarms {wrong:2} misses {missed:2}
"
        );
        hits += count.hits;
        alarms += count.alarms;
        misses += count.misses;
    }
    let report = format!("{table}all: {hits} {alarms} {misses}\n{}", differences.join("\n"));
    assert!(cases().len() >= 90, "{report}");
    assert!(hits * 100 >= (hits + alarms) * 92, "precision\n{report}");
    assert!(hits * 100 >= (hits + misses) * 92, "recall\n{report}");
}

#[test]
fn every_bad_split_has_cases_of_its_own() {
    let named: BTreeSet<&str> =
        cases().iter().flat_map(|case| case.expected.iter().copied().collect::<Vec<_>>()).collect();
    let all = [
        BadSplit::Horizontal,
        BadSplit::ByTask,
        BadSplit::ByStage,
        BadSplit::ByComponent,
        BadSplit::NoPattern,
        BadSplit::BadSpike,
        BadSplit::WorthlessFirst,
        BadSplit::InventedScope,
        BadSplit::LostScope,
        BadSplit::NotAStory,
        BadSplit::OverEnumerated,
    ];
    assert_eq!(named, all.map(BadSplit::id).into_iter().collect());
}
