//! Exact search in process: a scan over int8 codes, the best rescored in f32.
//!
//! One arena per workspace, so that no search ever looks at another's vectors.
//! A scan of 100,000 vectors takes about as long as reading their bytes; an
//! approximate graph is worth its building above some 300,000.

use super::{IndexError, Near, Point, order};
use crate::domain::id::WorkspaceId;
use crate::llm::cosine;
use crate::retrieval::passage::{Filter, TagTable};
use std::collections::{BTreeMap, HashMap};
use std::sync::{PoisonError, RwLock};

/// Candidates beyond the limit that are rescored, so that rounding to int8 loses nobody.
const RESCORED: usize = 50;
/// Largest code.
const FULL_SCALE: f32 = 127.0;

/// Vectors of one embedder, searched exactly.
pub struct Exact {
    dimension: usize,
    arenas: RwLock<BTreeMap<WorkspaceId, Arena>>,
}

impl Exact {
    /// An empty index for vectors of `dimension` numbers.
    pub fn new(dimension: usize) -> Self {
        Self { dimension, arenas: RwLock::default() }
    }

    /// Takes points in; a known passage id is replaced.
    pub fn upsert(&self, workspace: &WorkspaceId, points: &[Point]) -> Result<(), IndexError> {
        for point in points {
            self.check(&point.vector)?;
        }
        let mut arenas = self.arenas.write().unwrap_or_else(PoisonError::into_inner);
        let arena = arenas.entry(workspace.clone()).or_insert_with(|| Arena::new(self.dimension));
        for point in points {
            arena.insert(point);
        }
        Ok(())
    }

    /// Takes points out.
    pub fn remove(&self, workspace: &WorkspaceId, passages: &[String]) {
        let mut arenas = self.arenas.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(arena) = arenas.get_mut(workspace) {
            for passage in passages {
                arena.remove(passage);
            }
        }
    }

    /// Forgets a whole workspace.
    pub fn forget(&self, workspace: &WorkspaceId) {
        self.arenas.write().unwrap_or_else(PoisonError::into_inner).remove(workspace);
    }

    /// Points of the workspace.
    pub fn count(&self, workspace: &WorkspaceId) -> usize {
        let arenas = self.arenas.read().unwrap_or_else(PoisonError::into_inner);
        arenas.get(workspace).map_or(0, |arena| arena.passages.len())
    }

    /// The vector of a passage, if it has one.
    pub fn vector(&self, workspace: &WorkspaceId, passage: &str) -> Option<Vec<f32>> {
        let arenas = self.arenas.read().unwrap_or_else(PoisonError::into_inner);
        let arena = arenas.get(workspace)?;
        arena.rows.get(passage).map(|row| arena.vector(*row).to_vec())
    }

    /// The nearest passages that the filter admits.
    pub fn search(
        &self,
        workspace: &WorkspaceId,
        vector: &[f32],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<Near>, IndexError> {
        self.check(vector)?;
        let arenas = self.arenas.read().unwrap_or_else(PoisonError::into_inner);
        Ok(arenas.get(workspace).map_or_else(Vec::new, |arena| arena.search(vector, filter, limit)))
    }

    fn check(&self, vector: &[f32]) -> Result<(), IndexError> {
        if vector.len() == self.dimension {
            return Ok(());
        }
        Err(IndexError::WrongDimension { expected: self.dimension, found: vector.len() })
    }
}

/// The vectors of one workspace, row by row.
struct Arena {
    dimension: usize,
    passages: Vec<String>,
    rows: HashMap<String, usize>,
    codes: Vec<i8>,
    scales: Vec<f32>,
    floats: Vec<f32>,
    tag_numbers: Vec<usize>,
    tags: TagTable,
}

impl Arena {
    fn new(dimension: usize) -> Self {
        Self {
            dimension,
            passages: Vec::new(),
            rows: HashMap::new(),
            codes: Vec::new(),
            scales: Vec::new(),
            floats: Vec::new(),
            tag_numbers: Vec::new(),
            tags: TagTable::default(),
        }
    }

    fn vector(&self, row: usize) -> &[f32] {
        &self.floats[row * self.dimension..(row + 1) * self.dimension]
    }

    fn insert(&mut self, point: &Point) {
        self.remove(&point.passage);
        self.rows.insert(point.passage.clone(), self.passages.len());
        self.passages.push(point.passage.clone());
        self.scales.push(quantize(&point.vector, &mut self.codes));
        self.floats.extend_from_slice(&point.vector);
        self.tag_numbers.push(self.tags.number(&point.tag));
    }

