//! Puts the pieces of a streamed answer together, and believes it only when it is whole.

use super::{ChatAnswer, ChatStop, Outcome, Usage};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Share of the expected prompt below which the server must have cut it, in percent.
const LEAST_OF_PROMPT: u64 = 70;

/// One piece of a streamed answer. Servers differ in all that is left out here.
#[derive(Debug, Deserialize)]
pub(super) struct Piece {
    #[serde(default)]
    choices: Option<Vec<Choice>>,
    #[serde(default)]
    usage: Option<Reported>,
    #[serde(default)]
    error: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    #[serde(default)]
    index: Option<u64>,
    #[serde(default)]
    delta: Option<Delta>,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Delta {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Reported {
    #[serde(default)]
    prompt_tokens: Option<u64>,
    #[serde(default)]
    completion_tokens: Option<u64>,
}

impl Piece {
    /// Whether every event of a body is such a piece, and there is one.
    pub(super) fn all_readable(body: &[u8]) -> bool {
        let Ok(body) = std::str::from_utf8(body) else { return false };
        let mut events = body.lines().filter_map(|line| line.strip_prefix("data:")).map(str::trim).peekable();
        events.peek().is_some()
            && events.all(|event| event == "[DONE]" || serde_json::from_str::<Self>(event).is_ok())
    }
}

/// What has come so far.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    text: String,
    refusal: String,
    finish: String,
    failed: bool,
    reported: Usage,
}

impl Assembly {
    pub(super) fn add(&mut self, piece: Piece) {
        self.failed |= piece.error.is_some();
        if let Some(usage) = piece.usage {
            self.reported.input = usage.prompt_tokens.unwrap_or(self.reported.input);
            self.reported.output = usage.completion_tokens.unwrap_or(self.reported.output);
        }
        let first = |choice: &Choice| choice.index.unwrap_or(0) == 0;
        for choice in piece.choices.into_iter().flatten().filter(first) {
            if let Some(delta) = choice.delta {
                self.text.push_str(&delta.content.unwrap_or_default());
                self.refusal.push_str(&delta.refusal.unwrap_or_default());
            }
            if let Some(finish) = choice.finish_reason.filter(|finish| !finish.is_empty()) {
                self.finish = finish;
            }
        }
    }

    /// The answer, if the server said that it is whole and the prompt arrived whole.
    ///
    /// `expected` counts the prompt; `count` counts what the server did not report.
    pub(super) fn finish(self, expected: u64, count: impl Fn(&str) -> u64) -> Result<ChatAnswer, ChatStop> {
        let reported = self.reported;
        let known = |reported: u64, own: &dyn Fn() -> u64| if reported == 0 { own() } else { reported };
        let usage = Usage {
            input: known(reported.input, &|| expected),
            output: known(reported.output, &|| count(&self.text)),
        };
        let was_cut = reported.input != 0 && reported.input * 100 < expected * LEAST_OF_PROMPT;
        let outcome = match self.finish.as_str() {
            _ if self.failed => Outcome::Unavailable(None),
            _ if !self.refusal.is_empty() => Outcome::Refused,
            "content_filter" => Outcome::Filtered,
            "" => Outcome::Truncated,
            _ if was_cut => Outcome::Truncated,
            "length" | "max_tokens" => Outcome::CutOff,
            _ if self.text.trim().is_empty() => Outcome::Invalid,
            "tool_calls" | "function_call" => Outcome::Invalid,
            _ => return Ok(ChatAnswer { text: self.text, usage, usage_is_reported: reported.input != 0 }),
        };
        Err(ChatStop { outcome, usage })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assembled(events: &[&str], expected: u64) -> Result<ChatAnswer, ChatStop> {
        let mut assembly = Assembly::default();
        for event in events {
            assembly.add(serde_json::from_str(event).unwrap());
        }
        assembly.finish(expected, |text| text.len() as u64)
    }

    fn outcome(events: &[&str]) -> Outcome {
        assembled(events, 1).map_or_else(|stop| stop.outcome, |_| Outcome::Ok)
    }

    const SAID: &str = r#"{"choices":[{"delta":{"content":"{}"}}]}"#;

    #[test]
    fn only_what_the_server_calls_whole_is_an_answer() {
        let ends = |reason: &str| format!(r#"{{"choices":[{{"delta":{{}},"finish_reason":"{reason}"}}]}}"#);
        let cases = [
            ("stop", Outcome::Ok),
            ("eos", Outcome::Ok),
            ("length", Outcome::CutOff),
            ("", Outcome::Truncated),
            ("content_filter", Outcome::Filtered),
            ("tool_calls", Outcome::Invalid),
        ];
        for (reason, expected) in cases {
            assert_eq!(outcome(&[SAID, &ends(reason)]), expected, "{reason}");
        }
        assert_eq!(outcome(&[SAID]), Outcome::Truncated, "cut before the end");
        assert_eq!(outcome(&[&ends("stop")]), Outcome::Invalid, "nothing said");
        assert_eq!(outcome(&[SAID, r#"{"error":{"message":"x"}}"#]), Outcome::Unavailable(None));
        let refusal = r#"{"choices":[{"delta":{"content":null,"refusal":"no"}}]}"#;
        assert_eq!(outcome(&[refusal, &ends("stop")]), Outcome::Refused);
    }

    #[test]
    fn a_prompt_that_arrived_in_part_is_no_ground_for_an_answer() {
        let end =
            r#"{"choices":[{"finish_reason":"stop"}],"usage":{"prompt_tokens":60,"completion_tokens":2}}"#;
        assert_eq!(assembled(&[SAID, end], 100).unwrap_err().outcome, Outcome::Truncated);
        let answer = assembled(&[SAID, end], 80).unwrap();
        assert_eq!(answer.usage, Usage { input: 60, output: 2 });
    }

    #[test]
    fn usage_that_is_not_reported_is_counted() {
        let end = r#"{"choices":[{"finish_reason":"stop"}],"usage":{}}"#;
        assert_eq!(assembled(&[SAID, end], 7).unwrap().usage, Usage { input: 7, output: 2 });
    }

    #[test]
    fn a_body_that_is_no_stream_is_not_readable() {
        assert!(Piece::all_readable(b"data: {\"choices\":[]}\n\ndata: [DONE]\n\n"));
        for body in [
            &b""[..],
            b"<html>",
            b"{\"choices\":[]}",
            b"data: {\"choices\":[],\"choices\":[]}\n\n",
            b"data: \xff\n\n",
        ] {
            assert!(!Piece::all_readable(body), "{}", String::from_utf8_lossy(body));
        }
    }
}
