//! Values that lie in the database as JSON.

use super::error::StoreError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The JSON of a value.
pub(super) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(format!("a value has no JSON: {error}")))
}

/// Reads what [`to_json`] wrote; the error names the place, never the text.
pub(super) fn from_json<T: DeserializeOwned>(json: &str, place: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(json).map_err(|error| {
        StoreError::Corrupt(format!("{place} cannot be read at column {} of its JSON", error.column()))
    })
}

/// The id that a unit variant has on the wire.
pub(super) fn variant_id<T: Serialize>(variant: &T) -> Result<String, StoreError> {
    let json = to_json(variant)?;
    Ok(json.trim_matches('"').to_owned())
}

/// A length or an index as the database has it.
pub(super) fn to_number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
