//! `hone doctor`, `check`, `reindex` and `delete`.

use super::card::wrapped;
use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{CheckedPrompt, Copilot, Preview, check_prompts as check_prompts_of};
use serde_json::json;

pub(super) async fn doctor(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let parts = copilot.doctor(scope).await;
    printer.result(&parts, || {
        let line = |part: &crate::use_case::Part| {
            format!("{:<5} {:<14} {}", if part.works { "ok" } else { "FAIL" }, part.part, part.detail)
        };
        parts.iter().map(line).collect()
    });
    Ok(u8::from(parts.iter().any(|part| !part.works)))
}

pub(super) async fn check(copilot: &Copilot, printer: &Printer) -> Result<u8, Problem> {
    let health = copilot.check().await?;
    printer.result(&health, || {
        let mut lines: Vec<String> = health
            .workspaces
            .iter()
            .map(|(name, interviews, items, decisions)| {
                format!("{name}: {interviews} interviews, {items} items, {decisions} decisions")
            })
            .collect();
        lines.extend(health.damage.iter().map(|damage| format!("damaged: {damage}")));
        lines.push(if health.whole { "whole".into() } else { "NOT whole: restore a backup".into() });
        lines
    });
    Ok(u8::from(!health.whole))
}

pub(super) fn check_prompts(folder: &str, printer: &Printer) -> Result<u8, Problem> {
    let checked = check_prompts_of(folder)?;
    printer.result(&checked, || {
        let line = |one: &CheckedPrompt| {
            let own = if one.overridden.is_empty() {
                String::new()
            } else {
                format!(", yours: {}", one.overridden.join(", "))
            };
            format!(
                "ok    {:<14} {}, {} tokens the same for every item{own}",
                one.job, one.hash, one.fixed_tokens
            )
        };
        checked.iter().map(line).collect()
    });
    Ok(0)
}

pub(super) async fn reindex(copilot: &Copilot, scope: &Scope, printer: &Printer) -> Result<u8, Problem> {
    let bar = printer.bar("reading");
    let reindexed = copilot.reindex(scope, &|done, total| bar.show(done, total)).await?;
    bar.finish();
    printer.result(&reindexed, || {
        vec![format!(
            "{} interviews and {} items are searched, by {}",
            reindexed.interviews, reindexed.items, reindexed.encoder
        )]
    });
    Ok(0)
}

/// Without `yes` nothing is deleted: what would go is shown, and how to go on.
pub(super) async fn delete(
    copilot: &Copilot,
    scope: &Scope,
    key: &str,
    yes: bool,
    printer: &Printer,
) -> Result<u8, Problem> {
    let preview =
        if yes { copilot.delete(scope, key).await? } else { copilot.preview_delete(scope, key).await? };
    printer.result(&json!({ "deleted": yes, "preview": preview }), || {
        let mut lines = preview_lines(&preview);
        lines.push(if yes {
            format!("deleted {}", preview.key)
        } else {
            format!("nothing is deleted yet; go on with: hone delete {} --yes", preview.key)
        });
        lines
    });
    Ok(0)
}

/// Without `yes` nothing is forgotten: what would go is shown, and how to go on.
pub(super) async fn forget(
    copilot: &Copilot,
    scope: &Scope,
    participant: &str,
    yes: bool,
    printer: &Printer,
) -> Result<u8, Problem> {
    let previews = if yes {
        copilot.forget(scope, participant).await?
    } else {
        copilot.preview_forget(scope, participant).await?
    };
    printer.result(&json!({ "forgotten": yes, "interviews": previews }), || {
        let mut lines: Vec<String> = previews.iter().flat_map(preview_lines).collect();
        lines.push(if yes {
            format!(
                "forgotten: all that {participant} said; what rested on it stands, marked evidence withdrawn"
            )
        } else {
            format!("nothing is forgotten yet; go on with: hone forget {participant} --yes")
        });
        lines
    });
    Ok(0)
}

/// Where personal data was hidden in an interview.
pub(super) async fn masking(
    copilot: &Copilot,
    scope: &Scope,
    key: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    let mut spans = copilot.masking(scope, key).await?;
    let hidden = spans.len();
    spans.extend(copilot.perhaps_named(scope, key).await?);
    printer.result(&spans, || {
        let line = |one: &crate::use_case::Hidden| {
            let kind = if one.kind == "perhaps_name" { "perhaps a name" } else { &*one.kind };
            wrapped("", &format!("turn {} {kind}: {}", one.turn, one.around))
        };
        let mut lines: Vec<String> = spans.iter().flat_map(line).collect();
        if hidden == 0 {
            let none = "No name, e-mail, phone number, account, card or key was replaced in what is said.";
            lines.insert(0, none.into());
        }
        if spans.len() > hidden {
            let hint = "Names of people who are only spoken of stay as they are; to replace one, forget the \
                interview and take it in again with --pseudonyms --hide \"NAME\".";
            lines.extend(wrapped("", hint));
        }
        lines
    });
    Ok(0)
}

fn preview_lines(preview: &Preview) -> Vec<String> {
    let dependants = &preview.dependants;
    let mut lines = vec![format!("{} {}: {}", preview.what, preview.key, shorten(&preview.title, 60))];
    if !dependants.children.is_empty() {
        lines.push(format!("  stay without a parent: {}", dependants.children.join(", ")));
    }
    let verb = if preview.what == "item" { "lose their ground" } else { "evidence withdrawn" };
    for (id, state, title) in &dependants.suggestions {
        lines.push(format!("  {verb}: {} {state} {}", &id[..6.min(id.len())], shorten(title, 50)));
    }
    if !dependants.decisions.is_empty() {
        lines.push(format!("  texts of {} decisions are blanked", dependants.decisions.len()));
    }
    if preview.copies > 0 {
        let (files, hold) = if preview.copies == 1 {
            ("1 file", "holds")
        } else {
            (&*format!("{} files", preview.copies), "hold")
        };
        lines.push(format!("  {files} of recordings and evaluations {hold} its words and go with it"));
    }
    lines
}
