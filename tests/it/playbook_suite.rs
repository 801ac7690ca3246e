//! The playbook against the labelled splits of the sample suite: verdicts and patterns may not get worse.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail loudly")]
#![expect(clippy::print_stdout, reason = "the figures are what one reads")]

use hone::domain::id::ItemId;
use hone::domain::item::Item;
use hone::domain::suggestion::Body;
use hone::ingest::backlog::{BacklogOptions, read};
use hone::llm::MiniLm;
use hone::proposer::playbook::split::split;
use hone::proposer::{Brief, Heard};

const BACKLOG: &[u8] = include_bytes!("../../eval/suites/dev-harbour/backlog.csv");
const CASES: &str = include_str!("../../eval/suites/dev-harbour/cases/split.yaml");

fn backlog() -> Vec<Item> {
    let (_, backlog) = read("backlog.csv", BACKLOG, &BacklogOptions::default());
    let records = backlog.unwrap().items.into_iter().enumerate();
    records
        .map(|(index, record)| Item {
            id: ItemId::derive(&[&record.key]),
            key: record.key.clone(),
            system: "suite".into(),
            position: i64::try_from(index).unwrap(),
            version: 1,
            replaced_by_slices: false,
            record,
        })
        .collect()
}

#[tokio::test]
async fn verdicts_and_patterns_of_the_sample_suite_hold() {
    let encoder = MiniLm::load().unwrap();
    let items = backlog();
    let cases: serde_json::Value = serde_norway::from_str(CASES).unwrap();
    let cases = cases.as_array().unwrap();
    let (mut verdicts, mut splits, mut first, mut among_two) = (0, 0, 0, 0);
    for case in cases {
        let item = items.iter().find(|item| case["item"] == item.key.as_str()).unwrap();
        let backlog = items.iter().filter(|other| other.key != item.key).cloned().collect();
        let brief = Brief { backlog, ..Brief::alone(item.clone()) };
        let draft = split(&brief, &Heard::default(), &encoder).await.unwrap();
        let Body::Split(body) = draft.body else { unreachable!("a split was asked for") };
        verdicts += usize::from(case["expect"] == body.verdict.id());
        if case["expect"] == "split" {
            let accepted = case["patterns"].as_array().unwrap();
            let fits = |id: &str| accepted.iter().any(|pattern| pattern == id);
            let proposed: Vec<&str> =
                body.candidates.iter().map(|candidate| candidate.pattern.id()).collect();
            splits += 1;
            first += usize::from(proposed.first().is_some_and(|id| fits(id)));
            among_two += usize::from(proposed.iter().take(2).any(|id| fits(id)));
        }
    }
    let figures = format!(
        "verdict {verdicts}/{}, pattern@1 {first}/{splits}, pattern@2 {among_two}/{splits}",
        cases.len()
    );
    println!("{figures}");
    assert!(verdicts >= 20 && first >= 11 && among_two >= 11, "{figures}");
}
