//! Runs with their reports in a folder, and the suites that can be run by name.
//!
//! What the command line is given as paths, a page asks for by name: a name is looked up
//! among what is there and is never a path.

use super::report::{CaseBeside, Comparison, Report, beside, kept_formats, report};
use super::run::{Header, Plan, Run, read, run as run_suite, write};
use super::statistics::verdict::Verdict;
use super::suite::{Provenance, Suite, sample};
use crate::use_case::{Copilot, Error, Evaluations};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;
use utoipa::ToSchema;

/// Folder of the raw outputs within that of the reports.
const RUNS: &str = "runs";

/// Where runs are kept, and where suites are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    folder: PathBuf,
    suites: Option<PathBuf>,
}

/// A suite that can be run by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuiteEntry {
    /// Its name.
    pub name: String,
    /// One line on the product.
    pub about: String,
    /// `synthetic` or `real`.
    #[schema(value_type = String)]
    pub provenance: Provenance,
    /// Cases in it.
    pub cases: usize,
    /// Whether it is measured once a release, from the command line.
    pub held_out: bool,
}

/// A run that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RunEntry {
    /// Its id.
    pub id: String,
    /// Name of the suite.
    pub suite: String,
    /// Who drafted.
    pub engine: String,
    /// Version of the engine.
    pub version: String,
    /// Day of the run, `YYYY-MM-DD`.
    pub day: String,
    /// How often each case was run.
    pub repeats: usize,
    /// `pass`, `fail`, `inconclusive` or `broken`; null while the report is not written.
    #[schema(value_type = Option<String>)]
    pub verdict: Option<Verdict>,
}

/// A suite with the folder that it was unpacked into, where it was.
struct Found {
    suite: Suite,
    _unpacked: Option<TempDir>,
}

impl From<&Evaluations> for Archive {
    fn from(settings: &Evaluations) -> Self {
        Self { folder: settings.folder.clone(), suites: settings.suites.clone() }
    }
}

