//! `hone lint` and `duplicates`.

use super::card::wrapped;
use super::files;
use super::print::{Printer, shorten};
use crate::domain::access::Scope;
use crate::domain::theme::{Duplicate, Relation};
use crate::problem::Problem;
use crate::use_case::{
    Copilot, Families, Finding, GuideFinding, IgnoredFinding, LintFinding, RuleRate, lint_given,
    lint_questions,
};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct LintArguments {
    /// Key or id of the item; the whole backlog without it.
    key: Option<String>,
    /// A split as YAML: title, and slices with a title each.
    #[arg(long, value_name = "FILE", conflicts_with = "key")]
    split: Option<PathBuf>,
    /// An interview guide of yours: one question a line.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["key", "split", "form"])]
    questions: Option<PathBuf>,
    /// Ask the rules of form too: stories in a template, with a reason, one wish each …
    #[arg(long)]
    form: bool,
    /// Leave a finding out from now on, by the first characters of its id.
    #[arg(long, value_name = "ID", requires = "reason")]
    ignore: Option<String>,
    /// With --ignore: why it does not apply.
    #[arg(long, value_name = "TEXT", requires = "ignore")]
    reason: Option<String>,
    /// Show a finding again that was left out.
    #[arg(long, value_name = "ID", conflicts_with_all = ["ignore", "ignored", "rules"])]
    heed: Option<String>,
    /// List what is left out, and why.
    #[arg(long, conflicts_with = "rules")]
    ignored: bool,
    /// Say how often each rule is not heeded.
    #[arg(long)]
    rules: bool,
}

/// 1 when there are findings.
pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    arguments: LintArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    if arguments.rules {
        let rates = copilot.rule_rates(scope).await?;
        printer.result(&rates, || rate_lines(&rates));
        return Ok(0);
    }
    if let Some(id) = &arguments.heed {
        copilot.heed(scope, id).await?;
    }
    if let Some(file) = &arguments.questions {
        return show(
            copilot,
            scope,
            lint_questions(&files::read(file)?)?,
            &arguments,
            (printer, guide_lines),
        )
        .await;
    }
    let families = if arguments.form { Families::SplitAndForm } else { Families::Split };
    let found = match &arguments.split {
        Some(file) => lint_given(read(file)?, families)?,
        None => copilot.lint(scope, arguments.key.as_deref(), families).await?,
    };
    show(copilot, scope, found, &arguments, (printer, finding_lines)).await
}

/// Leaves out what is to be left out, and shows the rest, or what is left out.
async fn show<F: Finding + Serialize + Send + Sync>(
    copilot: &Copilot,
    scope: &Scope,
    found: Vec<F>,
    arguments: &LintArguments,
    (printer, lines): (&Printer, fn(&F) -> Vec<String>),
) -> Result<u8, Problem> {
    if let (Some(id), Some(reason)) = (&arguments.ignore, &arguments.reason) {
        copilot.ignore(scope, &found, id, reason).await?;
    }
    let sorted = copilot.heeded(scope, found).await?;
    if arguments.ignored {
        printer.result(&sorted.ignored, || {
            let with_reason = |one: &IgnoredFinding<F>| {
                let mut all = lines(&one.finding);
                all.extend(wrapped("        left out: ", &format!("{} ({})", one.reason, one.by)));
                all
            };
            sorted.ignored.iter().flat_map(with_reason).collect()
        });
        return Ok(0);
    }
    printer.result(&sorted.open, || {
        let mut all: Vec<String> = sorted.open.iter().flat_map(lines).collect();
        if sorted.open.is_empty() {
            all.push("Nothing found.".into());
        }
        if !sorted.ignored.is_empty() {
            all.push(format!("{} left out: hone lint --ignored", sorted.ignored.len()));
        }
        all
    });
    Ok(u8::from(!sorted.open.is_empty()))
}

fn guide_lines(finding: &GuideFinding) -> Vec<String> {
    let place = finding.line.map_or_else(|| "the guide".to_owned(), |line| format!("line {line}"));
    let known = finding.mistake.map(|mistake| format!(" [{mistake}]")).unwrap_or_default();
    let text = format!("{place}: {}{known}  {} «{}»", finding.code, finding.message, finding.words);
    wrapped(&format!("{}  ", &finding.id[..6]), &text)
}

fn finding_lines(found: &LintFinding) -> Vec<String> {
    let place = match (&found.item, found.slice) {
        (Some(item), Some(slice)) => format!("{item}, slice {}: ", slice + 1),
        (Some(item), None) => format!("{item}: "),
        (None, Some(slice)) => format!("slice {}: ", slice + 1),
        (None, None) => String::new(),
    };
    let text = format!("{}  {place}{} «{}»", found.code, found.message, shorten(&found.words, 80));
    wrapped(&format!("{}  ", &found.id[..6]), &text)
}

fn rate_lines(rates: &[RuleRate]) -> Vec<String> {
    if rates.is_empty() {
        return vec!["No rule has found anything.".into()];
    }
    let line = |one: &RuleRate| {
        format!(
            "{:<6} {:<18} {:>4} found, {:>4} left out  {:>4.0} % [{:.0}, {:.0}]",
            one.family,
            one.code,
            one.found,
            one.ignored,
            100.0 * one.rate,
            100.0 * one.low,
            100.0 * one.high
        )
    };
    rates.iter().map(line).collect()
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, Problem> {
    let hint = "write title: …, then slices: with one title a line";
    serde_norway::from_str(&files::read(file)?).map_err(|error| files::unusable(file, &error, hint))
}

pub(super) async fn duplicates(
    copilot: &Copilot,
    scope: &Scope,
    proposals: bool,
    printer: &Printer,
) -> Result<u8, Problem> {
    let found = if proposals {
        copilot.duplicates_of_proposals(scope).await?
    } else {
        copilot.duplicates(scope).await?
    };
    let items = copilot.items(scope).await?;
    let title = |key: &str| {
        let item = items.iter().find(|item| item.key == key);
        item.map_or_else(|| "(proposed)".to_owned(), |item| shorten(&item.record.title, 64))
    };
    printer.result(&found, || {
        if found.is_empty() {
            return vec!["No two items are the same work.".into()];
        }
        let lines = |pair: &Duplicate| {
            let relation = match pair.relation {
                Relation::Duplicate => "duplicate",
                Relation::Overlap => "overlap",
            };
            vec![
                format!("{:.2}  {relation}", pair.score),
                format!("      {:<10} {}", pair.a, title(&pair.a)),
                format!("      {:<10} {}", pair.b, title(&pair.b)),
            ]
        };
        found.iter().flat_map(lines).collect()
    });
    Ok(0)
}