    /// Moves the last row into the place of the removed one.
    fn remove(&mut self, passage: &str) {
        let Some(row) = self.rows.remove(passage) else { return };
        let last = self.passages.len() - 1;
        let (from, to) = (last * self.dimension, row * self.dimension);
        self.codes.copy_within(from.., to);
        self.codes.truncate(from);
        self.floats.copy_within(from.., to);
        self.floats.truncate(from);
        self.scales.swap_remove(row);
        self.tag_numbers.swap_remove(row);
        self.passages.swap_remove(row);
        if row < last {
            self.rows.insert(self.passages[row].clone(), row);
        }
    }

    fn search(&self, vector: &[f32], filter: &Filter, limit: usize) -> Vec<Near> {
        let mut query = Vec::with_capacity(self.dimension);
        let scale = quantize(vector, &mut query);
        let admitted = self.tags.admitted(filter);
        let mut rough: Vec<(f32, usize)> = self
            .codes
            .chunks_exact(self.dimension)
            .enumerate()
            .filter(|(row, _)| admitted[self.tag_numbers[*row]])
            .map(|(row, codes)| (dot(codes, &query) as f32 * self.scales[row] * scale, row))
            .collect();
        let kept = limit + RESCORED;
        if rough.len() > kept {
            rough.select_nth_unstable_by(kept, |a, b| {
                b.0.total_cmp(&a.0).then_with(|| self.passages[a.1].cmp(&self.passages[b.1]))
            });
            rough.truncate(kept);
        }
        let rescored = rough.into_iter().map(|(_, row)| Near {
            passage: self.passages[row].clone(),
            cosine: cosine(self.vector(row), vector),
        });
        order(rescored.collect(), limit)
    }
}

/// Appends the codes of `vector` and returns what one step of a code is worth.
#[expect(clippy::cast_possible_truncation, reason = "a quotient by the largest magnitude fits a code")]
fn quantize(vector: &[f32], codes: &mut Vec<i8>) -> f32 {
    let largest = vector.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
    let step = if largest > 0.0 { largest / FULL_SCALE } else { 1.0 };
    codes.extend(vector.iter().map(|number| (number / step).round() as i8));
    step
}

fn dot(a: &[i8], b: &[i8]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{ItemId, SourceId};
    use crate::retrieval::passage::{Owner, PassageKind, Tag};
    use std::sync::Arc;

    /// A unit vector that is the same on every run and unlike its neighbours.
    fn vector(seed: u64) -> Vec<f32> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let numbers: Vec<f32> = (0..64)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 40) as f32 / 8_388_608.0 - 1.0
            })
            .collect();
        let length = numbers.iter().map(|x| x * x).sum::<f32>().sqrt();
        numbers.iter().map(|x| x / length).collect()
    }

    fn point(seed: u64) -> Point {
        let owner = if seed.is_multiple_of(2) {
            Owner::Source(SourceId::new("s"))
        } else {
            Owner::Item(ItemId::new("i"))
        };
        let tag = Arc::new(Tag { owner, segment: None, participant: None, date: None });
        Point { passage: format!("{seed:04}"), tag, vector: vector(seed), terms: Vec::new() }
    }

    fn by_hand(points: &[Point], query: &[f32], limit: usize) -> Vec<Near> {
        let near = points
            .iter()
            .map(|point| Near { passage: point.passage.clone(), cosine: cosine(&point.vector, query) });
        order(near.collect(), limit)
    }

    #[test]
    fn the_scan_finds_what_a_float_scan_finds_also_after_removals() {
        let workspace = WorkspaceId::new("w");
        let index = Exact::new(64);
        let mut points: Vec<Point> = (1..=1500).map(point).collect();
        index.upsert(&workspace, &points).unwrap();
        let gone: Vec<String> = points.iter().step_by(3).map(|p| p.passage.clone()).collect();
        index.remove(&workspace, &gone);
        points.retain(|point| !gone.contains(&point.passage));
        assert_eq!(index.count(&workspace), points.len());
        for seed in 5000..5020 {
            let query = vector(seed);
            let found = index.search(&workspace, &query, &Filter::default(), 10).unwrap();
            assert_eq!(found, by_hand(&points, &query, 10));
        }
    }

    #[test]
    fn a_filter_is_asked_before_the_scan() {
        let workspace = WorkspaceId::new("w");
        let index = Exact::new(64);
        let points: Vec<Point> = (1..=200).map(point).collect();
        index.upsert(&workspace, &points).unwrap();
        let items = Filter { kind: Some(PassageKind::Item), ..Filter::default() };
        let found = index.search(&workspace, &vector(7), &items, 200).unwrap();
        assert_eq!(found.len(), 100);
        assert_eq!(found[0].passage, "0007");
    }

    #[test]
    fn a_vector_of_another_length_is_refused() {
        let refused = Exact::new(3).search(&WorkspaceId::new("w"), &[1.0], &Filter::default(), 1);
        assert_eq!(refused, Err(IndexError::WrongDimension { expected: 3, found: 1 }));
    }
}
