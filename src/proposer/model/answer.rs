//! What a model may answer: closed types.

pub(super) use crate::llm::whole_value as read;

use schemars::JsonSchema;
use serde::Deserialize;

/// A numbered line of the evidence, with some of its words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Citation {
    /// Id of the line.
    pub(super) id: String,
    /// Two to six words of it, in a row.
    pub(super) words: String,
}

/// Ways to split the item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitAnswer {
    /// One or two, the better one first.
    pub(super) candidates: Vec<CandidateAnswer>,
    /// Lines that ask for a slice or for its place.
    pub(super) evidence: Vec<Citation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CandidateAnswer {
    pub(super) pattern: String,
    pub(super) core_complexity: String,
    pub(super) variations: Vec<String>,
    pub(super) reduced_to: String,
    /// Two to five, the first one first.
    pub(super) slices: Vec<SliceAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SliceAnswer {
    pub(super) title: String,
    /// As a … I want … so that …; empty if the item names no role.
    pub(super) narrative: String,
    /// One to four statements that can be checked.
    pub(super) acceptance_criteria: Vec<String>,
    /// Ids of the units that it covers.
    pub(super) covers: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssumptionsAnswer {
    pub(super) assumptions: Vec<AssumptionAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssumptionAnswer {
    pub(super) statement: String,
    pub(super) kind: String,
    pub(super) importance: String,
    pub(super) importance_why: String,
    /// Lines that speak for it.
    pub(super) supports: Vec<Citation>,
    /// Lines that speak against it.
    pub(super) contradicts: Vec<Citation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionsAnswer {
    pub(super) questions: Vec<QuestionAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionAnswer {
    pub(super) text: String,
    pub(super) about: String,
    pub(super) addressee: String,
    pub(super) why_them: String,
    /// The decision that waits for the answer.
    pub(super) serves: String,
    /// Lines that make it a question.
    pub(super) evidence: Vec<Citation>,
}

/// One page of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PageAnswer {
    pub(super) quick_facts: Vec<NotedAnswer>,
    pub(super) story: Vec<NotedAnswer>,
    pub(super) opportunities: Vec<FeltAnswer>,
    pub(super) workarounds: Vec<NotedAnswer>,
    pub(super) surprises: Vec<NotedAnswer>,
    /// Lines worth reading aloud.
    pub(super) memorable: Vec<Citation>,
    pub(super) open_questions: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NotedAnswer {
    pub(super) text: String,
    /// Id of the line that it rests on.
    pub(super) id: String,
    /// Two to six words of that line, in a row.
    pub(super) words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeltAnswer {
    pub(super) text: String,
    pub(super) kind: String,
    /// Id of the line that it rests on.
    pub(super) id: String,
    /// Two to six words of that line, in a row.
    pub(super) words: String,
}

/// Names of themes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelsAnswer {
    pub(super) labels: Vec<LabelAnswer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelAnswer {
    /// Id of the group.
    pub(super) group: String,
    pub(super) label: String,
}

#[cfg(test)]
mod tests {
    use super::super::schema::schema_of;
    use super::*;

    #[test]
    fn only_one_whole_value_of_the_form_is_read() {
        let good = r#"{"assumptions":[]}"#;
        for text in [good.to_owned(), format!("```json\n{good}\n```"), format!("<think>so</think>{good}")] {
            assert_eq!(read::<AssumptionsAnswer>(&text), Ok(AssumptionsAnswer { assumptions: Vec::new() }));
        }
        for text in [
            "",
            "{",
            r#"{"assumptions":[]} {}"#,
            r#"{"assumptions":[],"state":"accepted"}"#,
            r#"{"assumptions":NaN}"#,
        ] {
            assert!(read::<AssumptionsAnswer>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_schema_is_the_portable_subset_with_all_keys_required_in_the_order_of_the_type() {
        let schema = schema_of::<SplitAnswer>(&[("id", vec!["s1".into()]), ("covers", vec!["u1".into()])]);
        let text = schema.to_string();
        for word in ["$ref", "$defs", "$schema", "title\":\"", "format", "minimum", "anyOf"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
        let slice = &schema["properties"]["candidates"]["items"]["properties"]["slices"]["items"];
        assert_eq!(
            slice["required"],
            serde_json::json!(["title", "narrative", "acceptance_criteria", "covers"])
        );
        assert_eq!(slice["additionalProperties"], false);
        assert_eq!(slice["properties"]["covers"]["items"]["enum"], serde_json::json!(["u1"]));
        assert_eq!(
            schema["properties"]["evidence"]["items"]["properties"]["id"]["enum"],
            serde_json::json!(["s1"])
        );
    }
}
