//! An encoder that does not read the same text twice.
//!
//! Half of what a refinement asks for was asked before: the sentences that the
//! rules compare with, and what participants said, which bears on several items.

use super::{EmbedError, Embedder, SharedEmbedder};
use futures::future::BoxFuture;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Vectors of a generation; two are held, with 384 numbers each 6 MB.
const GENERATION: usize = 2048;

/// A text, as it is remembered: by its hash alone.
type Key = [u8; 32];

/// Answers from memory what it was asked lately, and asks the encoder behind it for the rest.
///
/// A failure is never remembered.
pub struct WithMemory {
    encoder: SharedEmbedder,
    known: Mutex<Known>,
}

impl WithMemory {
    /// An encoder with an empty memory.
    pub fn new(encoder: SharedEmbedder) -> Self {
        Self { encoder, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn vectors(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let keys: Vec<Key> = texts.iter().map(|text| Sha256::digest(text).into()).collect();
        let mut found: HashMap<Key, Vec<f32>> = {
            let mut known = self.known();
            keys.iter().filter_map(|key| Some((*key, known.find(key)?))).collect()
        };
        let mut asked = HashSet::new();
        let (new, missing): (Vec<Key>, Vec<String>) = keys
            .iter()
            .zip(texts)
            .filter(|(key, _)| !found.contains_key(*key) && asked.insert(**key))
            .map(|(key, text)| (*key, text.clone()))
            .unzip();
        if !missing.is_empty() {
            let vectors = self.encoder.embed(&missing).await?;
            let mut known = self.known();
            for (key, vector) in new.into_iter().zip(vectors) {
                known.put(key, vector.clone());
                found.insert(key, vector);
            }
        }
        let vectors: Option<Vec<Vec<f32>>> = keys.iter().map(|key| found.get(key).cloned()).collect();
        vectors.ok_or_else(|| EmbedError::Invalid("fewer vectors than texts".to_owned()))
    }
}

impl Embedder for WithMemory {
    fn version(&self) -> &str {
        self.encoder.version()
    }

    fn dimension(&self) -> usize {
        self.encoder.dimension()
    }

    fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
        Box::pin(self.vectors(texts))
    }
}

/// What is remembered. When the recent half is full it becomes the older one, and what was not
/// asked for since is forgotten.
#[derive(Default)]
struct Known {
    recent: HashMap<Key, Vec<f32>>,
    older: HashMap<Key, Vec<f32>>,
}

impl Known {
    fn find(&mut self, key: &Key) -> Option<Vec<f32>> {
        if let Some(vector) = self.recent.get(key) {
            return Some(vector.clone());
        }
        let vector = self.older.remove(key)?;
        self.put(*key, vector.clone());
        Some(vector)
    }

    fn put(&mut self, key: Key, vector: Vec<f32>) {
        if self.recent.len() >= GENERATION {
            self.older = std::mem::take(&mut self.recent);
        }
        self.recent.insert(key, vector);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::llm::HashedEmbedder;
    use std::sync::Arc;

    /// Notes what it is asked, and fails when told to.
    #[derive(Default)]
    struct Noting {
        asked: Mutex<Vec<String>>,
        fails: Mutex<bool>,
    }

    impl Embedder for Noting {
        fn version(&self) -> &str {
            HashedEmbedder.version()
        }

        fn dimension(&self) -> usize {
            HashedEmbedder.dimension()
        }

        fn embed<'a>(&'a self, texts: &'a [String]) -> BoxFuture<'a, Result<Vec<Vec<f32>>, EmbedError>> {
            Box::pin(async move {
                self.asked.lock().unwrap().extend(texts.iter().cloned());
                if *self.fails.lock().unwrap() {
                    return Err(EmbedError::Refused(500));
                }
                HashedEmbedder.embed(texts).await
            })
        }
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[tokio::test]
    async fn each_text_is_asked_for_once_and_has_its_own_vector() {
        let behind = Arc::new(Noting::default());
        let encoder = WithMemory::new(behind.clone());
        let first = texts(&["a lost deposit", "a late ferry", "a lost deposit"]);
        let second = texts(&["a full berth", "a late ferry"]);
        for batch in [&first, &second, &first] {
            assert_eq!(encoder.embed(batch).await, HashedEmbedder.embed(batch).await);
        }
        assert_eq!(*behind.asked.lock().unwrap(), texts(&["a lost deposit", "a late ferry", "a full berth"]));
    }

    #[tokio::test]
    async fn a_failure_is_not_remembered() {
        let behind = Arc::new(Noting::default());
        let encoder = WithMemory::new(behind.clone());
        *behind.fails.lock().unwrap() = true;
        let batch = texts(&["a lost deposit"]);
        assert_eq!(encoder.embed(&batch).await, Err(EmbedError::Refused(500)));
        *behind.fails.lock().unwrap() = false;
        assert_eq!(encoder.embed(&batch).await, HashedEmbedder.embed(&batch).await);
    }

    #[test]
    fn what_is_asked_for_again_and_again_outlives_what_was_asked_once() {
        let key = |number: usize| -> Key { Sha256::digest(number.to_string()).into() };
        let mut known = Known::default();
        for number in 0..5 * GENERATION {
            known.put(key(number), vec![1.0]);
            assert!(known.find(&key(0)).is_some(), "after {number}");
        }
        assert!(known.find(&key(1)).is_none());
        assert!(known.recent.len() + known.older.len() <= 2 * GENERATION);
    }
}
