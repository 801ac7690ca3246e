//! Settings: a file, then `HONE_*` variables, each documented in `default.toml`.

mod egress;

pub use egress::{Egress, Policy};

use secrecy::SecretString;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Every setting with its default and what it is for.
pub const DEFAULT_TOML: &str = include_str!("default.toml");

/// What one process runs with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folder of the database and the index.
    pub data: PathBuf,
    /// The HTTP server.
    pub server: Server,
    /// The system of record.
    pub store: Store,
    /// The vector index.
    pub index: Index,
    /// The encoder of sentences.
    pub embeddings: Embeddings,
    /// The language model that drafts beside the playbook.
    pub model: Model,
    /// Where words may go.
    pub egress: Egress,
    /// What of people is kept.
    pub privacy: Privacy,
    /// Runs of suites that are asked for over HTTP.
    pub evaluation: Evaluation,
}

/// What of people is kept.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Whether pseudonyms stand for the names of speakers in every import.
    pub pseudonyms: bool,
}

/// Runs of suites that are asked for over HTTP.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Folder of suites that can be run by name; empty for the sample alone.
    pub suites: PathBuf,
}

/// The HTTP server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Address to listen on.
    pub addr: SocketAddr,
    /// Token that every request must carry; needed when the address is not loopback.
    pub token: SecretString,
    /// Host names besides the address and localhost that a request may ask for.
    pub hosts: Vec<String>,
}

/// The system of record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Store {
    /// `postgres://…`; empty for `DATA/hone.db`.
    pub database_url: SecretString,
}

/// The vector index.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// `http://host:6334`; empty for the exact index in process.
    pub qdrant_url: String,
    /// API key of Qdrant.
    pub qdrant_key: SecretString,
}

/// The encoder of sentences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Embeddings {
    /// Base URL of an OpenAI-compatible endpoint; empty for the encoder inside the binary.
    pub base_url: String,
    /// API key of the endpoint.
    pub api_key: SecretString,
    /// Model to ask for; without an endpoint, `words` for word stems alone.
    pub model: String,
    /// Length of its vectors.
    pub dimension: usize,
}

/// The language model that drafts beside the playbook.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Base URL of an OpenAI-compatible endpoint; empty for the playbook alone.
    pub base_url: String,
    /// API key of the endpoint.
    pub api_key: SecretString,
    /// Model to ask for.
    pub model: String,
    /// How long a model that thinks before it answers may do so, in the server's words.
    pub effort: String,
    /// Tokens that it may think besides those of its answer.
    pub thinking_tokens: u32,
    /// Tokens that a prompt and its answer may have together.
    pub context: usize,
    /// Requests under way at the same time.
    pub parallel: usize,
    /// Seconds that one answer may take in all.
    pub total_seconds: u64,
    /// Seconds until its first piece, and between two.
    pub first_piece_seconds: u64,
    /// Price of a million tokens sent.
    pub input_price: f64,
    /// Price of a million tokens received.
    pub output_price: f64,
    /// Day on which the prices were read.
    pub prices_as_of: String,
    /// Tokens that a workspace may use in a month; 0 for no limit.
    pub monthly_tokens: u64,
    /// Money that a workspace may spend in a month; 0 for no limit.
    pub monthly_cost: f64,
    /// Folder of prompt files that replace those of the program.
    pub prompts: String,
    /// Folder in which every exchange with the model is kept.
    pub record: String,
    /// Folder of such a recording, which answers in the place of the endpoint.
    pub replay: String,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the settings file {0}")]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// A key is unknown or a value has the wrong type.
    #[error("the settings are wrong: {0}")]
    Wrong(String),
}

