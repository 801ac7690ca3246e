//! Suites: the sample loads, and each kind of mistake is named where it is.
#![expect(clippy::unwrap_used, reason = "a broken sample fails the test")]

use hone::domain::interview::Role;
use hone::evaluation::suite::{Case, Suite, SuiteError, Task};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("eval/suites/dev-harbour")
}

/// A copy of the sample that a test may spoil.
struct Copy {
    _holder: TempDir,
    folder: PathBuf,
}

impl Copy {
    fn new() -> Self {
        let holder = TempDir::new().unwrap();
        let folder = holder.path().join("dev-harbour");
        for part in ["", "cases", "interviews"] {
            fs::create_dir_all(folder.join(part)).unwrap();
            for entry in fs::read_dir(sample().join(part)).unwrap().flatten() {
                if entry.path().is_file() {
                    fs::copy(entry.path(), folder.join(part).join(entry.file_name())).unwrap();
                }
            }
        }
        Self { _holder: holder, folder }
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has changed; the test spoils nothing");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn error(&self) -> SuiteError {
        Suite::load(&self.folder).unwrap_err()
    }

    /// The one fault after an edit, as a reader sees it.
    fn fault_of(file: &str, from: &str, to: &str) -> String {
        let copy = Self::new();
        copy.edit(file, from, to);
        let faults = copy.error().0;
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults[0].to_string()
    }
}

#[test]
fn the_sample_loads_with_all_its_cases() {
    let suite = Suite::load(&sample()).unwrap_or_else(|error| panic!("{error}"));
    let count = |task| suite.cases_of(task).count();
    let counts = Task::ALL.map(|task| (task.id(), count(task)));
    assert_eq!(
        counts,
        [
            ("split", 21),
            ("assumptions", 9),
            ("questions", 8),
            ("summary", 6),
            ("retrieval", 28),
            ("themes", 1),
            ("lint", 34),
            ("duplicates", 1),
            ("injection", 3),
        ]
    );
    assert_eq!((suite.corpus.interviews.len(), suite.manifest.stakeholders.len()), (8, 7));
    assert!(suite.corpus.item("HAR-10").is_some() && suite.case("split-move-ticket").is_some());
}

#[test]
fn the_manifest_decides_who_testifies() {
    let suite = Suite::load(&sample()).unwrap();
    for interview in &suite.corpus.interviews {
        let speaker = interview.about.speaker.as_deref().unwrap();
        let testifying = interview.turns.iter().filter(|turn| turn.role == Role::Participant);
        assert!(testifying.clone().count() > 5, "{}", interview.about.id);
        assert!(testifying.clone().all(|turn| turn.speaker == speaker), "{}", interview.about.id);
    }
}

#[test]
fn evidence_is_found_by_its_words_and_by_its_turns() {
    let copy = Copy::new();
    copy.edit(
        "cases/retrieval.yaml",
        r#"{interview: P01, text: "I was on hold for twenty-six minutes."}"#,
        "{interview: P01, turn: [2, 4], grade: 2}",
    );
    let suite = Suite::load(&copy.folder).unwrap_or_else(|error| panic!("{error}"));
    let Some(Case::RetrievalCase(case)) = suite.case("retrieval-hold-time") else { panic!() };
    assert_eq!(suite.corpus.turns_of(&case.relevant[0]), [2, 3, 4]);
    let by_words = suite.corpus.turns_of(&case.relevant[1]);
    let interview = suite.corpus.interview("P03").unwrap();
    assert_eq!(by_words.len(), 1);
    assert!(interview.turns[by_words[0]].text.contains("I rang, I held, forty minutes"));
}

#[test]
fn a_typo_in_a_key_is_named() {
    let fault = Copy::fault_of("cases/split.yaml", "  expect: split", "  expects: split");
    assert!(
        fault.starts_with("cases/split.yaml, case split-move-ticket, key expects: unknown field"),
        "{fault}"
    );
    let deep = Copy::fault_of("cases/questions.yaml", "      stakeholder: ", "      stakeholdr: ");
    assert!(
        deep.starts_with("cases/questions.yaml, case questions-har-10, key questions[0].stakeholdr:"),
        "{deep}"
    );
    let manifest = Copy::fault_of("suite.yaml", "incentives: \"calls", "incentive: \"calls");
    assert!(manifest.starts_with("suite.yaml, key stakeholders[0].incentive:"), "{manifest}");
}

