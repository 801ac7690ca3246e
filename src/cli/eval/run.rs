//! `hone eval run`, `replay` and `baseline`.

use super::arguments::{Format, StoredRun};
use super::held_out::HeldOut;
use super::judge::Bench;
use super::{exit_code, stored};
use crate::app;
use crate::cli::print::Printer;
use crate::config::Config;
use crate::evaluation::archive::Archive;
use crate::evaluation::gate::{Baseline, GateError, hold_against};
use crate::evaluation::report::{Report, kept_formats, report, scores, table};
use crate::evaluation::run::{Plan, Run, run as run_suite};
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
    pub(super) parallel: usize,
    pub(super) format: Option<Format>,
    pub(super) baselines: Option<PathBuf>,
    /// How many outputs a model judges by each criterion, and the labels that it is corrected by.
    pub(super) judge: Option<(usize, Option<PathBuf>)>,
}

pub(super) async fn run(
    config: &Config,
    suites: &[Suite],
    wanted: &Wanted,
    mut held_out: HeldOut,
    printer: &Printer,
) -> Result<u8, Problem> {
    let (mut printed, mut reports) = (Vec::new(), Vec::new());
    // Before anything is run: what is refused or cannot be compared need not be waited for.
    suites.iter().try_for_each(|suite| held_out.admit(suite))?;
    let baselines = baselines(suites, wanted.baselines.as_deref())?;
    let encoder = app::encoder(config)?;
    let archive = Archive::new(&wanted.out);
    let bench = match &wanted.judge {
        Some((most, labels)) => Some(Bench::open(config, *most, labels.as_deref(), printer).await?),
        None => None,
    };
    for (suite, baseline) in suites.iter().zip(&baselines) {
        let workspace = tempfile::tempdir().map_err(|error| broken(error.to_string()))?;
        let copilot = app::throw_away(config, workspace.path()).await?.with_engine(wanted.engine)?;
        let bar = printer.bar("evaluating");
        let progress = |done, total| bar.show(done, total);
        let plan = Plan {
            engine: wanted.engine,
            parallel: wanted.parallel,
            repeats: wanted.repeats,
            day: app::today(),
            encoder: &*encoder,
            progress: &progress,
        };
        let run = run_suite(&copilot, suite, &plan).await?;
        bar.finish();
        // Judged as any later replay finds it.
        let run = archive.keep_outputs(&run)?;
        let report = judged(suite, &run, baseline.as_ref())?;
        held_out.enter(suite, &report)?;
        archive.keep(suite, &run, &report)?;
        let format = printer.format(wanted.format);
        printed.push(text(suite, &run, &report, format)?);
        if let Some(bench) = &bench {
            let opinion = bench.judge(suite, &run, &wanted.out, printer).await?;
            printed.extend((format == Format::Table).then_some(opinion));
        }
        reports.push(report);
    }
    // Only now: when a later suite breaks, no figures stand there as if all were well.
    let format = printer.format(wanted.format);
    if format == Format::Table {
        let tuned = suites.iter().zip(&reports).filter(|(suite, _)| !suite.manifest.held_out);
        printed.extend(tuned.flat_map(|(_, report)| held_out.gaps(report)).map(|line| line + "\n"));
    }
    printer.raw(&join(&printed, format));
    Ok(exit_code(reports.iter().map(|report| report.verdict)))
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
    printer.raw(&text(&suite, &run, &report, printer.format(format))?);
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

fn text(suite: &Suite, run: &Run, report: &Report, format: Format) -> Result<String, Problem> {
    let extension = match format {
        Format::Table => return Ok(table(report).join("\n") + "\n"),
        Format::Json => "json",
        Format::Junit => "xml",
        Format::Markdown => "md",
        Format::Html => "html",
    };
    let all = kept_formats(suite, run, report).map_err(|error| broken(error.to_string()))?;
    Ok(all.into_iter().find(|(own, _)| *own == extension).map(|(_, text)| text).unwrap_or_default())
}
