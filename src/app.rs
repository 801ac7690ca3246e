//! Builds everything from the settings; the only file that knows all parts.

use crate::clock::{Clock, FixedClock, SharedClock, SystemClock};
use crate::config::{self, Config, Embeddings, Index};
use crate::evaluation::archive::Archive;
use crate::evaluation::judge::Judge;
use crate::evaluation::run::Plan;
use crate::ingest::Limits;
use crate::llm::{
    ChatConfig, EndpointChat, EndpointConfig, EndpointEmbedder, EndpointLimits, HashedEmbedder, MiniLm,
    Recorded, Replayed, SharedChatModel, SharedEmbedder, chat_limits,
};
use crate::store::{Location, Options, Store};
use crate::use_case::{
    Budget, Copilot, Error, Evaluations, Means, ModelMeans, Prices, Progress, VectorIndex, WantedRun,
    load_prompts,
};
use secrecy::ExposeSecret;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Longer than the texts of any suite need for their vectors.
const UNTIL_EMBEDDED: Duration = Duration::from_hours(1);

/// Opens the store that the settings name and puts a copilot before it, which gives texts
/// their vectors for `patience` before it answers a search.
///
/// # Errors
/// When the database cannot be opened.
pub async fn build(config: &Config, patience: Duration) -> Result<Copilot, Error> {
    let url = config.store.database_url.expose_secret();
    let location =
        if url.is_empty() { Location::Folder(config.data.clone()) } else { Location::Url(url.to_owned()) };
    let copilot = open(config, &location, patience, Arc::new(SystemClock)).await?;
    Ok(copilot
        .with_evaluations(evaluations(config))
        .with_pseudonyms(config.privacy.pseudonyms)
        .with_copies(copies(config)))
}

/// Folders beside the database that may hold what people said: a recording, and runs of suites.
fn copies(config: &Config) -> Vec<PathBuf> {
    let recordings = [&config.model.record, &config.model.replay];
    let named = recordings.into_iter().filter(|folder| !folder.is_empty()).map(PathBuf::from);
    named.chain([config.data.join("eval")]).collect()
}

/// How suites are run with these settings.
fn evaluations(config: &Config) -> Evaluations {
    let suites = &config.evaluation.suites;
    let own = config.clone();
    Evaluations {
        folder: config.data.join("eval"),
        suites: (!suites.as_os_str().is_empty()).then(|| suites.clone()),
        run: Arc::new(move |wanted, progress| {
            let config = own.clone();
            Box::pin(async move { run_suite(&config, wanted, progress).await })
        }),
    }
}

async fn run_suite(
    config: &Config,
    wanted: &WantedRun,
    progress: Progress<'_>,
) -> Result<serde_json::Value, Error> {
    let archive = Archive::from(&evaluations(config));
    let workspace = tempfile::tempdir().map_err(|error| Error::Internal(Box::new(error)))?;
    let copilot = throw_away(config, workspace.path()).await?;
    let encoder = encoder(config)?;
    let plan = Plan {
        engine: wanted.engine,
        parallel: 1,
        repeats: usize::from(wanted.repeats),
        day: today(),
        encoder: &*encoder,
        progress,
    };
    let run = archive.run(&copilot, &wanted.suite, &plan).await?;
    serde_json::to_value(run).map_err(|error| Error::Internal(Box::new(error)))
}

/// A copilot in a folder of its own that is deleted afterwards, with the encoder and the rules
/// that the settings name. Its clock stands still, so that what it prints can be compared.
///
/// # Errors
/// When the folder cannot be used.
pub async fn throw_away(config: &Config, folder: &Path) -> Result<Copilot, Error> {
    let own = Config { data: folder.to_owned(), ..config.clone() };
    let location = Location::Folder(folder.to_owned());
    open(&own, &location, UNTIL_EMBEDDED, Arc::new(FixedClock::at(0))).await
}

/// The language model that the settings name, as a judge of what was drafted.
///
/// # Errors
/// [`Error::Invalid`] when none is named, or it cannot be asked with these settings.
pub fn judge(config: &Config) -> Result<Judge, Error> {
    if !config.model.is_named() {
        let hint = "set HONE_MODEL_URL and HONE_MODEL, best to another model than the one that drafts";
        return Err(Error::invalid("judge", "no model is named that could judge", hint));
    }
    Ok(Judge::new(chat(&config.model)?, load_prompts(&config.model.prompts)?))
}

