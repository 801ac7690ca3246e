//! The sample suite with its gold, inside the program.

use crate::use_case::sample_files;
use std::fs;
use std::io;
use tempfile::TempDir;

/// Its name.
pub(in crate::evaluation) const NAME: &str = "dev-harbour";

macro_rules! cases {
    ($($name:literal),+ $(,)?) => {
        [$((
            concat!("cases/", $name),
            include_bytes!(concat!("../../../eval/suites/dev-harbour/cases/", $name)).as_slice(),
        )),+]
    };
}

const CASES: [(&str, &[u8]); 9] = cases![
    "assumptions.yaml",
    "duplicates.yaml",
    "injection.yaml",
    "lint.yaml",
    "questions.yaml",
    "retrieval.yaml",
    "split.yaml",
    "summary.yaml",
    "themes.yaml",
];

/// The suite in a folder of its name, within one that is deleted when it is dropped.
pub(in crate::evaluation) fn unpack() -> io::Result<TempDir> {
    let holder = tempfile::tempdir()?;
    for (path, bytes) in sample_files().chain(CASES) {
        let to = holder.path().join(NAME).join(path);
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(to, bytes)?;
    }
    Ok(holder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::suite::Suite;
    use std::path::Path;

    #[test]
    fn what_is_inside_the_program_is_what_lies_in_the_repository() {
        let inside = unpack().unwrap();
        let inside = Suite::load(&inside.path().join(NAME)).unwrap();
        let outside = Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites").join(NAME);
        assert_eq!(inside.hash, Suite::load(&outside).unwrap().hash);
    }
}
