//! What can go wrong in a use case, as far as the caller can act on it.

use crate::domain::check::Check;
use crate::domain::id::SuggestionId;

/// An error that names what to do next.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A key, id or name that the workspace does not have.
    #[error("there is no {what} {id:?}{}", place_of(.what))]
    NotFound {
        /// `item`, `interview`, `suggestion` …
        what: &'static str,
        /// What was asked for.
        id: String,
        /// What to do next.
        hint: String,
    },
    /// A prefix that fits several.
    #[error("{id:?} fits more than one {what}")]
    Ambiguous {
        /// `item`, `interview`, `suggestion` …
        what: &'static str,
        /// What was asked for.
        id: String,
        /// What it fits.
        fits: Vec<String>,
    },
    /// A value that cannot be used.
    #[error("{field}: {why}")]
    Invalid {
        /// Name of the argument or field.
        field: &'static str,
        /// What is wrong with it.
        why: String,
        /// What to do next.
        hint: String,
    },
    /// A file that nothing could be read from.
    #[error("{path}: {why}")]
    Unreadable {
        /// Path as it was given.
        path: String,
        /// What is wrong with it.
        why: String,
        /// What to do next.
        hint: String,
    },
    /// Something stands in the way.
    #[error("{why}")]
    Conflict {
        /// What stands in the way.
        why: String,
        /// What to do next.
        hint: String,
    },
    /// Somebody decided before.
    #[error("suggestion {} is already {state}", id.short())]
    AlreadyDecided {
        /// Which suggestion.
        id: SuggestionId,
        /// The state it is in.
        state: &'static str,
    },
    /// The thing is not as the caller saw it.
    #[error("{what} has changed since it was read")]
    Changed {
        /// What has changed.
        what: String,
    },
    /// A required check was not met.
    #[error("withheld by the check {check:?}: {reason}")]
    Withheld {
        /// The check.
        check: Check,
        /// What it found.
        reason: String,
    },
    /// The criteria of a test were to be changed after its first data point.
    #[error("the criteria are fixed since {since}, before the first data point was seen")]
    CriteriaLocked {
        /// The day, `YYYY-MM-DD`.
        since: String,
    },
    /// A program asked to decide.
    #[error("only a person may decide")]
    Forbidden,
    /// The disk is full.
    #[error("the disk or the database is full; nothing of this request was kept")]
    Full,
    /// The database, the encoder or the index does not answer.
    #[error("{what} does not answer")]
    Unavailable {
        /// Which part.
        what: &'static str,
        /// What to do next.
        hint: String,
    },
    /// What lies in the database cannot be read.
    #[error("the database is damaged: {what}")]
    Damaged {
        /// Where, without anybody's words.
        what: String,
    },
    /// A fault of ours; the cause is for the log.
    #[error("an internal fault; nothing of this request was kept")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Workspaces lie in no workspace.
fn place_of(what: &str) -> &'static str {
    if what == "workspace" { "" } else { " in this workspace" }
}

impl Error {
    /// A key, id or name that the workspace does not have.
    pub fn not_found(what: &'static str, id: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::NotFound { what, id: id.into(), hint: hint.into() }
    }

    /// A value that cannot be used.
    pub fn invalid(field: &'static str, why: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Invalid { field, why: why.into(), hint: hint.into() }
    }
}

/// The one thing whose id begins with `prefix`; `fits` are those that do, each with its id.
///
/// # Errors
/// [`Error::NotFound`] with the hint when there is none; [`Error::Ambiguous`] when there are several.
pub(super) fn only_one<T>(
    what: &'static str,
    prefix: &str,
    hint: &str,
    mut fits: Vec<(String, T)>,
) -> Result<T, Error> {
    match fits.len() {
        0 => Err(Error::not_found(what, prefix, hint)),
        1 => Ok(fits.remove(0).1),
        _ => Err(Error::Ambiguous {
            what,
            id: prefix.to_owned(),
            fits: fits.iter().map(|(id, _)| id.chars().take(10).collect()).collect(),
        }),
    }
}