impl Config {
    /// Reads `file` over the defaults, then the variables that `environment` knows.
    ///
    /// # Errors
    /// [`ConfigError`] when the file cannot be read, names an unknown key, or contradicts itself.
    pub fn load(
        file: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let wrong = |error: toml::de::Error| ConfigError::Wrong(error.message().to_owned());
        let mut table: toml::Table = DEFAULT_TOML.parse().map_err(wrong)?;
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .map_err(|error| ConfigError::Unreadable(path.to_owned(), error))?;
            merge(&mut table, text.parse().map_err(wrong)?);
        }
        for (variable, section, key) in VARIABLES {
            if let Some(value) = environment(variable) {
                set(&mut table, section, key, value);
            }
        }
        let at_key = |error: toml::de::Error| ConfigError::Wrong(text_of(&error));
        let config: Self = table.try_into().map_err(at_key)?;
        config.contradictions().map_or(Ok(config), |what| Err(ConfigError::Wrong(what)))
    }

    /// Defaults with everything under `data`: for tests.
    pub fn for_testing(data: &Path) -> Result<Self, ConfigError> {
        Self::load(None, |name| (name == "HONE_DATA").then(|| data.display().to_string()))
    }

    fn contradictions(&self) -> Option<String> {
        use secrecy::ExposeSecret;
        let ways = [
            ("model.base_url", self.model.base_url.as_str()),
            ("embeddings.base_url", &self.embeddings.base_url),
            ("index.qdrant_url", &self.index.qdrant_url),
            ("store.database_url", self.store.database_url.expose_secret()),
        ];
        if let Some(refused) = self.egress.refuses(&ways) {
            return Some(refused);
        }
        if !self.server.addr.ip().is_loopback() && self.server.token.expose_secret().len() < 16 {
            return Some(format!(
                "{} is not a loopback address: set server.token (HONE_TOKEN) to at least 16 characters",
                self.server.addr
            ));
        }
        if !self.embeddings.base_url.is_empty() && self.embeddings.dimension == 0 {
            return Some("embeddings.dimension must be the length of the endpoint's vectors".into());
        }
        self.model.contradictions()
    }
}

impl Model {
    /// Whether there is a model at all: an endpoint, or a recording of one.
    pub fn is_named(&self) -> bool {
        !self.base_url.is_empty() || !self.replay.is_empty()
    }

    fn contradictions(&self) -> Option<String> {
        if self.is_named() && self.model.is_empty() {
            return Some("model.model must name the model to ask the endpoint for".into());
        }
        if !self.record.is_empty() && (!self.replay.is_empty() || self.base_url.is_empty()) {
            return Some("model.record needs an endpoint, and model.replay stands in for one".into());
        }
        let is_price = |price: f64| price.is_finite() && price >= 0.0;
        if ![self.input_price, self.output_price, self.monthly_cost].into_iter().all(is_price) {
            return Some("prices and budgets of the model cannot be below zero".into());
        }
        if self.input_price + self.output_price > 0.0 && self.prices_as_of.is_empty() {
            return Some("model.prices_as_of must say on which day the prices were read".into());
        }
        None
    }
}

/// Variable, section (empty for the top), key.
const VARIABLES: [(&str, &str, &str); 23] = [
    ("HONE_DATA", "", "data"),
    ("HONE_ADDR", "server", "addr"),
    ("HONE_TOKEN", "server", "token"),
    ("HONE_DATABASE_URL", "store", "database_url"),
    ("HONE_QDRANT_URL", "index", "qdrant_url"),
    ("HONE_QDRANT_KEY", "index", "qdrant_key"),
    ("HONE_EMBEDDINGS_URL", "embeddings", "base_url"),
    ("HONE_EMBEDDINGS_KEY", "embeddings", "api_key"),
    ("HONE_EMBEDDINGS_MODEL", "embeddings", "model"),
    ("HONE_EMBEDDINGS_DIMENSION", "embeddings", "dimension"),
    ("HONE_MODEL_URL", "model", "base_url"),
    ("HONE_MODEL_KEY", "model", "api_key"),
    ("HONE_MODEL", "model", "model"),
    ("HONE_MODEL_CONTEXT", "model", "context"),
    ("HONE_MODEL_EFFORT", "model", "effort"),
    ("HONE_MODEL_THINKING", "model", "thinking_tokens"),
    ("HONE_MODEL_RECORD", "model", "record"),
    ("HONE_MODEL_REPLAY", "model", "replay"),
    ("HONE_HOSTS", "server", "hosts"),
    ("HONE_EGRESS", "egress", "policy"),
    ("HONE_EGRESS_HOSTS", "egress", "hosts"),
    ("HONE_PSEUDONYMS", "privacy", "pseudonyms"),
    ("HONE_EVAL_SUITES", "evaluation", "suites"),
];

fn merge(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(section)), toml::Value::Table(over)) => merge(section, over),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

