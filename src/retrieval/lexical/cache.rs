//! The inverted index as a file that may be lost, damaged or old at any time.
//!
//! Layout, little-endian: magic, version, fingerprint of the corpus, lengths,
//! terms in byte order with their postings, and a SHA-256 over all before it.
//! Whatever does not fit is an error, and the caller builds the index anew.

use super::{LexicalIndex, Posting};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

const MAGIC: &[u8; 8] = b"honebm25";
/// Grows when the layout or the way of making terms changes.
const VERSION: u32 = 1;
const CHECKSUM_BYTES: usize = 32;

/// Why a cache file is not used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// It could not be read or written.
    #[error("the index cache cannot be read or written")]
    File(#[from] std::io::Error),
    /// Its bytes are not those that were written.
    #[error("the index cache is damaged")]
    Damaged,
    /// It was written by another version, or of another corpus.
    #[error("the index cache is of another version or corpus")]
    Stale,
}

impl LexicalIndex {
    /// Writes the index beside `path` and moves it there, so that no reader sees half of it.
    ///
    /// `fingerprint` says of which passages it is; see [`LexicalIndex::load`].
    pub fn save(&self, path: &Path, fingerprint: &str) -> Result<(), CacheError> {
        let mut bytes = self.encode(fingerprint);
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        let beside = path.with_extension("new");
        let mut file = fs::File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        Ok(fs::rename(&beside, path)?)
    }

    /// Reads the index of the passages that `fingerprint` stands for.
    pub fn load(path: &Path, fingerprint: &str) -> Result<Self, CacheError> {
        let bytes = fs::read(path)?;
        let split = bytes.len().checked_sub(CHECKSUM_BYTES).ok_or(CacheError::Damaged)?;
        let (body, checksum) = bytes.split_at(split);
        if Sha256::digest(body).as_slice() != checksum {
            return Err(CacheError::Damaged);
        }
        decode(&mut Reader(body), fingerprint)
    }

    fn encode(&self, fingerprint: &str) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        push_number(&mut bytes, VERSION as usize);
        push_text(&mut bytes, fingerprint);
        push_number(&mut bytes, self.documents);
        push_number(&mut bytes, self.lengths.len());
        for length in &self.lengths {
            push_number(&mut bytes, *length as usize);
        }
        let mut terms: Vec<_> = self.postings.iter().collect();
        terms.sort_unstable_by_key(|(term, _)| term.as_str());
        push_number(&mut bytes, terms.len());
        for (term, postings) in terms {
            push_text(&mut bytes, term);
            push_number(&mut bytes, postings.len());
            for posting in postings {
                push_number(&mut bytes, posting.document as usize);
                push_number(&mut bytes, posting.frequency as usize);
            }
        }
        bytes
    }
}

fn decode(reader: &mut Reader<'_>, fingerprint: &str) -> Result<LexicalIndex, CacheError> {
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(CacheError::Damaged);
    }
    if reader.number()? != VERSION || reader.text()? != fingerprint {
        return Err(CacheError::Stale);
    }
    let documents = reader.number()? as usize;
    let lengths = (0..reader.number()?).map(|_| reader.number()).collect::<Result<Vec<_>, _>>()?;
    let total_length = lengths.iter().map(|length| u64::from(*length)).sum();
    let mut postings = HashMap::new();
    for _ in 0..reader.number()? {
        let term = reader.text()?.to_owned();
        let list = (0..reader.number()?)
            .map(|_| Ok(Posting { document: reader.number()?, frequency: reader.number()? }))
            .collect::<Result<Vec<_>, CacheError>>()?;
        if list.iter().any(|posting| posting.document as usize >= lengths.len()) {
            return Err(CacheError::Damaged);
        }
        postings.insert(term, list);
    }
    Ok(LexicalIndex { postings, lengths, total_length, documents })
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], CacheError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(CacheError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, CacheError> {
        let bytes = self.take(4)?.try_into().map_err(|_| CacheError::Damaged)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn text(&mut self) -> Result<&'a str, CacheError> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).map_err(|_| CacheError::Damaged)
    }
}

fn push_number(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}
