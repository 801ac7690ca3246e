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

/// Why an attempt brought no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// Another status than 2xx, and how long the server asks to wait.
    #[error("status {code}")]
    Status { code: u16, retry_after: Option<Duration> },
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

impl Failure {
    /// Whether another attempt may help: busy or broken servers, not refusals and not hangs.
    pub(super) fn may_pass(self) -> bool {
        match self {
            Self::Status { code, .. } => matches!(code, 408 | 429 | 500 | 502 | 503 | 504),
            Self::Connection => true,
            Self::TimedOut | Self::TooLarge | Self::Unreadable => false,
        }
    }

    /// How long to wait after attempt number `attempt` (from 1), at most `longest`. No jitter: one client, one queue.
    pub(super) fn pause(self, attempt: u32, longest: Duration) -> Duration {
        let asked = match self {
            Self::Status { retry_after, .. } => retry_after,
            _ => None,
        };
        let own = || FIRST_PAUSE.saturating_mul(4_u32.saturating_pow(attempt.saturating_sub(1)));
        asked.unwrap_or_else(own).min(longest)
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
        let asked = |retry_after| Failure::Status { code: 429, retry_after };
        let pauses = [
            asked(None).pause(1, longest),
            asked(None).pause(2, longest),
            Failure::Connection.pause(40, longest),
            asked(Some(Duration::from_secs(3))).pause(2, longest),
            asked(Some(Duration::from_hours(1))).pause(1, longest),
        ];
        assert_eq!(pauses.map(|pause| pause.as_millis()), [250, 1_000, 20_000, 3_000, 20_000]);
    }
}
