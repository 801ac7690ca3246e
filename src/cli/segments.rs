//! `hone segments`: who was heard, what two segments have in common, whom nobody asked.

use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, Segments};

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    pair: &[String],
    printer: &Printer,
) -> Result<u8, Problem> {
    let wanted = if let [a, b] = pair { Some((a.as_str(), b.as_str())) } else { None };
    let themes = copilot.themes(scope).await?.themes;
    let found = copilot.segments(scope, &themes, wanted).await?;
    printer.result(&found, || lines_of(&found, wanted));
    Ok(0)
}

fn lines_of(found: &Segments, pair: Option<(&str, &str)>) -> Vec<String> {
    let mut lines = Vec::new();
    if found.segments.is_empty() {
        lines.push("No interviews yet. Take some in: hone ingest interviews FOLDER --segment NAME".into());
    }
    for one in &found.segments {
        let last = one.last.as_ref().map_or_else(String::new, |day| format!(", last on {day}"));
        let (people, themes) = (one.people, one.themes.len());
        lines.extend(wrapped("", &format!("{}: {people} people, {themes} themes{last}", one.segment)));
    }
    if let (Some([both, first, second]), Some((a, b))) = (&found.compared, pair) {
        let headings = [format!("{a} and {b}"), format!("only {a}"), format!("only {b}")];
        for (heading, labels) in headings.into_iter().zip([both, first, second]) {
            lines.push(format!("{heading}:"));
            let none = vec!["nothing".to_owned()];
            let shown = if labels.is_empty() { &none } else { labels };
            lines.extend(shown.iter().flat_map(|label| wrapped("  - ", label)));
        }
    }
    let lists = [("One voice only", &found.one_voice), ("Not heard", &found.not_heard)];
    for (heading, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        lines.extend(wrapped("", &format!("{heading}: {}", names.join(", "))));
    }
    lines
}
