//! `hone trace`: a suggestion with all that it rests on and all that was decided.

use super::card::{line, wrapped};
use super::print::Printer;
use crate::domain::access::Scope;
use crate::domain::suggestion::{Receipt, Stored};
use crate::problem::Problem;
use crate::use_case::{Copilot, Trace, TracedDecision, TracedQuote};

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    id: &str,
    printer: &Printer,
) -> Result<u8, Problem> {
    let trace = copilot.trace(scope, id).await?;
    printer.result(&trace, || lines(&trace));
    Ok(0)
}

fn lines(trace: &Trace) -> Vec<String> {
    let mut lines = vec![line(&trace.suggestion)];
    lines.extend(trace.evidence.iter().flat_map(quoted));
    let withdrawn = trace.suggestion.suggestion.evidence.withdrawn_words();
    lines.extend(withdrawn.map(|words| format!("  gone     {words}")));
    for (step, item) in trace.items.iter().enumerate() {
        let of = if step == 0 { "about  " } else { "part of" };
        lines.extend(wrapped(&format!("  {of}  "), &format!("{}  {}", item.key, item.title)));
    }
    if !trace.big_idea.better_future.is_empty() {
        lines.extend(wrapped("  serves   ", &trace.big_idea.better_future));
    }
    lines.extend(wrapped("  checked  ", &checks(&trace.suggestion)));
    lines.extend(wrapped("  made by  ", &receipt(&trace.suggestion.suggestion.receipt)));
    lines.extend(trace.decisions.iter().flat_map(decided));
    if trace.decisions.is_empty() {
        lines.push("  decided  by nobody yet".into());
    }
    if !trace.made.is_empty() {
        lines.extend(wrapped("  became   ", &trace.made.join(", ")));
    }
    lines
}

fn quoted(traced: &TracedQuote) -> Vec<String> {
    let quote = &traced.quote;
    let gone = if traced.stands { String::new() } else { format!(", no longer: {}", traced.why_not) };
    let said = format!("«{}» {}, turn {}{gone}", quote.text, quote.source, quote.turn);
    wrapped(&format!("  {:<7}  ", traced.stance.id()), &said)
}

fn checks(stored: &Stored) -> String {
    let found = stored.suggestion.report().0.iter();
    let each = found.map(|finding| {
        let outcome = format!("{:?}", finding.outcome).to_lowercase();
        format!("{} {outcome}", finding.check.id())
    });
    each.collect::<Vec<_>>().join(", ")
}

fn receipt(receipt: &Receipt) -> String {
    let mut parts = vec![format!("{} {}", receipt.engine, receipt.version)];
    if !receipt.model.is_empty() {
        parts.push(format!("model {} with prompt {}", receipt.model, receipt.prompt));
        parts.push(format!("{} tokens in, {} out", receipt.input_tokens, receipt.output_tokens));
    }
    if !receipt.fallback.is_empty() {
        parts.push(format!("alone; the model: {}", receipt.fallback.replace('_', " ")));
    }
    parts.push(format!("from {} passages of corpus {}", receipt.retrieved.len(), receipt.corpus));
    parts.join(", ")
}

fn decided(decision: &TracedDecision) -> Vec<String> {
    let candidate = decision.candidate.map(|candidate| format!(", candidate {}", candidate + 1));
    let reason = decision.reason.map(|reason| format!(", {}", reason.id()));
    let until = decision.until.as_ref().map(|until| format!(", until {until}"));
    let note = (!decision.note.is_empty()).then(|| format!(": {}", decision.note));
    let more: String = [candidate, reason, until, note].into_iter().flatten().collect();
    let said = format!("{} {} by {}{more}", decision.day, decision.verb, decision.by);
    wrapped("  decided  ", &said)
}
