//! The key that opens the names behind pseudonyms: a file of its own, never in the database,
//! in a backup of it or in an export.

use super::error::StoreError;
use super::open::make_private_file;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the file in the data folder.
const KEY_FILE: &str = "names.key";
const KEY_BYTES: usize = 32;

/// A key for names.
pub(super) struct Seal {
    key: LessSafeKey,
    digest: hmac::Key,
}

impl Seal {
    /// The key of this folder, made if there is none.
    pub(super) fn of(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(KEY_FILE);
        let unreachable = |source| StoreError::Unreachable { path: file.clone(), source };
        if !file.exists() {
            make_key(folder, &file).map_err(unreachable)?;
        }
        let bytes = hex::decode(fs::read_to_string(&file).map_err(unreachable)?.trim());
        let bytes = bytes.ok().filter(|bytes| bytes.len() == KEY_BYTES).ok_or_else(|| damaged(&file))?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, &bytes).map_err(|_| damaged(&file))?;
        Ok(Self { key: LessSafeKey::new(key), digest: hmac::Key::new(hmac::HMAC_SHA256, &bytes) })
    }

    /// By which a text is found again, by whoever has the key.
    pub(super) fn digest(&self, workspace: &str, text: &str) -> String {
        let tag = hmac::sign(&self.digest, format!("{workspace}\u{1f}{text}").as_bytes());
        hex::encode(tag)
    }

    /// A text that only the key opens, and only for `whom`.
    pub(super) fn close(&self, whom: &str, text: &str) -> Result<String, StoreError> {
        let failed = || StoreError::Unsupported("this machine gives no random numbers");
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| failed())?;
        let mut bytes = text.as_bytes().to_vec();
        let aad = Aad::from(whom.as_bytes());
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut bytes)
            .map_err(|_| failed())?;
        Ok(hex::encode(nonce) + &hex::encode(bytes))
    }

    /// What was sealed for `whom`; none when another key sealed it.
    pub(super) fn open(&self, whom: &str, sealed: &str) -> Option<String> {
        let bytes = hex::decode(sealed).ok()?;
        let (nonce, text) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let plain = self.key.open_in_place(nonce, Aad::from(whom.as_bytes()), &mut text).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }
}

/// Written beside and linked into place, so that of two who make one at once both read the same.
fn make_key(folder: &Path, file: &Path) -> io::Result<()> {
    let mut bytes = [0; KEY_BYTES];
    SystemRandom::new().fill(&mut bytes).map_err(|_| io::Error::other("no random numbers"))?;
    let beside: PathBuf = folder.join(format!("{KEY_FILE}.{}", std::process::id()));
    make_private_file(&beside)?;
    fs::write(&beside, hex::encode(bytes))?;
    fs::File::open(&beside)?.sync_all()?;
    let linked = fs::hard_link(&beside, file);
    fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn damaged(file: &Path) -> StoreError {
    StoreError::Corrupt(format!("{} is no key", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_opens_with_its_key_and_for_its_pseudonym_alone() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let seal = Seal::of(folder.path()).unwrap();
        let sealed = seal.close("P01", "Nadia Kovac").unwrap();
        let again = Seal::of(folder.path()).unwrap();
        assert_eq!(again.open("P01", &sealed).as_deref(), Some("Nadia Kovac"));
        assert_eq!(again.open("P02", &sealed), None);
        assert_eq!(Seal::of(other.path()).unwrap().open("P01", &sealed), None);
        assert_eq!(seal.digest("w", "nadia"), again.digest("w", "nadia"));
        assert_ne!(seal.digest("w", "nadia"), seal.digest("v", "nadia"));
        fs::write(folder.path().join(KEY_FILE), "short").unwrap();
        assert!(Seal::of(folder.path()).is_err());
    }
}
