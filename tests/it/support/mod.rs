//! What several integration tests share.

pub(crate) mod deaf;
pub(crate) mod postgres;

use std::path::{Path, PathBuf};

/// A folder of the real interviews and backlogs; none, with a message, where they are absent.
#[expect(clippy::disallowed_methods, reason = "tests find the shared data by a variable")]
pub fn data_folder(within: &str) -> Option<PathBuf> {
    let root = std::env::var("HONE_TEST_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let folder = root.join(within);
    if !folder.is_dir() {
        eprintln!("skipped: the real data are not here (set HONE_TEST_DATA to their folder)");
        return None;
    }
    Some(folder)
}

/// Every file below a folder, in byte order of the paths.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
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
