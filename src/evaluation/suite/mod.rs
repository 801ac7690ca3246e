//! A suite: a folder with a corpus and what the engine should make of it.
//!
//! The loader is strict. A typo in a key, a quote one character off or an id that
//! nothing has would silently make a case worthless, so each is a fault that
//! names file, case and key.

mod case;
mod check;
mod corpus;
mod fault;
mod must_not;
mod parse;
pub(super) mod sample;

pub use crate::ingest::suite::{BacklogFile, InterviewFile, Manifest, Provenance};
pub use case::{
    AssumptionsCase, Case, DuplicatesCase, Evidence, GoldAssumption, GoldOpportunity, GoldQuestion,
    GoldTheme, InjectionCase, LintCase, QuestionsCase, RetrievalCase, SplitCase, SummaryCase, Task,
    ThemesCase,
};
pub use check::CUSTOMER;
pub use corpus::{Corpus, CorpusInterview};
pub use fault::{Fault, SuiteError};
pub use must_not::MustNot;

use crate::domain::id::sha256_hex;
use fault::Faults;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The file that makes a folder a suite.
const MANIFEST: &str = "suite.yaml";
/// What people turned down; a suite may have none.
const MUST_NOT: &str = "must-not.yaml";

/// A suite whose every reference holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Suite {
    /// Its folder.
    pub folder: PathBuf,
    /// What `suite.yaml` says.
    pub manifest: Manifest,
    /// Its interviews and items.
    pub corpus: Corpus,
    /// Its cases, in the order of tasks and files.
    pub cases: Vec<Case>,
    /// What people turned down, and the engine may not propose again.
    pub must_not: Vec<MustNot>,
    /// SHA-256 of every file that was read, in hexadecimal: another gold is another suite.
    pub hash: String,
}

impl Suite {
    /// Reads a suite, or says everything that is wrong with it.
    pub fn load(folder: &Path) -> Result<Self, SuiteError> {
        let mut files = Files { folder: folder.to_owned(), read: BTreeMap::new() };
        let mut faults = Faults::default();
        let suite = load(&mut files, &mut faults);
        faults.finish(suite)
    }

    /// Reads the corpus of a suite and none of its cases, or says what is wrong with it.
    pub fn load_corpus(folder: &Path) -> Result<Self, SuiteError> {
        let mut files = Files { folder: folder.to_owned(), read: BTreeMap::new() };
        let mut faults = Faults::default();
        let suite = load_corpus(&mut files, &mut faults);
        faults.finish(suite)
    }

    /// The cases of a task, in order.
    pub fn cases_of(&self, task: Task) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(move |case| case.task() == task)
    }

    /// The case with this id.
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.id() == id)
    }
}

fn load(files: &mut Files, faults: &mut Faults) -> Option<Suite> {
    let mut suite = load_corpus(files, faults)?;
    suite.cases = load_cases(files, &suite.manifest, &suite.corpus, faults);
    suite.must_not = load_must_not(files, &suite.corpus, faults);
    suite.hash = files.hash();
    Some(suite)
}

fn load_corpus(files: &mut Files, faults: &mut Faults) -> Option<Suite> {
    let bytes = files.bytes(MANIFEST, faults)?;
    let manifest: Manifest = parse::document(&bytes, &|_| None, faults)?;
    check_manifest(&manifest, &files.folder, faults);
    let mut bytes_of = |path: &str, faults: &mut Faults| files.bytes(path, faults);
    let interviews = corpus::read_interviews(&manifest, &mut bytes_of, faults);
    let backlog = files.bytes(&manifest.backlog.path, faults);
    faults.enter_file(MANIFEST);
    let items = backlog.map(|bytes| corpus::read_items(&manifest, &bytes, faults)).unwrap_or_default();
    // Without its corpus every case would be at fault.
    let corpus = faults.is_empty().then_some(Corpus { interviews, items })?;
    let (folder, hash) = (files.folder.clone(), files.hash());
    Some(Suite { folder, manifest, corpus, cases: Vec::new(), must_not: Vec::new(), hash })
}

