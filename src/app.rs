//! Builds everything from the settings; the only file that knows all parts.

use crate::clock::SystemClock;
use crate::config::Config;
use crate::ingest::Limits;
use crate::store::{Location, Options, Store};
use crate::use_case::{Copilot, Error};
use secrecy::ExposeSecret;
use std::sync::Arc;

/// Opens the store that the settings name and puts a copilot before it.
///
/// # Errors
/// When the database cannot be opened.
pub async fn build(config: &Config) -> Result<Copilot, Error> {
    let url = config.store.database_url.expose_secret();
    let location =
        if url.is_empty() { Location::Folder(config.data.clone()) } else { Location::Url(url.to_owned()) };
    let store = Store::open(&location, Options::default(), Arc::new(SystemClock)).await?;
    Ok(Copilot::new(store, Limits::default()))
}
