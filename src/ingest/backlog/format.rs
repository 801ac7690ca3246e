//! The formats of backlogs, and how each is recognised by what it says.

use super::table::Table;
use super::tracker::columns;
use super::{gherkin, json, stories};
use serde_json::Value;

/// A shape in which backlogs come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BacklogFormat {
    /// Any table with a title column: comma, semicolon or TAB.
    Csv,
    /// Jira's issue export, Cloud or Server.
    JiraCsv,
    /// Jira's REST answer: a search, a list of issues or one issue.
    JiraJson,
    /// Linear's issue export.
    LinearCsv,
    /// GitHub's REST answer.
    GithubJson,
    /// What `gh issue list --json` prints.
    GhJson,
    /// GitLab's issue export.
    GitlabCsv,
    /// An Azure Boards query, flat or tree.
    AzureCsv,
    /// A Trello board.
    TrelloJson,
    /// One story per line.
    Stories,
    /// A page per item, with or without front matter.
    Markdown,
    /// One feature file.
    Gherkin,
}

impl BacklogFormat {
    /// Every format, in the order of the help text.
    pub const ALL: [Self; 12] = [
        Self::Csv,
        Self::JiraCsv,
        Self::JiraJson,
        Self::LinearCsv,
        Self::GithubJson,
        Self::GhJson,
        Self::GitlabCsv,
        Self::AzureCsv,
        Self::TrelloJson,
        Self::Stories,
        Self::Markdown,
        Self::Gherkin,
    ];

    /// The name on the command line and in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JiraCsv => "jira-csv",
            Self::JiraJson => "jira-json",
            Self::LinearCsv => "linear-csv",
            Self::GithubJson => "github-json",
            Self::GhJson => "gh-json",
            Self::GitlabCsv => "gitlab-csv",
            Self::AzureCsv => "azure-csv",
            Self::TrelloJson => "trello-json",
            Self::Stories => "stories",
            Self::Markdown => "markdown",
            Self::Gherkin => "gherkin",
        }
    }

    /// The format with this name; none for `auto`, which is no format but the wish to look, and for unknown names.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Whether the format is one JSON document, or one per line.
    pub(super) fn is_json(self) -> bool {
        matches!(self, Self::JiraJson | Self::GithubJson | Self::GhJson | Self::TrelloJson)
    }

    /// Whether the format is a table.
    pub(super) fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::JiraCsv | Self::LinearCsv | Self::GitlabCsv | Self::AzureCsv)
    }
}

/// The format that a text shows by itself, whatever its name says.
pub(super) fn recognise(name: &str, text: &str) -> Option<BacklogFormat> {
    let head = text.trim_start();
    if head.starts_with(['{', '['])
        && let Ok(document) = json::parse(text)
    {
        return of_json(&document.value);
    }
    if gherkin::is_feature(head) {
        return Some(BacklogFormat::Gherkin);
    }
    if head.starts_with("---\n") && head[4..].contains("\n---") {
        return Some(BacklogFormat::Markdown);
    }
    if let Some(format) = of_headers(&Table::headers_of(text)) {
        return Some(format);
    }
    if has_ending(name, &["md", "markdown"]) {
        return Some(BacklogFormat::Markdown);
    }
    stories::is_story_list(text).then_some(BacklogFormat::Stories)
}

/// The format that only the ending of the name hints at.
pub(super) fn by_ending(name: &str) -> Option<BacklogFormat> {
    let endings = [
        (BacklogFormat::Csv, &["csv", "tsv"] as &[&str]),
        (BacklogFormat::Gherkin, &["feature"]),
        (BacklogFormat::Markdown, &["md", "markdown"]),
    ];
    endings.into_iter().find(|(_, endings)| has_ending(name, endings)).map(|(format, _)| format)
}

/// Whether the name ends in one of `endings`, in any case.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|e| ending.eq_ignore_ascii_case(e)))
}

/// The tracker that writes such JSON.
pub(super) fn of_json(value: &Value) -> Option<BacklogFormat> {
    if value.get("cards").is_some() && value.get("lists").is_some() {
        return Some(BacklogFormat::TrelloJson);
    }
    let first = match value.get("issues").unwrap_or(value) {
        Value::Array(issues) => issues.first(),
        other => Some(other),
    };
    if value.get("issues").is_some() || first?.get("fields").is_some() {
        return Some(BacklogFormat::JiraJson);
    }
    let issue = first?;
    let camel_case = ["createdAt", "updatedAt", "stateReason", "closedAt", "projectItems", "isPinned"];
    match (issue.get("number"), issue.get("title")) {
        (Some(_), Some(_)) if is_from_gh(issue, &camel_case) => Some(BacklogFormat::GhJson),
        (Some(_), Some(_)) => Some(BacklogFormat::GithubJson),
        _ => None,
    }
}

fn is_from_gh(issue: &Value, camel_case: &[&str]) -> bool {
    camel_case.iter().any(|field| issue.get(field).is_some())
        || issue.get("state").and_then(Value::as_str).is_some_and(|state| state == state.to_uppercase())
}

/// The tracker that writes such columns; a plain table when only a title is known.
fn of_headers(headers: &[String]) -> Option<BacklogFormat> {
    let has = |name: &str| headers.iter().any(|header| header == name);
    if has("work item type") && (has("title") || has("title 1")) {
        Some(BacklogFormat::AzureCsv)
    } else if (has("issue key") && has("summary"))
        || (has("issuekey") && has("title"))
        || (has("summary") && (has("issue type") || has("issue id")))
    {
        Some(BacklogFormat::JiraCsv)
    } else if has("id") && has("team") && has("title") && has("parent issue") {
        Some(BacklogFormat::LinearCsv)
    } else if has("issue id") && has("title") && has("url") && has("state") {
        Some(BacklogFormat::GitlabCsv)
    } else if has("speaker") || has("statement") || has("highlight") || !columns::has_title(headers) {
        None
    } else {
        Some(BacklogFormat::Csv)
    }
}
