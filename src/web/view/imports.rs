//! Files that come in: what is taken, and what became of each record.

use super::receipt::sentence;
use super::url;
use super::words::counted;
use crate::domain::import::FileReport;
use crate::use_case::{BacklogFormat, ExportFormat};
use serde::Serialize;

/// Records of a file that are named one by one.
const NAMED: usize = 20;

/// The page with the forms for files.
#[derive(Debug, Serialize)]
pub(crate) struct ImportPage {
    /// Ids of the formats of a backlog.
    formats: Vec<&'static str>,
    /// Ids of the shapes that go out, each with what it is for.
    exports: Vec<(&'static str, &'static str)>,
    /// Whether the settings hide names in every import.
    always_hides_names: bool,
}

impl ImportPage {
    pub(crate) fn new(always_hides_names: bool) -> Self {
        Self {
            formats: BacklogFormat::ALL.iter().map(|format| format.id()).collect(),
            exports: exports(),
            always_hides_names,
        }
    }
}

/// Ids of the shapes that go out, each with what it is for.
pub(crate) fn exports() -> Vec<(&'static str, &'static str)> {
    let of = |format: ExportFormat| match format {
        ExportFormat::JiraCsv => "CSV for Jira",
        ExportFormat::GithubJson => "JSON for GitHub",
        ExportFormat::Markdown => "Report of what was accepted",
        ExportFormat::Jsonl => "Everything, to move it elsewhere",
    };
    ExportFormat::ALL.map(|format| (format.id(), of(format))).to_vec()
}

/// What became of each file of an import.
#[derive(Debug, Serialize)]
pub(crate) struct Imported {
    summary: String,
    /// Whether something did not come in that could.
    has_faults: bool,
    has_interviews: bool,
    has_items: bool,
    files: Vec<FileRow>,
}

#[derive(Debug, Serialize)]
struct FileRow {
    name: String,
    /// The page of the interview that was made of it; empty for a backlog.
    url: String,
    items: String,
    skipped: usize,
    rejected: usize,
    error: String,
    notes: Vec<Note>,
    is_broken: bool,
}

/// One thing to know.
#[derive(Debug, Serialize)]
struct Note {
    class: &'static str,
    icon: &'static str,
    label: String,
    words: String,
}

impl Imported {
    /// The worst files first.
    pub(crate) fn of(reports: Vec<FileReport>) -> Self {
        let sum = |count: fn(&FileReport) -> usize| reports.iter().map(count).sum::<usize>();
        let summary = format!(
            "{} in {}: {} brought in, {} skipped, {} rejected. Every record is in this list.",
            counted(sum(|one| one.records_in), "record", "records"),
            counted(reports.len(), "file", "files"),
            sum(|one| one.items),
            sum(|one| one.skipped.len()),
            sum(|one| one.rejects.len()),
        );
        let has_faults = reports.iter().any(|one| one.error.is_some() || !one.rejects.is_empty());
        let has_interviews = reports.iter().any(|one| one.interview.is_some());
        let has_items = reports.iter().any(|one| one.interview.is_none() && one.items > 0);
        let mut reports = reports;
        reports.sort_by_key(|one| (one.error.is_none(), one.rejects.is_empty(), one.warnings.is_empty()));
        let files = reports.into_iter().map(FileRow::of).collect();
        Self { summary, has_faults, has_interviews, has_items, files }
    }
}

impl FileRow {
    fn of(report: FileReport) -> Self {
        let brought = match (&report.interview, report.turns) {
            (Some(_), turns) => counted(turns, "turn", "turns"),
            (None, _) => counted(report.items, "item", "items"),
        };
        let mut items = vec![brought];
        let changes = [
            (report.new, "new"),
            (report.changed, "changed"),
            (report.unchanged, "as before"),
            (report.gone, "gone"),
        ];
        items.extend(
            changes
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{count} {word}")),
        );
        Self {
            url: report.interview.as_deref().map(url::interview).unwrap_or_default(),
            items: items.join(", "),
            skipped: report.skipped.len(),
            rejected: report.rejects.len(),
            notes: notes(&report),
            is_broken: report.error.is_some(),
            error: sentence(&on_page(&report.error.unwrap_or_default())),
            name: report.path,
        }
    }
}

/// What an import says, with the fields of its page in the place of the options of the command line.
pub(crate) fn on_page(text: &str) -> String {
    let said = text
        .replace("say who it is with --map", "open it and say who is speaking")
        .replace("name one with --format, for example --format stories", "choose one under Format");
    match said.split_once("; with --participant ") {
        Some((found, label)) => {
            let label = label.trim_end_matches(" they count as one person");
            format!("{found}; import it with {label} under Who was interviewed, and they count as one person")
        }
        None => said,
    }
}

fn notes(report: &FileReport) -> Vec<Note> {
    let rejects = report.rejects.iter().map(|one| Note {
        class: "fail",
        icon: "no",
        label: format!("Line {}", one.line),
        words: sentence(&if one.key.is_empty() {
            one.why.clone()
        } else {
            format!("{}: {}", one.key, one.why)
        }),
    });
    let skipped = report.skipped.iter().map(|one| Note {
        class: "",
        icon: "hold",
        label: format!("Record {} skipped", one.record),
        words: sentence(&one.why),
    });
    let warnings = report.warnings.iter().map(|warning| Note {
        class: "warn",
        icon: "warn",
        label: "Look at it".into(),
        words: sentence(&on_page(warning)),
    });
    let (all, rest) = (report.rejects.len() + report.skipped.len(), NAMED);
    let mut notes: Vec<Note> = rejects.chain(skipped).take(rest).collect();
    if all > rest {
        let words = "They are in the file as well; mend these first.".into();
        notes.push(Note { class: "", icon: "unk", label: format!("{} more", all - rest), words });
    }
    notes.extend(warnings);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_names_an_option_of_the_command_line() {
        for said in [
            "role unknown, so never quoted: Sam; say who it is with --map",
            "no known format of a backlog: name one with --format, for example --format stories",
            "who is P2 here is P1 in other interviews; with --participant P1 they count as one person",
        ] {
            let shown = on_page(said);
            assert!(shown != said && !shown.contains("--"), "{shown}");
        }
        assert_eq!(on_page("ends in the middle of a word"), "ends in the middle of a word");
    }
}
