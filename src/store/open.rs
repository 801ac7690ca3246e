//! Opens the database: private files, safe pragmas, the right schema, or an error that says what to do.

use super::dialect::{Dialect, SQLITE_PRAGMAS};
use super::error::StoreError;
use super::{Store, migrations};
use crate::clock::SharedClock;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// `hone.db` in this folder, which is made if it is missing.
    Folder(PathBuf),
    /// A Postgres server.
    Url(String),
}

/// How the database is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Connections that read; on Postgres, connections in all.
    pub connections: u32,
    /// How long a caller waits for a connection before [`StoreError::Busy`].
    pub patience: Duration,
    /// Pages that the SQLite file may have; none for as many as the disk takes.
    pub max_pages: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 8, patience: Duration::from_secs(10), max_pages: None }
    }
}

impl Store {
    /// Opens the database, makes it if it is missing, and brings its schema up to date.
    pub async fn open(location: &Location, options: Options, clock: SharedClock) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        match location {
            Location::Folder(folder) => Self::open_sqlite(folder, options, clock).await,
            Location::Url(url) => Self::open_postgres(url, options, clock).await,
        }
    }

    async fn open_sqlite(folder: &Path, options: Options, clock: SharedClock) -> Result<Self, StoreError> {
        make_private_folder(folder).map_err(|source| unreachable_path(folder, source))?;
        let file = folder.join("hone.db");
        make_private_file(&file).map_err(|source| unreachable_path(&file, source))?;
        let url = sqlite_url(&file);
        let writing = match options.max_pages {
            Some(pages) => format!("{SQLITE_PRAGMAS} PRAGMA max_page_count = {pages};"),
            None => SQLITE_PRAGMAS.to_owned(),
        };
        probe_sqlite(&url).await.map_err(|error| at_file(error, &file))?;
        let writer = connect_sqlite(&url, 1, writing, options).await?;
        migrations::migrate(&writer, Dialect::Sqlite).await?;
        let reading = format!("{SQLITE_PRAGMAS} PRAGMA query_only = ON;");
        let reader = connect_sqlite(&url, options.connections, reading, options).await?;
        Ok(Self {
            writer,
            reader,
            dialect: Dialect::Sqlite,
            clock,
            file: Some(file),
            key_folder: Some(folder.to_owned()),
        })
    }

    async fn open_postgres(url: &str, options: Options, clock: SharedClock) -> Result<Self, StoreError> {
        if Dialect::of_url(url) != Dialect::Postgres {
            return Err(StoreError::Unsupported("the database URL must begin with postgres://"));
        }
        AnyConnection::connect(url).await.map_err(StoreError::NoServer)?.close().await?;
        let pool = AnyPoolOptions::new()
            .max_connections(options.connections.max(2))
            .acquire_timeout(options.patience)
            .connect(url)
            .await?;
        migrations::migrate(&pool, Dialect::Postgres).await?;
        Ok(Self {
            writer: pool.clone(),
            reader: pool,
            dialect: Dialect::Postgres,
            clock,
            file: None,
            key_folder: None,
        })
    }

    /// Ends all connections; the log of SQLite is folded into the file.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

async fn connect_sqlite(
    url: &str,
    connections: u32,
    pragmas: String,
    options: Options,
) -> Result<AnyPool, StoreError> {
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(options.patience)
        .after_connect(move |connection, _| {
            let pragmas = pragmas.clone();
            Box::pin(async move { sqlx::raw_sql(AssertSqlSafe(pragmas)).execute(connection).await.map(drop) })
        })
        .connect(url)
        .await?;
    Ok(pool)
}

/// Tries one connection: a pool would repeat what cannot succeed until its time is up.
///
/// Before 3.51.3 two connections that checkpoint and write at once could damage the file
/// (<https://www.sqlite.org/wal.html#walresetbug>).
async fn probe_sqlite(url: &str) -> Result<(), StoreError> {
    let mut connection = AnyConnection::connect(url).await?;
    sqlx::raw_sql(SQLITE_PRAGMAS).execute(&mut connection).await?;
    let (found,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&mut connection).await?;
    connection.close().await?;
    let mut parts = found.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let version = [(); 3].map(|()| parts.next().unwrap_or(0));
    if version < [3, 51, 3] { Err(StoreError::OldSqlite { found }) } else { Ok(()) }
}

fn at_file(error: StoreError, file: &Path) -> StoreError {
    match error {
        StoreError::Database(sqlx::Error::Database(database)) if database.code().as_deref() == Some("26") => {
            StoreError::NotADatabase(file.to_owned())
        }
        other => other,
    }
}

fn unreachable_path(path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
        _ => StoreError::Unreachable { path: path.to_owned(), source },
    }
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// The log and the shared memory of SQLite take over the mode of the file.
pub(super) fn make_private_file(file: &Path) -> io::Result<()> {
    let mut open = fs::OpenOptions::new();
    open.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    open.open(file).map(drop)
}

/// A URL that names any path, whatever characters it has.
fn sqlite_url(file: &Path) -> String {
    let mut url = String::from("sqlite://");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                url.push(char::from(*byte));
            }
            other => {
                let _ = write!(url, "%{other:02X}");
            }
        }
    }
    url
}
