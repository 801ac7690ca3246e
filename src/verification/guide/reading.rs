//! The questions of a guide as a PO writes one: a line each, numbered or not, under headings.

use crate::domain::text;
use crate::verification::assumptions::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// A question of a guide, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideQuestion {
    /// 1-based line of the file.
    pub line: usize,
    /// The question, without its number or bullet.
    pub text: String,
}

/// Numbers, bullets and labels before a question.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\s*(?:>\s*)*(?:[-*+\u{2022}\u{2013}]\s+|\[[ x]\]\s*|\(?\d{1,3}[.):]\s*|\(?[a-z][.)]\s+|(?:q|question|frage)\s*\d{0,3}\s*[.:)]\s*|\*{1,2}|_{1,2}|\x22)*",
    )
});
/// Requests that are questions without a question mark.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:(?:please|can\s+you|could\s+you|now|then|so|ok(?:ay)?)[\s,]+)*(?:tell\s+(?:me|us)|walk\s+(?:me|us)|talk\s+(?:me|us)\s+through|take\s+(?:me|us)\s+through|show\s+(?:me|us)|describe|explain|think\s+(?:back|of)|give\s+(?:me|us)\s+an\s+example)\b",
    )
});

/// The questions of a guide, in order: lines with a question mark, and requests.
///
/// Headings, remarks and what stands in a block of code are no questions.
pub fn questions_of(guide: &str) -> Vec<GuideQuestion> {
    let mut in_code = false;
    let mut found = Vec::new();
    for (line, written) in (1..).zip(guide.lines()) {
        if written.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let lead = LEAD.find(written).map_or(0, |lead| lead.end());
        let text = text::one_line(written[lead..].trim_end_matches(['*', '_', '"', ' ']));
        let is_heading = written.trim_start().starts_with('#') && !text.contains('?');
        let asks = text.contains('?') || REQUEST.is_match(&text);
        if asks && !in_code && !is_heading {
            found.push(GuideQuestion { line, text: text.trim_start_matches(['#', ' ']).to_owned() });
        }
    }
    found
}
