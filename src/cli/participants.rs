//! `hone participants`: who speaks in which interview, and who is behind a pseudonym.

use super::card::wrapped;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, Participant};

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    with_names: bool,
    printer: &Printer,
) -> Result<u8, Problem> {
    let people = copilot.participants(scope, with_names).await?;
    printer.result(&people, || {
        if people.is_empty() {
            return vec!["Nobody has a pseudonym yet: hone ingest interviews PATH --pseudonyms".into()];
        }
        let mut lines: Vec<String> = people.iter().flat_map(line).collect();
        if !with_names {
            lines.push("who they are: hone participants --names".into());
        }
        lines
    });
    Ok(0)
}

fn line(person: &Participant) -> Vec<String> {
    let names =
        if person.names.is_empty() { String::new() } else { format!("  {}", person.names.join(", ")) };
    let heard = match person.interviews.as_slice() {
        [] => "spoken of".to_owned(),
        keys => format!("speaks in {}", keys.join(", ")),
    };
    wrapped("", &format!("{}{names}  {heard}", person.pseudonym))
}
