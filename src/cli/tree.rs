//! `hone tree`: the opportunity solution tree.

use super::files;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, to_markdown, to_svg};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct TreeArguments {
    /// How to draw it.
    #[arg(long, value_enum, default_value_t = TreeFormat::Markdown)]
    format: TreeFormat,
    /// The file to write; standard output without it.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TreeFormat {
    Markdown,
    Svg,
}

pub(super) async fn run(
    copilot: &Copilot,
    scope: &Scope,
    arguments: TreeArguments,
    printer: &Printer,
) -> Result<u8, Problem> {
    let tree = copilot.tree(scope).await?;
    let drawn = match arguments.format {
        TreeFormat::Markdown => to_markdown(&tree),
        TreeFormat::Svg => to_svg(&tree),
    };
    match arguments.output {
        None => printer.result(&tree, || vec![drawn.trim_end().to_owned()]),
        Some(file) => {
            files::write(&file, &drawn)?;
            printer.result(&tree, || vec![format!("wrote {}", file.display())]);
        }
    }
    Ok(0)
}
