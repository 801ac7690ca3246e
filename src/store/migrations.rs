//! Brings the schema up to date, and refuses one that a later Hone wrote.

use super::dialect::Dialect;
use super::error::StoreError;
use sqlx::{AnyPool, AssertSqlSafe};

/// One step of the schema: what both databases share, then what each says in its own words.
struct Migration {
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Every step, oldest first. A released step is never edited.
const MIGRATIONS: [Migration; 5] = [
    Migration {
        common: include_str!("migrations/0001_core.sql"),
        sqlite: include_str!("migrations/0001_append_only.sqlite.sql"),
        postgres: include_str!("migrations/0001_append_only.postgres.sql"),
    },
    Migration { common: include_str!("migrations/0002_spending.sql"), sqlite: "", postgres: "" },
    Migration {
        common: include_str!("migrations/0003_journal.sql"),
        sqlite: include_str!("migrations/0003_append_only.sqlite.sql"),
        postgres: include_str!("migrations/0003_append_only.postgres.sql"),
    },
    Migration { common: include_str!("migrations/0004_privacy.sql"), sqlite: "", postgres: "" },
    Migration {
        common: "",
        sqlite: include_str!("migrations/0005_withdrawn.sqlite.sql"),
        postgres: include_str!("migrations/0005_withdrawn.postgres.sql"),
    },
];

/// The schema that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Applies the missing steps in one transaction, alone.
pub(super) async fn migrate(pool: &AnyPool, dialect: Dialect) -> Result<(), StoreError> {
    let mut tx = pool.begin_with(dialect.begin()).await?;
    sqlx::query(dialect.lock_schema()).execute(&mut *tx).await?;
    let (tables,): (i64,) = sqlx::query_as(dialect.count_meta_tables()).fetch_one(&mut *tx).await?;
    let found = if tables == 0 { 0 } else { schema_version(&mut tx).await? };
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema { found, known: SCHEMA_VERSION });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        let own = match dialect {
            Dialect::Sqlite => migration.sqlite,
            Dialect::Postgres => migration.postgres,
        };
        sqlx::raw_sql(AssertSqlSafe(dialect.fill(migration.common))).execute(&mut *tx).await?;
        sqlx::raw_sql(own).execute(&mut *tx).await?;
    }
    if found < SCHEMA_VERSION {
        sqlx::query(
            "INSERT INTO meta (name, value) VALUES ('schema', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(SCHEMA_VERSION.to_string())
        .execute(&mut *tx)
        .await?;
    }
    Ok(tx.commit().await?)
}

async fn schema_version(tx: &mut sqlx::Transaction<'static, sqlx::Any>) -> Result<i64, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT value FROM meta WHERE name = 'schema'").fetch_optional(&mut **tx).await?;
    row.and_then(|(version,)| version.parse().ok())
        .ok_or_else(|| StoreError::Corrupt("the schema version cannot be read".into()))
}