fn set(table: &mut toml::Table, section: &str, key: &str, value: String) {
    let target = match table.get_mut(section) {
        Some(toml::Value::Table(section)) => section,
        _ => table,
    };
    let typed = match target.get(key) {
        Some(toml::Value::Integer(_)) => {
            value.parse().map_or(toml::Value::String(value), toml::Value::Integer)
        }
        Some(toml::Value::Boolean(_)) => {
            value.parse().map_or(toml::Value::String(value), toml::Value::Boolean)
        }
        Some(toml::Value::Array(_)) => toml::Value::Array(
            value.split(',').map(|host| toml::Value::String(host.trim().to_owned())).collect(),
        ),
        _ => toml::Value::String(value),
    };
    target.insert(key.to_owned(), typed);
}

/// A variable of the process: the one room in which the environment is read.
#[expect(clippy::disallowed_methods, reason = "the one room in which the environment is read")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// What is wrong, and with which key, on one line.
fn text_of(error: &toml::de::Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete() {
        let config = Config::load(None, |_| None).unwrap();
        assert_eq!(config.server.addr.to_string(), "127.0.0.1:7600");
    }

    #[test]
    fn a_variable_wins_over_the_file_and_an_unknown_key_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hone.toml");
        std::fs::write(&file, "[server]\naddr = \"127.0.0.1:1\"\n").unwrap();
        let config =
            Config::load(Some(&file), |name| (name == "HONE_ADDR").then(|| "127.0.0.1:2".into())).unwrap();
        assert_eq!(config.server.addr.port(), 2);
        std::fs::write(&file, "[server]\nport = 1\n").unwrap();
        assert!(matches!(Config::load(Some(&file), |_| None), Err(ConfigError::Wrong(_))));
    }

    #[test]
    fn a_model_without_a_name_or_with_prices_of_no_day_is_refused() {
        let loads = |toml: &str| {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("hone.toml");
            std::fs::write(&file, toml).unwrap();
            Config::load(Some(&file), |_| None).is_ok()
        };
        assert!(!loads("[model]\nbase_url = \"http://host/v1\"\n"));
        assert!(loads("[model]\nbase_url = \"http://host/v1\"\nmodel = \"m\"\n"));
        assert!(!loads("[model]\ninput_price = 0.15\n"));
        assert!(loads("[model]\ninput_price = 0.15\nprices_as_of = \"2026-11-01\"\n"));
        assert!(!loads("[model]\nmonthly_cost = -1.0\n"));
        assert!(!loads("[model]\nreplay = \"kept\"\n"));
        assert!(loads("[model]\nreplay = \"kept\"\nmodel = \"m\"\n"));
        assert!(!loads("[model]\nrecord = \"kept\"\nmodel = \"m\"\n"));
    }

    #[test]
    fn an_endpoint_that_the_policy_forbids_is_refused_by_its_setting() {
        let with = |policy: &'static str, variable: &'static str, address: &'static str| {
            Config::load(None, move |name| match name {
                "HONE_EGRESS" => Some(policy.into()),
                "HONE_MODEL" => Some("m".into()),
                name => (name == variable).then(|| address.into()),
            })
        };
        for (variable, setting) in [
            ("HONE_MODEL_URL", "model.base_url"),
            ("HONE_EMBEDDINGS_URL", "embeddings.base_url"),
            ("HONE_QDRANT_URL", "index.qdrant_url"),
            ("HONE_DATABASE_URL", "store.database_url"),
        ] {
            let refused =
                with("local", variable, "https://ada:secret@host.example/v1").unwrap_err().to_string();
            assert!(refused.contains(setting) && !refused.contains("secret"), "{refused}");
        }
        assert!(with("local", "HONE_MODEL_URL", "http://127.0.0.1:1/v1").is_ok());
        assert!(with("none", "HONE_MODEL_URL", "http://127.0.0.1:1/v1").is_err());
        assert!(with("everywhere", "HONE_MODEL_URL", "").is_err());
    }

    #[test]
    fn an_open_address_without_a_token_is_refused() {
        let open = |name: &str| (name == "HONE_ADDR").then(|| "0.0.0.0:7600".to_owned());
        assert!(Config::load(None, open).is_err());
    }
}
