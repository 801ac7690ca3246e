//! What can go wrong with the database, in terms of what a person can do about it.

use std::path::PathBuf;

/// Why the store did not do what it was asked. Nothing is kept half-done.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The workspace has nothing of that name.
    #[error("there is no {what} {id:?}")]
    NotFound {
        /// `workspace`, `item`, `interview` …
        what: &'static str,
        /// As it was asked for.
        id: String,
    },
    /// Somebody else was faster: read again, then decide.
    #[error("the {what} {id} has changed since it was read")]
    Conflict {
        /// `suggestion`, `item` or `job`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A name or key that must be unique is in use.
    #[error("the {what} {name:?} exists already")]
    Taken {
        /// `workspace`, `item` …
        what: &'static str,
        /// The name.
        name: String,
    },
    /// Something later rests on what should be taken back or removed.
    #[error("{what} cannot be taken back: {} on it", depends(.dependants))]
    Depends {
        /// What was to be taken back.
        what: String,
        /// What rests on it, one phrase each.
        dependants: Vec<String>,
    },
    /// There is no decision that could be taken back.
    #[error("nothing was decided on suggestion {0} that could be undone")]
    NothingToUndo(String),
    /// The change belongs to another kind of suggestion or verdict.
    #[error("the change does not fit the decision: {0}")]
    Misfit(&'static str),
    /// The file is something else.
    #[error("{} is not a database of Hone", .0.display())]
    NotADatabase(PathBuf),
    /// A later Hone wrote it.
    #[error("the database has schema {found}, this Hone knows {known}: use a newer Hone")]
    NewerSchema {
        /// In the database.
        found: i64,
        /// In this program.
        known: i64,
    },
    /// The folder or file cannot be made or opened.
    #[error("{} cannot be opened", path.display())]
    Unreachable {
        /// Where.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The Postgres server does not answer, or does not let us in.
    #[error("the database server cannot be reached")]
    NoServer(#[source] sqlx::Error),
    /// The library is too old to be safe with several connections.
    #[error("SQLite {found} is older than 3.51.3, which first kept the log safe")]
    OldSqlite {
        /// Version of the library.
        found: String,
    },
    /// Another process holds the database for longer than the time-out; try again.
    #[error("the database is busy; try again")]
    Busy,
    /// No space is left; make room and repeat.
    #[error("no space is left for the database; nothing was changed")]
    Full,
    /// The database can be read, not written.
    #[error("the database is read-only")]
    ReadOnly,
    /// A row or the file is damaged; restore a backup.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The other kind of database does this with tools of its own.
    #[error("not possible on this database: {0}")]
    Unsupported(&'static str),
    /// A dump that cannot be restored.
    #[error("line {line} of the dump: {why}")]
    BadDump {
        /// 1-based.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else that the driver reports.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

fn depends(dependants: &[String]) -> String {
    let verb = if dependants.len() == 1 { "depends" } else { "depend" };
    format!("{} {verb}", dependants.join(", "))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = match &error {
            sqlx::Error::PoolTimedOut => return Self::Busy,
            sqlx::Error::Database(database) => database.code().map(std::borrow::Cow::into_owned),
            _ => None,
        };
        let Some(code) = code else { return Self::Database(error) };
        // Postgres has five characters; SQLite numbers, of which the low byte is the primary code.
        match (code.as_str(), code.parse::<i64>().ok().filter(|_| code.len() != 5).map(|code| code & 0xff)) {
            ("53100" | "778", _) | (_, Some(13)) => Self::Full,
            ("40001" | "40P01" | "55P03" | "57014", _) | (_, Some(5 | 6)) => Self::Busy,
            ("25006", _) | (_, Some(8)) => Self::ReadOnly,
            ("XX001" | "XX002", _) | (_, Some(11)) => Self::Corrupt("a page cannot be read".into()),
            _ => Self::Database(error),
        }
    }
}

/// `error`, or [`StoreError::Taken`] when a unique key was in the way.
pub(super) fn taken(error: sqlx::Error, what: &'static str, name: &str) -> StoreError {
    match error {
        sqlx::Error::Database(database) if database.is_unique_violation() => {
            StoreError::Taken { what, name: name.to_owned() }
        }
        other => other.into(),
    }
}

/// The thing, or [`StoreError::NotFound`].
pub(super) fn found<T>(thing: Option<T>, what: &'static str, id: &str) -> Result<T, StoreError> {
    thing.ok_or_else(|| StoreError::NotFound { what, id: id.to_owned() })
}
