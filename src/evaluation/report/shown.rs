//! An output in lines that a person can read, beside the words that it rests on.

use serde::Serialize;
use serde_json::Value;

/// Hits of a search that are shown.
const HITS: usize = 10;
/// Suggestions that are shown of one output.
const SUGGESTIONS: usize = 12;

/// One line of an output with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What it says.
    pub text: String,
    /// Words that it cites, each with its place.
    pub evidence: Vec<String>,
}

impl Shown {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), evidence: Vec::new() }
    }
}

/// The lines of an output of any task.
pub(super) fn shown(output: &Value) -> Vec<Shown> {
    let lines = match output {
        Value::Array(all) => all.iter().take(SUGGESTIONS).flat_map(one).collect(),
        Value::Object(fields) if fields.contains_key("themes") => themes(output),
        _ => one(output),
    };
    if lines.is_empty() { vec![Shown::plain("(nothing)")] } else { lines }
}

fn one(value: &Value) -> Vec<Shown> {
    let said = |field: &str| value[field].as_str().unwrap_or_default();
    if value.get("kind").is_some() && value.get("body").is_some() {
        return suggestion(value);
    }
    if value.get("code").is_some() {
        return vec![Shown { text: said("code").to_owned(), evidence: quoted(said("words")) }];
    }
    if value.get("a").is_some() {
        return vec![Shown::plain(format!("{} = {} ({})", said("a"), said("b"), said("relation")))];
    }
    vec![Shown { text: place(value), evidence: quoted(said("text")) }]
}

fn suggestion(value: &Value) -> Vec<Shown> {
    let body = &value["body"];
    let said = |field: &str| body[field].as_str().unwrap_or_default();
    let evidence = evidence(&value["evidence"]);
    match value["kind"].as_str().unwrap_or_default() {
        "split" => {
            let mut lines =
                vec![Shown { text: format!("{}: {}", said("verdict"), said("reason")), evidence }];
            for candidate in array(&body["candidates"]).iter().take(2) {
                lines.push(Shown::plain(candidate["pattern"].as_str().unwrap_or_default()));
                let slices = array(&candidate["slices"]).iter();
                lines.extend(slices.map(|slice| {
                    let first = if slice["first"] == true { " (first)" } else { "" };
                    Shown::plain(format!("· {}{first}", slice["title"].as_str().unwrap_or_default()))
                }));
            }
            lines
        }
        "assumption" => vec![Shown { text: format!("{}: {}", said("kind"), said("statement")), evidence }],
        "question" => vec![Shown { text: format!("{}: {}", said("addressee"), said("text")), evidence }],
        _ => {
            let opportunities = array(&body["opportunities"]).iter();
            opportunities
                .map(|one| Shown {
                    text: one["text"].as_str().unwrap_or_default().to_owned(),
                    evidence: quote(&one["quote"]),
                })
                .collect()
        }
    }
}

fn themes(output: &Value) -> Vec<Shown> {
    let theme = |theme: &Value| {
        let people: Vec<&str> = array(&theme["participants"]).iter().filter_map(Value::as_str).collect();
        let evidence = array(&theme["quotes"]).iter().flat_map(quote).collect();
        Shown {
            text: format!("{} ({})", theme["label"].as_str().unwrap_or_default(), people.join(", ")),
            evidence,
        }
    };
    array(&output["themes"]).iter().map(theme).collect()
}

fn evidence(sides: &Value) -> Vec<String> {
    let side = |name: &str, sign: &str| -> Vec<String> {
        let quotes = array(&sides[name]).iter().flat_map(quote);
        quotes.map(|quote| format!("{sign} {quote}")).collect()
    };
    [side("for", "+"), side("against", "−")].concat()
}

fn quote(value: &Value) -> Vec<String> {
    quoted(value["text"].as_str().unwrap_or_default())
        .into_iter()
        .map(|text| format!("{text} {}", place(value)))
        .collect()
}

fn quoted(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![format!("“{text}”")] }
}

/// The first hits are enough to see what a search is worth.
pub(super) fn first_hits(output: &Value) -> Value {
    match output {
        Value::Array(all) => Value::Array(all.iter().take(HITS).cloned().collect()),
        other => other.clone(),
    }
}

fn place(value: &Value) -> String {
    match (value["source"].as_str(), value["item"].as_str()) {
        (Some(source), _) => format!("{source}, turn {}", value["turn"].as_u64().unwrap_or(0) + 1),
        (None, Some(item)) => item.to_owned(),
        (None, None) => String::new(),
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
