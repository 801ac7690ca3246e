//! Typed identifiers, derived from content so that a repeat is recognised.
//!
//! An id is 32 hexadecimal characters: the first half of a SHA-256 over the
//! length-prefixed parts that make the thing what it is. The same import or the
//! same suggestion therefore has the same id on every machine and on every run.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Hashes `parts`, each prefixed by its length, to 32 hexadecimal characters.
pub fn content_hash<P: AsRef<[u8]>>(parts: &[P]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    to_hex(&hasher.finalize()[..16])
}

/// SHA-256 of `bytes` as 64 hexadecimal characters.
pub fn sha256_hex(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

fn to_hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

macro_rules! typed_id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as it was stored or received.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// Derives the id from what the thing is made of.
            pub fn derive<P: AsRef<[u8]>>(parts: &[P]) -> Self {
                Self(content_hash(parts))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The six characters that a person reads and types.
            pub fn short(&self) -> &str {
                self.0.get(..6).unwrap_or(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

typed_id! {
    /// Identifies a workspace, the boundary that nothing crosses.
    WorkspaceId,
    /// Identifies an interview, note or document.
    SourceId,
    /// Identifies a backlog item.
    ItemId,
    /// Identifies a suggestion by kind, item and canonical body.
    SuggestionId,
    /// Identifies a background job.
    JobId,
}

/// Whose text is searched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// An interview, note or document.
    Source(SourceId),
    /// A backlog item.
    Item(ItemId),
}

impl Owner {
    /// The owner of a stored kind and id; none for an unknown kind.
    pub fn parse(kind: &str, id: String) -> Option<Self> {
        match kind {
            "source" => Some(Self::Source(SourceId::new(id))),
            "item" => Some(Self::Item(ItemId::new(id))),
            _ => None,
        }
    }

    /// `source` or `item`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Source(_) => "source",
            Self::Item(_) => "item",
        }
    }

    /// The id as text.
    pub fn id(&self) -> &str {
        match self {
            Self::Source(id) => id.as_str(),
            Self::Item(id) => id.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_join_to_the_same_text_have_different_hashes() {
        assert_ne!(content_hash(&["ab", "c"]), content_hash(&["a", "bc"]));
    }

    #[test]
    fn the_same_parts_have_the_same_id() {
        assert_eq!(ItemId::derive(&["jira", "HAR-1"]), ItemId::derive(&["jira", "HAR-1"]));
        assert_eq!(ItemId::derive(&["x"]).short().len(), 6);
    }
}
