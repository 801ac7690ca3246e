//! What the tools are called, what they do, and what each takes.

use crate::use_case::GivenSplit;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Deserialize;
use std::sync::LazyLock;

/// Search what customers said in interviews and what the items of the backlog say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchEvidence {
    /// A few words, for example: refund at night.
    pub(super) query: String,
    /// Only interviews, or only items; both if left out.
    #[serde(default)]
    pub(super) among: Option<Among>,
    /// Only this customer segment.
    #[serde(default)]
    pub(super) segment: Option<String>,
    /// Only this participant.
    #[serde(default)]
    pub(super) participant: Option<String>,
    /// At most so many hits, up to 50; 10 if left out.
    #[serde(default)]
    pub(super) limit: Option<usize>,
}

/// Where to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Among {
    Interviews,
    Items,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadItem {
    /// Key of the item, for example HAR-20; left out, the whole backlog is listed.
    #[serde(default)]
    pub(super) key: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadInterview {
    /// Key of the interview, for example P03; left out, all interviews are listed.
    #[serde(default)]
    pub(super) key: Option<String>,
    /// Index of the first turn; 0 if left out.
    #[serde(default)]
    pub(super) from: usize,
    /// At most so many turns, up to 200; 50 if left out.
    #[serde(default)]
    pub(super) limit: Option<usize>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RefineItem {
    /// Key of the item.
    pub(super) key: String,
    /// What to propose; everything if left out.
    #[serde(default)]
    pub(super) kinds: Vec<Proposed>,
    /// Who drafts; the engine of the settings if left out.
    #[serde(default)]
    pub(super) engine: Option<Drafter>,
}

/// What can be proposed on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Proposed {
    Split,
    Assumption,
    Question,
}

/// Who drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Drafter {
    Playbook,
    Model,
    Both,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SummarizeInterview {
    /// Key of the interview.
    pub(super) key: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TraceSuggestion {
    /// Id of the suggestion, or its first characters.
    pub(super) id: String,
}

/// One call of a tool, with what it takes.
#[derive(Debug, Deserialize)]
#[serde(tag = "name", content = "arguments", rename_all = "snake_case")]
pub(super) enum Call {
    SearchEvidence(SearchEvidence),
    ReadItem(ReadItem),
    ReadInterview(ReadInterview),
    RefineItem(RefineItem),
    SummarizeInterview(SummarizeInterview),
    LintSplit(GivenSplit),
    TraceSuggestion(TraceSuggestion),
}

/// Every tool, as the protocol lists them.
pub(super) static TOOLS: LazyLock<[Tool; 7]> = LazyLock::new(|| {
    [
        reading::<SearchEvidence>(
            "search_evidence",
            "Search evidence",
            "Find what customers said in interviews, and what items of the backlog say, by words and \
             by meaning. Each hit names the interview and turn, or the item.",
        ),
        reading::<ReadItem>(
            "read_item",
            "Read an item",
            "Read one item of the backlog with its criteria, comments, children and suggestions; \
             without a key, list the backlog.",
        ),
        reading::<ReadInterview>(
            "read_interview",
            "Read an interview",
            "Read an interview turn by turn, with the part that each speaker has; without a key, list \
             the interviews.",
        ),
        proposing::<RefineItem>(
            "refine_item",
            "Refine an item",
            "Propose a split, assumptions to test and questions to ask for an item, from what the \
             interviews say. The proposals wait in the inbox for a person.",
        ),
        proposing::<SummarizeInterview>(
            "summarize_interview",
            "Summarize an interview",
            "Propose the snapshot of an interview: facts, quotes, story, opportunities, ways around. \
             It waits in the inbox for a person.",
        ),
        reading::<GivenSplit>(
            "lint_split",
            "Check a split",
            "Name the bad splits in a split that you or somebody wrote: slices by layer, by activity, \
             without value and so on, each with what to do. Nothing of it is kept.",
        ),
        reading::<TraceSuggestion>(
            "trace_suggestion",
            "Trace a suggestion",
            "Follow a suggestion: its quotes looked up anew, its item up to the Big Idea, its checks \
             and receipt, and what a person decided.",
        ),
    ]
});

/// A tool that changes nothing.
fn reading<T: JsonSchema>(name: &'static str, title: &str, about: &'static str) -> Tool {
    let annotations =
        ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
    Tool::new(name, about, schema_of::<T>()).with_title(title).with_annotations(annotations)
}

/// A tool that may add proposals to the inbox, and changes nothing else.
fn proposing<T: JsonSchema>(name: &'static str, title: &str, about: &'static str) -> Tool {
    let mut tool = reading::<T>(name, title, about);
    tool.annotations = tool.annotations.map(|annotations| annotations.read_only(false));
    tool
}

/// The schema of what a tool takes, whole in itself.
fn schema_of<T: JsonSchema>() -> JsonObject {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    let fields = std::mem::take(schema.ensure_object());
    fields
        .into_iter()
        .filter(|(key, _)| !matches!(key.as_str(), "$schema" | "title" | "description"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_call_has_a_form_for_every_tool_and_refuses_what_it_does_not_know() {
        for tool in TOOLS.iter() {
            let (name, schema) = (&tool.name, &tool.input_schema);
            assert_eq!(schema["type"], "object", "{name}");
            assert_eq!(schema["additionalProperties"], false, "{name}");
            let unknown = json!({"name": name, "arguments": {"accept": true}});
            let refused = serde_json::from_value::<Call>(unknown).unwrap_err().to_string();
            assert!(refused.contains("unknown field `accept`"), "{name}: {refused}");
        }
    }
}
