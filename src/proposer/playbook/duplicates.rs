//! Items of a backlog that are the same work twice, or have a part in common.
//!
//! Two items are compared by meaning and by the rare words that they share. A pair counts only
//! when each is the other's nearest, because a backlog is full of items that are merely alike.
//! Template twins, which differ in the one thing they are about, are told apart. Signs and
//! thresholds were chosen on one small backlog with two labelled pairs: read them with care.

use crate::domain::item::{Item, ItemRecord};
use crate::domain::story::Story;
use crate::domain::text;
use crate::domain::theme::{Duplicate, Relation};
use crate::llm::{EmbedError, Embedder, cosine};
use std::collections::{BTreeMap, BTreeSet};

/// Likeness from which a pair is the same work twice.
const DUPLICATE: f64 = 0.50;
/// Likeness from which a pair has a part in common.
const OVERLAP: f64 = 0.40;
/// Share of title words from which two wants have one template.
const SAME_TEMPLATE: f64 = 0.45;
/// Cosine from which the words in which twins differ mean the same.
const SAME_THING: f64 = 0.75;
/// Characters of an item's text, and of its criteria, that are read; the matter stands at the
/// beginning.
const READ: usize = 400;
/// Texts that are embedded at a time.
const BATCH: usize = 64;

/// What is compared of one item.
struct Compared<'a> {
    item: &'a Item,
    /// What is wanted, without who and what for.
    want: String,
    want_stems: BTreeSet<String>,
    stems: BTreeSet<String>,
    vector: Vec<f32>,
}

/// Pairs that are alike, most alike first. A parent and its child are no pair.
///
/// # Errors
/// [`EmbedError`] when the encoder fails.
pub async fn duplicates(items: &[Item], encoder: &dyn Embedder) -> Result<Vec<Duplicate>, EmbedError> {
    let compared = read(items, encoder).await?;
    let rarity = Rarity::of(&compared);
    let usual = usual_nearness(&compared);
    let mut alike: Vec<(usize, usize, f64)> = Vec::new();
    for (a, first) in compared.iter().enumerate() {
        for (b, second) in compared.iter().enumerate().skip(a + 1) {
            if !are_kin(first.item, second.item) {
                alike.push((a, b, likeness((first, second), (usual[a], usual[b]), &rarity)));
            }
        }
    }
    let mut nearest: BTreeMap<usize, f64> = BTreeMap::new();
    for &(a, b, likeness) in &alike {
        for index in [a, b] {
            let best = nearest.entry(index).or_insert(likeness);
            *best = best.max(likeness);
        }
    }
    let is_nearest = |index: &usize, likeness: f64| nearest.get(index).is_none_or(|best| likeness >= *best);
    alike.retain(|(a, b, likeness)| {
        *likeness >= OVERLAP && is_nearest(a, *likeness) && is_nearest(b, *likeness)
    });
    let mut found = Vec::new();
    for (a, b, likeness) in alike {
        let (first, second) = (&compared[a], &compared[b]);
        if !are_twins(first, second, encoder).await? {
            found.push(duplicate(first, second, likeness));
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (&a.a, &a.b).cmp(&(&b.a, &b.b))));
    Ok(found)
}

async fn read<'a>(items: &'a [Item], encoder: &dyn Embedder) -> Result<Vec<Compared<'a>>, EmbedError> {
    let wholes: Vec<String> = items.iter().map(|item| whole(&item.record)).collect();
    let vectors = embed(&wholes, encoder).await?;
    let stems = |text: &str| text::content_stems(text).into_iter().collect();
    Ok(items
        .iter()
        .zip(wholes.into_iter().zip(vectors))
        .map(|(item, (whole, vector))| {
            let want = want(&item.record.title);
            Compared { item, want_stems: stems(&want), want, stems: stems(&whole), vector }
        })
        .collect())
}

async fn embed(texts: &[String], encoder: &dyn Embedder) -> Result<Vec<Vec<f32>>, EmbedError> {
    let mut vectors = Vec::with_capacity(texts.len());
    for batch in texts.chunks(BATCH) {
        vectors.extend(encoder.embed(batch).await?);
    }
    Ok(vectors)
}

/// What a title is about: want and benefit without `As a …`, which many titles share.
fn matter(title: &str) -> String {
    let story = Story::parse(title);
    match (&story.role, &story.want, &story.benefit) {
        (Some(_), Some(want), Some(benefit)) => format!("{}, {}", want.text, benefit.text),
        (Some(_), Some(want), None) => want.text.clone(),
        _ => title.to_owned(),
    }
}

/// What a title asks for: the want of a story, else the title.
fn want(title: &str) -> String {
    let story = Story::parse(title);
    match (&story.role, &story.want) {
        (Some(_), Some(want)) => want.text.clone(),
        _ => title.to_owned(),
    }
}

