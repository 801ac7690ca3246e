//! The sample workspace, inside the program: a suite whose people and product are made up.

use std::io;

/// What the suite says of its corpus.
pub(super) const SUITE: &str = include_str!("../../eval/suites/dev-harbour/suite.yaml");

macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        [$(($path, include_bytes!(concat!("../../eval/suites/dev-harbour/", $path)).as_slice())),+]
    };
}

const FILES: [(&str, &[u8]); 9] = files![
    "backlog.csv",
    "interviews/P01.vtt",
    "interviews/P02.srt",
    "interviews/P03.txt",
    "interviews/P04.md",
    "interviews/P05.vtt",
    "interviews/P06.srt",
    "interviews/P08.md",
    "interviews/P09.vtt",
];

/// Every file of it but the gold, by its path.
pub fn sample_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    [("suite.yaml", SUITE.as_bytes())].into_iter().chain(FILES)
}

/// The bytes of one of its files.
pub(super) fn read(path: &str) -> io::Result<Vec<u8>> {
    let file = FILES.iter().find(|(name, _)| *name == path);
    file.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
}