/// The sentence encoder that the settings name.
///
/// # Errors
/// [`Error::Unavailable`] when it cannot be set up.
pub fn encoder(config: &Config) -> Result<SharedEmbedder, Error> {
    encoder_of(&config.embeddings)
}

/// Today in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    SystemClock.today()
}

async fn open(
    config: &Config,
    location: &Location,
    patience: Duration,
    clock: SharedClock,
) -> Result<Copilot, Error> {
    let store = Store::open(location, Options::default(), Arc::clone(&clock)).await?;
    let store = store.with_key_folder(&config.data);
    let (settings, server) = (config.embeddings.clone(), config.index.clone());
    let means = Means {
        load_encoder: Arc::new(move || {
            let encoder = encoder_of(&settings)?;
            let server = vector_server(&server, &encoder)?;
            Ok((encoder, server))
        }),
        index_folder: Some(config.data.join("index")),
        patience,
        model: model(&config.model)?,
        limits: Limits::default(),
        clock,
    };
    Ok(Copilot::new(store, means))
}

/// The language model that the settings name, with its prompts, prices and budget.
fn model(settings: &config::Model) -> Result<Option<ModelMeans>, Error> {
    if !settings.is_named() {
        return Ok(None);
    }
    Ok(Some(ModelMeans {
        chat: chat(settings)?,
        prompts: Arc::new(load_prompts(&settings.prompts)?),
        window: settings
            .context
            .saturating_sub(usize::try_from(settings.thinking_tokens).unwrap_or(usize::MAX)),
        thinking: settings.thinking_tokens,
        prices: Prices { input: settings.input_price, output: settings.output_price },
        budget: Budget { tokens: settings.monthly_tokens, cost_micros: micros(settings.monthly_cost) },
    }))
}

/// The model itself: a recording, or an endpoint, which may be recorded.
fn chat(settings: &config::Model) -> Result<SharedChatModel, Error> {
    if !settings.replay.is_empty() {
        return Ok(Arc::new(Replayed::new(&settings.model, Path::new(&settings.replay))));
    }
    let endpoint = ChatConfig {
        base_url: settings.base_url.clone(),
        api_key: settings.api_key.clone(),
        model: settings.model.clone(),
        effort: settings.effort.clone(),
        thinking_tokens: settings.thinking_tokens,
        parallel: settings.parallel,
        limits: chat_limits(
            Duration::from_secs(settings.total_seconds),
            Duration::from_secs(settings.first_piece_seconds),
        ),
    };
    let chat = EndpointChat::new(&endpoint).map_err(|error| {
        Error::invalid("model", error.to_string(), "look at the model section of your settings")
    })?;
    if settings.record.is_empty() {
        return Ok(Arc::new(chat));
    }
    Ok(Arc::new(Recorded::new(Arc::new(chat), Path::new(&settings.record), settings.api_key.clone())))
}

/// Money in millionths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "settings are not below zero")]
fn micros(money: f64) -> u64 {
    (money * 1e6).round() as u64
}

/// The encoder that the settings name: an endpoint, words alone, or the one in the binary.
fn encoder_of(settings: &Embeddings) -> Result<SharedEmbedder, Error> {
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

/// The Qdrant server that the settings name, for the vectors of `encoder`.
#[cfg(feature = "qdrant")]
fn vector_server(settings: &Index, encoder: &SharedEmbedder) -> Result<Option<VectorIndex>, Error> {
    use crate::retrieval::vector::qdrant::{Qdrant, QdrantConfig};
    if settings.qdrant_url.is_empty() {
        return Ok(None);
    }
    let mut server = QdrantConfig::new(&settings.qdrant_url);
    server.api_key = (!settings.qdrant_key.expose_secret().is_empty()).then(|| settings.qdrant_key.clone());
    let qdrant = Qdrant::new(&server, encoder.version(), encoder.dimension()).map_err(|error| {
        Error::invalid("index.qdrant_url", error.to_string(), "write it like http://localhost:6334")
    })?;
    Ok(Some(VectorIndex::Qdrant(qdrant)))
}

/// This program was built without Qdrant.
#[cfg(not(feature = "qdrant"))]
fn vector_server(settings: &Index, _: &SharedEmbedder) -> Result<Option<VectorIndex>, Error> {
    if settings.qdrant_url.is_empty() {
        return Ok(None);
    }
    Err(Error::invalid("index.qdrant_url", "this program was built without Qdrant", "leave it empty"))
}