#[test]
fn a_quote_one_character_off_is_named_without_its_words() {
    let fault = Copy::fault_of("cases/assumptions.yaml", "I'd pay ten pounds", "I'd pay ten pound");
    assert_eq!(
        fault,
        "cases/assumptions.yaml, case assumptions-har-10, key assumptions[0].for[0].text: \
         not found, character by character, in one turn of the interview"
    );
    let turned =
        Copy::fault_of("cases/summary.yaml", "It just appeared. No letter.", "It just appeared, no letter.");
    assert!(
        turned.starts_with("cases/summary.yaml, case summary-p01, key opportunities[6].quote:"),
        "{turned}"
    );
}

#[test]
fn what_refers_to_nothing_is_named() {
    let cases = [
        ("cases/split.yaml", "item: HAR-10", "item: HAR-1000", "key item"),
        (
            "cases/split.yaml",
            "patterns: [simple-complex,",
            "patterns: [simple-complexity,",
            "key patterns[0]",
        ),
        ("cases/split.yaml", "expect: refuse", "expect: unknown", "key expect"),
        ("cases/lint.yaml", "codes: [horizontal,", "codes: [vertical,", "key codes[0]"),
        ("cases/assumptions.yaml", "kind: desirability", "kind: value", "key assumptions[0].kind"),
        ("cases/retrieval.yaml", "interview: P01", "interview: P99", "key relevant[0].interview"),
        ("cases/retrieval.yaml", "item: HAR-14", "item: HAR-14, interview: P01", "key relevant[1]"),
        ("cases/questions.yaml", "\"Skippers\"", "\"Skipper\"", "key questions[1].stakeholder"),
        ("cases/themes.yaml", "[P01, P03,", "[P01, P33,", "key themes[0].interviews[1]"),
        ("cases/injection.yaml", "planted: Ignore all", "planted: Ignore any", "key planted"),
        ("suite.yaml", "format: jira-csv", "format: jira", "key backlog.format"),
        ("suite.yaml", "date: 2026-02-03", "date: 2026-02-30", "key interviews[0].date"),
    ];
    for (file, from, to, key) in cases {
        let copy = Copy::new();
        copy.edit(file, from, to);
        let faults = copy.error().to_string();
        assert!(faults.starts_with(file) && faults.contains(key), "{from} to {to}: {faults}");
    }
}

#[test]
fn an_id_twice_is_named_across_files() {
    let fault = Copy::fault_of("cases/injection.yaml", "id: injection-letters", "id: split-move-ticket");
    assert_eq!(fault, "cases/split.yaml, case split-move-ticket, key id: another case has this id");
}

#[test]
fn a_missing_file_and_a_path_out_of_the_suite_are_named() {
    let copy = Copy::new();
    fs::remove_file(copy.folder.join("interviews/P08.md")).unwrap();
    assert!(copy.error().to_string().starts_with("interviews/P08.md: cannot be read"));
    let fault = Copy::fault_of("suite.yaml", "path: backlog.csv", "path: ../dev-harbour/backlog.csv");
    assert!(fault.contains("leads out of the suite"), "{fault}");
    assert!(Suite::load(Path::new("no/such/suite")).unwrap_err().to_string().starts_with("suite.yaml"));
}

#[test]
fn an_empty_suite_and_a_foreign_file_of_cases_are_refused() {
    let copy = Copy::new();
    for task in Task::ALL {
        fs::remove_file(copy.folder.join(format!("cases/{}.yaml", task.id()))).unwrap();
    }
    assert!(copy.error().to_string().contains("an empty suite proves nothing"));
    let other = Copy::new();
    fs::write(other.folder.join("cases/splits.yaml"), "[]").unwrap();
    assert_eq!(other.error().to_string(), "cases/splits.yaml: no task has a file of this name");
}

#[test]
fn the_hash_changes_with_the_gold_and_with_nothing_else() {
    let (one, two) = (Copy::new(), Copy::new());
    let hash = |copy: &Copy| Suite::load(&copy.folder).unwrap().hash;
    assert_eq!(hash(&one), hash(&two));
    fs::write(one.folder.join("README.txt"), "not part of the suite").unwrap();
    assert_eq!(hash(&one), hash(&two));
    two.edit("cases/lint.yaml", "codes: [no-pattern]", "codes: []");
    assert_ne!(hash(&one), hash(&two));
}
