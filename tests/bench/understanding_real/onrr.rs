//! The published findings of ONRR's studies, from what participants are quoted with in them.

use super::{found, row};
use anyhow::Result;
use hone::domain::interview::{Interview, Role};
use hone::domain::suggestion::Body;
use hone::domain::text;
use hone::ingest::transcript::{self, TranscriptOptions};
use hone::llm::{Embedder, MiniLm};
use hone::proposer::playbook::snapshot::snapshot;
use hone::proposer::playbook::themes::understand;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The table of findings itself, which is what we look for.
const THE_GOLD: &str = "researchfindingsbytopic";

pub(crate) async fn print(folder: &Path, encoder: &MiniLm) -> Result<()> {
    let gold = fs::read_to_string(folder.join("gold/themes_onrr.jsonl"))?;
    let findings: Vec<String> = gold
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["finding"].as_str().map(str::to_owned))
        .collect();
    let studies = studies(&folder.join("interviews/onrr"))?;
    let quoted: Vec<String> = studies
        .iter()
        .flat_map(|study| &study.turns)
        .filter(|turn| turn.role.testifies())
        .map(|turn| turn.text.clone())
        .collect();
    let heard = studies.iter().filter(|study| study.turns.iter().any(|turn| turn.role.testifies())).count();
    println!(
        "ONRR: {} findings; {} studies, {heard} of which quote participants ({} remarks)",
        findings.len(),
        studies.len(),
        quoted.len()
    );
    let all: Vec<&Interview> = studies.iter().collect();
    let understood = understand(&all, &[], &[], encoder as &dyn Embedder).await?;
    let mut themes = Vec::new();
    for draft in &understood.themes {
        if let Body::Theme(theme) = &draft.body {
            themes.push(theme.label.clone());
            themes.extend(theme.quotes.iter().map(|quote| quote.text.clone()));
        }
    }
    let mut opportunities = Vec::new();
    for study in &studies {
        if let Some(Body::Snapshot(page)) = snapshot(study).map(|draft| draft.body) {
            opportunities.extend(page.opportunities.into_iter().map(|one| one.text));
        }
    }
    let mut everything: Vec<String> = Vec::new();
    for remark in &quoted {
        everything.extend(text::sentences(remark).into_iter().map(|one| remark[one].to_owned()));
    }
    let spread = |count: usize| -> Vec<String> {
        let at = |nth: usize| everything.get((2 * nth + 1) * everything.len() / (2 * count.max(1)));
        (0..count).filter_map(|nth| at(nth).cloned()).collect()
    };
    let ways = [
        ("our themes and their quotes", themes.clone()),
        ("as many sentences, evenly spread", spread(themes.len())),
        ("opportunities of all pages", opportunities.clone()),
        ("as many sentences, evenly spread", spread(opportunities.len())),
        ("everything that is quoted", everything.clone()),
    ];
    for (name, shown) in ways {
        let hits = found(&findings, &shown, encoder).await?;
        row(
            &format!("{name} ({})", shown.len()),
            &[("by words", hits.by_words, findings.len()), ("by meaning", hits.by_meaning, findings.len())],
        );
    }
    Ok(())
}

fn studies(folder: &Path) -> Result<Vec<Interview>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut studies = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        if name.contains(THE_GOLD) {
            continue;
        }
        let options = TranscriptOptions { path: name.clone(), ..TranscriptOptions::default() };
        let (_, Some(read)) = transcript::read(&name, &fs::read(&path)?, &options) else { continue };
        let turns = read.turns.iter().filter(|turn| turn.role != Role::Unknown).collect::<Vec<_>>();
        studies.push(serde_json::from_value(json!({
            "id": name, "key": name, "title": name, "format": read.format, "kind": read.kind,
            "roles": read.roles, "turns": turns,
        }))?);
    }
    Ok(studies)
}
