//! `hone search`.

use super::arguments::SearchArguments;
use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, Filter, PassageKind, SearchHit};

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    wanted: SearchArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    let kind = match wanted.kind.as_deref() {
        None => None,
        Some("turn") => Some(PassageKind::Turn),
        Some("item") => Some(PassageKind::Item),
        Some(other) => return Err(Problem::new("invalid", format!("{other} is no kind"), "turn or item")),
    };
    let filter = Filter {
        kind,
        source: None,
        segment: wanted.segment,
        participant: wanted.participant,
        from: wanted.from,
        until: wanted.until,
    };
    let answer = copilot.search(scope, &wanted.query.join(" "), &filter, wanted.limit).await?;
    printer.result(&answer.hits, || {
        let mut lines: Vec<String> = answer.hits.iter().flat_map(hit_lines).collect();
        if answer.searched == 0 {
            lines.push("Nothing is here to search yet: hone ingest interviews FOLDER".to_owned());
        } else if answer.hits.is_empty() {
            lines.push(format!("Nothing in {} passages speaks of it.", answer.searched));
        }
        if answer.degraded {
            lines.push("the vector server did not answer; this machine searched instead".to_owned());
        }
        if answer.pending > 0 {
            lines.push(format!(
                "{} of {} passages were searched by words alone so far",
                answer.pending, answer.searched
            ));
        }
        lines
    });
    Ok(0)
}

fn hit_lines(hit: &SearchHit) -> Vec<String> {
    let place = match (&hit.source, &hit.item) {
        (Some(source), _) => format!("{source}, turn {}, {}", hit.turn, hit.speaker),
        (None, item) => item.clone().unwrap_or_default(),
    };
    let mut lines = vec![format!("{:.2}  {place}", hit.score)];
    lines.extend(wrapped("      ", &hit.text.replace('\n', " ")));
    lines
}
