//! Takes the work out: to a tracker, as a report, or whole.

mod github_json;
mod jira_csv;
mod markdown;

use super::add_backlog::is_own_slice;
use super::{Copilot, Error};
use crate::domain::access::Scope;
use crate::domain::id::WorkspaceId;
use crate::domain::item::Item;
use crate::domain::suggestion::Status;
use crate::store::{StoreError, SuggestionFilter};

/// The shape of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A CSV that Jira's import takes, guarded against formulas.
    JiraCsv,
    /// A JSON array of GitHub issues.
    GithubJson,
    /// A report of what was accepted, with its quotes.
    Markdown,
    /// Everything, for `hone restore`.
    Jsonl,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::JiraCsv, Self::GithubJson, Self::Markdown, Self::Jsonl];

    /// The id on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::JiraCsv => "jira-csv",
            Self::GithubJson => "github-json",
            Self::Markdown => "markdown",
            Self::Jsonl => "jsonl",
        }
    }

    /// How the name of a file of it ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::JiraCsv => "csv",
            Self::GithubJson => "json",
            Self::Markdown => "md",
            Self::Jsonl => "jsonl",
        }
    }

    /// The media type of its bytes.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::JiraCsv => "text/csv; charset=utf-8",
            Self::GithubJson => "application/json",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Jsonl => "application/x-ndjson",
        }
    }

    /// Reads the id of the command line.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

impl Copilot {
    /// The workspace in another shape.
    ///
    /// With `slices_only` a tracker gets the accepted slices that it does not have yet. A
    /// slice that was exported cannot be taken back in silence any more.
    pub async fn export(
        &self,
        scope: &Scope,
        format: ExportFormat,
        slices_only: bool,
    ) -> Result<String, Error> {
        match format {
            ExportFormat::JiraCsv | ExportFormat::GithubJson => {
                let items = self.leaving(scope, slices_only).await?;
                let text = if format == ExportFormat::JiraCsv {
                    jira_csv::write(&items).map_err(|error| Error::Internal(Box::new(error)))?
                } else {
                    github_json::write(&items)
                };
                let slices: Vec<_> =
                    items.iter().filter(|item| is_own_slice(item)).map(|item| item.id.clone()).collect();
                self.store.mark_exported(&scope.workspace, &slices).await?;
                Ok(text)
            }
            ExportFormat::Markdown => {
                let filter =
                    SuggestionFilter { status: Some(Status::Accepted), ..SuggestionFilter::default() };
                let accepted = self.store.suggestions(&scope.workspace, filter).await?;
                let decisions = self.store.decisions(&scope.workspace).await?;
                let workspace = self.store.workspace(scope.workspace.as_str()).await?;
                let interviews = self.store.interviews(&scope.workspace).await?;
                Ok(markdown::write(&workspace, &accepted, &decisions, &interviews))
            }
            ExportFormat::Jsonl => Ok(self.store.dump(&scope.workspace).await?.join("\n") + "\n"),
        }
    }

    /// Makes the workspace of a `jsonl` export anew, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the workspace, or one of its name, is there;
    /// [`Error::Invalid`] names the line that cannot be read.
    pub async fn restore(&self, text: &str) -> Result<WorkspaceId, Error> {
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let restored = self.store.restore(&lines).await.map_err(|error| match error {
            StoreError::BadDump { line, why } => Error::invalid(
                "file",
                format!("line {line}: {why}"),
                "restore takes what `hone export --format jsonl` wrote",
            ),
            StoreError::Taken { .. } => Error::Conflict {
                why: "this workspace is here already".into(),
                hint: "restore into another data folder with --data DIR".into(),
            },
            other => other.into(),
        })?;
        if self.store.current_workspace().await?.is_none() {
            self.store.select_workspace(&restored).await?;
        }
        Ok(restored)
    }

    /// What goes to a tracker, parents first. Items that their slices replaced stay as parents.
    async fn leaving(&self, scope: &Scope, slices_only: bool) -> Result<Vec<Item>, Error> {
        let items = self.store.items(&scope.workspace).await?;
        let leaving = items.iter().filter(|item| !slices_only || is_own_slice(item));
        let (parents, children): (Vec<Item>, Vec<Item>) =
            leaving.cloned().partition(|item| item.record.parent.is_none());
        Ok(parents.into_iter().chain(children).collect())
    }
}
