//! The passages of one workspace with their inverted index, changed owner by owner.

use super::fuse::{Legs, Weights, resembles};
use super::lexical::LexicalIndex;
use super::passage::{Filter, Owner, Passage, Tag, TagTable};
use super::terms::{Language, Stems, query_terms};
use super::vector::Near;
use crate::domain::id::content_hash;
use crate::domain::text;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Passages that are ranked in full: the best by their own score.
pub const DEPTH: usize = 400;

/// A passage that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The passage.
    pub passage: Passage,
    /// What it was ranked by, 0 to 1: fused, with its neighbours, less what it repeats.
    pub score: f64,
    /// Share of the reachable BM25 score, 0 to 1.
    pub lexical: f64,
    /// Cosine, when it was found by its vector.
    pub dense: Option<f64>,
    /// Ids of passages elsewhere that say nearly the same and are therefore not listed.
    pub also: Vec<String>,
}

/// What changed when an owner's passages were put in place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Passages that are new; they have no vector yet.
    pub added: Vec<String>,
    /// Passages that are gone, and whose vectors must go.
    pub removed: Vec<String>,
}

/// The searchable text of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    slots: Vec<Option<Entry>>,
    free: Vec<usize>,
    owners: BTreeMap<Owner, Shelf>,
    slot_of: HashMap<String, usize>,
    lexical: LexicalIndex,
    tags: TagTable,
}

#[derive(Debug, Clone)]
struct Entry {
    passage: Passage,
    tag_number: usize,
    has_vector: bool,
    /// Worked out when it is first asked for: one that has its vector is never asked.
    text_hash: OnceLock<String>,
}

/// A candidate while the list is made.
struct Ranked<'a> {
    passage: &'a Passage,
    legs: Legs,
    score: f64,
}

impl Ranked<'_> {
    fn is_before(&self, other: &Self) -> bool {
        other.score.total_cmp(&self.score).then_with(|| self.passage.id.cmp(&other.passage.id)).is_lt()
    }
}

/// The passages of one owner in the order of its text.
#[derive(Debug, Clone)]
struct Shelf {
    tag: Arc<Tag>,
    language: Language,
    slots: Vec<usize>,
    middles: Vec<f64>,
}

impl Corpus {
    /// A corpus of everything at once, with the inverted index of `cache` if that fits.
    ///
    /// A cache that is missing, damaged, or of another corpus is written anew;
    /// one that cannot be written costs time at the next start and nothing else.
    pub fn build(owners: Vec<(Tag, Vec<Passage>)>, cache: Option<&Path>) -> Self {
        let mut corpus = Self::default();
        let mut owners = owners;
        owners.sort_by(|a, b| a.0.cmp(&b.0));
        for (tag, passages) in owners {
            corpus.shelve(tag, passages);
        }
        let fingerprint = corpus.fingerprint();
        let known = cache.and_then(|path| LexicalIndex::load(path, &fingerprint).ok());
        corpus.lexical = known.unwrap_or_else(|| {
            let mut lexical = LexicalIndex::default();
            let mut stems = Stems::default();
            for (slot, entry) in corpus.entries() {
                lexical.add(document(slot), &corpus.terms_by(&mut stems, &entry.passage));
            }
            if let Some(path) = cache {
                drop(lexical.save(path, &fingerprint));
            }
            lexical
        });
        corpus
    }

    /// Puts the passages of an owner in place of those it had; what stays keeps its vector.
    pub fn put(&mut self, tag: Tag, passages: Vec<Passage>) -> Change {
        let owner = tag.owner.clone();
        let before = self.remove(&owner);
        let vectors: BTreeSet<String> =
            before.iter().filter(|(_, has_vector)| *has_vector).map(|(id, _)| id.clone()).collect();
        self.shelve(tag, passages);
        let slots = self.owners.get(&owner).map(|shelf| shelf.slots.clone()).unwrap_or_default();
        let mut change = Change::default();
        let mut kept = BTreeSet::new();
        for slot in slots {
            let Some(entry) = &self.slots[slot] else { continue };
            let (id, terms) = (entry.passage.id.clone(), self.terms_of(&entry.passage));
            self.lexical.add(document(slot), &terms);
            if vectors.contains(&id) {
                self.note_vector(&id);
            } else {
                change.added.push(id.clone());
            }
            kept.insert(id);
        }
        change.removed = before.into_iter().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect();
        change
    }

