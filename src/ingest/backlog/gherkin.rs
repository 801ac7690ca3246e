//! Feature files: a title, a narrative, and scenarios whose titles are the criteria.

use super::reading::{Reading, Source};
use super::stories;
use crate::domain::item::{ItemRecord, Level};
use std::collections::BTreeMap;

/// Words for a feature in English, German, French, Spanish, Italian, Portuguese, Dutch.
const FEATURE: [&str; 12] = [
    "Feature",
    "Business Need",
    "Ability",
    "Funktionalität",
    "Funktion",
    "Fonctionnalité",
    "Característica",
    "Necesidad del negocio",
    "Funzionalità",
    "Funcionalidade",
    "Característica",
    "Functionaliteit",
];
/// Words for a scenario, in the same languages.
const SCENARIO: [&str; 17] = [
    "Scenario",
    "Scenario Outline",
    "Scenario Template",
    "Example",
    "Szenario",
    "Szenariogrundriss",
    "Beispiel",
    "Scénario",
    "Plan du scénario",
    "Plan du Scénario",
    "Exemple",
    "Escenario",
    "Esquema del escenario",
    "Esquema do Cenário",
    "Cenário",
    "Schema dello scenario",
    "Abstract Scenario",
];
/// Words that end the narrative and give no criterion.
const OTHER: [&str; 18] = [
    "Background",
    "Rule",
    "Examples",
    "Scenarios",
    "Grundlage",
    "Hintergrund",
    "Voraussetzungen",
    "Regel",
    "Beispiele",
    "Contexte",
    "Règle",
    "Exemples",
    "Antecedentes",
    "Regla",
    "Ejemplos",
    "Contesto",
    "Contexto",
    "Achtergrond",
];

/// Whether a text begins, after comments and tags, with a feature.
pub(super) fn is_feature(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with(['#', '@']))
        .is_some_and(|line| titled(line, &FEATURE).is_some())
}

/// What follows one of `words` and a colon.
fn titled<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    let (word, title) = line.split_once(':')?;
    words.contains(&word.trim()).then_some(title.trim())
}

/// Reads the one feature of a file; the key is the stem, with the folder where there is one.
pub(super) fn read(text: &str, source: &Source, reading: &mut Reading) -> Result<(), String> {
    let key =
        source.folder.as_ref().map_or(source.stem.clone(), |folder| format!("{folder}/{}", source.stem));
    reading.system = format!("file:{key}");
    let mut feature = Feature::default();
    for (index, line) in text.lines().map(str::trim).enumerate() {
        feature.line(index + 1, line);
    }
    if feature.line == 0 {
        return Err("no line that begins with Feature:".into());
    }
    let record = reading.begin();
    if feature.title.is_empty() {
        reading.reject(record, feature.line, &key, "empty Feature title");
        return Ok(());
    }
    let narrative = feature.narrative.join("\n").trim().to_owned();
    let told = narrative.lines().any(stories::is_story);
    let item = ItemRecord {
        key,
        issue_type: "Feature".into(),
        level: if told { Level::Slice } else { Level::Unlevelled },
        title: feature.title.to_owned(),
        text: narrative,
        criteria: feature.scenarios.iter().map(|&title| title.to_owned()).collect(),
        labels: feature.tags.iter().map(|&tag| tag.to_owned()).collect(),
        line: feature.line,
        raw: BTreeMap::from([("feature".into(), vec![text.to_owned()])]),
        ..ItemRecord::default()
    };
    reading.accept(record, item, Vec::new());
    Ok(())
}

#[derive(Default)]
struct Feature<'a> {
    /// Line of the title; 0 until it is found.
    line: usize,
    title: &'a str,
    tags: Vec<&'a str>,
    narrative: Vec<&'a str>,
    scenarios: Vec<&'a str>,
    past_narrative: bool,
    in_text_block: bool,
}

impl<'a> Feature<'a> {
    fn line(&mut self, number: usize, line: &'a str) {
        if line.starts_with("\"\"\"") || line.starts_with("```") {
            self.in_text_block = !self.in_text_block;
        }
        if self.in_text_block || line.starts_with('#') {
            return;
        }
        if self.line == 0 {
            if let Some(title) = titled(line, &FEATURE) {
                (self.line, self.title) = (number, title);
            } else if line.starts_with('@') {
                self.tags.extend(line.split_whitespace().filter_map(|tag| tag.strip_prefix('@')));
            }
        } else if let Some(title) = titled(line, &SCENARIO) {
            self.past_narrative = true;
            self.scenarios.extend((!title.is_empty()).then_some(title));
        } else if line.starts_with('@') || titled(line, &OTHER).is_some() {
            self.past_narrative = true;
        } else if !self.past_narrative {
            self.narrative.push(line);
        }
    }
}
