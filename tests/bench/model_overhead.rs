//! What a refinement with a model takes besides the model: prompts, checks, merging, the budget.
//!
//!     cargo bench --bench model_overhead
//!
//! The model answers at once, with a usable draft for every job; the same items are refined by the
//! playbook alone beside it. Printed, never asserted.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use anyhow::{Context, Result};
use hone::app;
use hone::clock::SystemClock;
use hone::config::Config;
use hone::domain::access::Person;
use hone::llm::{ChatAnswer, ChatRequest, Scripted, Usage};
use hone::prompt::Prompts;
use hone::store::{Location, Options, Store};
use hone::use_case::{Budget, Copilot, Engine, Means, ModelMeans, Prices, REFINED};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often every item is refined.
const ROUNDS: usize = 3;

#[tokio::main]
async fn main() -> Result<()> {
    let data = tempfile::tempdir()?;
    let copilot = copilot(data.path()).await?;
    let scope = copilot.demo(Person::named("bench")).await.context("the sample")?.scope;
    copilot.embed_pending(&scope, &|_, _| ()).await?;
    let (alone, both) = (copilot.with_engine(Engine::Playbook)?, copilot.with_engine(Engine::Both)?);
    let (mut without, mut with, mut more) = (Vec::new(), Vec::new(), Vec::new());
    let mut drafted = 0;
    for _ in 0..ROUNDS {
        for item in copilot.items(&scope).await? {
            let start = Instant::now();
            alone.refine(&scope, &item.key, &REFINED).await?;
            without.push(start.elapsed());
            let start = Instant::now();
            let refined = both.refine(&scope, &item.key, &REFINED).await?;
            with.push(start.elapsed());
            more.push(with[with.len() - 1].saturating_sub(without[without.len() - 1]));
            drafted +=
                refined.suggestions.iter().filter(|one| !one.suggestion.receipt.model.is_empty()).count();
        }
    }
    println!("{drafted} suggestions with a share of the model's");
    print_each("refine by the playbook", without);
    print_each("refine with a model that answers at once", with);
    print_each("the difference", more);
    Ok(())
}

async fn copilot(data: &Path) -> Result<Copilot> {
    let config = Config::for_testing(data)?;
    let encoder = app::encoder(&config)?;
    let clock = Arc::new(SystemClock);
    let store = Store::open(&Location::Folder(data.to_owned()), Options::default(), clock.clone()).await?;
    let usage = Usage { input: 1_000, output: 200 };
    let answer = move |request: &ChatRequest| {
        Ok(ChatAnswer { text: answer(request).to_string(), usage, usage_is_reported: true })
    };
    let means = Means {
        load_encoder: Arc::new(move || Ok((encoder.clone(), None))),
        index_folder: None,
        patience: Duration::ZERO,
        model: Some(ModelMeans {
            chat: Arc::new(Scripted::new(answer)),
            prompts: Arc::new(Prompts::load(None)?),
            window: 8_192,
            thinking: 0,
            prices: Prices::default(),
            budget: Budget::default(),
        }),
        limits: hone::ingest::Limits::default(),
        clock,
    };
    Ok(Copilot::new(store, means))
}

/// A draft for the job, with the first line of evidence cited where there is one.
fn answer(request: &ChatRequest) -> Value {
    let cited: Vec<Value> = request
        .user
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once(']'))
        .filter_map(|(id, rest)| Some((id, rest.split_once(": ")?.1)))
        .take(1)
        .map(|(id, said)| {
            let words: Vec<&str> = said.split_whitespace().take(4).collect();
            json!({"id": id, "words": words.join(" ")})
        })
        .collect();
    match request.schema_name {
        "assumption" => json!({"assumptions": [{
            "statement": "At least a third of the guests change their plans twice in a season",
            "kind": "desirability", "importance": "high", "importance_why": "Without it nothing is changed.",
            "supports": cited, "contradicts": [],
        }]}),
        "question" => json!({"questions": [{
            "text": "Walk me through the last time your plans changed.", "about": "how plans change",
            "addressee": "customer", "why_them": "They lived it.", "serves": "Whether to build it first",
            "evidence": cited,
        }]}),
        _ => json!({"evidence": cited, "candidates": [{
            "pattern": "simple-complex", "core_complexity": "", "variations": [], "reduced_to": "",
            "slices": slices(request),
        }]}),
    }
}

/// A slice for each unit, the last unit first.
fn slices(request: &ChatRequest) -> Vec<Value> {
    let units = request.user.lines().skip_while(|line| *line != "<units>").skip(1);
    let units: Vec<(&str, &str)> =
        units.take_while(|line| *line != "</units>").filter_map(|unit| unit.split_once(": ")).collect();
    let slice = |(id, words): &(&str, &str)| json!({"title": format!("Only {words}"), "narrative": "", "acceptance_criteria": [], "covers": [id]});
    units.iter().rev().map(slice).collect()
}

fn print_each(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let (middle, tail) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!("{what}: p50 {middle:.2?}, p99 {tail:.2?}, {} times", times.len());
}