    /// Takes an owner out; gives the ids of its passages and whether they had vectors.
    pub fn remove(&mut self, owner: &Owner) -> Vec<(String, bool)> {
        let slots = self.owners.get(owner).map(|shelf| shelf.slots.clone()).unwrap_or_default();
        let mut removed = Vec::new();
        for slot in slots {
            let Some(entry) = self.slots[slot].take() else { continue };
            let terms = self.terms_of(&entry.passage);
            self.lexical.remove(document(slot), &terms);
            self.slot_of.remove(&entry.passage.id);
            self.free.push(slot);
            removed.push((entry.passage.id, entry.has_vector));
        }
        self.owners.remove(owner);
        removed
    }

    /// Remembers that a passage has a vector now.
    pub fn note_vector(&mut self, passage: &str) {
        if let Some(entry) = self.slot_of.get(passage).and_then(|slot| self.slots[*slot].as_mut()) {
            entry.has_vector = true;
        }
    }

    /// Passages with the hashes of their texts and their tags, without those that have a vector already.
    pub fn without_vector(&self) -> impl Iterator<Item = (&Passage, &str, &Arc<Tag>)> {
        let waiting = self.entries().filter(|(_, entry)| !entry.has_vector);
        waiting.filter_map(|(_, entry)| {
            let hash = entry.text_hash.get_or_init(|| entry.passage.text_hash());
            Some((&entry.passage, hash.as_str(), &self.owners.get(&entry.passage.owner)?.tag))
        })
    }

    /// Every passage with its tag.
    pub fn passages(&self) -> impl Iterator<Item = (&Passage, &Arc<Tag>)> {
        self.entries()
            .filter_map(|(_, entry)| Some((&entry.passage, &self.owners.get(&entry.passage.owner)?.tag)))
    }

    /// Passages that the filter admits, and how many of them have no vector.
    pub fn census(&self, filter: &Filter) -> (usize, usize) {
        let admitted = self.tags.admitted(filter);
        self.entries()
            .filter(|(_, entry)| admitted[entry.tag_number])
            .fold((0, 0), |(all, bare), (_, e)| (all + 1, bare + usize::from(!e.has_vector)))
    }

    /// The terms under which a passage is found: its text and who speaks in it.
    pub fn terms_of(&self, passage: &Passage) -> Vec<String> {
        self.terms_by(&mut Stems::default(), passage)
    }

    fn terms_by(&self, stems: &mut Stems, passage: &Passage) -> Vec<String> {
        let language = self.owners.get(&passage.owner).map_or(Language::English, |shelf| shelf.language);
        let mut terms = language.terms(&passage.text, stems);
        for speaker in &passage.speakers {
            terms.extend(language.terms(speaker, stems));
        }
        terms
    }

    /// The best passages for a question, best first; `dense` is what the vector index found.
    pub fn rank(
        &self,
        question: &str,
        dense: Option<&[Near]>,
        filter: &Filter,
        limit: usize,
        weights: &Weights,
    ) -> Vec<Hit> {
        let admitted = self.tags.admitted(filter);
        let lexical = self.lexical.scores(&query_terms(question));
        let cosines: HashMap<usize, f64> = dense
            .unwrap_or_default()
            .iter()
            .filter_map(|near| Some((*self.slot_of.get(&near.passage)?, near.cosine)))
            .collect();
        let floor = dense.and_then(|near| near.last()).map(|near| near.cosine);
        let legs = |slot: usize| Legs {
            lexical: lexical.get(slot).copied().unwrap_or(0.0),
            dense: cosines.get(&slot).copied(),
        };
        let blended: Vec<f64> = (0..self.slots.len()).map(|slot| weights.blend(legs(slot), floor)).collect();
        let ranked = self.best_by(&blended, &admitted).into_iter().filter_map(|slot| {
            let (legs, passage) = (legs(slot), &self.slots[slot].as_ref()?.passage);
            Some(Ranked { passage, legs, score: self.heard(slot, passage, &blended, weights)? })
        });
        list(ranked.collect(), limit, weights)
    }

