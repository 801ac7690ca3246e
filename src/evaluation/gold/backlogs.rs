//! Stories, splits and near duplicates of real backlogs.

use super::{GoldError, GoldSet, bytes, evaluator, figures, lines};
use crate::domain::split::BadSplit;
use crate::domain::text::{content_stems, normalise_quote};
use crate::evaluation::measure::slices::residual_overlap;
use crate::evaluation::score::{CaseScore, story_scores};
use crate::use_case::{BacklogFormat, Copilot, Families, GivenSlice, GivenSplit, lint_given};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const STORIES: &str = "gold/story_ac_sylius.jsonl";
const SPLITS: &str = "gold/splits_sylius.jsonl";
const DUPLICATES: &str = "gold/near_duplicates_silver.jsonl";
/// The backlogs that the pairs are of.
const BACKLOGS: &str = "backlogs/dalpiaz-user-stories";

#[derive(Deserialize)]
struct Story {
    id: String,
    capability: String,
    narrative: String,
}

/// The form of stories that people wrote: a base rate, not a figure of the engine.
pub(super) fn stories(folder: &Path) -> Result<GoldSet, GoldError> {
    let stories: Vec<Story> = lines(folder, STORIES)?;
    let scores: Vec<CaseScore> = stories
        .iter()
        .flat_map(|story| story_scores(&story.id, &story.capability, &story.narrative))
        .collect();
    Ok(GoldSet {
        set: STORIES,
        grade: "human",
        about: "how often people's own stories keep the rules of form: below this a rule bans what people do",
        cases: stories.len(),
        metrics: figures(&scores),
    })
}

#[derive(Deserialize)]
struct Split {
    id: String,
    parent: Parent,
    children: Vec<Child>,
}

#[derive(Deserialize)]
struct Parent {
    title: String,
}

#[derive(Deserialize)]
struct Child {
    title: String,
}

/// Codes that compare the slices with a parent, which here is only the name of a folder.
const NEED_A_PARENT: [BadSplit; 3] = [BadSplit::InventedScope, BadSplit::LostScope, BadSplit::NotAStory];

/// Whether the lint leaves splits alone that maintainers lived with.
pub(super) fn splits(folder: &Path) -> Result<GoldSet, GoldError> {
    let splits: Vec<Split> = lines(folder, SPLITS)?;
    let mut scores = Vec::new();
    for split in &splits {
        let titles: Vec<String> = split.children.iter().map(|child| child.title.clone()).collect();
        let given = GivenSplit {
            title: split.parent.title.clone(),
            text: None,
            slices: titles.iter().cloned().map(GivenSlice::Title).collect(),
        };
        let found = lint_given(given, Families::Split)?;
        let alone = found.iter().all(|finding| NEED_A_PARENT.iter().any(|code| code.id() == finding.code));
        let contents: Vec<Vec<String>> = titles.iter().map(|title| content_stems(title)).collect();
        let overlap = residual_overlap(&contents, &content_stems(&split.parent.title), &[]);
        let score = |metric, value| CaseScore::of(&split.id, &split.id, metric, (value, 1.0));
        scores.extend(score("lint.good_left_alone", if alone { 1.0 } else { 0.0 }));
        scores.extend(score("split.overlap", overlap));
    }
    Ok(GoldSet {
        set: SPLITS,
        grade: "human-derived",
        about: "how often the lint leaves a split alone that people lived with, and how much its slices overlap; \
                the parent is a folder's name, so proposing a split and what needs its text are not measured",
        cases: splits.len(),
        metrics: figures(&scores),
    })
}

#[derive(Deserialize)]
struct NearDuplicate {
    backlog: String,
    text_a: String,
    text_b: String,
}

/// What the engine calls duplicates, against pairs that a script found alike.
pub(super) async fn duplicates(copilot: &Copilot, folder: &Path) -> Result<GoldSet, GoldError> {
    let pairs: Vec<NearDuplicate> = lines(folder, DUPLICATES)?;
    let cases = pairs.len();
    let mut by_backlog: BTreeMap<String, Vec<NearDuplicate>> = BTreeMap::new();
    for pair in pairs {
        by_backlog.entry(pair.backlog.clone()).or_default().push(pair);
    }
    let mut scores = Vec::new();
    for (name, pairs) in &by_backlog {
        let path = format!("{BACKLOGS}/{name}");
        let scope = copilot.init(evaluator(), name).await?.scope;
        let format = BacklogFormat::parse("stories");
        copilot.add_backlog(&scope, name, &bytes(folder, &path)?, format, false).await?;
        let items = copilot.items(&scope).await?;
        let texts: Vec<(String, String)> = items
            .iter()
            .map(|item| (item.key.clone(), plain(&format!("{} {}", item.record.title, item.record.text))))
            .collect();
        let key_of = |text: &str| {
            let sought = plain(text);
            texts.iter().find(|(_, own)| own.contains(&sought)).map(|(key, _)| key.clone())
        };
        let gold: BTreeSet<(String, String)> = pairs
            .iter()
            .filter_map(|pair| Some(ordered(key_of(&pair.text_a)?, key_of(&pair.text_b)?)))
            .filter(|(a, b)| a != b)
            .collect();
        let found: BTreeSet<(String, String)> =
            copilot.duplicates(&scope).await?.into_iter().map(|pair| ordered(pair.a, pair.b)).collect();
        let both = found.intersection(&gold).count() as f64;
        let (predicted, expected) = (found.len() as f64, gold.len() as f64);
        let score = |metric, figure| CaseScore::of(name, name, metric, figure);
        scores.extend(score("duplicate.precision", (both, predicted)));
        scores.extend(score("duplicate.recall", (both, expected)));
        scores.extend(score("duplicate.f1", (2.0 * both, predicted + expected)));
    }
    Ok(GoldSet {
        set: DUPLICATES,
        grade: "silver",
        about: "pairs with seven of ten words in common, template twins among them, which are not the same work; \
                nobody has judged them, so neither precision nor recall says how good the engine is",
        cases,
        metrics: figures(&scores),
    })
}

fn plain(text: &str) -> String {
    normalise_quote(text).to_lowercase()
}

fn ordered(a: String, b: String) -> (String, String) {
    if a <= b { (a, b) } else { (b, a) }
}
