//! JSON exports: one document or one object per line, with the line of each record.

use serde_json::Value;
use std::collections::BTreeMap;

/// A JSON text, parsed.
pub(super) struct Document {
    pub(super) value: Value,
    /// Line of each object in the outermost list of objects.
    lines: Vec<usize>,
}

impl Document {
    /// The 1-based line at which the record with this 0-based index begins.
    pub(super) fn line(&self, index: usize) -> usize {
        self.lines.get(index).copied().unwrap_or(1)
    }
}

/// Parses one document, else one object per line; the error names line and column, not the text.
pub(super) fn parse(text: &str) -> Result<Document, String> {
    match serde_json::from_str(text) {
        Ok(value) => Ok(Document { value, lines: record_lines(text) }),
        Err(error) => one_per_line(text).ok_or_else(|| format!("not valid JSON: {error}")),
    }
}

fn one_per_line(text: &str) -> Option<Document> {
    let mut values = Vec::new();
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        values.push(serde_json::from_str::<Value>(line).ok().filter(Value::is_object)?);
        lines.push(index + 1);
    }
    (!values.is_empty()).then_some(Document { value: Value::Array(values), lines })
}

/// Lines of the objects of the list that is the document, or that stands under `issues` or `cards` in it.
fn record_lines(text: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut line, mut depth, mut list_depth) = (1, 0_usize, None);
    let (mut quoted, mut escaped, mut word_start) = (false, false, 0);
    let mut last_word = "";
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' if quoted => {
                quoted = false;
                last_word = &text[word_start..at];
            }
            b'"' => (quoted, word_start) = (true, at + 1),
            _ if quoted => {}
            b'{' | b'[' => {
                if byte == b'[' && (depth == 0 || depth == 1 && matches!(last_word, "issues" | "cards")) {
                    list_depth = Some(depth + 1);
                } else if byte == b'{' && list_depth == Some(depth) {
                    lines.push(line);
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                list_depth = list_depth.filter(|list| *list <= depth);
            }
            _ => {}
        }
        line += usize::from(byte == b'\n');
    }
    lines
}

/// The text at a path of names; empty when there is none.
pub(super) fn text_at<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    at(value, path).and_then(Value::as_str).unwrap_or_default()
}

/// The value at a path of names.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// The elements of the list at a path; none when there is no list.
pub(super) fn list_at<'a>(value: &'a Value, path: &[&str]) -> &'a [Value] {
    at(value, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A string or number as text; empty for anything else.
pub(super) fn scalar(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Every field of an object as the file has it; lists as several values, what is deeper as JSON.
pub(super) fn raw(object: &Value) -> BTreeMap<String, Vec<String>> {
    let fields = object.as_object().into_iter().flatten();
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    fields
        .filter_map(|(name, value)| {
            let values = match value {
                Value::Null => return None,
                Value::Array(values) => values.iter().map(shown).collect(),
                other => vec![shown(other)],
            };
            Some((name.clone(), values))
        })
        .filter(|(_, values): &(String, Vec<String>)| !values.is_empty())
        .collect()
}
