//! `hone eval run`, `replay` and `baseline`.

use super::arguments::{Format, StoredRun};
use super::{exit_code, stored};
use crate::app;
use crate::cli::print::Printer;
use crate::config::Config;
use crate::evaluation::gate::{Baseline, GateError, hold_against};
use crate::evaluation::report::{Report, comment, junit, page, report, scores, table};
use crate::evaluation::run::{Plan, Run, run as run_suite, write};
use crate::evaluation::statistics::verdict::Verdict;
use crate::evaluation::suite::Suite;
use crate::problem::Problem;
use crate::use_case::Engine;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What is asked of a run besides its suites.
pub(super) struct Wanted {
    pub(super) out: PathBuf,
    pub(super) repeats: usize,
    pub(super) engine: Engine,
    pub(super) format: Option<Format>,
    pub(super) baselines: Option<PathBuf>,
}

pub(super) async fn run(
    config: &Config,
    suites: &[Suite],
    wanted: &Wanted,
    printer: &Printer,
) -> Result<u8, Problem> {
    let (mut printed, mut verdicts) = (Vec::new(), Vec::new());
    // Before anything is run: what cannot be held against its baseline need not be waited for.
    let baselines = baselines(suites, wanted.baselines.as_deref())?;
    let encoder = app::encoder(config)?;
    for (suite, baseline) in suites.iter().zip(&baselines) {
        let workspace = tempfile::tempdir().map_err(|error| broken(error.to_string()))?;
        let copilot = app::throw_away(config, workspace.path()).await?.with_engine(wanted.engine)?;
        let bar = printer.bar("evaluating");
        let progress = |done, total| bar.show(done, total);
        let plan =
            Plan { repeats: wanted.repeats, day: app::today(), encoder: &*encoder, progress: &progress };
        let run = run_suite(&copilot, suite, &plan).await?;
        bar.finish();
        write(&run, &file_of(&wanted.out, &run)).map_err(|error| broken(error.to_string()))?;
        let report = judged(suite, &run, baseline.as_ref())?;
        let written = Written { suite, run: &run, report: &report };
        written.keep(&wanted.out)?;
        printed.push(written.text(printer.format(wanted.format))?);
        verdicts.push(report.verdict);
    }
    // Only now: when a later suite breaks, no figures stand there as if all were well.
    printer.raw(&join(&printed, printer.format(wanted.format)));
    Ok(exit_code(verdicts))
}

/// The baseline of each suite, where the run is to be held against one.
fn baselines(suites: &[Suite], folder: Option<&Path>) -> Result<Vec<Option<Baseline>>, Problem> {
    let of = |suite: &Suite| folder.map(|folder| Baseline::of_suite(folder, suite)).transpose();
    suites.iter().map(of).collect::<Result<_, _>>().map_err(|error| other_baseline(&error))
}

fn judged(suite: &Suite, run: &Run, baseline: Option<&Baseline>) -> Result<Report, Problem> {
    let mut report = report(suite, run);
    if let Some(baseline) = baseline {
        let moved =
            baseline.differences(&run.header, &scores(suite, run)).map_err(|error| other_baseline(&error))?;
        hold_against(&mut report, moved);
    }
    Ok(report)
}

/// One report as it is; several as an array in JSON, else one after the other.
fn join(printed: &[String], format: Format) -> String {
    match (format, printed) {
        (Format::Json, [_, _, ..]) => {
            let all: Vec<&str> = printed.iter().map(|report| report.trim_end()).collect();
            format!("[{}]\n", all.join(",\n"))
        }
        _ => printed.join("\n"),
    }
}

fn file_of(out: &Path, run: &Run) -> PathBuf {
    out.join("runs").join(format!("{}.jsonl", run.header.id))
}

fn broken(why: String) -> Problem {
    Problem::new("internal", why, "is there space, and may you write there?")
}

fn other_baseline(error: &GateError) -> Problem {
    let hint = match error {
        GateError::OtherGold { .. } => {
            "if the gold was changed on purpose, accept a run of it with `hone eval baseline RUN`"
        }
        GateError::OtherEngine { .. } => "run with the settings of the baseline, or accept this run",
        GateError::OtherMatching { .. } | GateError::Unreadable { .. } => {
            "accept a run with `hone eval baseline RUN`"
        }
    };
    Problem::new("conflict", error.to_string(), hint)
}

pub(super) fn replay(
    file: &StoredRun,
    format: Option<Format>,
    baselines_in: Option<&Path>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let (suite, run) = stored(&file.run, file.suite.as_deref())?;
    let baseline = baselines(std::slice::from_ref(&suite), baselines_in)?;
    let report = judged(&suite, &run, baseline.first().and_then(Option::as_ref))?;
    let written = Written { suite: &suite, run: &run, report: &report };
    printer.raw(&written.text(printer.format(format))?);
    Ok(exit_code([report.verdict]))
}

/// Refuses a broken run: what cannot be believed is nothing to hold others against.
pub(super) fn accept(file: &StoredRun, folder: &Path, printer: &Printer) -> Result<u8, Problem> {
    let (suite, run) = stored(&file.run, file.suite.as_deref())?;
    let verdict = report(&suite, &run).verdict;
    if verdict >= Verdict::Fail {
        let why = format!("{} is a run that {}", run.header.id, verdict.id());
        return Err(Problem::new("conflict", why, "accept a run whose hard gates pass"));
    }
    let baseline = Baseline::accept(run.header.clone(), &scores(&suite, &run));
    let path = baseline.write(folder).map_err(|error| other_baseline(&error))?;
    printer.result(&json!({"run": run.header.id, "path": path}), || {
        vec![format!("{} holds later runs against {}", path.display(), run.header.id)]
    });
    Ok(0)
}

/// A report in every format.
struct Written<'a> {
    suite: &'a Suite,
    run: &'a Run,
    report: &'a Report,
}

impl Written<'_> {
    fn text(&self, format: Format) -> Result<String, Problem> {
        Ok(match format {
            Format::Table => table(self.report).join("\n") + "\n",
            Format::Json => {
                serde_json::to_string_pretty(self.report).map_err(|error| broken(error.to_string()))? + "\n"
            }
            Format::Junit => junit(self.report),
            Format::Markdown => comment(self.report),
            Format::Html => {
                page(self.suite, self.run, self.report).map_err(|error| broken(error.to_string()))?
            }
        })
    }

    fn keep(&self, out: &Path) -> Result<(), Problem> {
        let files = [
            (Format::Json, "json"),
            (Format::Junit, "xml"),
            (Format::Markdown, "md"),
            (Format::Html, "html"),
        ];
        for (format, extension) in files {
            let path = out.join(format!("{}.{extension}", self.run.header.id));
            std::fs::write(&path, self.text(format)?)
                .map_err(|error| broken(format!("{}: {error}", path.display())))?;
        }
        Ok(())
    }
}