fn whole(record: &ItemRecord) -> String {
    format!(
        "{}. {} {}",
        matter(&record.title),
        beginning(&record.text),
        beginning(&record.criteria.join(" "))
    )
}

fn beginning(text: &str) -> &str {
    &text[..text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at)]
}

/// How much the stems of the backlog tell, by how few items have them.
struct Rarity {
    items: f64,
    with: BTreeMap<String, f64>,
}

impl Rarity {
    fn of(compared: &[Compared<'_>]) -> Self {
        let mut with: BTreeMap<String, f64> = BTreeMap::new();
        for stem in compared.iter().flat_map(|one| &one.stems) {
            *with.entry(stem.clone()).or_default() += 1.0;
        }
        Self { items: compared.len() as f64, with }
    }

    fn weight<'a>(&self, stems: impl Iterator<Item = &'a String>) -> f64 {
        let with = |stem: &String| self.with.get(stem).copied().unwrap_or(0.0);
        stems.map(|stem| ((self.items + 1.0) / (with(stem) + 0.5)).ln()).sum()
    }
}

/// Nearness of two items by meaning.
fn nearness(a: &Compared<'_>, b: &Compared<'_>) -> f64 {
    cosine(&a.vector, &b.vector)
}

/// How much nearer two items are than each is to the backlog at large, and the rare words that
/// they share. A backlog on one product is all alike: only what is above that tells.
fn likeness(pair: (&Compared<'_>, &Compared<'_>), usual: (f64, f64), rarity: &Rarity) -> f64 {
    let (a, b) = pair;
    let all = rarity.weight(a.stems.union(&b.stems));
    let words = if all > 0.0 { rarity.weight(a.stems.intersection(&b.stems)) / all } else { 0.0 };
    nearness(a, b) - f64::midpoint(usual.0, usual.1) + words
}

/// The mean nearness of each item to all others.
fn usual_nearness(compared: &[Compared<'_>]) -> Vec<f64> {
    let others = compared.len().saturating_sub(1).max(1) as f64;
    compared
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let rest = compared.iter().enumerate().filter(|(other, _)| *other != index);
            rest.map(|(_, other)| nearness(one, other)).sum::<f64>() / others
        })
        .collect()
}

/// A parent and its child, or two slices of one split, which are parts of it by their making.
fn are_kin(a: &Item, b: &Item) -> bool {
    let is_slice_of =
        |item: &Item, parent: &str| item.key.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
    let are_slices = match (&a.record.parent, &b.record.parent) {
        (Some(parent), Some(other)) => parent == other && is_slice_of(a, parent) && is_slice_of(b, parent),
        _ => false,
    };
    are_slices || a.record.parent.as_ref() == Some(&b.key) || b.record.parent.as_ref() == Some(&a.key)
}

/// Whether two wants have one template and differ in the thing that they are about.
async fn are_twins(a: &Compared<'_>, b: &Compared<'_>, encoder: &dyn Embedder) -> Result<bool, EmbedError> {
    let common = a.want_stems.intersection(&b.want_stems).count() as f64;
    let all = a.want_stems.union(&b.want_stems).count().max(1) as f64;
    let (only_a, only_b) = (own_words(&a.want, &b.want_stems), own_words(&b.want, &a.want_stems));
    if common / all < SAME_TEMPLATE || only_a.is_empty() || only_b.is_empty() {
        return Ok(false);
    }
    let vectors = encoder.embed(&[only_a, only_b]).await?;
    Ok(cosine(&vectors[0], &vectors[1]) < SAME_THING)
}

/// The content words of a want whose stems are not among `others`, without its verb: that two
/// people ask in other words does not make two things of one.
fn own_words(want: &str, others: &BTreeSet<String>) -> String {
    let words = text::content_words(want).into_iter().skip(1);
    words.filter(|word| !others.contains(&text::stem(word))).collect::<Vec<_>>().join(" ")
}

fn duplicate(a: &Compared<'_>, b: &Compared<'_>, likeness: f64) -> Duplicate {
    let common = a.want_stems.intersection(&b.want_stems).map(String::as_str);
    // The `e` of `e-mail` tells nobody anything.
    let common: Vec<&str> = common.filter(|stem| stem.chars().nth(1).is_some()).collect();
    let relation = if likeness >= DUPLICATE { Relation::Duplicate } else { Relation::Overlap };
    let shared = if common.is_empty() {
        "No word in common, nearly the same meaning".to_owned()
    } else {
        format!("In common: {}", common.join(", "))
    };
    Duplicate {
        a: a.item.key.clone(),
        b: b.item.key.clone(),
        score: (likeness * 1000.0).round() / 1000.0,
        why: format!("{shared}; each is the other's nearest in the backlog."),
        relation,
    }
}