fn load_must_not(files: &mut Files, corpus: &Corpus, faults: &mut Faults) -> Vec<MustNot> {
    if !files.folder.join(MUST_NOT).exists() {
        return Vec::new();
    }
    let bytes = files.bytes(MUST_NOT, faults);
    let all: Option<Vec<MustNot>> = bytes.and_then(|bytes| parse::document(&bytes, &|_| None, faults));
    let all = all.unwrap_or_default();
    let mut ids = BTreeSet::new();
    for one in &all {
        faults.enter_case(&one.id);
        if corpus.item(&one.item).is_none() {
            faults.at("item", "no such item in the backlog");
        }
        if one.texts.is_empty() {
            faults.at("texts", "nothing is turned down");
        }
        if !ids.insert(&one.id) {
            faults.at("id", "another entry has this id");
        }
    }
    all
}

fn check_manifest(manifest: &Manifest, folder: &Path, faults: &mut Faults) {
    let name = folder.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
    if name.as_deref() != Some(manifest.suite.as_str()) {
        faults.at("suite", "not the name of the folder");
    }
    let mut ids = BTreeSet::new();
    for (at, interview) in manifest.interviews.iter().enumerate() {
        if !ids.insert(&interview.id) {
            faults.at(format!("interviews[{at}].id"), "another interview has this id");
        }
        if interview.date.as_ref().is_some_and(|date| date.parse::<jiff::civil::Date>().is_err()) {
            faults.at(format!("interviews[{at}].date"), "a day is YYYY-MM-DD");
        }
    }
    let mut names = BTreeSet::new();
    for (at, person) in manifest.stakeholders.iter().enumerate() {
        if !names.insert(&person.name) {
            faults.at(format!("stakeholders[{at}].name"), "another stakeholder has this name");
        }
    }
}

fn load_cases(files: &mut Files, manifest: &Manifest, corpus: &Corpus, faults: &mut Faults) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut ids = BTreeSet::new();
    for name in files.case_files(faults) {
        let path = format!("cases/{name}");
        faults.enter_file(&path);
        let stem = name.strip_suffix(".yaml").unwrap_or_default();
        let Some(task) = Task::ALL.into_iter().find(|task| task.id() == stem) else {
            faults.whole("no task has a file of this name");
            continue;
        };
        let Some(bytes) = files.bytes(&path, faults) else { continue };
        for case in parse::cases(task, &bytes, faults) {
            faults.enter_case(case.id());
            if case.task() != task {
                faults.at("task", format!("the cases of this file have the task {stem}"));
            }
            if !ids.insert(case.id().to_owned()) {
                faults.at("id", "another case has this id");
            }
            check::Checker { corpus, register: &manifest.stakeholders, faults }.case(&case);
            cases.push(case);
        }
    }
    if cases.is_empty() && faults.is_empty() {
        faults.enter_file("cases");
        faults.whole("no case: an empty suite proves nothing");
    }
    cases.sort_by_key(Case::task);
    cases
}

/// The files of a suite, each read once and remembered for the hash.
struct Files {
    folder: PathBuf,
    read: BTreeMap<String, Vec<u8>>,
}

impl Files {
    fn bytes(&mut self, path: &str, faults: &mut Faults) -> Option<Vec<u8>> {
        faults.enter_file(path);
        let inside = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(path).components().all(inside) {
            faults.whole("a path that leads out of the suite");
            return None;
        }
        match fs::read(self.folder.join(path)) {
            Ok(bytes) => {
                self.read.insert(path.to_owned(), bytes.clone());
                Some(bytes)
            }
            Err(error) => {
                faults.whole(format!("cannot be read: {}", error.kind()));
                None
            }
        }
    }

    /// Names in the folder of cases, sorted.
    fn case_files(&self, faults: &mut Faults) -> Vec<String> {
        faults.enter_file("cases");
        match fs::read_dir(self.folder.join("cases")) {
            Ok(entries) => {
                let mut names: Vec<String> =
                    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
                names.retain(|name| !name.starts_with('.'));
                names.sort();
                names
            }
            Err(error) => {
                faults.whole(format!("cannot be read: {}", error.kind()));
                Vec::new()
            }
        }
    }

    fn hash(&self) -> String {
        let mut all = Vec::new();
        for (path, bytes) in &self.read {
            all.extend_from_slice(format!("{path}\n{}\n", bytes.len()).as_bytes());
            all.extend_from_slice(bytes);
        }
        sha256_hex(&all)
    }
}
