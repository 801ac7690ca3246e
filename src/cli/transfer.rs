//! `hone export`, `restore` and `backup`.

use super::files;
use super::print::Printer;
use crate::domain::access::Scope;
use crate::problem::Problem;
use crate::use_case::{Copilot, ExportFormat};
use serde_json::json;
use std::path::Path;

pub(super) async fn export(
    copilot: &Copilot,
    scope: &Scope,
    format: &str,
    (slices_only, output): (bool, Option<&Path>),
    printer: &Printer,
) -> Result<u8, Problem> {
    let known: Vec<&str> = ExportFormat::ALL.iter().map(|format| format.id()).collect();
    let format = ExportFormat::parse(format).ok_or_else(|| {
        Problem::new("invalid", format!("{format} is no format"), format!("use {}", known.join(", ")))
    })?;
    let text = copilot.export(scope, format, slices_only).await?;
    match output {
        None => printer.raw(&text),
        Some(file) => {
            files::write(file, &text)?;
            printer.result(&json!({ "file": file, "bytes": text.len() }), || {
                vec![format!("wrote {}, {} bytes", file.display(), text.len())]
            });
        }
    }
    Ok(0)
}

pub(super) async fn restore(copilot: &Copilot, file: &Path, printer: &Printer) -> Result<u8, Problem> {
    let text = files::read(file)?;
    let workspace = copilot.restore(&text).await?;
    printer.result(&json!({ "id": workspace }), || {
        vec!["restored".into(), "next: hone check · hone items".into()]
    });
    Ok(0)
}

pub(super) async fn backup(copilot: &Copilot, file: &Path, printer: &Printer) -> Result<u8, Problem> {
    copilot.backup(file).await?;
    printer.result(&json!({ "file": file }), || vec![format!("copied to {}", file.display())]);
    Ok(0)
}
