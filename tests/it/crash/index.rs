//! Bit flips, truncation and deletion anywhere in the folder of the index.

use super::{Dice, ask, harbour, run};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn a_damaged_index_is_built_anew() {
    cases(8);
}

#[test]
#[ignore = "the full number of cases; run with --release -- --ignored"]
fn a_damaged_index_is_built_anew_120_times() {
    cases(120);
}

fn cases(count: u64) {
    let mut dice = Dice::new("index damage");
    let data = tempfile::tempdir().unwrap();
    let made = run(data.path(), &["init", "--from", harbour().to_str().unwrap()]);
    assert!(made.status.success());
    let search = || ask(data.path(), &["search", "refund for a storm day", "-k", "10"]);
    let fresh = search();
    assert!(!fresh.as_array().unwrap().is_empty());
    let index = data.path().join("index");
    for case in 0..count {
        let files = files(&index);
        let file = &files[dice.below(files.len())];
        let damage = damage(file, &mut dice);
        assert_eq!(search(), fresh, "case {case}: {damage} of {}", file.display());
    }
    eprintln!("index damage: {count} cases, each answered as a fresh index does");
}

/// The cache files, largest first, so that the lock file is seldom chosen.
fn files(index: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(index).unwrap().flatten().map(|entry| entry.path()).collect();
    files.sort_by_key(|file| std::cmp::Reverse(fs::metadata(file).map_or(0, |file| file.len())));
    files
}

fn damage(file: &Path, dice: &mut Dice) -> &'static str {
    let mut bytes = fs::read(file).unwrap();
    let place = dice.below(bytes.len());
    match dice.below(3) {
        0 if !bytes.is_empty() => {
            bytes[place] ^= 1 << dice.below(8);
            fs::write(file, bytes).unwrap();
            "a bit flip"
        }
        1 => {
            bytes.truncate(place);
            fs::write(file, bytes).unwrap();
            "a truncation"
        }
        _ => {
            fs::remove_file(file).unwrap();
            "a deletion"
        }
    }
}
