//! `kill -9` at a random instant of an ingest, a decision or a reindex.

use super::{Dice, ask, command, harbour, run};
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

/// Each round kills one ingest, one decision and one reindex.
const FEW: u64 = 2;
const MANY: u64 = 40;

#[test]
fn a_kill_at_any_instant_loses_nothing_that_was_acknowledged() {
    rounds(FEW);
}

#[test]
#[ignore = "the full number of rounds; run with --release -- --ignored"]
fn a_kill_at_any_instant_loses_nothing_that_was_acknowledged_120_times() {
    rounds(MANY);
}

fn rounds(count: u64) {
    let mut dice = Dice::new("kill -9");
    let mut survived = 0;
    for _ in 0..count {
        survived += u32::from(during_ingest(&mut dice));
        survived += u32::from(during_decision(&mut dice));
        survived += u32::from(during_reindex(&mut dice));
    }
    eprintln!("kill -9: {} rounds, {survived} commands had ended before their kill", 3 * count);
}

/// Runs a command and kills it after a random part of `usual`; whether it had ended well before.
fn killed(data: &Path, arguments: &[&str], usual: Duration, dice: &mut Dice) -> bool {
    let mut child = command(data, arguments).spawn().unwrap();
    let micros = usize::try_from(usual.as_micros()).unwrap();
    std::thread::sleep(Duration::from_micros(dice.below(micros) as u64));
    let ended = child.try_wait().unwrap().is_some_and(|status| status.success());
    child.kill().ok();
    child.wait().unwrap();
    ended
}

fn timed(data: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let output = run(data, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    start.elapsed()
}

fn is_whole(data: &Path) {
    assert_eq!(ask(data, &["check"])["whole"], true);
}

/// Turns of each interview that is there.
fn turns(data: &Path) -> Vec<(String, usize)> {
    let interviews = ask(data, &["interviews"]);
    let keys = interviews.as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned());
    keys.map(|key| {
        let shown = ask(data, &["show", &key]);
        let count = shown["turns"].as_array().unwrap().len();
        (key, count)
    })
    .collect()
}

fn during_ingest(dice: &mut Dice) -> bool {
    let (reference, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = harbour().join("interviews");
    let ingest = ["ingest", "interviews", folder.to_str().unwrap()];
    let usual = timed(reference.path(), &ingest);
    let whole = turns(reference.path());
    let ended = killed(data.path(), &ingest, usual, dice);
    is_whole(data.path());
    let kept = turns(data.path());
    assert!(kept.iter().all(|one| whole.contains(one)), "half a document is seen: {kept:?}");
    assert!(!ended || kept == whole, "an acknowledged import lost something");
    timed(data.path(), &ingest);
    assert_eq!(turns(data.path()), whole, "a repeat completes it, each document once");
    ended
}

fn during_decision(dice: &mut Dice) -> bool {
    let data = tempfile::tempdir().unwrap();
    let backlog = harbour().join("backlog.csv");
    timed(data.path(), &["ingest", "backlog", backlog.to_str().unwrap()]);
    let split = ask(data.path(), &["refine", "HAR-13", "--kind", "split"])[0].clone();
    let slices = split["body"]["candidates"][0]["slices"].as_array().unwrap().len();
    let id = split["id"].as_str().unwrap();
    let accept = ["accept", id, "--candidate", "1"];
    let usual = timed(data.path(), &["inbox"]);
    let ended = killed(data.path(), &accept, usual, dice);
    is_whole(data.path());
    let state = ask(data.path(), &["show", id])["state"].clone();
    let slices_there = |items: &Value| {
        let slice = |item: &&Value| item["parent"] == "HAR-13";
        items.as_array().unwrap().iter().filter(slice).count()
    };
    let there = slices_there(&ask(data.path(), &["items"]));
    match state.as_str().unwrap() {
        "proposed" => assert!(there == 0 && !ended, "{there} slices of a split that nobody accepted"),
        "accepted" => assert_eq!(there, slices, "an accepted split is half applied"),
        other => assert_eq!(other, "proposed or accepted"),
    }
    ended
}

fn during_reindex(dice: &mut Dice) -> bool {
    let data = tempfile::tempdir().unwrap();
    timed(data.path(), &["init", "--from", harbour().to_str().unwrap()]);
    let search = ["search", "cancel late at night", "-k", "8"];
    let before = ask(data.path(), &search);
    let usual = timed(data.path(), &["reindex"]);
    let ended = killed(data.path(), &["reindex"], usual, dice);
    is_whole(data.path());
    assert_eq!(ask(data.path(), &search), before, "the index is not that of the database");
    ended
}
