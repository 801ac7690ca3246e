//! `hone init` and `hone demo`.

use super::card::card;
use super::files;
use super::print::Printer;
use super::{ingest, refine};
use crate::domain::access::Person;
use crate::problem::Problem;
use crate::use_case::{Copilot, DEMO, Manifest, Opened, SHOWN_IN_DEMO};
use serde_json::json;
use std::path::Path;

pub(super) async fn init(
    copilot: &Copilot,
    person: Person,
    name: Option<&str>,
    from: Option<&Path>,
    printer: &Printer,
) -> Result<u8, Problem> {
    let opened = match from {
        None => copilot.init(person, name.unwrap_or("default")).await?,
        Some(folder) => {
            let suite = suite_of(folder)?;
            let read = |path: &str| std::fs::read(folder.join(path));
            copilot.init_from(person, name.unwrap_or(&suite.suite), &suite, &read).await?
        }
    };
    report(&opened, printer);
    Ok(u8::from(opened.files.iter().any(|file| file.error.is_some() || !file.rejects.is_empty())))
}

fn suite_of(folder: &Path) -> Result<Manifest, Problem> {
    let file = folder.join("suite.yaml");
    let text = std::fs::read_to_string(&file)
        .map_err(|error| files::unusable(&file, &error, "a suite is a folder with a suite.yaml"))?;
    Manifest::parse(&text)
        .map_err(|why| Problem::new("unreadable", format!("{}: {why}", file.display()), "mend the file"))
}

fn report(opened: &Opened, printer: &Printer) {
    let value = json!({
        "workspace": opened.name, "id": opened.scope.workspace, "current": opened.is_current,
        "files": opened.files,
    });
    printer.result(&value, || {
        let mut lines: Vec<String> = opened.files.iter().flat_map(ingest::lines).collect();
        lines.push(format!("workspace {} is ready", opened.name));
        lines.push(if opened.is_current {
            "next: hone ingest interviews PATH · hone ingest backlog PATH · hone refine KEY".into()
        } else {
            format!("another workspace is the current one: add --workspace {} to a command", opened.name)
        });
        lines
    });
}

pub(super) async fn demo(copilot: &Copilot, person: Person, printer: &Printer) -> Result<u8, Problem> {
    let opened = copilot.demo(person).await?;
    let bar = printer.bar("reading");
    copilot.embed_pending(&opened.scope, &|done, total| bar.show(done, total)).await?;
    bar.finish();
    let mut shown = Vec::new();
    for key in SHOWN_IN_DEMO {
        shown.extend(copilot.refine(&opened.scope, key, &refine::kinds(&[])?).await?.suggestions);
    }
    printer.result(&shown, || {
        let mut lines: Vec<String> = opened.files.iter().flat_map(ingest::lines).collect();
        for key in SHOWN_IN_DEMO {
            lines.extend([String::new(), format!("== {key} ==")]);
            lines.extend(shown.iter().filter(|one| one.suggestion.item == key).flat_map(card));
        }
        let at = if opened.is_current { String::new() } else { format!(" --workspace {DEMO}") };
        lines.push(String::new());
        lines.push("Nothing of this is decided: that is for you.".into());
        let commands = ["next", "items", "refine HAR-2", "search \"cancel at night\"", "inbox"];
        lines.extend(commands.iter().map(|command| format!("  hone{at} {command}")));
        lines
    });
    Ok(0)
}
