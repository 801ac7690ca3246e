//! The sample workspace with a model behind it, scripted or served.

#![expect(clippy::unwrap_used, reason = "a sample that does not load fails the test")]

use hone::clock::FixedClock;
use hone::config::{Config, Model};
use hone::domain::access::{Person, Scope};
use hone::domain::suggestion::{Kind, Withheld};
use hone::llm::{ChatAnswer, ChatRequest, HashedEmbedder, Scripted, Usage};
use hone::prompt::Prompts;
use hone::store::{Location, Options, Store};
use hone::use_case::{Budget, Copilot, Engine, Means, ModelMeans, Prices, Refinement};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// The item that is refined.
pub(crate) const ITEM: &str = "HAR-20";

/// The sample with a model.
pub(crate) struct Sample {
    pub(crate) copilot: Copilot,
    pub(crate) scope: Scope,
    pub(crate) model: Option<Arc<Scripted>>,
    _folder: TempDir,
}

impl Sample {
    /// A model that answers as `rule` says.
    pub(crate) async fn scripted(
        budget: Budget,
        rule: impl Fn(&ChatRequest) -> Value + Send + Sync + 'static,
    ) -> Self {
        let usage = Usage { input: 1_000, output: 200 };
        let answer = move |request: &ChatRequest| {
            Ok(ChatAnswer { text: rule(request).to_string(), usage, usage_is_reported: true })
        };
        let model = Arc::new(Scripted::new(answer));
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::at(1_790_000_000_000));
        let location = Location::Folder(folder.path().into());
        let store = Store::open(&location, Options::default(), clock.clone()).await.unwrap();
        let means = Means {
            load_encoder: Arc::new(|| Ok((Arc::new(HashedEmbedder), None))),
            index_folder: None,
            patience: Duration::from_mins(1),
            model: Some(ModelMeans {
                chat: model.clone(),
                prompts: Arc::new(Prompts::load(None).unwrap()),
                window: 8_192,
                thinking: 0,
                prices: Prices { input: 0.5, output: 2.0 },
                budget,
            }),
            limits: hone::ingest::Limits::default(),
            clock,
        };
        let copilot = Copilot::new(store, means);
        let scope = copilot.demo(Person::named("Ada")).await.unwrap().scope;
        Self { copilot, scope, model: Some(model), _folder: folder }
    }

    /// A model behind an endpoint.
    pub(crate) async fn served(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::for_testing(folder.path()).unwrap();
        config.embeddings.model = "words".into();
        config.model = Model {
            base_url: url.into(),
            model: "tiny".into(),
            total_seconds: 4,
            first_piece_seconds: 1,
            ..config.model
        };
        let copilot = hone::app::build(&config, Duration::from_mins(1)).await.unwrap();
        let scope = copilot.demo(Person::named("Ada")).await.unwrap().scope;
        Self { copilot, scope, model: None, _folder: folder }
    }

    pub(crate) async fn refine(&self, engine: Engine, kind: Kind) -> Refinement {
        self.copilot.with_engine(engine).unwrap().refine(&self.scope, ITEM, &[kind]).await.unwrap()
    }

    pub(crate) async fn withheld(&self) -> Vec<Withheld> {
        self.copilot.withheld(&self.scope).await.unwrap()
    }
}

/// Id and first words of the first line of evidence in a prompt.
pub(crate) fn first_line(request: &ChatRequest) -> (String, String) {
    lines_of(request).remove(0)
}

/// Id and first words of every line of evidence in a prompt.
pub(crate) fn lines_of(request: &ChatRequest) -> Vec<(String, String)> {
    let lines = request.user.lines().filter(|line| line.starts_with("[s"));
    lines
        .map(|line| {
            let id = line[1..].split(']').next().unwrap().to_owned();
            let said = line.split_once(": ").unwrap().1;
            (id, said.split_whitespace().take(4).collect::<Vec<_>>().join(" "))
        })
        .collect()
}
