//! Bytes to domain: what a file is, and what it says.
//!
//! Every reader here is a pure function of the file's name and bytes. Rules that
//! hold for all of them: bytes are decoded by what they are, never lossily;
//! content decides the format, not the extension; every record ends as an item,
//! skipped with a reason, or rejected with line, key and reason; a cap that is
//! met is an error that states the cap.

pub mod backlog;
pub mod decode;
pub mod masking;
pub mod names;
pub mod spoken_of;
pub mod suite;
pub mod transcript;

/// Sizes above which a file is refused, so that one bad file harms nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: usize,
    /// Bytes of one cell or turn.
    pub cell_bytes: usize,
    /// Records of a file.
    pub records: usize,
    /// Entries of a zip archive.
    pub zip_entries: usize,
    /// Bytes of everything read out of a zip archive, counted while reading.
    pub zip_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            cell_bytes: 1 << 20,
            records: 100_000,
            zip_entries: 2_000,
            zip_bytes: 64 << 20,
        }
    }
}
