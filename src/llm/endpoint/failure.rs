//! What can go wrong on the wire, without a byte of what was on it.
//!
//! The client library's errors print bodies and addresses; none of them leaves this folder.

use crate::llm::EmbedError;
use async_openai::error::OpenAIError;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use std::time::Duration;

/// The pause before the second attempt, if the server does not name one; each further pause is four times longer.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// What vLLM says of a prompt that is too long.
const CONTEXT_PHRASE: &str = "maximum context length";

/// Why an attempt brought no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(in crate::llm) enum Failure {
    /// Another status than 2xx, how long the server asks to wait, and the reason that it names.
    #[error("status {code}")]
    Status { code: u16, retry_after: Option<Duration>, said: Said },
    /// The connection was not opened, or broke.
    #[error("no connection")]
    Connection,
    /// One of the limits in time was reached.
    #[error("no answer in time")]
    TimedOut,
    /// The body is larger than allowed.
    #[error("more bytes than allowed")]
    TooLarge,
    /// The body is not the JSON that was asked for.
    #[error("something that is not a list of vectors")]
    Unreadable,
}

/// What a refusal says of itself, as far as something follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::llm) enum Said {
    /// Nothing that is known.
    Nothing,
    /// The prompt is longer than the model's context.
    ContextExceeded,
    /// A content filter does not let the prompt pass.
    Filtered,
    /// The account has nothing left; asking again is of no use.
    QuotaSpent,
    /// The model does not take this field of the request, or not this value.
    Unsupported(Field),
}

/// A field that servers differ on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::llm) enum Field {
    /// How many tokens the answer may have.
    Limit,
    /// How much is left to chance.
    Temperature,
    /// The form of the answer.
    Schema,
    /// How long the model may think.
    Effort,
}

impl Field {
    /// The field that a refusal names as its `param`.
    pub(super) fn named(param: &str) -> Option<Self> {
        match param.split('.').next().unwrap_or_default() {
            "max_tokens" | "max_completion_tokens" => Some(Self::Limit),
            "temperature" => Some(Self::Temperature),
            "response_format" => Some(Self::Schema),
            "reasoning_effort" => Some(Self::Effort),
            _ => None,
        }
    }
}

impl Said {
    /// Looks for a known code or type. Of the message one phrase is looked for: vLLM gives no code
    /// to a prompt that is too long.
    pub(super) fn read(body: &[u8]) -> Self {
        let Ok(body) = serde_json::from_slice::<serde_json::Value>(body) else { return Self::Nothing };
        let field = |name: &str| body["error"][name].as_str();
        let message = field("message").or_else(|| body["message"].as_str()).unwrap_or_default();
        match field("code").or_else(|| field("type")) {
            Some("exceed_context_size_error" | "context_length_exceeded") => Self::ContextExceeded,
            Some("content_filter" | "content_policy_violation") => Self::Filtered,
            Some("insufficient_quota" | "billing_hard_limit_reached") => Self::QuotaSpent,
            Some("invalid_json_schema") => Self::Unsupported(Field::Schema),
            _ if message.contains(CONTEXT_PHRASE) => Self::ContextExceeded,
            _ => field("param").and_then(Field::named).map_or(Self::Nothing, Self::Unsupported),
        }
    }
}

impl Failure {
    /// Whether another attempt may help: busy or broken servers, not refusals and not hangs.
    pub(in crate::llm) fn may_pass(self) -> bool {
        match self {
            Self::Status { code, said, .. } => {
                said != Said::QuotaSpent && matches!(code, 408 | 429 | 500 | 502 | 503 | 504)
            }
            Self::Connection => true,
            Self::TimedOut | Self::TooLarge | Self::Unreadable => false,
        }
    }

    /// How long to wait after attempt number `attempt` (from 1), at most `longest`.
    ///
    /// What a server asks for is never undercut; an own pause is shortened by up to a half,
    /// as `jitter` (0 to 1) says.
    pub(super) fn pause(self, attempt: u32, longest: Duration, jitter: f64) -> Duration {
        let asked = match self {
            Self::Status { retry_after, .. } => retry_after,
            _ => None,
        };
        let own = || FIRST_PAUSE.saturating_mul(4_u32.saturating_pow(attempt.saturating_sub(1)));
        asked.unwrap_or_else(|| own().min(longest).mul_f64(1.0 - jitter / 2.0)).min(longest)
    }
}

