//! A schema of its own on the Postgres server that `HONE_TEST_DATABASE_URL` names.

use sqlx::{AnyPool, AssertSqlSafe};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A URL whose tables nobody else uses; none, with a message, when no server is named.
#[expect(clippy::disallowed_methods, reason = "tests have no config")]
#[expect(
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a test says what it skips and fails by panicking"
)]
pub(crate) async fn fresh_schema() -> Option<String> {
    let Ok(server) = std::env::var("HONE_TEST_DATABASE_URL") else {
        eprintln!("skipped on Postgres: HONE_TEST_DATABASE_URL is not set");
        return None;
    };
    sqlx::any::install_default_drivers();
    let name = format!("hone_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let pool = AnyPool::connect(&server).await.expect("the server of HONE_TEST_DATABASE_URL");
    sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}")))
        .execute(&pool)
        .await
        .expect("a schema");
    pool.close().await;
    let joint = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{joint}options=-c%20search_path%3D{name}"))
}
