//! How a request to a model ended, each way with a sentence for the PO.

use super::super::endpoint::{Failure, Said};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A whole answer, all of it usable.
    Ok,
    /// A whole answer of which so many parts were dropped.
    Partial(usize),
    /// A whole answer that proposes nothing.
    NothingToSay,
    /// The model declined.
    Refused,
    /// A content filter stopped the prompt or the answer.
    Filtered,
    /// The prompt did not fit, or the answer was cut on its way.
    Truncated,
    /// The answer did not end within the tokens that it may have.
    CutOff,
    /// The answer is not what was asked for, after one repair.
    Invalid,
    /// The endpoint has no capacity for us, for so long if it said so.
    RateLimited(Option<Duration>),
    /// No connection, a broken server, or a refusal with this HTTP status.
    Unavailable(Option<u16>),
    /// It took longer than allowed.
    TimedOut,
    /// The workspace's budget does not allow the request; nothing was sent.
    OverBudget,
    /// Answers come from a recording, and this request is not in it; nothing was sent.
    Unrecorded,
}

impl Outcome {
    /// The id in receipts and logs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial(_) => "partial",
            Self::NothingToSay => "nothing_to_say",
            Self::Refused => "refused",
            Self::Filtered => "filtered",
            Self::Truncated | Self::CutOff => "truncated",
            Self::Invalid => "invalid",
            Self::RateLimited(_) => "rate_limited",
            Self::Unavailable(_) => "unavailable",
            Self::TimedOut => "timed_out",
            Self::OverBudget => "over_budget",
            Self::Unrecorded => "unrecorded",
        }
    }

    /// What happened, for a PO.
    pub fn sentence(self) -> String {
        match self {
            Self::Ok => "The model answered.".into(),
            Self::Partial(dropped) => {
                format!("The model answered; {dropped} of its statements had no ground and were dropped.")
            }
            Self::NothingToSay => "The model answered that it has nothing to propose.".into(),
            Self::Refused => "The model declined to answer.".into(),
            Self::Filtered => "The endpoint's content filter stopped the request.".into(),
            Self::Truncated => {
                "The model's answer was cut off, or the prompt did not fit its context.".into()
            }
            Self::CutOff => "The model's answer did not end within the room that it may take.".into(),
            Self::Invalid => "The model's answer was not usable.".into(),
            Self::RateLimited(Some(after)) => {
                format!("The model endpoint is busy for another {} s.", after.as_secs().max(1))
            }
            Self::RateLimited(None) => "The model endpoint is busy, or its quota is spent.".into(),
            Self::Unavailable(Some(status @ (401 | 403))) => {
                format!("The model endpoint does not accept the key (status {status}).")
            }
            Self::Unavailable(Some(404)) => {
                "The model endpoint knows no such address or model (status 404).".into()
            }
            Self::Unavailable(Some(status @ (400 | 422))) => {
                format!("The model endpoint does not take the request (status {status}).")
            }
            Self::Unavailable(Some(status)) => format!("The model endpoint failed (status {status})."),
            Self::Unavailable(None) => "The model endpoint does not answer.".into(),
            Self::TimedOut => "The model took too long.".into(),
            Self::OverBudget => "This month's model budget of the workspace is used up.".into(),
            Self::Unrecorded => "The recording of the model does not have this request.".into(),
        }
    }

    /// Whether it tells that the endpoint as a whole is in trouble, so that it is left alone for a while.
    pub(super) fn is_trouble(self) -> bool {
        match self {
            Self::Unavailable(status) => status.is_none_or(|status| status >= 500),
            Self::RateLimited(_) | Self::TimedOut => true,
            _ => false,
        }
    }
}

impl From<Failure> for Outcome {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Status { said: Said::ContextExceeded, .. } | Failure::Status { code: 413, .. } => {
                Self::Truncated
            }
            Failure::Status { said: Said::Filtered, .. } => Self::Filtered,
            Failure::Status { said: Said::QuotaSpent, .. } => Self::RateLimited(None),
            Failure::Status { code: 429, retry_after, .. } => Self::RateLimited(retry_after),
            Failure::Status { code, .. } => Self::Unavailable(Some(code)),
            Failure::Connection => Self::Unavailable(None),
            Failure::TimedOut => Self::TimedOut,
            Failure::TooLarge | Failure::Unreadable => Self::Invalid,
        }
    }
}