impl Archive {
    /// Runs in `folder`, whose suites are given as paths.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), suites: None }
    }

    /// The suites by name: the sample, and those of the folder in the settings.
    ///
    /// # Errors
    /// When one of them is no suite; the error names file, case and key.
    pub fn suites(&self) -> Result<Vec<SuiteEntry>, Error> {
        let mut names = self.folders()?;
        if !names.iter().any(|name| name == sample::NAME) {
            names.push(sample::NAME.to_owned());
        }
        names.sort();
        let is_own = |name: &String| name == sample::NAME && !self.has_folder(name);
        names.iter().map(|name| if is_own(name) { self.sample_entry() } else { self.entry(name) }).collect()
    }

    fn entry(&self, name: &str) -> Result<SuiteEntry, Error> {
        self.suite(name).map(|found| entry(&found.suite))
    }

    /// The sample is part of the program: it is looked at once.
    fn sample_entry(&self) -> Result<SuiteEntry, Error> {
        static SAMPLE: OnceLock<SuiteEntry> = OnceLock::new();
        if let Some(known) = SAMPLE.get() {
            return Ok(known.clone());
        }
        let found = self.entry(sample::NAME)?;
        Ok(SAMPLE.get_or_init(|| found).clone())
    }

    /// Whether a folder of the settings holds a suite of this name.
    fn has_folder(&self, name: &str) -> bool {
        self.suites.as_ref().is_some_and(|folder| folder.join(name).join("suite.yaml").is_file())
    }

    /// Names of the folders that hold a suite.
    fn folders(&self) -> Result<Vec<String>, Error> {
        let Some(folder) = &self.suites else { return Ok(Vec::new()) };
        let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
        let suites = entries.flatten().filter(|entry| entry.path().join("suite.yaml").is_file());
        Ok(suites.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    fn suite(&self, name: &str) -> Result<Found, Error> {
        let load = |folder: &Path| {
            Suite::load(folder).map_err(|error| Error::Unreadable {
                path: name.to_owned(),
                why: error.to_string(),
                hint: "mend every place that is named".into(),
            })
        };
        let is_here = self.folders()?.iter().any(|one| one == name);
        if let Some(folder) = self.suites.as_ref().filter(|_| is_here) {
            return Ok(Found { suite: load(&folder.join(name))?, _unpacked: None });
        }
        if name != sample::NAME {
            return Err(Error::not_found("suite", name, "/api/v1/suites lists those that can be run"));
        }
        let unpacked = sample::unpack().map_err(|error| unreadable(Path::new(name), &error))?;
        let suite = load(&unpacked.path().join(name))?;
        Ok(Found { suite, _unpacked: Some(unpacked) })
    }

    /// Whether a suite can be run by name.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown suite, [`Error::Conflict`] for one that is held out.
    pub fn may_run(&self, name: &str) -> Result<(), Error> {
        self.runnable(name).map(drop)
    }

    fn runnable(&self, name: &str) -> Result<Found, Error> {
        let found = self.suite(name)?;
        if found.suite.manifest.held_out {
            return Err(Error::Conflict {
                why: format!("{name} is held out: a release is measured on it once"),
                hint: "run it with `hone eval run`, which enters it in the ledger".into(),
            });
        }
        Ok(found)
    }

    /// Runs a suite by name, and keeps the run with its reports.
    ///
    /// # Errors
    /// As [`Archive::may_run`] and [`run_suite`].
    pub async fn run(&self, copilot: &Copilot, name: &str, plan: &Plan<'_>) -> Result<RunEntry, Error> {
        let found = self.runnable(name)?;
        let mut run = run_suite(copilot, &found.suite, plan).await?;
        // The name stays true when the folder it was unpacked into is gone.
        name.clone_into(&mut run.header.folder);
        let judge = {
            let archive = self.clone();
            move || -> Result<RunEntry, Error> {
                let run = archive.keep_outputs(&run)?;
                let report = report(&found.suite, &run);
                archive.keep(&found.suite, &run, &report)?;
                Ok(entry_of(run.header, Some(report.verdict)))
            }
        };
        tokio::task::spawn_blocking(judge).await.map_err(|error| Error::Internal(Box::new(error)))?
    }

    /// Writes the outputs of a run, and gives the run as any later reader finds it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep_outputs(&self, run: &Run) -> Result<Run, Error> {
        let path = self.file_of(&run.header.id);
        write(run, &path).and_then(|()| read(&path)).map_err(|error| Error::Unreadable {
            path: path.display().to_string(),
            why: error.to_string(),
            hint: "is there space, and may you write there?".into(),
        })
    }

    /// Writes the report of a run in every format.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, suite: &Suite, run: &Run, report: &Report) -> Result<(), Error> {
        for (extension, text) in
            kept_formats(suite, run, report).map_err(|error| Error::Internal(Box::new(error)))?
        {
            let path = self.folder.join(format!("{}.{extension}", run.header.id));
            fs::write(&path, text).map_err(|error| unreadable(&path, &error))?;
        }
        Ok(())
    }

    fn file_of(&self, id: &str) -> PathBuf {
        self.folder.join(RUNS).join(format!("{id}.jsonl"))
    }

    /// Every run that was kept, the latest day first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn runs(&self) -> Result<Vec<RunEntry>, Error> {
        let folder = self.folder.join(RUNS);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        let headers = entries.flatten().filter_map(|entry| header_of(&entry.path()));
        let mut runs: Vec<RunEntry> = headers
            .map(|header| {
                let verdict = self.verdict_of(&header.id);
                entry_of(header, verdict)
            })
            .collect();
        runs.sort_by(|a, b| (&b.day, &a.suite, &a.id).cmp(&(&a.day, &b.suite, &b.id)));
        Ok(runs)
    }

    fn verdict_of(&self, id: &str) -> Option<Verdict> {
        #[derive(Deserialize)]
        struct Judged {
            verdict: Verdict,
        }
        let text = fs::read(self.folder.join(format!("{id}.json"))).ok()?;
        serde_json::from_slice::<Judged>(&text).ok().map(|judged| judged.verdict)
    }

    /// The report of a run as it was written: `json`, `xml`, `md` or `html`.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a run that is not kept here.
    pub fn written(&self, id: &str, extension: &str) -> Result<String, Error> {
        let known = self.known(id)?;
        let path = self.folder.join(format!("{}.{extension}", known.id));
        fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))
    }

    fn known(&self, id: &str) -> Result<RunEntry, Error> {
        let found = self.runs()?.into_iter().find(|run| run.id == id);
        found.ok_or_else(|| Error::not_found("run", id, "/api/v1/evaluations lists those that are kept"))
    }

    /// What moved from one run to another of the same suite.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown run; [`Error::Conflict`] when the gold is not the same.
    pub fn compare(&self, before: &str, after: &str) -> Result<Comparison, Error> {
        Ok(self.compare_cases(before, after)?.0)
    }

    /// The same, with the cases that changed as a person reads them, beside their gold.
    ///
    /// # Errors
    /// As [`Archive::compare`].
    pub fn compare_cases(&self, before: &str, after: &str) -> Result<(Comparison, Vec<CaseBeside>), Error> {
        let (before, after) = (self.known(before)?, self.known(after)?);
        let found = self.suite(&after.suite)?;
        let suite = &found.suite;
        let stored = |id: &str| {
            let path = self.file_of(id);
            read(&path).map_err(|error| Error::Unreadable {
                path: id.to_owned(),
                why: error.to_string(),
                hint: "run the suite again".into(),
            })
        };
        let runs = [stored(&before.id)?, stored(&after.id)?];
        if runs.iter().any(|run| run.header.gold != suite.hash || run.header.suite != suite.manifest.suite) {
            return Err(Error::Conflict {
                why: format!("one of these runs had another gold than {} has now", after.suite),
                hint: "only runs on the same cases can be compared; run the suite again".into(),
            });
        }
        let comparison = Comparison::of(suite, [&runs[0], &runs[1]]);
        let cases = beside(suite, &comparison);
        Ok((comparison, cases))
    }
}

fn entry(suite: &Suite) -> SuiteEntry {
    SuiteEntry {
        name: suite.manifest.suite.clone(),
        about: suite.manifest.about.clone(),
        provenance: suite.manifest.provenance,
        cases: suite.cases.len(),
        held_out: suite.manifest.held_out,
    }
}

fn entry_of(header: Header, verdict: Option<Verdict>) -> RunEntry {
    RunEntry {
        id: header.id,
        suite: header.suite,
        engine: header.engine,
        version: header.version,
        day: header.day,
        repeats: header.repeats,
        verdict,
    }
}

/// The first line of a file of outputs; none for any other file.
fn header_of(path: &Path) -> Option<Header> {
    let mut first = String::new();
    BufReader::new(fs::File::open(path).ok()?).read_line(&mut first).ok()?;
    serde_json::from_str(&first).ok()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Unreadable {
        path: path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        why: error.kind().to_string(),
        hint: "is the folder there, and may it be read and written?".into(),
    }
}
