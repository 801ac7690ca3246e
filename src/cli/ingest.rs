//! `hone ingest`: file by file, with what became of each record.

use super::arguments::Ingest;
use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::import::FileReport;
use crate::problem::Problem;
use crate::use_case::{BacklogFormat, Copilot, InterviewDetails};
use std::path::{Path, PathBuf};

/// 0 when everything was kept, 1 when some was refused, 2 when nothing could be read.
pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    what: Ingest,
    printer: &Printer,
) -> Result<u8, Problem> {
    let mut reports: Vec<FileReport> = Vec::new();
    let mut wait = false;
    match what {
        Ingest::Interviews { paths, segment, date, participant, roles, pseudonyms, names, no_wait } => {
            wait = !no_wait;
            let roles = roles.into_iter().collect();
            let details = InterviewDetails { participant, segment, date, roles, pseudonyms, names };
            let paths = files(&paths)?;
            let mut mentions = Vec::new();
            for path in paths.iter().filter(|_| copilot.hides_names(&details)) {
                if let Ok(bytes) = std::fs::read(path) {
                    let name = path.display().to_string();
                    mentions.extend(copilot.learn_names(scope, &name, &bytes, &details).await?);
                }
            }
            let bar = printer.bar("taking in");
            for (done, path) in paths.iter().enumerate() {
                bar.show(done, paths.len());
                let name = path.display().to_string();
                reports.push(match std::fs::read(path) {
                    Ok(bytes) => copilot.add_interview(scope, &name, &bytes, &details).await?,
                    Err(error) => unreadable(&name, "interview", &error),
                });
            }
            if let Some(first) = reports.first_mut() {
                first.warnings.append(&mut mentions);
            }
            bar.finish();
        }
        Ingest::Backlog { paths, format, complete } => {
            let format = format_of(&format)?;
            let paths = files(&paths)?;
            let bar = printer.bar("taking in");
            for (done, path) in paths.iter().enumerate() {
                bar.show(done, paths.len());
                let name = path.display().to_string();
                reports.push(match std::fs::read(path) {
                    Ok(bytes) => copilot.add_backlog(scope, &name, &bytes, format, complete).await?,
                    Err(error) => unreadable(&name, "backlog", &error),
                });
            }
            bar.finish();
        }
    }
    printer.result(&reports, || reports.iter().flat_map(lines).collect());
    if wait && reports.iter().any(|report| report.new > 0) {
        let bar = printer.bar("reading");
        copilot.embed_pending(scope, &|done, total| bar.show(done, total)).await?;
        bar.finish();
    }
    let refused = reports.iter().filter(|report| report.error.is_some()).count();
    Ok(match refused {
        _ if refused == reports.len() => 2,
        0 if reports.iter().all(|report| report.rejects.is_empty()) => 0,
        _ => 1,
    })
}

fn format_of(name: &str) -> Result<Option<BacklogFormat>, Problem> {
    if name == "auto" {
        return Ok(None);
    }
    BacklogFormat::parse(name).map(Some).ok_or_else(|| {
        let known: Vec<&str> = BacklogFormat::ALL.iter().map(|format| format.id()).collect();
        Problem::new("invalid", format!("{name} is no format"), format!("use auto, {}", known.join(", ")))
    })
}

/// The files of the paths; folders are walked, hidden files passed over, in byte order.
///
/// # Errors
/// `unreadable` when there is none.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut found);
        } else {
            found.push(path.clone());
        }
    }
    if found.is_empty() {
        let folders: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let detail = format!("there is no file in {}", folders.join(", "));
        return Err(Problem::new("unreadable", detail, "name a file, or a folder with files in it"));
    }
    Ok(found)
}

/// A folder that cannot be listed is found itself, so that its place among the reports tells so.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let listed: std::io::Result<Vec<PathBuf>> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let Ok(mut entries) = listed else { return found.push(folder.to_owned()) };
    entries.sort();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if entry.is_dir() && !hidden {
            walk(&entry, found);
        } else if !hidden {
            found.push(entry);
        }
    }
}

fn unreadable(path: &str, kind: &str, error: &std::io::Error) -> FileReport {
    FileReport {
        path: path.to_owned(),
        kind: kind.to_owned(),
        format: "unsupported".into(),
        error: Some(error.to_string()),
        ..FileReport::default()
    }
}

pub(super) fn lines(report: &FileReport) -> Vec<String> {
    let name = report.path.rsplit('/').next().unwrap_or(&report.path);
    let mut lines = vec![match (&report.error, &report.interview) {
        (Some(why), _) => format!("{name}: not read: {why}"),
        (None, Some(key)) => format!(
            "{name}: {key}, {} turns, {} of {} records kept, {}",
            report.turns, report.items, report.records_in, report.format
        ),
        (None, None) => format!(
            "{name}: {} items ({} new, {} changed, {} as before, {} gone), {}",
            report.items, report.new, report.changed, report.unchanged, report.gone, report.format
        ),
    }];
    lines.extend(
        report
            .rejects
            .iter()
            .map(|r| format!("  rejected line {} {}: {}", r.line, r.key, shorten(&r.why, 90))),
    );
    if !report.skipped.is_empty() {
        lines.push(format!("  skipped {} records, first: {}", report.skipped.len(), report.skipped[0].why));
    }
    lines.extend(report.warnings.iter().map(|warning| format!("  note: {}", shorten(warning, 140))));
    lines
}
