//! `hone stakeholders` and `big-idea`.

use super::arguments::{BigIdeaCommand, StakeholderCommand};
use super::card::wrapped;
use super::edited::Edited;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::big_idea::BigIdea;
use crate::domain::stakeholder::Stakeholder;
use crate::problem::Problem;
use crate::use_case::Copilot;

pub(super) async fn stakeholders(
    copilot: &Copilot,
    scope: &Scope,
    command: Option<StakeholderCommand>,
    printer: &Printer,
) -> Result<u8, Problem> {
    match command {
        None => {}
        Some(StakeholderCommand::Add { stakeholder }) => {
            copilot.save_stakeholder(scope, &stakeholder.into()).await?;
        }
        Some(StakeholderCommand::Edit { name, file }) => {
            let shown = copilot.stakeholder(scope, &name).await?;
            let written = Edited::ask(&shown, file.as_deref())?;
            let save = async |changed: Stakeholder| copilot.change_stakeholder(scope, &name, &changed).await;
            written.hand_to(save).await?;
        }
        Some(StakeholderCommand::Remove { name }) => copilot.remove_stakeholder(scope, &name).await?,
    }
    let register = copilot.stakeholders(scope).await?;
    printer.result(&register, || {
        if register.is_empty() {
            return vec![
                "Nobody is in the register: hone stakeholders add NAME --needs \u{201c}…\u{201d}".into(),
            ];
        }
        register.iter().flat_map(person).collect()
    });
    Ok(0)
}

fn person(one: &Stakeholder) -> Vec<String> {
    let role = if one.role.is_empty() { String::new() } else { format!(": {}", one.role) };
    let mut lines = wrapped("", &format!("{}{role}", one.name));
    let details =
        [("needs", &one.needs), ("is rewarded for", &one.incentives), ("next", &one.next_conversation)];
    for (label, text) in details.into_iter().filter(|(_, text)| !text.is_empty()) {
        lines.extend(wrapped("    ", &format!("{label} {text}")));
    }
    lines
}

pub(super) async fn big_idea(
    copilot: &Copilot,
    scope: &Scope,
    command: Option<BigIdeaCommand>,
    printer: &Printer,
) -> Result<u8, Problem> {
    if let Some(BigIdeaCommand::Edit { file }) = command {
        let shown = copilot.big_idea(scope).await?;
        let written = Edited::ask(&shown, file.as_deref())?;
        written.hand_to(async |changed: BigIdea| copilot.save_big_idea(scope, &changed).await).await?;
    }
    let idea = copilot.big_idea(scope).await?;
    printer.result(&idea, || {
        if idea.is_empty() {
            return vec!["There is no Big Idea yet: hone big-idea edit".into()];
        }
        let parts = [
            ("purpose", idea.purpose.clone()),
            ("who", idea.who.clone()),
            ("better future", idea.better_future.clone()),
            ("constraints", idea.constraints.join("; ")),
            ("benefit", idea.benefit.clone()),
            ("not", idea.non_goals.join("; ")),
        ];
        let written = parts.into_iter().filter(|(_, text)| !text.is_empty());
        written.flat_map(|(label, text)| wrapped("", &format!("{label}: {text}"))).collect()
    });
    Ok(0)
}