    /// The admitted slots with the highest scores above zero, at most [`DEPTH`].
    fn best_by(&self, scores: &[f64], admitted: &[bool]) -> Vec<usize> {
        let open = |slot: &usize| {
            scores[*slot] > 0.0 && self.slots[*slot].as_ref().is_some_and(|e| admitted[e.tag_number])
        };
        let mut slots: Vec<usize> = (0..scores.len()).filter(open).collect();
        let id = |slot: usize| self.slots[slot].as_ref().map(|entry| entry.passage.id.as_str());
        if slots.len() > DEPTH {
            slots.select_nth_unstable_by(DEPTH, |a, b| {
                scores[*b].total_cmp(&scores[*a]).then_with(|| id(*a).cmp(&id(*b)))
            });
            slots.truncate(DEPTH);
        }
        slots
    }

    fn heard(&self, slot: usize, passage: &Passage, blended: &[f64], weights: &Weights) -> Option<f64> {
        let shelf = self.owners.get(&passage.owner)?;
        let at = shelf.slots.iter().position(|known| *known == slot)?;
        Some(round(weights.hear_neighbours(at, |index| blended[shelf.slots[index]], &shelf.middles)))
    }

    /// Gives passages their slots, without touching the inverted index.
    fn shelve(&mut self, tag: Tag, passages: Vec<Passage>) {
        let language =
            Language::of(&passages.iter().map(|p| p.text.as_str()).take(20).collect::<Vec<_>>().join("\n"));
        let tag_number = self.tags.number(&tag);
        let mut shelf = Shelf { tag: Arc::new(tag), language, slots: Vec::new(), middles: Vec::new() };
        for passage in passages {
            if self.slot_of.contains_key(&passage.id) {
                continue;
            }
            let slot = self.free.pop().unwrap_or_else(|| {
                self.slots.push(None);
                self.slots.len() - 1
            });
            self.slot_of.insert(passage.id.clone(), slot);
            shelf.slots.push(slot);
            shelf.middles.push(passage.position as f64 + passage.words() as f64 / 2.0);
            self.slots[slot] =
                Some(Entry { passage, tag_number, has_vector: false, text_hash: OnceLock::new() });
        }
        self.owners.insert(shelf.tag.owner.clone(), shelf);
    }

    fn entries(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.slots.iter().enumerate().filter_map(|(slot, entry)| Some((slot, entry.as_ref()?)))
    }

    fn fingerprint(&self) -> String {
        let ids: Vec<&str> = self.entries().map(|(_, entry)| entry.passage.id.as_str()).collect();
        content_hash(&ids)
    }
}

/// Takes the best passage, lets those that repeat it step back, and goes on.
fn list(mut ranked: Vec<Ranked<'_>>, limit: usize, weights: &Weights) -> Vec<Hit> {
    let mut listed: Vec<(Hit, BTreeSet<String>)> = Vec::new();
    while listed.len() < limit && !ranked.is_empty() {
        let best =
            (1..ranked.len()).fold(0, |best, at| if ranked[at].is_before(&ranked[best]) { at } else { best });
        let Ranked { passage, legs, score } = ranked.swap_remove(best);
        let words: BTreeSet<String> = text::words(&passage.text).into_iter().collect();
        let same = listed.iter_mut().find(|(known, known_words)| {
            !known.passage.shares_turns_with(passage) && resembles(known_words, &words)
        });
        if let Some((known, _)) = same {
            known.also.push(passage.id.clone());
            continue;
        }
        for other in ranked.iter_mut().filter(|other| other.passage.shares_turns_with(passage)) {
            other.score = round(other.score * weights.repeat);
        }
        let hit = Hit {
            passage: passage.clone(),
            score,
            lexical: legs.lexical,
            dense: legs.dense,
            also: Vec::new(),
        };
        listed.push((hit, words));
    }
    listed.into_iter().map(|(hit, _)| hit).collect()
}

/// Scores to 1e-6, so that the order of additions decides nothing.
fn round(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

fn document(slot: usize) -> u32 {
    u32::try_from(slot).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
