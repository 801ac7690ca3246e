//! A row of a table as a struct, by the names of its columns.
//!
//! sqlx has a derive for this, which builds the drivers of both databases, SQLite's C
//! included, a second time for the compiler's own use.

/// Reads each field from the column of its name.
macro_rules! from_row {
    ($row:ident { $($column:ident),+ $(,)? }) => {
        impl<'r> sqlx::FromRow<'r, sqlx::any::AnyRow> for $row {
            fn from_row(row: &'r sqlx::any::AnyRow) -> Result<Self, sqlx::Error> {
                use sqlx::Row;
                Ok(Self { $($column: row.try_get(stringify!($column))?),+ })
            }
        }
    };
}
pub(super) use from_row;