impl From<Failure> for OpenAIError {
    fn from(failure: Failure) -> Self {
        Self::Boxed(Box::new(failure))
    }
}

impl From<OpenAIError> for Failure {
    fn from(error: OpenAIError) -> Self {
        match error {
            OpenAIError::Boxed(inner) => inner.downcast_ref().copied().unwrap_or(Self::Connection),
            OpenAIError::JSONDeserialize(..) => Self::Unreadable,
            _ => Self::Connection,
        }
    }
}

impl From<Failure> for EmbedError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Status { code, .. } if !failure.may_pass() => Self::Refused(code),
            Failure::TooLarge | Failure::Unreadable => Self::Invalid(failure.to_string()),
            _ => Self::Unavailable(failure.to_string()),
        }
    }
}

/// How long the server asks to wait: milliseconds, seconds, or a date beside its own `Date`.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(ms) = text("retry-after-ms").and_then(|value| value.parse().ok()) {
        return Some(Duration::from_millis(ms));
    }
    let value = text(RETRY_AFTER.as_str())?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let instant = |value: &str| rfc2822::parse(value).ok().map(|date| date.timestamp());
    let wait = instant(value)?.duration_since(instant(text(DATE.as_str())?)?);
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_server_may_ask_to_wait_in_three_ways() {
        let date = ("date", "Tue, 03 Mar 2026 10:00:00 GMT");
        let cases = [
            (headers(&[("retry-after-ms", "1500"), ("retry-after", "9")]), Some(Duration::from_millis(1500))),
            (headers(&[("retry-after", "7")]), Some(Duration::from_secs(7))),
            (
                headers(&[("retry-after", "Tue, 03 Mar 2026 10:00:12 GMT"), date]),
                Some(Duration::from_secs(12)),
            ),
            (headers(&[("retry-after", "Tue, 03 Mar 2026 09:00:00 GMT"), date]), Some(Duration::ZERO)),
            (headers(&[("retry-after", "Tue, 03 Mar 2026 10:00:12 GMT")]), None),
            (headers(&[("retry-after", "soon")]), None),
            (headers(&[]), None),
        ];
        for (headers, expected) in cases {
            assert_eq!(retry_after(&headers), expected, "{headers:?}");
        }
    }

    #[test]
    fn pauses_grow_and_are_capped() {
        let longest = Duration::from_secs(20);
        let asked = |retry_after| Failure::Status { code: 429, retry_after, said: Said::Nothing };
        let pauses = [
            asked(None).pause(1, longest, 0.0),
            asked(None).pause(2, longest, 0.5),
            Failure::Connection.pause(40, longest, 0.0),
            asked(Some(Duration::from_secs(3))).pause(2, longest, 0.9),
            asked(Some(Duration::from_hours(1))).pause(1, longest, 0.9),
        ];
        assert_eq!(pauses.map(|pause| pause.as_millis()), [250, 750, 20_000, 3_000, 20_000]);
    }

    #[test]
    fn the_reason_of_a_refusal_is_one_of_a_closed_list() {
        let overflow = r#"{"error":{"code":400,"message":"request (6031 tokens) exceeds","type":"exceed_context_size_error"}}"#;
        let cases = [
            (overflow, Said::ContextExceeded),
            (
                r#"{"error":{"code":"context_length_exceeded","type":"invalid_request_error"}}"#,
                Said::ContextExceeded,
            ),
            (r#"{"error":{"code":"content_filter","message":"secret"}}"#, Said::Filtered),
            (r#"{"error":{"type":"insufficient_quota"}}"#, Said::QuotaSpent),
            (
                r#"{"error":{"message":"x","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"#,
                Said::Unsupported(Field::Temperature),
            ),
            (
                r#"{"error":{"param":"response_format","code":"invalid_json_schema"}}"#,
                Said::Unsupported(Field::Schema),
            ),
            (r#"{"error":{"param":"messages","code":"invalid_value"}}"#, Said::Nothing),
            (
                r#"{"object":"error","message":"This model's maximum context length is 4096 tokens.","code":400}"#,
                Said::ContextExceeded,
            ),
            (r#"{"error":"plain words"}"#, Said::Nothing),
            ("<html>", Said::Nothing),
        ];
        for (body, said) in cases {
            assert_eq!(Said::read(body.as_bytes()), said, "{body}");
        }
        let spent = Failure::Status { code: 429, retry_after: None, said: Said::QuotaSpent };
        assert!(!spent.may_pass(), "a spent quota does not come back by asking");
    }
}
