//! Builds everything from the settings; the only file that knows all parts.

use crate::clock::SystemClock;
use crate::config::{Config, Embeddings};
use crate::ingest::Limits;
use crate::llm::{EndpointConfig, EndpointEmbedder, EndpointLimits, HashedEmbedder, MiniLm, SharedEmbedder};
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
    let settings = config.embeddings.clone();
    Ok(Copilot::new(store, Arc::new(move || encoder(&settings)), Limits::default()))
}

/// The encoder that the settings name: an endpoint, words alone, or the one in the binary.
fn encoder(settings: &Embeddings) -> Result<SharedEmbedder, Error> {
    let unavailable = |_| Error::Unavailable {
        what: "the sentence encoder",
        hint: "look at the embeddings section of your settings".into(),
    };
    if !settings.base_url.is_empty() {
        let endpoint = EndpointConfig {
            base_url: settings.base_url.clone(),
            api_key: settings.api_key.clone(),
            model: settings.model.clone(),
            dimension: settings.dimension,
            limits: EndpointLimits::default(),
        };
        return Ok(Arc::new(EndpointEmbedder::new(&endpoint).map_err(unavailable)?));
    }
    if settings.model == "words" {
        return Ok(Arc::new(HashedEmbedder));
    }
    Ok(Arc::new(MiniLm::load().map_err(unavailable)?))
}
